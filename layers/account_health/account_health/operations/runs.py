"""A run as whoever started it follows it: which companies it is about, which have a report, what became of their mails."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from account_health.model.errors import UsageError
from account_health.model.run import Run
from account_health.storage import Storage
from account_health.workflow.outcome import CompanyOutcome, company_outcome
from account_health.workflow.places import CompanyPlace, PlanPlace
from account_health.workflow.run import run_from_json


@dataclass(frozen=True, slots=True)
class Followed:
    """A run and the rows of its plan, each with at least the company and whether it is owed a mail."""

    run: Run
    rows: tuple[Mapping[str, Any], ...]

    @property
    def companies(self) -> tuple[str, ...]:
        """The ids of the companies that the run is about."""
        return tuple(row["company"] for row in self.rows)


def event_of(
    company: str | None, *, dry_run: bool, mail: str | None, repeat: int | None = None
) -> dict[str, object]:
    """Return the event that starts a run by hand; `repeat` is the number of one that mails the same people on the same day once more."""
    event: dict[str, object] = {"kind": "manual"}
    if company is not None:
        event["company"] = company
    if dry_run:
        event["dry_run"] = True
    if mail is not None:
        event["mail"] = mail
    if repeat is not None:
        event["repeat"] = repeat
    return event


def followed(document: Mapping[str, Any], storage: Storage) -> Followed | None:
    """Return the run that an execution was started with, None where that is none of ours; without a plan it has no rows yet."""
    try:
        run = run_from_json(document.get("run") or {})
    except UsageError:
        return None
    stored = storage.read(PlanPlace(run.id).plan)
    rows = json.loads(stored.body) if stored is not None else []
    return Followed(run, tuple(rows))


def reported(found: Followed, storage: Storage, known: Iterable[str] = ()) -> frozenset[str]:
    """Return the companies that have a report or a word why not; those in `known` are not asked for again."""
    done = set(known)
    for company in found.companies:
        if company in done:
            continue
        place = CompanyPlace(company, found.run.id)
        ends = {place.report("json"), place.error}
        if any(key in ends for key in storage.keys(place.folder)):
            done.add(company)
    return frozenset(done)


def outcomes(found: Followed, storage: Storage) -> tuple[CompanyOutcome, ...]:
    """Return what became of each company of the run. Raises BackendError."""
    return tuple(company_outcome(row, found.run, storage) for row in found.rows)
