"""The whole machine with companies whose name is watched: the real definition, every role, and addresses that stand nowhere."""

import json
from collections.abc import Iterator

import boto3  # noqa: TID251 - plays the person who stores a credential
import pytest

from tests import small_sites
from tests.aws import Cloud, deployed
from tests.integration.test_watch import ALERT, TARGET, USER, alert, entry
from tests.leaks import holding, readable
from tests.simulator.gateway import Gateway, Reply, Request, html, xml
from tests.template import GIVEN

MONDAY = {"kind": "weekly", "scheduled_time": "2026-11-30T06:00:00Z"}
STATUS = {"seen": 200, "gone": 404, "down": 500}
"""Alert -> what its address answers."""
ALERTS = {"seen": ("seen", "gone"), "down": ("down",)}
"""Company -> its alerts."""
WATCH = """
[facts]
address = "Lindenallee 1, 81369 München"

[watch]
names = ["Bäckerei Lindner"]
near = ["Sendling"]

[[known]]
url = "https://www.kununu.com/de/lindner"
is = "ours"

[[known]]
url = "https://www.instagram.com/lindner.gewinnspiel"
is = "fake"
"""
FEED = """
[[watch.feeds]]
name = "{alert}"
credential = "{alert}"
"""


@pytest.fixture
def cloud(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    """Deploy the stack with two watched companies, and an address of its own for each alert."""
    article = alert(entry(1, "Mäuse: Stadt schließt Bäckerei Lindner in Sendling für zwei Tage", TARGET))

    def alerts(request: Request) -> Reply:
        status = STATUS[request.path.rpartition("-")[2]]
        return xml(article) if status == 200 else Reply(status=status)

    gateway.add("www.google.com", alerts)
    gateway.add("www.kununu.com", lambda _: html("kununu"))
    with deployed(monkeypatch, gateway.url) as stack:
        for company, alerted in ALERTS.items():
            host = f"www.{company}.example"
            gateway.add(host, small_sites.bakery(host, company.title()))
            feeds = "".join(FEED.format(alert=one) for one in alerted)
            stack.put(
                f"registry/{company}.toml", small_sites.registry_file(company.title(), host) + WATCH + feeds
            )
            for one in alerted:
                address = f"https://www.google.com/alerts/feeds/{USER}/{ALERT}-{one}"
                boto3.client("ssm").put_parameter(
                    Name=f"/account-health/{company}/{one}",
                    Type="SecureString",
                    Value=json.dumps({"url": address}),
                )
        yield stack


def test_watched_companies_are_looked_at_like_any_other(
    cloud: Cloud, capsys: pytest.CaptureFixture[str]
) -> None:
    """One mail each, the article or the gap in its report, and the address of no alert in a mail, object, step or log."""
    ended = cloud.run(MONDAY)
    assert ended["status"] == "SUCCEEDED", ended.get("cause")
    assert cloud.recipients() == sorted(
        [GIVEN["OperatorEmail"], *(f"owner@www.{one}.example" for one in ALERTS)]
    )
    told = {}
    for company in ALERTS:
        report = json.loads(cloud.get(f"runs/{company}/{ended['name']}/report.json") or b"")
        told[company] = {line["kind"] for line in report["watch"]["lines"]}
        assert len(report["watch"]["unseen"]) == 1
        assert [row["state"] for row in report["watch"]["known"]] == ["alive", None]
        assert [row["id"] for row in report["accounts"]] == ["blog"]
    assert told == {"seen": {"critical", "feed", "fake"}, "down": {"fake"}}
    texts = {key: readable(cloud.get(key) or b"") for key in cloud.keys("")}
    texts |= {f"mail {to}": readable(mail.as_bytes()) for to, mail in cloud.mails()}
    texts |= {"steps": json.dumps(cloud.calls, default=str), "log": "".join(capsys.readouterr())}
    assert "Mäuse" in texts["runs/seen/" + ended["name"] + "/report.html"]
    assert holding((USER, ALERT), texts) == []
