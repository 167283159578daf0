"""Looks at one account of a run, keeps what was seen, and says what it means for the next look."""

from dataclasses import dataclass, replace
from typing import Final

from account_health.connectors import CONNECTORS
from account_health.judging.company import judge_or_tell
from account_health.memory.tries import with_tries
from account_health.model import PARTS, AccountReport, NotOffered, Reason, Snapshot, Status, Unavailable
from account_health.model.company import Account, Company
from account_health.model.run import Run
from account_health.storage.jsons import from_json, to_json
from account_health.workflow.collect import collect_account
from account_health.workflow.expand import is_every, left_for, listed_behind, with_listed
from account_health.workflow.places import CompanyPlace
from account_health.workflow.records import freeze, load, read_state
from account_health.workflow.registry import account_of
from account_health.workflow.run_secrets import NO_SECRETS
from account_health.workflow.services import Services

PASSING: Final = frozenset({Reason.RATE_LIMITED, Reason.PLATFORM_UNAVAILABLE, Reason.TOO_SLOW})
"""Why something could not be seen now and may be seen in an hour."""
_NO_SIGHT: Final = frozenset({"reach", "access"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a look says of the account and of its line.

    `again`: something passing is in the way, so a later look may see more; `unseen`: nothing at all was seen.
    `limited` and `silent`: that is because the platform refused us for the number of our requests, or did not answer.
    `more` are the accounts that an entry for every location turned out to stand for. `behind`: a credential may show
    more than everybody sees, and this look was made by who knows none.
    """

    again: bool = False
    unseen: bool = False
    limited: bool = False
    silent: bool = False
    more: tuple[str, ...] = ()
    behind: bool = False

    @property
    def answered(self) -> bool:
        """Whether the platform did its part: it answered, and not by asking us to stay away."""
        return not self.limited and not self.silent


def audit_account(run: Run, place: CompanyPlace, account: str, services: Services) -> Looked:
    """Look at an account of the run, and keep its snapshot; an entry for every location is listed instead.

    Whatever is wrong with the account stands in its snapshot by then. Raises UnknownAccountError, BackendError,
    BrokenFileError.
    """
    company = load(services.storage, place.company_file, Company)
    listed = with_listed(company, place, None, services.storage)
    one = _account(company, listed, account)
    state = read_state(services.storage, company.id)
    # A report speaks of the hour of its mail; a look that is made before it is a look of now.
    now = min(run.now, services.clock())
    if is_every(one):
        behind = listed_behind(company, one, services, now, state)
        if behind is not None:
            freeze(services.storage, place.listed(account), to_json(replace(company, accounts=behind)))
            return Looked(more=tuple(each.id for each in behind if run.account in (None, account, each.id)))
    looked = collect_account(company, one, services, now, left_for(one, state))
    before = _before(place.snapshot(account), services)
    looked = with_tries(looked, before, services.clock())
    snapshot, report = judge_or_tell(looked, company, one, run.now, state.of(account))
    if before is None or _seen(snapshot) >= _seen(before):
        services.storage.write(place.snapshot(account), to_json(snapshot))
    row = CONNECTORS[one.platform]
    waits = row.behind is not None and services.secrets is NO_SECRETS and row.behind.is_there(snapshot)
    return replace(_meaning(snapshot, report), behind=waits)


def _account(company: Company, listed: Company, account: str) -> Account:
    """Return an account of the company: as it is registered, else as one of its entries listed it."""
    registered = any(one.id == account for one in company.accounts)
    return account_of(company if registered else listed, account)


def _meaning(snapshot: Snapshot, report: AccountReport) -> Looked:
    why = _why_unseen(snapshot)
    passing = why is not None and why <= PASSING
    in_doubt = any(one.check == "site-answers" and one.status is Status.WARN for one in report.findings)
    return Looked(
        again=in_doubt or bool(_reasons(snapshot) & PASSING),
        unseen=why is not None,
        limited=passing and Reason.RATE_LIMITED in (why or ()),
        silent=passing and Reason.RATE_LIMITED not in (why or ()),
    )


def _why_unseen(snapshot: Snapshot) -> frozenset[Reason] | None:
    """Return why nothing of an account was seen, None where something was.

    That the access is well is no sight of it: a platform's door for tokens may answer while nothing behind it does.
    """
    parts = [getattr(snapshot, name) for name in PARTS if name not in _NO_SIGHT]
    offered = [part for part in parts if not isinstance(part, NotOffered)]
    if not offered or not all(isinstance(part, Unavailable) for part in offered):
        return None
    return frozenset(part.reason for part in offered)


def _reasons(snapshot: Snapshot) -> frozenset[Reason]:
    """Return why parts are missing, wholly or in part."""
    parts = [getattr(snapshot, name) for name in PARTS]
    gaps = [part if isinstance(part, Unavailable) else getattr(part, "gap", None) for part in parts]
    return frozenset(gap.reason for gap in gaps if gap is not None)


def _seen(snapshot: Snapshot) -> int:
    """Return how much was seen: a part that is whole counts two, one with a gap one."""
    parts = [getattr(snapshot, name) for name in PARTS]
    seen = [part for part in parts if not isinstance(part, NotOffered | Unavailable)]
    return sum(1 if getattr(part, "gap", None) else 2 for part in seen)


def _before(key: str, services: Services) -> Snapshot | None:
    """Return what an earlier look of this run saw, None where this is the first one."""
    stored = services.storage.read(key)
    return None if stored is None else from_json(Snapshot, stored.body, key)
