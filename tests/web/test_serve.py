"""``twosource serve`` as a user runs it."""

from __future__ import annotations

import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

COMMAND = [sys.executable, "-c", "from twosource.cli import main; main()", "serve", "--port", "0"]


@contextmanager
def served(folder: Path, *options: str) -> Iterator[list[str]]:
    """What it says when it opens."""
    command = [*COMMAND, "--library", str(folder / "library.sqlite"), *options]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert running.stderr is not None
        yield [running.stderr.readline() for _ in range(3 if options else 1)]
    finally:
        running.terminate()
        running.wait(timeout=60)


def test_it_says_where_it_is_and_answers_there(tmp_path):
    with served(tmp_path) as (said,):
        address = re.search(r"http://127\.0\.0\.1:\d+/", said)[0]
        with urllib.request.urlopen(address, timeout=60) as answer:
            assert b"Nothing here yet" in answer.read()


def test_where_others_can_reach_it_a_password_is_made_up_and_said(tmp_path):
    with served(tmp_path, "--host", "0.0.0.0") as said:
        port = re.search(r":(\d+)/", said[0])[1]
        password = re.search(r"The password is: (\S+)", said[1])[1]
        assert "not encrypted" in said[2]
        asked = urllib.request.Request(f"http://127.0.0.1:{port}/api/stories")
        try:
            urllib.request.urlopen(asked, timeout=60)
            raise AssertionError("it let a stranger in")
        except urllib.error.HTTPError as refusal:
            assert refusal.code == 401
        asked.add_header("Authorization", f"Bearer {password}")
        with urllib.request.urlopen(asked, timeout=60) as answer:
            assert answer.status == 200
