"""What people write to the company, in public and in private, with its answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from account_health.model.part import Unavailable
from account_health.model.terms import Sound


@dataclass(frozen=True, slots=True)
class Item:
    """One public comment, review or mention, by a stranger or by ourselves.

    `thread` groups what belongs together: whom an answer of ours answers in it, `memory.answered` says.
    `reply_to` is the id of the item below which it was written, None where it stands by itself or nobody says.
    `id` stays the same from run to run and is what `[[done]]` names.
    `rejected` marks a word of ours that the platform does not show, so that it answers nothing,
    `broke_rule` the platform's own code of the rule it broke, empty where nobody says;
    `changed_at` is when its author edited the item after writing it; `reply_url` is where to answer it.
    `of_product` marks a review of a shop's goods: one with good stars is written for other buyers.
    `in_passing` marks what carries our name along without speaking to us: counted, and nobody waits.
    `pictured` marks a picture or film of the author's own without a word, `answered_privately` what has our answer in a
    private message.
    `sounds_negative` is what a service for the tone of texts heard at the look, where one is switched on.
    `forgotten` says how the words sounded that are not kept any longer: somebody asked, and waits.
    """

    id: str
    kind: Literal["comment", "review", "mention"]
    url: str
    author: str
    text: str
    at: datetime
    thread: str
    ours: bool = False
    hidden: bool = False
    liked_by_us: bool = False
    rating: int | None = None
    rejected: bool = False
    broke_rule: str = ""
    pending: bool = False
    changed_at: datetime | None = None
    reply_url: str | None = None
    in_passing: bool = False
    of_product: bool = False
    pictured: bool = False
    answered_privately: bool = False
    sounds_negative: bool = False
    reply_to: str | None = None
    forgotten: Sound | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """What people wrote in public since `since`, with our answers.

    `source` is "feed" where only a comment feed could be read: it shows no threads and no ids,
    so it can prove that somebody waits, and hardly ever that nobody does.
    "page" was read from the pages of the newest posts.
    `counted_only` marks what is a figure and no duty, such as tags on Instagram.
    `held_back` counts what the platform has and shows to no program, by design: of restricted or deleted accounts,
    behind an age gate. It is named and not judged.
    `read_in_part` are the threads of which later words are missing: nobody in them waits for sure, and `gap` says why.
    `names` are the names and handles by which people tag the company there, beside the authors of its own words.
    """

    items: tuple[Item, ...]
    since: datetime
    source: Literal["api", "feed", "page"] = "api"
    counted_only: bool = False
    gap: Unavailable | None = None
    held_back: int = 0
    read_in_part: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """Private messages that nobody has opened; only their number, and since when the oldest waits."""

    unread: int
    gap: Unavailable | None = None
