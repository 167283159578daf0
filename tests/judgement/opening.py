"""Cases of listings: hours, holidays, closed or open, control, changes by others."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from account_health.model import Badge, ListingStatus, Opening, Severity, SpecialDay, WeekHours
from account_health.model.company import Pause
from tests.builders import FACTS, NOW, days_ago
from tests.judgement import case
from tests.judgement.case import Table, limits

WEEKDAY = ((390, 1080),)
WEEK = (WEEKDAY,) * 5 + (((390, 780),), ())
LINK = "https://business.google.com/n/1/edit"
NO_FACTS: dict[str, Any] = {"facts": FACTS}


def open_on(*days: tuple[tuple[int, int], ...], **changes: Any) -> WeekHours:
    """Return hours that begin with these days, and go on as usual."""
    return WeekHours(week=(*days, *WEEK[len(days) :]), **changes)


def at(month: int, day: int, year: int = 2026) -> datetime:
    """Return the morning of a day."""
    return datetime(year, month, day, 7, tzinfo=UTC)


def closed(*days: date) -> tuple[SpecialDay, ...]:
    """Return special days without hours."""
    return tuple(SpecialDay(day=day) for day in days)


CHRISTMAS = closed(
    date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 31), date(2027, 1, 1)
)
BERLIN = {"region": "BE"}
DOCKED = Pause(first=date(2027, 1, 2), last=date(2027, 1, 5), note="Betriebsferien")
CHRISTMAS_MORNING = (SpecialDay(day=date(2026, 12, 25), intervals=((600, 720),)),)
WORDLESS = Pause(first=date(2026, 12, 1), last=date(2026, 12, 2))

HOLIDAYS = (
    Table("holiday-hours")
    .passes("no holiday near", hours=open_on(special=()), says="Hours are set")
    .passes("all set", hours=open_on(special=CHRISTMAS), now=at(12, 14))
    .warns(
        "all missing, ten days before",
        hours=open_on(special=()),
        now=at(12, 14),
        figure=5,
        says="Heiligabend, Erster Weihnachtstag, Zweiter Weihnachtstag,",
    )
    .warns("eight days before", hours=open_on(special=()), now=at(12, 16))
    .fails("seven days before", hours=open_on(special=()), now=at(12, 17))
    .fails("on the day itself", hours=open_on(special=()), now=at(12, 24))
    .warns(
        "New Year alone is missing",
        hours=open_on(special=CHRISTMAS[:4]),
        now=at(12, 14),
        figure=1,
        says="Opening hours are still missing on Google for Neujahr",
    )
    .passes("22 days before", hours=open_on(special=()), now=at(12, 2))
    .warns("21 days before", hours=open_on(special=()), now=at(12, 3), figure=1, says="Heiligabend")
    .passes("a Sunday needs none", hours=open_on(special=()), now=at(10, 20))
    .passes("a holiday of another region", hours=open_on(special=CHRISTMAS), now=at(12, 30), whole=BERLIN)
    .fails("Epiphany in Bavaria", hours=open_on(special=CHRISTMAS), now=at(12, 30), figure=1)
    .warns("Assumption in most of Bavaria", hours=open_on(special=()), now=at(8, 3), figure=1)
    .passes(
        "open by the profile's own hours only",
        hours=WeekHours(week=((),) * 7, special=()),
        now=at(12, 14),
        mine=NO_FACTS,
    )
    .warns(
        "neither facts nor hours: every day counts",
        hours=WeekHours(week=None, special=()),
        now=at(12, 14),
        mine=NO_FACTS,
        figure=5,
    )
    .fails(
        "a pause",
        hours=open_on(special=CHRISTMAS),
        now=at(12, 28),
        whole={"pauses": (DOCKED,), **BERLIN},
        figure=3,
        says="“Betriebsferien”",
    )
    .warns(
        "a pause without a note",
        hours=open_on(special=()),
        whole={"pauses": (WORDLESS,)},
        figure=2,
        says="company holidays",
    )
    .silent(
        "the platform has none",
        hours=open_on(),
        now=at(12, 14),
        says="Google does not offer special hours",
    )
    .silent(
        "marked as closed",
        hours=open_on(special=()),
        opening=Opening(status="temporarily_closed"),
        now=at(12, 14),
    )
    .fails(
        "own limit",
        hours=open_on(special=(), url=LINK),
        now=at(12, 14),
        mine=limits("holiday-hours", fail_days_left=10),
    )
    .warns(
        "named in English",
        hours=open_on(special=CHRISTMAS[:4]),
        now=at(12, 14),
        whole={"language": "en"},
        says="New Year's Day",
    )
)


def registered(hours: str) -> dict[str, Any]:
    """Return the facts with other hours."""
    return {"facts": replace(FACTS, hours=hours)}


HOURS = (
    Table("hours")
    .passes("equal", hours=open_on(), says="are right")
    .passes("in two parts that touch", hours=open_on(((390, 720), (720, 1080))))
    .passes("in two parts that overlap, in any order", hours=open_on(((700, 1080), (390, 720))))
    .fails(
        "a lunch break",
        hours=open_on(((390, 720), (721, 1080))),
        figure=3,
        says="The hours differ on three days of the next three weeks",
    )
    .fails(
        "a minute longer",
        hours=open_on(((390, 1081),)),
        says="The hours differ on three days of the next three weeks",
    )
    .fails("a minute shorter", hours=open_on(WEEKDAY, ((390, 1079),)), says="Tuesday, 17:59")
    .fails(
        "closed on a day",
        hours=open_on(WEEKDAY, WEEKDAY, ()),
        figure=3,
        says="The hours differ on three days of the next three weeks",
    )
    .fails(
        "open on Sunday",
        hours=WeekHours(week=(*WEEK[:6], ((600, 1440),))),
        figure=3,
        says="The hours differ on three days of the next three weeks",
    )
    .fails(
        "past midnight",
        hours=open_on(((390, 1560),)),
        figure=6,
        says="The hours differ on six days of the next three weeks",
    )
    .fails("two days", hours=open_on((), ()), figure=6, says="on six days")
    .passes(
        "a night written as two days",
        hours=WeekHours(week=(WEEKDAY,) * 4 + (((1080, 1440),), ((0, 120),), ())),
        mine=registered("Mo-Do 6:30-18:00; Fr 18-2 Uhr"),
    )
    .passes("by appointment", hours=open_on(), mine=registered("Mo-Fr 6:30-18:00; Sa nach Vereinbarung"))
    .fails(
        "by appointment, and the profile does not open where we do",
        hours=open_on(),
        mine=registered("Mo-Fr 6:30-18:00; Sa 6:30-14 Uhr und nach Vereinbarung"),
        says="The hours differ on three days of the next three weeks",
    )
    .passes("a holiday on which nobody says anything", hours=open_on(), now=at(12, 21), whole=BERLIN)
    .passes(
        "special hours on a holiday, and we say nothing of it",
        hours=open_on(special=closed(date(2026, 12, 26))),
        now=at(12, 21),
        whole=BERLIN,
    )
    .fails(
        "open on a holiday on which we are closed",
        hours=open_on(special=CHRISTMAS_MORNING),
        now=at(12, 21),
        whole=BERLIN,
        mine=registered(case.HOURS + "\nFeiertage geschlossen"),
        figure=1,
        says="open on Google, closed in your details",
    )
    .warns(
        "the same, eleven days before",
        hours=open_on(special=CHRISTMAS_MORNING),
        now=at(12, 14),
        whole=BERLIN,
        mine=registered(case.HOURS + "\nFeiertage geschlossen"),
        figure=1,
    )
    .passes("special hours on a usual day", hours=open_on(special=closed(date(2026, 11, 26))))
    .fails(
        "own limit",
        hours=open_on(special=CHRISTMAS_MORNING),
        now=at(12, 8),
        whole=BERLIN,
        mine=limits("hours", fail_days_left=17) | registered(case.HOURS + "\nFeiertage geschlossen"),
        figure=1,
    )
    .warns(
        "own limit, a day earlier",
        hours=open_on(special=CHRISTMAS_MORNING),
        now=at(12, 8),
        whole=BERLIN,
        mine=limits("hours", fail_days_left=16) | registered(case.HOURS + "\nFeiertage geschlossen"),
        figure=1,
    )
    .passes(
        "a pause of which the profile says nothing", hours=open_on(special=()), whole={"pauses": (WORDLESS,)}
    )
    .fails(
        "open in a pause",
        hours=open_on(special=(SpecialDay(day=date(2026, 12, 1), intervals=WEEKDAY),)),
        whole={"pauses": (WORDLESS,)},
        mine=limits("hours", fail_days_left=8),
        figure=1,
        says="open on Google, closed in your details",
    )
    .fails("none stated", hours=WeekHours(week=None), says="states no opening hours")
    .fails("none stated, with a link", hours=WeekHours(week=None, url=LINK))
    .fails("other hours, with a link", hours=open_on((), url=LINK))
    .silent("nothing to compare with", hours=open_on(), mine=NO_FACTS, says="No opening hours are registered")
    .silent("nothing stated, nothing to compare with", hours=WeekHours(week=None), mine=NO_FACTS)
    .silent(
        "marked as closed",
        hours=open_on(()),
        opening=Opening(status="permanently_closed"),
        says="Marked as closed",
    )
    .silent(
        "a website without hours", hours=WeekHours(week=None, noted="none"), says="shows no opening hours"
    )
    .silent("a website's prose", hours=WeekHours(week=None, noted="prose"), says="running text")
    .silent("a website's data", hours=WeekHours(week=None, noted="data"), says="search engines")
    .silent("a website's season", hours=WeekHours(week=None, noted="season"), says="for a season")
    .silent("a website's kitchen", hours=WeekHours(week=None, noted="part"), says="We do not compare them")
    .silent("a website with several", hours=WeekHours(week=None, noted="several"), says="several hours")
    .silent("a website's template", hours=WeekHours(week=None, noted="sample"), says="its template")
)


TODAY = {"pauses": (Pause(first=NOW.date(), last=NOW.date()),)}

CLOSED = (
    Table("closed-status")
    .passes("open", opening=Opening(status="open"), says="The profile says “open”")
    .fails(
        "closed for a while",
        opening=Opening(status="temporarily_closed"),
        says="The profile says “temporarily closed”",
    )
    .fails(
        "closed for good",
        opening=Opening(status="permanently_closed"),
        says="The profile says “permanently closed”",
    )
    .passes(
        "closed for a while, in a pause",
        opening=Opening(status="temporarily_closed"),
        whole=TODAY,
        says="The profile says “closed” for the holidays",
    )
    .fails("closed for good, in a pause", opening=Opening(status="permanently_closed"), whole=TODAY)
    .fails(
        "the pause begins tomorrow",
        opening=Opening(status="temporarily_closed"),
        whole={"pauses": (Pause(first=date(2026, 11, 24), last=date(2026, 11, 30)),)},
    )
    .fails(
        "the pause ended yesterday",
        opening=Opening(status="temporarily_closed"),
        whole={"pauses": (Pause(first=date(2026, 11, 1), last=date(2026, 11, 22)),)},
    )
    .passes(
        "the last day of a pause",
        opening=Opening(status="temporarily_closed"),
        whole={"pauses": (Pause(first=date(2026, 11, 1), last=date(2026, 11, 23)),)},
    )
    .fails("with a link", opening=Opening(status="permanently_closed", url=LINK))
)

VERIFICATION = (
    Table("verification")
    .passes(
        "verified",
        listing=ListingStatus(verified=True),
        says="Google has confirmed that the listing is yours",
        severity=Severity.CRITICAL,
    )
    .fails(
        "not verified",
        listing=ListingStatus(verified=False),
        says="Google has not confirmed that the listing is yours",
    )
    .fails(
        "nobody confirmed",
        listing=ListingStatus(verified=False, problem="unverified"),
        says="nobody has confirmed",
    )
    .fails(
        "begun",
        listing=ListingStatus(verified=False, problem="verification_pending"),
        says="its confirmation has been started but not finished",
    )
    .fails(
        "looked at",
        listing=ListingStatus(verified=False, problem="under_review"),
        says="the review is under way",
    )
    .fails(
        "claimed",
        listing=ListingStatus(verified=False, problem="ownership_conflict"),
        says="another listing of the same place is in the way",
    )
    .fails("suspended", listing=ListingStatus(verified=False, problem="suspended"), says="suspended it")
    .fails(
        "disabled", listing=ListingStatus(verified=False, problem="disabled", url=LINK), says="disabled it"
    )
    .fails(
        "another problem", listing=ListingStatus(verified=False, problem="quarantined"), says="quarantined"
    )
    .passes("a badge", badge=Badge(shown=True), says="has its badge", severity=Severity.LOW)
    .warns(
        "a badge lost today",
        badge=Badge(shown=False, lost_at=NOW),
        says="lost its badge",
        severity=Severity.LOW,
    )
    .warns("a badge lost 34 days ago", badge=Badge(shown=False, lost_at=days_ago(34)))
    .silent("a badge lost 35 days ago", badge=Badge(shown=False, lost_at=days_ago(35)), says="no badge")
)

EDITS = (
    Table("google-edits")
    .passes("unchanged", listing=ListingStatus(verified=True), says="Nobody else")
    .fails(
        "phone",
        listing=ListingStatus(verified=True, edited=("phone",)),
        says="Phone number",
        severity=Severity.HIGH,
    )
    .fails(
        "two fields",
        listing=ListingStatus(verified=True, edited=("hours", "website")),
        says="Opening hours and Website",
    )
    .fails(
        "a field without a word",
        listing=ListingStatus(verified=True, edited=("attributes",)),
        says="attributes",
    )
    .fails(
        "every field with a word",
        listing=ListingStatus(
            verified=True,
            url=LINK,
            edited=(
                "name",
                "phone",
                "category",
                "address",
                "website",
                "hours",
                "holiday-hours",
                "closed-status",
                "description",
                "other",
            ),
        ),
        says="other details",
    )
    .warns(
        "our edit is not live",
        listing=ListingStatus(verified=True, pending=True),
        says="not visible yet",
        severity=Severity.MEDIUM,
    )
    .warns("our edit is not live, with a link", listing=ListingStatus(verified=True, pending=True, url=LINK))
    .fails(
        "both",
        listing=ListingStatus(verified=True, pending=True, edited=("phone",)),
        says="Others have changed",
    )
)

DUPLICATE = (
    Table("duplicate-profile")
    .passes("one listing", listing=ListingStatus(verified=True), says="one listing")
    .fails("a second one", listing=ListingStatus(verified=True, duplicate_of="9"), says="second listing")
    .fails("a second one, with a link", listing=ListingStatus(verified=True, duplicate_of="9", url=LINK))
    .fails("a second one of an unverified listing", listing=ListingStatus(verified=False, duplicate_of="9"))
    .passes("edits by others are told elsewhere", listing=ListingStatus(verified=True, edited=("phone",)))
    .passes("not verified is told elsewhere", listing=ListingStatus(verified=False))
)

TABLES = (HOURS, HOLIDAYS, CLOSED, VERIFICATION, EDITS, DUPLICATE)
