import io
import sys

import pytest
from rich.text import Text

from api.cli.console import print_lines, visible
from api.cli.progress import reporter
from tests.api.cli.conftest import Run


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """From here on both outputs are a terminal; not a fixture, as pytest sets them anew before each test."""
    opened = Terminal()
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys, "stdout", opened)
    monkeypatch.setattr(sys, "stderr", opened)
    return opened


def test_a_terminal_gets_colour_and_wrapped_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)

    print_lines([Text("word " * 20, style="bold")])

    assert "\x1b[1m" in terminal.getvalue()
    assert len(terminal.getvalue().splitlines()) > 2


def test_a_text_cannot_command_a_terminal() -> None:
    assert visible("a\x1b[31mb\x07\x9b\x7f\r\ud800") == "a�[31mb�����"
    assert visible("中文\n\t𠮷🏔 ‎ok") == "中文\n\t𠮷🏔 ‎ok"


class TestProgress:
    def test_what_is_quick_shows_nothing(self, capsys: pytest.CaptureFixture[str]) -> None:
        with reporter() as report:
            for done in range(100):
                report("encode", done, 100)

        assert capsys.readouterr().err == ""

    def test_elsewhere_a_line_at_most_once_a_second(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        now = [100.0]
        monkeypatch.setattr("api.cli.progress.time.monotonic", lambda: now[0])
        with reporter() as report:
            for done in range(0, 160, 32):
                now[0] += 0.6
                report("encode", done, 150)

        captured = capsys.readouterr()
        assert captured.err.splitlines() == ["encode 32/150", "encode 96/150"]
        assert captured.out == ""

    def test_a_terminal_gets_a_bar(self, monkeypatch: pytest.MonkeyPatch) -> None:
        terminal = on_terminal(monkeypatch)
        monkeypatch.setattr("api.cli.progress._SILENT_S", 0.0)
        with reporter() as report:
            report("encode", 32, 150)
            report("write", 1, 4)

        assert "encode" in terminal.getvalue()
        assert "32/150" in terminal.getvalue()
        assert "1/4" in terminal.getvalue()


def test_help_names_every_command_and_the_exit_codes(run: Run) -> None:
    result = run("--help")

    assert result.exit_code == 0
    for word in ("serve", "ask", "search", "documents", "verify", "models", "index", "Exit codes"):
        assert word in result.stdout
