"""The cheapest question to a platform: whose is this credential, what may it do, and how long does it live?

Each platform answers it in its own room (`whose.py`). Nothing of an account is read that a report would tell.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from account_health.model import Access, Identity, Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """What the question brought.

    `identity` is who answered, None where nobody did; `access` how the platform takes the credential, None where there
    is none to take; `trouble` why nothing more could be asked. `granted` are the permissions that are there and needed;
    `costs` names each piece that is missing (a permission, an interface) with the parts of a snapshot that need it.
    """

    identity: Identity | None = None
    access: Access | None = None
    trouble: Unavailable | None = None
    granted: tuple[str, ...] = ()
    costs: Mapping[str, frozenset[str]] = field(default_factory=dict)
