"""Which mentions have an answer, and which of them address us at all.

A mention is answered when a post of ours replies to it or quotes it, or replies to its author later in the same
conversation. Ours are the profile's own posts and those of the company's other accounts. Likes are no answer: an
application cannot see them.

A mention addresses us when it replies to us, when it is no reply to somebody else and names at most five people, or
when our name stands in its own words, unless it calls a friend ("@anna look at this"). What only carries our name along - the row of names that X puts before a reply
to somebody else, a long list of names - is counted apart and waits for nobody.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from account_health.connectors.x.memory import Mention, Reply, mention_of
from account_health.connectors.x.posts import XPost, moment_of
from account_health.model import Item
from account_health.text.friends import calls_a_friend
from account_health.text.tone import read_tone

WINDOW: Final = timedelta(days=30)
MOST_NAMED: Final = 5
_HANDLE: Final = re.compile(r"(?<![\w@/.])@(\w{1,15})(?!\w)")
_LEADING: Final = re.compile(r"\s*(?:\.?@\w{1,15}\s*)+")


@dataclass(frozen=True, slots=True)
class Us:
    """Whose mentions these are: our id and handle, and the ids of everybody else who speaks for us."""

    id: str
    handle: str
    voices: frozenset[str] = frozenset()

    def wrote(self, post: XPost) -> bool:
        """Say whether a post is by us."""
        return post.author is not None and (post.author == self.id or post.author in self.voices)


@dataclass(frozen=True, slots=True)
class Talk:
    """Mentions without an answer, and pairs of a mention and our answer, both by number.

    `unclear` are those of the open ones that may have one: X does not say what a later post of ours in there answers.
    """

    open: tuple[Mention, ...]
    answered: tuple[tuple[int, int], ...]
    unclear: frozenset[int] = frozenset()


def addresses_us(post: XPost, us: Us) -> bool:
    """Say whether somebody else's post speaks to us; in doubt it does."""
    handle, words = us.handle.lower(), post.text.lower()
    if calls_a_friend(_behind_row(post, us), (handle,)):
        return False
    if post.reply_to == us.id:
        return True
    named = {name.lower() for name in _HANDLE.findall(words)}
    if handle not in named:
        return True  # it quotes us, or we have another name since
    if post.reply_to is None or post.reply_to == post.author:
        return len(named) <= MOST_NAMED or _HANDLE.findall(words)[0] == handle
    leading = _LEADING.match(words)
    return handle in _HANDLE.findall(words[leading.end() :] if leading else words)


def _behind_row(post: XPost, us: Us) -> str:
    """Return a post's words without our own name at their beginning, where X puts it: in a reply to us."""
    own = f"@{us.handle} "
    below = post.reply_to == us.id and post.text.lower().startswith(own.lower())
    return post.text[len(own) :] if below else post.text


def replies_in(ours: Iterable[XPost]) -> tuple[Reply, ...]:
    """Return those of our posts that may answer somebody, in their order."""
    return tuple(
        Reply(post.first, post.conversation, post.reply_to, tuple(sorted(post.replied | post.quoted)))
        for post in ours
        if not post.reposts and (post.is_reply or post.quoted)
    )


class _Answers:
    """Our replies, by what they may answer."""

    def __init__(self, replies: Iterable[Reply]) -> None:
        self._direct: dict[int, list[int]] = defaultdict(list)
        self._in_thread: dict[tuple[int | None, str | None], list[int]] = defaultdict(list)
        for reply in replies:
            for number in reply.targets:
                self._direct[number].append(reply.id)
            if reply.to is not None or not reply.targets:
                self._in_thread[reply.conversation, reply.to].append(reply.id)

    def to(self, one: Mention) -> list[int]:
        """Return the numbers of our answers to a mention."""
        answers = [number for version in _versions(one) for number in self._direct[version]]
        return answers + self._later(one, one.author) if one.author is not None else answers

    def may_be_to(self, one: Mention) -> bool:
        """Say whether a later reply of ours says neither whom nor what it answers, and may answer this."""
        return bool(self._later(one, None))

    def _later(self, one: Mention, author: str | None) -> list[int]:
        # A conversation is named after any version of the post that began it.
        threads: tuple[int | None, ...] = (
            _versions(one) if one.conversation in _versions(one) else (one.conversation,)
        )
        if author is None:
            threads = (*threads, None)
        return [number for thread in threads for number in self._in_thread[thread, author] if number > one.id]


def match_answers(
    known: Iterable[Mention], fresh: Iterable[XPost], replies: Iterable[Reply], us: Us, now: datetime
) -> Talk:
    """Return which mentions are open and which are answered, from those known as open, what was just read, and our replies."""
    mentions = {one.id: one for one in known}
    for post in fresh:
        if not us.wrote(post) and not post.reposts:
            mentions[post.first] = mention_of(post, now, passing=not addresses_us(post, us))
    answers = _Answers(replies)
    found = [(one, answers.to(one)) for one in sorted(mentions.values())]
    still_open = tuple(one for one, ours in found if not ours)
    return Talk(
        open=still_open,
        answered=tuple((one.id, min(ours)) for one, ours in found if ours),
        unclear=frozenset(one.id for one in still_open if answers.may_be_to(one)),
    )


def _versions(one: Mention) -> tuple[int, ...]:
    return (one.id, *one.between, one.version)


def worth_keeping(one: Mention, since: datetime, done: frozenset[str]) -> bool:
    """Say whether an open mention is told again: what needs no answer is forgotten after the window."""
    if item_id(one.id) in done:
        return False
    waits = one.sound is not None or (not one.passing and read_tone(one.text).needs_answer)
    return waits or moment_of(one.id) >= since


def item_id(number: int) -> str:
    """Return the id of an item, the same from run to run."""
    return f"x-{number}"


def url_of(number: int, handle: str | None) -> str:
    """Return a post's public address; X finds it by its number alone."""
    return f"https://x.com/{handle}/status/{number}" if handle else f"https://x.com/i/web/status/{number}"


def items_of(talk: Talk, us: Us) -> tuple[Item, ...]:
    """Return the items of a conversation: open mentions, and answered ones with our answers.

    Each mention is a thread of its own, since one conversation on X holds many people. Of what is answered only the
    times count, so its text is not kept.
    """
    items = [_open(one) for one in talk.open]
    for mention, answer in talk.answered:
        asked = Item(
            id=item_id(mention),
            kind="mention",
            url=url_of(mention, None),
            author="",
            text="",
            at=moment_of(mention),
            thread=str(mention),
        )
        later = max(moment_of(answer), asked.at + timedelta(seconds=1))
        ours = replace(
            asked, id=item_id(answer), url=url_of(answer, us.handle), author=us.handle, at=later, ours=True
        )
        items += [asked, ours]
    return tuple(items)


def _open(one: Mention) -> Item:
    return Item(
        id=item_id(one.id),
        kind="mention",
        url=url_of(one.version, one.handle),
        author=f"@{one.handle}" if one.handle else "",
        text=one.text,
        at=moment_of(one.id),
        thread=str(one.id),
        changed_at=moment_of(one.version) if one.version != one.id else None,
        in_passing=one.passing,
        forgotten=one.sound,
    )
