"""Instagram's own tokens are renewed before they end: one by one, told where it fails, never lost."""

import json
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from threading import Lock
from typing import Any

import pytest
from moto import mock_aws
from moto.ssm.models import SimpleSystemManagerBackend

from account_health.connectors.http.network import Network
from account_health.model.errors import AccountHealthError, BackendError, ConflictError, NotRenewedError
from account_health.storage.aws import Clients, SsmSecrets, clients
from account_health.workflow.renew_access import renew_access
from account_health.workflow.services import Services
from tests.simulator.gateway import Gateway
from tests.simulator.graph import Fault, Graph, GraphError, Token
from tests.simulator.graph_world import LOGIN_SCOPES, InstagramWorld
from tests.world import NOW, World, world

FILE = """
name = "{company}"
[report]
to = ["owner@{company}.example"]
[[accounts]]
url = "https://www.instagram.com/own/"
login = "instagram"
{more}
"""


@dataclass
class Bench:
    """A registry, SSM as moto plays it, and an Instagram whose tokens can be renewed."""

    here: World
    aws: Clients
    graph: Graph = field(default_factory=Graph)
    waited: list[float] = field(default_factory=list)
    gateway: str = ""

    @property
    def services(self) -> Services:
        """The world's services with SSM for secrets."""
        network = Network(gateway=self.gateway, sleep=self.waited.append, spread=lambda: 1.0)
        return replace(self.here.services, secrets=SsmSecrets(self.aws.ssm), network=network)

    def company(self, company: str, *, number: int = 1, days_left: float | None = 10, more: str = "") -> None:
        """Register a company with an account of its own whose token ends in so many days."""
        made = InstagramWorld(NOW, "instagram", f"1784140000000000{number}", "own")
        made.account.id = made.account.owner = f"260000000000000{number}"
        self.graph.add(made.account)
        self.graph.tokens[f"token-{company}"] = Token("INSTAGRAM", made.account.id, LOGIN_SCOPES)
        self.here.register(company, FILE.format(company=company, more=more))
        ends = {} if days_left is None else {"expires_at": written(days_left)}
        self.store(
            company, {"access_token": f"token-{company}", "note": "kept", "issued_at": written(-30), **ends}
        )

    def store(self, company: str, values: dict[str, str]) -> None:
        """Put a credential as a person does."""
        self.aws.ssm.put_parameter(
            Name=name(company), Value=json.dumps(values), Type="SecureString", Overwrite=True
        )

    def stored(self, company: str) -> Any:
        """Return what is stored."""
        found = self.aws.ssm.get_parameter(Name=name(company), WithDecryption=True)
        return json.loads(found["Parameter"]["Value"])

    def run(self) -> dict[str, object]:
        """Do the step."""
        return renew_access({}, self.services)


def name(company: str) -> str:
    """Return the name of a company's parameter."""
    return f"/account-health/{company}/instagram"


