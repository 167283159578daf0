"""The mail with the link to the whole report: one more host, one link, and no promise that is not kept."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest

from account_health.model import Audience, CompanyReport
from account_health.report import Rendered, ReportLink, render, render_mail
from tests import report_samples as samples
from tests.markup import tree
from tests.unit.report.test_rendering import MAIL_BYTES, WEEKS

HOST = "abc.lambda-url.eu-central-1.on.aws"
LINK = ReportLink(url=f"https://{HOST}/k1.a.b.1798009200.xyz", end=datetime(2026, 12, 23, 7, 2, tzinfo=UTC))
USUAL = {name: week for name, week in WEEKS.items() if name != "many"}


def mail(report: CompanyReport, **more: Any) -> Rendered:
    """Return the bakery's mail in English."""
    return render(report, samples.company(language="en"), **more)


def hosts(html: str) -> list[str]:
    """Return the host of every link that leads into the web."""
    links = (element.get("href", "") for element in tree(html))
    return [urlsplit(link).hostname or "" for link in links if link.startswith("http")]


@pytest.mark.parametrize("report", USUAL.values(), ids=list(USUAL))
def test_the_links_host_is_in_the_mail_only_where_it_is_switched_on(report: CompanyReport) -> None:
    """Once where it is on, whatever the week; nowhere where it is off, and never in the page or the data."""
    off, on = mail(report), mail(report, report_link=LINK)
    assert hosts(on.html).count(HOST) == 1
    assert set(hosts(on.html)) - {HOST} == set(hosts(off.html))
    assert on.text.count(LINK.url) == 1
    assert HOST not in off.html + off.text + off.page + off.json + off.csv
    assert (on.page, on.json, on.csv) == (off.page, off.json, off.csv)
    assert len(on.html.encode()) <= MAIL_BYTES


def test_it_says_what_it_leads_to_and_who_can_follow_it() -> None:
    """Named by what it is, with its last day, in HTML and text."""
    rendered = mail(samples.good_week(), report_link=LINK)
    [label] = [element.text for element in tree(rendered.html) if element.get("href") == LINK.url]
    assert label == "The whole report"
    assert "The whole report:\n" + LINK.url in rendered.text
    assert "Anyone with this link can read the report until 23 December." in rendered.text


def test_what_does_not_fit_is_to_be_found_behind_the_link() -> None:
    """With a link nobody has to ask by mail; without one that is the way."""
    rendered = mail(samples.many_findings(), report_link=LINK)
    assert len(rendered.html.encode()) <= MAIL_BYTES
    asked = "Reply to this email and we will send you the whole list."
    off, on = (" ".join(one.text.split()) for one in (mail(samples.many_findings()), rendered))
    assert asked in off
    assert "more notes are in the whole report." in on
    assert asked not in on


@pytest.mark.parametrize("audience", list(Audience))
def test_the_mail_set_alone_is_the_mail_of_the_report(audience: Audience) -> None:
    """Whoever only mails gets the same bodies, headers and link as whoever keeps every form."""
    more: dict[str, Any] = {"audience": audience, "reply_to": "hallo@example.org", "report_link": LINK}
    whole = render(samples.golden_week(), samples.company(), **more)
    alone = render_mail(samples.golden_week(), samples.company(), **more)
    assert asdict(alone).items() <= asdict(whole).items()
    assert LINK.url in alone.text
