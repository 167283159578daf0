"""`push` and `pull`: registry files to where runs read them and back, validated, with the difference shown before writing."""

from pathlib import Path

import pytest

from account_health.cli import main
from tests.leaks import holding

FILE = """\
name = "Morgenrot"
[report]
to = ["chefin@morgenrot.example"]
[[accounts]]
url = "https://www.morgenrot.example/"
"""
WITH_COPY = FILE.replace("[[accounts]]", 'copy_to = ["team@agentur.example"]\n[[accounts]]')
TOKEN = "EAABsbCS1iHgBAKZCcanarycanarycanary1234567890"


class Place:
    """A folder with files, a store beside it, and the command over both."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.store = folder / "store"
        self.store.mkdir()
        self.capsys = capsys

    def file(self, text: str = FILE, name: str = "morgenrot.toml") -> Path:
        """Write a file here."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def stored(self, name: str = "morgenrot.toml") -> str | None:
        """Return a file of the store."""
        path = self.store / "registry" / name
        return path.read_text(encoding="utf-8") if path.is_file() else None

    def run(self, *arguments: str) -> tuple[int, str]:
        """Run the command; return its code and what it said."""
        code = main(arguments, {"ACCOUNT_HEALTH_STORE": str(self.store)})
        said = self.capsys.readouterr()
        assert holding([TOKEN], {"out": said.out, "err": said.err}) == []
        return code, said.out + said.err


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Place:
    """Return an empty place where nobody sits at a terminal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("account_health.cli.sync.is_asked", lambda: False)
    return Place(tmp_path, capsys)


def answers(monkeypatch: pytest.MonkeyPatch, said: str) -> list[str]:
    """Let somebody at a terminal answer so, a letter a question; return the questions as they are asked."""
    asked: list[str] = []
    rest = list(said)

    def agreed(question: str, *, default: bool) -> bool:
        del default
        asked.append(question)
        return rest.pop(0) == "y"

    monkeypatch.setattr("account_health.cli.sync.is_asked", lambda: True)
    monkeypatch.setattr("account_health.cli.sync.agreed", agreed)
    return asked


# --- push -------------------------------------------------------------------------------------------


def test_nothing_is_written_without_a_yes(place: Place) -> None:
    """Where nobody can be asked, the difference is shown, and the code says that nothing happened."""
    place.file()
    code, said = place.run("push", "morgenrot.toml")
    assert code == 2
    assert place.stored() is None
    assert "registry/morgenrot.toml: new" in said
    assert "--yes" in said


def test_what_is_new_is_written_and_the_same_is_left_alone(place: Place) -> None:
    """Byte for byte; a second push has nothing to do."""
    place.file()
    assert place.run("push", "morgenrot.toml", "--yes")[0] == 0
    assert place.stored() == FILE
    code, said = place.run("push", "morgenrot.toml")
    assert (code, "the same already" in said) == (0, True)


def test_the_difference_is_shown_line_by_line(place: Place) -> None:
    """What goes and what comes, with the company's other lines left out."""
    place.file()
    place.run("push", "morgenrot.toml", "--yes")
    place.file(FILE.replace("chefin@", "chef@"))
    _, said = place.run("push", "morgenrot.toml")
    assert '  -to = ["chefin@morgenrot.example"]' in said
    assert '  +to = ["chef@morgenrot.example"]' in said
    assert "url" not in said


def test_a_wrong_file_is_refused_and_stops_no_other(place: Place) -> None:
    """The problems are those of validate; the good file beside it is written."""
    place.file(FILE.replace("to =", "zu ="), "falsch.toml")
    place.file()
    code, said = place.run("push", "falsch.toml", "morgenrot.toml", "--yes")
    assert code == 2
    assert "falsch.toml" in said
    assert place.stored("falsch.toml") is None
    assert place.stored() == FILE


@pytest.mark.parametrize("name", ["Morgen Rot.toml", "morgenrot.txt", "-x.toml"])
def test_a_name_that_no_run_would_find_is_refused(place: Place, name: str) -> None:
    """The file's name is the company's id there too."""
    path = place.file(name=name)
    assert place.run("push", f"./{path.name}", "--yes")[0] == 2
    assert not (place.store / "registry").exists()


def test_a_token_in_a_file_is_refused_and_one_in_a_comment_is_not_repeated(place: Place) -> None:
    """Neither the complaint nor the difference shows it."""
    place.file()
    place.run("push", "morgenrot.toml", "--yes")
    place.file(FILE + f'[x]\naccess_token = "{TOKEN}"\n')
    assert place.run("push", "morgenrot.toml", "--yes")[0] == 2
    place.file(FILE + f"# old: {TOKEN}\n")
    _, said = place.run("push", "morgenrot.toml")
    assert "(a line that looks like a password or token)" in said


def test_the_buckets_own_defaults_count(place: Place) -> None:
    """A file that is whole only with what all companies share is judged with what they share there."""
    place.file(FILE.replace('to = ["chefin@morgenrot.example"]\n', ""))
    assert place.run("push", "morgenrot.toml", "--yes")[0] == 2
    place.file('[report]\nto = ["team@agentur.example"]\n', "_defaults.toml")
    assert place.run("push", "morgenrot.toml", "_defaults.toml", "--yes")[0] == 0
    assert place.stored("_defaults.toml") is not None


