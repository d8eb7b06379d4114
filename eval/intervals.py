"""Wilson's interval for a share of as many cases as its cases are worth."""

import math

from scipy.stats import norm  # type: ignore[import-untyped]  # it publishes no types

__all__ = ["wilson_interval"]

_CONFIDENCE = 0.95


def wilson_interval(share: float, n: float) -> tuple[float, float]:
    """The 95 % interval of a share, without continuity correction.

    Args:
        share: 0 to 1; also a mean of values in that range, which never spread wider than yes and no do.
        n: Cases; need not be whole.

    Source: Wilson, JASA 1927.
    """
    z = float(norm.ppf(0.5 + _CONFIDENCE / 2))
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)
