from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.cli.render import citation_lines
from api.problem_schemas import Problem
from api.schemas import AnswerOut, SearchOut, VerificationOut
from corpus.library import bundled_documents
from corpus.model import Language, Span
from rag.answer import Difference
from rag.checks.finding import FindingKind
from rag.requests import AskRequest
from tests.api.checks import ask
from tests.api.cli.conftest import Run
from tests.api.stand_in import StandInEngine

DOCUMENT = bundled_documents()[0]
QUESTION = "Who is Anne Bouverot?"


class TestAsk:
    def test_an_answer_goes_to_standard_output_with_its_sources(self, run: Run) -> None:
        result = run("ask", QUESTION)

        assert (result.exit_code, result.stderr) == (0, "")
        answer, _, source, quote, translation, note, place = result.stdout.rstrip("\n").split("\n")
        assert answer.endswith("[1]")
        assert source.startswith("[1] Preview of the AI Action Summit in France (法国人工智能行动峰会前瞻)")
        assert source.endswith("2025-01 · p. 4")
        assert quote == f"    “{DOCUMENT.text[1701:1888]}”"
        assert translation.startswith("    Translation: During preparations")
        assert note.startswith("    Note 8: https://www.elysee.fr/")
        assert place == f"    {DOCUMENT.doc_id} 1701-1888"

    def test_a_quote_that_a_page_break_cuts_is_told_with_both_pages(self) -> None:
        answer = StandInEngine().ask(AskRequest(QUESTION))
        citation = replace(answer.citations[0], document=DOCUMENT, span=Span(2580, 2727))

        assert citation_lines(citation, Language.EN)[0].plain.endswith("2025-01 · pp. 5–6")
        assert citation_lines(citation, Language.ZH)[0].plain.endswith("2025-01 · 第 5–6 页")

    def test_a_chinese_answer_is_chinese_throughout(self, run: Run) -> None:
        result = run("ask", "谁是安妮·布韦罗？")

        assert "第 4 页" in result.stdout
        assert "清华大学战略与安全研究中心（CISS）" in result.stdout
        assert "Translation" not in result.stdout

    def test_a_pipe_gets_neither_escape_codes_nor_wrapped_lines(self, run: Run) -> None:
        result = run("ask", QUESTION)

        assert "\x1b" not in result.stdout
        assert max(len(line) for line in result.stdout.splitlines()) > 400

    def test_argument_file_and_pipe_give_the_same(self, run: Run, tmp_path: Path) -> None:
        file = tmp_path / "question.txt"
        file.write_text(f"{QUESTION}\n", "utf-8")
        with_mark = tmp_path / "with-mark.txt"
        with_mark.write_text(f"{QUESTION}\n", "utf-8-sig")

        outputs = {
            run("ask", QUESTION).stdout,
            run("ask", "--file", str(file)).stdout,
            run("ask", "--file", str(with_mark)).stdout,
            run("ask", "-", text=f"{QUESTION}\n").stdout,
            run("ask", text=f"{QUESTION}\n").stdout,
        }

        assert len(outputs) == 1

    @pytest.mark.parametrize(
        ("question", "line"),
        [
            (QUESTION, "The sources do not agree: [1] has “four”, [2] has “five”."),
            ("谁是安妮·布韦罗？", "各来源说法不一：[1] 作“four”，[2] 作“five”。"),
        ],
    )
    def test_in_what_the_sources_differ_is_a_line_of_its_own(
        self, run: Run, engine: StandInEngine, question: str, line: str
    ) -> None:
        engine.differences = (Difference((0, 1), (1, 2), FindingKind.NUMBER, "four", "five"),)

        assert line in run("ask", question).stdout.split("\n")

    @pytest.mark.parametrize(
        ("question", "line"),
        [
            (QUESTION, "Written by the language model qwen2.5-1.5b"),
            ("谁是安妮·布韦罗？", "由语言模型 qwen2.5-1.5b 撰写"),
        ],
    )
    def test_a_written_answer_says_which_model_wrote_it(
        self, run: Run, engine: StandInEngine, question: str, line: str
    ) -> None:
        engine.model = "qwen2.5-1.5b"

        assert line in run("ask", question).stdout.split("\n")
        assert '"model": "qwen2.5-1.5b"' in run("ask", question, "--json").stdout

    def test_json_is_what_the_api_sends(self, run: Run, client: TestClient) -> None:
        result = run("ask", QUESTION, "--json")

        answer = AnswerOut.model_validate_json(result.stdout, extra="forbid")
        assert answer.model_dump(mode="json") == client.post("/api/v1/ask", json=ask(QUESTION)).json()
        assert "安妮" in result.stdout, "Chinese must not be escaped"

    @pytest.mark.parametrize("as_json", [False, True])
    def test_that_the_documents_do_not_say_is_exit_code_10(self, run: Run, as_json: bool) -> None:
        result = run("ask", "Who won the match?", *(["--json"] if as_json else []))

        assert (result.exit_code, result.stderr) == (10, "")
        assert ("Closest passages:" in result.stdout) is not as_json
        assert ('"no_answer"' in result.stdout) is as_json

    @pytest.mark.parametrize(
        ("question", "code"),
        [
            ("", "question_empty"),
            ("?" * 3, "question_empty"),
            ("x" * 2001, "question_too_long"),
            ("a\x07b", "question_control_characters"),
            ("a\udcffb", "question_control_characters"),
        ],
    )
    def test_a_bad_question_is_an_error_with_a_next_step(self, run: Run, question: str, code: str) -> None:
        result = run("ask", question)

        assert (result.exit_code, result.stdout) == (2, "")
        first, second = result.stderr.rstrip("\n").split("\n")
        assert first.startswith(f"error [{code}]: ")
        assert second

    def test_with_json_an_error_is_a_problem(self, run: Run) -> None:
        result = run("ask", "", "--json")

        assert (result.exit_code, result.stdout) == (2, "")
        problem = Problem.model_validate_json(result.stderr, extra="forbid")
        assert (problem.code, problem.status, problem.instance) == ("question_empty", 422, "summit ask")

    def test_written_answers_are_refused_while_there_is_no_language_model(self, run: Run) -> None:
        result = run("ask", QUESTION, "--mode", "written")

        assert result.exit_code == 2
        assert "error [mode_unavailable]" in result.stderr

    def test_a_question_given_twice_is_refused(self, run: Run, tmp_path: Path) -> None:
        result = run("ask", QUESTION, "--file", str(tmp_path / "q.txt"))

        assert result.exit_code == 2
        assert "error [input_ambiguous]" in result.stderr

    def test_no_question_on_a_terminal_is_refused(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("api.cli.inputs.is_terminal", lambda: True)

        result = run("ask")

        assert result.exit_code == 2
        assert "error [input_missing]" in result.stderr

    @pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
    def test_a_file_that_cannot_be_read_is_refused(
        self, run: Run, tmp_path: Path, content: bytes | None
    ) -> None:
        file = tmp_path / "question.txt"
        if content is not None:
            file.write_bytes(content)

        result = run("ask", "--file", str(file))

        assert result.exit_code == 2
        assert "error [input_unreadable]" in result.stderr

    @pytest.mark.parametrize(
        "words", [["--top-k", "0"], ["--top-k", "51"], ["--language", "fr"], ["--colour"]]
    )
    def test_an_option_that_cannot_be_used_is_exit_code_2(self, run: Run, words: list[str]) -> None:
        result = run("ask", QUESTION, *words)

        assert (result.exit_code, result.stdout) == (2, "")


class TestSearch:
    def test_passages_are_printed_with_their_place(self, run: Run) -> None:
        result = run("search", "峰会", "--top-k", "2")

        assert result.exit_code == 0
        assert result.stdout.count("doc_") == 2
        assert "第 " in result.stdout or "情报分析师" in result.stdout

    def test_json_is_what_the_api_sends(self, run: Run, client: TestClient) -> None:
        result = run("search", "峰会", "--top-k", "2", "--json")

        found = SearchOut.model_validate_json(result.stdout, extra="forbid")
        sent = client.post("/api/v1/search", json=ask("峰会", top_k=2)).json()
        assert found.model_dump(mode="json") == sent

    def test_an_empty_question_is_refused(self, run: Run) -> None:
        assert run("search", "").exit_code == 2


class TestVerify:
    @pytest.mark.parametrize(
        ("doc_id", "start", "quote", "status", "exit_code"),
        [
            (DOCUMENT.doc_id, 33, DOCUMENT.text[33:45], "valid", 0),
            (DOCUMENT.doc_id, 40, DOCUMENT.text[33:45], "moved", 5),
            (DOCUMENT.doc_id, 33, "never said", "changed", 5),
            ("doc_0", 33, DOCUMENT.text[33:45], "missing", 4),
        ],
    )
    def test_the_exit_code_says_whether_it_holds(
        self, run: Run, doc_id: str, start: int, quote: str, status: str, exit_code: int
    ) -> None:
        words = ["verify", doc_id, str(start), str(start + 12), quote]
        plain, as_json = run(*words), run(*words, "--json")

        assert (plain.exit_code, as_json.exit_code) == (exit_code, exit_code)
        assert plain.stdout.startswith(f"{status}: ")
        assert VerificationOut.model_validate_json(as_json.stdout, extra="forbid").status == status

    def test_a_quote_may_come_from_a_pipe(self, run: Run) -> None:
        result = run("verify", DOCUMENT.doc_id, "33", "45", "-", text=f"{DOCUMENT.text[33:45]}\n")

        assert result.stdout.startswith("valid: ")

    def test_offsets_that_are_no_range_are_refused(self, run: Run) -> None:
        result = run("verify", DOCUMENT.doc_id, "45", "33", "quote")

        assert result.exit_code == 2
        assert "error [citation_malformed]" in result.stderr
