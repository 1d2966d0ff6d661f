"""A corpus run: files of reports in, Parquet out; stopped and started again, on one machine and on a cluster."""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'twosource[corpus]'")
import pyarrow.parquet as pq  # noqa: E402
from warcio.statusandheaders import StatusAndHeaders  # noqa: E402
from warcio.warcwriter import WARCWriter  # noqa: E402

from twosource import corpus  # noqa: E402
from twosource.corpus import run  # noqa: E402
from twosource.corpus.plan import CorpusError, Plan, plan  # noqa: E402
from twosource.record import Report  # noqa: E402

KINDS = ("attributions", "stories", "derivations", "refused")
ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "steps/stories/neighbours.jsonl").read_text("utf-8").splitlines()[:27]
]


def row(one: dict[str, Any]) -> dict[str, str]:
    return {key: one[key] for key in ("id", "title", "published", "text")} | {"language": "en"}


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five files, in four forms; a copy of a report of the first lies in the last, and one line that cannot be read."""
    folder = tmp_path_factory.mktemp("shards")
    copied = {**row(ROWS[0]), "id": "copy", "text": "By our staff. " + ROWS[0]["text"]}
    for name, some in {"a.jsonl": ROWS[:6], "b.jsonl": ROWS[6:12], "e.jsonl": [*ROWS[21:], copied]}.items():
        (folder / name).write_text("".join(json.dumps(row(r)) + "\n" for r in some), "utf-8")
    with (folder / "e.jsonl").open("a", encoding="utf-8") as last:
        last.write('{"id": "bad"}\n')
    with gzip.open(folder / "c.jsonl.gz", "wt", encoding="utf-8") as packed:
        packed.writelines(json.dumps(row(r)) + "\n" for r in ROWS[12:18])
    pq.write_table(pa.Table.from_pylist([row(r) for r in ROWS[18:21]]), folder / "d.parquet")
    return folder


@pytest.fixture(scope="module")
def expected(shards: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    out = tmp_path_factory.mktemp("expected") / "out"
    with ThreadPoolExecutor(1) as executor:
        run.run(plan([str(shards)], models=False), out, executor)
    return result(out)


def result(out: Path) -> dict[str, list[dict[str, Any]]]:
    return {
        kind: [row for path in sorted((out / kind).glob("part-*.parquet")) for row in pq.read_table(path).to_pylist()]
        for kind in KINDS
    }


def test_the_same_as_the_filters_find(expected: dict[str, list[dict[str, Any]]]) -> None:
    reports = [Report(**row(r)) for r in ROWS]
    told = {r["id"]: r["story"] for r in map(json.loads, corpus.stories(reports))}
    found = {r["id"]: r["story"] for r in expected["stories"] if r["id"] != "copy"}
    for a in told:
        assert {b for b in told if told[b] == told[a]} == {b for b in found if found[b] == found[a]}
    copied = [r for r in expected["derivations"] if "copy" in (r["a"], r["b"])]
    assert any({ROWS[0]["id"], "copy"} == {r["a"], r["b"]} and r["relation"] != "shared_quote_only" for r in copied)
    assert len(expected["refused"]) == 1
    assert "e.jsonl:8" in expected["refused"][0]["why"]
    assert all(r["content"] for r in expected["attributions"])


def test_web_archives_are_shards_too(tmp_path: Path) -> None:
    text = "".join(f"<p>{r['text']}</p>" for r in ROWS[:3])
    page = f"<html lang='en'><head><title>Plane crashes</title></head><body><article>{text}</article></body></html>"
    with (tmp_path / "crawl.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                "https://example.org/crash", "response", payload=io.BytesIO(page.encode()), http_headers=headers
            )
        )
    with ThreadPoolExecutor(1) as executor:
        done = run.run(plan([str(tmp_path)], models=False), tmp_path / "out", executor)
    assert (done.reports, done.stories) == (1, 1)


def test_what_is_finished_is_not_made_again(shards: Path, tmp_path: Path, expected: dict[str, Any]) -> None:
    made = plan([str(shards)], models=False)
    with ThreadPoolExecutor(1) as executor:
        run.run(made, tmp_path, executor)
        (tmp_path / "attributions/part-00002.parquet").unlink()
        before = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*.parquet")}
        run.run(made, tmp_path, executor)
    after = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*.parquet")}
    assert {p for p in after if after[p] != before.get(p)} == {tmp_path / "attributions/part-00002.parquet"}
    assert result(tmp_path) == expected


def test_another_plan_is_refused(shards: Path, tmp_path: Path) -> None:
    made = plan([str(shards)], models=False)
    with ThreadPoolExecutor(1) as executor:
        run.run(plan([str(shards / "a.jsonl")], models=False), tmp_path / "out", executor)
        with pytest.raises(CorpusError, match="was begun with other files"):
            run.run(made, tmp_path / "out", executor)
        (tmp_path / "full").mkdir()
        (tmp_path / "full/letter.txt").write_text("mine")
        with pytest.raises(CorpusError, match="not empty"):
            run.run(made, tmp_path / "full", executor)
    with pytest.raises(CorpusError, match="no such file"):
        plan([str(tmp_path / "nowhere")], models=False)
    with pytest.raises(CorpusError, match="no shard"):
        plan([str(tmp_path / "full")], models=False)


def test_killed_and_started_again_gives_the_same(shards: Path, tmp_path: Path, expected: dict[str, Any]) -> None:
    out = tmp_path / "out"
    code = "from twosource.cli import main; main()"
    command = [sys.executable, "-c", code, "corpus", str(shards), str(out), "--workers", "1", "--no-models"]
    first = subprocess.Popen(command, start_new_session=True)
    wait_for(out / "reports")
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    assert not all((out / kind).exists() for kind in KINDS), "it was killed midway"
    again = subprocess.run([*command, "--json"], capture_output=True, text=True, check=False)
    assert again.returncode == 1, again.stderr  # one line was refused
    assert json.loads(again.stdout)["reports"] == len(ROWS) + 1
    assert result(out) == expected


def wait_for(folder: Path) -> None:
    until = time.monotonic() + 120
    while not list(folder.glob("part-*.parquet")):
        assert time.monotonic() < until, "nothing came"
        time.sleep(0.01)


def test_a_cluster_that_loses_a_worker_midway_gives_the_same(
    shards: Path, tmp_path: Path, expected: dict[str, Any]
) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'twosource[cluster]'")
    out = tmp_path / "out"
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        run.cluster(cluster.scheduler_address) as executor,
    ):
        made = plan([str(shards)], models=False)
        thread = Runner(made, out, executor)
        thread.start()
        wait_for(out / "reports")
        victim = next(iter(cluster.workers.values())).pid
        os.kill(victim, signal.SIGKILL)
        assert not all((out / kind).exists() for kind in KINDS), "it was killed midway"
        thread.join()
    assert thread.done is not None
    assert thread.done.reports == len(ROWS) + 1
    assert result(out) == expected


class Runner(Thread):
    def __init__(self, made: Plan, out: Path, executor: Executor) -> None:
        super().__init__()
        self._given = (made, out, executor)
        self.done: run.Done | None = None

    def run(self) -> None:
        self.done = run.run(*self._given)


@pytest.fixture(autouse=True)
def _workers_import_this_source(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    source = str(Path(corpus.__file__).parents[2])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (source, os.environ.get("PYTHONPATH")))))
    yield