def written(days: float) -> str:
    """Return a time as a credential notes it."""
    return (NOW + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """Everything that a renewal touches."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    put, turn = SimpleSystemManagerBackend.put_parameter, Lock()

    def one_at_a_time(*arguments: Any, **named: Any) -> Any:
        with turn:
            return put(*arguments, **named)

    # SSM gives each write a version of its own; moto counts and appends in two steps, between which another may count.
    monkeypatch.setattr(SimpleSystemManagerBackend, "put_parameter", one_at_a_time)
    with world(tmp_path / "store", monkeypatch) as here, mock_aws():
        made = Bench(here, clients("eu-central-1"))
        with Gateway({"graph.instagram.com": made.graph}) as gateway:
            made.gateway = gateway.url
            yield made


def test_what_is_due_is_renewed_and_the_rest_left_alone(bench: Bench) -> None:
    """The new token is stored with its end, everything else that was stored is kept, and it is counted."""
    bench.company("due", number=1)
    bench.company("unknown-end", number=2, days_left=None)
    bench.company("fresh", number=3, days_left=45)
    fresh = bench.stored("fresh")
    assert bench.run() == {
        "renewed": ["due/instagram", "unknown-end/instagram"],
        "fresh": ["fresh/instagram"],
        "none_stored": [],
        "skipped": [],
    }
    for company in ("due", "unknown-end"):
        assert bench.stored(company) == {
            "access_token": f"token-{company}+",
            "note": "kept",
            "issued_at": written(0),
            "expires_at": written(5183944 / 86400),
        }
    assert bench.stored("fresh") == fresh
    assert bench.here.counted[1:] == [{"credentials_renewed": 2, "credentials_not_renewed": 0}]
    assert bench.run()["renewed"] == [], "and the day after nothing is due"


@pytest.mark.parametrize(("days", "said"), [(0.2, 0), (7, 7), (8.3, 8), (62, 62), (90, 99)])
def test_how_old_the_last_weekly_report_is_is_said_whatever_becomes_of_tokens(
    bench: Bench, days: float, said: int
) -> None:
    """Mails that did not go out, or that a person asked for by hand, make it no younger."""
    bench.company("acme")
    bench.graph.faults.append(Fault(GraphError(2, 0), "refresh_access_token", 99))
    at = NOW - timedelta(days=days)
    for when, period, state in (
        (at, f"{at:%G-W%V}", "SENT"),
        (NOW, f"{NOW:%G-W%V}", "FAILED"),
        (NOW, f"{NOW:%G-W%V}", "UNKNOWN"),
        (NOW, "manual-20261123T070000Z-1a2b3c4d", "SENT"),
    ):
        entry = {"state": state, "attempt_id": "a", "at": f"{when:%Y-%m-%dT%H:%M:%SZ}"}
        body = json.dumps({**entry, "message_id": None, "reason": None, "digest": None}).encode()
        bench.here.storage.write(f"ledger/report/{period}/acme/{state.lower()}.json", body)
    with pytest.raises(NotRenewedError):
        bench.run()
    assert bench.here.counted[0] == {"days_since_weekly_report": said}


def test_other_accounts_are_none_of_its_business(bench: Bench) -> None:
    """Neither other platforms nor Instagram through Facebook Login are asked for, not even for their secret."""
    bench.here.register("acme")
    bench.here.register("page", FILE.format(company="page", more="").replace('login = "instagram"', ""))
    assert bench.run() == {"renewed": [], "fresh": [], "none_stored": [], "skipped": []}


def test_nothing_stored_is_nothing_to_renew(bench: Bench) -> None:
    """The weekly report says that the credential is missing; the step rings for what it could not do."""
    bench.here.register("acme", FILE.format(company="acme", more=""))
    assert bench.run()["none_stored"] == ["acme/instagram"]


def test_a_token_that_a_person_just_stored_waits_a_day(bench: Bench) -> None:
    """Instagram renews none on its first day, and a credential made by hand does not say when it was issued."""
    bench.company("acme")
    bench.store("acme", {"access_token": "token-acme"})
    today = bench.aws.ssm.get_parameter(Name=name("acme"))["Parameter"]["LastModifiedDate"]
    services = replace(bench.services, clock=lambda: today + timedelta(hours=23))
    assert renew_access({}, services)["fresh"] == ["acme/instagram"]
    services = replace(bench.services, clock=lambda: today + timedelta(hours=25))
    assert renew_access({}, services)["renewed"] == ["acme/instagram"]


def test_a_shared_credential_is_renewed_once(bench: Bench) -> None:
    """Two entries that name one credential are one renewal."""
    bench.company("acme", more='credential = "shared/one"')
    bench.company("zett", number=2, more='credential = "shared/one"')
    bench.aws.ssm.put_parameter(
        Name="/account-health/_shared/one",
        Value=json.dumps({"access_token": "token-acme", "expires_at": written(5)}),
        Type="SecureString",
    )
    before = bench.stored("acme")
    services = replace(bench.services, clock=lambda: NOW + timedelta(days=3650))
    with pytest.raises(NotRenewedError, match="ended on"):
        renew_access({}, services)
    bench.aws.ssm.put_parameter(
        Name="/account-health/_shared/one",
        Value=json.dumps({"access_token": "token-acme", "issued_at": written(-2)}),
        Overwrite=True,
    )
    assert bench.run()["renewed"] == ["acme/instagram"]
    assert bench.stored("acme") == before, "the account's own place is not touched"


def test_failures_are_named_after_all_others_were_done(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    """A dead token, a refused one, a stranger's, and a broken store of one account stop nobody else."""
    bench.company("aaa-dead", number=1, days_left=-1)
    bench.company("bbb-refused", number=2)
    bench.graph.tokens["token-bbb-refused"].dead = (190, 463)
    bench.company("ccc-stranger", number=3, more='account_id = "17841499999999999"')
    bench.company("ddd-broken", number=4)
    bench.aws.ssm.put_parameter(Name=name("ddd-broken"), Value="CANARY no JSON", Overwrite=True)
    bench.company("zzz-good", number=5)
    bench.here.register("eee-typo", "name = ")
    before = {company: bench.stored(company) for company in ("aaa-dead", "bbb-refused", "ccc-stranger")}
    with caplog.at_level(logging.INFO), pytest.raises(NotRenewedError) as told:
        bench.run()
    text = str(told.value)
    for company in ("aaa-dead", "bbb-refused", "ccc-stranger", "ddd-broken"):
        assert f"{company}/instagram" in text
    assert "make a new one" in text
    assert "zzz-good" not in text
    assert bench.stored("zzz-good")["access_token"] == "token-zzz-good+"
    assert {company: bench.stored(company) for company in before} == before
    assert bench.here.counted[1:] == [{"credentials_renewed": 1, "credentials_not_renewed": 4}]
    assert "registry file skipped" in caplog.text
    everything = text + caplog.text + "".join(str(record.__dict__) for record in caplog.records)
    assert "token-" not in everything
    assert "CANARY" not in everything


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"access_token": "", "expires_in": 5183944},
        {"access_token": "stranger", "expires_in": 5183944},
        {"access_token": "unknown", "expires_in": 5183944},
        {"access_token": "token-acme+"},
    ],
)
def test_what_is_no_good_token_is_never_stored(bench: Bench, answer: dict[str, Any]) -> None:
    """Empty, a stranger's, one that does not work, one without an end: the old one stays."""
    bench.company("acme")
    bench.company("other", number=2, days_left=45)
    bench.graph.tokens["stranger"] = bench.graph.tokens["token-other"]
    bench.graph.renewed = lambda _: answer
    before = bench.stored("acme")
    with pytest.raises(NotRenewedError, match="acme/instagram"):
        bench.run()
    assert bench.stored("acme") == before


