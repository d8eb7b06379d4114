"""Search by shared terms (BM25), over tantivy.

Queries are built term by term and never pass through a query parser, so nothing that a user types has any
meaning but its words.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Self, cast

import numpy as np
import tantivy
from numpy.typing import NDArray

from corpus.errors import DataError
from index.terms import tokenise

__all__ = ["LexicalIndex", "tokenise"]

_ROW, _BODY = "row", "body"
_WRITER_BYTES = 64_000_000
_MOST_TERMS = 256  # of one query; a whole page pasted as a question must not cost more than that
# Up to this many allowed rows are named in the query; of more, enough will be among the best anyway.
_NAMED_ROWS = 2048
_SPARE_ROWS = 16
_MOST_TIED_ROWS = 4096


class LexicalIndex:
    """Rows of text and the search among them by terms; read-only once built, safe for concurrent searches."""

    def __init__(self, index: tantivy.Index) -> None:
        index.config_reader("manual", 0)  # nothing changes, so nothing needs to watch the folder
        index.reload()
        self._schema = index.schema
        self._searcher = index.searcher()

    @classmethod
    def build(cls, folder: Path, texts: Iterable[str]) -> Self:
        """Index texts, read one at a time, in a new or empty folder; a text's row is its position.

        Raises:
            OSError: If the files cannot be written in full.
        """
        folder.mkdir(parents=True, exist_ok=True)
        try:
            index = tantivy.Index(_schema(), path=str(folder))
            # One thread, so that rows keep their order and the same texts give the same segments.
            writer = index.writer(_WRITER_BYTES, num_threads=1)
            for row, text in enumerate(texts):
                document = tantivy.Document()
                document.add_unsigned(_ROW, row)
                document.add_text(_BODY, " ".join(tokenise(text)))
                writer.add_document(document)
            writer.commit()
            writer.wait_merging_threads()
        except ValueError as error:  # how tantivy reports all its faults
            raise OSError(f"writing {folder} failed: {error}") from error
        return cls(index)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open what `build` wrote.

        Raises:
            DataError: `index_damaged` if there is no such index.
        """
        try:
            return cls(tantivy.Index.open(str(folder)))
        except ValueError as error:
            raise DataError(
                "index_damaged", f"{folder} cannot be read: {error}", next_step="run `summit index rebuild`"
            ) from error

    @property
    def num_docs(self) -> int:
        """How many rows there are, those without a term included."""
        return int(self._searcher.num_docs)

    def document_frequency(self, term: str) -> int:
        """In how many rows a term, as `tokenise` gives it, occurs."""
        return int(self._searcher.doc_freq(_BODY, term))

    def search(
        self, query: str | Sequence[str], k: int, *, allowed: NDArray[np.bool_] | None = None
    ) -> list[tuple[int, float]]:
        """The k rows that share most with a query.

        Args:
            query: A text, or its terms as `tokenise` gives them; a repeated term counts once.
            k: How many, at least 1.
            allowed: (n,) bool, the rows that may be found; all when None.

        Returns:
            (row, BM25 score) of at most k rows that share a term, best first, equal scores by row. A filter
            changes no score.

        Raises:
            ValueError: If the filter has another length than the index or k is below 1.
        """
        if k < 1 or (allowed is not None and allowed.shape != (self.num_docs,)):
            raise ValueError(f"want k > 0 and a filter of {self.num_docs} rows")
        terms = list(dict.fromkeys(tokenise(query) if isinstance(query, str) else query))[:_MOST_TERMS]
        if not terms or (allowed is not None and not allowed.any()):
            return []
        found = self._query(terms)
        if allowed is None:
            return self._best(found, k)
        if np.count_nonzero(allowed) > _NAMED_ROWS:
            return self._best_allowed(found, k, allowed)
        rows = tantivy.Query.term_set_query(self._schema, _ROW, np.flatnonzero(allowed).tolist())
        named = tantivy.Query.const_score_query(rows, 0.0)
        must = tantivy.Occur.Must
        return self._best(tantivy.Query.boolean_query([(must, found), (must, named)]), k)

    def _query(self, terms: list[str]) -> tantivy.Query:
        queries = [tantivy.Query.term_query(self._schema, _BODY, term) for term in terms]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])

    def _best(self, query: tantivy.Query, k: int) -> list[tuple[int, float]]:
        """Widen the search until rank k does not tie with the last row found."""
        fetch = k + _SPARE_ROWS
        while True:
            found = self._hits(query, fetch)
            tied = len(found) == fetch and found[k - 1][1] == found[-1][1]
            if not tied or fetch >= _MOST_TIED_ROWS:
                return found[:k]
            fetch *= 8

    def _best_allowed(
        self, query: tantivy.Query, k: int, allowed: NDArray[np.bool_]
    ) -> list[tuple[int, float]]:
        """Widen the search until k rows pass the filter and rank k does not tie with what was not seen."""
        fetch = k + _SPARE_ROWS
        while True:
            found = self._hits(query, fetch)
            kept = [hit for hit in found if allowed[hit[0]]]
            complete = len(kept) >= k and (kept[k - 1][1] > found[-1][1] or fetch >= _MOST_TIED_ROWS)
            if complete or len(found) < fetch:
                return kept[:k]
            fetch *= 8

    def _hits(self, query: tantivy.Query, limit: int) -> list[tuple[int, float]]:
        hits = self._searcher.search(query, limit, count=False).hits
        rows = self._searcher.fast_field_values(_ROW, [address for _, address in hits])
        # Every row has a number, and scores are only something else when a search is ordered by a field.
        found = [(cast("int", row), cast("float", score)) for (score, _), row in zip(hits, rows, strict=True)]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(_ROW, stored=True, indexed=True, fast=True)
    # Frequencies without positions: there are no phrase queries, and positions are half of the size.
    builder.add_text_field(_BODY, tokenizer_name="whitespace", index_option="freq")
    return builder.build()
