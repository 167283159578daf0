"""No token of Meta's in any log, exception, file, mail, screen or address, whatever goes wrong on the way."""

import json
import logging
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from hmac import new
from pathlib import Path
from typing import Any

import pytest

from account_health.cli import main
from account_health.connectors.http.network import Network
from account_health.connectors.meta.facebook import connector as facebook
from account_health.connectors.meta.instagram import connector as instagram
from account_health.model.errors import AccountHealthError
from account_health.storage import Secret
from account_health.storage.local import EnvironmentSecrets
from account_health.workflow.audit_company import audit_company
from account_health.workflow.renew_access import renew_access
from tests.leaks import all_exceptions, all_logs, files_below, holding, readable
from tests.simulator.gateway import Gateway, Reply, Request, html, json_reply, redirect
from tests.simulator.graph import APP_SECRET, Fault, Graph, GraphError, usage_header
from tests.simulator.graph_agency import LOGIN_TOKEN, PAGE_TOKEN, SHARED_TOKEN, Agency, agency
from tests.simulator.graph_looks import lab
from tests.world import WEEKLY, world

ECHO = f"Malformed access token {SHARED_TOKEN} {PAGE_TOKEN}10010 {LOGIN_TOKEN}sommer"
EVERY_CODE = (
    (1, None), (1, 99), (2, None), (3, None), (4, None), (10, None), (12, None), (17, None), (32, None), (100, None),
    (100, 33), (102, None), (104, None), (190, None), (190, 458), (190, 459), (190, 460), (190, 463), (190, 464),
    (190, 467), (190, 492), (200, None), (283, None), (341, None), (368, None), (506, None), (613, 1996), (803, None),
    (1705, None), (2500, None), (9009, None), (80001, None), (80002, None), (80006, None), (4711, None),
)  # fmt: skip


def proof(token: str) -> str:
    """Return a token's proof, which is nobody's business either."""
    return new(APP_SECRET.encode(), token.encode(), sha256).hexdigest()


SECRETS = (
    SHARED_TOKEN,
    PAGE_TOKEN,
    LOGIN_TOKEN,
    APP_SECRET,
    proof(SHARED_TOKEN),
    *(proof(f"{PAGE_TOKEN}{number}0010") for number in (1, 2, 3)),
)


@dataclass
class Trouble:
    """What goes wrong: on the platform, or in our own code."""

    platform: Callable[[Graph], Graph | Callable[[Request], Reply]] = field(default=lambda graph: graph)
    breaks: tuple[tuple[Any, str], ...] = ()


def failing(code: int, subcode: int | None = None, where: str = "", **more: Any) -> Trouble:
    """Return a platform that answers with an error, and repeats the tokens in its text."""

    def fail(graph: Graph) -> Graph:
        graph.fail(
            code, subcode, where=where, message=ECHO, error_user_msg=ECHO, error_user_title=ECHO, **more
        )
        return graph

    return Trouble(fail)


def answering(answer: Callable[[Request], Reply], where: str = "") -> Trouble:
    """Return a platform that answers some requests in another way."""
    return Trouble(lambda graph: lambda request: answer(request) if where in request.url else graph(request))


def mood(**changes: Any) -> Trouble:
    """Return a platform in another mood."""

    def change(graph: Graph) -> Graph:
        for name, value in changes.items():
            setattr(graph, name, value)
        return graph

    return Trouble(change)


def dead(graph: Graph) -> Graph:
    """Let every token die."""
    for token in graph.tokens.values():
        token.dead = (190, 463)
    return graph


def spoilt(_: Request) -> Reply:
    """Answer with the tokens where objects and times should be."""
    return json_reply(
        {"id": ECHO, "data": [ECHO, {"id": ECHO, "created_time": ECHO}], "paging": {"next": ECHO}}
    )


