"""The look at what is said and shown in a company's name: made like an account, although nobody registers it as one."""

from typing import Final

from account_health.model.company import Account, Company
from account_health.model.run import Run

WATCH: Final = "watch"
"""The id of that look, which no account may have."""


def watch_account(company: Company) -> Account | None:
    """Return the account that stands for the look; None where the file has neither `[watch]` nor `[[known]]`."""
    if company.watch is None and not company.known:
        return None
    return Account(id=WATCH, platform=WATCH, url="", posts="none")


def has_secret_feeds(account: Account, company: Company | None) -> bool:
    """Say whether this is the look at a company's name, and one of its alert feeds is known by a credential alone."""
    feeds = company.watch.feeds if company is not None and company.watch is not None else ()
    return account.id == WATCH and any(feed.credential is not None for feed in feeds)


def looked_at(company: Company, run: Run) -> tuple[Account, ...]:
    """Return what a run looks at: the company's accounts and, where a whole company is reported on, its name.

    A daily run is for what cannot wait, and a run about one account is about that.
    """
    watch = None if run.account is not None or run.kind == "daily" else watch_account(company)
    return company.accounts if watch is None else (*company.accounts, watch)
