"""Secrets from the environment, and mails as files."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from account_health.model.errors import BackendError, MailRefusedError
from account_health.storage import Mail
from account_health.storage.dotenv import read_variables, store_variable
from account_health.storage.local import EmlMailer, EnvironmentSecrets, variable_of

IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)


UNREADABLE = Path("/proc/self/mem")
"""A file whose first bytes nobody may read, not even root."""


def test_a_secret_has_the_variable_that_the_handbook_names() -> None:
    """Company and account in upper case with _ for -, and three underscores before what is shared."""
    environ = {
        "ACCOUNT_HEALTH_SECRET__STADT_BAECKEREI__FILIALE_BAHNHOF": '{"access_token": "1"}',
        "ACCOUNT_HEALTH_SECRET___SHARED__AGENCY_META": '{"access_token": "2"}',
    }
    secrets = EnvironmentSecrets(environ)
    own = secrets.get("stadt-baeckerei", "filiale-bahnhof")
    shared = secrets.get("stadt-baeckerei", "shared/agency-meta")
    assert own is not None
    assert shared is not None
    assert (own.values["access_token"], shared.values["access_token"]) == ("1", "2")
    assert secrets.get("stadt-baeckerei", "facebook") is None


def test_a_variable_that_two_companies_could_own_is_refused() -> None:
    """Companies a and a--b could both own A__B__C, so neither gets the secret of the other by accident."""
    secrets = EnvironmentSecrets({"ACCOUNT_HEALTH_SECRET__A__B__C": '{"access_token": "CANARY"}'})
    for company, account in (("a--b", "c"), ("a", "b--c")):
        with pytest.raises(BackendError, match="could belong to a/b--c or to a--b/c") as caught:
            secrets.get(company, account)
        assert "CANARY" not in str(caught.value)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # says nothing of speed
@given(one=st.tuples(IDS, IDS), other=st.tuples(IDS, IDS))
def test_no_secret_ever_reaches_another_account(one: tuple[str, str], other: tuple[str, str]) -> None:
    """Whatever the ids are, a variable is given to its own account alone, or to nobody."""
    secrets = EnvironmentSecrets({variable_of(*one): '{"access_token": "x"}'})
    try:
        found = secrets.get(*other)
    except BackendError:
        return
    assert (found is not None) == (one == other)


@pytest.mark.parametrize("value", ["CANARY", "[1]", '{"a": 1}', ""])
def test_a_secret_that_is_no_json_object_is_refused_without_being_told(value: str) -> None:
    """The error names the variable and never its value."""
    secrets = EnvironmentSecrets({"ACCOUNT_HEALTH_SECRET__A__X": value})
    with pytest.raises(BackendError, match="ACCOUNT_HEALTH_SECRET__A__X has to be a JSON object") as caught:
        secrets.get("a", "x")
    assert "CANARY" not in str(caught.value)


@pytest.mark.parametrize(
    "line",
    [
        'ACCOUNT_HEALTH_SECRET__A__X={"access_token": "t#1"}',
        '  export ACCOUNT_HEALTH_SECRET__A__X = \'{"access_token": "t#1"}\'  ',
        'ACCOUNT_HEALTH_SECRET__A__X="{\\"access_token\\": \\"t#1\\"}"',
        'ACCOUNT_HEALTH_SECRET__A__X={"access_token": "t#1"} # since May',
        'ACCOUNT_HEALTH_SECRET__A__X=\'{\n  "access_token": "t#1"\n}\' # since May',
        'ACCOUNT_HEALTH_SECRET__A__X="{"access_token": "t#1"}"',
    ],
)
def test_a_dotenv_file_is_read_however_it_is_quoted(tmp_path: Path, line: str) -> None:
    """Bare, in single and in double quotation marks, after comments and a byte order mark."""
    dotenv = tmp_path / ".env"
    dotenv.write_text(f"\ufeff# comment\n\n{line}\nnonsense\n", encoding="utf-8")
    secret = EnvironmentSecrets({}, dotenv).get("a", "x")
    assert secret is not None
    assert secret.values == {"access_token": "t#1"}


READ = {
    "A=1": "1",
    "export A='two words' # why": "two words",
    'A="a \\"b\\" \\\\n \\$x" ': 'a "b" \\n $x',
    "A='it'\\''s'": "it's",
    """A='x'y"z"#1""": "xyz#1",
    'A="don\'t"': "don't",
    'A=""': "",
    "A=": "",
    "A= # nothing": "",
    "A=a#b": "a#b",
    "A=#b": "#b",
    "A = x\t# why": "x",
    "A='one\ntwo'": "one\ntwo",
    'A="one\\\ntwo"': "onetwo",
    "A=it's": "it's",
    "\r\nA=1\r\nB=2\r\n": "1",
    "B='\nA=0\n'\nA=1": "1",
    "A=0\nA=1": "1",
    "# A=0\nA=1 #A=2": "1",
}


