"""Pairs of deeds of which one is done by whoever the other is done to, for both languages at once."""

import re

__all__ = ["CONVERSES"]

_PAIRS = (
    # who tells and who is told
    (
        r"提供|给出|给予|反馈给|转达|\b(?:g(?:ave|ive[sn]?|iving)|provid(?:ed?|es|ing)|offer(?:ed|s|ing)?|deliver(?:ed|s|ing)?|shar(?:ed?|es|ing))\b",
        r"听取|倾听|\b(?:heard|hears?|hearing|listen(?:ed|s|ing)? to)\b",
    ),
    # where money goes
    (
        r"投出|对外投|投向海外|流出|\b(?:invest(?:ed|s|ing)? abroad|sent abroad|poured (?:out|abroad)|spent abroad)\b",
        r"吸引|引来|招来|流入|\b(?:attract(?:ed|s|ing)?|drew|draws?|drawing|won|lured)\b",
    ),
    (
        r"出口|输出|出售|卖给|\b(?:export(?:ed|s|ing)?|sold|sells?|selling)\b",
        r"进口|引进|购买|采购|\b(?:import(?:ed|s|ing)?|bought|buys?|buying|purchas(?:ed?|es|ing))\b",
    ),
    (
        r"借给|贷给|\b(?:lent|lends?|lending)\b",
        r"借入|借来|\b(?:borrow(?:ed|s|ing)?)\b",
    ),
    # who forces and who is forced
    (
        r"(?<!被)(?:强迫|逼迫|迫使)|(?<!been )(?<!were )(?<!was )(?<!are )(?<!being )\b(?:forced|compelled|coerced|pressed|strong-armed)\b(?! to\b)",
        r"被迫|被强迫|被逼|\b(?:been|were|was|are|being) (?:forced|compelled|coerced|pressed)\b",
    ),
    # who chooses
    (r"任命|委任|\b(?:appoint(?:s|ed)? (?!as))", r"(?:出任|就任|获任)|\b(?:was appointed|took office)\b"),
)
CONVERSES = tuple((re.compile(one, re.IGNORECASE), re.compile(other, re.IGNORECASE)) for one, other in _PAIRS)
