"""The page as a reader uses it: what is clicked, typed and seen."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

__all__ = ["ReadingRoom"]


@dataclass(frozen=True)
class ReadingRoom:
    """An open page."""

    page: Page

    def ask(self, question: str) -> Locator:
        """Type a question, send it, and wait for its answer."""
        before = self.exchanges.count()
        self.page.locator("#question").fill(question)
        self.page.keyboard.press("Enter")
        exchange = self.exchanges.nth(before)
        exchange.locator(".tools").wait_for()
        return exchange

    @property
    def exchanges(self) -> Locator:
        """Questions with their answers."""
        return self.page.locator("section.exchange")

    @property
    def pane(self) -> Locator:
        """The source beside the conversation."""
        return self.page.locator("section.pane")

    def marked(self, *, within: str = "") -> str:
        """The highlighted text of the open source, its paragraphs put together."""
        marks = self.page.locator(f"{within} mark".strip())
        marks.first.wait_for()
        return "".join(marks.all_text_contents())

    def settle(self) -> None:
        """Wait until nothing moves."""
        self.page.evaluate("() => Promise.allSettled(document.getAnimations().map((one) => one.finished))")

    def is_in_view(self, target: Locator) -> bool:
        """Whether a thing lies within the window, at least in part."""
        box = target.bounding_box()
        size = self.page.viewport_size
        assert size is not None
        return box is not None and box["y"] < size["height"] and box["y"] + box["height"] > 0

    def overflows(self) -> bool:
        """Whether the page is wider than the window."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > innerWidth"))

    def clipboard(self) -> str:
        """What was copied."""
        return str(self.page.evaluate("navigator.clipboard.readText()"))
