"""`account-health doctor` over simulated platforms: whatever keeps an account from being seen is told with its one next step."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from account_health.cli import main
from tests.builders import NOW
from tests.leaks import all_exceptions, all_logs, holding
from tests.simulator.gateway import Gateway, html
from tests.simulator.google_api import (
    HOSTS,
    OLD,
    SECRET,
    GoogleApis,
    SimulatedLocation,
    quota,
    service_disabled,
)
from tests.simulator.graph import APP_ID, APP_SECRET, Graph
from tests.simulator.graph_world import (
    INSTAGRAM_TOKEN,
    PAGE_SCOPES,
    PAGE_TOKEN,
    FacebookWorld,
    InstagramWorld,
)
from tests.simulator.x_api import HOST as X_HOST
from tests.simulator.x_api import NO_CREDITS, NOT_ENROLLED, TOKEN, XApi, problem
from tests.simulator.x_looks import Bakery

SITE = "www.morgenrot.example"
HEAD = 'name = "Morgenrot"\n[report]\nto = ["chefin@morgenrot.example"]\n'
ACCOUNTS = {
    "facebook": '[[accounts]]\nurl = "https://www.facebook.com/baeckerei.morgenrot"\n',
    "instagram": '[[accounts]]\nurl = "https://www.instagram.com/morgenrot/"\n',
    "x": '[[accounts]]\nurl = "https://x.com/morgenrot_brot"\n',
    "google": '[[accounts]]\nplatform = "google_business_profile"\nlocation_id = "2"\naccount_id = "1"\n',
    "stranger": '[[accounts]]\nid = "facebook"\nurl = "https://www.facebook.com/konditorei.abend"\n',
    "blog": f'[[accounts]]\nurl = "https://{SITE}/"\n',
}
SECRETS: Mapping[str, Mapping[str, str]] = {
    "facebook": {"access_token": PAGE_TOKEN, "app_id": APP_ID, "app_secret": APP_SECRET},
    "instagram": {"access_token": INSTAGRAM_TOKEN, "app_id": APP_ID, "app_secret": APP_SECRET},
    "x": {"bearer_token": TOKEN},
    "google": dict(SECRET),
}
CANARIES = (PAGE_TOKEN, INSTAGRAM_TOKEN, APP_SECRET, TOKEN, *SECRET.values(), "ya29.")


@dataclass
class Consultation:
    """What doctor said about one registry file."""

    code: int
    out: str
    err: str

    @property
    def step(self) -> str:
        """The one next step."""
        (line,) = [line for line in self.out.splitlines() if line.startswith("  next ")]
        return line.removeprefix("  next ").strip()

    def row(self, label: str) -> str:
        """The text beside a label."""
        return next(
            line[14:].strip() for line in self.out.splitlines() if line.strip().startswith(f"{label} ")
        )


@pytest.fixture
def platforms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator["Platforms"]:
    """Yield all platforms with a bakery on each, and an empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("account_health.connectors.http.retry.backoff", lambda *_: 0.0)
    monkeypatch.setattr("account_health.connectors.meta.graph.client.pause_after", lambda _: 0.0)
    bakery = Bakery()
    bakery.posts(2)
    with Gateway({}) as gateway:
        yield Platforms(
            gateway,
            XApi(bakery.world, NOW),
            GoogleApis(locations=[SimulatedLocation(facts={"title": "Bäckerei Morgenrot"})]),
        )


