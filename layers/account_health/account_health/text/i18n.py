"""Says a message in the reader's language: the right sentence, with its values written as people write them.

Messages are English sentences with `{named}` values; the catalogues in `locales/` beside this module hold their translations.
How a language writes numbers, days, lists and quotes stands beside its catalogue (`manners`). German comes in two forms of
address: `de_du` holds only the sentences that differ from `de`.
"""

import gettext
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from importlib.resources import files
from typing import Final, Literal, TypeAlias
from zoneinfo import ZoneInfo

from account_health.model import Days, Hours, Message, Outside, Own, Value
from account_health.model.company import Language
from account_health.text.manners import Manners, manners
from account_health.text.sanitise import EXCERPT, clean

DOMAIN: Final = "account_health"

AddressForm: TypeAlias = Literal["Sie", "du"]

_NAME = 60
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_MAX_DAYS = 13
_MAX_WEEK_DAYS = 56
_DAYS_PER_WEEK = 7
_DAYS_PER_MONTH = 365.25 / 12
_MAX_HOURS = 47
_HOURS_PER_DAY = 24
_MAX_WORD = 12
_TO_COPY: Final = frozenset({"address", "setting"})
"""Values that somebody copies: no quotation mark goes along."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of text; `foreign` where it does not come from our own sentences and has to be defused in HTML."""

    text: str
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence in the reader's language that still knows which of its words are not ours."""

    fragments: tuple[Fragment, ...]

    def __str__(self) -> str:
        return "".join(fragment.text for fragment in self.fragments)

    def __bool__(self) -> bool:
        return any(fragment.text for fragment in self.fragments)


def foreign(text: str, limit: int = EXCERPT) -> Phrase:
    """Return text of others, cleaned and without quotation marks, as a phrase."""
    return Phrase((Fragment(clean(text, limit), foreign=True),))


def together(phrases: tuple[Phrase, ...], between: str = " ") -> Phrase:
    """Return phrases as one: sentences as a paragraph, or with something else between them."""
    fragments: list[Fragment] = []
    for phrase in phrases:
        if fragments:
            fragments.append(Fragment(between))
        fragments.extend(phrase.fragments)
    return Phrase(tuple(fragments))


