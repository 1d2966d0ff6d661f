import random
from pathlib import Path

from twosource.intake import take

TEXT = "The ferry sank on Monday, police said."
OTHER = "The ferry ran aground on Tuesday, police said."


def jsonl(path: Path, *lines: str) -> str:
    path.write_text("\n".join(lines), "utf-8")
    return str(path)


def line(key: str, text: str, more: str = "") -> str:
    return f'{{"id": "{key}", "text": "{text}"{more}}}'


def test_the_same_id_and_text_is_taken_once_and_said(tmp_path: Path) -> None:
    taken = take([jsonl(tmp_path / "a.jsonl", line("x", TEXT), line("x", TEXT, ', "publisher": "Lake Times"'))])
    [report] = taken.reports
    assert (report.id, report.publisher) == ("x", "Lake Times")
    assert taken.warnings == (
        f'{tmp_path}/a.jsonl:1: has the id "x" and the text of {tmp_path}/a.jsonl:2; taken once.',
    )


def test_one_id_for_two_texts_keeps_both_under_names_of_their_own(tmp_path: Path) -> None:
    taken = take([jsonl(tmp_path / "a.jsonl", line("x", TEXT), line("x", OTHER), line("y", OTHER))])
    assert [r.id for r in taken.reports] == sorted(
        ["y", *(f"x~{r.sha256[:6]}" for r in taken.reports if r.id.startswith("x"))]
    )
    [warning] = taken.warnings
    assert "a.jsonl:1 as x~" in warning
    assert "a.jsonl:2 as x~" in warning


def test_nothing_depends_on_the_order(tmp_path: Path) -> None:
    lines = [line("x", TEXT), line("x", OTHER), line("x", TEXT, ', "title": "T"'), line("y", TEXT), line("y", OTHER)]
    files = [jsonl(tmp_path / f"{n}.jsonl", one) for n, one in enumerate(lines)]
    expected = take(files)
    for seed in range(5):
        shuffled = random.Random(seed).sample(files, len(files))
        assert take(shuffled) == expected


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for folder, text in (("monday", TEXT), ("tuesday", TEXT)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "story.txt").write_text(text)
    (tmp_path / "alone.txt").write_text(OTHER)
    assert [r.id for r in take([str(tmp_path)]).reports] == ["alone", "monday/story", "tuesday/story"]


def test_files_of_one_stem_are_told_apart_by_their_endings(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(TEXT)
    (tmp_path / "story.md").write_text(OTHER)
    assert [r.id for r in take([str(tmp_path)]).reports] == ["story.md", "story.txt"]


def test_a_file_named_twice_is_taken_once(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(TEXT)
    taken = take([str(tmp_path), str(tmp_path / "story.txt")])
    assert [r.id for r in taken.reports] == ["story"]
    assert taken.warnings == (f"{tmp_path}/story.txt: named more than once; taken once.",)