@pytest.mark.parametrize("text", READ)
def test_a_dotenv_file_is_read_as_a_shell_reads_it(tmp_path: Path, text: str) -> None:
    """Marks, comments, escapes and lines mean there what they mean in a shell; only that `=` may stand apart, and `$` stays."""
    dotenv = tmp_path / ".env"
    dotenv.write_bytes(text.encode())
    assert read_variables(dotenv)["A"] == READ[text]


def test_a_mark_that_is_not_closed_is_told_with_its_line_and_no_value(tmp_path: Path) -> None:
    """Else everything below would silently be one value."""
    dotenv = tmp_path / ".env"
    dotenv.write_text("B=1\nA='CANARY\nC=2\n", "utf-8")
    with pytest.raises(BackendError, match="in line 2 a quotation mark is opened and never closed") as caught:
        read_variables(dotenv)
    assert "CANARY" not in str(caught.value)


def test_a_stored_variable_takes_the_place_of_its_older_ones(tmp_path: Path) -> None:
    """Also of one over several lines; everything else stays, and nobody else can read it."""
    dotenv = tmp_path / ".env"
    dotenv.write_text("# mine\nexport A='one\ntwo' # old\nB=\"x\ny\"\nA=3", "utf-8")
    store_variable(dotenv, "A", '{"t": "1"}')
    assert dotenv.read_text("utf-8") == '# mine\nB="x\ny"\nA=\'{"t": "1"}\'\n'
    assert os.name == "nt" or dotenv.stat().st_mode & 0o777 == 0o600


def test_a_variable_that_is_really_set_wins_over_the_file(tmp_path: Path) -> None:
    """What somebody exports for one call counts."""
    dotenv = tmp_path / ".env"
    dotenv.write_text('ACCOUNT_HEALTH_SECRET__A__X={"t": "file"}\n')
    secret = EnvironmentSecrets({"ACCOUNT_HEALTH_SECRET__A__X": '{"t": "set"}'}, dotenv).get("a", "x")
    assert secret is not None
    assert secret.values == {"t": "set"}


def test_no_dotenv_file_is_no_error(tmp_path: Path) -> None:
    """The file is optional; one that is no text is refused."""
    assert EnvironmentSecrets({}, tmp_path / ".env").get("a", "x") is None
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BackendError, match="save it again with the encoding UTF-8"):
        EnvironmentSecrets({}, tmp_path / ".env")


@pytest.mark.skipif(not UNREADABLE.is_file(), reason="only Linux has such a file")
def test_a_dotenv_file_that_cannot_be_read_says_why() -> None:
    """Whoever gave it to somebody else, or lost the drive, reads what the system said."""
    with pytest.raises(BackendError, match=f"{UNREADABLE} cannot be read: [A-Z]"):
        EnvironmentSecrets({}, UNREADABLE)


def test_a_secret_is_never_printed() -> None:
    """Neither the credential's own form nor that of the store shows a value."""
    secrets = EnvironmentSecrets({"ACCOUNT_HEALTH_SECRET__A__X": '{"t": "CANARY"}'})
    assert "CANARY" not in repr(secrets.get("a", "x"))
    assert "CANARY" not in repr(secrets)


def test_each_sending_leaves_a_file_of_its_own(tmp_path: Path) -> None:
    """Two sendings of the same mail are two files, so that a double would show."""
    mailer = EmlMailer(tmp_path / "outbox")
    mail = Mail(sender="a@example.org", recipient="b@example.org", raw=b"Subject: x\r\n\r\n")
    assert mailer.send(mail) != mailer.send(mail)
    assert [path.read_bytes() for path in (tmp_path / "outbox").glob("*.eml")] == [mail.raw, mail.raw]


def test_a_mail_that_cannot_be_written_was_certainly_not_sent(tmp_path: Path) -> None:
    """A folder that is a file is a refusal with its reason."""
    (tmp_path / "outbox").write_text("in the way")
    with pytest.raises(MailRefusedError, match="outbox"):
        EmlMailer(tmp_path / "outbox").send(Mail(sender="a@x.org", recipient="b@x.org", raw=b""))


def test_a_variable_is_never_renewed() -> None:
    """Nobody can set a variable for the next process: the refusal names it."""
    secrets = EnvironmentSecrets({"ACCOUNT_HEALTH_SECRET__A__X": '{"access_token": "CANARY"}'})
    before = secrets.get("a", "x")
    assert before is not None
    assert secrets.writable is False
    with pytest.raises(BackendError, match="ACCOUNT_HEALTH_SECRET__A__X") as refused:
        secrets.put("a", "x", before, before)
    assert "CANARY" not in str(refused.value)
