"""One look at one account, and the boundary that keeps its failure from everybody else: a failure is a row."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from account_health.connectors import CONNECTORS
from account_health.connectors.connector import Look
from account_health.connectors.gaps import unavailable
from account_health.judging.unseen import not_audited, unseen
from account_health.memory.state import AccountState
from account_health.model import Snapshot
from account_health.model.company import Account, Company
from account_health.model.errors import CollectError
from account_health.model.plausible import believed
from account_health.model.watching import WATCH
from account_health.workflow.log_keys import about
from account_health.workflow.run_secrets import NotedSecrets
from account_health.workflow.sentiment import with_sentiment
from account_health.workflow.services import Services


def collect_account(
    company: Company, account: Account, services: Services, now: datetime, before: AccountState | None = None
) -> Snapshot:
    """Look at one account. Never raises for what is wrong with it, or with our code for it: that becomes a row.

    `before` is what the last look left behind.
    """
    secrets = NotedSecrets(services.secrets)
    with about(company=company.id, account=account.id):
        try:
            looked = _look(company, account, replace(services, secrets=secrets), now, before)
        except CollectError as error:
            looked = unseen(account, unavailable(error), now)
        except Exception as error:  # noqa: BLE001 - the one boundary of looking: whatever breaks one account breaks no other
            looked = not_audited(company, account, error, now)
    return replace(looked, old_places=secrets.old_places)


def look_of(
    company: Company, account: Account, services: Services, now: datetime, before: AccountState | None = None
) -> Look:
    """Return what a look at an account works with. Raises BackendError for a credential that cannot be read."""
    name = account.credential or account.id
    return Look(
        company=company,
        account=account,
        now=now,
        fetcher=services.network.fetcher(),
        pool=services.pool,
        secret=None if account.id == WATCH else services.secrets.get(company.id, name),
        stored_as=services.secrets.named(company.id, name),
        pinned_id=before.pinned_id if before else None,
        memory=before.memory if before else None,
        once=services.once,
        secrets=partial(services.secrets.get, company.id),
    )


def _look(
    company: Company, account: Account, services: Services, now: datetime, before: AccountState | None
) -> Snapshot:
    looked = CONNECTORS[account.platform].connector.collect(look_of(company, account, services, now, before))
    return complete(looked, services)


def complete(looked: Snapshot, services: Services) -> Snapshot:
    """Return what was seen without what cannot be true, and with the tones of its texts."""
    return with_sentiment(believed(looked), services.tones)
