"""Generated conversations on X whose every post has a known fate: it waits, it needs no answer, or it is settled.

The fates are written down while the conversations are told, by the teller of each scenario, and never computed
afterwards.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Final, Literal, TypeAlias

from tests.builders import NOW
from tests.simulator.x_api import XStatus, XUser
from tests.simulator.x_looks import Bakery

Fate: TypeAlias = Literal["waits", "spare", "settled", "done", "gone", "unseen"]
"""What waits; what is open and needs no answer; what has one; what a person marked; what was seen before its author took it
back; what X never shows to us."""

NEEDS: Final = (
    "Habt ihr am Samstag offen?", "Was kostet eine Torte für zwölf Personen?", "gibts die Brezen auch glutenfrei",
    "Do you deliver on Sundays?", "Die Brötchen waren heute steinhart.", "Seit zwei Wochen keine Antwort auf meine Mail!",
    "The bread was stale and the staff was rude.", "Bitte legt mir zwei Roggenbrote zurück.", "Danke, aber es war kalt.",
)  # fmt: skip
SPARE: Final = (
    "Super!",
    "Danke!",
    "Vielen Dank für die schnelle Antwort!",
    "Mega lecker 😍",
    "👍",
    "Danke euch 🙏",
)
WINDOW: Final = 28
"""Days over which people write, within the thirty of a first look."""


@dataclass
class Told:
    """The conversations with one account: how many, and the fate of every post by the number of its first version.

    `unclear` is what ends either way, by whether a look that was not whole saw it.
    """

    conversations: int = 0
    fates: dict[int, Fate] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    unclear: set[str] = field(default_factory=set)

    def depends_on(self, other: "Told") -> None:
        """Take out what ends otherwise where other looks saw it."""
        ends = {number for number, fate in self.fates.items() if other.fates[number] != fate}
        self.unclear = {f"x-{number}" for number in ends}
        for number in ends:
            del self.fates[number]

    def ids(self, *fates: Fate) -> set[str]:
        """Return the ids of items with one of these fates."""
        return {f"x-{number}" for number, one in self.fates.items() if one in fates}


@dataclass(frozen=True, kw_only=True)
class Oddities:
    """How X behaves where it is not as its documents make one think, each drawn by itself.

    `late` is the share of posts that the index shows late: what people write by up to 40 hours, answers of ours by up to
    six days. `renames` and `drops_gone` are the switches of the simulated world and interface.
    """

    late: float = 0.0
    renames: bool = False
    drops_gone: bool = False

    @classmethod
    def drawn(cls, chance: random.Random) -> "Oddities":
        """Return oddities as chance has it."""
        return cls(
            late=chance.choice((0.0, 0.1, 0.4)),
            renames=chance.random() < 0.5,
            drops_gone=chance.random() < 0.5,
        )


@dataclass
class Teller:
    """Tells one conversation, each post a little later than the one before. `looks` are the times of all looks."""

    bakery: Bakery
    told: Told
    chance: random.Random
    guests: Iterator[int]
    own: XStatus
    at: datetime
    looks: tuple[datetime, ...]
    late: float = 0.0

    def guest(self) -> XUser:
        """Return somebody new."""
        return self.bakery.guest(next(self.guests))

    def later(self, least: float = 1, most: float = 90) -> datetime:
        """Return the time of what comes next, so many minutes after what came before."""
        self.at += timedelta(minutes=self.chance.uniform(least, most))
        return self.at

    def asks(
        self,
        fate: Fate = "waits",
        who: XUser | None = None,
        to: XStatus | None = None,
        text: str | None = None,
    ) -> XStatus:
        """Have somebody ask us: in a post or a quote that begins a conversation, or in reply to a post."""
        words = self.chance.choice(NEEDS) if text is None else text
        who, form = who or self.guest(), self.chance.randrange(3)
        if to is None and form == 0:  # whoever quotes need not type our name
            return self._heard(self.bakery.world.quote(who, self.later(), self.own, words), fate)
        return self.speaks(fate, who, self.own if to is None and form == 1 else to, f"@{self.us} {words}")

    def chats(self, fate: Fate = "spare", who: XUser | None = None, to: XStatus | None = None) -> XStatus:
        """Have somebody say something that needs no answer."""
        return self.asks(fate, who, to, self.chance.choice(SPARE))

    def speaks(self, fate: Fate, who: XUser, to: XStatus | None, text: str) -> XStatus:
        """Have somebody post this, in reply to a post or not."""
        world, at = self.bakery.world, self.later()
        return self._heard(world.say(who, at, text) if to is None else world.reply(who, at, to, text), fate)

    def answers(self, to: XStatus) -> XStatus:
        """Reply to a post as the bakery."""
        return self._answered(
            self.bakery.world.reply(self.bakery.us, self.later(), to, "Ja, gern, bis 18 Uhr.")
        )

    def quotes(self, to: XStatus) -> XStatus:
        """Quote a post as the bakery."""
        return self._answered(
            self.bakery.world.quote(self.bakery.us, self.later(), to, "Das fragen viele: ja!")
        )

    def edits(self, post: XStatus, text: str | None = None) -> XStatus:
        """Have a post edited, a few minutes later."""
        return self.bakery.world.edit(post, self.later(0.5, 5), post.text + "!" if text is None else text)

    def vanishes(self, post: XStatus) -> None:
        """Have a post disappear, with its author or without: whoever looked before that may go on to show it."""
        end = self.later()
        seen = any(self.moment(post) <= look < end for look in self.looks)
        self.told.fates[post.id] = "gone" if seen else "unseen"
        self.bakery.world.remove(post, end)

    def moment(self, post: XStatus) -> datetime:
        """Return from when on timelines show a post."""
        at = next(at for at, one in self._said if one.id == post.id)
        return self.bakery.world.indexed.get(post.id, at)

    @property
    def us(self) -> str:
        """Return our handle."""
        return self.bakery.us.username

    def __post_init__(self) -> None:
        self._said: list[tuple[datetime, XStatus]] = []

    def _delayed(self, post: XStatus, hours: float) -> XStatus:
        """Have a post come to light late, as often as chance has it; before the last look in any case."""
        end = self.looks[-1] - timedelta(hours=1)
        if self.chance.random() < self.late and self.at < end:
            most = min(timedelta(hours=self.chance.uniform(0.5, hours)), end - self.at)
            self.bakery.world.index_late(post, self.at + most)
        return post

    def _answered(self, post: XStatus) -> XStatus:
        return self._delayed(post, 6 * 24)

    def _heard(self, post: XStatus, fate: Fate) -> XStatus:
        self._delayed(post, 40)
        self.told.fates[post.id] = fate
        self._said.append((self.at, post))
        return post


def waiting_alone(one: Teller) -> None:
    """Somebody asks, nobody answers; a like of ours would not be shown."""
    one.asks()


def needs_none(one: Teller) -> None:
    """Thanks, praise, emoji."""
    one.chats()


def answered_by_a_reply(one: Teller) -> None:
    """Asked and answered."""
    one.answers(one.asks("settled"))


def answered_by_a_quote(one: Teller) -> None:
    """A quote answers as well."""
    one.quotes(one.asks("settled"))


def answered_then_thanked(one: Teller) -> None:
    """The thanks are spare."""
    who = one.guest()
    one.chats("spare", who, one.answers(one.asks("settled", who)))


def asked_again(one: Teller) -> None:
    """Who asks again after our answer waits again."""
    who = one.guest()
    one.asks("waits", who, one.answers(one.asks("settled", who)))


def answered_later_in_the_conversation(one: Teller) -> None:
    """Who adds a word and gets an answer to that has one for both."""
    who = one.guest()
    first = one.asks("settled", who)
    one.answers(one.asks("settled", who, first))


def a_word_to_another(one: Teller) -> None:
    """Two ask in one conversation: a word to one answers nobody else."""
    one.asks("waits", None, one.own)
    one.answers(one.asks("settled", None, one.own))


def crowd(one: Teller) -> None:
    """Many ask below one post; each of them waits alone."""
    for _ in range(one.chance.randint(2, 6)):
        fate: Fate = one.chance.choice(("waits", "settled"))
        asked = one.asks(fate, None, one.own)
        if fate == "settled":
            one.answers(asked)


def our_thread_goes_on(one: Teller) -> None:
    """We add to our own post, which answers nobody below it."""
    asked = one.asks("waits", None, one.own)
    one.bakery.world.reply(one.bakery.us, one.later(), one.own, "Und noch etwas zu unserem Brot.")
    one.chats("spare", None, asked)


def quoted_by_a_stranger(one: Teller) -> None:
    """Somebody else quotes the question: that is no answer of ours."""
    asked = one.asks()
    one.bakery.world.quote(one.guest(), one.later(), asked, "Das wüsste ich auch gern")


def edited_and_waiting(one: Teller) -> None:
    """A newer version has another number; it stays the same item."""
    one.edits(one.asks())


def edited_into_a_question(one: Teller) -> None:
    """The newest words count."""
    one.edits(one.chats("waits"), f"@{one.us} {one.chance.choice(NEEDS)}")


def edited_into_thanks(one: Teller) -> None:
    """Also where they need no answer any more."""
    one.edits(one.asks("spare"), f"@{one.us} {one.chance.choice(SPARE)}")


def edited_then_answered(one: Teller) -> None:
    """We answer the newest version."""
    one.answers(one.edits(one.asks("settled")))


def answered_then_edited(one: Teller) -> None:
    """We answered the first version."""
    asked = one.asks("settled")
    one.bakery.world.reply(one.bakery.us, one.later(1, 5), asked, "Ja!")
    one.edits(asked)


def middle_version_quoted(one: Teller) -> None:
    """We quote a version that was edited before and after."""
    second = one.edits(one.asks("settled"))
    one.bakery.world.quote(one.bakery.us, one.later(1, 3), second, "Gute Frage!")
    one.edits(second)


def our_answer_edited(one: Teller) -> None:
    """A newer version of our answer still answers."""
    one.edits(one.answers(one.asks("settled")))


def carried_along(one: Teller) -> None:
    """A row of names before a reply to somebody else speaks to that one."""
    who, other = one.guest(), one.guest()
    theirs = one.bakery.world.say(who, one.later(), "Wer hat das beste Brot?")
    one.speaks("spare", other, theirs, f"@{who.username} @{one.us} was meinst du?")


def a_list_of_names(one: Teller) -> None:
    """So does a long list of names."""
    names = " ".join(f"@{one.guest().username}" for _ in range(6))
    one.speaks("spare", one.guest(), None, f"{names} @{one.us} kommt ihr?")


def spoken_to_among_others(one: Teller) -> None:
    """Who names us in the words themselves speaks to us, also in a reply to somebody else."""
    who = one.guest()
    theirs = one.bakery.world.say(who, one.later(), "Wer hat das beste Brot?")
    one.speaks("waits", one.guest(), theirs, f"@{who.username} frag mal @{one.us}, oder?")


def question_in_a_note(one: Teller) -> None:
    """A long post shows its end in a note only."""
    text = f"@{one.us} " + "Danke! " * 60
    post = one.bakery.world.say(one.guest(), one.later(), text[:280], note=f"{text} Und wann habt ihr offen?")
    one.told.fates[post.id] = "waits"


def deleted(one: Teller) -> None:
    """The question or its author is gone."""
    one.vanishes(one.asks())


def answer_deleted(one: Teller) -> None:
    """Our answer was deleted: unless somebody looked before that, the question stands there without one."""
    asked = one.asks("settled")
    ours, begin = one.answers(asked), one.at
    begin = one.bakery.world.indexed.get(ours.id, begin)
    one.bakery.world.remove(ours, one.later())
    if not any(begin <= look < one.at for look in one.looks):
        one.told.fates[asked.id] = "waits"


def hidden_reply(one: Teller) -> None:
    """We hid a reply below our post; X tells that to no program, so it waits until somebody marks it as done."""
    one.asks("waits", None, one.own)


def marked_done(one: Teller) -> None:
    """Somebody decided that it needs no answer; a second one of the same guest waits all the same."""
    who = one.guest()
    one.asks("done", who)
    one.asks("waits", who)


def typed_by_hand(one: Teller) -> None:
    """Whoever types RT before our name writes to us: nothing is reposted."""
    one.speaks("waits", one.guest(), None, f"RT @{one.us} {one.chance.choice(NEEDS)}")


def our_post_edited(one: Teller) -> None:
    """A post of ours that was edited is one and no reply; who asks below it waits."""
    post = one.bakery.world.say(one.bakery.us, one.later(), "Morgen ab 6 Uhr offen")
    newer = one.edits(post, "Morgen ab 7 Uhr offen")
    one.asks("waits", None, newer)


def answered_what_is_gone(one: Teller) -> None:
    """The post between a question and our answer is gone: whom we answered can still be read."""
    who = one.guest()
    first = one.asks("settled", who)
    more = one.speaks("unseen", who, first, f"@{one.us} also?")
    one.answers(more)
    one.vanishes(more)


def reposted(one: Teller) -> None:
    """A repost of our post speaks to nobody."""
    one.told.fates[one.bakery.world.repost(one.guest(), one.later(), one.own).id] = "unseen"


def ourselves(one: Teller) -> None:
    """We name ourselves."""
    post = one.bakery.world.say(one.bakery.us, one.later(), f"Wir sind @{one.us}, seit 1998?")
    one.told.fates[post.id] = "unseen"


SCENARIOS: Final[tuple[tuple[Callable[[Teller], None], int], ...]] = (
    (waiting_alone, 6), (needs_none, 5), (answered_by_a_reply, 6), (answered_by_a_quote, 3), (answered_then_thanked, 3),
    (asked_again, 3), (answered_later_in_the_conversation, 3), (a_word_to_another, 3), (crowd, 2), (our_thread_goes_on, 2),
    (quoted_by_a_stranger, 2), (edited_and_waiting, 3), (edited_into_a_question, 2), (edited_into_thanks, 2),
    (edited_then_answered, 3), (answered_then_edited, 3), (middle_version_quoted, 2), (our_answer_edited, 2),
    (carried_along, 2), (a_list_of_names, 1), (spoken_to_among_others, 2), (question_in_a_note, 1), (deleted, 3),
    (answer_deleted, 2), (hidden_reply, 2), (marked_done, 2), (reposted, 2), (ourselves, 1), (typed_by_hand, 2),
    (our_post_edited, 2), (answered_what_is_gone, 2),
)  # fmt: skip


def population(
    seed: int, conversations: int, looks: tuple[datetime, ...] = (NOW,), oddities: Oddities | None = None
) -> tuple[Bakery, Told]:
    """Return a bakery with so many conversations over four weeks, and what becomes of each post by the last look."""
    chance = random.Random(seed)  # noqa: S311 - a seed that can be told, no secret
    bakery, told, guests = Bakery(), Told(), count(1)
    odd = oddities or Oddities()
    bakery.world.renames = odd.renames
    own = bakery.posts(*(WINDOW + 0.5 - number for number in range(0, WINDOW, 4)))
    usual = [scenario for scenario, often in SCENARIOS for _ in range(often)]
    stories: list[Callable[[Teller], None]] = []
    while len(stories) < conversations:
        chance.shuffle(usual)
        stories += usual
    for scenario in stories[:conversations]:
        days = chance.uniform(1.5, WINDOW)
        under = chance.choice([post for number, post in enumerate(own) if WINDOW + 0.5 - 4 * number > days])
        at = NOW - timedelta(days=days)
        scenario(Teller(bakery, told, chance, guests, under, at, looks, odd.late))
        told.conversations += 1
        told.kinds[scenario.__name__] = told.kinds.get(scenario.__name__, 0) + 1
    return bakery, told
