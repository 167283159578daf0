"""The identity of a run: its name, which week it is for, whom it is about and who is mailed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["weekly", "daily", "manual"]
MailTo: TypeAlias = Literal["company", "operator", "none"]
Only: TypeAlias = Literal["missing"]
"""Which companies a repeat is about: those that have not got the week's report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run. `id` is also the execution's name, `period` the ledger's, `week` the ISO week it is told as.

    `now` is the hour that its reports speak of: that of the mail, where the run begins before it. `company` and `account`
    are None where the run is about all of them. `mail` says who may be mailed, `only` which of the companies it is about.
    No mail goes out before `mail_from`, and nobody is looked at after `look_until`, which the plan sets; None is no bound.
    """

    id: str
    kind: Kind
    period: str
    week: str
    now: datetime
    company: str | None = None
    account: str | None = None
    dry_run: bool = False
    mail: MailTo = "company"
    repeat: int | None = None
    only: Only | None = None
    mail_from: datetime | None = None
    look_until: datetime | None = None

    @property
    def keeps_history(self) -> bool:
        """Whether the run becomes an entry of the companies' histories."""
        return self.kind == "weekly" and not self.dry_run and self.account is None

    @property
    def keeps_state(self) -> bool:
        """Whether what the run saw of the accounts is remembered."""
        return not self.dry_run

    @property
    def mails_companies(self) -> bool:
        """Whether companies get their report. The daily run mails alerts only, never a report."""
        return self.mail == "company" and self.kind != "daily"

    @property
    def mails_alerts(self) -> bool:
        """Whether companies are mailed what cannot wait for their report."""
        return self.mail == "company" and self.kind == "daily"
