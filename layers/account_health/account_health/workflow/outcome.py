"""What became of one company in a run: read from its report and the ledger, and kept in one object for the end of the run."""

import json
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from account_health.ledger import (
    DeliveryState,
    LedgerEntry,
    LedgerKey,
    Suppression,
    address_hash,
    look_up,
    suppression_of,
)
from account_health.model.company import Company
from account_health.model.errors import BrokenFileError
from account_health.model.run import Run
from account_health.report import Brief, brief_of
from account_health.storage import Storage
from account_health.storage.jsons import from_json, to_json
from account_health.workflow.expand import with_listed
from account_health.workflow.places import CompanyPlace, PlanPlace, alert_file

NO_REPORT = "NoReport"
"""What is said of a company that has neither a report nor a note why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailOutcome:
    """One mail that was due, and what the ledger says; None where it was never claimed.

    `suppression` is why the address is not mailed any more, None where it is.
    """

    recipient: str
    mail: str = "report"
    entry: LedgerEntry | None
    suppression: Suppression | None = None

    @property
    def state(self) -> str:
        """The ledger's state, or why there is none."""
        if self.withheld:
            return DeliveryState.SUPPRESSED.value
        return "not sent" if self.entry is None else self.entry.state.value

    @property
    def sent(self) -> bool:
        """Whether the ledger says that it was sent: nothing else counts as that."""
        return self.entry is not None and self.entry.state is DeliveryState.SENT

    @property
    def withheld(self) -> bool:
        """Whether it was not sent because the address bounced for good or its owner complained."""
        return self.suppression is not None and (self.entry is None or self.entry.certainly_not_sent)

    @property
    def owed(self) -> bool:
        """Whether a person has to look: not sent, and not withheld on purpose."""
        return not self.sent and not self.withheld


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyOutcome:
    """One company of the plan. `error` is why it has no report; the figures and the line in the overview are None then.

    `due` is whether a mail is owed: by the plan, or because the run found something that cannot wait.
    """

    company: str
    due: bool
    error: str | None = None
    problems: tuple[str, ...] = ()
    score: int | None = None
    coverage: float | None = None
    accounts: int = 0
    unseen: tuple[str, ...] = ()
    unsubscribed: tuple[str, ...] = ()
    mails: tuple[MailOutcome, ...] = ()
    brief: Brief | None = None
    omitted: tuple[str, ...] = ()
    """The sections that its report goes without, with the line of our code that failed."""
    old_places: tuple[str, ...] = ()
    """Its credentials that lie where only this release reads, each as `account: parameter`."""

    @property
    def missing(self) -> bool:
        """Whether a mail is due that has no SENT. Where everybody signed off or bounced, none is."""
        return self.due and (self.error is not None or any(mail.owed for mail in self.mails))

    @property
    def bounced(self) -> tuple[MailOutcome, ...]:
        """The recipients who are not mailed any more, by a permanent bounce or a complaint."""
        return tuple(mail for mail in self.mails if mail.suppression is not None)

    @property
    def unreached(self) -> bool:
        """Whether a report is due, and every single recipient of it bounced or complained."""
        return self.due and bool(self.mails) and len(self.bounced) == len(self.mails)

    @property
    def why(self) -> str:
        """Say in a word or two why a mail is missing."""
        return self.error or ", ".join(sorted({mail.state for mail in self.mails if mail.owed}))


def note_outcome(
    row: Mapping[str, Any], run: Run, storage: Storage, old_places: tuple[str, ...] = ()
) -> None:
    """Keep what became of one row of the plan, for the end of the run. Raises BackendError.

    `old_places` only the step knows that saw the snapshots.
    """
    outcome = replace(company_outcome(row, run, storage), old_places=old_places)
    storage.write(PlanPlace(run.id).outcome(row["company"]), to_json(outcome))


