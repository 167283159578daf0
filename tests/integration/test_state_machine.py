"""The whole machine: the real definition on moto, the real handlers behind it, sites of every temper before it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3  # noqa: TID251 - stands between the product and SES
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from moto.core.botocore_stubber import MockRawResponse

from account_health.model.errors import MailThrottledError
from tests import small_sites
from tests.aws import Cloud, deployed
from tests.simulator.gateway import Gateway
from tests.template import GIVEN, ROOT

OPERATOR = GIVEN["OperatorEmail"]
MONDAY = {"kind": "weekly", "scheduled_time": "2026-11-23T06:00:00Z"}
HEALTHY = tuple(f"bakery-{number}" for number in range(1, 11))
TROUBLED = {"down": small_sites.down, "hanging": small_sites.hanging, "garbage": small_sites.garbage}


def event(name: str) -> Any:
    """Return one of the example events."""
    return json.loads((ROOT / "events" / f"{name}.json").read_text())


def site(company: str) -> str:
    """Return a company's host."""
    return f"www.{company}.example"


def owner(company: str) -> str:
    """Return who gets a company's report."""
    return f"owner@{site(company)}"


@pytest.fixture
def cloud(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    """Deploy the stack."""
    with deployed(monkeypatch, gateway.url) as stack:
        yield stack


def register(cloud: Cloud, gateway: Gateway, *companies: str) -> None:
    """Register companies, each with a website that works or has its own trouble."""
    for company in companies:
        gateway.add(
            site(company), TROUBLED.get(company) or small_sites.bakery(site(company), company.title())
        )
        cloud.put(
            f"registry/{company}.toml",
            small_sites.registry_file(company.title(), site(company), owner(company)),
        )


def report(cloud: Cloud, company: str, run: str) -> Any:
    """Return a company's report of one run."""
    body = cloud.get(f"runs/{company}/{run}/report.json")
    assert body is not None
    return json.loads(body)


def test_one_week_of_fourteen_companies(cloud: Cloud, gateway: Gateway) -> None:
    """Whatever one company's site or file does, every other one gets exactly one mail, and who got none is named."""
    register(cloud, gateway, *HEALTHY, *TROUBLED)
    cloud.put("registry/broken.toml", 'name = "Broken"\n[report\nto = ["owner@broken.example"]\n')

    ended = cloud.run(event("start_audit"))

    assert ended["name"] == "weekly-2026-W48"
    assert ended["status"] == "FAILED"
    assert ended["error"] == "IncompleteRunError"
    assert "broken" in ended["cause"]
    assert "settle_report" not in [step for step, _ in cloud.calls], "who has nothing in doubt does not wait"
    assert not [company for company in (*HEALTHY, *TROUBLED) if company in ended["cause"]]
    assert cloud.recipients() == sorted([*map(owner, HEALTHY), *map(owner, TROUBLED), OPERATOR])
    [operators] = [mail for recipient, mail in cloud.mails() if recipient == OPERATOR]
    assert "registry/broken.toml" in operators.as_string()
    for company in HEALTHY:
        [account] = report(cloud, company, "weekly-2026-W48")["accounts"]
        assert account["last_post_at"] is not None, company
    for company in TROUBLED:
        document = report(cloud, company, "weekly-2026-W48")
        [account] = document["accounts"]
        assert account["score"] is None, company
        assert document["score"] is None, "what was not seen is never healthy"
        assert account["unavailable"], company

    # The same Monday again, an hour later: the engine refuses the name, and nothing happens.
    assert cloud.start(MONDAY) == {"execution": "weekly-2026-W48", "started": False}
    assert len(cloud.mails()) == len(HEALTHY) + len(TROUBLED) + 1

    # The broken file is mended and the week repeated: it gets its mail, nobody else a second one.
    register(cloud, gateway, "broken")
    repeated = cloud.run({**MONDAY, "repeat": 2})
    assert (repeated["name"], repeated["status"]) == ("weekly-2026-W48-r2", "SUCCEEDED")
    companies = [recipient for recipient in cloud.recipients() if recipient != OPERATOR]
    assert companies == sorted([*map(owner, HEALTHY), *map(owner, TROUBLED), owner("broken")])


def test_folder_that_is_copied_to_the_bucket_takes_its_defaults_along(cloud: Cloud, gateway: Gateway) -> None:
    """`aws s3 sync registry/ s3://BUCKET/registry/` is enough for drafts to stay drafts; two opinions are none for a client."""
    register(cloud, gateway, "bakery-1")
    drafts = '[report]\nmode = "review"\ncopy_to = ["team@agency.example"]\n'
    cloud.put("registry/_defaults.toml", drafts)
    assert cloud.run(MONDAY)["status"] == "SUCCEEDED"
    assert cloud.recipients() == sorted([OPERATOR, "team@agency.example"])

    cloud.put("defaults.toml", drafts.replace("review", "send"))
    assert cloud.run({**MONDAY, "scheduled_time": "2026-11-30T06:00:00Z"})["status"] == "SUCCEEDED"
    assert cloud.recipients() == sorted([OPERATOR, "team@agency.example"] * 2)
    told = [mail for recipient, mail in cloud.mails() if recipient == OPERATOR][-1]
    assert "Shared defaults differ" in told["Subject"]


def test_on_demand_runs_neither_block_nor_repeat_the_weekly_mail(cloud: Cloud, gateway: Gateway) -> None:
    """Runs by hand before and after leave the week's one mail and the history as they are."""
    register(cloud, gateway, "stadtbaeckerei", "cafe")

    by_hand = cloud.run(event("start_audit_manual"))
    assert by_hand["status"] == "SUCCEEDED"
    assert set(cloud.recipients()) <= {OPERATOR}
    assert cloud.run(MONDAY)["status"] == "SUCCEEDED"
    again = cloud.run(event("start_audit_account"))
    assert again["status"] == "SUCCEEDED"
    rehearsed = cloud.run(event("start_audit_dry_run"))
    assert rehearsed["status"] == "SUCCEEDED"

    companies = [recipient for recipient in cloud.recipients() if recipient != OPERATOR]
    assert companies == [owner("cafe"), owner("stadtbaeckerei")]
    for company in ("cafe", "stadtbaeckerei"):
        history = json.loads(cloud.get(f"history/{company}.json") or b"")
        assert [entry["run"] for entry in history["entries"]] == ["weekly-2026-W48"]
    [account] = report(cloud, "stadtbaeckerei", again["name"])["accounts"]
    assert account["id"] == "blog"
    assert cloud.get(f"runs/cafe/{again['name']}/report.json") is None
    assert cloud.get(f"runs/cafe/{rehearsed['name']}/report.html") is not None


def test_one_company_on_demand_gets_its_mail_where_the_event_says_so(cloud: Cloud, gateway: Gateway) -> None:
    """The mail of a run by hand is another event than the week's, so the week still gives its own."""
    register(cloud, gateway, "stadtbaeckerei", "cafe")
    assert cloud.run(event("start_audit_company"))["status"] == "SUCCEEDED"
    assert [recipient for recipient in cloud.recipients() if recipient != OPERATOR] == [
        owner("stadtbaeckerei")
    ]
    assert cloud.run(MONDAY)["status"] == "SUCCEEDED"
    assert cloud.recipients().count(owner("stadtbaeckerei")) == 2
    assert cloud.recipients().count(owner("cafe")) == 1


def test_misspelt_company_is_an_error(cloud: Cloud, gateway: Gateway) -> None:
    """Nobody is told that a company is fine that does not exist."""
    register(cloud, gateway, "stadtbaeckerei")
    ended = cloud.run({"kind": "manual", "company": "stadtbackerei"})
    assert (ended["status"], ended["error"]) == ("FAILED", "UnknownCompanyError")
    assert "stadtbackerei" in ended["cause"]
    unknown_account = cloud.run({"kind": "manual", "company": "stadtbaeckerei", "account": "blogg"})
    assert (unknown_account["status"], unknown_account["error"]) == ("FAILED", "UnknownAccountError")
    assert not cloud.mails()


def test_empty_registry_is_an_error(cloud: Cloud) -> None:
    """A run about nobody would be green and say nothing."""
    ended = cloud.run(MONDAY)
    assert (ended["status"], ended["error"]) == ("FAILED", "EmptyRegistryError")


def test_company_without_a_mail_fails_the_run(cloud: Cloud, gateway: Gateway) -> None:
    """A report that cannot be sent rings: CloseRun names the company, and the execution is red."""
    register(cloud, gateway, "cafe", "stadtbaeckerei")

    def unlucky(sent: Any) -> None:
        if sent["company"] == "cafe":
            raise RuntimeError("killed in the middle")

    cloud.faults["send_report"] = unlucky
    ended = cloud.run(MONDAY)
    assert (ended["status"], ended["error"]) == ("FAILED", "IncompleteRunError")
    assert "cafe" in ended["cause"]
    assert "stadtbaeckerei" not in ended["cause"]
    assert cloud.recipients() == sorted([owner("stadtbaeckerei"), OPERATOR])


def test_account_whose_function_dies_is_a_row_in_the_report(cloud: Cloud, gateway: Gateway) -> None:
    """A crash or a time-out of one account leaves a note with the error's name, and the report tells of it."""
    register(cloud, gateway, "cafe", "stadtbaeckerei")

    def too_little_memory(audited: Any) -> None:
        if "cafe" in [one["company"] for one in audited["accounts"]]:
            raise MemoryError("and a text that quotes somebody")

    cloud.faults["audit_sites"] = too_little_memory
    assert cloud.run(MONDAY)["status"] == "SUCCEEDED"
    assert cloud.get("runs/cafe/weekly-2026-W48/failures/blog.json") == b'{"error": "MemoryError"}'
    batches = [
        [one["company"] for one in sent["accounts"]] for step, sent in cloud.calls if step == "audit_sites"
    ]
    assert batches[0] == ["cafe", "stadtbaeckerei"]
    assert sorted(batches[1:]) == [["cafe"], ["stadtbaeckerei"]]
    [account] = report(cloud, "cafe", "weekly-2026-W48")["accounts"]
    assert {row["detail"] for row in account["unavailable"]} == {"MemoryError"}
    assert cloud.recipients() == sorted([owner("cafe"), owner("stadtbaeckerei"), OPERATOR])


def test_throttled_mail_is_sent_by_a_repeat_and_once(cloud: Cloud, gateway: Gateway) -> None:
    """SES asking for patience costs a repeat of the step, not a mail."""
    register(cloud, gateway, "stadtbaeckerei")
    refused = iter([True, True, False])

    def busy(_sent: Any) -> None:
        if next(refused, False):
            raise MailThrottledError("slower")

    cloud.faults["send_report"] = busy
    assert cloud.run(MONDAY)["status"] == "SUCCEEDED"
    assert [step for step, _ in cloud.calls].count("send_report") == 3
    assert cloud.recipients().count(owner("stadtbaeckerei")) == 1


def test_mail_of_unknown_fate_rings_and_is_never_sent_again(cloud: Cloud, gateway: Gateway) -> None:
    """SES took the request and answered with an error: one request, a red execution, and no second try by itself."""
    register(cloud, gateway, "cafe", "stadtbaeckerei")
    asked: list[str] = []

    def swallow(request: AWSPreparedRequest, **_: Any) -> Any:
        assert isinstance(request.body, bytes)
        [recipient] = json.loads(request.body)["Destination"]["ToAddresses"]
        asked.append(recipient)
        return (
            AWSResponse(request.url, 500, HTTPHeaders(), MockRawResponse(b"{}"))
            if recipient == owner("cafe")
            else None
        )

    assert boto3.DEFAULT_SESSION is not None
    boto3.DEFAULT_SESSION.events.register_first("before-send.sesv2.SendEmail", swallow)
    ended = cloud.run(MONDAY)
    assert (ended["status"], ended["error"]) == ("FAILED", "IncompleteRunError")
    assert "cafe (UNKNOWN)" in json.loads(ended["cause"])["errorMessage"]
    assert asked.count(owner("cafe")) == 1
    [operators] = [mail for recipient, mail in cloud.mails() if recipient == OPERATOR]
    assert "cafe" in operators.as_string()

    repeated = cloud.run({**MONDAY, "repeat": 2})
    assert repeated["status"] == "FAILED", "what nobody knows stays red until a person decides"
    assert asked.count(owner("cafe")) == 1
    assert asked.count(owner("stadtbaeckerei")) == 1


def test_schedule_that_delivers_twice_gives_one_run_and_one_mail(cloud: Cloud, gateway: Gateway) -> None:
    """At-least-once delivery while the first run still works is no second run."""
    register(cloud, gateway, "stadtbaeckerei")
    answers = [cloud.start(MONDAY) for _ in range(3)]
    assert [answer["started"] for answer in answers] == [True, False, False]
    assert {answer["execution"] for answer in answers} == {"weekly-2026-W48"}
    assert cloud.wait("weekly-2026-W48")["status"] == "SUCCEEDED"
    assert cloud.recipients() == sorted([owner("stadtbaeckerei"), OPERATOR])


def test_week_that_died_early_is_repeated_with_one_mail(cloud: Cloud, gateway: Gateway) -> None:
    """Planning failed, a person repeats the week as -r2, and everybody has one mail."""
    register(cloud, gateway, "cafe", "stadtbaeckerei")

    def dead(_event: Any) -> None:
        raise RuntimeError("no luck")

    cloud.faults["plan_run"] = dead
    assert cloud.run(MONDAY)["status"] == "FAILED"
    assert not cloud.mails()
    del cloud.faults["plan_run"]
    assert cloud.start(MONDAY)["started"] is False, "the machine never repeats a week by itself"
    assert cloud.run({**MONDAY, "repeat": 2})["status"] == "SUCCEEDED"
    assert cloud.run({**MONDAY, "repeat": 3})["status"] == "SUCCEEDED"
    companies = [recipient for recipient in cloud.recipients() if recipient != OPERATOR]
    assert companies == [owner("cafe"), owner("stadtbaeckerei")]


def test_only_references_pass_through_the_states(cloud: Cloud, gateway: Gateway) -> None:
    """No name, address or text of a person is in any event of a step."""
    register(cloud, gateway, "stadtbaeckerei")
    assert cloud.run(MONDAY)["status"] == "SUCCEEDED"
    for step, received in cloud.calls:
        text = json.dumps(received)
        assert len(text) < 1_000, step
        assert "@" not in text, step
        assert "Stadtbaeckerei" not in text, step


def test_events_of_the_steps_fit_the_steps(cloud: Cloud, gateway: Gateway) -> None:
    """One by one, as a person would in the console: each example event is what its function takes."""
    register(cloud, gateway, "stadtbaeckerei")
    planned = cloud.invoke("plan_run", event("plan_run"))
    assert set(planned) == {"run", "plan", "lines", "look_from", "mail_from", "senders"}
    assert json.loads(cloud.get(planned["lines"]) or b"") == [{"line": "web", "width": 4}]
    first = cloud.invoke("plan_looks", event("plan_looks"))
    [batch] = json.loads(cloud.get(first["looks"]) or b"")
    example = event("audit_sites")
    assert (batch["by"], example["by"], event("audit_accounts")["by"]) == ("sites", "sites", "platforms")
    assert [set(one) for one in batch["accounts"]] == [set(one) for one in example["accounts"]]
    assert cloud.invoke("audit_sites", example) == {"left": 0}
    assert cloud.invoke("audit_accounts", event("audit_accounts")) == {"left": 0}
    assert cloud.invoke("send_report", event("send_report")) == {"state": "settled"}
    assert cloud.invoke("settle_report", event("settle_report")) == {"state": "settled"}
    assert cloud.invoke("record_mail_event", event("record_mail_event")) == {"recorded": True}
    assert cloud.invoke("close_run", event("close_run"))["companies"] == 1
    renewal = cloud.invoke("renew_access", event("renew_access"))
    assert renewal == {"renewed": [], "fresh": [], "none_stored": [], "skipped": []}
    assert [recipient for recipient in cloud.recipients() if recipient != OPERATOR] == []


def test_one_company_at_once_answers_with_its_findings(cloud: Cloud, gateway: Gateway) -> None:
    """AuditCompany is the short way: score, coverage, findings and where the report lies; no mail, no history."""
    register(cloud, gateway, "stadtbaeckerei")
    answer = cloud.invoke("audit_company", event("audit_company"))
    assert set(answer) == {"company", "run", "score", "coverage", "findings", "report"}
    assert {finding["account"] for finding in answer["findings"]} == {"blog"}
    assert cloud.get(answer["report"]) is not None
    assert not cloud.mails()
    assert cloud.get("history/stadtbaeckerei.json") is None


def test_every_example_event_is_used() -> None:
    """No example rots: a test that runs the machine, or one function under its role, takes each of them."""
    text = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    for path in (ROOT / "events").glob("*.json"):
        assert f'event("{path.stem}")' in text or f'"events/{path.name}"' in text, path.name
