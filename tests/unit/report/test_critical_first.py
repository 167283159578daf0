"""While nobody gets into a site, no form of a report says first that there is nothing to do."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from account_health.judging.alerts import alerts
from account_health.judging.assemble import assemble
from account_health.judging.audit import audit
from account_health.judging.history import History
from account_health.judging.unseen import unseen
from account_health.model import (
    AccountReport,
    Audience,
    Certificate,
    CompanyReport,
    Presence,
    Reach,
    Reason,
    Site,
    Snapshot,
    Try,
    Unavailable,
)
from account_health.model.company import Account, Company, Language
from account_health.report import Line, Reader, brief_of, render, render_alert, render_json, render_overview
from account_health.report.context import context_of
from account_health.report.verdict import verdict
from tests import builders
from tests.builders import NOW, URL, conversation

QUARTER = timedelta(minutes=15)
LULLING = re.compile(
    r"nothing (?:new )?(?:for you )?to do|all is well|could not check any|nichts (?:Neues )?zu tun|alles in Ordnung",
    re.IGNORECASE,
)
HEADS = {
    "site-answers": {"en": "Website not reachable", "de": "Website nicht erreichbar"},
    "certificate": {"en": "Browsers warn", "de": "Browser warnen"},
    "domain-lost": {"en": "Web address lost", "de": "Webadresse verloren"},
}


def dark(account: Account, reason: Reason, **seen: Any) -> Snapshot:
    """Return a look at a site of which nothing else was seen."""
    return replace(unseen(account, Unavailable(reason, "detail"), NOW), requests=1, **seen)


def look(check: str, account: Account) -> Snapshot:
    """Return a look at a site with this trouble."""
    if check == "site-answers":
        tries = (Try(NOW - QUARTER, "error"), Try(NOW, "error"))
        return dark(account, Reason.PLATFORM_UNAVAILABLE, reach=Reach(tries))
    if check == "certificate":
        shown = Certificate("www.example.org", None, None, problem="expired")
        return dark(account, Reason.CERTIFICATE, certificate=shown, reach=Reach((Try(NOW, "certificate"),)))
    return dark(
        account, Reason.PARKED, site=Site(URL, None, lost="parked"), reach=Reach((Try(NOW, "other"),))
    )


def old(account: AccountReport) -> AccountReport:
    """Return an account whose findings said the same for ten weeks."""
    return replace(account, findings=tuple(replace(one, weeks=10, unchanged=10) for one in account.findings))


def opened(report: CompanyReport, company: Company, audience: Audience) -> str:
    """Return the first sentence of a report."""
    return str(verdict(context_of(report, company, audience)))


def plain(html: str) -> str:
    """Return what a page says."""
    return unescape(re.sub(r"<[^>]*>", " ", html)).replace("\N{NO-BREAK SPACE}", " ")


SITE = builders.account()
GOOD = builders.account(id="google", platform="google_business_profile", url="https://www.google.com/maps")
WEEKS: dict[str, dict[str, Any]] = {
    "alone": {"accounts": (SITE,)},
    "a website": {"accounts": (builders.account(platform="website", posts="none"),)},
    "a resting blog": {"accounts": (replace(SITE, state="dormant"),)},
    "beside a listing that is well": {"accounts": (GOOD, SITE)},
}


def reported(check: str, company: Company, *, month: bool) -> CompanyReport:
    """Return the company's report, in which nothing is new."""
    looks = {one.id: look(check, one) for one in company.accounts if one.id != "google"}
    listing = Snapshot(
        account="google",
        platform=GOOD.platform,
        url=GOOD.url,
        taken_at=NOW,
        requests=1,
        reviews=conversation(),
    )
    judged = [audit(looks.get(one.id, listing), company, one, NOW, None) for one in company.accounts]
    report = assemble(company, judged, "weekly-2026-W48", NOW, History())
    return replace(report, month_begins=month, accounts=tuple(map(old, report.accounts)))


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("copied", ["", "agentur@example.org"])
@pytest.mark.parametrize("week", WEEKS)
@pytest.mark.parametrize("check", HEADS)
def test_what_shuts_a_site_comes_first_in_every_form(
    check: str, week: str, copied: str, language: Language
) -> None:
    """Subject, mail, text, page, data, overview and alert, for the owner and for whoever gets the copy."""
    company = builders.company(language=language, **WEEKS[week])
    if copied:
        settings = replace(company.report, copy_to=(copied,))
        company = replace(company, report=settings)
    for month in (False, True):
        report = reported(check, company, month=month)
        for audience in Audience:
            rendered = render(report, company, audience=audience)
            assert rendered.subject.startswith(HEADS[check][language])
            opening = opened(report, company, audience)
            assert not LULLING.search(opening)
            for form in (rendered.text, plain(rendered.html), plain(rendered.page)):
                assert opening in " ".join(form.replace("\u200b", "").split())
        document = json.loads(render_json(report, company))
        brief = brief_of(document, company)
        assert brief.urgent
        assert not brief.calm
        overview = render_overview(
            (Line(company=company.id, brief=brief),),
            Reader(language=language, timezone="Europe/Berlin", reply_to="office@example.org"),
            NOW,
        )
        assert overview.subject.startswith(
            {"en": "Urgent at 1 of 1", "de": "Dringendes bei 1 von 1"}[language]
        )
        assert not LULLING.search(overview.subject + overview.text)
        alerted = alerts(report, History())
        assert check in [one.finding.check for one in alerted]
        letter = render_alert(report, company, alerted)
        assert letter.subject.startswith(HEADS[check][language])
        assert not LULLING.search(letter.text)


def test_a_profile_that_nobody_can_see_comes_before_what_we_could_not_see() -> None:
    """It is suspended, so of course nothing of it was seen; and that is something to do."""
    profile = builders.account(
        id="instagram", platform="instagram", url="https://www.instagram.com/morgenrot/"
    )
    company = builders.company(language="en", accounts=(profile,))
    look = dark(profile, Reason.SUSPENDED, presence=Presence(problem="suspended"))
    report = assemble(company, [audit(look, company, profile, NOW, None)], "weekly-2026-W48", NOW, History())
    assert opened(report, company, Audience.OWNER) == "Instagram has suspended the profile."
