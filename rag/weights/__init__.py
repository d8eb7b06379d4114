"""Learned numbers, small enough to be kept beside the code that reads them."""