class Platforms:
    """The simulated internet of one consultation."""

    def __init__(self, gateway: Gateway, x: XApi, google: GoogleApis) -> None:
        self.gateway = gateway
        self.x = x
        self.google = google.join(gateway)
        gateway.add(X_HOST, x)
        page = (
            "<title>Morgenrot</title><h1>Bäckerei Morgenrot</h1>" + "<p>Brot und Kuchen aus München.</p>" * 20
        )
        gateway.add(SITE, lambda _: html(page))
        self.graph(FacebookWorld(NOW).graph())

    def graph(self, graph: Graph) -> Graph:
        """Put another Graph API behind both of Meta's hosts."""
        for host in ("graph.facebook.com", "graph.instagram.com"):
            self.gateway.add(host, graph)
        return graph

    def consult(
        self, capsys: pytest.CaptureFixture[str], *names: str, secrets: Mapping[str, Any] | None = None
    ) -> Consultation:
        """Run `doctor` on a file with these accounts; whatever is said anywhere holds no secret."""
        Path("morgenrot.toml").write_text(HEAD + "".join(ACCOUNTS[name] for name in names), encoding="utf-8")
        given = SECRETS if secrets is None else secrets
        environ = {"ACCOUNT_HEALTH_GATEWAY": self.gateway.url} | {
            f"ACCOUNT_HEALTH_SECRET__MORGENROT__{name.upper()}": json.dumps(value)
            for name, value in given.items()
            if name in names or names == ("stranger",)
        }
        with all_logs() as logs, all_exceptions() as errors:
            code = main(["doctor", "morgenrot.toml"], environ)
        said = capsys.readouterr()
        texts = {"out": said.out, "err": said.err, "logs": "\n".join(logs.said), "errors": "\n".join(errors)}
        assert holding(CANARIES, texts) == []
        return Consultation(code, said.out, said.err)


# --- nothing is to do -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("facebook", "Bäckerei Morgenrot"),
        ("x", "morgenrot_brot (2244994945)"),
        ("google", "Bäckerei Morgenrot (locations/2)"),
        ("blog", "morgenrot.example"),
    ],
)
def test_what_works_is_called_working_and_by_its_name(
    platforms: Platforms, capsys: pytest.CaptureFixture[str], name: str, owner: str
) -> None:
    """Whose it is stands there, and nothing is to do: exit code 0."""
    told = platforms.consult(capsys, name)
    assert told.step == "nothing, it can be looked at"
    assert told.code == 0
    assert owner in told.row("answers" if name == "blog" else "whose")


def test_instagram_through_its_page(platforms: Platforms, capsys: pytest.CaptureFixture[str]) -> None:
    """The account behind a Page is named, its permissions are listed."""
    platforms.graph(InstagramWorld(NOW).graph())
    told = platforms.consult(capsys, "instagram")
    assert told.code == 0
    assert "none missing" in told.row("permissions")


def test_the_question_is_small(platforms: Platforms, capsys: pytest.CaptureFixture[str]) -> None:
    """No post is read, and X sells one user."""
    platforms.consult(capsys, "facebook", "x", "google", "blog")
    asked = [request.path for request in platforms.gateway.requests]
    assert not [path for path in asked if "tweets" in path or "mentions" in path or "video_reels" in path]
    assert len(asked) <= 8
    assert platforms.x.bill.posts == 0
    assert platforms.x.bill.users == 1


