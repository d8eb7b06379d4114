"""Question sets, measures and reports: how far the service can be trusted, in numbers."""
