"""How much is loaded at first, how soon the page is usable, and whether it stays smooth with a long document.

The figures are printed with `pytest -s`, and kept in build/page-speed.json.
"""

import json
import statistics
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import OpenRoom
from tests.e2e.edge import Edge, Reply
from tests.e2e.made import answer_of, citation_of, long_document
from tests.e2e.node import STATIC
from tests.e2e.room import ReadingRoom

PAGES = 500
MAX_SCRIPT_BYTES, USABLE_MS = 100 * 1024, 1000
# A frame at 60 Hz is 16.7 ms. On a shared machine without a graphics card a few are lost to others; what is held
# here is that the page itself never keeps the reader waiting.
FRAME_MS, LONGEST_TASK_MS, KEY_MS, SHOWN_MS = 34.0, 200.0, 100.0, 1500.0
KEYS = 40
FIGURES = Path(__file__).parent.parent.parent / "build" / "page-speed.json"

SCROLL = """async ([selector, steps]) => {
  const scroller = selector ? document.querySelector(selector) : document.documentElement;
  const frames = [], tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((one) => one.duration)));
  observer.observe({ type: "longtask" });
  const step = (scroller.scrollHeight - scroller.clientHeight) / steps;
  let last = performance.now();
  for (let n = 0; n < steps; n += 1) {
    scroller.scrollTop += step;
    await new Promise(requestAnimationFrame);
    frames.push(performance.now() - last);
    last = performance.now();
  }
  observer.disconnect();
  return { frames, tasks };
}"""
NOTE_WHEN_USABLE = """new MutationObserver((_, observer) => {
  if (!document.querySelector("#question") || !document.querySelector(".cards button")) return;
  window.usableAt = performance.now();
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });"""
SENT = """() => {
  const sent = performance.getEntriesByType("resource");
  const sum = (end) => sent.filter(({ name }) => name.endsWith(end)).reduce((all, one) => all + one.encodedBodySize, 0);
  return { script_bytes: sum(".js"), style_bytes: sum(".css") };
}"""
# From a real key to the frame that shows its character, and every task that kept the page busy for long.
WATCH_KEYS = """() => {
  window.delays = [];
  window.tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map((one) => one.duration)))
    .observe({ type: "longtask" });
  const note = (event) => delays.push(performance.now() - event.timeStamp);
  const shown = (event) => requestAnimationFrame(() => setTimeout(() => note(event)));
  document.getElementById("question").addEventListener("input", shown);
}"""
WATCH_OPENING = """() => {
  window.tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map((one) => one.duration)))
    .observe({ type: "longtask", buffered: false });
  window.began = performance.now();
  new MutationObserver((_, observer) => {
    if (!document.querySelector(".pane mark")) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => (window.shownAt = performance.now())));
  }).observe(document.body, { childList: true, subtree: true });
}"""


def keep(name: str, figures: dict[str, float]) -> None:
    known = json.loads(FIGURES.read_text("utf-8")) if FIGURES.exists() else {}
    FIGURES.parent.mkdir(exist_ok=True)
    FIGURES.write_text(json.dumps(known | {name: figures}, indent=1), "utf-8")


def test_the_first_load_is_small(open_room: OpenRoom) -> None:
    room = open_room("en")
    room.page.locator(".cards").wait_for()
    loaded = room.page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    scripts = [name for name in loaded if name.endswith(".js")]

    assert sorted(name.rsplit("/", 1)[1] for name in scripts) == ["early.js", "page.js"]
    sent = room.page.evaluate(SENT)
    keep("first_load", sent)
    assert sent["script_bytes"] <= MAX_SCRIPT_BYTES, "what went over the wire, compressed"
    assert sent["script_bytes"] < len((STATIC / "page.js").read_bytes()) / 2


def test_the_page_is_usable_within_a_second(open_room: OpenRoom) -> None:
    times = []
    for _ in range(3):
        room = open_room("en")
        room.page.add_init_script(NOTE_WHEN_USABLE)
        room.page.reload()
        room.page.locator(".cards button").first.wait_for()
        times.append(room.page.evaluate("window.usableAt"))
    keep("usable_ms", {"best": min(times)})
    assert min(times) < USABLE_MS


@pytest.fixture
def long_room(open_room: OpenRoom, edge: Edge) -> ReadingRoom:
    """The conversation with a document of 500 pages open beside it, at a quote in the middle."""
    document = long_document(PAGES)
    edge.answer("/api/v1/documents/doc_long/text", Reply(document))
    start = str(document["text"]).index(f"{PAGES // 2}-0.")
    citation = citation_of(document, start, start + 40)
    claim = {"start": 0, "end": 6, "citations": [1], "support": {"label": "supported", "method": "made"}}
    edge.answer("/api/v1/ask", Reply(answer_of("Agreed. [1]", claims=[claim], citations=[citation])))
    room = open_room("en", address=edge.url)
    marker = room.ask("What was agreed?").locator("[data-citation]")
    room.page.evaluate(WATCH_OPENING)
    marker.click()
    assert room.marked(within="section.pane") == citation["quote"]
    expect(room.page.locator("mark").first).to_be_in_viewport()
    # All of it is there in the end, for the browser's own search.
    expect(room.page.locator(f".pane [data-start='{last_start(document)}']")).to_have_count(1)
    return room


def last_start(document: dict[str, object]) -> int:
    blocks = document["blocks"]
    assert isinstance(blocks, list)
    return int(blocks[-1]["char_start"])


def test_opening_500_pages_keeps_nobody_waiting(long_room: ReadingRoom) -> None:
    measured = long_room.page.evaluate("({ tasks, shown: shownAt - began })")

    figures = {"shown_ms": measured["shown"], "longest_task_ms": max(measured["tasks"], default=0.0)}
    keep("opening", figures)
    assert figures["shown_ms"] <= SHOWN_MS, figures
    assert figures["longest_task_ms"] <= LONGEST_TASK_MS, figures


def test_scrolling_stays_smooth_with_500_pages_open(long_room: ReadingRoom) -> None:
    measured = long_room.page.evaluate(SCROLL, ["section.pane .body", 300])

    frames, tasks = measured["frames"], measured["tasks"]
    figures = {
        "pages": PAGES,
        "frames": len(frames),
        "median_ms": statistics.median(frames),
        "p95_ms": statistics.quantiles(frames, n=20)[-1],
        "longest_task_ms": max(tasks, default=0.0),
    }
    keep("scroll", figures)
    assert figures["median_ms"] <= FRAME_MS, figures
    assert figures["longest_task_ms"] <= LONGEST_TASK_MS, figures


def test_typing_stays_smooth_with_500_pages_open(long_room: ReadingRoom) -> None:
    long_room.page.locator("#question").focus()
    long_room.page.evaluate(WATCH_KEYS)
    for _ in range(KEYS):
        long_room.page.keyboard.press("w")
    long_room.page.wait_for_function(f"() => delays.length === {KEYS}")
    measured = long_room.page.evaluate("({ delays, tasks })")

    delays = measured["delays"]
    figures = {
        "keys": len(delays),
        "median_ms": statistics.median(delays),
        "worst_ms": max(delays),
        "longest_task_ms": max(measured["tasks"], default=0.0),
    }
    keep("typing", figures)
    expect(long_room.page.locator("#question")).to_have_value("w" * KEYS)
    assert figures["median_ms"] <= KEY_MS, figures
    assert figures["longest_task_ms"] <= LONGEST_TASK_MS, figures
