"""Asks for what an account shows only to who has its key, after everybody's view of it was saved; reads no page."""

from dataclasses import dataclass, replace
from datetime import datetime

from account_health.connectors import CONNECTORS, Behind
from account_health.connectors.gaps import unavailable
from account_health.model import Reason, Snapshot, Unavailable
from account_health.model.company import Account, Company
from account_health.model.errors import BackendError, CollectError
from account_health.model.run import Run
from account_health.storage.jsons import from_json, to_json
from account_health.workflow.audit_account import PASSING, Looked
from account_health.workflow.collect import complete, look_of
from account_health.workflow.places import CompanyPlace
from account_health.workflow.records import load
from account_health.workflow.registry import account_of
from account_health.workflow.run_secrets import NotedSecrets
from account_health.workflow.services import Services


def audit_behind(run: Run, place: CompanyPlace, account: str, services: Services) -> Looked:
    """Put what the key shows into the account's snapshot; without a stored key that stays as it is.

    What goes wrong is told in the part that the key would have shown, so nothing is well that was not seen.
    Raises BackendError, BrokenFileError.
    """
    company = load(services.storage, place.company_file, Company)
    one = account_of(company, account)
    key = place.snapshot(account)
    stored = services.storage.read(key)
    row = CONNECTORS[one.platform]
    if stored is None or row.behind is None:
        return Looked()
    before = from_json(Snapshot, stored.body, key)
    secrets = NotedSecrets(services.secrets)
    asking = replace(services, secrets=secrets)
    found = _Door(row.behind, company, one).open(before, asking, min(run.now, services.clock()))
    if found is before:
        return Looked()
    found = replace(found, old_places=tuple(sorted({*before.old_places, *secrets.old_places})))
    services.storage.write(key, to_json(complete(found, services)))
    return Looked(again=isinstance(found.comments, Unavailable) and found.comments.reason in PASSING)


@dataclass(frozen=True, slots=True)
class _Door:
    """What an account shows to who has its key."""

    behind: Behind
    company: Company
    account: Account

    def open(self, before: Snapshot, services: Services, now: datetime) -> Snapshot:
        """Return the snapshot with what the key shows, or why nobody could ask. Raises BackendError."""
        try:
            return self.behind.see(look_of(self.company, self.account, services, now), before)
        except CollectError as error:
            return self.behind.miss(unavailable(error), before)
        except BackendError:
            raise
        except Exception as error:  # noqa: BLE001 - as in `collect`: our own fault is a gap of this account
            return self.behind.miss(Unavailable(Reason.NOT_AUDITED, type(error).__name__), before)
