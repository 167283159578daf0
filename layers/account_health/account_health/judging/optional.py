"""The boundary around what a report can do without: a section that fails is left out, and named for the operator."""

from collections.abc import Callable
from typing import TypeVar

from account_health.model import Omitted
from account_health.model.report import Section
from account_health.text.redact import place_of

T = TypeVar("T")


def optional(
    section: Section, make: Callable[[], T], instead: T, account: str | None = None
) -> tuple[T, tuple[Omitted, ...]]:
    """Return what `make` gives; or `instead`, with where our code failed. What it says of the error holds no data."""
    try:
        return make(), ()
    except Exception as error:  # noqa: BLE001 - nothing optional can cost the report: the operator is told instead
        failed = Omitted(section=section, place=place_of(error), error=type(error).__name__, account=account)
        return instead, (failed,)
