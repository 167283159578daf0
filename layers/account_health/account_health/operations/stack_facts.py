"""Asks AWS, the bucket and the DNS everything that `stack_health` judges."""

from dataclasses import dataclass, replace

from account_health.connectors.http.fetcher import Fetcher
from account_health.model.company import Company
from account_health.model.errors import RegistryError
from account_health.operations.credentials import all_expected
from account_health.operations.mail_policy import dmarc_policy
from account_health.operations.stack_credentials import sort_credentials
from account_health.operations.stack_health import StackFacts
from account_health.storage import Storage
from account_health.storage.aws.stack import (
    Stack,
    StackClients,
    Unasked,
    concurrency,
    executions,
    parameters,
    schedules,
    sender,
    sending,
    unconfirmed,
)
from account_health.workflow.recipients import recipients
from account_health.workflow.registry import list_registry, read_registered
from account_health.workflow.shared_defaults import shared_by_all


@dataclass(frozen=True, slots=True)
class Registered:
    """The companies of the bucket's registry, and the ids of those whose file cannot be read."""

    companies: tuple[Company, ...]
    broken: tuple[str, ...]


def registered(storage: Storage) -> Registered:
    """Return the registry as runs read it. Raises BackendError."""
    good: list[Company] = []
    broken: list[str] = []
    shared = shared_by_all(storage)
    for name in list_registry(storage).companies:
        try:
            good.append(read_registered(storage, name, shared=shared))
        except RegistryError:
            broken.append(name)
    return Registered(tuple(good), tuple(broken))


def gather(stack: Stack, clients: StackClients, storage: Storage, fetcher: Fetcher) -> StackFacts:
    """Return all facts; what AWS does not answer is `Unasked`. Raises BackendError where the bucket cannot be read."""
    found = registered(storage)
    address = stack.parameters.get("SenderAddress", "")
    stored = parameters(stack, clients)
    credentials = (
        stored
        if isinstance(stored, Unasked)
        else sort_credentials(stored, all_expected(found.companies), stack)
    )
    if found.broken and not isinstance(credentials, Unasked):
        # A file that cannot be read may ask for what looks unused.
        credentials = replace(credentials, unused=())
    return StackFacts(
        stack=stack,
        sending=sending(clients),
        sender=sender(address, clients),
        dmarc=dmarc_policy(address.rpartition("@")[2], fetcher),
        recipients=sum(len(recipients(one)) for one in found.companies),
        schedules=schedules(stack, clients),
        executions=executions(stack, clients, most=1),
        subscriptions=unconfirmed(stack, clients),
        concurrency=concurrency(clients),
        credentials=credentials,
        companies=len(found.companies) + len(found.broken),
        broken=found.broken,
    )
