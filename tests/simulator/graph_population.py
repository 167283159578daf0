"""Generated accounts whose every comment has a known fate: it waits, it needs no answer, or it is settled.

The fates are written down while the threads are told, by the teller of each scenario, and never computed afterwards.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Literal, Protocol, TypeAlias

from tests.builders import NOW
from tests.simulator.graph_things import Thing
from tests.simulator.graph_world import FacebookWorld, InstagramWorld

Fate: TypeAlias = Literal["waits", "spare", "settled"]
"""What waits; what is open and needs no answer; what is hidden, answered, done or our own."""

NEEDS = (
    "Habt ihr am Samstag offen?", "Was kostet eine Torte für zwölf Personen?", "gibts die Brezen auch glutenfrei",
    "Do you deliver on Sundays?", "is there parking nearby", "Die Brötchen waren heute steinhart.",
    "Das war früher besser, sehr enttäuschend.", "Seit zwei Wochen keine Antwort auf meine Mail!", "Worst service ever.",
    "The bread was stale and the staff was rude.", "Ich hole die Bestellung morgen um zehn ab.",
    "Bitte legt mir zwei Roggenbrote zurück.", "Super, und wann kommt der Stollen?", "Danke, aber es war kalt.",
    "@tom.vogel wann machen die denn auf?", "👎",
)  # fmt: skip
SPARE = (
    "Super!", "Danke!", "Vielen Dank für die schnelle Antwort!", "Thank you so much!", "Mega lecker 😍", "Best bakery in town!",
    "Lovely cake, well done!", "Ihr seid die Besten!", "❤️❤️", "👍", "😂😂😂", "Danke euch 🙏", "@tom.vogel", "@tom.vogel @sabine_m 😍",
)  # fmt: skip
ANSWERS = ("Danke, gern!", "Wir melden uns.", "Ja, bis 18 Uhr.", "Sorry, that was our fault.", "❤️")
WINDOW = 90
PAGE, SECOND = "111222333", "61550000000042"


class Place(Protocol):
    """Where a thread is told: below one post. Words come back as (thing, id in the report)."""

    chance: random.Random
    likes: bool
    """Whether the platform says that we liked a comment."""
    tells: bool
    """Whether it says what a comment without words shows, and whether it was answered in private."""

    def say(self, top: Thing | None, days: float, text: str, who: str, **signs: bool) -> tuple[Thing, str]:
        """Say something as `guest`, `gone`, `us` or `us too`, so many days ago, at the top or below."""


@dataclass
class Told:
    """One account's threads: how many, and the fate of every single word."""

    threads: int = 0
    fates: dict[str, Fate] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)

    def ids(self, fate: Fate) -> set[str]:
        """Return the ids with one fate."""
        return {named for named, one in self.fates.items() if one == fate}


@dataclass
class Teller:
    """Tells one thread: each word a little later than the one before, listed in any order."""

    place: Place
    told: Told
    days: float
    top: Thing | None = None
    top_id: str = ""

    def word(self, fate: Fate, text: str, who: str = "guest", **signs: bool) -> str:
        """Say the next word and write down its fate."""
        thing, named = self.place.say(self.top, self.days, text, who, **signs)
        self.days *= self.place.chance.uniform(0.90, 0.99)
        self.top, self.top_id = self.top or thing, self.top_id or named
        self.told.fates[named] = fate
        return named

    def asks(self, fate: Fate = "waits", who: str = "guest", **signs: bool) -> str:
        """Say something that needs an answer."""
        return self.word(fate, self.place.chance.choice(NEEDS), who, **signs)

    def chats(self, fate: Fate = "spare", **signs: bool) -> str:
        """Say something that needs none."""
        return self.word(fate, self.place.chance.choice(SPARE), "guest", **signs)

    def answers(self, **signs: bool) -> str:
        """Answer as the account itself, under either of its ids."""
        who = self.place.chance.choice(("us", "us too"))
        return self.word("settled", self.place.chance.choice(ANSWERS), who, **signs)

    def marks(self, named: str) -> None:
        """Mark something as needing no answer."""
        self.told.fates[named] = "settled"
        self.told.done.append(named)


