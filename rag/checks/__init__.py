"""The checks: each compares one thing in a claim and its evidence, in Chinese, in English, and across the two."""