@dataclass(frozen=True, slots=True)
class Translator:
    """Says messages in one language and form of address, with times of one zone.

    `year` is the report's: dates of other years carry theirs; without it every date does.
    """

    language: Language
    zone: tzinfo
    year: int | None
    catalogue: gettext.NullTranslations

    @property
    def manners(self) -> Manners:
        """How the language writes numbers, days, lists and quotes."""
        return manners(self.language)

    # --- sentences ---

    def text(self, message: Message) -> str:
        """Return the sentence as plain text; raises KeyError where a named value is missing."""
        return str(self.phrase(message))

    def phrase(self, message: Message) -> Phrase:
        """Return the sentence; raises KeyError where a named value is missing."""
        return self._sentence(message, capital=True)

    def nested(self, message: Message) -> Phrase:
        """Return the words of a message as they stand inside a sentence, without a capital of their own."""
        return self._sentence(message, capital=False)

    def label(self, text: str) -> str:
        """Return the translation of a fixed text without values, as templates use it."""
        return self.catalogue.gettext(text)

    def label_in(self, context: str, text: str) -> str:
        """Return the translation of a fixed text that means this only where it stands."""
        return self.catalogue.pgettext(context, text)

    def join(self, phrases: tuple[Phrase, ...]) -> Phrase:
        """Return an enumeration: "a, b and c"."""
        fragments: list[Fragment] = []
        for place, phrase in enumerate(phrases):
            if place:
                fragments.append(Fragment(self.manners.last if place == len(phrases) - 1 else ", "))
            fragments.extend(phrase.fragments)
        return Phrase(tuple(fragments))

    def _sentence(self, message: Message, *, capital: bool) -> Phrase:
        """Return the sentence; a value of ours that begins it, or another one after it, gets a capital letter."""
        values = dict(message.values)
        template = self._template(message, values)
        fragments: list[Fragment] = []
        end = 0
        for match in _PLACEHOLDER.finditer(template):
            before = template[end : match.start()]
            fragments.append(Fragment(before))
            begins = (capital and not match.start()) or before.endswith((". ", "? "))
            fragments.extend(self._value(match[1], values[match[1]], capital=begins))
            end = match.end()
        fragments.append(Fragment(template[end:]))
        return Phrase(tuple(fragment for fragment in fragments if fragment.text))

    def _template(self, message: Message, values: dict[str, Value]) -> str:
        if message.context is not None:
            return self.catalogue.pgettext(message.context, message.text)
        if message.plural is None:
            return self.catalogue.gettext(message.text)
        n = values["n"]
        if not isinstance(n, int):
            raise TypeError(f"the number of things in {message.text!r} is {n!r}, not a whole number")
        return self.catalogue.ngettext(message.text, message.plural, n)

    def _value(self, name: str, value: Value, *, capital: bool) -> tuple[Fragment, ...]:
        if isinstance(value, Outside):
            # A person's name stands without quotation marks, everything else that others wrote within them.
            return (foreign(value.text, _NAME) if name == "author" else self.quote(value.text)).fragments
        if isinstance(value, Own):
            fragment = Fragment(clean(value.text))
            return (fragment,) if name in _TO_COPY else self._quoted(fragment).fragments
        if isinstance(value, str):
            return foreign(value).fragments
        if isinstance(value, Message):
            said = self._sentence(value, capital=capital).fragments
            return _capitalised(said) if capital else said
        if isinstance(value, tuple):
            items = (
                self._value(name, item, capital=capital and not place) for place, item in enumerate(value)
            )
            return self.join(tuple(Phrase(item) for item in items)).fragments
        written = self._plain(value)
        return (Fragment(written[:1].upper() + written[1:] if capital else written),)

    def _plain(self, value: float | date | Days | Hours) -> str:
        match value:
            case Days():
                return self.days(value.count)
            case Hours():
                return self.hours(value.count)
            case datetime():
                return self.day(self.local(value).date())
            case date():
                return self.day(value)
            case _:
                return self.number(value)

    # --- values ---

    def quote(self, text: str, limit: int = EXCERPT) -> Phrase:
        """Return text of others in this language's quotation marks."""
        return self._quoted(Fragment(clean(text, limit), foreign=True))

    def _quoted(self, fragment: Fragment) -> Phrase:
        opening, closing = self.manners.quotes
        return Phrase((Fragment(opening), fragment, Fragment(closing)))

    def number(self, value: float) -> str:
        """Return a number for running text: one to twelve as a word, others in figures."""
        if isinstance(value, int) and 1 <= value <= _MAX_WORD:
            return self.manners.numbers[value - 1]
        return self.figure(value)

    def figure(self, value: float) -> str:
        """Return a number in figures, "1.234,5" in German; at most one decimal."""
        written = f"{value:,}" if isinstance(value, int) else f"{value:,.1f}".removesuffix(".0")
        separators = str.maketrans({",": self.manners.thousands, ".": self.manners.decimal})
        return written.translate(separators).replace("-", "−")

    def percent(self, value: float) -> str:
        """Return a share as whole percent, cut, so that 99.9 % never reads as everything."""
        return self.manners.percent.format(number=int(value * 100 + 1e-9))

    def days(self, count: int) -> str:
        """Return a span as people say it: days up to 13, weeks up to eight, then months (dative in German)."""
        if count <= _MAX_DAYS:
            return self._span(count, "day")
        if count <= _MAX_WEEK_DAYS:
            return self._span(round(count / _DAYS_PER_WEEK), "week")
        return self._span(round(count / _DAYS_PER_MONTH), "month")

    def hours(self, count: float) -> str:
        """Return a span of hours, rounded; from two days on it is told in days."""
        if round(count) <= _MAX_HOURS:
            return self._span(round(count), "hour")
        return self.days(round(count / _HOURS_PER_DAY))

    def _span(self, count: int, unit: str) -> str:
        one, many, none = self.manners.spans[unit]
        if count <= 0:
            return none
        return one if count == 1 else f"{self.number(count)} {many}"

    def local(self, at: datetime) -> datetime:
        """Return the moment in the reader's zone; one at the very end of the calendar as it is."""
        try:
            return at.astimezone(self.zone)
        except OverflowError:
            return at

    def day(self, day: date) -> str:
        """Return "31. Oktober" or "31 October", with the year where it is not the report's."""
        written = self.manners.day.format(day=day.day, month=self._month(day))
        return written if day.year == self.year else f"{written} {day.year}"

    def short_day(self, day: date) -> str:
        """Return a date for tables: "31.10.2026" or "31 Oct 2026"."""
        return self.manners.short_day.format(
            day=day.day, number=day.month, month=self._month(day), year=day.year
        )

    def shortest_day(self, day: date) -> str:
        """Return a date without its year, as short as it gets: "14.09." or "14 Sep"."""
        return self.manners.shortest_day.format(day=day.day, number=day.month, month=self._month(day))

    def month(self, day: date) -> str:
        """Return "Oktober" or "October", with the year where it is not the report's."""
        name = self._month(day)
        return name if day.year == self.year else f"{name} {day.year}"

    def _month(self, day: date) -> str:
        return self.manners.months[day.month - 1]

    def weekday(self, day: date) -> str:
        """Return "Montag, 23. November" or "Monday, 23 November"."""
        return f"{self.manners.weekdays[day.weekday()]}, {self.day(day)}"

    def time(self, at: datetime) -> str:
        """Return the local time of day: "8:02 Uhr" or "8:02"."""
        local = self.local(at)
        return self.manners.time.format(hour=local.hour, minute=local.minute)

    def zone_name(self, at: datetime) -> str:
        """Return the zone's short name at that moment: "MEZ", "CET"."""
        name = self.local(at).tzname() or "UTC"
        return self.manners.zones.get(name, name)


def _capitalised(fragments: tuple[Fragment, ...]) -> tuple[Fragment, ...]:
    if not fragments or fragments[0].foreign:
        return fragments
    first = fragments[0].text
    return (Fragment(first[:1].upper() + first[1:]), *fragments[1:])


def translator(
    language: Language,
    address_form: AddressForm = "Sie",
    *,
    timezone: str = "UTC",
    now: datetime | None = None,
) -> Translator:
    """Return who speaks this language in this form of address.

    Args:
        language: of the reader.
        address_form: "Sie" or "du"; only a language with a catalogue for it knows the difference.
        timezone: IANA name; times and days are told in it.
        now: the report's moment, whose year dates leave out; None makes every date carry its year.
    """
    zone = UTC if timezone == "UTC" else ZoneInfo(timezone)
    return Translator(
        language, zone, now.astimezone(zone).year if now else None, _catalogue(language, address_form)
    )


@cache
def _catalogue(language: Language, address_form: AddressForm) -> gettext.NullTranslations:
    """Return the chain of catalogues: that of the form of address, the language's, then the English sentences themselves."""
    found: gettext.NullTranslations = gettext.NullTranslations()
    for locale in (language, f"{language}_{address_form}"):
        compiled = files("account_health.text").joinpath("locales", locale, "LC_MESSAGES", f"{DOMAIN}.mo")
        if not compiled.is_file():
            continue
        with compiled.open("rb") as stream:
            nearer = gettext.GNUTranslations(stream)
        nearer.add_fallback(found)
        found = nearer
    return found
