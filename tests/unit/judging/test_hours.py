"""The hours of a company's places beside each other: whoever contradicts whom is told once, at one account."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from account_health.judging.company import judge_company
from account_health.judging.history import History
from account_health.memory.state import State
from account_health.model import (
    TOLD,
    Finding,
    Opening,
    Reason,
    SpecialDay,
    Status,
    Unavailable,
    WeekHours,
)
from account_health.model.company import Account, Company, Mute
from account_health.model.run import Run
from account_health.text.i18n import translator
from tests.builders import FACTS, NOW, account, company, snapshot

RIGHT = (((390, 1080),),) * 5
USUAL = WeekHours(week=(*RIGHT, ((390, 780),), ()), url="https://www.baeckerei-morgenrot.example/kontakt")
LONGER = WeekHours(week=(*RIGHT, ((390, 840),), ()))
SHORTER = WeekHours(week=(*RIGHT, ((390, 720),), ()))
REGISTERED = replace(FACTS, hours="Mo-Fr 6:30-18:00; Sa 6:30-13:00")
RUN = Run(id="weekly-2026-W48", kind="weekly", period="2026-W48", week="2026-W48", now=NOW)
NAMES = {"site": "blog", "facebook": "facebook", "google": "google_business_profile"}


def place(name: str, **changes: Any) -> Account:
    """Return an account of a company whose file says nothing of hours."""
    return account(id=name, platform=NAMES.get(name, "google_business_profile"), facts=FACTS, **changes)


def owner(*accounts: Account, **changes: Any) -> Company:
    """Return the company of these accounts."""
    return company(*accounts, **changes)


def told(whole: Company, now: datetime = NOW, **hours: Any) -> dict[str, Finding]:
    """Judge what the accounts say of their hours, and return the finding of each."""
    parts = {name: said if isinstance(said, dict) else {"hours": said} for name, said in hours.items()}
    seen = [
        replace(snapshot(**parts[one.id]), account=one.id, platform=one.platform, taken_at=now)
        for one in whole.accounts
    ]
    run = replace(RUN, now=now)
    judged = judge_company(whole, seen, run, History(), State())
    assert judged.report.omitted == ()
    return {
        report.account: finding
        for report in judged.report.accounts
        for finding in report.findings
        if finding.check == "hours"
    }


def in_words(findings: dict[str, Finding], language: str = "de") -> list[str]:
    """Return what the findings that are told say."""
    there = translator("de" if language == "de" else "en", timezone="Europe/Berlin", now=NOW)
    return [there.text(one.message) for one in findings.values() if one.status in TOLD]


def statuses(findings: dict[str, Finding]) -> Sequence[Status]:
    """Return the statuses in the company's order."""
    return [one.status for one in findings.values()]


def test_two_places_that_contradict_each_other_are_told_once() -> None:
    """Without registered hours nobody knows who is right: one finding names both, and says what to do."""
    findings = told(owner(place("site"), place("google")), site=SHORTER, google=USUAL)
    assert statuses(findings) == [Status.FAIL, Status.NOT_APPLICABLE]
    (said,) = in_words(findings)
    assert said == (
        "Samstag 12:00\N{NO-BREAK SPACE}Uhr: bei Google geöffnet, auf der Website geschlossen. "
        "Die Zeiten weichen in den nächsten drei Wochen an drei Tagen ab."
    )
    assert in_words(findings, "en")[0].startswith("Saturday, 12:00: open on Google, closed on the website.")
    german = translator("de", timezone="Europe/Berlin", now=NOW)
    action = findings["site"].action
    assert action is not None
    assert german.text(action) == "Klären Sie, welche Zeiten stimmen, und ändern Sie die anderen."
    assert german.text(findings["google"].message) == "Dazu steht auf der Website schon ein Hinweis."


def test_the_same_hours_everywhere_pass_everywhere() -> None:
    """Also where nobody registered any."""
    findings = told(owner(place("site"), place("google")), site=USUAL, google=USUAL)
    assert statuses(findings) == [Status.PASS, Status.PASS]


def test_who_is_alone_has_nothing_to_be_compared_with() -> None:
    """One place, and no registered hours: the check does not apply."""
    nothing = WeekHours(week=None, noted="prose")
    findings = told(owner(place("site"), place("google")), site=nothing, google=USUAL)
    assert statuses(findings) == [Status.NOT_APPLICABLE, Status.NOT_APPLICABLE]


def test_two_places_that_are_wrong_at_the_same_moment_are_told_together() -> None:
    """One sentence names both, one task sends to both, and the place that is right passes."""
    whole = owner(*(replace(place(name), facts=REGISTERED) for name in ("site", "facebook", "google")))
    findings = told(whole, site=USUAL, facebook=LONGER, google=LONGER)
    assert statuses(findings) == [Status.PASS, Status.FAIL, Status.NOT_APPLICABLE]
    (said,) = in_words(findings)
    assert said == (
        "Samstag 13:00\N{NO-BREAK SPACE}Uhr: auf Facebook und bei Google geöffnet, auf der Website und in Ihren Angaben "
        "geschlossen. Die Zeiten weichen in den nächsten drei Wochen an drei Tagen ab."
    )
    action = findings["facebook"].action
    assert action is not None
    assert translator("de").text(action) == (
        "Ändern Sie die Öffnungszeiten auf Facebook und bei Google: In Ihren Angaben steht für Samstag 6:30–13:00\N{NO-BREAK SPACE}Uhr. "
        "Stimmen sie doch? Dann ändern Sie Ihre Angaben."
    )


