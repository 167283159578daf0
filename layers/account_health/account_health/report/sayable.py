"""The boundary around telling what a report can do without: a section that cannot be said is left out, and named."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, TypeVar

from account_health.model import CompanyReport, Omitted
from account_health.model.report import Section
from account_health.text.redact import place_of

T = TypeVar("T")

_WITHOUT: Final[Mapping[Section, Callable[[CompanyReport], CompanyReport]]] = MappingProxyType(
    {
        "ideas": lambda report: replace(
            report, accounts=tuple(replace(one, ideas=()) for one in report.accounts)
        ),
        "advice": lambda report: replace(
            report, accounts=tuple(replace(one, advice=None) for one in report.accounts)
        ),
        "resolved": lambda report: replace(report, resolved=()),
        "notices": lambda report: replace(
            report, notices=tuple(one for one in report.notices if one.kind == "done_reopened")
        ),
        "reopened": lambda report: replace(
            report, notices=tuple(one for one in report.notices if one.kind != "done_reopened")
        ),
        "achieved": lambda report: replace(report, achieved=None),
        "results": lambda report: replace(report, results=()),
        "watch": lambda report: replace(report, watch=None),
    }
)
"""Section -> the report that goes without it. "hours" is no passage of its own: it changes findings, which have to be said."""


def as_far_as_sayable(report: CompanyReport, make: Callable[[CompanyReport], T]) -> T:
    """Return what `make` gives for the report, without the optional sections over which it stumbles.

    Raises what `make` raises where the report cannot be told without all of them either.
    """
    try:
        return make(report)
    except Exception:
        failed = _unsayable(report, make)
        if not failed:
            raise
        return make(_without(report, failed))


def _unsayable(report: CompanyReport, make: Callable[[CompanyReport], object]) -> dict[Section, Exception]:
    """Return the sections over which `make` stumbles when each is told alone; raises where it stumbles over the rest."""
    make(_without_all_but(None, report))
    failed: dict[Section, Exception] = {}
    for section in _WITHOUT:
        try:
            make(_without_all_but(section, report))
        except Exception as error:  # noqa: BLE001 - nothing optional can cost the report: the operator is told instead
            failed[section] = error
    return failed


def _without_all_but(kept: Section | None, report: CompanyReport) -> CompanyReport:
    for section, without in _WITHOUT.items():
        report = report if section == kept else without(report)
    return report


def _without(report: CompanyReport, failed: Mapping[Section, Exception]) -> CompanyReport:
    for section, error in failed.items():
        omitted = Omitted(section=section, place=place_of(error), error=type(error).__name__)
        report = replace(_WITHOUT[section](report), omitted=(*report.omitted, omitted))
    return report
