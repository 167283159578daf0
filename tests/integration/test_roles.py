"""Each function under its own role: what it does is allowed, what it does not do is not."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import boto3  # noqa: TID251 - asks AWS for what a role must not get
import pytest
from botocore.exceptions import ClientError

from account_health.workflow.run import name_run, run_to_json
from tests import ses, small_sites
from tests.aws import MACHINE, STARTS_MACHINES, Cloud, deployed
from tests.builders import NOW
from tests.roles import Auditor, act, role_of
from tests.simulator.gateway import Gateway, Reply, Request
from tests.simulator.graph_world import INSTAGRAM_TOKEN, InstagramWorld
from tests.template import BUCKET, GIVEN, REPORT_URL, ROOT, functions, listed, statements, step_of

STEPS = tuple(step_of(name) for name in functions())
HOST = "www.stadtbaeckerei.example"
HEAD_OFFICE = "head-office@agency.example"
AFTER_A_LOST_ANSWER = {"audit_company": {("ReadRegistryAndState", f"arn:aws:s3:::{BUCKET}/runs/*")}}
"""What is needed only where S3's answer to a write was lost: then the object is read to see whose it is."""


def with_interface(request: Request) -> Reply:
    """Answer as the bakery's site, which names an interface that a password could open."""
    header = ("Link", f'<https://{HOST}/wp-json/>; rel="https://api.w.org/"')
    return small_sites.bakery(HOST, "Stadtbäckerei")(request).with_headers(header)


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    """Stand in for the internet."""
    graph = InstagramWorld(NOW, "instagram").graph()
    with Gateway({HOST: with_interface, "graph.instagram.com": graph}) as running:
        yield running


OWN_TOKEN = """\
name = "Bäckerei Morgenrot"
[report]
to = ["owner@morgenrot.example"]
[[accounts]]
url = "https://www.instagram.com/morgenrot/"
login = "instagram"
"""


EVERY_LOCATION = """\
name = "Bäckerei mit Filialen"
[report]
to = ["owner@filialen.example"]
[[accounts]]
platform = "google_business_profile"
location_id = "*"
"""