def known_outcome(
    row: Mapping[str, Any], run: Run, suppressed: Container[str], storage: Storage
) -> CompanyOutcome:
    """Return what became of one row: as its last step noted it, and read anew where a mail is owed or an address is in trouble.

    `suppressed` are the hashes of who is not mailed any more by now. Raises BackendError.
    """
    key = PlanPlace(run.id).outcome(row["company"])
    stored = storage.read(key)
    old_places: tuple[str, ...] = ()
    if stored is not None:
        with suppress(BrokenFileError):
            known = from_json(CompanyOutcome, stored.body, key)
            told = any(address_hash(mail.recipient) in suppressed for mail in known.mails)
            if not known.missing and not told and not known.bounced:
                return known
            old_places = known.old_places
    return replace(company_outcome(row, run, storage), old_places=old_places)


def company_outcome(row: Mapping[str, Any], run: Run, storage: Storage) -> CompanyOutcome:
    """Return what became of one row of the plan; what is broken there stops no other. Raises BackendError."""
    try:
        return _outcome(row, run, storage)
    except BrokenFileError as error:
        problem = str(error)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        problem = (
            f"runs/{row['company']}/{run.id}/ holds a file that cannot be used ({type(error).__name__})."
        )
    return CompanyOutcome(
        company=row["company"], due=bool(row["due"]), error="BrokenFileError", problems=(problem,)
    )


def _outcome(row: Mapping[str, Any], run: Run, storage: Storage) -> CompanyOutcome:
    place = CompanyPlace(row["company"], run.id)
    due = bool(row["due"])
    failed = storage.read(place.error)
    if failed is not None:
        why = json.loads(failed.body)
        return CompanyOutcome(
            company=place.company, due=due, error=why["error"], problems=tuple(why["problems"])
        )
    saved, report = storage.read(place.company_file), storage.read(place.report("json"))
    owed = storage.read(place.due)
    if owed is None:
        decided = _decided(place.company, run, storage)
        due = due or any(mail.owed for mail in decided)
        return CompanyOutcome(company=place.company, due=due, error=NO_REPORT, mails=decided)
    rows = json.loads(owed.body)
    due = due or bool(rows)
    if saved is None or report is None:
        return CompanyOutcome(company=place.company, due=due, error=NO_REPORT)
    company = from_json(Company, saved.body, place.company_file)
    company = with_listed(company, place, run.account, storage)
    said = json.loads(report.body)
    return CompanyOutcome(
        company=company.id,
        due=due,
        score=said["score"],
        coverage=said["coverage"],
        accounts=len(said["accounts"]),
        unseen=tuple(account["id"] for account in said["accounts"] if _unseen(account)),
        unsubscribed=company.report.unsubscribed,
        mails=_mails(rows, company.id, run, storage),
        brief=brief_of(said, company),
        omitted=tuple(map(_omitted, said.get("omitted", ()))),
    )


def _decided(company: str, run: Run, storage: Storage) -> tuple[MailOutcome, ...]:
    """Return the alerts that a day has decided, where the step died before it could say what it owes."""
    stored = storage.read(alert_file(company, run.period)) if run.mails_alerts else None
    decided = [] if stored is None else json.loads(stored.body)["recipients"]
    return _mails([{"mail": "alert", "recipient": address} for address, _ in decided], company, run, storage)


def _omitted(one: Mapping[str, Any]) -> str:
    whose = f" of {one['account']}" if one["account"] else ""
    return f"{one['section']}{whose}: {one['error']} in {one['place']}"


def _unseen(account: Mapping[str, Any]) -> bool:
    """Tell whether nothing of an account could be judged; also where all of it is muted, and it was not seen."""
    return not account["coverage"] and bool(account["unavailable"])


def _mails(
    owed: Iterable[Mapping[str, str]], company: str, run: Run, storage: Storage
) -> tuple[MailOutcome, ...]:
    keys = (LedgerKey(period=run.period, company=company, **row) for row in owed)
    return tuple(
        MailOutcome(
            recipient=key.recipient,
            mail=key.mail,
            entry=look_up(storage, key),
            suppression=suppression_of(storage, key.recipient),
        )
        for key in keys
    )
