"""The frame of the page, plain pages for those without scripts, and the description of the API.

Scripts are all our own; the frame's is built from api/page.
"""

from collections.abc import Iterator
from html import escape
from typing import Final

from corpus.model import Block, BlockKind, Document, Language, SourceKind, Span, Translation

__all__ = [
    "APP_CSP",
    "DOCS_CSP",
    "PAGE_CSP",
    "app_page",
    "docs_page",
    "home_text",
    "nowhere_text",
    "reading_page",
]

PAGE_CSP: Final = (
    "default-src 'none'; style-src 'self'; img-src data:;"
    " frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
APP_CSP: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self';"
    " frame-ancestors 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script';"
    " trusted-types svelte-trusted-html"
)
DOCS_CSP: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)

_TAGS: Final = {BlockKind.TITLE: "h1", BlockKind.HEADING: "h2"}
_KINDS: Final = {
    SourceKind.OFFICIAL: "官方文件 · official",
    SourceKind.THINK_TANK: "智库 · think tank",
    SourceKind.PRESS: "新闻报道 · press",
    SourceKind.COMMENTARY: "评论 · commentary",
    SourceKind.UNKNOWN: "来源类型不明 · kind unknown",
}
_MISPLACED: Final = """<p class="note" lang="zh">文件中没有这个位置。链接可能不完整；文件全文如下。</p>
<p class="note" lang="en">This place does not exist in the document.
The link may be cut short; the document is below.</p>"""
_EXAMPLE: Final = """curl -s http://{host}/api/v1/ask \\
  -H 'Content-Type: application/json' \\
  -d '{{"question": "{question}"}}'"""
_QUESTION_ZH: Final = "巴黎人工智能行动峰会在哪里举行？"
_QUESTION_EN: Final = "Where was the Paris AI Action Summit held?"


def app_page(*, plain_text: str = "", plain_url: str = "") -> str:
    """The frame in which the page draws itself.

    Args:
        plain_text: HTML that is shown where no script runs.
        plain_url: Where browsers that run no script go instead.
    """
    refresh = f'<noscript><meta http-equiv="refresh" content="0; url={escape(plain_url)}"></noscript>'
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>summit</title>
<link rel="stylesheet" href="/static/app/page.css">
<link rel="icon" href="data:,">
<script src="/static/app/early.js"></script>
<script type="module" src="/static/app/page.js"></script>
{refresh if plain_url else ""}
</head>
<body>
<div id="page"></div>
<noscript>{plain_text}</noscript>
</body>
</html>
"""


def home_text(*, documents: int | None, host: str) -> str:
    """What the service is and how to ask it without the page, as HTML.

    Args:
        documents: How many documents there are; None while the service is opening.
        host: The name and port under which it was called.
    """
    zh = f"可查询的文件：{documents} 份。" if documents is not None else "服务正在启动。"
    en = f"Documents: {documents}." if documents is not None else "The service is starting."
    return f"""<main class="sheet">
<h1>summit</h1>
<section lang="zh">
<p>用中文或英文提问，只依据所给文件作答；每一句都注明出处，精确到字。</p>
<p>{zh}<a href="/docs">接口说明</a></p>
<pre><code>{_example(host, _QUESTION_ZH)}</code></pre>
</section>
<section lang="en">
<p>Ask in Chinese or English; answers come from the given documents only, and every sentence is cited to the
character.</p>
<p>{en} <a href="/docs">API reference</a></p>
<pre><code>{_example(host, _QUESTION_EN)}</code></pre>
</section>
</main>"""


def nowhere_text() -> str:
    """That there is nothing under an address, for browsers that run no script, as HTML."""
    return """<main class="sheet">
