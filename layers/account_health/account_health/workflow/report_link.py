"""The link to a whole report: who may follow it, until when, and the keys that make it trustworthy."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from account_health.model.errors import BackendError, UsageError
from account_health.report import ReportLink
from account_health.workflow.link_token import Grant, sign
from account_health.workflow.services import Services

STACK: Final = "_stack"
"""The folder of secrets that belong to no company."""
KEYS: Final = "report-link"
"""The name of the keys that sign links."""
LASTS: Final = timedelta(days=30)
_KEPT: Final = timedelta(minutes=5)
"""How long a process works with the keys that it read."""

logger = logging.getLogger(__name__)


def report_link(company: str, run: str, now: datetime, services: Services) -> ReportLink | None:
    """Return the link to a report, None where links are off or cannot be made: a mail without one is better than none.

    The same report has the same link however often it is made. Why there is none is logged.
    """
    base = services.settings.report_url
    if base is None:
        return None
    end = now.replace(microsecond=0) + LASTS
    try:
        token = sign(Grant(company=company, run=run, end=end), keys(services))
    except (BackendError, UsageError) as error:
        logger.warning("the mail goes without the link to its report", extra={"why": str(error)})
        return None
    return ReportLink(url=f"{base.rstrip('/')}/{token}", end=end)


def keys(services: Services) -> Mapping[str, str]:
    """Return the keys of report links by their ids, read anew every few minutes.

    Raises UsageError where none are stored, BackendError where the store refuses.
    """
    at = services.clock()

    def read() -> tuple[datetime, Mapping[str, str]]:
        secret = services.secrets.get(STACK, KEYS)
        return at, {} if secret is None else secret.values

    _, stored = services.once.get((STACK, KEYS), read, lambda known: at - known[0] < _KEPT)
    if not stored:
        raise UsageError(
            "ReportLink is on and there is no key for it: put one into the parameter "
            f"{services.secrets.named(STACK, KEYS)}, as docs/report-link.md says."
        )
    return stored
