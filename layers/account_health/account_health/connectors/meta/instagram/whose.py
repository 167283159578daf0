"""Whose a credential for an Instagram account is: the look's own way in, and one small request."""

from typing import Final

from account_health.connectors.connector import Look
from account_health.connectors.meta.graph.client import GraphClient
from account_health.connectors.meta.graph.errors import gap_of
from account_health.connectors.meta.graph.token import access_after, access_of, read_credential
from account_health.connectors.meta.instagram.access import Entry, client_of, confirm, enter
from account_health.connectors.meta.instagram.fields import FLAVOURS
from account_health.connectors.meta.instagram.profile import account_ids, account_of
from account_health.connectors.values import text
from account_health.connectors.whose import Whose
from account_health.model import Identity
from account_health.model.errors import CollectError, UnreadableAnswerError
from account_health.model.platform import PLATFORM_ROWS

ALL: Final = PLATFORM_ROWS["instagram"].parts - {"access"}
SAID_BY_OTHERS: Final = frozenset({"comments", "mentions"})


def whose(look: Look) -> Whose:
    """Return whose the stored credential is. Never raises a CollectError: what fails is `trouble`."""
    flavour = FLAVOURS[look.account.login]
    client: GraphClient | None = None
    entry: Entry | None = None
    try:
        credential = read_credential(look)
        client = client_of(look, credential, flavour)
        entry = enter(look, client, credential, flavour)
        asked = "user_id,id,username,name" if flavour.login == "instagram" else "id,username,name"
        account = account_of(entry.client.get(entry.path, {"fields": asked}))
        ids = account_ids(account)
        if not ids:
            raise UnreadableAnswerError("Instagram answered with an account that has no id.")
        confirm(look, account)
    except CollectError as error:
        facts, missing = (entry.facts, entry.missing) if entry else (None, ())
        return Whose(trouble=gap_of(error), access=access_after(error, client, facts, missing))
    wanted = (*flavour.basic, flavour.comments)
    # Instagram Login does not tell what was granted; only a refusal does, in the look itself.
    told = entry.facts is not None and flavour.login == "facebook"
    return Whose(
        identity=Identity(id=ids[0], handle=text(account.get("username")), name=text(account.get("name"))),
        access=access_of(entry.facts, entry.missing, entry.client),
        granted=tuple(name for name in wanted if name not in entry.missing) if told else (),
        costs={name: SAID_BY_OTHERS if name == flavour.comments else ALL for name in entry.missing},
    )
