"""Asks for each registered account what is stored for it, and the platform whose that is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from account_health.connectors import CONNECTORS
from account_health.connectors.connector import Look
from account_health.connectors.http.network import Network
from account_health.connectors.pool import Pool
from account_health.connectors.process_cache import Once
from account_health.connectors.whose import Whose
from account_health.model import Reason, Unavailable
from account_health.model.company import Account, Company
from account_health.model.errors import BackendError
from account_health.operations.credentials import Expected, expected, lacking
from account_health.operations.diagnosis import Found
from account_health.storage import Secret, Secrets
from account_health.text.redact import detail, place_of


@dataclass(frozen=True, slots=True)
class Asked:
    """One registered company and the file that it is registered in, as people name it."""

    company: Company
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Examiner:
    """What every question shares.

    `place` says where a credential belongs, as people write it there; `misspelt` names for such a place the name under
    which it probably lies instead.
    """

    secrets: Secrets
    network: Network
    pool: Pool
    now: datetime
    place: Callable[[Expected], str]
    misspelt: Mapping[str, str] = field(default_factory=dict)
    once: Once = field(default_factory=Once)

    def examine(self, asked: Asked, account: Account) -> Found:
        """Return what is stored for an account and what the platform says to it; raises nothing of either."""
        wanted = expected(asked.company, account)
        place = self.place(wanted)
        secret: Secret | None = None
        unreadable: str | None = None
        try:
            secret = self.secrets.get(asked.company.id, account.credential or account.id)
        except BackendError as error:
            unreadable = detail(str(error))
        ready = secret is not None and not lacking(account.platform, secret)
        askable = unreadable is None and (ready or (secret is None and wanted.optional))
        return Found(
            company=asked.company,
            account=account,
            file=asked.file,
            wanted=wanted,
            place=place,
            secret=secret,
            unreadable=unreadable,
            misspelt=self.misspelt.get(place),
            whose=self._whose(asked.company, account, secret) if askable else None,
        )

    def _whose(self, company: Company, account: Account, secret: Secret | None) -> Whose | None:
        ask = CONNECTORS[account.platform].whose
        if ask is None:
            return None
        look = Look(
            company=company,
            account=account,
            now=self.now,
            fetcher=self.network.fetcher(),
            pool=self.pool,
            secret=secret,
            stored_as=self.place(expected(company, account)),
            once=self.once,
        )
        try:
            return ask(look)
        except Exception as error:  # noqa: BLE001 - the boundary between accounts: a fault of ours hides no other
            # Without the error's text: it may quote what a platform answered.
            return Whose(
                trouble=Unavailable(Reason.NOT_AUDITED, f"{type(error).__name__} in {place_of(error)}")
            )
