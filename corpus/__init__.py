"""The rooms that read files: what a document is, and where each of its characters came from."""
