"""What a user would have otherwise: other libraries with their default splitters and retrievers (extra `baselines`)."""
