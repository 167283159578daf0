"""The mission's case: a firm had a Facebook page without knowing it. `python -m tests.watch_case FOLDER` writes its report in both languages.

The own site links a Facebook page that nobody registered, Google has a second listing that nobody looks after, a person found a
fake, and an alert brought a bad article.
"""

import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from account_health.judging.company import Judged, judge_company
from account_health.judging.history import History
from account_health.memory.state import State
from account_health.model import (
    Certificate,
    FeedSeen,
    Hit,
    Hits,
    LegalPage,
    Lookalike,
    Lookalikes,
    Site,
    Snapshot,
)
from account_health.model.company import Account, Company
from account_health.report import Rendered, render
from account_health.workflow.run import name_run
from tests.builders import snapshot, statements
from tests.watch_samples import FAKE, KUNUNU, LINKEDIN, NOW, WATCHED, answered, bakery, look

FACEBOOK = "https://www.facebook.com/lindner.backstube.alt"
ARTICLE = Hit(
    keys=("a",),
    url="https://muenchner-kurier.example/sendling/lindner",
    title="Mäuse in der Backstube: Stadt schließt Bäckerei Lindner für zwei Tage",
    text="Die Lebensmittelaufsicht hat die Bäckerei in Sendling geschlossen.",
    at=NOW - timedelta(days=2),
    feed="Lindner",
    first=NOW.date(),
)
LISTING = Lookalike(
    url="https://www.google.com/maps/search/?api=1&query=place&query_place_id=ChIJtwin",
    platform="google",
    id="ChIJtwin",
    name="Lindner Bäckerei",
    street="Lindenallee 1",
    town="München",
    phone="089 99998 111",
    claimed=False,
)


def registered(language: Literal["de", "en"], form: Literal["Sie", "du"] = "Sie") -> Company:
    """Return the bakery, which wanted to be on Google alone."""
    fake = replace(FAKE, seen=date(2026, 11, 27))
    old = replace(LINKEDIN, seen=date(2026, 4, 2))
    known = bakery(
        old, KUNUNU, fake, watch=replace(WATCHED, searched=None), language=language, address_form=form
    )
    google = Account(
        id="google",
        platform="google_business_profile",
        url="https://business.google.com/n/2/profile",
        posts="none",
        owner="jana",
        facts=known.facts,
    )
    return replace(known, accounts=(*known.accounts, google))


def looks(company: Company, days: int) -> tuple[Snapshot, ...]:
    """Return what a run sees so many days after the first."""
    at, url = NOW + timedelta(days=days), company.accounts[0].url
    site = snapshot(
        platform="website",
        url=url,
        taken_at=at,
        site=Site(url=url, final_url=url),
        certificate=Certificate(
            "www.stadtbaeckerei-lindner.example", at - timedelta(days=30), at + timedelta(days=60)
        ),
        imprint=LegalPage(f"{url}impressum/", answers=True, clicks=1),
        privacy=LegalPage(f"{url}datenschutz/", answers=True, clicks=1),
        links=statements(*([FACEBOOK] if days >= 0 else []), url=url),
        phones=statements("089 99998 111"),
        emails=statements("hallo@stadtbaeckerei-lindner.example"),
        addresses=statements("Lindenallee 1, 81369 München"),
    )
    google = Snapshot(
        account="google",
        platform="google_business_profile",
        url=company.accounts[1].url,
        taken_at=at,
        requests=9,
        lookalikes=Lookalikes(items=(LISTING,), asked=NOW.date(), own="ours"),
    )
    hits = Hits((ARTICLE,), (FeedSeen("Lindner", entries=1),))
    name = look(at, destinations=answered((KUNUNU, "alive"), at=at), hits=hits)
    return site, google, name


def weeks(company: Company) -> tuple[Judged, ...]:
    """Return the reports of three weeks: before anything was found, the week in which all was, and the month's first after it."""
    history, state, made = History(), State(), []
    for days in (-7, 0, 7):
        now = NOW + timedelta(days=days)
        run = name_run({"kind": "weekly", "scheduled_time": now.isoformat()}, now, company.zone)
        seen = looks(company, days)
        if days < 0:
            seen = (seen[0], replace(seen[1], lookalikes=Lookalikes(asked=NOW.date())), look(now))
        judged = judge_company(company, seen, run, history, state)
        history, state = judged.history, judged.state
        made.append(judged)
    return tuple(made)


def reports(language: Literal["de", "en"], form: Literal["Sie", "du"] = "Sie") -> tuple[Rendered, Rendered]:
    """Return the second report, and the one after it, which begins a month."""
    company = registered(language, form)
    _, found, month = weeks(company)
    return render(found.report, company), render(month.report, company)


def main(folder: Path) -> int:
    """Write mail and page of each report."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in ("de", "en"):
        for number, report in enumerate(reports(language)):
            for name, text in (
                ("mail.html", report.html),
                ("mail.txt", report.text),
                ("page.html", report.page),
            ):
                (folder / f"{language}-{number}-{name}").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
