"""The public packs beyond retrieval: what each measures here, a file for each family of tasks."""
