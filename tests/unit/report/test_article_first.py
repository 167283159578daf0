"""A grave article leads the report where nothing hurts more: harm gives the order, and nothing is called well beside it."""

from dataclasses import replace

import pytest

from account_health.judging.company import judge_company
from account_health.judging.history import History
from account_health.judging.unseen import unseen
from account_health.memory.state import State
from account_health.model import (
    AccountReport,
    CompanyReport,
    FeedSeen,
    Harm,
    Hits,
    Lookalikes,
    Reason,
    Status,
    Unavailable,
)
from account_health.model.company import Company, Mute
from account_health.report import Rendered, render
from account_health.workflow.run import name_run
from tests.watch_case import ARTICLE, looks, registered
from tests.watch_samples import NOW, look

FIRST = "Ein Artikel mit harten Worten könnte Sie betreffen."


def judged(company: Company) -> CompanyReport:
    """Return a report in whose week an alert brought a grave article, and nothing else was found."""
    site, google, _ = looks(company, -1)
    calm = replace(google, lookalikes=Lookalikes())
    name = look(hits=Hits((ARTICLE,), (FeedSeen("Lindner", entries=1),)))
    run = name_run({"kind": "weekly", "scheduled_time": NOW.isoformat()}, NOW, company.zone)
    return judge_company(company, (site, calm, name), run, History(), State()).report


def rendered(harm: Harm | None) -> Rendered:
    """Return the report, with a finding of that harm as the only one."""
    company = registered("de")
    report = judged(company)
    accounts = tuple(_with(one, harm if place == 0 else None) for place, one in enumerate(report.accounts))
    return render(replace(report, accounts=accounts, tasks=(), todo=(), first=False), company)


def _with(account: AccountReport, harm: Harm | None) -> AccountReport:
    told = (Status.WARN, Status.FAIL)
    calm = [replace(one, status=Status.PASS) if one.status in told else one for one in account.findings]
    if harm is not None:
        calm[0] = replace(calm[0], status=Status.FAIL, harm=harm)
    return replace(account, findings=tuple(calm))


@pytest.mark.parametrize(
    ("harm", "leads"),
    [
        (None, True),
        (Harm.SILENT, True),
        (Harm.WRONG, True),
        (Harm.THIS_WEEK, True),
        (Harm.OUTCRY, False),
        (Harm.SHUT, False),
    ],
)
def test_an_article_leads_where_nothing_hurts_more(harm: Harm | None, *, leads: bool) -> None:
    """A closed door and a complaint in public come before it; what is wrong, missing or silent comes after it."""
    report = rendered(harm)
    text = " ".join(report.text.split())
    assert (FIRST in text) == leads
    assert report.subject.startswith("Ein Artikel könnte Sie betreffen") == leads
    assert "Mäuse" in text
    assert "Mäuse" not in report.subject


def test_what_was_not_seen_is_said_below_it() -> None:
    """The article is no reason to keep silent about a channel that could not be checked, and nothing is called well."""
    company = registered("de")
    site, _, name = looks(company, -1)
    blind = unseen(company.accounts[1], Unavailable(Reason.PLATFORM_UNAVAILABLE, ""), NOW)
    name = replace(name, hits=Hits((ARTICLE,), (FeedSeen("Lindner", entries=1),)))
    run = name_run({"kind": "weekly", "scheduled_time": NOW.isoformat()}, NOW, company.zone)
    report = judge_company(company, (site, blind, name), run, History(), State()).report
    text = " ".join(render(replace(report, first=False), company).text.split())
    assert text.index(FIRST) < text.index("Google konnten wir nicht prüfen")
    assert "sonst alles gut" not in render(report, company).subject


def test_no_week_is_good_in_which_an_article_is_muted_or_has_no_room() -> None:
    """Whoever mutes it hears nothing of it, and no all-clear either."""
    company = registered("de")
    assert company.watch
    muted = replace(
        company,
        watch=replace(company.watch, mute=(Mute(check="critical-mention", reason="Ruhe"),)),
    )
    report = judged(muted)
    assert report.watch
    assert report.watch.silenced
    assert "Alles in Ordnung" not in render(report, muted).subject
