"""Many companies and every trouble at once: the real definition and handlers on moto, looks that are scripted.

`make fleet-on-moto` does it with three hundred companies, which takes some minutes; the suite takes fewer.
"""

import json
import os
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import boto3  # noqa: TID251 - plays Lambda's limit, and the person who deploys
import pytest
from moto.awslambda_simple.models import LambdaSimpleBackend

from account_health.connectors import CONNECTORS, ConnectorRow
from account_health.connectors.connector import Look
from account_health.model import Audience, CompanyReport, NotOffered, Snapshot, Unavailable
from account_health.model.company import Company
from account_health.model.errors import PlatformUnavailableError, RateLimitedError
from account_health.report import Letter, as_json, render_mail
from tests import builders
from tests.aws import MACHINE, Cloud, deployed, plan_run
from tests.simulator.gateway import Gateway
from tests.template import BUCKET, GIVEN

OPERATOR = GIVEN["OperatorEmail"]
MONDAY = {"kind": "weekly", "scheduled_time": "2026-11-23T06:00:00Z"}
RUN = "weekly-2026-W48"
COMPANIES = int(os.environ.get("ACCOUNT_HEALTH_FLEET", "45"))
WHOLE_FLEET = 300
PLACES = 10
"""So many Lambdas run at once: a new AWS account's limit."""
FORMS = {
    "facebook": '[[accounts]]\nurl = "https://www.facebook.com/{0}"\n',
    "x": '[[accounts]]\nurl = "https://x.com/{1}"\n',
    "google": '[[accounts]]\nplatform = "google_business_profile"\nlocation_id = "{2}"\n',
}
OTHER_LINES = tuple(FORMS)
BROKEN_AND_MENDED = """name = "Broken"
[report]
to = ["owner@broken.example"]
[[accounts]]
url = "https://www.broken.example/"
"""


class Gone(BaseException):
    """The process is gone, as by too little memory."""


@dataclass
class Platforms:
    """What every platform does: looks are scripted by platform, or by `company/account`."""

    does: dict[str, Callable[[Look], None]] = field(default_factory=dict)
    looks: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def collect(self, look: Look) -> Snapshot:
        """Do as the test says, else show an account that is well."""
        name = f"{look.company.id}/{look.account.id}"
        with self.lock:
            self.looks.append(name)
        for trouble in (look.account.platform, name):
            if trouble in self.does:
                self.does[trouble](look)
        self.seen.add(name)
        seen = replace(builders.snapshot(), account=look.account.id, url=look.account.url, taken_at=look.now)
        return replace(seen, platform=look.account.platform)

    def asked(self, account: str) -> int:
        """Return how often the accounts of one id were looked at."""
        return sum(name.endswith(f"/{account}") for name in self.looks)


@pytest.fixture
def platforms(monkeypatch: pytest.MonkeyPatch) -> Platforms:
    """Let one scripted connector answer for every platform."""
    made = Platforms()
    rows = {platform: ConnectorRow(made) for platform in CONNECTORS}
    monkeypatch.setattr("account_health.workflow.collect.CONNECTORS", rows)
    return made


@pytest.fixture
def night(monkeypatch: pytest.MonkeyPatch) -> list[timedelta]:
    """Let a test end the time for looking: what stands in the list is added to the functions' clock."""
    ahead = [timedelta()]
    monkeypatch.setattr(
        "account_health.workflow.lambda_services._clock",
        lambda: datetime.now(UTC) + ahead[0],  # noqa: TID251 - the functions' clock
    )
    return ahead


