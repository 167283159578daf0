"""What a person noted as needing no answer, since when we know, and when it opens again.

The registry file says which items are done and not since when. So the first look that finds an item noted counts as
that moment: whoever edits the item later opens it again. To note it once more, a person writes the entry a second time
or changes its note. A newer word in the same thread needs nothing of this: it is an item of its own, and waits by itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from account_health.memory.waiting import waiting_in
from account_health.model import Item, Notice, Outside, Snapshot, message, message_n
from account_health.model.company import Done

MOST_NOTED = 200
"""Of one account; whoever notes more is asked about the oldest again, should they be edited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """An item that a look found noted as done, with the note, and when that was for the first time."""

    item: str
    note: str
    at: datetime


def still_done(done: Iterable[Done], noted: Iterable[Noted], snapshot: Snapshot) -> tuple[Done, ...]:
    """Return the entries that hold: their item was not edited after it was noted."""
    done = tuple(done)
    if not done:
        return ()
    known = _moments(done, noted)
    opened = {item.id for item in _items(snapshot) if _edited(item, known.get(item.id))}
    return tuple(one for one in done if one.item not in opened)


def noted_after(done: Iterable[Done], noted: Iterable[Noted], snapshot: Snapshot) -> tuple[Noted, ...]:
    """Return what this account has noted after this look: what it holds of the company's entries, newest first kept."""
    notes, known = _notes(done), {one.item: one for one in noted}
    here = {item.id for item in _items(snapshot)} | set(known)
    kept = []
    for item, note in notes.items():
        if item in here:
            before = known.get(item)
            same = before is not None and before.note == note
            kept.append(before if before and same else Noted(item=item, note=note, at=snapshot.taken_at))
    newest = sorted(kept, key=lambda one: (one.at, one.item))[-MOST_NOTED:]
    return tuple(sorted(newest, key=lambda one: one.item))


def reopened(
    done: Iterable[Done], noted: Iterable[Noted], snapshot: Snapshot, since: datetime | None
) -> Notice | None:
    """Return who wrote again, after `since`, where nobody needed an answer any more; None where nobody did."""
    done, noted = tuple(done), tuple(noted)
    if not done:
        return None
    known = _moments(done, noted)
    closed = frozenset(one.item for one in still_done(done, noted, snapshot))
    threads: dict[str, list[datetime]] = defaultdict(list)
    for talk in snapshot.conversations:
        for item in talk.items:
            if item.id in known and talk.source == "api":
                threads[item.thread].append(known[item.id])
    again = [
        one.item
        for one in waiting_in(snapshot.conversations, closed).items
        if (since is None or one.since > since)
        and (one.item.id in known or any(one.since > moment for moment in threads[one.item.thread]))
    ]
    if not again:
        return None
    return Notice(
        kind="done_reopened",
        account=snapshot.account,
        message=message_n(
            "{author} has written again; what was marked as done is open again.",
            "{n} people have written again, one of them {author}; what was marked as done is open again.",
            len(again),
            author=Outside(again[0].author) if again[0].author.strip() else message("Someone"),
        ),
    )


def _items(snapshot: Snapshot) -> Iterable[Item]:
    return (item for talk in snapshot.conversations for item in talk.items if not item.ours)


def _edited(item: Item, noted_at: datetime | None) -> bool:
    return noted_at is not None and item.changed_at is not None and item.changed_at > noted_at


def _moments(done: tuple[Done, ...], noted: Iterable[Noted]) -> Mapping[str, datetime]:
    notes = _notes(done)
    return {one.item: one.at for one in noted if notes.get(one.item) == one.note}


def _notes(done: Iterable[Done]) -> dict[str, str]:
    """Return what stands with each item; an entry that is written twice is another one than one that stands once."""
    notes: dict[str, str] = {}
    for one in done:
        notes[one.item] = f"{notes[one.item]} | {one.note}" if one.item in notes else one.note
    return {item: note[-200:] for item, note in notes.items()}
