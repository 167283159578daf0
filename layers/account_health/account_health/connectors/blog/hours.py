"""The opening hours that a site shows: facts where a table or list under the word says them, else noted with the reason."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final, Literal, TypeAlias

from account_health.connectors.blog.hour_limits import (
    break_of,
    holds_always,
    is_break,
    is_unread_day,
    left_open,
    without_break,
)
from account_health.connectors.blog.hour_words import (
    BARE_LABEL,
    COLUMN,
    DATED_NOTE,
    FRENCH_LABEL,
    LABEL,
    NEUTRAL,
    NOW,
    OFFICE,
    PART,
    PHONE_NUMBER,
    SEASON,
    SHORT_BREAK,
    WHOLE_HOUSE,
)
from account_health.connectors.blog.hours_data import hours_in_data
from account_health.connectors.blog.page import Page
from account_health.connectors.blog.samples import SAMPLE_HOURS
from account_health.model import WeekHours
from account_health.text.opening_hours import (
    Interval,
    Week,
    all_hours_within,
    hours_within,
    names_day,
    read_hours,
)
from account_health.text.opening_list import LONGEST_LINE, Kind, in_french, is_sure, kind_of, tidy, week_of

LONGEST_LABEL: Final = 80
MOST_LABELS: Final = 20
MOST_LINES: Final = 40
LOOK_ON: Final = 12
MOST_PASSAGES: Final = 60
LONGEST_PROSE: Final = 600
MOST_INTRODUCTIONS: Final = 2
A_SENTENCE: Final = 4
"""Words: fewer of them between the label and the hours are the name of a part."""

Reason: TypeAlias = Literal["none", "prose", "data", "season", "part", "several", "sample"]

_HOPEFUL: Final = re.compile(r"\d ?(?:[-\u2013]|bis|to|à|uhr|h\b|am\b|pm\b)|24/7", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"\s*[(\[]([^()\[\]]{0,80})[)\]]")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_SENTENCE_END: Final = re.compile(r"(?<=\w\w\w[.!?])\s+(?=\S)")
_SAMPLES: Final = frozenset(read_hours(text).days for text in SAMPLE_HOURS)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What stands under one label: hours, or why they are none to compare, and where."""

    url: str
    week: Week | None = None
    reason: Reason | None = None


def hours_on(pages: Sequence[Page], names: Sequence[str], today: date) -> WeekHours:
    """Return the opening hours that a site's pages say.

    Args:
        pages: the site's own pages, without passages about others.
        names: what the company is called: its name beside the word makes the hours nobody else's.
        today: decides which of a site's data for machines are in force.
    """
    known = frozenset(word for name in names for word in _WORD.findall(name.lower()))
    readings = [one for page in pages for one in _under_labels(page, known)]
    shown = {(one.week.days, one.week.holidays, one.week.undecided): one for one in readings if one.week}
    if any(one.reason == "season" for one in readings):
        return _noted("season")
    if len(shown) > 1:
        return _noted("several")
    for one in shown.values():
        return _stated(one)
    if any(one.reason == "part" for one in readings):
        return _noted("part")
    agreed = _agreed(pages, today)
    return _noted("prose") if agreed.noted and readings else agreed


def _stated(reading: _Reading) -> WeekHours:
    week = reading.week
    if week is None or week.days in _SAMPLES:
        return _noted("sample")
    return WeekHours(week=week.days, holidays=week.holidays, undecided=week.undecided, url=reading.url)


def _noted(reason: Reason) -> WeekHours:
    return WeekHours(week=None, noted=reason)


def _agreed(pages: Sequence[Page], today: date) -> WeekHours:
    """Return the hours that the site's data say where visible text says the same; else where hours are said at all."""
    data = hours_in_data([script for page in pages for script in page.structured], today)
    prose = False
    for page in pages:
        for week in weeks_said(page):
            prose = True
            if data is not None and week.days == data.days and not week.undecided and is_sure(week):
                return _stated(_Reading(page.url, week))
    if prose:
        return _noted("prose")
    return _noted("data" if data is not None else "none")


# --- under the word -------------------------------------------------------------------------------------


