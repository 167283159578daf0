"""What a person reads who mistypes, is in the wrong folder, or names the wrong file: what, where, and what to do."""

import socket
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from account_health.cli import main
from account_health.cli.arguments import parse
from account_health.cli.registry import missing

GOOD = 'name = "N"\n[report]\nto = ["a@b.example"]\n[[accounts]]\nurl = "https://a.example/"\n'


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that the person is in, with one good registry file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.toml").write_text(GOOD, "utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "many").mkdir()
    (tmp_path / "many" / "a.toml").write_text(GOOD, "utf-8")
    return tmp_path


def told(arguments: list[str], capsys: pytest.CaptureFixture[str], **environ: str) -> str:
    """Return what the command says to wrong usage, on one line."""
    try:
        code = main(arguments, environ)
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    shown = capsys.readouterr()
    assert code == 2
    return " ".join((shown.out + shown.err).split())


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_the_release_can_be_asked_for(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever reports a fault can say which release has it."""
    with pytest.raises(SystemExit) as ended:
        main([option], {})
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"account-health {version('account-health')}\n"


def test_the_command_runs_as_a_module(place: Path) -> None:
    """Where the script is not on the PATH, `python -m account_health.cli` is the same command."""
    done = subprocess.run(
        [sys.executable, "-m", "account_health.cli", "validate", "none.toml"],
        capture_output=True,
        text=True,
        check=False,
        cwd=place,
    )
    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout.startswith("none.toml:file: does not exist")


USAGE = [
    (["audti", "good.toml"], "there is no command audti; there are audit, init, import, replay,"),
    (["audti", "good.toml"], 'did you mean "audit"?'),
    (["good.toml"], "name a command before the file, such as account-health audit good.toml"),
    (["--verison"], '--verison means nothing before the command; did you mean "--version"?'),
    (["--out", "x", "audit"], "--out means nothing before the command"),
    (["audit", "good.toml", "--lang", "de"], '--lang means nothing here; did you mean "--language"?'),
    (["validate", "good.toml", "--account", "x"], "--account means nothing here `account-health validate --help`"),
    (["audit"], "the following arguments are required: FILE.toml|ADDRESS `account-health audit --help` explains."),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "said"), USAGE, ids=[said[:40] for _, said in USAGE])
def test_a_misspelt_word_is_named_with_what_was_meant(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The mistake stands first, in a sentence, and not below ten lines of usage."""
    text = told(arguments, capsys)
    assert said in text
    assert text.startswith("account-health")
    assert "usage:" not in text


FILES = [
    (["nope.toml"], "nope.toml:file: does not exist; you are in "),
    (["good"], 'good:file: does not exist; did you mean "good.toml"?'),
    (["GOOD.tml"], 'did you mean "good.toml"?'),
    (["many/aa.toml"], 'did you mean "many/a.toml"?'),
    (["far/good.toml"], "does not exist, and neither does its folder far; you are in "),
    (["none/*.toml"], "none/*.toml:file: does not exist, and neither does its folder none"),
    (["many"], "many:file: is a folder; name the files in it, such as many/*.toml"),
    (["empty"], "empty:file: is a folder, and there is no registry file (*.toml) in it"),
    (["."], ".:file: is a folder; name the files in it, such as ./*.toml"),
    ([".."], "..:file: is a folder"),
    (["/"], "/:file: is a folder"),
    ([""], ".:file: is a folder"),
    (["-"], "-:file: does not exist"),
    (["good.toml/x.toml"], "good.toml/x.toml:file: cannot be read: Not a directory"),
    (["_defaults.toml"], "_defaults.toml:file: does not exist; you are in "),
]


@pytest.mark.parametrize("command", ["validate", "audit"])
@pytest.mark.parametrize(("files", "said"), FILES, ids=[" ".join(files) or "nothing" for files, _ in FILES])
def test_a_file_that_is_not_there_is_named_with_what_is(
    command: str, files: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong folder, a forgotten ending, a folder in place of its files: a sentence, and never a traceback."""
    assert said in told([command, *files], capsys)


def test_a_folder_that_is_gone_is_no_crash(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever deleted the folder that the terminal is in reads that."""
    (place / "gone").mkdir()
    monkeypatch.chdir(place / "gone")
    (place / "gone").rmdir()
    assert "the folder that you are in is gone" in told(["validate", "x/good.toml"], capsys)


def test_good_defaults_are_called_good(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Silence could mean that the file was not looked at."""
    (place / "_defaults.toml").write_text('language = "en"\n', "utf-8")
    assert main(["validate", "_defaults.toml"], {}) == 0
    assert capsys.readouterr().err == "_defaults.toml: good\n"


@pytest.mark.parametrize(
    "time", ["0001-01-01T07:00:00+14:00", "9999-12-31T23:00:00-10:00", "1999-12-31T00:00:00Z"]
)
def test_a_time_far_from_ours_is_refused(time: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Calendars end somewhere, and holidays are not known for ever."""
    assert "the year has to be from 2000 to 2199" in told(["audit", "good.toml", "--now", time], capsys)


def test_a_note_of_several_lines_becomes_one(place: Path) -> None:
    """A note that was copied from a mail does not fail for its line breaks."""
    assert main(["done", "good.toml", "blog-5", "--note", " Spam,\n  said Jana "], {}) == 0
    assert (place / "good.toml").read_text("utf-8").endswith('item = "blog-5"\nnote = "Spam, said Jana"\n')


@pytest.mark.parametrize("name", ["state.json", "history.json"])
def test_what_earlier_audits_left_is_named_with_the_cure_when_it_is_spoilt(
    name: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file lies in a folder that people tidy up."""
    (place / "reports" / "good").mkdir(parents=True)
    (place / "reports" / "good" / name).write_text("{", "utf-8")
    text = told(["audit", "good.toml"], capsys)
    assert f"reports/good/{name}:line 1: is no JSON" in text
    assert text.endswith("put it back as it was, or delete it to begin without earlier audits")


def test_home_may_be_written_as_a_tilde(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    """Shells leave it alone after `--out=`, and a folder called ~ is what nobody wants."""
    monkeypatch.setenv("HOME", str(place))
    assert parse(["audit", "good.toml", "--out=~/reports"]).folder == place / "reports"
    assert parse(["audit", "good.toml", "--out=~nobodys-name/x"]).folder == Path("~nobodys-name/x")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_a_sentence(place: Path) -> None:
    """`account-health checks > FILE` where nothing more fits."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "account_health.cli", "checks"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            cwd=place,
        )
    assert (done.returncode, done.stderr) == (2, "the answer cannot be written: No space left on device\n")


FOLDERS = [
    ("reports", "reports does not exist; you are in "),
    ("manny", 'manny does not exist; did you mean "many"?'),
    ("empty", "empty holds no saved audit"),
    ("good.toml", "good.toml cannot be read as a folder"),
]


@pytest.mark.parametrize(("folder", "said"), FOLDERS, ids=[folder for folder, _ in FOLDERS])
def test_a_replay_says_which_folder_it_wants(
    folder: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is the one that an audit wrote."""
    text = told(["replay", folder], capsys)
    assert said in text
    assert "Name the folder that `account-health audit` wrote" in text


def test_a_store_that_is_not_there_is_no_empty_one(capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped folder does not look like one in which nothing was ever mailed."""
    text = told(["resend", "a", "2026-W48", "a@b.example"], capsys, ACCOUNT_HEALTH_STORE="nowhere")
    assert (
        text
        == "ACCOUNT_HEALTH_STORE is nowhere, and there is no such folder. It names s3://BUCKET or a folder."
    )


def test_advice_stands_beside_a_good_file(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is no problem: standard output stays empty, and the exit code is that of a good file."""
    mute = 'mute = [{ check = "imprint", reason = "x", until = 2020-01-31 }]\n'
    (place / "good.toml").write_text(GOOD + mute, "utf-8")
    assert main(["validate", "good.toml"], {}) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    good, advice = shown.err.splitlines()
    assert good == "good.toml: good, 1 account"
    assert advice.startswith("good.toml:accounts[1].mute[1].until: advice: was over on 2020-01-31")


def test_an_editor_that_adds_txt_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows hides the ends of names, and its editor adds one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bakery.toml.txt").write_text("x", encoding="utf-8")
    assert "rename it to bakery.toml" in missing(Path("bakery.toml"))


@pytest.mark.parametrize("command", ["validate", "replay"])
def test_an_address_in_place_of_a_file_is_told(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever types an address hears what to do with one."""
    assert main([command, "https://www.example.org/"], {}) == 2
    told = "".join(capsys.readouterr())
    assert "account-health init" in told or "does not exist" in told


def test_a_file_in_place_of_an_address_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """And the other way round."""
    assert main(["init", "bakery.toml"], {}) == 2
    assert "is a file; init wants the address of a website" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [["status"], ["run"], ["test-mail", "a@b.example"], ["doctor", "--aws"], ["pull"], ["push", "good.toml"]],
    ids=" ".join,
)
def test_whoever_asks_aws_without_boto3_reads_what_to_install(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wheel comes without it: every command that needs it says so in one sentence, with the line for pipx and for pip."""
    for name in [name for name in sys.modules if name.split(".")[0] in {"boto3", "botocore"}]:
        monkeypatch.delitem(sys.modules, name)
    for name in [name for name in sys.modules if name.startswith("account_health.storage.aws")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("account_health.storage.aws", raising=False)
    for name in ("account_health.cli.runs", "account_health.cli.stack_doctor"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "boto3", None)
    said = told(arguments, capsys)
    assert said == (
        "This asks AWS, which needs boto3 beside account-health: pipx inject account-health boto3, or pip install boto3"
    )


def test_a_mail_address_in_place_of_a_website_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """`init` asks for the website, and says nothing of keys that only a registry file has."""
    said = told(["init", "hallo@baeckerei.example"], capsys)
    assert "a first look begins at a website" in said
    assert "username" not in said


def test_a_name_is_not_told_twice(capsys: pytest.CaptureFixture[str]) -> None:
    """What the sentence begins with stands before it no second time, and a guess ends in one mark."""
    assert told(["audit", "https://"], capsys).startswith("https:// names no website")
    assert "?." not in told(["replay", "emty"], capsys)


def test_help_may_be_asked_for_as_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    """As with git and pip."""
    with pytest.raises(SystemExit) as ended:
        main(["help"], {})
    assert ended.value.code == 0
    assert "usage: account-health" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import", "."], ". is a folder; import wants a list of clients as a CSV file"),
        (["init", "."], ". is a folder; init wants the address of a website"),
        (
            ["audit", "@lindner"],
            "@lindner:file: is a handle and no file; a look begins at the company's website",
        ),
        (["audit", "empty"], "in it; account-health init ADDRESS writes one"),
    ],
)
def test_what_each_command_wants_is_said(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder or a handle in the place of a list, a website or a file is answered with what belongs there."""
    assert said in told(arguments, capsys)


def test_a_look_without_any_network_is_a_sentence(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No name can be looked up: exit code 3, the reason, no score, and no traceback."""

    def offline(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", offline)
    assert main(["audit", "https://www.lindner.example/"], {}) == 3
    shown = capsys.readouterr()
    assert "could not be looked up" in shown.out
    assert "Nothing could be looked at, so nothing was judged" in shown.err
    assert (place / "reports" / "lindner" / "report.html").exists()
