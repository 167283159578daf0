"""What Windows does differently, as far as another system can show it: its lock, its console, its names, its paths."""

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path, PureWindowsPath
from types import ModuleType

import pytest

from account_health.cli import lock as posix_lock
from account_health.cli.first_looks import is_address
from account_health.model.errors import BackendError, UsageError
from account_health.onboarding.naming import id_of, id_of_site
from account_health.registry import read_company
from account_health.storage.dotenv import read_variables
from account_health.storage.local import FolderStorage
from tests.house import PACKAGE

POSIX_ALONE = {"fcntl", "grp", "pwd", "resource", "syslog", "termios", "tty"}
"""Modules that Windows does not have."""
RESERVED = ["con", "CON", "prn", "aux.", "Nul", "com1", "LPT9"]


@pytest.fixture
def windows_lock(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the lock as Windows loads it, on a system where a file that is open cannot be deleted."""
    held: dict[int, Path] = {}
    opened, closed, unlinked = os.open, os.close, Path.unlink

    def note(path: str | Path, flags: int, mode: int = 0o777) -> int:
        handle = opened(path, flags, mode)
        held[handle] = Path(path)
        return handle

    def forget(handle: int) -> None:
        held.pop(handle, None)
        closed(handle)

    def unlink(path: Path, missing_ok: bool = False) -> None:  # noqa: FBT001, FBT002 - pathlib's signature
        if path in held.values():
            raise PermissionError(
                13, "The process cannot access the file because it is being used by another process"
            )
        unlinked(path, missing_ok)

    assert posix_lock.__file__ is not None
    spec = importlib.util.spec_from_file_location("lock_on_windows", posix_lock.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(sys, "platform", "win32")
    spec.loader.exec_module(module)
    monkeypatch.undo()
    monkeypatch.setattr(os, "open", note)
    monkeypatch.setattr(os, "close", forget)
    monkeypatch.setattr(Path, "unlink", unlink)
    return module


def test_the_lock_of_windows_names_its_holder_and_leaves_nothing(
    windows_lock: ModuleType, tmp_path: Path
) -> None:
    """A second audit hears who writes the folder; afterwards the next one may."""
    assert not hasattr(windows_lock, "fcntl")
    with windows_lock.locked(tmp_path):
        with pytest.raises(UsageError, match=rf"process {os.getpid()}, for"), windows_lock.locked(tmp_path):
            pytest.fail("two audits wrote one folder")
        assert (tmp_path / windows_lock.NAME).is_file()
    assert not list(tmp_path.iterdir())
    with windows_lock.locked(tmp_path):
        pass


def test_a_lock_that_a_killed_audit_left_on_windows_stops_nobody(
    windows_lock: ModuleType, tmp_path: Path
) -> None:
    """Nobody holds it open any more, so it can be deleted."""
    left = tmp_path / windows_lock.NAME
    left.write_text("4711", encoding="ascii")
    with windows_lock.locked(tmp_path):
        assert left.read_text("ascii") == str(os.getpid())
    assert not left.exists()


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "ascii"])
def test_no_console_is_too_narrow_for_a_name(tmp_path: Path, encoding: str) -> None:
    """A console that knows neither Polish nor Japanese letters shows them in another way, and the command goes on."""
    (tmp_path / "zolw.toml").write_text(
        'name = "Żółw 寿司"\nfarbe = "ż"\n[report]\nto = ["a@b.example"]\n', "utf-8"
    )
    command = [sys.executable, "-m", "account_health.cli", "validate", "zolw.toml", "Żółw.toml"]
    environ = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    ended = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, check=False, timeout=60)  # noqa: S603 - this interpreter
    shown = (ended.stdout + ended.stderr).decode(encoding)
    assert ended.returncode == 2
    assert "Traceback" not in shown
    assert "zolw.toml:farbe" in shown


def test_files_with_windows_lines_are_read_as_others(tmp_path: Path) -> None:
    """A registry file and a `.env` with CR LF and a byte order mark mean what they mean elsewhere."""
    text = 'name = "Krone"\n[report]\nto = ["a@b.example"]\n[[accounts]]\nurl = "https://a.example/"\n[facts]\nhours = """\nMo 9-12\nDi 9-12"""\n'
    windows = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    assert read_company(windows, "krone.toml") == read_company(text.encode(), "krone.toml")
    (tmp_path / ".env").write_bytes(
        b'\xef\xbb\xbfA=\'{"access_token": "x"}\'\r\nexport B=2 # two\r\n\r\nC="3"\r\n'
    )
    values = read_variables(tmp_path / ".env")
    assert dict(values) == {"A": '{"access_token": "x"}', "B": "2", "C": "3"}


@pytest.mark.parametrize("name", RESERVED)
def test_no_file_is_called_like_a_device(name: str) -> None:
    """Windows opens the device and no file, whatever ending follows."""
    assert id_of(name) == f"company-{name.strip('.').lower()}"
    assert id_of_site(f"https://www.{name.strip('.')}.example/") == f"company-{name.strip('.').lower()}"


@pytest.mark.parametrize(
    "name", ["Gasthof Krone. ", "Krone...", " Krone & Söhne . ", "C:\\Krone", "Krone/Post", 'Krone "?*<>|']
)
def test_every_name_makes_a_file_name_that_windows_keeps(name: str) -> None:
    """No dots or blanks at its end, which Windows drops, and no sign that paths are made of."""
    made = id_of(name)
    assert made == made.strip(". -")
    assert not set(made) & set('\\/:*?"<>|. ')


@pytest.mark.parametrize(
    "word",
    [
        r"C:\Kunden\krone.toml",
        r"clients\krone.toml",
        r".\krone.toml",
        r"\\server\kunden\krone.toml",
        "bäckerei.toml",
    ],
)
def test_a_path_with_backslashes_is_no_address(word: str) -> None:
    """Whoever names a file of Windows is not sent to a website."""
    assert not is_address(word)


def test_a_report_opens_under_an_address_that_browsers_take() -> None:
    """Drive, umlauts and blanks in a path become an address of a file."""
    page = PureWindowsPath(r"C:\Users\Jörg Ä\reports\krone\report.html")
    assert page.as_uri() == "file:///C:/Users/J%C3%B6rg%20%C3%84/reports/krone/report.html"


def test_nothing_that_windows_lacks_is_loaded_at_the_top() -> None:
    """Modules of other systems are imported where they are needed, or behind a question for the system."""
    found = {
        f"{path.name}: {alias}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in (
            [one.name for one in node.names]
            if isinstance(node, ast.Import)
            else [(node.module or "").partition(".")[0]]
        )
        if alias in POSIX_ALONE
    }
    assert not found


def test_every_text_file_is_opened_with_its_encoding() -> None:
    """Windows reads and writes cp1252 where nobody says anything else."""
    without = [
        f"{path.name}:{node.lineno}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and _opens_text(node)
    ]
    assert not without


def _opens_text(call: ast.Call) -> bool:
    """Say whether a call reads or writes text of a file and names no encoding."""
    name = getattr(call.func, "attr", None)
    named = any(one.arg == "encoding" for one in call.keywords)
    if name == "read_text":
        return not named and not call.args
    if name == "write_text":
        return not named and len(call.args) < 2
    if getattr(call.func, "id", None) != "open":
        return False
    return not named and not any(
        isinstance(one, ast.Constant) and "b" in str(one.value) for one in call.args[1:]
    )


def test_a_folder_as_storage_is_refused_where_it_cannot_be_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two programs could write it at once: a sentence says what to do, and nothing is written."""
    monkeypatch.setitem(sys.modules, "fcntl", None)
    with pytest.raises(BackendError, match="cannot be locked on this system; name a bucket"):
        FolderStorage(tmp_path).create("a/b", b"x")
    assert not (tmp_path / "a" / "b").exists()
