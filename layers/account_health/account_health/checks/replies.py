"""Our own answers: can the public see them, and do they mean whoever wrote?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta
from itertools import chain
from operator import attrgetter
from typing import Final

from account_health.checks.check import Context, not_applicable, passed
from account_health.checks.waiting_words import QUOTES, excerpt
from account_health.model import (
    Conversation,
    Evidence,
    Item,
    Message,
    Outside,
    Status,
    Verdict,
    message,
    message_n,
)
from account_health.text.courtesy import own_words

LAST: Final = 10
"""So many of our newest answers are compared: what was the same long ago is over."""


def reply_rejected(comments: Conversation | None, reviews: Conversation | None, context: Context) -> Verdict:
    """Fail where a word of ours is not shown to the public: it looks answered only to us."""
    hidden = [item for item in _items(comments, reviews) if item.ours and item.rejected]
    if not hidden:
        return passed(message("All your replies are visible."))
    return Verdict(
        status=Status.FAIL,
        message=message_n(
            "{n} of your replies is not visible.", "{n} of your replies are not visible.", len(hidden)
        ),
        action=_mended(hidden, context),
        fix_url=hidden[0].reply_url or hidden[0].url,
        evidence=tuple(Evidence(item.url, item.at, excerpt(item.text)) for item in hidden[:QUOTES]),
        figure=len(hidden),
    )


def reply_pending(reviews: Conversation, context: Context) -> Verdict:
    """Warn where an answer of ours still waits for the platform after a day; normal are ten minutes."""
    old = [
        item
        for item in reviews.items
        if item.ours and item.pending and context.now - item.at >= timedelta(days=context.limits["warn_days"])
    ]
    if not old:
        return passed(message("No reply of yours is waiting to be shown."))
    return Verdict(
        status=Status.WARN,
        message=message_n(
            "{n} of your replies is not visible yet.", "{n} of your replies are not visible yet.", len(old)
        ),
        action=message("Check whether {platform} asks for something.", platform=context.platform),
        fix_url=old[0].reply_url or old[0].url,
    )


def identical_replies(
    comments: Conversation | None, reviews: Conversation | None, context: Context
) -> Verdict:
    """Warn where so many of our last ten answers are the same text, whomever it greets.

    Thanks alone are none, and neither is what answers stars without a word: there was nothing to say more of.
    """
    items = tuple(_items(comments, reviews))
    ours = sorted([item for item in items if item.ours and not item.rejected], key=attrgetter("at"))
    least = context.limits["least_items"]
    if len(ours) < least:
        return not_applicable(message("Too few replies to compare."))
    last = ours[-LAST:]
    asked = _asked(items, frozenset(item.thread for item in last))
    company = context.company.name
    texts = Counter(
        own_words(item.text, (company, item.author, *(one.author for one in asked[item.thread])))
        for item in last
        if _says_something(asked[item.thread])
    )
    del texts[()]
    same = max(texts.values(), default=0)
    if same < least:
        return passed(message("The replies differ."))
    return Verdict(
        status=Status.WARN,
        message=message("{same} of your last {last} replies have the same text.", same=same, last=len(last)),
        action=message("Reply with a sentence that fits only this person."),
        fix_url=ours[-1].url,
        figure=same,
    )


def _asked(items: Iterable[Item], threads: AbstractSet[str]) -> Mapping[str, list[Item]]:
    """Return what others wrote in some threads."""
    found: dict[str, list[Item]] = {thread: [] for thread in threads}
    for item in items:
        if item.thread in threads and not item.ours:
            found[item.thread].append(item)
    return found


def _says_something(asked: Sequence[Item]) -> bool:
    """Tell whether there was something to answer; where nobody knows what was asked, there was."""
    return not asked or any(item.text.strip() or item.pictured for item in asked)


def _items(*conversations: Conversation | None) -> Iterable[Item]:
    return chain.from_iterable(one.items for one in conversations if one is not None)


def _mended(hidden: Sequence[Item], context: Context) -> Message:
    """Return what to do about answers that are not shown, with the rules they broke where the platform names them."""
    rules = tuple(dict.fromkeys(item.broke_rule for item in hidden if item.broke_rule))
    if not rules:
        return message("Change the text and send it again.")
    return message(
        "Change the text and send it again; {platform} names the rule {rules}.",
        platform=context.platform,
        rules=Outside(", ".join(rules)),
    )