def waiting_alone(one: Teller) -> None:
    """Somebody asks, nobody answers."""
    one.asks()


def waiting_deleted(one: Teller) -> None:
    """Whoever asked is gone; the public still reads it."""
    one.asks(who="gone")


def needs_none(one: Teller) -> None:
    """Thanks, praise, emoji, friends."""
    one.chats()


def without_words(one: Teller) -> None:
    """A sticker or a picture."""
    one.word("spare", "")


def pictured(one: Teller) -> None:
    """A photo without a word may show anything."""
    one.word("waits" if one.place.tells else "spare", "", photo=True)


def praised_with_a_picture(one: Teller) -> None:
    """Its words say what it is."""
    one.word("spare", one.place.chance.choice(SPARE[:6]), photo=True)


def answered_in_private(one: Teller) -> None:
    """Only whoever was answered: the next one waits."""
    one.asks("settled" if one.place.tells else "waits", private=True)
    one.asks()


def answered(one: Teller) -> None:
    """Asked and answered."""
    one.asks("settled")
    one.answers()


def answered_then_thanked(one: Teller) -> None:
    """The thanks are spare."""
    one.asks("settled")
    one.answers()
    one.chats()


def asked_again(one: Teller) -> None:
    """The answer did not do: who asks again waits again."""
    one.asks("settled")
    one.answers()
    one.asks()


def asked_again_by_the_deleted(one: Teller) -> None:
    """The same by somebody without a name."""
    one.asks("settled", "gone")
    one.answers()
    one.asks(who="gone")


def asked_twice_answered_twice(one: Teller) -> None:
    """All is well in the end."""
    for _ in range(2):
        one.asks("settled")
        one.answers()


def crowd(one: Teller) -> None:
    """Several people ask in one thread and nobody answers."""
    for _ in range(one.place.chance.randint(2, 6)):
        one.asks()


def crowd_answered_in_between(one: Teller) -> None:
    """Those before our word are settled, those after it wait."""
    for _ in range(one.place.chance.randint(1, 4)):
        one.asks("settled")
    one.answers()
    for _ in range(one.place.chance.randint(1, 4)):
        one.asks()
    one.chats()


def long_thread(one: Teller) -> None:
    """More replies than one page holds; what waits may stand on any of them."""
    replies = one.place.chance.randint(26, 60)
    ours = one.place.chance.randint(2, replies)
    one.asks("settled")
    for number in range(1, replies):
        one.asks("settled" if number < ours else "waits")
        if number == ours - 1:
            one.answers()
    if ours == replies:
        one.answers()


def hidden(one: Teller) -> None:
    """Nobody in public sees it."""
    one.asks("settled", hidden=True)


def hidden_below(one: Teller) -> None:
    """A hidden reply in a settled thread."""
    one.asks("settled")
    one.answers()
    one.asks("settled", hidden=True)


def answered_out_of_sight(one: Teller) -> None:
    """Our answer is hidden, so the public reads a question without one."""
    one.asks()
    one.answers(hidden=True)


def our_own(one: Teller) -> None:
    """We write below our own post."""
    one.answers()


def asked_below_ours(one: Teller) -> None:
    """And somebody asks there."""
    one.answers()
    one.asks()


def marked_done(one: Teller) -> None:
    """Somebody decided that it needs no answer."""
    one.marks(one.asks())


def one_of_two_done(one: Teller) -> None:
    """A mark is for one item, not for its thread."""
    one.marks(one.asks())
    one.asks()


def liked(one: Teller) -> None:
    """A like of ours is an answer, where the platform tells it."""
    one.asks("spare" if one.place.likes else "waits", liked=True)


def liked_then_asked(one: Teller) -> None:
    """But only to what was liked."""
    one.asks("spare" if one.place.likes else "waits", liked=True)
    one.asks()