# --- what is missing --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["facebook", "instagram", "x", "google"])
def test_a_credential_that_is_missing_names_its_place_and_the_command(
    platforms: Platforms, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Where it belongs and what makes one; the platform is not asked."""
    told = platforms.consult(capsys, name, secrets={})
    assert told.code == 1
    assert told.step == (
        f"store a credential as ACCOUNT_HEALTH_SECRET__MORGENROT__{name.upper()}: "
        f"account-health connect {name} morgenrot.toml"
    )
    assert not platforms.gateway.requests
    assert "cannot be judged" in told.row("costs")


def test_a_site_needs_no_credential(platforms: Platforms, capsys: pytest.CaptureFixture[str]) -> None:
    """The silent twin: nobody is asked for a password that most sites do not need."""
    told = platforms.consult(capsys, "blog", secrets={})
    assert (told.code, told.row("credential")) == (0, "none needed")


@pytest.mark.parametrize(
    "line",
    [
        "ACCOUNT_HEALTH_SECRET_MORGENROT_FACEBOOK",
        "ACCOUNT_HEALTH_SECRETS__MORGENROT__FACEBOOK",
        "account_health_secret__morgenrot__facebook",
        "ACCOUNT_HEALTH_SECRET__MORGENROT__FACEBOK",
        "ACCOUNT_HEALTH_SECRET__MORGENTROT__FACEBOOK",
    ],
)
def test_a_misspelt_name_is_told_with_the_one_that_was_meant(
    platforms: Platforms, capsys: pytest.CaptureFixture[str], tmp_path: Path, line: str
) -> None:
    """What lies beside the place where it is expected is recognised, whichever way it was misspelt."""
    (tmp_path / ".env").write_text(f"{line}='{json.dumps(SECRETS['facebook'])}'\n", encoding="utf-8")
    told = platforms.consult(capsys, "facebook", secrets={})
    assert told.step == f"rename {line} to ACCOUNT_HEALTH_SECRET__MORGENROT__FACEBOOK"


def test_the_address_of_an_alert_is_a_credential_like_any_other(
    platforms: Platforms, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Stored, nobody calls it unused; missing, its place is said, and the address itself never."""
    watch = '[watch]\n[[watch.feeds]]\nname = "Alert"\ncredential = "alert"\n'
    (tmp_path / "abend.toml").write_text(HEAD + ACCOUNTS["facebook"] + watch, encoding="utf-8")
    variable = "ACCOUNT_HEALTH_SECRET__ABEND__ALERT"
    environ = {"ACCOUNT_HEALTH_GATEWAY": platforms.gateway.url}
    stored = {variable: json.dumps({"url": "https://www.google.com/alerts/feeds/1/2"})}
    main(["doctor", str(tmp_path / "abend.toml")], {**environ, **stored})
    out = capsys.readouterr().out
    assert "Alert" not in out
    assert variable not in out
    assert main(["doctor", str(tmp_path / "abend.toml")], environ) == 1
    assert f"abend: the alert Alert has no address: store it as {variable}" in capsys.readouterr().out


def test_what_no_account_uses_is_told_but_not_what_a_neighbour_uses(
    platforms: Platforms, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """One `.env` serves all files of a folder, also those that were not named."""
    (tmp_path / "abend.toml").write_text(HEAD + ACCOUNTS["facebook"], encoding="utf-8")
    (tmp_path / ".env").write_text(
        "ACCOUNT_HEALTH_SECRET__ABEND__FACEBOOK='{}'\nACCOUNT_HEALTH_SECRET__MORGENROT__META='{}'\n"
        "MY_HEALTH_TOKEN=x\n",
        encoding="utf-8",
    )
    told = platforms.consult(capsys, "facebook")
    assert "ACCOUNT_HEALTH_SECRET__MORGENROT__META is used by no account" in told.out
    assert "ABEND" not in told.out
    assert "MY_HEALTH_TOKEN" not in told.out


def test_a_field_that_is_missing_is_named_with_what_stands_there(
    platforms: Platforms, capsys: pytest.CaptureFixture[str]
) -> None:
    """The credential is there, its field has another name."""
    told = platforms.consult(capsys, "x", secrets={"x": {"bearertoken": TOKEN}})
    assert "add bearer_token (is bearertoken that?)" in told.step
    assert not platforms.gateway.requests


def test_a_credential_that_is_no_json_is_not_repeated(
    platforms: Platforms, capsys: pytest.CaptureFixture[str]
) -> None:
    """The token itself in place of the object: the form is told, the token is not."""
    Path("morgenrot.toml").write_text(HEAD + ACCOUNTS["x"], encoding="utf-8")
    environ = {"ACCOUNT_HEALTH_GATEWAY": platforms.gateway.url, "ACCOUNT_HEALTH_SECRET__MORGENROT__X": TOKEN}
    assert main(["doctor", "morgenrot.toml"], environ) == 1
    said = capsys.readouterr().out
    assert "write ACCOUNT_HEALTH_SECRET__MORGENROT__X as one JSON object of texts in quotes" in said
    assert TOKEN not in said


# --- what the platform refuses ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "subcode", "word"),
    [
        (190, 463, "the token has ended"),
        (190, 460, "withdrawn, or a password was changed"),
        (190, 459, "log in to Facebook as the person"),
        (102, None, "withdrawn"),
    ],
)
def test_a_dead_token_of_metas_says_what_killed_it(
    platforms: Platforms, capsys: pytest.CaptureFixture[str], code: int, subcode: int | None, word: str
) -> None:
    """Each death has its own next step."""
    graph = platforms.graph(FacebookWorld(NOW).graph())
    graph.fail(code, subcode, where="")
    told = platforms.consult(capsys, "facebook")
    assert told.code == 1
    assert word in told.step


def test_a_missing_permission_says_what_it_costs(
    platforms: Platforms, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without pages_messaging only the number of unread messages is lost, and exactly that is said."""
    platforms.graph(FacebookWorld(NOW).graph(scopes=PAGE_SCOPES - {"pages_messaging"}))
    told = platforms.consult(capsys, "facebook")
    assert told.row("permissions").endswith("missing: pages_messaging")
    assert told.row("costs") == "1 check cannot be judged: unread-messages"
    assert told.step.startswith("make a token that has pages_messaging too")


def test_another_pages_token(platforms: Platforms, capsys: pytest.CaptureFixture[str]) -> None:
    """A token that works, for somebody else's Page, is no token of this one."""
    assert "another account's" in platforms.consult(capsys, "stranger").step


@pytest.mark.parametrize(
    ("trouble", "word"),
    [
        (problem(401, "Unauthorized", "about:blank"), "withdrawn"),
        (NO_CREDITS, "buy credits"),
        (
            NOT_ENROLLED,
            "move the app to a package",
        ),
    ],
)
def test_what_x_refuses(
    platforms: Platforms, capsys: pytest.CaptureFixture[str], trouble: Any, word: str
) -> None:
    """Token, credit and package are three different steps."""
    platforms.x.troubles["users"] = trouble
    assert word in platforms.consult(capsys, "x").step


@pytest.mark.parametrize(
    ("breaks", "word"),
    [
        (lambda google: google.secret.update(refresh_token="1//another-one"), "withdrawn"),
        (lambda google: setattr(google, "scope", "openid"), "tick the box"),
        (
            lambda google: google.troubles.update({f"{OLD}/reviews": service_disabled()}),
            "switch the interface on",
        ),
        (lambda google: google.troubles.update(dict.fromkeys(HOSTS[1:], quota("0"))), "apply for access"),
    ],
)
def test_what_google_refuses(
    platforms: Platforms,
    capsys: pytest.CaptureFixture[str],
    breaks: Callable[[GoogleApis], Any],
    word: str,
) -> None:
    """The grant, its permission, the interface, and the approval are four different steps."""
    breaks(platforms.google)
    assert word in platforms.consult(capsys, "google").step


@pytest.mark.parametrize("code", [404, 500, 403])
def test_a_site_that_does_not_answer(
    platforms: Platforms, capsys: pytest.CaptureFixture[str], code: int
) -> None:
    """The address is part of what is examined."""
    platforms.gateway.add(SITE, lambda _: html("gone", code))
    told = platforms.consult(capsys, "blog")
    assert told.code == 1
    assert "not known" in told.row("answers")


# --- several files ----------------------------------------------------------------------------------


def test_many_files_make_one_table_and_a_list_of_steps(
    platforms: Platforms, capsys: pytest.CaptureFixture[str]
) -> None:
    """A row an account; below it only what is to do. A wrong file beats all: exit code 2, and stops nobody."""
    for name in ("eins", "zwei"):
        Path(f"{name}.toml").write_text(HEAD + ACCOUNTS["blog"] + ACCOUNTS["x"], encoding="utf-8")
    Path("drei.toml").write_text("name = ", encoding="utf-8")
    environ = {
        "ACCOUNT_HEALTH_GATEWAY": platforms.gateway.url,
        "ACCOUNT_HEALTH_SECRET__EINS__X": json.dumps(SECRETS["x"]),
    }
    assert main(["doctor", "eins.toml", "zwei.toml", "drei.toml"], environ) == 2
    said = capsys.readouterr()
    assert "drei.toml" in said.err
    rows = said.out.splitlines()
    assert [row.split()[:2] for row in rows[1:5]] == [
        ["eins", "blog"],
        ["eins", "x"],
        ["zwei", "blog"],
        ["zwei", "x"],
    ]
    assert [row for row in rows if row.startswith("  zwei/x: store a credential")]
    assert not [row for row in rows if row.startswith("  eins/")]
    del platforms


def test_an_end_that_is_near_is_told_before_it_comes(
    platforms: Platforms, capsys: pytest.CaptureFixture[str]
) -> None:
    """Within the days in which the report would warn, the next step is a new token."""
    platforms.google.token_extra["refresh_token_expires_in"] = int(timedelta(days=10).total_seconds())
    told = platforms.consult(capsys, "google")
    assert told.row("days left").startswith("10, until")
    assert told.step.startswith("make a new token before")
