"""What is measured of an answer, a file for each family; every measure looks at a case and what was seen, no more."""