@pytest.fixture
def cloud(platforms: Platforms, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    """Deploy the stack on an account that runs ten Lambdas at once, and whose requests keep no distance."""
    assert platforms.looks == []
    monkeypatch.setattr("account_health.workflow.audit_accounts.Turns.take", lambda _self: None)
    with Gateway() as gateway, deployed(monkeypatch, gateway.url) as stack:
        invoke, free = LambdaSimpleBackend.invoke, threading.Semaphore(PLACES)

        def in_one_of_ten(*arguments: Any) -> Any:
            if not free.acquire(blocking=False):
                arguments[-1]["x-amz-function-error"] = "Unhandled"
                return json.dumps(
                    {"errorType": "Lambda.TooManyRequestsException", "errorMessage": ""}
                ).encode()
            try:
                return invoke(*arguments)
            except Gone:
                arguments[-1]["x-amz-function-error"] = "Unhandled"
                return json.dumps({"errorType": "Runtime.ExitError", "errorMessage": ""}).encode()
            finally:
                free.release()

        monkeypatch.setattr(LambdaSimpleBackend, "invoke", in_one_of_ten)
        yield stack


@pytest.fixture
def plain_mails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set every company's mail and page from one template that is made once: what they say is tested elsewhere."""
    made: dict[Audience, Letter] = {}

    def letter(report: CompanyReport, company: Company, **more: Any) -> Letter:
        if more["audience"] not in made:
            made[more["audience"]] = render_mail(report, company, **more)
        return made[more["audience"]]

    def forms(report: CompanyReport, company: Company, **_: Any) -> SimpleNamespace:
        said = json.dumps(as_json(report, company), ensure_ascii=False)
        return SimpleNamespace(page="<p>page</p>", text="text", csv="csv", json=said)

    monkeypatch.setattr("account_health.workflow.publish.render_mail", letter)
    monkeypatch.setattr("account_health.workflow.publish.render", forms)


def register(cloud: Cloud, companies: int, *others: str) -> list[str]:
    """Register companies, each with a website and the accounts of other lines in turn."""
    names = [f"c{number:03}" for number in range(companies)]
    for number, name in enumerate(names):
        text = f'name = "{name}"\nregion = "BY"\n[report]\nto = ["owner@{name}.example"]\n'
        text += f'[[accounts]]\nurl = "https://www.{name}.example/"\n'
        if others:
            text += FORMS[others[number % len(others)]].format(name, name, 10_000 + number)
        cloud.put(f"registry/{name}.toml", text)
    return names


def mailed(cloud: Cloud) -> list[str]:
    """Return who of the companies was mailed."""
    return sorted(
        one.removeprefix("owner@").removesuffix(".example") for one in cloud.recipients() if one != OPERATOR
    )


def unseen(cloud: Cloud, company: str, run: str = RUN) -> dict[str, set[str]]:
    """Return for each account of a report of which nothing was seen why."""
    document = json.loads(cloud.get(f"runs/{company}/{run}/report.json") or b"")
    return {
        one["id"]: {gap["reason"] for gap in one["unavailable"]}
        for one in document["accounts"]
        if one["score"] is None
    }


def refuses_often(tries: int, error: Exception) -> Callable[[Look], None]:
    """Refuse so many looks, then answer."""
    left = [tries]

    def look(_look: Look) -> None:
        if left[0]:
            left[0] -= 1
            raise error

    return look


def fails(error: BaseException) -> Callable[[Look], None]:
    """Fail always."""

    def look(_look: Look) -> None:
        raise error

    return look


@dataclass(frozen=True)
class Troubled:
    """The companies with a trouble of their own: a dead site, an account that kills its process, words that break our code."""

    dead: str
    killer: str
    poison: str

    @classmethod
    def of(cls, companies: list[str]) -> "Troubled":
        """Return the troubled ones among some companies."""
        return cls(dead=companies[5], killer=companies[7], poison=companies[11])


def every_trouble(
    cloud: Cloud, platforms: Platforms, night: list[timedelta], companies: list[str]
) -> Troubled:
    """Let everything go wrong at once; morning comes when everybody else was seen."""
    own = Troubled.of(companies)
    everybody_else = {f"{name}/blog" for name in companies if name not in {own.dead, own.killer}} | {
        f"{name}/{OTHER_LINES[number % 3]}" for number, name in enumerate(companies) if number % 3
    }
    told: list[str] = []

    def down(_look: Look) -> None:
        if everybody_else <= platforms.seen and platforms.looks.count(f"{own.killer}/blog") > 1:
            night[0] = timedelta(hours=1)
        raise PlatformUnavailableError("HTTP 503")

    def with_retry_after(look: Look) -> None:
        if not told:
            told.append(look.company.id)
            look.fetcher._network.turns.hear(429, {"retry-after": "1"})  # noqa: SLF001 - as an answer would
        if len(told) < 2:
            told.append(look.company.id)
            raise RateLimitedError("too many", 1)

    def poisoned(event: Any) -> None:
        if event["company"] == own.poison:
            raise RuntimeError("what this company says breaks our code")

    platforms.does |= {
        "facebook": down,
        "x": refuses_often(4, RateLimitedError("too many")),
        "google_business_profile": with_retry_after,
        f"{own.dead}/blog": fails(PlatformUnavailableError("no answer")),
        f"{own.killer}/blog": fails(Gone()),
    }
    cloud.faults["send_report"] = poisoned
    cloud.put("registry/broken.toml", 'name = "Broken"\n[report\n')
    return own


@pytest.mark.usefixtures("plain_mails")
def test_many_companies_and_every_trouble_at_once(
    night: list[timedelta], cloud: Cloud, platforms: Platforms, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One platform is down, two refuse for a while, a site is dead, an account kills its process, ten Lambdas; and more.

    A file is broken, and our own code fails at one company. Every other company is mailed once; nothing is healthy that was
    not seen; the operator is told which and why. Then `only: missing` repairs the week, and three hundred companies have it
    repeated as well. A crash of each step and an event that is delivered over and over have their tests below.
    """
    companies = register(cloud, COMPANIES, *OTHER_LINES)
    monkeypatch.setattr(plan_run, "BY_DAY", timedelta(minutes=20))
    own = every_trouble(cloud, platforms, night, companies)

    ended = cloud.run(MONDAY)

    assert (ended["status"], ended["error"]) == ("FAILED", "IncompleteRunError")
    assert {"broken", own.poison} <= set(re.findall(r"[\w-]+", ended["cause"]))
    assert mailed(cloud) == [name for name in companies if name != own.poison]
    for number, company in enumerate(companies):
        expected = {own.dead: {"blog"}, own.killer: {"blog"}}.get(company, set())
        expected = expected | ({"facebook"} if number % 3 == 0 else set())
        assert company == own.poison or set(unseen(cloud, company)) == expected, company
    assert unseen(cloud, companies[0])["facebook"] == {"platform_unavailable"}
    assert json.loads(cloud.get(f"runs/{own.killer}/{RUN}/failures/blog.json") or b"") == {
        "error": "Runtime.ExitError"
    }
    assert platforms.asked("facebook") < 40, "a platform that is down is asked a few times, not by everybody"
    assert platforms.asked("x") <= COMPANIES / 3 + 8
    [operators] = [mail for recipient, mail in cloud.mails() if recipient == OPERATOR]
    assert "registry/broken.toml" in operators.as_string()
    assert own.poison in operators.as_string()

    # The repair: file and code are mended, and only these two companies are looked at and mailed.
    del cloud.faults["send_report"]
    night[0] = timedelta()
    del platforms.does["facebook"]
    platforms.looks.clear()
    cloud.put("registry/broken.toml", BROKEN_AND_MENDED)
    repaired = cloud.run({"kind": "weekly", "period": "2026-W48", "only": "missing"})
    assert (repaired["name"], repaired["status"]) == (f"{RUN}-r2", "SUCCEEDED")
    assert {look.partition("/")[0] for look in platforms.looks} == {"broken", own.poison}
    assert mailed(cloud) == sorted([*companies, "broken"])
    if len(companies) >= WHOLE_FLEET:
        again = cloud.run({**MONDAY, "repeat": 3})
        assert (again["name"], again["status"]) == (f"{RUN}-r3", "SUCCEEDED")
        assert mailed(cloud) == sorted([*companies, "broken"])


def test_nobody_is_missing_and_the_repair_is_about_nobody(cloud: Cloud, platforms: Platforms) -> None:
    """A repair of a week in which everybody was mailed looks at nobody, mails nobody, and ends well."""
    register(cloud, 3)
    assert cloud.run(MONDAY)["status"] == "SUCCEEDED"
    platforms.looks.clear()
    for number in (2, 3):
        repaired = cloud.run({"kind": "weekly", "period": "2026-W48", "only": "missing"})
        assert (repaired["name"], repaired["status"]) == (f"{RUN}-r{number}", "SUCCEEDED")
    assert platforms.looks == []
    assert len(mailed(cloud)) == 3


NOT_LOOKED_AT = {
    "plan_looks": {"blog", "facebook"},
    "audit_sites": {"blog"},
    "audit_accounts": {"facebook"},
}
"""What nobody sees where one step dies, for good."""


@pytest.mark.parametrize("step", [*NOT_LOOKED_AT, "plan_run", "send_report", "close_run"])
def test_a_crash_of_each_step_costs_no_mail_and_makes_no_second_one(cloud: Cloud, step: str) -> None:
    """Whatever step dies, for good: a repeat of the week ends well, everybody has one mail, and nothing unseen is healthy."""
    companies = register(cloud, 4, "facebook")
    cloud.faults[step] = fails(RuntimeError("killed"))
    ended = cloud.run(MONDAY)
    assert (ended["status"] == "SUCCEEDED") == (step in NOT_LOOKED_AT)
    if step in NOT_LOOKED_AT:
        assert set(unseen(cloud, companies[0])) == NOT_LOOKED_AT[step]
    del cloud.faults[step]
    assert cloud.run({**MONDAY, "repeat": 2})["status"] == "SUCCEEDED"
    assert mailed(cloud) == companies


def test_one_event_of_a_person_that_is_delivered_over_and_over_is_one_mail(cloud: Cloud) -> None:
    """A double click, a retry of the CLI, Lambda's own: at once, while each step of the run works, and after its end.

    A second mail has a number.
    """
    register(cloud, 2)
    event = {"kind": "manual", "company": "c000", "mail": "company"}
    steps = ("plan_run", "plan_looks", "audit_sites", "send_report", "close_run")
    answers: list[Any] = []
    for step in steps:
        cloud.faults[step] = lambda _event: answers.append(cloud.start(event))
    first = cloud.start(event)
    answers.append(cloud.start(event))
    assert cloud.wait(first["execution"])["status"] == "SUCCEEDED"
    cloud.faults.clear()
    answers.append(cloud.start(event))
    assert len(answers) >= len(steps) + 2
    assert all(one == {"execution": first["execution"], "started": False} for one in answers)
    assert mailed(cloud) == ["c000"]
    assert cloud.run({**event, "repeat": 2})["status"] == "SUCCEEDED"
    assert mailed(cloud) == ["c000", "c000"]


def test_two_runs_by_hand_and_the_weekly_one_at_once_mail_each_company_once_a_run(cloud: Cloud) -> None:
    """They plan in the same moment, and in the same moment mail the company that all three are about.

    The ledger knows each run by its period: none takes another's mail, and none sends its own twice. What each remembers of
    the company goes into one state, and the history holds the week alone.
    """
    companies = register(cloud, 4, "facebook")
    shared = companies[0]
    events: list[dict[str, Any]] = [
        MONDAY,
        {"kind": "manual", "mail": "company"},
        {"kind": "manual", "mail": "company", "company": shared},
    ]
    together = threading.Barrier(len(events), timeout=60)
    waited: set[tuple[str, str]] = set()

    def wait_for_all(event: Any) -> None:
        step = (event["run"]["id"], event.get("company", "all"))
        if step not in waited and step[1] in ("all", shared):
            waited.add(step)
            together.wait()

    cloud.faults |= {"plan_run": wait_for_all, "send_report": wait_for_all}
    names = [cloud.start(event)["execution"] for event in events]
    assert [cloud.wait(name)["status"] for name in names] == ["SUCCEEDED"] * 3
    assert len(waited) == 2 * len(events)
    assert mailed(cloud) == sorted([*companies, *companies, shared])
    assert cloud.recipients().count(OPERATOR) == len(events)
    for name in names:
        assert cloud.get(f"runs/{shared}/{name}/report.json") is not None
    history = json.loads(cloud.get(f"history/{shared}.json") or b"")
    assert [one["week"] for one in history["entries"]] == ["2026-W48"]
    state = json.loads(cloud.get(f"state/{shared}.json") or b"")
    assert {one["account"] for one in state["accounts"]} == {"blog", "facebook"}
    assert [cloud.start(event)["started"] for event in events] == [False] * 3
    assert len(cloud.mails()) == 2 * len(companies) + 1 + len(events)


def test_a_stack_made_anew_over_a_bucket_mails_nobody_twice(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its machine knows of no run; the week, a repeat of it, and a report by hand of today find in the bucket what was mailed."""
    register(cloud, 2)
    by_hand = {"kind": "manual", "company": "c000", "mail": "company"}
    events: list[dict[str, Any]] = [MONDAY, by_hand]
    for event in events:
        assert cloud.run(event)["status"] == "SUCCEEDED"
    mails = cloud.recipients()
    monkeypatch.setitem(GIVEN, "ExistingBucket", BUCKET)
    boto3.client("stepfunctions").delete_state_machine(stateMachineArn=MACHINE)
    cloud.make_machine()
    for event in [*events, {**MONDAY, "repeat": 2}]:
        assert cloud.run(event)["status"] == "SUCCEEDED"
    assert cloud.recipients() == mails
    register(cloud, 3)
    assert cloud.run({**MONDAY, "repeat": 3})["status"] == "SUCCEEDED"
    assert mailed(cloud) == ["c000", "c000", "c001", "c002"]


def test_a_bucket_of_the_stack_before_goes_on(cloud: Cloud) -> None:
    """What 0.1 left: its plans and lists are nobody's business any more, and who was mailed this week is mailed once."""
    [company] = register(cloud, 1)
    assert cloud.run({**MONDAY, "scheduled_time": "2026-11-16T06:00:00Z"})["status"] == "SUCCEEDED"
    assert cloud.run(MONDAY)["status"] == "SUCCEEDED"
    # As 0.1 left the week: no lines, no outcomes, rows with versions, a list of accounts, a judgement beside the snapshot.
    for key in [*cloud.keys(f"runs/_plans/{RUN}/"), *cloud.keys(f"runs/_plans/{RUN}.")]:
        boto3.client("s3").delete_object(Bucket=BUCKET, Key=key)
    row = {"company": company, "key": f"registry/{company}.toml", "version_id": "1", "due": True}
    cloud.put(f"runs/_plans/{RUN}.json", json.dumps([row]))
    cloud.put(f"runs/_plans/{RUN}.notes.json", json.dumps({"now": "2026-11-23T06:00:00Z", "ignored": []}))
    cloud.put(f"runs/{company}/{RUN}/accounts.json", '[{"account": "blog"}]')
    cloud.put(f"runs/{company}/{RUN}/accounts/blog.json", "{}")
    mails = len(cloud.mails())
    assert cloud.run({**MONDAY, "repeat": 2})["status"] == "SUCCEEDED"
    assert cloud.run({"kind": "weekly", "period": "2026-W48", "only": "missing"})["status"] == "SUCCEEDED"
    assert len(cloud.mails()) == mails
    history = json.loads(cloud.get(f"history/{company}.json") or b"")
    assert [one["week"] for one in history["entries"]][-1] == "2026-W48"


def test_a_report_says_nothing_healthy_of_what_was_not_seen() -> None:
    """The test's own account that is well has parts, so that an unseen one differs from it."""
    parts = [getattr(builders.snapshot(), name) for name in ("posts", "comments")]
    assert not any(isinstance(part, Unavailable | NotOffered) for part in parts)
