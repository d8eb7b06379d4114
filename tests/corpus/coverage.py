"""What of a source a loader took twice, or not at all."""

import itertools

from corpus.model import Removed, SourceRun


def uncovered(
    runs: tuple[SourceRun, ...], removed: tuple[Removed, ...], length: int
) -> list[tuple[int, int]]:
    """Stretches of a source that are taken twice or not at all."""
    pieces = sorted(
        [(r.source_start, r.source_end) for r in runs] + [(p.source_start, p.source_end) for p in removed]
    )
    edges = [(0, 0), *pieces, (length, length)]
    return [(a[1], b[0]) for a, b in itertools.pairwise(edges) if a[1] != b[0]]
