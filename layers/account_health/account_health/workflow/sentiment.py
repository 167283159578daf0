"""What a service for the tone of texts adds to what was collected: a mark on items in which it hears criticism.

It works in the step that looks, and the mark lies in the snapshot, so that judging stays pure and can be repeated.
"""

import logging
from dataclasses import replace
from typing import Any

from account_health.memory.waiting import waiting
from account_health.model import CONVERSATIONS, Conversation, Item, Snapshot
from account_health.model.errors import BackendError
from account_health.model.terms import PRESSING_SOUNDS
from account_health.text.tone import Tones, read_tone

logger = logging.getLogger(__name__)


def with_sentiment(snapshot: Snapshot, tones: Tones) -> Snapshot:
    """Return the snapshot with those items marked in which `tones` hears criticism and the word lists hear none.

    A mark is only ever added: what the word lists call criticism or a question stays that. Where the service refuses
    or does not answer, the word lists alone stand, and a line in the log says so.
    """
    parts = {name: getattr(snapshot, name) for name in CONVERSATIONS}
    marked: dict[str, Any] = {}
    try:
        for name, part in parts.items():
            if isinstance(part, Conversation):
                marked[name] = _marked(part, tones)
    except BackendError as error:
        logger.warning(
            "tone not read by the service", extra={"account": snapshot.account, "error": str(error)}
        )
        return snapshot
    return replace(snapshot, **marked)


def _marked(conversation: Conversation, tones: Tones) -> Conversation:
    unclear = _unclear(conversation)
    found = tones.read([item.text for item in unclear])
    negative = {item.id for item, tone in zip(unclear, found, strict=True) if tone.kind == "criticism"}
    if not negative:
        return conversation
    items = (replace(one, sounds_negative=True) if one.id in negative else one for one in conversation.items)
    return replace(conversation, items=tuple(items))


def _unclear(conversation: Conversation) -> tuple[Item, ...]:
    """Return what may still wait and what the word lists hear nothing in; all else is never sent anywhere."""
    if conversation.counted_only:
        return ()
    answered = {exchange.item.id for exchange in waiting(conversation, frozenset()).answered}
    return tuple(
        item
        for item in conversation.items
        if not (item.ours or item.hidden or item.liked_by_us or item.in_passing or item.id in answered)
        and any(map(str.isalpha, item.text))
        and read_tone(item.text).kind not in PRESSING_SOUNDS
    )
