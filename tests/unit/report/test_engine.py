"""Templates are kept compiled, and what is kept is never used for another text, other settings or in spite of a switch."""

import sys
from pathlib import Path

import jinja2
import pytest

from account_health.report.setting import engine


@pytest.fixture(autouse=True)
def _keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Python keep byte code, whatever the environment says."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one template."""
    (tmp_path / "hello.html.j2").write_text("Hello {{ name }}", "utf-8")
    return tmp_path


def said(folder: Path, *, escaping: bool = True) -> str:
    """Return what a new engine makes of the template."""
    return engine({}, escaping=escaping, folder=folder).get_template("hello.html.j2").render(name="<b>")


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the templates that are compiled from now on."""
    names: list[str] = []
    compile_ = jinja2.Environment.compile

    def noted(environment: jinja2.Environment, source: str, name: str, filename: str) -> object:
        names.append(name)
        return compile_(environment, source, name, filename)

    monkeypatch.setattr(jinja2.Environment, "compile", noted)
    return names


def test_a_template_is_compiled_once(folder: Path, compiled: list[str]) -> None:
    """A second process finds it compiled, and says the same; whoever it runs as can read it."""
    assert said(folder) == said(folder) == "Hello &lt;b&gt;"
    assert compiled == ["hello.html.j2"]
    [kept] = (folder / "__pycache__").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o644


def test_a_template_that_changed_is_compiled_anew(folder: Path) -> None:
    """Nobody has to know that anything is kept."""
    said(folder)
    (folder / "hello.html.j2").write_text("Good morning {{ name }}", "utf-8")
    assert said(folder) == "Good morning &lt;b&gt;"


def test_what_was_compiled_without_escaping_is_never_used_for_markup(folder: Path) -> None:
    """The settings are part of what is compiled."""
    assert said(folder, escaping=False) == "Hello <b>"
    assert said(folder) == "Hello &lt;b&gt;"


def test_where_nothing_can_be_written_nothing_is_kept(folder: Path, compiled: list[str]) -> None:
    """As in Lambda, where the layer is read-only."""
    (folder / "__pycache__").touch()
    assert said(folder) == said(folder) == "Hello &lt;b&gt;"
    assert len(compiled) == 2


@pytest.mark.parametrize("length", [0, 5, 40, 200])
def test_what_is_kept_and_damaged_costs_nothing_but_time(folder: Path, length: int) -> None:
    """A disk that was full leaves half a file."""
    said(folder)
    [kept] = (folder / "__pycache__").iterdir()
    kept.write_bytes(kept.read_bytes()[:length])
    assert said(folder) == "Hello &lt;b&gt;"


def test_whoever_wants_no_byte_code_gets_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PYTHONDONTWRITEBYTECODE holds for templates, too."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert said(folder) == "Hello &lt;b&gt;"
    assert not (folder / "__pycache__").exists()