SCENARIOS: tuple[tuple[Callable[[Teller], None], int], ...] = (
    (waiting_alone, 6), (waiting_deleted, 3), (needs_none, 8), (without_words, 2), (pictured, 2), (praised_with_a_picture, 1), (answered_in_private, 2), (answered, 8), (answered_then_thanked, 3),
    (asked_again, 4), (asked_again_by_the_deleted, 2), (asked_twice_answered_twice, 2), (crowd, 2),
    (crowd_answered_in_between, 2), (long_thread, 1), (hidden, 3), (hidden_below, 2), (answered_out_of_sight, 1),
    (our_own, 2), (asked_below_ours, 2), (marked_done, 3), (one_of_two_done, 2), (liked, 3), (liked_then_asked, 2),
)  # fmt: skip


def scenarios(chance: random.Random) -> Iterator[Callable[[Teller], None]]:
    """Yield scenarios for ever: each of them in every round, the usual ones more often."""
    while True:
        round_ = [scenario for scenario, often in SCENARIOS for _ in range(often)]
        chance.shuffle(round_)
        yield from round_


@dataclass
class FacebookPlace:
    """Below one post, reel or visitor's post of a Page."""

    world: FacebookWorld
    under: Thing
    chance: random.Random
    numbers: Iterator[int]
    second_id: str
    likes: bool = True
    tells: bool = True

    def say(self, top: Thing | None, days: float, text: str, who: str, **signs: bool) -> tuple[Thing, str]:
        """Say something; ids come in both forms, authors may be missing."""
        number, post = next(self.numbers), self.under.id.rpartition("_")[2]
        author = {"id": f"9{number}", "name": f"Gast {number}"}
        changes: dict[str, Any] = {
            "id": self.chance.choice((f"{post}_{number}", f"{number}")),
            "is_hidden": signs.get("hidden", False),
            "user_likes": signs.get("liked", False),
            "attachment": {"type": "photo"} if signs.get("photo") else None,
            "from": {
                "guest": author,
                "gone": None,
                "us": {"id": self.world.page.id, "name": "Bäckerei Morgenrot"},
                "us too": {"id": self.second_id, "name": "Bäckerei Morgenrot"},
            }[who],
        }
        if not text and not signs.get("photo"):
            changes["attachment"] = self.chance.choice(
                ({"type": "sticker"}, {"type": "animated_image_share"}, None)
            )
        if signs.get("private"):
            changes["private_reply_conversation"] = {"id": f"t_{number}"}
        if text == "@tom.vogel":  # Facebook writes the plain name, and beside the text whose name it is
            text = "Tom Vogel"
            changes["message_tags"] = [
                {"id": "7007", "name": text, "type": "user", "offset": 0, "length": len(text)}
            ]
        comment = self.world.comment(top or self.under, number, days, text, **changes)
        return comment, f"fb-{post}_{number}"


@dataclass
class InstagramPlace:
    """Below one medium of an account. Instagram does not tell whom we liked."""

    world: InstagramWorld
    medium: Thing
    chance: random.Random
    numbers: Iterator[int]
    likes: bool = False
    tells: bool = False

    def say(self, top: Thing | None, days: float, text: str, who: str, **signs: bool) -> tuple[Thing, str]:
        """Say something; who it was stands in one place or another, or nowhere."""
        number, handle = next(self.numbers), str(self.world.account.fields["username"])
        changes: dict[str, Any] = {"hidden": signs.get("hidden", False)}
        name = {"guest": f"gast{number}", "gone": "", "us": handle, "us too": handle}[who]
        if who == "gone":
            changes["from"] = None
        if who == "us too":  # our id, in one of two places, and no name
            us = {"id": self.world.account.id}
            changes |= self.chance.choice(({"from": us, "user": None}, {"from": None, "user": us}))
        if top is None:
            comment = self.world.comment(self.medium, number, days, text, name, **changes)
        else:
            comment = self.world.reply(self.medium, top, number, days, text, username=name, **changes)
        if who == "us too":
            comment.fields["username"] = ""
        return comment, f"ig-{comment.id}"


