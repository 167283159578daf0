"""What a connector is: it looks at one account and returns a snapshot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from account_health.connectors.http.fetcher import Fetcher
from account_health.connectors.pool import Pool
from account_health.connectors.process_cache import Once
from account_health.model import Snapshot
from account_health.model.company import Account, Company
from account_health.storage import Secret
from account_health.storage.secret import parameter_of


def _no_secret(_name: str) -> Secret | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one look at an account works with: who is looked at, when, over which wire.

    `pinned_id` is the platform's id of the account as an earlier look resolved it, `memory` what the connector
    left for this look in its last snapshot. `once` holds what all looks of a process share. `secrets` returns another
    credential of the company by its name, None where none is stored; it raises BackendError. `stored_as` is what the
    account's own is called where it lies.
    """

    company: Company
    account: Account
    now: datetime
    fetcher: Fetcher
    pool: Pool
    secret: Secret | None = None
    stored_as: str | None = None
    pinned_id: str | None = None
    memory: str | None = None
    once: Once = field(default_factory=Once)
    secrets: Callable[[str], Secret | None] = field(default=_no_secret, repr=False)

    @property
    def credential_place(self) -> str:
        """Where the account's credential belongs: what it is called there, or at least the path that every store shares."""
        name = self.account.credential or self.account.id
        return self.stored_as or parameter_of(self.company.id, name)


def snapshot_of(look: Look, parts: Mapping[str, Any]) -> Snapshot:
    """Return the snapshot of a look; a part that `parts` does not name is not offered.

    Beside parts it may hold what else a connector tells: its memory, and what the look cost.
    """
    account = look.account
    return Snapshot(
        account=account.id,
        platform=account.platform,
        url=account.url,
        taken_at=look.now,
        requests=look.fetcher.requests,
        **parts,
    )


class Connector(Protocol):
    """Looks at one account."""

    def collect(self, look: Look) -> Snapshot:
        """Return what can be seen now; a part that cannot be seen is `Unavailable` with its reason.

        Raises CollectError only where nothing at all could be seen.
        """
