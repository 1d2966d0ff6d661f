"""What the commands say of reading: columns of a table, addresses, where to go on in a web archive."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from typer.testing import CliRunner, Result

from twosource.cli import DONE, NOTHING_DONE, app

sys.path.insert(0, str(Path(__file__).parent / "intake"))
import makers


def run(*args: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in args])


def test_the_columns_of_a_table_are_named_by_the_user(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text(f'wording,day\n"{makers.ONE}",2023-01-16\n"{makers.TWO}",2023-01-17\n', "utf-8")
    out = tmp_path / "out.json"
    done = run("check", table, "--no-models", "-q", "--json", out, "--columns", "text=wording,published=day")
    assert done.exit_code == DONE, done.output
    assert [r["published"] for r in json.loads(out.read_text("utf-8"))["reports"]] == ["2023-01-16", "2023-01-17"]
    wrong = run("check", table, "--no-models", "--columns", "words=wording")
    assert wrong.exit_code == NOTHING_DONE
    assert "Keys are text, id, title" in wrong.output


def test_an_address_is_not_fetched_unasked() -> None:
    done = run("check", "https://lake.example/ferry", "--no-models")
    assert done.exit_code == NOTHING_DONE
    assert "Add --fetch" in done.output


def test_a_web_archive_is_gone_on_with(tmp_path: Path) -> None:
    crawl = tmp_path / "a.warc.gz"
    pages = {f"https://lake.example/{n}": makers.page() for n in range(3)}
    crawl.write_bytes(makers.warc(pages))
    out = tmp_path / "out.jsonl"
    begin = len(makers.warc(dict(list(pages.items())[:1])))
    assert run("attribute", crawl, "--no-models", "-o", out, "--from", begin).exit_code == DONE
    rows = [json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()]
    assert list(dict.fromkeys(rows)) == ["lake.example/1", "lake.example/2"]
