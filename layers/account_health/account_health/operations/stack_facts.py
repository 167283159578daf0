"""Asks AWS, the bucket and the DNS everything that `stack_health` judges."""

from collections.abc import Iterable
from dataclasses import dataclass

from account_health.connectors.http.network import Fetcher
from account_health.model.company import Company
from account_health.model.errors import RegistryError
from account_health.operations.credentials import Expected, all_expected, unused_parameters
from account_health.operations.mail_policy import dmarc_policy
from account_health.operations.stack_health import StackFacts
from account_health.storage import Storage
from account_health.storage.aws_stack import (
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
from account_health.workflow.report_link import STACK
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
    stored = parameters(clients)
    names = () if isinstance(stored, Unasked) else tuple(one.name for one in stored)
    wanted = all_expected(found.companies)
    needed = {one.parameter for one in wanted if not one.optional}
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
        missing=() if isinstance(stored, Unasked) else tuple(sorted(needed - set(names))),
        # A file that cannot be read may ask for what looks unused.
        unused=() if found.broken else unused_parameters(_ours(names), _known(wanted), names),
        insecure=() if isinstance(stored, Unasked) else tuple(one.name for one in stored if not one.secure),
        parameters=stored if isinstance(stored, Unasked) else None,
        companies=len(found.companies) + len(found.broken),
        broken=found.broken,
    )


def _known(wanted: Iterable[Expected]) -> set[str]:
    return {one.parameter for one in wanted}


def _ours(names: Iterable[str]) -> tuple[str, ...]:
    """Return the parameters that are to be a credential: none of the stack's own."""
    return tuple(name for name in names if not name.startswith(f"/account-health/{STACK}/"))
