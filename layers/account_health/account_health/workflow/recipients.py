"""Who gets a company's report: each person once, in the fuller form where there are two."""

from dataclasses import dataclass, replace

from account_health.ledger import address_hash, suppression_of
from account_health.model import Audience
from account_health.model.company import Company
from account_health.storage import Storage


@dataclass(frozen=True, slots=True)
class Recipient:
    """One address, how much its report tells, and the hash that stands for it in the ledger."""

    address: str
    audience: Audience
    hash: str


def recipients(company: Company) -> tuple[Recipient, ...]:
    """Return who gets the report, in the order of the registry file; nobody who signed off.

    In review mode it is only `copy_to`, who sends it on. Two spellings of one address are one person.
    """
    settings = company.report
    off = {address_hash(address) for address in settings.unsubscribed}
    told = () if settings.mode == "review" else settings.to
    found: dict[str, Recipient] = {}
    for address, audience in (
        *((address, Audience.OWNER) for address in told),
        *((address, Audience.OPERATOR) for address in settings.copy_to),
    ):
        person = address_hash(address)
        if person not in off:
            found[person] = Recipient(address, audience, person)
    return tuple(found.values())


def with_unreached(company: Company, storage: Storage) -> Company:
    """Return the company that knows which addresses of `copy_to` are not mailed any more. Raises BackendError.

    They stay recipients, so that whoever looks after the mail hears of them; only nobody counts as reading there.
    """
    gone = tuple(one for one in company.report.copy_to if suppression_of(storage, one) is not None)
    return replace(company, report=replace(company.report, unreached=gone))
