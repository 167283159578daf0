"""What SES takes, held against what a run is to mail: told before its mails, since afterwards it is too late."""

import logging
from collections.abc import Iterator
from typing import Final

from account_health.model.run import Run
from account_health.storage import Sending
from account_health.workflow.services import Services

logger = logging.getLogger(__name__)

SECONDS_A_MAIL: Final = 2
"""About so long one company's step takes beside its mail: so many senders for each mail a second keep SES's pace."""


def prepare_sending(run: Run, mails: int, services: Services) -> int:
    """Count and log what will keep some of so many mails from going out, and return how many companies to mail side by side.

    The figure `sending_in_doubt` rings; what SES does not tell is no reason to.
    """
    most = services.settings.senders
    mailing = run.mails_companies or run.mails_alerts
    found = services.sending() if mailing else None
    why = list(_in_doubt(found, mails if run.mails_companies else 0)) if found is not None else []
    if why:
        logger.warning("SES will not take every mail", extra={"why": why, "mails": mails})
        services.count({"sending_in_doubt": len(why)})
    if found is None or found.a_second <= 0:
        return most
    return max(1, min(most, int(found.a_second * SECONDS_A_MAIL)))


def _in_doubt(found: Sending, mails: int) -> Iterator[str]:
    if not found.production:
        yield "the account is in SES's sandbox, which sends to verified addresses alone"
    if not found.enabled:
        yield "sending is paused"
    if found.state != "HEALTHY":
        yield f"SES calls the account {found.state}"
    if found.left < mails:
        yield f"{mails} mails are due, and the quota of 24 hours leaves {found.left:.0f}"
