"""The row of an account of which nothing could be seen: what failed is data, with its reason, for every part that it has."""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from account_health.model import PARTS, NotOffered, Reason, Snapshot, Unavailable
from account_health.model.company import Account, Company
from account_health.model.errors import AccountHealthError
from account_health.model.platform import PLATFORM_ROWS
from account_health.model.plausible import believed
from account_health.text.redact import detail, place_of

logger = logging.getLogger(__name__)


def not_audited(company: Company, account: Account, error: Exception, now: datetime) -> Snapshot:
    """Return the row of an account over which our code stumbled, and tell the operator where."""
    # Not the whole traceback: it may quote what a platform answered, and a token with it.
    logger.error(
        "account not audited",
        extra={
            "company": company.id,
            "account": account.id,
            "error": type(error).__name__,
            "at": place_of(error),
        },
    )
    told = f": {error}" if isinstance(error, AccountHealthError) else ""
    return unseen(account, Unavailable(Reason.NOT_AUDITED, detail(type(error).__name__ + told)), now)


def unseen(account: Account, why: Unavailable, now: datetime) -> Snapshot:
    """Return the row of an account of which nothing could be seen: every part that it has is missing."""
    offered = PLATFORM_ROWS[account.platform].parts
    parts: dict[str, Any] = {part: why for part in PARTS if part in offered}
    return Snapshot(
        account=account.id, platform=account.platform, url=account.url, taken_at=now, requests=0, **parts
    )


def reasons_unseen(snapshot: Snapshot) -> frozenset[Reason] | None:
    """Return why nothing of an account could be seen; None where something was. That nobody answered is no sight."""
    parts = [getattr(snapshot, name) for name in PARTS if name != "reach"]
    missing = [part for part in parts if not isinstance(part, NotOffered)]
    if not missing or not all(isinstance(part, Unavailable) for part in missing):
        return None
    return frozenset(part.reason for part in missing)


def every_account(
    accounts: Iterable[Account],
    snapshots: Iterable[Snapshot],
    failures: Mapping[str, Unavailable],
    now: datetime,
) -> tuple[Snapshot, ...]:
    """Return one snapshot per account that a run looks at, in this order.

    An account without one becomes a row that says what `failures` knows of it. Snapshots that were
    saved by another version are believed no more than a look of now.
    """
    seen = {snapshot.account: believed(snapshot) for snapshot in snapshots}
    return tuple(
        seen.get(account.id)
        or unseen(account, failures.get(account.id, Unavailable(Reason.NOT_AUDITED, "NotAudited")), now)
        for account in accounts
    )
