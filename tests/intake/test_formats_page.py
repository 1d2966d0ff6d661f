"""``docs/formats.md`` says what is true."""

import json
import re
from pathlib import Path

import pytest

from twosource.intake import formats, frontmatter, metadata, sidecar, take, unread

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", PAGE, re.S)


def test_its_front_matter_uses_every_key_and_reads_without_complaint() -> None:
    front = frontmatter.split(BLOCKS[0][1])
    assert set(front.fields) == set(metadata.KEYS)
    assert front.complaints == ()


def test_its_json_is_json_with_known_keys() -> None:
    found = [json.loads(content) for kind, content in BLOCKS if kind == "json"]
    assert found
    assert all(set(one) <= {*metadata.KEYS, "text"} for one in found)


def test_it_names_every_ending_that_is_read_and_every_place_of_a_sidecar() -> None:
    endings = {e for f in formats.FORMATS for e in f.endings if e not in ("", ".text", ".markdown")}
    places = {path.name for path in sidecar.candidates(Path("ferry.txt"))}
    assert [name for name in sorted(endings | places) if f"`{name}`" not in PAGE] == []


def test_nothing_is_both_read_and_refused_by_its_ending() -> None:
    read = {e for f in formats.FORMATS for e in f.endings}
    assert not [e for e in read if e in unread.NOT_REPORTS or unread.by_ending(e)]


@pytest.mark.parametrize("name", ["scan.pdf", "corpus.jsonl", "front.html"])
def test_its_refusals_are_the_words_of_the_program(tmp_path: Path, name: str) -> None:
    content = {
        "scan.pdf": b"%PDF-1.4",
        "corpus.jsonl": b'{"id": "a", "text": "x y"}\n' * 16
        + b'{"id": "a", "text": "'
        + b"x" * 56
        + b'" "title": "y"}\n',
        "front.html": b"<html><body><nav>News</nav></body></html>",
    }
    (tmp_path / name).write_bytes(content[name])
    [refused] = take([str(tmp_path / name)]).refused
    assert str(refused).replace(f"{tmp_path}/", "desk/") in PAGE
