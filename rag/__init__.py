"""Understanding a question, ranking, answering, citing and checking."""
