import re
from html import unescape
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from api.pages import reading_page
from corpus.library import bundled_documents
from corpus.loaders import FileFormat
from corpus.loading import Description, load_document
from corpus.model import Document, Language, SourceKind, Span
from tests.api.checks import assert_problem
from tests.api.conftest import Connect

REVIEW, ARTICLE = bundled_documents()


class Page(HTMLParser):
    """Text, marked text and addresses of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.scripts: list[str] = []
        self.texts: dict[str, str] = {}
        self.languages: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.addresses += [value for name in ("href", "src", "action") if (value := values.get(name))]
        assert not any(name.startswith("on") or name == "style" for name in values), "inline code"
        if tag == "script":
            self.scripts.append(values.get("src") or "")
        if language := values.get("lang"):
            self.languages.append(language)
        if tag not in {"meta", "link"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self._open):
            self.texts[tag] = self.texts.get(tag, "") + data


def document_with(text: str) -> Document:
    description = Description(
        title="<script>alert(1)</script>",
        publisher='A & B "quoted"',
        author="",
        date="2025",
        url="javascript:alert(1)",
        language=Language.EN,
        kind=SourceKind.PRESS,
        note="",
    )
    return load_document(text.encode(), description, file_format=FileFormat.PLAIN)


class TestHome:
    def test_it_says_what_this_is_in_both_languages(self, client: TestClient) -> None:
        page = Page(client.get("/").text)

        assert {"zh", "en"} <= set(page.languages)
        assert "Documents: 2." in page.texts["section"]
        assert "可查询的文件：2 份" in page.texts["section"]
        assert "http://127.0.0.1:8000/api/v1/ask" in page.texts["code"]
        assert "/docs" in page.addresses
        assert page.scripts == ["/static/app/early.js", "/static/app/page.js"]

    def test_it_goes_by_several_addresses(self, client: TestClient) -> None:
        texts = {client.get(path).text for path in ("/", "/library", "/search", "/check")}

        assert len(texts) == 1

    def test_its_policy_lets_it_load_what_it_names(self, client: TestClient) -> None:
        policy = client.get("/").headers["content-security-policy"]
        sources = {part.split()[0]: part.split()[1:] for part in policy.split(";")}

        assert sources["default-src"] == ["'none'"]
        assert sources["script-src"] == sources["style-src"] == sources["connect-src"] == ["'self'"]
        assert sources["img-src"] == ["data:"]
        assert sources["require-trusted-types-for"] == ["'script'"]

    def test_everything_it_links_to_is_there(self, client: TestClient) -> None:
        for address in Page(client.get("/").text).addresses:
            if not address.startswith("data:"):
                assert client.get(address).status_code == 200, address


class TestDocs:
    def test_it_refers_to_no_other_host(self, client: TestClient) -> None:
        response = client.get("/docs")
        page = Page(response.text)

        assert page.scripts == ["/static/docs/swagger-ui-bundle.js", "/static/docs/start.js"]
        for address in page.addresses:
            assert re.match(r"/(?!/)|data:,$", address), address
            if address.startswith("/"):
                assert client.get(address).status_code == 200, address
        start = client.get("/static/docs/start.js").text
        assert "//" not in re.sub(r"^//.*$", "", start, flags=re.MULTILINE)
        assert "validatorUrl: null" in start
        assert "@import" not in client.get("/static/docs/swagger-ui.css").text
        assert not re.search(r"url\((?!\W?data:)", client.get("/static/docs/swagger-ui.css").text)

    def test_its_policy_lets_it_talk_to_no_other_host(self, client: TestClient) -> None:
        policy = client.get("/docs").headers["content-security-policy"]
        sources = {part.split()[0]: part.split()[1:] for part in policy.split(";")}

        assert sources["default-src"] == ["'none'"]
        assert sources["script-src"] == sources["connect-src"] == sources["style-src"] == ["'self'"]
        assert sources["img-src"] == ["'self'", "data:"]


class TestReading:
    @pytest.mark.parametrize("document", [REVIEW, ARTICLE], ids=["review", "article"])
    def test_the_whole_text_is_there_in_its_language(self, client: TestClient, document: Document) -> None:
        page = Page(client.get(f"/documents/{document.doc_id}/plain").text)

        assert page.texts["article"].replace("\n", "") == document.text.replace("\n", "")
        assert document.passport.title in page.texts["header"]
        assert document.passport.publisher in page.texts["header"]
        assert document.passport.date in page.texts["header"]
        assert page.languages[0] == "zh"
        assert "mark" not in page.texts
        assert page.scripts == []

    @pytest.mark.parametrize(("start", "end"), [(1701, 1888), (0, 1), (5916, 5917), (500, 700), (0, 5917)])
    def test_the_quote_is_marked_to_the_character(self, client: TestClient, start: int, end: int) -> None:
        html = client.get(f"/documents/{REVIEW.doc_id}/plain", params={"start": start, "end": end}).text

        marked = Page(html).texts["mark"]
        assert marked.replace("\n", "") == REVIEW.text[start:end].replace("\n", "")
        assert html.count('id="quote"') == 1

    def test_the_rendering_stands_beside_the_quote_and_says_what_it_is(self, client: TestClient) -> None:
        page = Page(client.get(f"/documents/{REVIEW.doc_id}/plain?start=1701&end=1888").text)

        assert page.texts["aside"].startswith("Translation During preparations for the meeting")
        assert "en" in page.languages

    def test_a_quote_that_begins_between_two_paragraphs_is_still_found(self) -> None:
        document = document_with("First paragraph.\n\nSecond paragraph.")
        line_end = document.blocks[0].span.end

        html = reading_page(document, Span(line_end, document.blocks[1].span.end))

        assert html.count('id="quote"') == 1
        assert Page(html).texts["mark"] == "Second paragraph."

    def test_nothing_in_a_document_becomes_markup(self) -> None:
        text = '<img src=x onerror=alert(1)> & "quotes" <b>bold</b>'
        document = document_with(text)

        html = reading_page(document, Span(2, 12))

        assert "<img" not in html
        assert "<b>bold" not in html
        assert "<script" not in html
        page = Page(html)
        assert text in page.texts["article"]
        assert page.texts["mark"] == text[2:12]
        assert not any(address.startswith("javascript:") for address in page.addresses)

    @pytest.mark.parametrize("suffix", ["", "/plain"])
    @pytest.mark.parametrize(
        ("query", "code"),
        [
            ("start=5&end=5", "range_invalid"),
            ("start=0&end=99999", "range_invalid"),
            ("start=x", "range_invalid"),
            ("start=x&end=y", "range_invalid"),
            ("start=-1&end=4", "range_invalid"),
            (f"start={'9' * 20}&end=4", "range_invalid"),
        ],
    )
    def test_a_range_that_is_none_is_refused(
        self, client: TestClient, query: str, code: str, suffix: str
    ) -> None:
        assert_problem(client.get(f"/documents/{REVIEW.doc_id}{suffix}?{query}"), 422, code)

    @pytest.mark.parametrize("query", ["start=5&end=5", "start=x&end=y"])
    def test_a_browser_gets_the_page_all_the_same(self, client: TestClient, query: str) -> None:
        response = client.get(f"/documents/{REVIEW.doc_id}?{query}", headers={"Accept": "text/html,*/*"})

        assert response.status_code == 422
        assert response.headers["content-type"].startswith("text/html")
        assert '<div id="page">' in response.text

    @pytest.mark.parametrize("query", ["start=9&end=5", "start=0&end=99999", "start=x&end=y"])
    def test_a_browser_without_scripts_is_told_and_reads_the_document(
        self, client: TestClient, query: str
    ) -> None:
        response = client.get(f"/documents/{REVIEW.doc_id}/plain?{query}", headers={"Accept": "text/html"})

        assert response.status_code == 422
        for words in ("文件中没有这个位置", "This place does not exist in the document", REVIEW.text[-20:]):
            assert words in response.text
        assert "<mark" not in response.text

    @pytest.mark.parametrize("suffix", ["", "/plain"])
    def test_an_unknown_document_is_not_found(self, client: TestClient, suffix: str) -> None:
        response = client.get(f"/documents/doc_0000000000000000{suffix}")

        assert_problem(response, 404, "document_unknown")


class TestShared:
    """What a citation links to: the page, and a plain one for browsers that run no script."""

    def test_the_page_sends_those_without_scripts_to_the_plain_one(self, client: TestClient) -> None:
        html = client.get(f"/documents/{REVIEW.doc_id}?start=1701&end=1888").text

        (target,) = re.findall(r'<noscript><meta http-equiv="refresh" content="0; url=([^"]*)"', html)
        plain = client.get(unescape(target))
        assert Page(plain.text).texts["mark"] == REVIEW.text[1701:1888]
        assert "script-src" not in plain.headers["content-security-policy"]

    def test_a_browser_is_told_by_the_page_that_there_is_no_such_document(self, client: TestClient) -> None:
        response = client.get("/documents/doc_0000000000000000", headers={"Accept": "text/html"})

        assert response.status_code == 404
        assert "/static/app/page.js" in response.text

    def test_where_a_key_is_set_the_page_is_open_and_tells_nothing(self, connect: Connect) -> None:
        client = connect(api_key="correct horse battery staple")
        known = client.get(f"/documents/{REVIEW.doc_id}")
        unknown = client.get("/documents/doc_0000000000000000")

        assert known.status_code == unknown.status_code == 200
        assert REVIEW.passport.title not in known.text
        assert client.get(f"/documents/{REVIEW.doc_id}/plain").status_code == 401

    def test_where_a_key_is_set_a_browser_gets_the_page_under_any_address(self, connect: Connect) -> None:
        client = connect(api_key="correct horse battery staple")
        browser = {"Accept": "text/html"}

        for path, status in (
            ("/nowhere", 401),
            (f"/documents/{REVIEW.doc_id}/plain", 401),
            ("/metrics", 401),
        ):
            assert client.get(path, headers=browser).status_code == status
        assert '<div id="page">' in client.get("/nowhere", headers=browser).text
        for path in ("/nowhere", "/metrics", f"/documents/{REVIEW.doc_id}/plain"):
            assert_problem(client.get(path), 401, "key_missing")
            assert REVIEW.passport.title not in client.get(path, headers=browser).text