def _under_labels(page: Page, known: frozenset[str]) -> Iterator[_Reading]:
    """Yield what stands under each label of a page, as far as hours do."""
    blocks = [block for block in page.blocks if not block.post]
    lines = [tidy(block.text[:LONGEST_LINE]) for block in blocks]
    places = [place for place, line in enumerate(lines) if _is_label(line)]
    for place, following in zip(places[:MOST_LABELS], [*places[1:], len(blocks)], strict=False):
        one = _under(lines[place:following], known)
        if one is not None:
            week, reason = one
            yield _Reading(page.url, week, reason)


def _is_label(line: str) -> bool:
    """Say whether a line names opening hours: a short text, or the first words of a line that goes on with hours."""
    match = LABEL.search(line) or BARE_LABEL.match(line)
    if match is None:
        return False
    rest = line[match.end() :].lstrip(" :.-")
    return len(line) <= LONGEST_LABEL or (match.start() == 0 and kind_of(rest) is Kind.LINE)


def _under(lines: Sequence[str], known: frozenset[str]) -> tuple[Week | None, Reason | None] | None:
    """Return the hours below a label, or why they are none to compare; None where there are none."""
    label, *below = lines
    match = LABEL.search(label) or BARE_LABEL.match(label)
    rest = label[match.end() :].lstrip(" :.-") if match else ""
    if kind_of(rest) is Kind.LINE or (rest and kind_of(rest) is Kind.TIMES):
        label, below = label[: match.end()] if match else label, [rest, *below]
    if FRENCH_LABEL.search(label):
        below = [in_french(line) for line in below]
    found = _Run(known)
    found.name(label)
    for line in below[:MOST_LINES]:
        if not found.take(line):
            break
    return found.result(below)


class _Run:
    """The lines below a label, taken one by one as long as they speak of its hours."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known
        self._lines: list[str] = []
        self._taken = 0
        self._introductions = 0
        self._season = False
        self._part = False
        self._breaks: list[Interval | None] = []
        self._unread = False

    def name(self, text: str) -> None:
        """Note what the label says beside the word."""
        self._season = self._names_season(text)
        strange = self._strange(LABEL.sub(" ", text))
        strange |= {match["of"] for match in LABEL.finditer(text) if match["of"]} - WHOLE_HOUSE
        self._part = bool(strange or PART.search(text))

    def take(self, text: str) -> bool:
        """Take a line; False where it speaks of something else, and the hours have ended."""
        line = self._held_open(text, self._without_notes(text))
        self._taken += 1
        if kind_of(line) is not Kind.OTHER:
            self._season = self._season or self._names_season(text)
            self._lines.append(line)
            return True
        if PART.search(text):
            self._taken -= 0 if _has_digit(text) else 1
            return _has_digit(text)
        return self._is_beside(text) or self._is_introduction(text)

    def _held_open(self, text: str, line: str) -> str:
        """Return a line as it is; one that holds in some weeks alone as one that leaves its days open."""
        if holds_always(text):
            return line
        open_line = left_open(text)
        self._unread = self._unread or (open_line is None and bool(self._lines))
        return open_line or line

    def _is_beside(self, text: str) -> bool:
        """Say whether a line may stand among hours without being some: today's state, feast days, heads of columns, seasons, breaks."""
        if NOW.search(text) or DATED_NOTE.search(text) or COLUMN.fullmatch(text):
            return True
        if self._names_season(text) and (_has_digit(text) or not self._lines):
            self._season = True
            return True
        if self._lines and is_break(text):
            self._breaks.append(break_of(text))
            return True
        return False

    def result(self, below: Sequence[str]) -> tuple[Week | None, Reason | None] | None:
        """Return the hours that were taken, or why they are none to compare; None where there are none."""
        if not self._lines:
            return None
        if self._season:
            return None, "season"
        if self._part or self._goes_on(below[self._taken : self._taken + LOOK_ON]):
            return None, "part"
        week = None if self._unread else week_of(self._lines)
        for pause in self._breaks:
            week = without_break(week, pause) if week is not None and pause is not None else None
        return (week, None) if week is not None and is_sure(week) else (None, "prose")

    def _without_notes(self, text: str) -> str:
        """Return a line without what stands in brackets, as far as that says nothing of hours."""

        def kept(match: re.Match[str]) -> str:
            inside = match[1]
            if PART.search(inside) and not _has_digit(inside):
                self._part = True
            if is_break(inside):
                self._breaks.append(break_of(inside))
                return ""
            if kind_of(inside) is Kind.TIMES and not _has_digit(text[: match.start()]):
                return f" {inside}"
            return match[0] if kind_of(inside) in {Kind.LINE, Kind.TIMES} and not PART.search(inside) else ""

        return _BRACKETS.sub(kept, text).strip(" ,")

    def _is_introduction(self, text: str) -> bool:
        """Say whether a line may stand between the label and its hours; a short one names a part of the house.

        Behind hours it ends them; where it begins with a day and a time, they were not read to their end.
        """
        if self._lines:
            self._unread = self._unread or is_unread_day(text)
            self._taken -= 1
            return False
        self._introductions += 1
        if len(_WORD.findall(text)) < A_SENTENCE and self._strange(text):
            self._part = True
        return self._introductions <= MOST_INTRODUCTIONS

    def _strange(self, text: str) -> set[str]:
        """Return the words that name something else than the whole house."""
        return set(_WORD.findall(text)) - NEUTRAL - self._known

    def _names_season(self, text: str) -> bool:
        """Say whether a season or a date is named, and not by the company's own name."""
        found = (set(_WORD.findall(match[0])) for match in SEASON.finditer(text))
        return any(not words or words - self._known for words in found)

    def _goes_on(self, after: Sequence[str]) -> bool:
        """Say whether more hours follow under another name: then these are not the whole house's."""
        for line in after:
            if PART.search(line):
                return False
            if kind_of(self._without_notes(line)) is Kind.LINE:
                return True
        return False


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


