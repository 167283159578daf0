"""Whose a credential for a Page is: the look's own way in, and one small request in place of the large one."""

from typing import Final

from account_health.connectors.connector import Look
from account_health.connectors.meta.facebook.access import Entry, confirm, enter
from account_health.connectors.meta.facebook.fields import MESSAGES, USER_CONTENT
from account_health.connectors.meta.facebook.reading import needed
from account_health.connectors.meta.graph.client import GraphClient
from account_health.connectors.meta.graph.errors import gap_of
from account_health.connectors.meta.graph.token import access_after, access_of, read_credential
from account_health.connectors.values import identifier, text
from account_health.connectors.whose import Whose
from account_health.model import Identity
from account_health.model.errors import CollectError, UnreadableAnswerError
from account_health.model.platform import PLATFORM_ROWS

FIELDS: Final = "id,name,username,link"
ALL: Final = PLATFORM_ROWS["facebook"].parts - {"access"}
COSTS: Final = {
    **dict.fromkeys(USER_CONTENT, frozenset({"comments", "mentions", "reviews"})),
    **dict.fromkeys(MESSAGES, frozenset({"inbox"})),
}
"""A permission -> the parts that need it; without any other one nothing of the Page is shown."""


def whose(look: Look) -> Whose:
    """Return whose the stored credential is. Never raises a CollectError: what fails is `trouble`."""
    client: GraphClient | None = None
    entry: Entry | None = None
    try:
        credential = read_credential(look)
        client = GraphClient(fetcher=look.fetcher, token=credential.token, secret=credential.app_secret)
        entry = enter(look, client, credential)
        page = entry.client.get(f"/{entry.page}", {"fields": FIELDS})
        named = identifier(page.get("id"))
        if named is None:
            raise UnreadableAnswerError("Facebook answered with a Page that has no id.")
        confirm(look, entry.client, page)
    except CollectError as error:
        facts = entry.facts if entry else None
        return Whose(trouble=gap_of(error), access=access_after(error, client, facts, ()))
    wanted = needed(look.account)
    missing = entry.facts.missing(wanted, entry.page) if entry.facts else ()
    return Whose(
        identity=Identity(id=named, handle=text(page.get("username")), name=text(page.get("name"))),
        access=access_of(entry.facts, missing, entry.client),
        granted=tuple(name for name in wanted if name not in missing) if entry.facts else (),
        costs={name: COSTS.get(name, ALL) for name in missing},
    )
