"""Language models: what is asked of one, and the two kinds there are.

    catalogue ─► store ─► pull (sources)      models that can be had, where they lie, how they get there
    protocol ◄─ endpoint ◄─ embedded          one wire format: an endpoint's, or that of a child process of ours

A model is not trusted: `rag.writing` asks it, checks what it says, and does without it where it fails.
"""
