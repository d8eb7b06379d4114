from pathlib import Path

import numpy as np

from eval.tasks.sentences import measure_tatoeba, nearest_is_right
from tests.eval.tasks.made_up import bench_of, figures

AXES = np.eye(3, dtype=np.float32)


def test_the_nearest_row_is_to_be_the_translation() -> None:
    asked = np.array([AXES[0], AXES[1], AXES[0]], np.float32)

    assert nearest_is_right(asked, AXES, ["a", "b", "c"], [0, 1, 2]) == [True, True, False]


def test_another_row_that_says_the_same_is_as_right() -> None:
    assert nearest_is_right(AXES[:1], AXES, ["Hello ", "b", "hello"], [2]) == [True]


def test_both_directions_are_asked_with_and_without_means(tmp_path: Path) -> None:
    # Equal texts have equal vectors but for the language, so both directions find all.
    rows = [{"id": str(at), "zh": word, "en": word} for at, word in enumerate(["tea", "milk", "salt"])]
    bench, _ = bench_of(tmp_path, {"tatoeba_zh_en": rows}, {})

    found = figures(measure_tatoeba(bench))

    assert {condition for condition, _ in found} == {
        f"{way}, {how}"
        for way in ("zh → en", "en → zh")
        for how in ("vectors as they are", "language means taken away")
    }
    assert set(found.values()) == {(1.0, 3)}


def test_a_limit_asks_fewer_sentences_and_searches_all(tmp_path: Path) -> None:
    rows = [{"id": str(at), "zh": f"tea {at}", "en": f"tea {at}"} for at in range(6)]
    bench, _ = bench_of(tmp_path, {"tatoeba_zh_en": rows}, {}, limit=2)

    measured = measure_tatoeba(bench)

    assert {row.figure.n for row in measured} == {2}
    assert "6 are searched" in measured[1].note or "6 are searched" in measured[0].note


def test_an_empty_pack_gives_no_figures(tmp_path: Path) -> None:
    bench, _ = bench_of(tmp_path, {"tatoeba_zh_en": []}, {})

    assert measure_tatoeba(bench) == []
