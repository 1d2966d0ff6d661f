"""A reading room on a port of this computer, over a real library, with its process for long work."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from twosource.library import Library, open_library
from twosource.web.holdings import LibraryHoldings
from twosource.web.safety import Guard
from twosource.web.server import application
from twosource.web.work import Workshop


@contextmanager
def opened(where: Path, password: str | None = None, *, models: bool = True) -> Iterator[str]:
    """The address of the room of the library in a file."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    guard = Guard(port, frozenset({"127.0.0.1"}), password)
    workshop = Workshop(str(where), models=models)
    with open_library(where) as library:
        app = application(LibraryHoldings(library), guard, workshop)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join()
            workshop.close()


@pytest.fixture
def room(tmp_path) -> Iterator[Callable[..., str]]:
    """Opens rooms that are closed at the end."""
    from contextlib import ExitStack

    with ExitStack() as stack:
        yield lambda name="library.sqlite", **how: stack.enter_context(opened(tmp_path / name, **how))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.sqlite") as opened:
        yield opened


@pytest.fixture
def forms(library: Library) -> Iterator[TestClient]:
    workshop = Workshop(library.where, models=False)
    guard = Guard(80, frozenset({"testserver"}))
    with TestClient(application(LibraryHoldings(library), guard, workshop), headers={"accept": "text/html"}) as client:
        yield client
    workshop.close()
