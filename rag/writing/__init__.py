"""The written answer: a language model writes from evidence, and nothing it says is taken on trust.

evidence ─► prompt ─► (a model) ─► output ─► checking ─► writer ─► attempts (with the way back to extractive)
"""