TROUBLES: dict[str, Trouble] = {
    "none": Trouble(),
    "pages": mood(page_cap=1),
    "pages by time": mood(page_cap=1, time_paging={"comments", "published_posts"}),
    "a page further on": failing(190, where="after="),
    "a circle": answering(lambda _: json_reply({"data": [], "paging": {"next": f"https://x/?{ECHO}&after=1"}}), "after="),
    "too much": mood(most_cells=100),
    "an unknown field": mood(gone={("Page", "impressum"), ("IGUser", "website"), ("Comment", "user_likes")}),
    "no proof": mood(wants_proof=True),
    "says nothing of tokens": mood(tells_itself=False),
    "nearly used up": mood(usage=usage_header(97)),
    "another version": mood(runs_version="v25.0"),
    "dead tokens": Trouble(dead),
    "debug_token refuses": failing(190, 463, where="debug_token"),
    "debug_token breaks": answering(lambda _: html(ECHO, 500), "debug_token"),
    "debug_token is slow": answering(lambda _: Reply(headers=(("X-Gateway-Error", "timeout"),)), "debug_token"),
    "no list of pages": failing(100, 33, where="/me/accounts"),
    "not JSON": answering(lambda _: html(ECHO)),
    "spoilt": answering(spoilt, "fields="),
    "a list for an object": answering(lambda _: json_reply([ECHO]), "fields="),
    "HTTP 401": answering(lambda _: html(ECHO, 401)),
    "HTTP 429": answering(lambda _: html(ECHO, 429)),
    "HTTP 503": answering(lambda _: html(ECHO, 503)),
    "an error with HTTP 200": failing(190, 460, where="fields=", status=200),
    "an error of the login": answering(lambda _: json_reply({"error_type": ECHO, "error_message": ECHO})),
    "time-out": answering(lambda _: Reply(headers=(("X-Gateway-Error", "timeout"),))),
    "lost": answering(lambda _: Reply(dropped=True)),
    "cut off": answering(lambda _: Reply(body=ECHO.encode(), length=9999)),
    "redirect elsewhere": answering(lambda _: redirect("https://elsewhere.example/")),
    "redirect in a circle": answering(lambda request: redirect(request.url)),
    "a page's own error": Trouble(lambda graph: replace(graph, faults=[Fault(GraphError(10, None, ECHO), "published_posts")])),
    "our own code": Trouble(breaks=((facebook, "profile_parts"), (instagram, "profile_parts"))),
    "our own paging": Trouble(breaks=((facebook, "own_posts"), (instagram, "posts_of"))),
    "our own tokens": Trouble(breaks=((facebook, "enter"), (instagram, "enter"))),
} | {f"code {code}/{subcode}": failing(code, subcode, where="fields=") for code, subcode in EVERY_CODE}  # fmt: skip


@pytest.fixture
def companies() -> Agency:
    """Three companies of one agency."""
    return agency()


