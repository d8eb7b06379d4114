"""What a question may ask for, and the shape that its answer takes."""

from enum import StrEnum

__all__ = ["Asks", "Shape"]


class Asks(StrEnum):
    """The kind of thing a question wants to know; a question may want several."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    DATE = "date"
    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    REASON = "reason"
    MANNER = "manner"
    DEFINITION = "definition"


class Shape(StrEnum):
    """The shape of the answer."""

    FACT = "fact"
    LIST = "list"
    COMPARISON = "comparison"
    TWO_DOCUMENT = "two_document"
    SOURCE = "source"
    FOOTNOTE = "footnote"
