"""Language data: the words by which questions ask, and the names of places in both languages."""