@contextmanager
def troubled(companies: Agency, trouble: Trouble, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:
    """Run a platform on which something goes wrong, and watch what is asked for and said."""

    def breaks(*_: object) -> object:
        raise ValueError(ECHO)

    for module, name in trouble.breaks:
        monkeypatch.setattr(module, name, breaks)
    platform = trouble.platform(companies.graph)
    hosts = ("graph.facebook.com", "graph.instagram.com")
    with Gateway(dict.fromkeys(hosts, platform)) as gateway:
        yield gateway
        asked = {str(number): f"{one.url}" for number, one in enumerate(gateway.requests)}
    # The question about a token names it; no other address does.
    told = [
        (place, secret) for place, secret in holding(SECRETS[:4], asked) if "debug_token?" not in asked[place]
    ]
    assert told == []
    assert asked or trouble.breaks
    assert not [one for one in gateway.requests if one.host not in hosts and one.headers.get("authorization")]


def network(gateway: Gateway) -> Network:
    """Return a network that waits without waiting."""
    return Network(gateway=gateway.url, sleep=lambda _: None)


@pytest.mark.parametrize("name", TROUBLES)
def test_the_command_tells_no_token(
    name: str,
    companies: Agency,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Every form of the report, snapshots, state, screen, every log record and every exception on the way."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("account_health.connectors.http.retry.backoff", lambda *_: 0.0)
    monkeypatch.setattr("account_health.connectors.meta.graph.client.pause_after", lambda _: 0.0)
    Path("sommer.toml").write_text(companies.branches[0].file, encoding="utf-8")
    with (
        troubled(companies, TROUBLES[name], monkeypatch) as gateway,
        all_logs() as logs,
        all_exceptions() as raised,
    ):
        environ = {"ACCOUNT_HEALTH_GATEWAY": gateway.url, **companies.environ}
        assert main(["audit", "sommer.toml", "--now", "2026-11-23T07:00:00Z"], environ) in (0, 3)
    screen = capfd.readouterr()
    files = files_below(tmp_path)
    assert len([path for path in files if path.startswith("reports/sommer/snapshots/")]) == 3
    assert holding(SECRETS, files) == []
    assert holding(SECRETS, {"stdout": screen.out, "stderr": screen.err}) == []
    assert holding(SECRETS, {str(number): line for number, line in enumerate(logs.said)}) == []
    ours = {
        str(number): line
        for number, line in enumerate(raised)
        if "ValueError" not in line or not TROUBLES[name].breaks
    }
    assert holding(SECRETS, ours) == []


@pytest.mark.parametrize(
    "name", ["none", "pages", "dead tokens", "not JSON", "spoilt", "our own code", "code 190/None"]
)
def test_the_steps_tell_no_token(
    name: str, companies: Agency, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bucket, the mails, the answers of the steps and the logs of a weekly run and of one company on demand."""
    with world(tmp_path, monkeypatch) as here:
        monkeypatch.undo()
        with troubled(companies, TROUBLES[name], monkeypatch) as gateway, all_logs() as logs:
            secrets = EnvironmentSecrets(companies.environ)
            here.services = replace(here.services, secrets=secrets, network=network(gateway))
            for branch in companies.branches:
                here.register(branch.name, branch.file)
            answers = [here.run(WEEKLY), audit_company({"company": "sommer"}, here.services)]
        assert len(here.outbox.sent) == 4
        assert holding(SECRETS, {mail.recipient: readable(mail.raw) for mail in here.outbox.sent}) == []
    assert holding(SECRETS, files_below(tmp_path)) == []
    assert holding(SECRETS, {"answers": json.dumps(answers), "logs": "\n".join(logs.said)}) == []


class Vault:
    """Secrets that can be renewed."""

    writable = True

    def __init__(self, values: dict[str, Secret]) -> None:
        self.values = values

    def get(self, company: str, name: str) -> Secret | None:
        """Return a stored secret."""
        return self.values.get(f"{company}/{name}")

    def named(self, company: str, name: str) -> str:
        """Return its name."""
        return f"{company}/{name}"

    def put(self, company: str, name: str, new: Secret, old: Secret) -> None:
        """Store a secret over the one that was read."""
        assert self.values[f"{company}/{name}"] == old
        self.values[f"{company}/{name}"] = new


@pytest.mark.parametrize(
    "name",
    [
        "none",
        "dead tokens",
        "not JSON",
        "time-out",
        "HTTP 503",
        "lost",
        "code 190/None",
        "refused in the header",
    ],
)
def test_the_renewal_tells_no_token(
    name: str, companies: Agency, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the old nor the new one, whether it is renewed or not. Only where the header is refused the query has it."""
    vault = Vault({"sommer/cafe": Secret({"access_token": f"{LOGIN_TOKEN}sommer"})})
    trouble = TROUBLES.get(name, mood(header_renews=False))
    said: list[str] = []
    with world(tmp_path, monkeypatch) as here:
        monkeypatch.undo()
        hosts = ("graph.facebook.com", "graph.instagram.com")
        with (
            Gateway(dict.fromkeys(hosts, trouble.platform(companies.graph))) as gateway,
            all_logs() as logs,
            all_exceptions() as raised,
        ):
            here.services = replace(here.services, secrets=vault, network=network(gateway))
            here.register("sommer", companies.branches[0].file)
            try:
                said.append(json.dumps(renew_access({}, here.services)))
            except AccountHealthError as error:
                said.append(f"{error!r} {vars(error)!r}")
            addresses = [one.url for one in gateway.requests]
    assert (
        holding(SECRETS, {"answer": said[0], "logs": "\n".join(logs.said), "raised": "\n".join(raised)}) == []
    )
    assert holding(SECRETS, files_below(tmp_path)) == []
    named = [one for one in addresses if LOGIN_TOKEN in one]
    assert len(named) == (name == "refused in the header")
    assert all("/refresh_access_token?" in one for one in named)


def test_a_look_with_a_token_that_cannot_be_sent(capfd: pytest.CaptureFixture[str]) -> None:
    """Pasted with a line break: it is refused before it goes anywhere, and not repeated."""
    broken = "marked-\n4711"
    with lab(Graph()) as bench, all_logs() as logs, all_exceptions() as raised:
        snapshot = bench.facebook(secret={"access_token": broken})
        assert bench.requests == ()
    screen = capfd.readouterr()
    said = {"logs": "".join(logs.said), "raised": "".join(raised), "screen": screen.out + screen.err}
    assert holding(("4711",), said | {"snapshot": repr(snapshot)}) == []


def test_the_search_finds_what_leaks(tmp_path: Path) -> None:
    """A log line of any logger, an exception that was caught in our code, a file and a mail's packed part."""
    with all_logs() as logs, all_exceptions() as raised, lab(Graph()) as bench:
        logging.getLogger("urllib3.connectionpool").debug("GET %s", SHARED_TOKEN)
        logging.getLogger("anything").info("beside", extra={"beside": PAGE_TOKEN})
        bench.facebook(secret={"access_token": "unknown"})
    lines = {str(number): line for number, line in enumerate(logs.said)}
    assert {secret for _, secret in holding(SECRETS, lines)} == {SHARED_TOKEN, PAGE_TOKEN}
    assert any("TokenRefusedError" in line for line in raised)
    packed = b64encode(LOGIN_TOKEN.encode() * 9).decode()
    mail = f"MIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n{packed}\n"
    (tmp_path / "a.eml").write_text(mail)
    assert holding(SECRETS, files_below(tmp_path)) == [("a.eml", LOGIN_TOKEN)]
