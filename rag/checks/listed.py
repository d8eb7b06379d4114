"""Places and bodies that the lexicon's tables name, whatever the documents are."""

from functools import cache
from importlib.resources import files

from rag.names import Name, NameIndex

__all__ = ["capitals", "listed"]

# Journals whose names open many a sentence as other words.
_ALSO_WORDS = frozenset({"Science", "Nature", "Wired", "Time", "Fortune"})


@cache
def listed() -> NameIndex:
    """Cities and bodies that texts of either language name."""
    names = [
        _listed_name(row, is_place=table == "cities.tsv")
        for table in ("cities.tsv", "bodies.tsv")
        for row in _rows(table)
    ]
    for row in _rows("publishers.tsv"):
        _, zh, en = row.split("\t")[:3]
        distinct = "|".join(name for name in en.split("|") if name not in _ALSO_WORDS)
        names.append(_listed_name(f"{zh}\t{distinct}", is_place=False))
    return NameIndex(tuple(names))


@cache
def capitals() -> tuple[tuple[Name, Name], ...]:
    """Each capital with its country, which the table of places has as one name."""
    found = []
    for row in _rows("places.tsv"):
        _, zh, short, en, capital_zh, capital_en = (row.split("\t") + [""] * 6)[:6]
        capital = tuple(s for s in (*capital_zh.split("|"), *capital_en.split("|")) if s)
        spellings = tuple(s for s in (*zh.split("|"), *en.split("|")) if s)
        if capital:
            country = Name(spellings[0], spellings, tuple(c for c in short.split("|") if c), is_place=True)
            found.append((Name(capital[0], capital, (), is_place=True), country))
    return tuple(found)


def _rows(table: str) -> list[str]:
    rows = files("rag.lexicon").joinpath(table).read_text("utf-8").splitlines()
    return [row for row in rows if row and not row.startswith("#")]


def _listed_name(row: str, *, is_place: bool) -> Name:
    zh, en = row.split("\t")[:2]
    spellings = tuple(s for s in (*zh.split("|"), *en.split("|")) if s)
    return Name(spellings[0], spellings, (), is_place)
