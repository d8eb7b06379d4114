from pathlib import Path

import pytest

from eval.results_page import Part, PartName, compose_page, put_part

RETRIEVAL = Part(
    PartName.RETRIEVAL, "Retrieval", ["1 of 4 comparisons", "", "- zh → en: worse"], ["| a | b |"]
)
TASKS = Part(
    PartName.TASKS, "Answers", ["- refused too little"], ["Made by `x`", "", "### Noise", "", "| n |"]
)


def test_what_is_worse_stands_above_every_part() -> None:
    page = compose_page(TASKS, RETRIEVAL)

    places = [
        page.index(text) for text in ("- zh → en: worse", "- refused too little", "| a | b |", "### Noise")
    ]
    assert places == sorted(places)
    assert page.count("## Retrieval") == 2  # its heading, and the one of what is worse in it
    assert page.endswith("\n")


@pytest.mark.parametrize("order", [(RETRIEVAL, TASKS), (TASKS, RETRIEVAL)])
def test_a_part_is_put_in_its_place_whichever_came_first(tmp_path: Path, order: tuple[Part, Part]) -> None:
    file = tmp_path / "RESULTS.md"

    for part in order:
        put_part(part, file)

    assert file.read_text("utf-8") == compose_page(RETRIEVAL, TASKS)


def test_a_new_part_replaces_its_old_one_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "RESULTS.md"
    file.write_text(compose_page(RETRIEVAL, TASKS), "utf-8")
    newer = Part(PartName.TASKS, "Answers", ["Nothing."], ["### Conflict"])

    put_part(newer, file)

    page = file.read_text("utf-8")
    assert page == compose_page(RETRIEVAL, newer)
    assert "refused too little" not in page


def test_a_file_that_is_no_page_of_results_becomes_one(tmp_path: Path) -> None:
    file = tmp_path / "RESULTS.md"
    file.write_text("# Something else\n", "utf-8")

    put_part(TASKS, file)

    assert file.read_text("utf-8") == compose_page(TASKS)
