"""Looks up what a mail is about to quote: what its author took back is forgotten with its words, and waits no more."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from account_health.connectors.x.client import XClient
from account_health.connectors.x.dialect import Dialect
from account_health.connectors.x.errors import gone_in
from account_health.connectors.x.memory import Mention, cut
from account_health.connectors.x.posts import posts_in
from account_health.connectors.x.threads import Talk, Us, item_id, items_of
from account_health.memory.waiting import MOST_QUOTED, quoted_first, waiting
from account_health.model import Conversation
from account_health.model.errors import CollectError

_MOST_ROUNDS: Final = 10
"""After each something was gone, and others are quoted in its place."""


def confirm(
    client: XClient, dialect: Dialect, mentions: tuple[Mention, ...], now: datetime, most: int
) -> tuple[Mention, ...]:
    """Return the open mentions without what the public cannot see any more, as far as a mail quotes it.

    Looked up are those that a mail will quote and that this look has not seen; at most `most` posts are bought.
    Where X does not answer, nothing is known of them: they stay as they are.
    """
    for _ in range(_MOST_ROUNDS):
        asked = [one for one in about_to_quote(mentions, now) if one.confirmed < now]
        if not asked or len(asked) > most:
            break
        numbers = ",".join(str(one.version) for one in asked)
        try:
            body = client.ask("/2/tweets", {"ids": numbers, **dialect.single.parameters}, "posts")
        except CollectError:
            break
        seen = {post.id: cut(post.text) for post in posts_in(body)}
        most -= len(seen)
        taken_back = {one.id for one in asked if str(one.version) in gone_in(body)}
        mentions = tuple(
            one._replace(text=seen[one.version], confirmed=now, sound=None) if one.version in seen else one
            for one in mentions
            if one.id not in taken_back
        )
        if not taken_back:
            break
    return mentions


def about_to_quote(mentions: Iterable[Mention], now: datetime) -> Sequence[Mention]:
    """Return the mentions that a mail quotes, in its order."""
    by_item = {item_id(one.id): one for one in mentions}
    items = items_of(Talk(tuple(by_item.values()), ()), Us("", ""))
    waits = waiting(Conversation(items, since=now), frozenset())
    return [by_item[one.item.id] for one in sorted(waits.items, key=quoted_first)[:MOST_QUOTED]]