# --- anywhere -------------------------------------------------------------------------------------------


def weeks_said(page: Page) -> Iterator[Week]:
    """Yield every week that visible text says outside of kitchens, offices and seasons: lists first, then sentences."""
    texts = [block.text[:LONGEST_PROSE] for block in page.blocks if not block.post]
    run: list[str] = []
    runs = 0
    for text in [*texts, ""]:
        line = tidy(text[:LONGEST_LINE])
        if (run or names_day(line)) and len(run) < MOST_LINES and kind_of(line) is not Kind.OTHER:
            run.append(line)
            continue
        week = week_of(run) if run else None
        if week is not None:
            yield week
        runs += bool(run)
        run = []
        if runs == MOST_PASSAGES:
            break
    for text in _hopeful(texts):
        if not _is_limited(text):
            week = all_hours_within(text)
            if week is not None:
                yield week


def office_weeks_said(page: Page) -> Iterator[Week]:
    """Yield the weeks that sentences say of an office and of nothing else: who has no shop is open then."""
    for text in _hopeful(block.text[:LONGEST_PROSE] for block in page.blocks if not block.post):
        if OFFICE.search(text.lower()) and not _is_limited(OFFICE.sub(" ", text.lower())):
            week = all_hours_within(text)
            if week is not None:
                yield week


def says_days(text: str) -> bool:
    """Say whether a text is a line of a list of hours, or a sentence that holds some."""
    return (
        kind_of(tidy(text[:LONGEST_LINE])) is not Kind.OTHER or hours_within(text[:LONGEST_PROSE]) is not None
    )


def _hopeful(texts: Iterable[str]) -> Iterator[str]:
    return islice((text for text in texts if _HOPEFUL.search(text)), MOST_PASSAGES)


def _is_limited(text: str) -> bool:
    """Say whether the hours that a text says are those of a part or of a season.

    Of parts only the sentences that say hours and the one right before them count: "Küchen, Türen, Böden." is what a joiner
    sells. A season may be named anywhere.
    """
    sentences = _SENTENCE_END.split(text)
    telling = {place for place, sentence in enumerate(sentences) if hours_within(sentence) is not None}
    near = [sentence for place, sentence in enumerate(sentences) if telling & {place, place + 1}]
    said = PHONE_NUMBER.sub(" ", " ".join(near or sentences).lower())
    return bool(PART.search(said) or SEASON.search(SHORT_BREAK.sub(" ", text.lower())))