<section lang="zh">
<h1>这个地址下没有内容</h1>
<p>链接可能不完整。<a href="/">返回首页</a></p>
</section>
<section lang="en">
<h1>There is nothing at this address</h1>
<p>The link may be cut short. <a href="/">To the start</a></p>
</section>
</main>"""


def reading_page(document: Document, quoted: Span | None, *, is_misplaced: bool = False) -> str:
    """A document to read, with a quoted stretch marked.

    Args:
        document: The document.
        quoted: The stretch, or None to mark nothing.
        is_misplaced: Whether the link named a place that the document does not have; then the page says so.
    """
    language = document.passport.language.value
    marked = [block for block in document.blocks if quoted and block.span.overlaps(quoted)]
    body = "\n".join(
        _marked(document, block, quoted, is_first=block is marked[0])
        if quoted and block in marked
        else _plain(document, block)
        for block in document.blocks
    )
    jump = '<p><a href="#quote">↓ 引文 · the quoted passage</a></p>' if quoted else ""
    if is_misplaced:
        jump = _MISPLACED
    return _page(
        document.passport.title,
        language,
        f"""<header>
{_passport(document)}
{jump}
</header>
<main>
<article lang="{language}">
{body}
</article>
</main>""",
    )


def docs_page() -> str:
    """The description of the API, drawn by a script of our own host from /openapi.json."""
    return _page(
        "summit API",
        "en",
        """<div id="swagger-ui"></div>
<noscript><p>This page needs JavaScript; <a href="/openapi.json">this</a> says the same.</p></noscript>
<script src="/static/docs/swagger-ui-bundle.js"></script>
<script src="/static/docs/start.js"></script>""",
        style="/static/docs/swagger-ui.css",
    )


def _page(title: str, language: str, body: str, *, style: str = "/static/page.css") -> str:
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<link rel="stylesheet" href="{style}">
<link rel="icon" href="data:,">
</head>
<body>
{body}
</body>
</html>
"""


def _example(host: str, question: str) -> str:
    return escape(_EXAMPLE.format(host=host, question=question))


def _passport(document: Document) -> str:
    passport = document.passport
    other = passport.language.other.value
    rows = [f'<p class="passport" lang="{passport.language.value}">{escape(_facts(document))}</p>']
    translated = " · ".join(
        text for text in (passport.title_translated, passport.publisher_translated) if text
    )
    if translated:
        rows.append(f'<p class="passport" lang="{other}">{escape(translated)}</p>')
    for note, language in ((passport.note, Language.ZH.value), (passport.note_translated, Language.EN.value)):
        if note:
            rows.append(f'<p class="note" lang="{language}">{escape(note)}</p>')
    if passport.url and passport.url.startswith(("https://", "http://")):
        link = escape(passport.url, quote=True)
        rows.append(
            f'<p class="passport"><a rel="noreferrer" href="{link}">{escape(_short(passport.url))}</a></p>'
        )
    return "\n".join(rows)


def _facts(document: Document) -> str:
    passport = document.passport
    parts = (passport.title, passport.publisher, passport.author, passport.date, _KINDS[passport.kind])
    return " · ".join(part for part in parts if part)


def _short(url: str, longest: int = 60) -> str:
    return url if len(url) <= longest else url[: longest - 1] + "…"


def _plain(document: Document, block: Block) -> str:
    tag = _TAGS.get(block.kind, "p")
    return f"<{tag}>{escape(block.span.of(document.text))}</{tag}>"


def _marked(document: Document, block: Block, quoted: Span, *, is_first: bool) -> str:
    tag, span, text = _TAGS.get(block.kind, "p"), block.span, document.text
    start, end = max(span.start, quoted.start), min(span.end, quoted.end)
    # The focus makes browsers scroll to the quote, without a script.
    anchor = ' id="quote" tabindex="-1" autofocus' if is_first else ""
    mark = f"<mark{anchor}>{escape(text[start:end])}</mark>"
    inner = f"{escape(text[span.start : start])}{mark}{escape(text[end : span.end])}"
    renderings = "".join(_rendering(item) for item in _renderings(document, Span(start, end)))
    return f"<{tag}>{inner}</{tag}>{renderings}"


def _renderings(document: Document, span: Span) -> Iterator[Translation]:
    return (item for item in document.translations if item.span.overlaps(span))


def _rendering(item: Translation) -> str:
    label = "译文" if item.language is Language.ZH else "Translation"
    return f'<aside lang="{item.language.value}"><b>{label}</b> {escape(item.text)}</aside>'
