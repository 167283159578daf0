"""Whether what waited for an answer is resolved, or has only gone out of sight: nobody is praised for what grew old."""

from typing import Final

from account_health.memory.state import AccountState, last_week
from account_health.model import AccountReport, Snapshot
from account_health.model.terms import PRESSING_SOUNDS

PRESSING: Final = "unanswered-criticism"
OTHERS: Final = frozenset({"unanswered-comments", "unanswered-mentions", "unanswered-reviews"})


def is_resolved(check: str, before: AccountState | None, snapshot: Snapshot, report: AccountReport) -> bool:
    """Tell whether a check that passes now may be called done.

    Of people who waited last week each has to be there still, and to wait no more. Who is not seen any more fell out
    of the window, or was deleted: nobody knows of an answer. Other checks say that by themselves.
    """
    if check != PRESSING and check not in OTHERS:
        return True
    last = last_week(before, snapshot.taken_at)
    waited = {
        item
        for item, tone in (last.waiting if last else ())
        if (tone in PRESSING_SOUNDS) is (check == PRESSING)
    }
    here = {item.id for talk in snapshot.conversations for item in talk.items}
    return waited <= here - {item.id for item in report.open_items}
