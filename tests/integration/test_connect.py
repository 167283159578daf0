"""`account-health connect`: from what somebody pastes to a credential that was tried, stored, and shown nowhere."""

import json
import stat
import threading
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3  # noqa: TID251 - plays SSM
import pytest
from moto import mock_aws

from account_health.cli import main
from account_health.storage.dotenv import store_variable
from account_health.storage.local import EnvironmentSecrets
from tests.builders import NOW
from tests.integration.test_doctor import ACCOUNTS, HEAD, Platforms, platforms
from tests.leaks import all_exceptions, all_logs, holding
from tests.simulator.google_api import CODE, SECRET
from tests.simulator.graph import APP_ID, APP_SECRET
from tests.simulator.graph_things import Token
from tests.simulator.graph_world import INSTAGRAM_SCOPES, PAGE_SCOPES, PAGE_TOKEN, FacebookWorld
from tests.simulator.x_api import TOKEN
from tests.template import REGION

__all__ = ["platforms"]

PERSON = "EAAperson"
CANARIES = (PAGE_TOKEN, PERSON, APP_SECRET, TOKEN, SECRET["client_secret"], SECRET["refresh_token"], CODE)
HOUR = int(NOW.timestamp()) + 8 * 86_400
"""Longer than an hour after the tests' own day, and shorter than two days after the day on which they really run."""


