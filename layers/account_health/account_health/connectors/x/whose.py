"""Whether the bearer token is taken, and who answers to the registered name: one look-up, a user's price."""

from account_health.connectors.connector import Look
from account_health.connectors.whose import Whose
from account_health.connectors.x.client import client_of
from account_health.connectors.x.dialect import DIALECTS
from account_health.connectors.x.errors import XRefusedError, gap_of
from account_health.connectors.x.profile import find
from account_health.model import Access, Identity, Reason, Unavailable
from account_health.model.errors import CollectError, CredentialMissingError, NotFoundError


def whose(look: Look) -> Whose:
    """Return who answers. Never raises a CollectError: what fails is `trouble`."""
    works = Access(never_expires=True)
    try:
        profile = find(look, client_of(look), tuple(DIALECTS.values()))
    except CollectError as error:
        access = works if isinstance(error, NotFoundError) else None
        if isinstance(error, XRefusedError) and error.problem:
            access = Access(problem=error.problem, never_expires=True)
        if isinstance(error, CredentialMissingError):
            access = None
        return Whose(trouble=gap_of(error), access=access)
    identity = Identity(id=profile.id, handle=profile.handle, was=profile.was)
    known = look.account.user_id or look.pinned_id
    if known is not None and profile.id != known:
        gap = Unavailable(Reason.NOT_FOUND, f"@{profile.handle} is the account {profile.id}, ours is {known}")
        return Whose(identity=identity, access=works, trouble=gap)
    return Whose(identity=identity, access=works)