def facebook_page(seed: int, threads: int, second: str = SECOND) -> tuple[FacebookWorld, Told]:
    """Return a Page with so many threads below posts, reels and visitors' posts, and what became of each word.

    `second` is the other id under which it writes.
    """
    chance = random.Random(seed)  # noqa: S311 - a seed that can be told, no secret
    world, told, numbers = FacebookWorld(NOW), Told(), count(500_001)
    posts = []
    for number in range(1, 26):
        days = number * 3.0
        if number % 5 == 0:
            posts.append((world.reel(880_000 + number, days), days))
            continue
        post = (
            world.album(number, days, first_shared=number % 2 == 0)
            if number % 6 == 2
            else world.post(number, days)
        )
        posts += [(world.photo(post, place), days) for place in (2, 3) if number % 6 == 2]
        post.fields["from"] = {"id": second if number % 2 else PAGE, "name": "Bäckerei Morgenrot"}
        posts.append((post, days))
    posts += [(world.advert(950 + number, days), days) for number, days in ((1, 20.0), (2, 40.0))]
    stories = scenarios(chance)
    for _ in range(threads - threads // 10):
        under, days = chance.choice(posts)
        place = FacebookPlace(world, under, chance, numbers, second)
        _tell(next(stories), Teller(place, told, days * chance.uniform(0.5, 0.99)))
    for number in range(threads // 10):
        _visit(world, told, 700_001 + number, chance, numbers)
    # The 26th post is outside the window, and a hidden one is not public.
    for days, is_hidden in ((90.0, False), (1.0, True)):
        beyond = world.post(990 + int(days), days, is_hidden=is_hidden)
        world.comment(beyond, next(numbers), days * 0.9, "Wann habt ihr offen?")
    for name in ("published_posts", "visitor_posts"):
        world.page.edges[name].sort(key=lambda post: str(post.fields["created_time"]), reverse=True)
    _shuffle(world.page, chance)
    return world, told


def _visit(
    world: FacebookWorld, told: Told, number: int, chance: random.Random, numbers: Iterator[int]
) -> None:
    """Tell a visitor's post: it and all below it are one thread."""
    days, form = chance.uniform(2, WINDOW + 20), chance.randrange(6)
    text = chance.choice(SPARE[:6] if form == 0 else NEEDS)
    post = world.visitor(number, days, text, is_hidden=form == 1)
    named = f"fb-{post.id}"
    if days > WINDOW:
        world.comment(post, next(numbers), days * 0.9, "Keine Antwort?")
        return
    told.threads += 1
    place = FacebookPlace(world, post, chance, numbers, world.page.id)
    below = Teller(place, told, days * 0.9, post, named)
    told.fates[named] = {0: "spare", 1: "settled", 2: "settled", 3: "settled"}.get(form, "waits")  # type: ignore[assignment] # three words out of three
    if form == 2:
        below.answers()
    elif form == 3:
        below.answers()
        below.asks()
    elif form == 4:
        below.marks(named)


def instagram_account(login: str, seed: int, threads: int) -> tuple[InstagramWorld, Told]:
    """Return an account with so many threads below its media, and what became of each word."""
    chance = random.Random(seed)  # noqa: S311 - a seed that can be told, no secret
    world, told, numbers = InstagramWorld(NOW, login), Told(), count(50_001)
    media = [(world.medium(1000 + number, number * 3.0), number * 3.0) for number in range(1, 26)]
    stories = scenarios(chance)
    for _ in range(threads):
        medium, days = chance.choice(media)
        place = InstagramPlace(world, medium, chance, numbers)
        _tell(next(stories), Teller(place, told, days * chance.uniform(0.5, 0.99)))
    beyond = world.medium(2000, 90.0)
    world.comment(beyond, next(numbers), 80, "Wann habt ihr offen?")
    _shuffle(world.account, chance)
    return world, told


def _tell(scenario: Callable[[Teller], None], teller: Teller) -> None:
    scenario(teller)
    teller.told.threads += 1
    teller.told.kinds[scenario.__name__] = teller.told.kinds.get(scenario.__name__, 0) + 1


def _shuffle(thing: Thing, chance: random.Random) -> None:
    """List comments in any order: platforms rank them."""
    for name, below in thing.edges.items():
        if name in ("comments", "replies"):
            chance.shuffle(below)
        for one in below:
            _shuffle(one, chance)
