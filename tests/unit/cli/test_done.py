"""`account-health done` adds to a registry file and changes nothing else in it."""

import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from account_health.cli import main
from account_health.cli.registry import mark_done

GOOD = b'# by hand\nname = "B\xc3\xa4cker"  # sign\n[report]\nto = ["a@b.example"]\n\n[[accounts]]\nurl = "https://a.example/"\n'


@pytest.mark.parametrize(
    "data",
    [
        GOOD,
        GOOD.rstrip(b"\n"),
        GOOD.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + GOOD,
        GOOD + b'[[done]]\nitem = "fb-1_2"\n',
        GOOD + b"# the last line is a comment",
    ],
)
def test_the_rest_of_the_file_stays_to_the_byte(data: bytes, tmp_path: Path) -> None:
    """Comments, blank lines, line ends and a byte order mark survive; the item is there afterwards."""
    path = tmp_path / "n.toml"
    path.write_bytes(data)
    assert main(["done", str(path), "fb-3_4", "--note", 'said "thanks" \\o/'], {}) == 0
    written = path.read_bytes()
    assert written.startswith(data)
    added = tomllib.loads(written.decode("utf-8-sig"))["done"][-1]
    assert added == {"item": "fb-3_4", "note": 'said "thanks" \\o/'}
    assert (b"\r\n" in written) == (b"\r\n" in data)
    assert b"\n" not in written.replace(b"\r\n", b"") or b"\r\n" not in data


def test_an_item_is_noted_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second time changes nothing and is no error."""
    path = tmp_path / "n.toml"
    path.write_bytes(GOOD)
    assert main(["done", str(path), "x-1"], {}) == 0
    once = path.read_bytes()
    assert main(["done", str(path), "x-1", "--note", "again"], {}) == 0
    assert path.read_bytes() == once
    assert "already" in capsys.readouterr().out


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    """A file that only its owner may read stays so, and a link stays a link."""
    path, link = tmp_path / "real.toml", tmp_path / "link.toml"
    path.write_bytes(GOOD)
    path.chmod(0o600)
    link.symlink_to(path)
    assert main(["done", str(link), "google-AbC"], {}) == 0
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"google-AbC" in path.read_bytes()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["link.toml", "real.toml"]


@pytest.mark.parametrize(
    ("data", "item", "said"),
    [
        (GOOD, "1234", "is no item's id"),
        (GOOD, "fb-1 2", "is no item's id"),
        (GOOD, "fb-", "is no item's id"),
        (GOOD.replace(b"name", b"nmae"), "fb-1", 'did you mean "name"?'),
        (b'done = [{ item = "fb-1" }]\n' + GOOD, "fb-2", "write it as [[done]] tables"),
        (b"", "fb-2", "the file is empty"),
    ],
)
def test_what_cannot_be_noted_is_said_and_leaves_the_file(
    data: bytes, item: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong id, a wrong file, or a form that takes no more tables: code 2, and not a byte is changed."""
    path = tmp_path / "n.toml"
    path.write_bytes(data)
    assert main(["done", str(path), item], {}) == 2
    assert said in capsys.readouterr().err
    assert path.read_bytes() == data


@given(note=st.text(max_size=30))
def test_any_note_is_written_so_that_it_reads_back(
    note: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Quotes, backslashes and signs from every script survive, a line break is a blank; what cannot be seen is refused."""
    path = tmp_path_factory.mktemp("done") / "n.toml"
    path.write_bytes(GOOD)
    code = main(["done", str(path), "fb-1", f"--note={note}"], {})
    found = tomllib.loads(path.read_text("utf-8")).get("done", [])
    if code == 0:
        assert found[0].get("note", "") == " ".join(note.split())
    else:
        assert found == []


def test_defaults_beside_the_file_count(tmp_path: Path) -> None:
    """A file that is only good with what all companies share can be added to."""
    (tmp_path / "_defaults.toml").write_bytes(b'[report]\nto = ["a@b.example"]\n')
    path = tmp_path / "n.toml"
    path.write_bytes(b'name = "N"\n[[accounts]]\nurl = "https://a.example/"\n')
    assert mark_done(path, "fb-1", "") == 0
