"""A library in a file and one on a real PostgreSQL server: every test that asks for one runs on both."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from twosource.library import Library, open_library

_PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def _without_root() -> dict[str, object]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    user = next((u for u in pwd.getpwall() if u.pw_name in ("postgres", "nobody")), None)
    if user is None:
        pytest.skip("PostgreSQL does not run as root, and there is no other user")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a server of our own on loopback, without its database."""
    pytest.importorskip("psycopg", reason="the driver for PostgreSQL is not installed")
    found = shutil.which("initdb")
    folder = Path(found).parent if found else next(iter(_PROGRAMS), None)
    if folder is None:
        pytest.skip("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    who = _without_root()
    with tempfile.TemporaryDirectory(prefix="twosource-pg-") as home:
        place = Path(home)
        if "user" in who:
            os.chown(place, int(str(who["user"])), int(str(who["group"])))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        data, quiet = place / "data", {"check": True, "stdout": subprocess.DEVNULL, "cwd": home, **who}
        subprocess.run([folder / "initdb", "-D", data, "-U", "desk", "-A", "trust", "-E", "UTF8", "--no-sync"], **quiet)  # type: ignore[call-overload]
        settings = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off"
        start = [folder / "pg_ctl", "-D", data, "-w", "-l", place / "log", "-o", settings, "start"]
        subprocess.run(start, **quiet)  # type: ignore[call-overload]
        try:
            yield f"postgresql://desk@127.0.0.1:{port}"
        finally:
            subprocess.run([folder / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **quiet)  # type: ignore[call-overload]


@pytest.fixture
def new_database(postgres_server: str, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database on the server."""
    import psycopg

    name = f"t{os.getpid()}_{abs(hash(str(tmp_path)))}"
    with psycopg.connect(f"{postgres_server}/postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    yield f"{postgres_server}/{name}"
    with psycopg.connect(f"{postgres_server}/postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new library can be made."""
    if request.param == "sqlite":
        return str(tmp_path / "desk.sqlite")
    found: str = request.getfixturevalue("new_database")
    return found


@pytest.fixture
def library(where: str) -> Iterator[Library]:
    """An empty library."""
    with open_library(where) as opened:
        yield opened


@pytest.fixture
def reopened(where: str) -> Iterator[Callable[[], Library]]:
    """The same library once more, as another program opens it."""
    opened: list[Library] = []

    def again() -> Library:
        opened.append(open_library(where, create=False))
        return opened[-1]

    yield again
    for each in opened:
        each.close()
