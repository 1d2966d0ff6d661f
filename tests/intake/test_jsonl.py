import json
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.errors import Unreadable
from twosource.intake import jsonl, stream, take
from twosource.intake.source import Draft
from twosource.record import Report

TEXT = "The ferry sank on Monday, police said."


def lines(*written: bytes) -> BytesIO:
    return BytesIO(b"\n".join(written))


def test_the_fields_of_the_contract_and_the_rest_in_extra(tmp_path: Path) -> None:
    given = {
        "id": "a", "text": TEXT, "title": "Ferry sinks", "url": "https://www.example.org/a", "publisher": None,
        "published": "2023-01-16T10:05:00+01:00", "language": "en",
        "author": ["Ana Reyes", "Bo Lund"], "desk": {"x": [1]},
    }  # fmt: skip
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(given))
    [report] = take([str(path)]).reports
    assert report == Report(
        "a", TEXT, "Ferry sinks", "https://www.example.org/a", "example.org", "2023-01-16T10:05:00+01:00", "en",
        "Ana Reyes, Bo Lund",
    )  # fmt: skip
    assert report.extra == {"desk": {"x": [1]}}


def test_a_text_is_kept_to_the_character(tmp_path: Path) -> None:
    text = "\ufeff One\r\ntwo\u200b \u2028 three\n\n"
    [report] = take(["-"], lines(json.dumps({"id": "a", "text": text}).encode())).reports
    assert report.text == text


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"{not json", "not sound JSON"),
        (b'["a"]', "not an object"),
        (b'{"id": "a"}', 'no "text"'),
        (b'{"id": "a", "text": 5}', 'no "text" that is text'),
        (b'{"id": "a", "text": "  \\u200b "}', "holds no words"),
        (b'{"id": "a", "text": "caf\xe9"}', "not UTF-8"),
        (b'{"id": "a", "text": "x", "y": ' + b"[" * 100 + b"]" * 100 + b"}", "levels deep"),
        (b'{"id": "a", "text": "x", "y": ' + b"[" * 100_000 + b"}", "nested too deeply"),
        (b'{"id": "a", "text": "x", "y": ' + b"1" * 10_000 + b"}", "number too long"),
    ],
)
def test_a_bad_line_is_refused_by_number_and_the_others_go_on(tmp_path: Path, line: bytes, says: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        b'{"id": "first", "text": "' + TEXT.encode() + b'"}\n\n' + line + b'\n{"id": "last", "text": "x y"}\n'
    )
    taken = take([str(path)])
    assert [r.id for r in taken.reports] == ["first", "last"]
    [refused] = taken.refused
    assert refused.where == f"{path}:3"
    assert says in refused.why
    assert refused.do


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7\nx\ny\n", "a PDF"),
        ('{"id": "a", "text": "x y"}\n{"id": "b", "text": "x y"}\n'.encode("utf-16"), "UTF-16"),
        (b"\0\1\n\0\1\n", "zero bytes"),
    ],
)
def test_a_file_under_the_wrong_name_is_refused_once(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(content)
    [refused] = take([str(tmp_path / "a.jsonl")]).refused
    assert says in refused.why


@pytest.mark.parametrize("content", [b"", b"\n \n"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    [refused] = take([str(path)]).refused
    assert "is empty" in refused.why


def test_half_a_surrogate_pair_is_replaced_one_for_one_and_said() -> None:
    line = b'{"id": "\\ud800", "text": "A \\udc00 ferry \\ud83d\\ude00 sank", "more": {"\\ud801": ["\\udfff"]}}'
    taken = take(["-"], lines(line))
    [report] = taken.reports
    assert (report.id, report.text) == ("\ufffd", "A \ufffd ferry \U0001f600 sank")
    json.dumps(report.extra, ensure_ascii=False).encode("utf-8")
    assert any("surrogate" in warning for warning in taken.warnings)


def test_a_line_without_an_id_is_named_after_its_text() -> None:
    taken = take(["-"], lines(json.dumps({"text": TEXT}).encode()))
    [report] = taken.reports
    assert report.id == report.sha256[:12]
    assert 'no "id"' in taken.warnings[0]


def test_wrong_values_are_named_and_left_out() -> None:
    line = {
        "id": 7,
        "text": TEXT,
        "title": {"a": 1},
        "published": "yesterday",
        "url": "javascript:alert(1)",
        "language": "?",
    }
    taken = take(["-"], lines(json.dumps(line).encode()))
    [report] = taken.reports
    assert (report.id, report.title, report.published, report.url, report.language) == ("7", None, None, None, "en")
    assert [w.split('"')[1] for w in taken.warnings] == ["language", "published", "title", "url"]


class Endless:
    """A corpus that is never held: lines are made as they are read."""

    def __init__(self, first: bytes, parts: int) -> None:
        self.rest, self.parts, self.largest = first, parts, 0

    def readline(self, limit: int = -1) -> bytes:
        self.largest = max(self.largest, limit)
        if self.parts:
            self.parts -= 1
            return b"x" * 1000
        line, self.rest = self.rest, b""
        return line


def test_a_line_without_end_is_read_past_in_small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_BYTES", 500)
    source: BinaryIO = Endless(b'\n{"id": "a", "text": "x y"}\n', 50)  # type: ignore[assignment]  # only readline is asked for
    found = list(jsonl.of_stream(source, "a.jsonl"))
    assert isinstance(found[0], Unreadable)
    assert found[0].where == "a.jsonl:1"


def test_a_stream_gives_reports_and_refusals_in_order(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "b", "text": "x y"}\nno\n{"id": "a", "text": "x y"}\n{"id": "a", "text": "x y"}\n')
    found = [item.id if isinstance(item, Report) else item.where for item in stream(str(path))]
    assert found == ["b", f"{path}:2", "a", "a"]


def test_a_stream_of_standard_input_and_of_nothing(tmp_path: Path) -> None:
    assert [type(item) for item in stream("-", lines(b'{"id": "b", "text": "x y"}'))] == [Report]
    assert [type(item) for item in stream(str(tmp_path / "nowhere.jsonl"))] == [Unreadable]


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.dictionaries(st.sampled_from(["id", "text", "title", "url", "published", "language", "author", "x"]), JSON))
def test_any_json_object_is_a_report_that_can_be_written_or_refused(given: dict[str, object]) -> None:
    for item in jsonl.of_stream(BytesIO(json.dumps(given).encode()), "a"):
        if isinstance(item, Draft):
            r = item.report
            "".join([r.id, r.text, r.title or "", r.url or "", r.published or "", r.author or ""]).encode("utf-8")


@given(st.binary(max_size=200))
def test_any_bytes_are_reports_or_refused(data: bytes) -> None:
    assert list(jsonl.of_stream(BytesIO(data), "a"))
