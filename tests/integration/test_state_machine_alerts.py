"""The whole machine between the reports: daily runs, and the mails beside the report, on moto with real handlers."""

import json
from collections.abc import Iterator
from typing import Any

import boto3  # noqa: TID251 - stands between the product and SES
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from moto.core.botocore_stubber import MockRawResponse

from tests import small_sites
from tests.aws import Cloud, deployed
from tests.simulator.gateway import Gateway
from tests.template import BUCKET, GIVEN, ROOT

OPERATOR = GIVEN["OperatorEmail"]
HEAD_OFFICE = "head-office@agency.example"
MONDAY = {"kind": "weekly", "scheduled_time": "2026-11-23T06:00:00Z"}
COMPANIES = ("bakery", "cafe", "florist")


def day(date: str, **more: Any) -> dict[str, Any]:
    """Return the event of a daily run."""
    return {"kind": "daily", "scheduled_time": f"{date}T06:30:00Z", **more}


def site(company: str) -> str:
    """Return a company's host."""
    return f"www.{company}.example"


def owner(company: str) -> str:
    """Return who gets a company's mails."""
    return f"owner@{site(company)}"


@pytest.fixture
def cloud(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    """Deploy the stack with an overview, and register three companies."""
    monkeypatch.setitem(GIVEN, "OverviewEmail", HEAD_OFFICE)
    with deployed(monkeypatch, gateway.url) as stack:
        for company in COMPANIES:
            gateway.add(site(company), small_sites.bakery(site(company), company.title()))
            text = small_sites.registry_file(company.title(), site(company), owner(company))
            stack.put(f"registry/{company}.toml", text)
        yield stack


def mailed(cloud: Cloud) -> list[str]:
    """Return who of the companies was mailed, in order."""
    return [recipient for recipient, _ in cloud.mails() if recipient not in {OPERATOR, HEAD_OFFICE}]


def looked_at(cloud: Cloud, company: str, run: str) -> list[str]:
    """Return the accounts that a run looks at."""
    frozen = json.loads(cloud.get(f"runs/{company}/{run}/company.json") or b"")
    return [one["id"] for one in frozen["accounts"]]


def ends(cloud: Cloud, event: dict[str, Any]) -> str:
    """Run and return how the execution ended."""
    return str(cloud.run(event)["status"])


def test_one_of_three_companies_is_alerted_once_over_two_days_and_a_week(
    cloud: Cloud, gateway: Gateway
) -> None:
    """Its web address is lost on Tuesday: one alert, none on Wednesday, Monday's report tells it, and no alert after."""
    gateway.add(site("cafe"), small_sites.gone)
    started = json.loads((ROOT / "events/start_audit_daily.json").read_text())
    assert started == event("start_audit_daily")
    ended = cloud.run(started)
    assert (ended["name"], ended["status"]) == ("daily-2026-11-17", "SUCCEEDED")
    assert mailed(cloud) == [owner("cafe")]
    [(_, alert)] = cloud.mails()
    assert alert["Subject"] == "Webadresse verloren – Cafe"
    assert ends(cloud, day("2026-11-18")) == "SUCCEEDED"
    assert mailed(cloud) == [owner("cafe")]
    assert ends(cloud, MONDAY) == "SUCCEEDED"
    assert sorted(mailed(cloud)[1:]) == sorted(map(owner, COMPANIES))
    assert ends(cloud, day("2026-11-24")) == "SUCCEEDED"
    assert len(mailed(cloud)) == 4
    [key] = cloud.keys("ledger/alert/")
    assert key.startswith("ledger/alert/2026-11-17/cafe/")


def event(name: str) -> Any:
    """Return one of the example events."""
    return json.loads((ROOT / "events" / f"{name}.json").read_text())


def test_the_weekly_report_suppresses_the_next_days_alert(cloud: Cloud, gateway: Gateway) -> None:
    """What the report told needs no alert, and another company's new matter does."""
    gateway.add(site("cafe"), small_sites.gone)
    assert ends(cloud, MONDAY) == "SUCCEEDED"
    gateway.add(site("florist"), small_sites.gone)
    assert ends(cloud, day("2026-11-24")) == "SUCCEEDED"
    assert mailed(cloud)[3:] == [owner("florist")]


def test_a_daily_run_that_is_delivered_or_repeated_twice_alerts_once(cloud: Cloud, gateway: Gateway) -> None:
    """Neither the schedule's second delivery nor a person's repetition is a second mail."""
    gateway.add(site("cafe"), small_sites.gone)
    answers = [cloud.start(day("2026-11-24")) for _ in range(2)]
    assert [answer["started"] for answer in answers] == [True, False]
    assert cloud.wait("daily-2026-11-24")["status"] == "SUCCEEDED"
    assert ends(cloud, day("2026-11-24", repeat=2)) == "SUCCEEDED"
    assert mailed(cloud) == [owner("cafe")]


def test_an_alert_that_ses_refuses_rings_and_goes_out_by_a_repetition(cloud: Cloud, gateway: Gateway) -> None:
    """The execution is red and names the company; the day's repetition goes on from what was certainly not sent."""
    gateway.add(site("cafe"), small_sites.gone)
    asked: list[str] = []

    def refuse_once(request: AWSPreparedRequest, **_: Any) -> Any:
        assert isinstance(request.body, bytes)
        [recipient] = json.loads(request.body)["Destination"]["ToAddresses"]
        asked.append(recipient)
        if recipient != owner("cafe") or asked.count(recipient) > 1:
            return None
        body = b'{"message": "Email address is not verified."}'
        headers = HTTPHeaders()
        headers["x-amzn-ErrorType"] = "MessageRejected"
        return AWSResponse(request.url, 400, headers, MockRawResponse(body))

    assert boto3.DEFAULT_SESSION is not None
    boto3.DEFAULT_SESSION.events.register_first("before-send.sesv2.SendEmail", refuse_once)
    ended = cloud.run(day("2026-11-24"))
    assert (ended["status"], ended["error"]) == ("FAILED", "IncompleteRunError")
    assert "cafe (FAILED)" in json.loads(ended["cause"])["errorMessage"]
    assert "bakery" not in ended["cause"]
    [operators] = [mail for recipient, mail in cloud.mails() if recipient == OPERATOR]
    assert "not sent" in operators["Subject"]
    assert ends(cloud, day("2026-11-25")) == "SUCCEEDED"
    assert asked == [owner("cafe"), OPERATOR], "nothing is sent again by itself"
    assert ends(cloud, day("2026-11-24", repeat=2)) == "SUCCEEDED"
    assert asked.count(owner("cafe")) == 2
    [key] = cloud.keys("ledger/alert/")
    assert json.loads(cloud.get(key) or b"")["state"] == "SENT"


def test_a_daily_run_in_which_a_company_cannot_be_looked_at_rings_for_no_mail(
    cloud: Cloud, gateway: Gateway
) -> None:
    """A broken file and a dead step make no missing alert: the others are told, the operator hears of both."""
    cloud.put("registry/bakery.toml", "name =")
    gateway.add(site("cafe"), small_sites.gone)

    def dies(sent: Any) -> None:
        if sent["company"] == "florist":
            raise RuntimeError("killed in the middle")

    cloud.faults["send_report"] = dies
    assert ends(cloud, day("2026-11-24")) == "SUCCEEDED"
    assert mailed(cloud) == [owner("cafe")]
    [operators] = [mail for recipient, mail in cloud.mails() if recipient == OPERATOR]
    assert "registry/bakery.toml" in operators.get_content()
    assert "florist" in operators.get_content()


def test_x_is_left_out_of_daily_looks(cloud: Cloud, gateway: Gateway) -> None:
    """Also where a company has nothing else: its list is empty, and nothing breaks."""
    del gateway
    x = '[[accounts]]\nurl = "https://x.com/{}"\n'
    both = small_sites.registry_file("Bakery", site("bakery"), owner("bakery")) + x.format("bakery")
    cloud.put("registry/bakery.toml", both)
    cloud.put("registry/cafe.toml", f'name = "Cafe"\n[report]\nto = ["{owner("cafe")}"]\n' + x.format("cafe"))
    assert ends(cloud, day("2026-11-24")) == "SUCCEEDED"
    assert looked_at(cloud, "bakery", "daily-2026-11-24") == ["blog"]
    assert looked_at(cloud, "cafe", "daily-2026-11-24") == []
    assert cloud.mails() == []
    assert ends(cloud, MONDAY) == "SUCCEEDED"
    assert len(looked_at(cloud, "bakery", "weekly-2026-W48")) == 2


def test_the_overview_goes_out_once_a_week(cloud: Cloud, gateway: Gateway) -> None:
    """After the reports, to whoever reads it; not for a daily run, and not again where the week is repeated."""
    gateway.add(site("cafe"), small_sites.gone)
    cloud.put("registry/broken.toml", "name =")
    assert ends(cloud, MONDAY) == "FAILED"
    assert ends(cloud, {**MONDAY, "repeat": 2}) == "FAILED"
    assert ends(cloud, day("2026-11-24")) == "SUCCEEDED"
    [overview] = [mail for recipient, mail in cloud.mails() if recipient == HEAD_OFFICE]
    body = overview.get_body(("plain",))
    assert body is not None
    text = " ".join(body.get_content().split())
    assert "Ein Bericht ist nicht versandt." in text
    assert "broken: Registrierungsdatei fehlerhaft" in text
    assert "Cafe" in text
    assert text.index("Cafe") < text.index("Florist"), "the worst comes first"


def test_each_owner_is_mailed_the_own_tasks_and_a_missing_one_rings(cloud: Cloud, gateway: Gateway) -> None:
    """Whoever owns a channel with something to do gets it, beside the report; one that is not sent rings."""
    del gateway
    text = small_sites.registry_file("Cafe", site("cafe"), owner("cafe"))
    text = text.replace("[report]", "[report]\ntask_mails = true").replace(
        "[[accounts]]",
        '[people.jana]\nname = "Jana"\nemail = "jana@cafe.example"\n[[accounts]]\nowner = "jana"',
    )
    # The site shows another number.
    cloud.put("registry/cafe.toml", text + '[facts]\nphone = "030 5550100"\n')
    assert ends(cloud, MONDAY) == "SUCCEEDED"
    assert mailed(cloud).count("jana@cafe.example") == 1
    [tasks] = [mail for recipient, mail in cloud.mails() if recipient == "jana@cafe.example"]
    assert "für Sie" in tasks["Subject"]
    [key] = cloud.keys("ledger/tasks/2026-W48/cafe/")

    for gone in (key, "runs/_plans/weekly-2026-W48.outcomes/cafe.json"):
        boto3.client("s3").delete_object(Bucket=BUCKET, Key=gone)
    closing = [received for step, received in cloud.calls if step == "close_run"][-1]
    with pytest.raises(AssertionError, match=r"IncompleteRunError.*cafe \(not sent\)"):
        cloud.invoke("close_run", closing)
