"""What import rules alone cannot show; the rules themselves are in ``pyproject.toml`` (``make imports``)."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "twosource"
ROOT = SOURCE.parent.parent


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name.split(".")[0] for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("name", ["record.py", "errors.py"])
def test_the_nouns_import_the_standard_library_only(name: str) -> None:
    assert imports_of(SOURCE / name) <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("path", sorted((SOURCE / "steps").rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_steps_know_no_clock_and_no_chance(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not {"time", "random", "uuid", "os", "subprocess"} & imports_of(path)
    for call in ("datetime.now(", "date.today(", "utcnow(", " hash("):
        assert call not in text, f"{call} in {path.name}"


def test_importing_the_package_loads_no_model_library() -> None:
    heavy = ("spacy", "onnxruntime", "torch")
    code = f"import sys, twosource.pipeline, twosource.cli; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_readme_names_the_commands_that_there_are() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for command in ("make demo", "make test"):
        assert command in readme
        assert f"\n{command.split()[1]}:" in makefile