def test_a_fault_of_the_platform_rings_and_is_made_good_the_next_time(bench: Bench) -> None:
    """Nothing is changed meanwhile; there are thirty days for the next attempt."""
    bench.company("acme")
    bench.graph.faults.append(Fault(GraphError(2), "refresh_access_token", 3))
    with pytest.raises(NotRenewedError, match="TemporaryError"):
        bench.run()
    assert bench.run()["renewed"] == ["acme/instagram"]


def test_a_token_that_a_person_stores_meanwhile_wins(bench: Bench) -> None:
    """The renewal of the old one is thrown away; it rings, since the new one is not renewed."""
    bench.company("acme")
    by_hand = {"access_token": "token-acme", "note": "by hand", "issued_at": written(-5)}

    def renewed(token: str) -> dict[str, Any]:
        bench.store("acme", by_hand)
        bench.graph.tokens[f"{token}+"] = bench.graph.tokens[token]
        return {"access_token": f"{token}+", "expires_in": 5183944}

    bench.graph.renewed = renewed
    with pytest.raises(NotRenewedError, match=ConflictError.__name__):
        bench.run()
    assert bench.stored("acme") == by_hand


def test_ten_runs_at_once_leave_a_whole_token_of_the_same_account(bench: Bench) -> None:
    """Whoever wins: what is stored in any version is never empty, never a stranger's, and lacks nothing."""
    companies = ("acme", "zett")
    for number, company in enumerate(companies, start=1):
        bench.company(company, number=number)
    numbers = iter(range(1, 1_000))

    def renewed(token: str) -> dict[str, Any]:
        new = f"{token}+{next(numbers)}"  # each run gets a token of its own, so that writes differ
        bench.graph.tokens[new] = bench.graph.tokens[token]
        return {"access_token": new, "expires_in": 5183944}

    bench.graph.renewed = renewed

    def once(_: int) -> str:
        try:
            bench.run()
        except NotRenewedError as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(10) as pool:
        told = list(pool.map(once, range(10)))
    for company in companies:
        rows = bench.aws.ssm.get_parameter_history(Name=name(company), WithDecryption=True)["Parameters"]
        versions = [json.loads(row["Value"]) for row in rows]
        assert len(versions) >= 2
        for values in versions[1:]:
            assert set(values) == {"access_token", "note", "issued_at", "expires_at"}
            assert values["access_token"].startswith(f"token-{company}+")
            assert values["note"] == "kept"
        # Every write but the first either found the old token still there or lay over another run's, and says so.
        assert sum(f"{company}/instagram" in one for one in told) >= len(versions) - 2
    assert bench.run()["renewed"] == []


def test_on_a_laptop_it_says_that_nothing_can_be_renewed(bench: Bench) -> None:
    """Nobody is asked for a new token that could not be stored."""
    bench.company("acme")
    with pytest.raises(BackendError, match="by hand before the old one ends") as told:
        renew_access({}, bench.here.services)
    assert isinstance(told.value, AccountHealthError)