def test_defaults_that_would_break_a_company_are_refused(place: Place) -> None:
    """Whoever takes the recipients away is told whose report would have none."""
    place.file('[report]\nto = ["team@agentur.example"]\n', "_defaults.toml")
    place.file(FILE.replace('to = ["chefin@morgenrot.example"]\n', ""))
    place.run("push", "morgenrot.toml", "_defaults.toml", "--yes")
    place.file('country = "DE"\n', "_defaults.toml")
    code, said = place.run("push", "_defaults.toml", "--yes")
    assert code == 2
    assert "registry/morgenrot.toml would be wrong" in said
    assert "team@agentur.example" in str(place.stored("_defaults.toml"))


def test_a_change_of_somebody_else_in_between_is_not_overwritten(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the question waited, somebody pushed: nothing is written, and what to do is said."""
    place.file()
    place.run("push", "morgenrot.toml", "--yes")
    place.file(FILE.replace("chefin@", "chef@"))
    theirs = FILE + "# theirs\n"

    def agreed(_question: str, *, default: bool) -> bool:
        del default
        (place.store / "registry" / "morgenrot.toml").write_text(theirs, encoding="utf-8")
        return True

    monkeypatch.setattr("account_health.cli.sync.is_asked", lambda: True)
    monkeypatch.setattr("account_health.cli.sync.agreed", agreed)
    code, said = place.run("push", "morgenrot.toml")
    assert code == 2
    assert "pull, and look at the difference again" in said
    assert place.stored() == theirs


# --- drafts first -----------------------------------------------------------------------------------


def test_a_new_company_is_offered_drafts_first(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a yes both files say so, here and there."""
    place.file(WITH_COPY)
    asked = answers(monkeypatch, "yy")
    assert place.run("push", "morgenrot.toml")[0] == 0
    assert "team@agentur.example only" in asked[0]
    assert '[report]\nmode = "review"\n' in str(place.stored())
    assert (place.folder / "morgenrot.toml").read_text(encoding="utf-8") == place.stored()


def test_a_no_to_drafts_says_who_is_mailed(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the last question stands who gets the next report."""
    place.file(WITH_COPY)
    answers(monkeypatch, "ny")
    _, said = place.run("push", "morgenrot.toml")
    assert "mails chefin@morgenrot.example from the next run on" in said
    assert place.stored() == WITH_COPY


@pytest.mark.parametrize("text", [FILE, WITH_COPY.replace("[report]\n", '[report]\nmode = "review"\n')])
def test_nobody_is_asked_without_a_reader_or_with_drafts_already(
    place: Place, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """The silent twin: only the question whether to write."""
    place.file(text)
    asked = answers(monkeypatch, "y")
    place.run("push", "morgenrot.toml")
    assert asked == ["Write registry/morgenrot.toml?"]


def test_review_without_a_terminal(place: Place) -> None:
    """`--review --yes` for thirty clients in one go; a known company keeps what it says."""
    place.file(WITH_COPY)
    place.run("push", "morgenrot.toml", "--review", "--yes")
    assert 'mode = "review"' in str(place.stored())
    place.file(WITH_COPY)
    place.run("push", "morgenrot.toml", "--review", "--yes")
    assert place.stored() == WITH_COPY


def test_a_report_that_is_no_table_of_its_own(place: Place) -> None:
    """What cannot be written for sure is left to a person."""
    place.file(
        'name = "M"\nreport = { to = ["a@b.example"], copy_to = ["c@d.example"] }\n'
        '[[accounts]]\nurl = "https://www.morgenrot.example/"\n'
    )
    code, said = place.run("push", "morgenrot.toml", "--review", "--yes")
    assert code == 2
    assert "by hand" in said


# --- pull -------------------------------------------------------------------------------------------


def test_everything_is_pulled_with_its_defaults(place: Place) -> None:
    """Into an empty folder, byte for byte."""
    place.file()
    place.file('[report]\nto = ["team@agentur.example"]\n', "_defaults.toml")
    place.run("push", "morgenrot.toml", "_defaults.toml", "--yes")
    assert place.run("pull", "--out", "clients")[0] == 0
    assert {path.name for path in Path("clients").iterdir()} == {"morgenrot.toml", "_defaults.toml"}
    assert Path("clients/morgenrot.toml").read_text(encoding="utf-8") == FILE


def test_what_differs_here_is_not_lost_without_a_yes(place: Place) -> None:
    """The difference is shown, and the file stays."""
    place.file()
    place.run("push", "morgenrot.toml", "--yes")
    mine = FILE + "# mine\n"
    place.file(mine)
    code, said = place.run("pull", "morgenrot")
    assert code == 2
    assert "-# mine" in said
    assert Path("morgenrot.toml").read_text(encoding="utf-8") == mine
    assert place.run("pull", "morgenrot", "--yes")[0] == 0
    assert Path("morgenrot.toml").read_text(encoding="utf-8") == FILE


def test_a_broken_file_is_pulled_to_be_mended(place: Place) -> None:
    """With what is wrong with it."""
    (place.store / "registry").mkdir()
    (place.store / "registry" / "morgenrot.toml").write_text("name = ", encoding="utf-8")
    code, said = place.run("pull")
    assert code == 2
    assert Path("morgenrot.toml").read_text(encoding="utf-8") == "name = "
    assert "morgenrot.toml:" in said


def test_a_company_that_is_not_there(place: Place) -> None:
    """Its key is named."""
    code, said = place.run("pull", "abend")
    assert (code, "registry/abend.toml: there is no such file" in said) == (2, True)
