"""When places say that they are open over the next days, and the moments at which two of them contradict each other.

Everything is reckoned in minutes of the company's own clock, from midnight of the first day on, and only at the minutes
where somebody's word changes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

Interval: TypeAlias = tuple[int, int]
"""Minutes from midnight of a day: opening and closing; past midnight the end is over 1440."""

DAY: Final = 24 * 60
_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one place says of its opening hours.

    `week` begins with Monday, no interval means closed. `holidays` holds for public holidays, None where nothing is said
    of them; `special` for single dates. On the weekdays in `undecided` the place may be open outside of its hours, too.
    """

    week: Sequence[Sequence[Interval]]
    holidays: Sequence[Interval] | None = None
    special: Mapping[date, Sequence[Interval]] = field(default_factory=lambda: MappingProxyType({}))
    undecided: frozenset[int] = frozenset()

    def on(self, day: date, span: "Span") -> Sequence[Interval] | None:
        """Return the hours that begin on a day; None where the place does not say."""
        if day in self.special:
            return self.special[day]
        if day in span.unusual:
            return None
        return self.holidays if day in span.holidays else self.week[day.weekday()]

    def is_sure(self, day: date, span: "Span") -> bool:
        """Say whether the place is closed outside of the hours that it states for a day."""
        if day in self.special:
            return True
        if day in span.unusual:
            return False
        return self.holidays is not None if day in span.holidays else day.weekday() not in self.undecided


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The time that is compared: from a moment on to the end of so many days, its own among them, on a zone's clock.

    On public `holidays` only what is said of them counts, on `unusual` days only what is said of that very date.
    """

    since: datetime
    days: int
    zone: ZoneInfo
    holidays: frozenset[date] = frozenset()
    unusual: frozenset[date] = frozenset()

    @property
    def first(self) -> date:
        """The first day."""
        return self.since.astimezone(self.zone).date()

    @property
    def minutes(self) -> Interval:
        """The first minute and the one behind the last, from midnight of the first day on."""
        local = self.since.astimezone(self.zone)
        start = local.hour * 60 + local.minute
        return start, self.days * DAY

    def among(self, places: Iterable[Said]) -> "Span":
        """Return the span for these places: of a day on which one has hours of its own, the usual hours say nothing.

        Special hours are there to differ from the usual ones, at whichever place.
        """
        days = frozenset(day for place in places for day in place.special)
        return replace(self, unusual=self.unusual | (days - self.holidays))

    def at(self, minute: int) -> datetime:
        """Return the moment at which the zone's clock shows a minute, counted from midnight of the first day."""
        midnight = datetime.combine(self.first, datetime.min.time())
        return (midnight + timedelta(minutes=minute)).replace(tzinfo=self.zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A time through which the same places say open and the same others closed; places by their number.

    Who says nothing of this time is in neither.
    """

    begin: datetime
    end: datetime
    open: tuple[int, ...]
    closed: tuple[int, ...]


class _Stretch(NamedTuple):
    """Some minutes through which nobody's word changes."""

    begin: int
    end: int
    open: tuple[int, ...]
    closed: tuple[int, ...]


class _Step(NamedTuple):
    """A minute at which one place's word changes: it opens or closes, or begins or ends to say nothing."""

    minute: int
    place: int
    is_open: bool
    change: int


def differences(places: Sequence[Said], span: Span) -> tuple[Difference, ...]:
    """Return every time within the span at which one place says open and another one closed, in order."""
    found: list[Difference] = []
    for one in _merged(_stretches(places, span)):
        begin, last = one.begin, one.end - 1
        # The hour that a clock skips in spring is nobody's.
        while begin < one.end and not is_shown(span.at(begin)):
            begin += 1
        while last > begin and not is_shown(span.at(last)):
            last -= 1
        if begin < one.end:
            found += (
                Difference(begin=first, end=end, open=one.open, closed=one.closed)
                for first, end in _moments(begin, last + 1, span)
            )
    return tuple(found)


def _stretches(places: Sequence[Said], span: Span) -> Iterator[_Stretch]:
    """Yield the stretches of the span through which two places contradict each other."""
    steps = sorted(step for number, place in enumerate(places) for step in _steps(number, place, span))
    first, last = span.minutes
    opened, unsaid = [0] * len(places), [0] * len(places)
    ends = [step.minute for step in steps[1:]] + [last]
    for step, until in zip(steps, ends, strict=False):
        (opened if step.is_open else unsaid)[step.place] += step.change
        begin, end = max(step.minute, first), min(until, last)
        if begin >= end or not any(opened):
            continue
        closed = tuple(number for number, count in enumerate(opened) if not count and not unsaid[number])
        if closed:
            yield _Stretch(begin, end, tuple(number for number, count in enumerate(opened) if count), closed)


def days_of(found: Sequence[Difference]) -> tuple[date, ...]:
    """Return the days on which there is a difference, in order."""
    days: set[date] = set()
    for one in found:
        day, last = one.begin.date(), (one.end.astimezone(UTC) - _MINUTE).astimezone(one.end.tzinfo).date()
        while day <= last:
            days.add(day)
            day += timedelta(days=1)
    return tuple(sorted(days))


def _steps(number: int, place: Said, span: Span) -> Iterator[_Step]:
    """Yield where a place's word changes, with one day more at the beginning, whose night may reach into the first."""
    for offset in range(-1, span.days + 1):
        day = span.first + timedelta(days=offset)
        midnight = offset * DAY
        for start, end in place.on(day, span) or ():
            yield _Step(midnight + start, number, is_open=True, change=1)
            yield _Step(midnight + end, number, is_open=True, change=-1)
        if not place.is_sure(day, span):
            night = max((end for _, end in place.week[day.weekday()]), default=DAY)
            yield _Step(midnight, number, is_open=False, change=1)
            yield _Step(midnight + max(night, DAY), number, is_open=False, change=-1)


def _merged(found: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """Yield the stretches with those joined that touch and are about the same places."""
    current: _Stretch | None = None
    for one in found:
        if current is not None and one == (current.end, one.end, current.open, current.closed):
            current = current._replace(end=one.end)
            continue
        if current is not None:
            yield current
        current = one
    if current is not None:
        yield current


def _moments(begin: int, end: int, span: Span) -> Iterator[tuple[datetime, datetime]]:
    """Yield from when to when a clock shows some minutes; twice where only a part of them is in the hour that it repeats."""
    inside = [
        minute for minute in (begin, end) if _is_repeated(minute - 1, span) and _is_repeated(minute, span)
    ]
    if not inside:
        yield span.at(begin), span.at(end)
        return
    again = inside[0]
    while _is_repeated(again - 1, span):
        again -= 1
    back = span.at(again).replace(fold=1)
    yield span.at(begin), span.at(end) if end in inside else back
    yield span.at(begin).replace(fold=1) if begin in inside else back, span.at(end).replace(fold=1)


def _is_repeated(minute: int, span: Span) -> bool:
    """Say whether the clock shows a minute twice, in autumn."""
    moment = span.at(minute)
    return moment.utcoffset() != moment.replace(fold=1).utcoffset() and is_shown(moment)


def is_shown(moment: datetime) -> bool:
    """Say whether a clock ever shows this time of its zone."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) == moment.replace(
        tzinfo=None
    )
