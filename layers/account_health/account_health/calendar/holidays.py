"""The days for which customers expect special hours: public holidays of the region, and the two evenings of December."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from account_health.calendar.working_days import subdivision_of
from account_health.model.company import Language
from account_health.text.manners import manners

EVENINGS: Final[Mapping[tuple[int, int], str]] = MappingProxyType(
    {(12, 24): "christmas_eve", (12, 31): "new_years_eve"}
)
"""Day of the year -> how a language's manners call it."""
REGIONAL_CATEGORIES = ("public", "catholic")
"""`catholic` adds what is a holiday in most municipalities of a region only: Mariä Himmelfahrt in Bavaria."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Whose holidays, and in which language they are named."""

    country: str
    region: str | None
    language: Language


def special_days(where: Place, first: date, days: int) -> tuple[tuple[date, str], ...]:
    """Return (day, its name in the reader's language) of every such day among `days` days from `first` on.

    Source of the holidays: the library `holidays`, its public ones and those of most municipalities of a region.
    An unknown country has only the two evenings; an unknown region the nationwide holidays.
    """
    span = [first + timedelta(days=number) for number in range(days)]
    names = _holidays(where, frozenset(day.year for day in span))
    found = []
    for day in span:
        evening = EVENINGS.get((day.month, day.day))
        name = names.get(day) or (manners(where.language).holidays[evening] if evening else None)
        if name:
            found.append((day, name))
    return tuple(found)


def public_holidays(where: Place, days: Collection[date]) -> tuple[date, ...]:
    """Return which of the days are public holidays of a place; none in a country that nobody knows."""
    known = _holidays(where, frozenset(day.year for day in days))
    return tuple(day for day in days if day in known)


def evenings(days: Collection[date]) -> tuple[date, ...]:
    """Return which of the days are one of the two evenings of December."""
    return tuple(day for day in days if (day.month, day.day) in EVENINGS)


@lru_cache(maxsize=64)
def _holidays(where: Place, years: frozenset[int]) -> Mapping[date, str]:
    import holidays  # noqa: PLC0415 - 0.3 s that only profiles with hours pay

    country = where.country.strip().upper()
    if country not in holidays.list_supported_countries(include_aliases=True):
        return {}
    known = holidays.country_holidays(country)
    language = next(
        (one for one in manners(where.language).holidays["codes"] if one in known.supported_languages), None
    )
    calendar = holidays.country_holidays(
        country,
        subdiv=subdivision_of(known, where.region),
        years=years,
        categories=[one for one in REGIONAL_CATEGORIES if one in known.supported_categories],
        language=language,
        expand=False,
    )
    return dict(calendar)
