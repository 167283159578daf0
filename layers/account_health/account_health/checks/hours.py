"""Opening hours: what every place says of the next weeks, and the first moment at which two of them contradict each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from account_health.calendar.holidays import Place as HolidayPlace
from account_health.calendar.holidays import evenings, public_holidays
from account_health.calendar.open_times import DAY, Difference, Interval, Said, Span, days_of, differences
from account_health.checks.check import Context, not_applicable, passed
from account_health.checks.exempt import NOTHING_REGISTERED
from account_health.model import Evidence, Harm, Message, Status, Verdict, WeekHours, message, message_in
from account_health.model.company import Account, Company
from account_health.model.limits import HOLIDAY_WINDOW_DAYS, limits
from account_health.model.platform import PLATFORM_ROWS, ChannelWords
from account_health.text.opening_hours import joined, read_hours

DAY_NAMES = (
    message("Monday"),
    message("Tuesday"),
    message("Wednesday"),
    message("Thursday"),
    message("Friday"),
    message("Saturday"),
    message("Sunday"),
)
CLOSED = message_in("the hours of a day", "closed")
NOTED: Mapping[str, Message] = MappingProxyType(
    {
        "none": message("The website shows no opening hours."),
        "prose": message("The website gives its hours only in running text. We do not compare them."),
        "data": message("The website gives its hours only to search engines. We do not compare them."),
        "season": message("The hours on the website are for a season. We do not compare them."),
        "part": message(
            "The hours on the website are those of one part of the business. We do not compare them."
        ),
        "several": message("The website shows several hours; we cannot tell which are yours."),
        "sample": message("The hours on the website came with its template."),
    }
)
"""Why a website's hours are compared with nothing (`WeekHours.noted`)."""
YOUR_DETAILS = message("in your details")
HOUR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Somewhere where opening hours are stated: an account, or our own record where `account` is None."""

    account: Account | None
    said: Said
    url: str | None = None

    @property
    def name(self) -> Message:
        """Where it is said: "on Google", "on the website", "in your details"."""
        return _words(self.account).place if self.account else YOUR_DETAILS


def hours(hours: WeekHours, context: Context) -> Verdict:
    """Fail where a profile states no hours, or others than the registered ones; warn where that begins later than this week."""
    if hours.week is None:
        if hours.noted:
            return not_applicable(NOTED[hours.noted])
        return Verdict(
            status=Status.FAIL,
            message=message("The profile states no opening hours."),
            action=message("Enter your opening hours."),
            fix_url=hours.url or context.account.url,
            harm=Harm.MISSING,
        )
    there = Place(account=context.account, said=said_by(hours), url=hours.url)
    here = registered(context.account, context.company, context.now)
    return compared([there, *([here] if here else [])], context.company, context.now)[context.account.id]


def compared(places: Sequence[Place], company: Company, now: datetime) -> Mapping[str, Verdict]:
    """Return what to say of the hours of each account's place; each contradiction is told once, where it is to be mended.

    Args:
        places: of one location, accounts in the company's order, our own record at most once.
        company: whose clock, holidays and pauses count.
        now: the first minute of the three weeks.
    """
    words = [place.said for place in places]
    span = span_of(company, now).among(words)
    found = differences(words, span)
    told: dict[str, Verdict] = {}
    for one in found:
        fresh = [account for account in _to_mend(one, places) if account.id not in told]
        if fresh:
            again = [other for other in found if fresh[0] in _to_mend(other, places)]
            weekly = any(_is_the_same_again(one, other) for other in again)
            contradiction = _Contradiction(
                one, places, span, len(days_of(again)), weekly, company.report.answers_itself
            )
            told[fresh[0].id] = _verdict(contradiction, fresh[0])
        for account in fresh[1:]:
            told[account.id] = not_applicable(message("Reported {place}.", place=_words(fresh[0]).place))
    well = _well(places)
    return {place.account.id: told.get(place.account.id, well) for place in places if place.account}


def registered(account: Account, company: Company, now: datetime) -> Place | None:
    """Return what is registered of an account's hours; None where nothing is. In a pause the company is closed.

    What was only found on the website stands there already, and is compared as the website's.
    """
    if not account.facts.hours or company.facts_from == "website":
        return None
    week = read_hours(account.facts.hours)
    span = span_of(company, now)
    days = (span.first + timedelta(days=number) for number in range(-1, span.days + 1))
    return Place(
        account=None,
        said=Said(
            week=week.days,
            holidays=week.holidays,
            undecided=frozenset(week.undecided),
            special={day: () for day in days if company.is_away(day)},
        ),
    )


def said_by(hours: WeekHours) -> Said:
    """Return what an account says of its hours; of one that states none, that it is closed. Ask for the week first."""
    return Said(
        week=hours.week or ((),) * 7,
        holidays=hours.holidays,
        special={one.day: one.intervals for one in hours.special or ()},
        undecided=frozenset(hours.undecided),
    )


def span_of(company: Company, now: datetime) -> Span:
    """Return the three weeks that are compared, with the days on which usual hours say nothing."""
    first = now.astimezone(company.zone).date()
    where = HolidayPlace(country=company.country, region=company.region, language=company.language)
    days = [first + timedelta(days=number) for number in range(-1, HOLIDAY_WINDOW_DAYS + 1)]
    return Span(
        since=now,
        days=HOLIDAY_WINDOW_DAYS,
        zone=company.zone,
        holidays=frozenset(public_holidays(where, days)),
        unusual=frozenset(evenings(days)) | {day for day in days if company.is_away(day)},
    )


def spoken(intervals: Sequence[Interval]) -> Message:
    """Return the hours of a day in words: "9:00–12:30 and 14:00–18:00", "closed"."""
    if not intervals:
        return CLOSED
    spans = tuple(f"{_clock(start)}–{_clock(end)}" for start, end in joined(intervals))
    return message("{spans}", spans=spans)  # a sentence of its own, since German adds a word


class _Contradiction(NamedTuple):
    """The first time of a contradiction among places, on how many days of the span there is one, whether it comes again."""

    first: Difference
    places: Sequence[Place]
    span: Span
    days: int
    weekly: bool
    alone: bool


def _is_the_same_again(one: Difference, other: Difference) -> bool:
    """Tell whether a difference comes at the same time of another week."""
    alike = (one.open, one.closed, one.begin.time()) == (other.open, other.closed, other.begin.time())
    return alike and other is not one and one.begin.weekday() == other.begin.weekday()


def _well(places: Sequence[Place]) -> Verdict:
    """Return what to say of a place that contradicts nobody."""
    if any(place.account is None for place in places):
        return passed(message("The opening hours are right."))
    if len(places) > 1:
        return passed(message("The same opening hours are stated everywhere."))
    return not_applicable(NOTHING_REGISTERED)


def _verdict(one: _Contradiction, teller: Account) -> Verdict:
    left = (one.first.begin.date() - one.span.first).days
    pages = {place.account.id: place.url for place in one.places if place.account}
    others = [pages[account.id] for account in _to_mend(one.first, one.places) if account is not teller]
    return Verdict(
        status=Status.FAIL if left <= limits("hours", teller)["fail_days_left"] else Status.WARN,
        message=_sentence(one),
        action=_action(one),
        fix_url=pages[teller.id] or teller.url,
        evidence=tuple(Evidence(url) for url in others if url),
        figure=one.days,
    )


def _to_mend(one: Difference, places: Sequence[Place]) -> list[Account]:
    """Return who contradicts our record; where it says nothing of that time, all who contradict each other."""
    record = next((number for number, place in enumerate(places) if place.account is None), None)
    if record in one.open:
        numbers = one.closed
    elif record in one.closed:
        numbers = one.open
    else:
        numbers = tuple(sorted((*one.open, *one.closed)))
    return [account for number in numbers if (account := places[number].account)]


def _sentence(one: _Contradiction) -> Message:
    begin = one.first.begin
    day = DAY_NAMES[begin.weekday()]
    clock = message("{spans}", spans=(_clock(begin.hour * HOUR + begin.minute),))
    # What comes again each week is the same matter next week: its date is no part of it.
    moment = (
        message("{day}, {clock}", day=day, clock=clock)
        if one.weekly
        else message("{day}, {date}, {clock}", day=day, date=begin.date(), clock=clock)
    )
    what = message(
        "{moment}: open {open}, closed {closed}.",
        moment=moment,
        open=tuple(one.places[number].name for number in one.first.open),
        closed=tuple(one.places[number].name for number in one.first.closed),
    )
    if one.days == 1:
        return what
    return message("{what} The hours differ on {n} days of the next three weeks.", what=what, n=one.days)


def _action(one: _Contradiction) -> Message:
    """Return what to do: enter what we have, where our record says something of that time."""
    wrong = _to_mend(one.first, one.places)
    ours = next((place.said for place in one.places if place.account is None), None)
    if ours is None or len(wrong) == len(one.first.open) + len(one.first.closed):
        return message("Find out which hours are right, and change the others.")
    day = _day_of(one)
    change = (
        message(
            "Change the opening hours {places}; your details say {here} for {day}. Or are they right there? Then change your details."
        )
        if one.alone
        else message(
            "Change the opening hours {places}; your details say {here} for {day}. Or are they right there? Then let us know."
        )
    )
    return message(
        change.text,
        places=tuple(_words(account).place for account in wrong),
        day=DAY_NAMES[day.weekday()],
        here=spoken(ours.on(day, one.span) or ()),
    )


def _day_of(one: _Contradiction) -> date:
    """Return whose hours a moment belongs to: in a night that somebody opened the evening before, to that day."""
    begin = one.first.begin
    evening = begin.date() - timedelta(days=1)
    minute = begin.hour * HOUR + begin.minute + DAY
    nights = (hours for place in one.places for hours in place.said.on(evening, one.span) or ())
    return evening if any(start <= minute < end for start, end in nights) else begin.date()


def _words(account: Account) -> ChannelWords:
    """Return how an account's place is called; a company's own site is the website, blog or not."""
    row = PLATFORM_ROWS[account.platform]
    return PLATFORM_ROWS["website"].words if row.kind == "site" else row.words


def _clock(minutes: int) -> str:
    in_day = minutes if minutes <= DAY else minutes - DAY
    return f"{in_day // HOUR}:{in_day % HOUR:02d}"
