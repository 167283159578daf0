"""Who is answered: which word of ours answers whom, the one rule for every platform and for blogs.

A thread may hold many people. A word of ours that names somebody answers them and nobody else; one that names nobody
answers those who spoke since our previous word. One that only thanks answers the praise before it, and no question or
complaint of somebody else before that. Where a platform says under which comment each was written, a word of
ours answers upwards, along the comments that it hangs below, and the neighbour that it directly follows.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Final

from account_health.memory.named import keys_of, people_named
from account_health.model import Item
from account_health.text.normalise import words
from account_health.text.tone import tone_of
from account_health.text.tone_sentences import GOOD, sentences_of

_FEEDBACK: Final = frozenset(
    "hinweis hinweise ruckmeldung ruckmeldungen rueckmeldung rueckmeldungen feedback kritik anregung anregungen kommentare nachricht"
    " nachrichten beitrage comments input suggestions thoughts message messages heads".split()
)
"""What thanks are for where they may answer criticism too; folded as `words` folds."""


def answers_in(items: Iterable[Item]) -> Mapping[str, datetime]:
    """Return when each item of others got its first answer of ours: id of the item -> time; what has none is left out.

    Items belong together by `thread`, and inside a thread by `reply_to` where any of its items carries one.
    Words of ours that the public does not see answer nobody.
    """
    threads: dict[str, list[Item]] = defaultdict(list)
    ours: dict[str, list[Item]] = defaultdict(list)
    branched: set[str] = set()
    for item in sorted(items, key=attrgetter("at", "id")):
        threads[item.thread].append(item)
        if item.ours and not item.rejected and not item.hidden:
            ours[item.thread].append(item)
        if item.reply_to:
            branched.add(item.thread)
    answered: dict[str, datetime] = {}
    for thread, said in ours.items():
        who_is_answered = _in_branches if thread in branched else _in_a_row
        for item, at in who_is_answered(threads[thread], said):
            before = answered.get(item.id)
            if before is None or at < before:
                answered[item.id] = at
    return answered


def _in_a_row(thread: Sequence[Item], ours: Sequence[Item]) -> Iterator[tuple[Item, datetime]]:
    """Yield who is answered where nobody says under which comment each was written."""
    theirs = [item for item in thread if not item.ours]
    people = keys_of([item.author for item in theirs])
    before: datetime | None = None
    for word in ours:
        earlier = [item for item in theirs if item.at < word.at]
        since = earlier if before is None else [item for item in earlier if item.at >= before]
        named = people_named(word.text, people)
        if named is None:
            answered = _left_by_thanks(word, since)
        elif named:
            answered = [item for item in earlier if item.author in named]
        else:
            # Somebody is named who is not among them: only people without a name can be meant.
            answered = [item for item in since if not words(item.author)]
        for item in answered:
            yield item, word.at
        before = word.at


def _in_branches(thread: Sequence[Item], ours: Sequence[Item]) -> Iterator[tuple[Item, datetime]]:
    """Yield who is answered where the platform says under which comment each was written."""
    known = {item.id: item for item in thread}
    beside: dict[str | None, list[Item]] = defaultdict(list)
    for item in thread:
        beside[item.reply_to].append(item)
    people = keys_of({item.author for item in thread if not item.ours})
    roots = {item.id: _root(item, known) for item in thread}
    for word in ours:
        above = list(_above(word, known))
        named = people_named(word.text, people)
        if named:
            meant = [item for item in thread if item.author in named and (item.at < word.at or item in above)]
        elif named is None:
            direct = [*above, *_just_before(word, beside[word.reply_to])]
            spoken_to = {item.author for item in above if not item.ours and item.author}
            again = [
                item
                for item in thread
                if item.author in spoken_to and item.at < word.at and roots[item.id] == roots[word.id]
            ]
            meant = _left_by_thanks(word, [*direct, *again])
        else:
            meant = [item for item in above[:1] if not words(item.author)]
        yield from ((item, max(word.at, item.at)) for item in meant if not item.ours)


def _left_by_thanks(word: Item, meant: Sequence[Item]) -> list[Item]:
    """Return whom a word of ours answers: where it only thanks, not what others had asked before a praise that it thanks for.

    Where nobody praised, thanks answer everybody as any word does: "Danke für den Hinweis" is an answer.
    """
    # Asked first: of one alone nobody is left out, most answers say more, and reading all that they answer is dear.
    if len(meant) <= 1 or not _only_thanks(word.text):
        return list(meant)
    praise = max((item for item in meant if _is_kind(item.text)), key=attrgetter("at", "id"), default=None)
    if praise is None:
        return list(meant)
    return [
        item
        for item in meant
        if item.at >= praise.at or _is_kind(item.text) or (praise.author and item.author == praise.author)
    ]


def _is_kind(text: str) -> bool:
    return bool(text) and not tone_of(text).needs_answer


@lru_cache(maxsize=1024)
def _only_thanks(text: str) -> bool:
    """Say whether a word of ours thanks or praises in every sentence, and not for something said, criticism included."""
    if not _FEEDBACK.isdisjoint(words(text)):
        return False
    kind = all(any(hit.kind in GOOD for hit in sentence.hits) for sentence in sentences_of(text))
    return kind and _is_kind(text)


def _above(word: Item, known: Mapping[str, Item]) -> Iterator[Item]:
    """Yield the comments that a word hangs below, nearest first."""
    seen = {word.id}
    place = word.reply_to
    while place is not None and place in known and place not in seen:
        seen.add(place)
        yield known[place]
        place = known[place].reply_to


def _root(word: Item, known: Mapping[str, Item]) -> str:
    """Return the id of the topmost comment of a branch, that of a comment which is gone among them."""
    top = [word, *_above(word, known)][-1]
    return top.reply_to or top.id


def _just_before(word: Item, beside: Sequence[Item]) -> list[Item]:
    """Return what the neighbour wrote directly before a word of ours, several in a row where they are one person's."""
    earlier = [item for item in beside if item.at < word.at]
    run: list[Item] = []
    for item in reversed(earlier):
        if item.ours or (run and (not item.author or item.author != run[0].author)):
            break
        run.append(item)
    return run
