"""A generation is there whole or not at all, and a damaged one is noticed before it is used."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import DataError, UnavailableError
from index import generation
from index.generation import OpenedGeneration, open_current, publish, read_current, writer_lock
from index.manifest import MANIFEST, Manifest

Damage = Callable[[Path], None]


def fill_with(text: str) -> Callable[[Path], dict[str, int]]:
    def fill(folder: Path) -> dict[str, int]:
        (folder / "part").mkdir()
        (folder / "part" / "a.bin").write_text(text * 100)
        (folder / "b.bin").write_text(text)
        (folder / "empty.bin").touch()
        (folder / "some.lock").touch()
        return {"rows": len(text)}

    return fill


def write(root: Path, text: str, *, fingerprint: str = "f" * 64, previous: int | None = None) -> int:
    with writer_lock(root):
        return publish(
            root,
            fill_with(text),
            fingerprint=fingerprint,
            questions="q",
            sequence=len(text),
            previous=previous if previous is not None else read_current(root),
        )


def opened(root: Path, fingerprint: str = "f" * 64) -> OpenedGeneration:
    return open_current(root, fingerprint=fingerprint)


def code(root: Path, fingerprint: str = "f" * 64) -> str:
    with pytest.raises(DataError) as caught:
        opened(root, fingerprint)
    assert "summit index rebuild" in caught.value.next_step
    return caught.value.code


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def flip_a_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def test_what_was_written_is_opened_with_what_it_was_made_from(tmp_path: Path) -> None:
    assert write(tmp_path, "one") == 1
    found = opened(tmp_path)
    assert (found.number, found.problems) == (1, ())
    assert (found.folder / "b.bin").read_text() == "one"
    manifest = found.manifest
    assert (manifest.sequence, manifest.questions, manifest.counts) == (3, "q", {"rows": 3})
    assert list(manifest.files) == ["b.bin", "empty.bin", "part/a.bin"], "locks come and go"
    assert manifest.files["part/a.bin"].size == 300
    assert manifest.created.endswith("+00:00")


def test_the_new_generation_is_current_the_one_before_stays_and_older_ones_go(tmp_path: Path) -> None:
    for number, text in enumerate(("one", "two", "three", "four"), start=1):
        assert write(tmp_path, text) == number
    assert (opened(tmp_path).folder / "b.bin").read_text() == "four"
    assert {path.name for path in tmp_path.iterdir()} == {"000003", "000004", "CURRENT", "writer.lock"}


@pytest.mark.parametrize("damage", [cut_short, flip_a_bit, Path.unlink])
@pytest.mark.parametrize("name", ["b.bin", "part/a.bin", MANIFEST])
def test_damage_to_any_file_brings_the_previous_generation_back_and_says_why(
    tmp_path: Path, name: str, damage: Damage
) -> None:
    write(tmp_path, "one")
    write(tmp_path, "two")
    damage(tmp_path / "000002" / name)
    found = opened(tmp_path)
    assert (found.number, (found.folder / "b.bin").read_text()) == (1, "one")
    (problem,) = found.problems
    assert "generation 2" in problem
    assert name in problem


@pytest.mark.parametrize("damage", [cut_short, flip_a_bit, Path.unlink])
def test_damage_to_the_only_generation_is_an_error_that_says_what_to_run(
    tmp_path: Path, damage: Damage
) -> None:
    write(tmp_path, "one")
    damage(tmp_path / "000001" / "b.bin")
    assert code(tmp_path) == "index_damaged"


def test_a_flipped_bit_anywhere_in_a_manifest_is_noticed(tmp_path: Path) -> None:
    write(tmp_path, "one")
    path = tmp_path / "000001" / MANIFEST
    good, body = path.read_bytes(), Manifest.read(path.parent)
    for at in range(len(good)):
        bad = bytearray(good)
        bad[at] ^= 1 << at % 8
        path.write_bytes(bytes(bad))
        try:
            assert Manifest.read(path.parent) == body, "only white space may differ unseen"
        except ValueError:
            continue


@pytest.mark.parametrize("damage", [cut_short, flip_a_bit, Path.unlink])
def test_without_its_pointer_the_newest_whole_generation_is_opened_with_a_warning(
    tmp_path: Path, damage: Damage
) -> None:
    write(tmp_path, "one")
    write(tmp_path, "two")
    damage(tmp_path / "CURRENT")
    found = opened(tmp_path)
    assert (found.number, found.problems) == (2, ("CURRENT is missing or unreadable",))
    assert write(tmp_path, "three", previous=2) == 3
    assert opened(tmp_path).problems == ()


def test_a_pointer_to_a_folder_that_is_gone_falls_back(tmp_path: Path) -> None:
    write(tmp_path, "one")
    write(tmp_path, "two")
    shutil.rmtree(tmp_path / "000002")
    assert (opened(tmp_path).number, opened(tmp_path).problems) == (
        1,
        ("generation 2: its folder is missing",),
    )


def test_a_generation_that_was_never_pointed_to_is_the_last_choice(tmp_path: Path) -> None:
    write(tmp_path, "one")
    write(tmp_path, "two")
    pointer = (tmp_path / "CURRENT").read_bytes()
    write(tmp_path, "three", previous=2)
    (tmp_path / "CURRENT").write_bytes(pointer)
    assert opened(tmp_path).number == 2
    flip_a_bit(tmp_path / "000002" / "b.bin")
    assert opened(tmp_path).number == 3


def test_nothing_built_yet_is_told_apart_from_damage(tmp_path: Path) -> None:
    assert code(tmp_path / "nowhere") == "index_missing"
    assert code(tmp_path) == "index_missing"


def test_other_settings_are_refused_naming_both(tmp_path: Path) -> None:
    write(tmp_path, "one", fingerprint="a" * 64)
    with pytest.raises(DataError, match=r"settings aaaaaaaaaaaa,.* bbbbbbbbbbbb") as caught:
        opened(tmp_path, "b" * 64)
    assert caught.value.code == "index_mismatch"
    assert "summit index rebuild" in caught.value.next_step


def test_a_previous_generation_of_other_settings_is_no_fallback(tmp_path: Path) -> None:
    write(tmp_path, "one", fingerprint="a" * 64)
    write(tmp_path, "two", fingerprint="b" * 64)
    flip_a_bit(tmp_path / "000002" / "b.bin")
    with pytest.raises(DataError, match=r"generation 1: built with other settings") as caught:
        opened(tmp_path, "b" * 64)
    assert caught.value.code == "index_damaged"


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    with (
        writer_lock(tmp_path),
        pytest.raises(UnavailableError, match="another process") as caught,
        writer_lock(tmp_path),
    ):
        pytest.fail("two writers at once")
    assert caught.value.code == "index_busy"
    with writer_lock(tmp_path):
        pass


def test_a_writer_that_fails_leaves_the_current_generation_and_no_rubbish(tmp_path: Path) -> None:
    write(tmp_path, "one")

    def fail(folder: Path) -> dict[str, int]:
        fill_with("two")(folder)
        raise OSError(28, "No space left on device")

    with writer_lock(tmp_path), pytest.raises(UnavailableError, match="No space left") as caught:
        publish(tmp_path, fail, fingerprint="f" * 64, questions="q", sequence=2)
    assert caught.value.code == "storage_failed"
    assert opened(tmp_path).number == 1
    assert {path.name for path in tmp_path.iterdir()} == {"000001", "CURRENT", "writer.lock"}


def test_what_a_killed_writer_left_is_swept_by_the_next(tmp_path: Path) -> None:
    write(tmp_path, "one")
    (tmp_path / ".tmp-000002" / "part").mkdir(parents=True)
    (tmp_path / ".tmp-CURRENT").write_text("half")
    assert opened(tmp_path).number == 1
    assert write(tmp_path, "two") == 2
    assert not list(tmp_path.glob(".tmp-*"))


def test_an_opener_that_a_writer_overtakes_looks_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "one")
    verify = Manifest.verify
    overtaken: list[Path] = []

    def verify_while_another_writes(manifest: Manifest, folder: Path) -> None:
        if not overtaken:
            overtaken.append(folder)
            write(tmp_path, "two")
            write(tmp_path, "three")
        verify(manifest, folder)

    monkeypatch.setattr(Manifest, "verify", verify_while_another_writes)
    found = opened(tmp_path)
    assert (found.number, found.problems) == (3, ())


def test_nothing_stops_the_writer_outside_of_tests() -> None:
    assert generation._failpoints == []
