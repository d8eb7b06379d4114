from hashlib import sha256
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.schemas import DocumentOut, DocumentPage, DocumentTextOut
from corpus.library import BUNDLED_FOLDER, bundled_documents, load_library
from tests.api.checks import assert_problem

DOCUMENT = bundled_documents()[0]
TEXT_URL = f"/api/v1/documents/{DOCUMENT.doc_id}/text"


class TestList:
    def test_all_documents_are_listed_in_the_order_of_their_ids(self, client: TestClient) -> None:
        page = DocumentPage.model_validate_json(client.get("/api/v1/documents").text, extra="forbid")

        assert [item.doc_id for item in page.data] == sorted(d.doc_id for d in bundled_documents())
        assert (page.has_more, page.next_cursor) == (False, None)

    def test_pages_of_one_give_every_document_once(self, client: TestClient) -> None:
        seen, cursor, has_more = [], None, True
        while has_more:
            params = {"limit": "1"} | ({"cursor": cursor} if cursor else {})
            page = client.get("/api/v1/documents", params=params).json()
            seen += [item["doc_id"] for item in page["data"]]
            cursor, has_more = page["next_cursor"], page["has_more"]

        assert seen == sorted(d.doc_id for d in bundled_documents())

    @pytest.mark.parametrize("limit", ["0", "101", "-1", "ten", ""])
    def test_a_limit_out_of_range_is_refused_not_clamped(self, client: TestClient, limit: str) -> None:
        response = client.get("/api/v1/documents", params={"limit": limit})

        problem = assert_problem(response, 422, "request_invalid")
        assert [error.pointer for error in problem.errors] == ["query/limit"]

    @pytest.mark.parametrize("cursor", ["", "!", "_____w", "a", "%00"])
    def test_a_cursor_of_another_making_is_refused(self, client: TestClient, cursor: str) -> None:
        response = client.get("/api/v1/documents", params={"cursor": cursor})

        assert_problem(response, 422, "cursor_invalid")


class TestPassport:
    def test_a_passport_has_the_facts_and_the_ways_on(self, client: TestClient) -> None:
        response = client.get(f"/api/v1/documents/{DOCUMENT.doc_id}")

        passport = DocumentOut.model_validate_json(response.text, extra="forbid")
        assert passport.title == DOCUMENT.passport.title
        assert passport.characters == len(DOCUMENT.text)
        assert passport.translated_to == ["en"]
        for url in (passport.text_url, passport.original_url, passport.view_url):
            assert client.get(url).status_code == 200

    @pytest.mark.parametrize("part", ["", "/text", "/original"])
    @pytest.mark.parametrize("doc_id", ["doc_0000000000000000", "..%2f..%2fetc%2fpasswd", "%00", "文件"])
    def test_an_unknown_document_is_not_found(self, client: TestClient, doc_id: str, part: str) -> None:
        response = client.get(f"/api/v1/documents/{doc_id}{part}")

        assert response.json()["code"] in {"document_unknown", "route_unknown"}
        assert_problem(response, 404, response.json()["code"])


class TestText:
    def test_the_text_has_the_hash_it_gives(self, client: TestClient) -> None:
        out = DocumentTextOut.model_validate_json(client.get(TEXT_URL).text, extra="forbid")

        assert out.text == DOCUMENT.text
        assert sha256(out.text.encode()).hexdigest() == out.text_sha256
        assert (out.char_start, out.char_end, out.characters) == (0, len(DOCUMENT.text), len(DOCUMENT.text))
        assert len(out.pages) == len(DOCUMENT.pages)
        assert len(out.sections) == len(DOCUMENT.sections)
        assert len(out.blocks) == len(DOCUMENT.blocks)
        assert len(out.footnotes) == len(DOCUMENT.footnotes) == 19
        assert len(out.translations) == len(DOCUMENT.translations)

    def test_an_empty_footnote_has_neither_address_nor_reference(self, client: TestClient) -> None:
        notes = {note["number"]: note for note in client.get(TEXT_URL).json()["footnotes"]}

        assert notes[16]["url"] is None
        assert notes[1]["url"] == "https://www.elysee.fr/en/sommet-pour-l-action-sur-l-ia/presentation"

    @pytest.mark.parametrize(("start", "end"), [(0, 1), (1701, 1888), (5916, 5917), (0, 5917)])
    def test_a_window_is_that_part_and_what_touches_it(
        self, client: TestClient, start: int, end: int
    ) -> None:
        out = client.get(TEXT_URL, params={"start": start, "end": end}).json()

        assert out["text"] == DOCUMENT.text[start:end]
        assert (out["char_start"], out["char_end"]) == (start, end)
        assert out["text_sha256"] == DOCUMENT.passport.text_sha256
        for item in (*out["blocks"], *out["translations"]):
            assert item["char_start"] < end
            assert item["char_end"] > start

    @pytest.mark.parametrize(
        ("params", "expected"), [({"start": 5900}, slice(5900, None)), ({"end": 10}, slice(0, 10))]
    )
    def test_a_window_may_be_open_at_one_end(
        self, client: TestClient, params: dict[str, int], expected: slice
    ) -> None:
        assert client.get(TEXT_URL, params=params).json()["text"] == DOCUMENT.text[expected]

    @pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (0, 5918), (5917, 5918), (9999, 10000)])
    def test_a_window_outside_the_text_is_refused(self, client: TestClient, start: int, end: int) -> None:
        assert_problem(client.get(TEXT_URL, params={"start": start, "end": end}), 422, "range_invalid")

    @pytest.mark.parametrize("params", [{"start": "-1"}, {"end": "x"}, {"start": "1.5"}, {"end": "9" * 30}])
    def test_an_offset_that_is_none_is_refused(self, client: TestClient, params: dict[str, str]) -> None:
        assert_problem(client.get(TEXT_URL, params=params), 422, "request_invalid")

    def test_who_knows_it_already_is_not_sent_it_again(self, client: TestClient) -> None:
        tag = client.get(TEXT_URL).headers["etag"]

        for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            again = client.get(TEXT_URL, headers={"If-None-Match": known})
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["etag"] == tag

    def test_another_window_has_another_tag(self, client: TestClient) -> None:
        tag = client.get(TEXT_URL).headers["etag"]

        window = client.get(TEXT_URL, params={"end": 10}, headers={"If-None-Match": tag})

        assert window.status_code == 200
        assert window.headers["etag"] != tag


class TestOriginal:
    def test_an_original_is_the_very_file_and_is_not_shown_by_a_browser(self, client: TestClient) -> None:
        for entry, document in load_library(BUNDLED_FOLDER):
            response = client.get(f"/api/v1/documents/{document.doc_id}/original")

            assert response.content == (BUNDLED_FOLDER / entry.file).read_bytes()
            assert sha256(response.content).hexdigest() == document.passport.sha256
            suffix = entry.file.rpartition(".")[2]
            expected = f'attachment; filename="{document.doc_id}.{suffix}"'
            assert response.headers["content-disposition"] == expected
            assert response.headers["x-content-type-options"] == "nosniff"
            assert "sandbox" in response.headers["content-security-policy"]


def test_documents_cannot_be_added_or_removed_through_this_door(client: TestClient) -> None:
    added: Any = client.post("/api/v1/documents", json={})
    removed = client.delete(f"/api/v1/documents/{DOCUMENT.doc_id}")

    assert_problem(added, 405, "method_not_allowed")
    assert_problem(removed, 405, "method_not_allowed")
    assert "GET" in added.headers["allow"]
