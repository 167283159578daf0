"""One look at one account, and the boundary that keeps its failure from everybody else: a failure is a row."""

import logging
import traceback
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from account_health.company import Account, Company
from account_health.connectors import PLATFORMS
from account_health.connectors.connector import Look
from account_health.connectors.gaps import detail, unavailable
from account_health.errors import AccountHealthError, CollectError
from account_health.model import PARTS, NotOffered, Reason, Snapshot, Unavailable
from account_health.plausible import believed
from account_health.state import AccountState
from account_health.workflow.hearing import heard
from account_health.workflow.services import Services

UNSUPPORTED: Final = frozenset({"posts", "comments", "phones", "emails", "addresses", "links", "texts"})
"""The parts that are missing of an account whose platform cannot be audited yet: what every platform has."""

logger = logging.getLogger(__name__)


def collect_account(
    company: Company, account: Account, services: Services, now: datetime, before: AccountState | None = None
) -> Snapshot:
    """Look at one account. Never raises for what is wrong with it, or with our code for it: that becomes a row.

    `before` is what the last look left behind.
    """
    try:
        return _look(company, account, services, now, before)
    except CollectError as error:
        return unseen(account, unavailable(error), now)
    except Exception as error:  # noqa: BLE001 - the one boundary of looking: whatever breaks one account breaks no other
        return not_audited(company, account, error, now)


def not_audited(company: Company, account: Account, error: Exception, now: datetime) -> Snapshot:
    """Return the row of an account over which our code stumbled, and tell the operator where."""
    # Not the whole traceback: it may quote what a platform answered, and a token with it.
    logger.error(
        "account not audited",
        extra={
            "company": company.id,
            "account": account.id,
            "error": type(error).__name__,
            "at": _place(error),
        },
    )
    told = f": {error}" if isinstance(error, AccountHealthError) else ""
    return unseen(account, Unavailable(Reason.NOT_AUDITED, detail(type(error).__name__ + told)), now)


def look_of(
    company: Company, account: Account, services: Services, now: datetime, before: AccountState | None = None
) -> Look:
    """Return what a look at an account works with. Raises BackendError for a credential that cannot be read."""
    return Look(
        company=company,
        account=account,
        now=now,
        fetcher=services.network.fetcher(),
        pool=services.pool,
        secret=services.secrets.get(company.id, account.credential or account.id),
        pinned_id=before.pinned_id if before else None,
        memory=before.memory if before else None,
        once=services.once,
    )


def _look(
    company: Company, account: Account, services: Services, now: datetime, before: AccountState | None
) -> Snapshot:
    row = PLATFORMS.get(account.platform)
    if row is None:
        return unseen(
            account, Unavailable(Reason.NOT_AUDITED, f"{account.platform} cannot be audited yet"), now
        )
    looked = row.connector.collect(look_of(company, account, services, now, before))
    return heard(believed(looked), services.tones)


def _place(error: BaseException) -> str:
    """Return the line of code that failed: all of a traceback that cannot hold anybody's data."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"


def unseen(account: Account, why: Unavailable, now: datetime) -> Snapshot:
    """Return the row of an account of which nothing could be seen: every part that it has is missing."""
    row = PLATFORMS.get(account.platform)
    offers = UNSUPPORTED if row is None else row.offers
    parts: dict[str, Any] = {part: why for part in PARTS if part in offers}
    return Snapshot(
        account=account.id, platform=account.platform, url=account.url, taken_at=now, requests=0, **parts
    )


def reasons_unseen(snapshot: Snapshot) -> frozenset[Reason] | None:
    """Return why nothing of an account could be seen; None where something was."""
    parts = [getattr(snapshot, name) for name in PARTS]
    missing = [part for part in parts if not isinstance(part, NotOffered)]
    if not missing or not all(isinstance(part, Unavailable) for part in missing):
        return None
    return frozenset(part.reason for part in missing)


def every_account(
    company: Company, snapshots: Iterable[Snapshot], failures: Mapping[str, str], now: datetime
) -> tuple[Snapshot, ...]:
    """Return one snapshot per account of the company, in its order.

    An account without one becomes a row with the name of the error that `failures` knows for it. Snapshots that were
    saved by another version are believed no more than a look of now.
    """
    seen = {snapshot.account: believed(snapshot) for snapshot in snapshots}
    return tuple(
        seen.get(account.id)
        or unseen(account, Unavailable(Reason.NOT_AUDITED, failures.get(account.id, "NotAudited")), now)
        for account in company.accounts
    )