@pytest.fixture
def cloud(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    """Deploy the stack with one company in its registry, and somebody who reads the overview."""
    monkeypatch.setitem(GIVEN, "OverviewEmail", HEAD_OFFICE)
    with deployed(monkeypatch, gateway.url, STARTS_MACHINES) as stack:
        stack.put("registry/stadtbaeckerei.toml", small_sites.registry_file("Stadtbäckerei", HOST))
        boto3.client("ssm").put_parameter(
            Name="/account-health/_stack/report-link", Value=json.dumps({"k1": "7" * 64}), Type="SecureString"
        )
        yield stack


def renew(cloud: Cloud, gateway: Gateway) -> Auditor:
    """Renew the token of a company that registers now, and return what was judged."""
    cloud.put("registry/morgenrot.toml", OWN_TOKEN)
    parameter = "/account-health/morgenrot/instagram"
    long_ago = {"access_token": INSTAGRAM_TOKEN, "issued_at": "2020-01-01T00:00:00Z"}
    boto3.client("ssm").put_parameter(Name=parameter, Value=json.dumps(long_ago), Type="SecureString")
    answer, auditor = act(cloud, "renew_access", {}, gateway.url)
    assert answer["renewed"] == ["morgenrot/instagram"]
    stored = boto3.client("ssm").get_parameter(Name=parameter, WithDecryption=True)["Parameter"]
    assert (stored["Type"], stored["Version"]) == ("SecureString", 2)
    assert json.loads(stored["Value"])["access_token"] == f"{INSTAGRAM_TOKEN}+"
    return auditor


def follow(cloud: Cloud, gateway: Gateway) -> Auditor:
    """Open the report that the last mail of the company leads to, and return what was judged."""
    [*_, mail] = [message for recipient, message in cloud.mails() if recipient == f"owner@{HOST}"]
    text = mail.get_body(("plain",))
    assert text is not None
    link = re.search(re.escape(REPORT_URL) + r"\S+", text.get_content())
    assert link is not None
    event = json.loads((ROOT / "events/show_report.json").read_text())
    answer, auditor = act(
        cloud, "show_report", {**event, "rawPath": link[0].removeprefix(REPORT_URL.rstrip("/"))}, gateway.url
    )
    assert answer["statusCode"] == 200
    return auditor


def look(cloud: Cloud, planned: Mapping[str, Any], step: Callable[[str, Mapping[str, Any]], Any]) -> None:
    """Look at each line of a planned run, round after round, each step under its role."""
    for line in json.loads(cloud.get(planned["lines"]) or b""):
        event = {"line": line["line"], "run": planned["run"]}
        following = step("plan_looks", {**event, "next": {"round": 0}})
        while following["batches"]:
            for batch in json.loads(cloud.get(following["looks"]) or b""):
                looks = "audit_sites" if batch["by"] == "sites" else "audit_accounts"
                step(looks, {**event, **batch, "round": following["round"]})
            following = step("plan_looks", {**event, "next": following})


def die(cloud: Cloud, gateway: Gateway, run: Mapping[str, Any]) -> list[Auditor]:
    """Let the one account of a planned run's line fail by a state that cannot be read, then its process die; list an entry."""
    event = {"line": "web", "run": run}
    cloud.put("state/late.json", "spoilt")
    first, planner = act(cloud, "plan_looks", {**event, "next": {"round": 0}}, gateway.url)
    [batch] = json.loads(cloud.get(first["looks"]) or b"")
    _, looker = act(cloud, "audit_sites", {**event, **batch, "round": 1}, gateway.url)
    entry = {
        "company": "filialen",
        "account": "google",
        "due": "2026-11-23T06:00:00Z",
        "looks": 0,
        "alone": False,
    }
    every = {
        "line": "google",
        "run": {**run, "id": "weekly-2026-W48"},
        "round": 9,
        "batch": 0,
        "accounts": [entry],
    }
    with patch("account_health.workflow.audit_account.listed_behind", lambda *_: ()):
        _, lister = act(cloud, "audit_accounts", every, gateway.url)
    foreign = {"company": "late", "account": "blog", "due": entry["due"]}
    _, failing = act(cloud, "audit_accounts", {**every, "run": run, "accounts": [foreign]}, gateway.url)
    cloud.put(f"runs/_plans/{run['id']}/web/1/0.json", '{"error": "Runtime.ExitError"}')
    _, ender = act(cloud, "plan_looks", {**event, "next": first}, gateway.url)
    return [planner, looker, lister, failing, ender]


def week(cloud: Cloud, gateway: Gateway, scheduled: str, kind: str = "weekly") -> list[Auditor]:
    """Run every step of a run in turn, each under its role, and return what was judged."""
    judged = []

    def step(name: str, event: Mapping[str, Any]) -> Any:
        answer, auditor = act(cloud, name, event, gateway.url)
        judged.append(auditor)
        return answer

    assert step("start_audit", {"kind": kind, "scheduled_time": scheduled})["started"]
    [started] = boto3.client("stepfunctions").list_executions(
        stateMachineArn=boto3.client("stepfunctions").list_state_machines()["stateMachines"][0][
            "stateMachineArn"
        ]
    )["executions"][:1]
    described = boto3.client("stepfunctions").describe_execution(executionArn=started["executionArn"])
    step("plan_run", json.loads(described["input"]))
    planned = step(
        "plan_run", json.loads(described["input"])
    )  # the engine repeats a step whose answer got lost
    look(cloud, planned, step)
    for row in json.loads(cloud.get(planned["plan"]) or b""):
        step("send_report", {**row, "run": planned["run"]})
    step("close_run", planned)
    return judged


def settle(cloud: Cloud, gateway: Gateway) -> list[Auditor]:
    """Let a mail time out, its bounce be told twice and settle it; return what was judged."""
    cloud.put("registry/cafe.toml", small_sites.registry_file("Café", HOST, "owner@cafe.example"))
    start = {"kind": "manual", "company": "cafe", "mail": "company"}
    started, starter = act(cloud, "start_audit", start, gateway.url)
    arn = f"{MACHINE.replace(':stateMachine:', ':execution:')}:{started['execution']}"
    run = json.loads(boto3.client("stepfunctions").describe_execution(executionArn=arn)["input"])
    planned, _ = act(cloud, "plan_run", run, gateway.url)
    [row] = json.loads(cloud.get(planned["plan"]) or b"")
    own = {**row, "run": planned["run"]}
    post_office = ses.Ses({"owner@cafe.example": ses.times_out})
    with role_of("send_report", gateway.url) as sender:
        post_office.listen()
        assert cloud.call("send_report", own) == {"state": "unsettled"}
    bounce = post_office.event(
        "owner@cafe.example", "Bounce", bounceType="Permanent", bounceSubType="NoEmail"
    )
    judged = [starter, sender]
    for _ in range(2):
        told, recorder = act(cloud, "record_mail_event", bounce, gateway.url)
        assert told == {"recorded": True}
        judged.append(recorder)
    settled, settler = act(cloud, "settle_report", own, gateway.url)
    assert settled == {"state": "settled"}
    return [*judged, settler]


def test_every_step_does_its_work_under_its_own_role(cloud: Cloud, gateway: Gateway) -> None:
    """Two weeks, with everything new in the first: nothing is refused, and the mails go out."""
    judged = week(cloud, gateway, "2026-11-16T06:00:00Z") + week(cloud, gateway, "2026-11-23T06:00:00Z")
    _, short_way = act(cloud, "audit_company", {"company": "stadtbaeckerei"}, gateway.url)
    judged += [short_way, renew(cloud, gateway), follow(cloud, gateway)]
    mailed = cloud.recipients()
    judged += settle(cloud, gateway)

    assert [call for auditor in judged for call in auditor.refused] == []
    assert mailed == sorted([GIVEN["OperatorEmail"], HEAD_OFFICE, f"owner@{HOST}"] * 2)
    assert {auditor.step for auditor in judged} == set(STEPS)


def test_an_alert_goes_out_under_the_roles_of_the_same_steps(cloud: Cloud, gateway: Gateway) -> None:
    """A daily run reads and writes what a weekly one does, and nothing is refused."""
    judged = week(cloud, gateway, "2026-11-23T06:00:00Z")
    gateway.add(HOST, small_sites.gone)
    judged += week(cloud, gateway, "2026-11-24T06:30:00Z", "daily")
    assert [call for auditor in judged for call in auditor.refused] == []
    assert cloud.recipients().count(f"owner@{HOST}") == 2


def test_no_step_may_do_more_than_it_does(cloud: Cloud, gateway: Gateway) -> None:
    """Every object prefix that a role allows was needed in two weeks, the short way, a renewal and a settlement."""
    cloud.put("defaults.toml", 'language = "de"\n')
    cloud.put("registry/filialen.toml", EVERY_LOCATION)
    stopped = {"until": "2026-11-01T00:00:00Z", "failures": 1, "why": "rate_limited"}
    cloud.put("state/_lines/google.json", json.dumps(stopped))
    judged = week(cloud, gateway, "2026-11-16T06:00:00Z")
    cloud.put("defaults.toml", "language =")
    judged += week(cloud, gateway, "2026-11-23T06:00:00Z")
    cloud.put("registry/late.toml", small_sites.registry_file("Late", HOST, "owner@late.example"))
    cloud.put("registry/zz-broken.toml", "name =")
    repair = {"kind": "weekly", "scheduled_time": "2026-11-23T06:00:00Z", "only": "missing", "repeat": 2}
    run = {"run": run_to_json(name_run(repair, datetime.now(UTC), ZoneInfo("Europe/Berlin")))}  # noqa: TID251 - as StartAudit does
    judged += [act(cloud, "plan_run", run, gateway.url)[1] for _ in range(2)]
    judged += die(cloud, gateway, run["run"])
    for key in ("registry/late.toml", "registry/zz-broken.toml", "state/late.json"):
        boto3.client("s3").delete_object(Bucket=BUCKET, Key=key)
    judged.append(act(cloud, "audit_company", {"company": "stadtbaeckerei"}, gateway.url)[1])
    judged += [renew(cloud, gateway), follow(cloud, gateway)]
    judged += settle(cloud, gateway)
    for name, row in functions().items():
        step = step_of(name)
        used = {
            (sid, pattern) for auditor in judged if auditor.step == step for sid, _, pattern in auditor.used
        }
        allowed = {
            (statement["Sid"], pattern)
            for statement in statements(row)
            for pattern in listed(statement["Resource"])
            if statement["Effect"] == "Allow"
            and statement["Action"] != "s3:ListBucket"  # bound to what may be read by a test of the template
        }
        assert allowed - used == AFTER_A_LOST_ANSWER.get(step, set()), step


@pytest.mark.parametrize("step", STEPS)
def test_nobody_reaches_what_is_not_theirs(cloud: Cloud, gateway: Gateway, step: str) -> None:
    """No role deletes, reads foreign parameters, mails from another address, or starts another machine."""
    cloud.put("secret-of-somebody-else.txt", "x")
    with role_of(step, gateway.url) as auditor:
        attempts: dict[str, Callable[[], object]] = {
            "foreign object": lambda: boto3.client("s3").get_object(
                Bucket=BUCKET, Key="secret-of-somebody-else.txt"
            ),
            "foreign parameter": lambda: boto3.client("ssm").get_parameter(Name="/payroll/password"),
            "foreign parameter, written": lambda: boto3.client("ssm").put_parameter(
                Name="/payroll/password", Value="x", Overwrite=True
            ),
            "foreign sender": lambda: send("ceo@agency.example"),
            "foreign machine": lambda: boto3.client("stepfunctions").start_execution(
                stateMachineArn="arn:aws:states:eu-central-1:123456789012:stateMachine:payroll"
            ),
        }
        for attempt in attempts.values():
            with pytest.raises(ClientError, match="AccessDenied"):
                attempt()
        assert len(auditor.refused) == len(attempts)


@pytest.mark.parametrize("step", [step for step in STEPS if step not in {"send_report", "close_run"}])
def test_moto_itself_refuses_what_a_role_does_not_name(cloud: Cloud, gateway: Gateway, step: str) -> None:
    """The enforcement is on: without our own check, sending is refused to whoever has no permission to send."""
    assert cloud.recipients() == []
    with role_of(step, gateway.url) as auditor:
        auditor.policy.append({"Sid": "Open", "Effect": "Allow", "Action": "ses:*", "Resource": "*"})
        with pytest.raises(ClientError, match="AccessDenied"):
            send(GIVEN["SenderAddress"])
        assert auditor.refused == []


def test_missing_object_is_refused_to_who_may_not_list(cloud: Cloud, gateway: Gateway) -> None:
    """As on AWS and unlike moto: without s3:ListBucket a missing object is a 403, so the policies name it."""
    with role_of("plan_run", gateway.url) as auditor:
        del auditor.policy[:]
        auditor.policy.append({"Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"})
        with pytest.raises(ClientError, match="AccessDenied"):
            boto3.client("s3").get_object(Bucket=BUCKET, Key="registry/nobody.toml")
    assert cloud.keys("registry/") == ["registry/stadtbaeckerei.toml"]


def send(sender: str) -> None:
    """Send a mail through SES as the product does."""
    boto3.client("sesv2").send_email(
        FromEmailAddress=sender,
        Destination={"ToAddresses": ["somebody@example.org"]},
        Content={"Raw": {"Data": b"Subject: x\r\n\r\nx"}},
        ConfigurationSetName="account-health-reports",
    )
