"""How long ago the last weekly report went out, read from the ledger: a schedule that starts nothing is silent itself."""

from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from account_health.ledger import DeliveryState, entry_at
from account_health.storage import Storage

NEVER: Final = 99
"""Days that are said where no report of the last weeks is known: a stack that never mailed rings, too."""
_WEEKS: Final = 10
_MOST: Final = 200
"""So many mails of a week are looked at; where none of them went out, the week counts as one without a report."""


def days_since_weekly_report(storage: Storage, now: datetime) -> int:
    """Return the whole days since a company was last mailed its weekly report. Raises BackendError.

    Only what the ledger calls SENT counts, and only under the name of a week: a report by hand proves no schedule.
    """
    # A run may begin on the evening before the week that it is for.
    for back in range(_WEEKS):
        week = f"{now + timedelta(days=1) - timedelta(weeks=back):%G-W%V}"
        for key in islice(storage.keys(f"ledger/report/{week}/"), _MOST):
            entry = entry_at(storage, key)
            if entry is not None and entry.state is DeliveryState.SENT:
                return max(0, (now - entry.at).days)
    return NEVER
