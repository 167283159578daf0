"""One case of a judgement: what was seen, of whom, when, and what the check has to say."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from typing import Any
from unittest.mock import patch

from account_health.checks import BY_ID, Check
from account_health.judging import audit as auditing
from account_health.memory.state import AccountState
from account_health.model import AccountReport, Finding, ReportRhythm, Severity, Snapshot, Status
from account_health.model.company import Account, Company
from tests.builders import FACTS, NOW, URL, account, company, days_ago

HOURS = "Mo-Fr 6:30-18:00\nSa 6:30-13:00\nSo geschlossen"
PLATFORM = {
    "feed-readable": "blog",
    "plausible-dates": "blog",
    "website": "blog",
    "domain-lost": "blog",
    "certificate": "blog",
    "site-answers": "blog",
    "noindex": "blog",
    "imprint": "blog",
    "privacy-policy": "blog",
    "imprint-names-profiles": "blog",
    "imprint-content": "blog",
    "linked-accounts": "blog",
    "dead-dispute-link": "blog",
    "outdated-law": "blog",
    "dead-service": "blog",
    "foreign-law": "blog",
    "dead-links": "blog",
    "unanswered-comments": "facebook",
    "unanswered-mentions": "x",
    "unanswered-criticism": "facebook",
    "last-post-age": "facebook",
    "posting-frequency": "facebook",
    "dormant-account": "facebook",
    "posting-gap": "facebook",
    "dormancy-notice": "facebook",
    "expired-promotion": "facebook",
    "comment-surge": "facebook",
    "response-time": "facebook",
    "response-rate": "facebook",
    "comments-disabled": "instagram",
    "hidden-comments": "facebook",
    "alt-text": "instagram",
    "handle": "instagram",
    "unread-messages": "facebook",
}
"""Check id -> the platform on which its cases play, a Google listing for the others."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """What was seen of one account, and the status that a check has to give it.

    `parts` are the parts of the snapshot, all others are not offered; `mine` and `whole` change account and company;
    `before` is what the last look left, None for a first look. `severity` and `figure` are asserted where given.
    """

    check: str
    name: str
    status: Status
    parts: dict[str, Any]
    mine: dict[str, Any] = field(default_factory=dict)
    whole: dict[str, Any] = field(default_factory=dict)
    before: AccountState | None = None
    now: datetime = NOW
    says: str = ""
    severity: Severity | None = None
    figure: object = ...

    @property
    def account(self) -> Account:
        """The account; a check that is off by default is switched on."""
        platform = PLATFORM.get(self.check, "google_business_profile")
        base: dict[str, Any] = {
            "id": "one",
            "platform": platform,
            "facts": replace(FACTS, hours=HOURS),
            "posts": "biweekly",
        }
        if BY_ID[self.check].report_rhythm is ReportRhythm.OFF:
            base["checks"] = ((self.check, "on"),)
        return account(**(base | self.mine))

    @property
    def company(self) -> Company:
        """The company that has this account alone, unless the case says otherwise."""
        mine = self.account
        return company(**({"accounts": (mine,)} | self.whole))

    @property
    def snapshot(self) -> Snapshot:
        """What was seen."""
        mine = self.account
        return Snapshot(
            account=mine.id, platform=mine.platform, url=URL, taken_at=self.now, requests=1, **self.parts
        )

    def report(self) -> AccountReport:
        """Judge the account."""
        return auditing.audit(self.snapshot, self.company, self.account, self.now, self.before)

    def finding(self) -> Finding:
        """Return what the case's check says, judged with nothing but the checks that it may yield to."""
        with patch.object(auditing, "CHECKS", _needed(self.check)):
            return self.among_all()

    def among_all(self) -> Finding:
        """Return what the case's check says where all checks are judged."""
        return next(one for one in self.report().findings if one.check == self.check)


@cache
def _needed(check: str) -> tuple[Check, ...]:
    """Return the row of a check after those of all checks that it may yield to."""
    causes = tuple(one for cause in BY_ID[check].because for one in _needed(cause))
    return tuple(dict.fromkeys((*causes, BY_ID[check])))


class Table:
    """The cases of one check, written as one line each."""

    def __init__(self, check: str) -> None:
        self.check = check
        self.cases: list[Case] = []

    def says(self, status: Status, name: str, **given: Any) -> "Table":
        """Add a case; keywords that are no field of it are parts of the snapshot."""
        own = {
            key: given.pop(key)
            for key in ("mine", "whole", "before", "now", "says", "severity", "figure")
            if key in given
        }
        self.cases.append(Case(check=self.check, name=name, status=status, parts=given, **own))
        return self

    def passes(self, name: str, **given: Any) -> "Table":
        """Add a case that is well."""
        return self.says(Status.PASS, name, **given)

    def warns(self, name: str, **given: Any) -> "Table":
        """Add a case that warns."""
        return self.says(Status.WARN, name, **given)

    def fails(self, name: str, **given: Any) -> "Table":
        """Add a case that fails."""
        return self.says(Status.FAIL, name, **given)

    def silent(self, name: str, **given: Any) -> "Table":
        """Add a case to which the check does not apply."""
        return self.says(Status.NOT_APPLICABLE, name, **given)

    def unsure(self, name: str, **given: Any) -> "Table":
        """Add a case that cannot be judged."""
        return self.says(Status.UNKNOWN, name, **given)


def left(**changes: Any) -> AccountState:
    """Return what the last look left, a week ago; the first one was ten weeks ago."""
    base: dict[str, Any] = {"account": "one", "first_look": days_ago(70), "last_look": days_ago(7)}
    return AccountState(**(base | changes))


def limits(check: str, **numbers: float) -> dict[str, Any]:
    """Return an account's own limits for a check."""
    return {"thresholds": ((check, tuple(numbers.items())),)}