class Person:
    """Whoever sits at the terminal: what they type, and what is said to them."""

    def __init__(
        self, platforms: Platforms, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.platforms = platforms
        self.capsys = capsys
        self.typed: list[str] = []
        self.pasted: list[str] = []
        self.agrees: list[bool] = []
        self.said = ""
        place = "account_health.cli.connect"
        monkeypatch.setattr(f"{place}.is_asked", lambda: True)
        monkeypatch.setattr(f"{place}.answer", lambda _: self.typed.pop(0))
        monkeypatch.setattr(f"{place}.hidden", lambda _: self.pasted.pop(0))
        monkeypatch.setattr(f"{place}.agreed", self._agreed)

    def _agreed(self, _question: str, *, default: bool) -> bool:
        return self.agrees.pop(0) if self.agrees else default

    def connects(self, platform: str, *names: str, text: str = "", more: tuple[str, ...] = ()) -> int:
        """Connect a platform, for a file with these accounts; nothing that is said holds a secret."""
        files = []
        if names or text:
            body = text or HEAD + "".join(ACCOUNTS[name] for name in names)
            Path("morgenrot.toml").write_text(body, encoding="utf-8")
            files = ["morgenrot.toml"]
        with all_logs() as logs, all_exceptions() as errors:
            code = main(
                ["connect", platform, *files, *more], {"ACCOUNT_HEALTH_GATEWAY": self.platforms.gateway.url}
            )
        told = self.capsys.readouterr()
        self.said = told.out + told.err
        # botocore's own DEBUG lines hold every request; nothing of ours switches them on.
        ours = [line for line in logs.said if not line.startswith("botocore")]
        texts = {"said": self.said, "logs": "\n".join(ours), "errors": "\n".join(errors)}
        assert holding(CANARIES, texts) == []
        return code

    def stored(self, name: str = "facebook") -> Any:
        """Return what `.env` holds for the company, as an audit reads it."""
        secret = EnvironmentSecrets({}, Path(".env")).get("morgenrot", name)
        return None if secret is None else dict(secret.values)


@pytest.fixture
def person(
    platforms: Platforms, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Person:
    """Return somebody at a terminal, before the simulated platforms."""
    monkeypatch.setattr("account_health.cli.connect.webbrowser.open", lambda _: True)
    return Person(platforms, monkeypatch, capsys)


def test_a_page_token_is_tried_and_stored_for_its_owner_alone(person: Person) -> None:
    """It works for the Page, stands in `.env` with 0600, and doctor finds nothing to do."""
    person.typed, person.pasted = [APP_ID], [APP_SECRET, PAGE_TOKEN]
    assert person.connects("facebook", "facebook") == 0
    assert person.stored() == {"access_token": PAGE_TOKEN, "app_id": APP_ID, "app_secret": APP_SECRET}
    assert stat.S_IMODE(Path(".env").stat().st_mode) == 0o600
    assert "Bäckerei Morgenrot" in person.said
    assert "ACCOUNT_HEALTH_SECRET__MORGENROT__FACEBOOK" in person.said
    assert "simulated platforms only" in person.said


def test_a_persons_short_token_becomes_the_pages_own(person: Person) -> None:
    """Exchanged for a long one first, then the Page's token is taken, which does not end by itself."""
    graph = person.platforms.graph(FacebookWorld(NOW).graph())
    page = next(iter(graph.tokens.values())).subject
    graph.tokens[PERSON] = Token("USER", "5005", PAGE_SCOPES, roles=(page,), expires_at=HOUR)
    person.typed, person.pasted = [APP_ID], [APP_SECRET, PERSON]
    assert person.connects("facebook", "facebook") == 0
    assert "the Page's own token was taken" in person.said
    assert graph.tokens[person.stored()["access_token"]].kind == "PAGE"


def test_an_agencys_token_stays_what_it_is_and_is_shared(person: Person) -> None:
    """Without a file it is for all clients: one name, which each account names."""
    graph = person.platforms.graph(FacebookWorld(NOW).graph())
    graph.tokens[PERSON] = Token("SYSTEM_USER", "5005", PAGE_SCOPES | INSTAGRAM_SCOPES, roles=("111222333",))
    person.typed, person.pasted = [APP_ID], [APP_SECRET, PERSON]
    assert person.connects("facebook") == 0
    assert person.stored("shared/agency-meta")["access_token"] == PERSON
    assert 'credential = "shared/agency-meta"' in person.said
    assert "Assign partners" in person.said


def test_shared_is_the_default_where_an_agency_reads_along(person: Person) -> None:
    """A file with `copy_to` is an agency's; Enter at the question stores it for all clients."""
    text = HEAD.replace("[report]\n", '[report]\ncopy_to = ["team@agentur.example"]\n') + ACCOUNTS["x"]
    person.pasted = [TOKEN]
    assert person.connects("x", text=text) == 0
    assert person.stored("shared/agency-x") == {"bearer_token": TOKEN}


@pytest.mark.parametrize("pasted", [TOKEN, f"Bearer {TOKEN}"])
def test_xs_bearer_token(person: Person, pasted: str) -> None:
    """With the word before it, as the console's example shows it, or without."""
    person.pasted = [pasted]
    assert person.connects("x", "x") == 0
    assert person.stored("x") == {"bearer_token": TOKEN}


@pytest.mark.parametrize(("agrees", "code"), [([], 1), ([False, True], 0)])
def test_what_does_not_work_is_stored_only_on_request(person: Person, agrees: list[bool], code: int) -> None:
    """A wrong token: the one next step is told, and by default nothing is stored."""
    wrong = "AAAA-of-somebody-else"
    person.pasted, person.agrees = [wrong], agrees
    assert person.connects("x", "x") == code
    assert "withdrawn" in person.said
    assert wrong not in person.said
    assert (person.stored("x") is None) is bool(code)


def test_a_secret_with_an_apostrophe_is_stored_whole(person: Person) -> None:
    """Quotation marks stand around what is stored; one inside it ends nothing."""
    person.pasted, person.agrees = ["AA'A"], [False, True]
    assert person.connects("x", "x") == 0
    assert person.stored("x") == {"bearer_token": "AA'A"}


def test_a_dead_token_is_refused_before_anything_is_stored(person: Person) -> None:
    """Meta says that it is none: nothing is asked further."""
    person.typed, person.pasted = [APP_ID], [APP_SECRET, "EAAnobodys"]
    assert person.connects("facebook", "facebook") == 1
    assert person.stored() is None


def test_nothing_pasted_is_nothing_stored(person: Person) -> None:
    """Enter at the token ends it."""
    person.pasted = [""]
    assert person.connects("x", "x") == 2
    assert not Path(".env").exists()


def test_a_file_without_such_an_account(person: Person) -> None:
    """What to do is said before anybody goes to a console."""
    assert person.connects("x", "blog") == 2
    assert "registers no account on x" in person.said


def test_where_nobody_can_be_asked(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a script it ends at once."""
    monkeypatch.setattr("account_health.cli.connect.is_asked", lambda: False)
    assert person.connects("x", "x") == 2


def test_stored_in_ssm_as_a_secure_string(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --aws it lies where the stack looks, under the stack's key; nothing is written here."""
    for name, value in {
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "x",
        "AWS_DEFAULT_REGION": REGION,
    }.items():
        monkeypatch.setenv(name, value)
    with mock_aws():
        for _ in range(2):  # a second time takes the place of the first
            person.pasted = [TOKEN]
            assert person.connects("x", "x", more=("--aws", "--stack", "clients")) == 0
        ssm = boto3.client("ssm", region_name=REGION)
        found = ssm.get_parameter(Name="/clients/morgenrot/x", WithDecryption=True)["Parameter"]
        [described] = ssm.describe_parameters(
            ParameterFilters=[{"Key": "Path", "Values": ["/clients/morgenrot"]}]
        )["Parameters"]
    assert (found["Type"], described["KeyId"]) == ("SecureString", "alias/clients/credentials")
    assert json.loads(found["Value"]) == {"bearer_token": TOKEN}
    assert "/clients/morgenrot/x" in person.said
    assert not Path(".env").exists()


# --- Google's consent -------------------------------------------------------------------------------


def browser(answers: Callable[[dict[str, str]], dict[str, str]]) -> Callable[[str], bool]:
    """Return a browser whose person answers on Google's page; it first asks for an icon, as browsers do."""

    def opened(url: str) -> bool:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}

        def come_back() -> None:
            for query in ("favicon=1", "&".join(f"{k}={v}" for k, v in answers(asked).items())):
                with urllib.request.urlopen(f"{asked['redirect_uri']}/?{query}", timeout=5):  # noqa: S310 - loopback
                    pass

        threading.Thread(target=come_back, daemon=True).start()
        return True

    return opened


def test_googles_consent_comes_back_to_this_machine(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loopback, state, S256: the code becomes a refresh token that works for the location."""
    asked: dict[str, str] = {}

    def agrees(query: dict[str, str]) -> dict[str, str]:
        asked.update(query)
        return {"state": query["state"], "code": CODE}

    monkeypatch.setattr("account_health.cli.connect.webbrowser.open", browser(agrees))
    person.typed, person.pasted = [SECRET["client_id"]], [SECRET["client_secret"]]
    assert person.connects("google", "google") == 0
    assert person.stored("google") == SECRET
    assert asked["redirect_uri"].startswith("http://127.0.0.1:")
    assert (asked["access_type"], asked["prompt"], asked["code_challenge_method"]) == (
        "offline",
        "consent",
        "S256",
    )


@pytest.mark.parametrize(
    "answers",
    [
        lambda query: {"state": query["state"], "error": "access_denied"},
        lambda _: {"state": "somebody-elses", "code": CODE},
    ],
)
def test_who_does_not_agree_and_who_was_never_asked(
    person: Person, monkeypatch: pytest.MonkeyPatch, answers: Callable[[dict[str, str]], dict[str, str]]
) -> None:
    """A refusal ends it; an answer that does not carry our state counts for nothing."""
    monkeypatch.setattr("account_health.operations.consent.WAITS_SECONDS", 0.2)
    monkeypatch.setattr("account_health.cli.connect.webbrowser.open", browser(answers))
    person.typed, person.pasted = [SECRET["client_id"]], [SECRET["client_secret"]]
    assert person.connects("google", "google") == 2
    assert not Path(".env").exists()


# --- the file ---------------------------------------------------------------------------------------


def test_other_lines_of_the_file_stay(tmp_path: Path) -> None:
    """Only the line of this name changes, and a file that others could read is closed to them."""
    path = tmp_path / ".env"
    path.write_text("# mine\nA=1\nexport NAME='old'\nB=2\n", encoding="utf-8")
    path.chmod(0o644)
    store_variable(path, "NAME", '{"a": "b"}')
    assert path.read_text(encoding="utf-8") == '# mine\nA=1\nB=2\nNAME=\'{"a": "b"}\'\n'
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == [".env"]