def test_two_places_that_are_wrong_at_different_moments_are_told_apart() -> None:
    """Nobody who is wrong hides behind another one's finding that does not name him."""
    whole = owner(*(replace(place(name), facts=REGISTERED) for name in ("facebook", "google")))
    early = WeekHours(week=(((360, 1080),), *RIGHT[1:], ((390, 780),), ()))
    findings = told(whole, facebook=early, google=LONGER)
    assert statuses(findings) == [Status.FAIL, Status.FAIL]
    assert [one.partition(" geöffnet")[0] for one in in_words(findings)] == [
        "Montag 6:00\N{NO-BREAK SPACE}Uhr: auf Facebook",
        "Samstag 13:00\N{NO-BREAK SPACE}Uhr: bei Google",
    ]


def test_a_contradiction_between_places_counts_where_our_record_says_nothing() -> None:
    """On Christmas Eve both have said something, and we have not."""
    whole = owner(*(replace(place(name), facts=REGISTERED) for name in ("facebook", "google")))
    eve = date(2026, 12, 24)
    shut = replace(USUAL, special=(SpecialDay(day=eve),))
    opened = replace(USUAL, special=(SpecialDay(day=eve, intervals=((390, 720),)),))
    findings = told(whole, datetime(2026, 12, 21, 7, tzinfo=UTC), facebook=shut, google=opened)
    assert statuses(findings) == [Status.FAIL, Status.NOT_APPLICABLE]
    assert in_words(findings) == [
        "Donnerstag, 24. Dezember, 6:30\N{NO-BREAK SPACE}Uhr: bei Google geöffnet, auf Facebook geschlossen."
    ]


SILENT = {
    "muted": {"mute": (Mute(check="hours", reason="Umbau"),)},
    "switched off": {"checks": (("hours", "off"),)},
}


@pytest.mark.parametrize("changes", SILENT.values(), ids=SILENT)
def test_who_is_silenced_has_no_part_in_it(changes: dict[str, Any]) -> None:
    """Neither does such a place convict another one, nor is another one's finding told there."""
    whole = owner(place("facebook", **changes), place("site"), place("google"))
    findings = told(whole, facebook=LONGER, site=USUAL, google=SHORTER)
    assert findings["facebook"].status in {Status.MUTED, Status.NOT_APPLICABLE}
    assert statuses(findings)[1:] == [Status.FAIL, Status.NOT_APPLICABLE]
    assert "Facebook" not in in_words(findings)[0]


def test_a_place_that_is_marked_as_closed_says_nothing_of_hours() -> None:
    """That mark is told by itself."""
    closed = {"hours": LONGER, "opening": Opening(status="temporarily_closed")}
    findings = told(
        owner(place("facebook"), place("site"), place("google")), facebook=closed, site=USUAL, google=USUAL
    )
    assert statuses(findings) == [Status.NOT_APPLICABLE, Status.PASS, Status.PASS]  # fmt: skip


def test_what_was_not_seen_stays_unknown() -> None:
    """A profile that did not answer is no part of the comparison, and one that was seen in part does not pass."""
    gap = Unavailable(Reason.TOO_SLOW, "No answer.")
    whole = owner(*(replace(place(name), facts=REGISTERED) for name in ("facebook", "site", "google")))
    findings = told(whole, facebook=gap, site=USUAL, google=replace(USUAL, gap=gap))
    assert statuses(findings) == [Status.UNKNOWN, Status.PASS, Status.UNKNOWN]


def test_two_branches_are_two_places() -> None:
    """Listings with facts of their own are compared with those, and two without any hours with nothing."""
    other = replace(
        REGISTERED, hours="Mo-Fr 6:30-18:00; Sa 6:30-14:00", address=("Am Markt 3, 80331 München",)
    )
    whole = owner(replace(place("google"), facts=REGISTERED), replace(place("market"), facts=other))
    assert statuses(told(whole, google=USUAL, market=LONGER)) == [Status.PASS, Status.PASS]
    unregistered = owner(place("google"), place("market"))
    assert statuses(told(unregistered, google=USUAL, market=LONGER)) == [Status.NOT_APPLICABLE] * 2


def test_what_comes_again_each_week_is_the_same_matter_next_week() -> None:
    """The sentence has no date, so that the history calls it unchanged; one that comes once has its day."""
    whole = owner(place("site"), place("google"))
    first, second = (
        told(whole, now, site=SHORTER, google=USUAL)["site"].message for now in (NOW, NOW + timedelta(days=7))
    )
    assert first == second
    friday = date(2026, 11, 27)
    shut = replace(USUAL, special=(SpecialDay(day=friday),))
    opened = replace(USUAL, special=(SpecialDay(day=friday, intervals=((390, 720),)),))
    assert in_words(told(whole, site=shut, google=opened))[0].startswith("Freitag, 27. November, 6:30")
    assert in_words(told(whole, site=shut, google=USUAL)) == []


def test_the_number_follows_from_what_all_places_say() -> None:
    """A high finding caps the number of the account at which it is told, and the company's."""
    whole = owner(place("site"), place("google"))
    seen = [
        replace(snapshot(hours=hours), account=one.id, platform=one.platform)
        for one, hours in zip(whole.accounts, (SHORTER, USUAL), strict=True)
    ]
    site, google = judge_company(whole, seen, RUN, History(), State()).report.accounts
    assert (site.cap, site.ceiling, site.company_ceiling) == ("hours", 79, 79)
    assert google.cap is None
    alone = judge_company(whole, seen, replace(RUN, account="site"), History(), State()).report.accounts
    assert [one.cap for one in alone] == [None, None]
