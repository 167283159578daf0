"""Generated reviews of a location whose every fate is known: it waits, it needs no answer, or it is settled.

The fates are written down while the reviews are told, by the teller of each scenario, and never computed afterwards.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, Literal, TypeAlias

from tests.builders import NOW
from tests.simulator.google_api import SimulatedLocation
from tests.simulator.google_locations import quiet

Fate: TypeAlias = Literal["waits", "spare", "settled", "done"]
"""What waits; what is open and needs no answer; what has one; what a person marked."""

BAD: Final = ("Eine Stunde gewartet.", "Rude staff.", "Das Brot war alt.", "Früher war es besser.")
ASKS: Final = (
    "Gutes Brot, aber warum nie am Sonntag?",
    "Do you bake without gluten?",
    "Gern wieder, gibt es Dinkel?",
)
PRAISE: Final = ("Danke, super!", "Mega lecker 😍", "Best bakery in town!", "Ihr seid die Besten!", "👍")
ANSWERS: Final = ("Danke, bis bald!", "Das tut uns leid.", "Thank you!", "Wir melden uns.")
GOOD_STARS: Final = ("FOUR", "FIVE")
BAD_STARS: Final = ("ONE", "TWO", "THREE")
OLDEST_DAYS: Final = 3 * 365


@dataclass
class Told:
    """The reviews of one location and the fate of each; which were changed after our answer, and which not shown."""

    fates: dict[str, Fate] = field(default_factory=dict)
    changed: int = 0
    rejected: int = 0
    stars: list[int] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)

    def ids(self, *fates: Fate) -> set[str]:
        """Return the ids of items with one of these fates."""
        return {named for named, one in self.fates.items() if one in fates}


@dataclass
class Teller:
    """Tells one review, in the order in which things happen to it."""

    told: Told
    chance: random.Random
    number: int
    at: datetime
    row: dict[str, Any] = field(default_factory=dict)

    def later(self) -> str:
        """Return the time of what comes next, some hours later."""
        self.at += timedelta(seconds=self.chance.uniform(1, 7_000))
        return written(self.at, self.chance.randrange(10))

    def writes(self, fate: Fate, stars: tuple[str, ...], comment: str = "", **changes: Any) -> None:
        """Have somebody write a review."""
        at, word = self.later(), self.chance.choice(stars)
        key = f"R{self.number:05d}"
        self.row = {
            "reviewId": key,
            "reviewer": {"displayName": f"Gast {self.number}"},
            "starRating": word,
            "createTime": at,
            "updateTime": at,
            **({"comment": comment} if comment else {}),
            **changes,
        }
        if self.chance.random() < 0.8:
            self.row["reviewReplyUrl"] = f"https://business.google.com/reviews/reply/{key}"
        self.told.fates[f"google-{key}"] = fate
        self.told.stars.append(("ONE", "TWO", "THREE", "FOUR", "FIVE").index(word) + 1)

    def asks(self, fate: Fate = "waits", **changes: Any) -> None:
        """Have somebody write what needs an answer: few stars, with words or without, or a question with many."""
        form = self.chance.randrange(3)
        stars = GOOD_STARS if form == 0 else BAD_STARS
        self.writes(fate, stars, self.chance.choice((ASKS, BAD, ("",))[form]), **changes)

    def answers(self, state: str | None = "APPROVED") -> None:
        """Answer it; the platform shows the answer, looks at it, rejects it, or says nothing of it."""
        reply = {"comment": self.chance.choice(ANSWERS), "updateTime": self.later()}
        self.row["reviewReply"] = reply | ({"reviewReplyState": state} if state else {})
        if state == "REJECTED":
            self.row["reviewReply"]["policyViolation"] = "OFF_TOPIC"
            self.told.rejected += 1

    def edits(self, stars: tuple[str, ...], comment: str) -> None:
        """Have its author change it."""
        word = self.chance.choice(stars)
        self.told.stars[-1] = ("ONE", "TWO", "THREE", "FOUR", "FIVE").index(word) + 1
        self.row |= {"starRating": word, "updateTime": self.later(), "comment": comment}


def waits_alone(one: Teller) -> None:
    """Nobody answered."""
    one.asks()


def few_stars_without_words(one: Teller) -> None:
    """One to three stars say enough."""
    one.writes("waits", BAD_STARS)


def many_stars_without_words(one: Teller) -> None:
    """Four or five need none."""
    one.writes("spare", GOOD_STARS)


def praise(one: Teller) -> None:
    """Thanks need none either."""
    one.writes("spare", GOOD_STARS, one.chance.choice(PRAISE))


def praise_with_few_stars(one: Teller) -> None:
    """The stars decide."""
    one.writes("waits", BAD_STARS, one.chance.choice(PRAISE))


def answered(one: Teller) -> None:
    """Answered, and shown."""
    one.asks("settled")
    one.answers(one.chance.choice(("APPROVED", None)))


def answered_and_looked_at(one: Teller) -> None:
    """The platform still looks at our answer."""
    one.asks("settled")
    one.answers("PENDING")


def answer_rejected(one: Teller) -> None:
    """The public sees no answer."""
    one.asks()
    one.answers("REJECTED")


def thanks_for_stars_rejected(one: Teller) -> None:
    """Nobody waits, and the answer is not shown all the same."""
    one.writes("spare", GOOD_STARS)
    one.answers("REJECTED")


def changed_after_the_answer(one: Teller) -> None:
    """The answer is older than the review: told apart, and not as waiting."""
    one.asks("settled")
    one.answers()
    one.edits(BAD_STARS, one.chance.choice(BAD))
    one.told.changed += 1


def changed_after_a_rejected_answer(one: Teller) -> None:
    """No answer is shown, so it waits."""
    one.asks()
    one.answers("REJECTED")
    one.edits(BAD_STARS, one.chance.choice(BAD))


def changed_then_answered(one: Teller) -> None:
    """The answer fits the newest words."""
    one.asks("settled")
    one.edits(BAD_STARS, one.chance.choice(BAD))
    one.answers()


def changed_and_waiting(one: Teller) -> None:
    """From praise into a complaint."""
    one.writes("waits", GOOD_STARS, one.chance.choice(PRAISE))
    one.edits(BAD_STARS, one.chance.choice(BAD))


def changed_into_praise(one: Teller) -> None:
    """And the other way round."""
    one.asks("spare")
    one.edits(GOOD_STARS, one.chance.choice(PRAISE))


def author_deleted(one: Teller) -> None:
    """Whoever wrote it has no account any more, or no name."""
    one.asks(reviewer=one.chance.choice(({}, {"isAnonymous": True}, {"displayName": "A Google user"})))


def author_deleted_and_answered(one: Teller) -> None:
    """With an answer all the same."""
    one.asks("settled", reviewer={})
    one.answers()


def translated(one: Teller) -> None:
    """Only what the person wrote counts: the translation of thanks asks nothing."""
    one.writes("spare", GOOD_STARS, "Danke!\n\n(Translated by Google)\nThank you, or what?")


def picture_without_words(one: Teller) -> None:
    """Few stars and a picture."""
    one.writes(
        "waits", BAD_STARS, reviewMediaItems=[{"thumbnailUrl": "https://lh3.googleusercontent.com/p/x"}]
    )


def answer_without_words(one: Teller) -> None:
    """An answer that holds nothing is none."""
    one.asks()
    one.row["reviewReply"] = {"updateTime": one.later()}


def marked_done(one: Teller) -> None:
    """Somebody decided that it needs no answer."""
    one.asks("done")


SCENARIOS: Final[tuple[tuple[Callable[[Teller], None], int], ...]] = (
    (waits_alone, 4), (few_stars_without_words, 3), (many_stars_without_words, 6), (praise, 5), (praise_with_few_stars, 1),
    (answered, 8), (answered_and_looked_at, 2), (answer_rejected, 2), (thanks_for_stars_rejected, 1),
    (changed_after_the_answer, 2), (changed_after_a_rejected_answer, 1), (changed_then_answered, 2), (changed_and_waiting, 2),
    (changed_into_praise, 1), (author_deleted, 2), (author_deleted_and_answered, 1), (translated, 1),
    (picture_without_words, 1), (answer_without_words, 1), (marked_done, 2),
)  # fmt: skip


def location_with(seed: int, reviews: int, number: str = "2") -> tuple[SimulatedLocation, Told]:
    """Return a location with so many reviews of three years, newest change first, and the fate of each."""
    chance = random.Random(seed)  # noqa: S311 - a seed that can be told, no secret
    told, rows = Told(), []
    usual = [scenario for scenario, often in SCENARIOS for _ in range(often)]
    stories: list[Callable[[Teller], None]] = []
    while len(stories) < reviews:
        chance.shuffle(usual)
        stories += usual
    for at, scenario in enumerate(stories[:reviews]):
        days = chance.uniform(0.5, 90) if chance.random() < 0.5 else chance.uniform(0.5, OLDEST_DAYS)
        one = Teller(told, chance, at, NOW - timedelta(days=days))
        scenario(one)
        told.kinds[scenario.__name__] = told.kinds.get(scenario.__name__, 0) + 1
        rows.append(one.row)
    rows.sort(key=lambda row: str(row["updateTime"])[:19], reverse=True)
    return quiet(number, reviews=rows), told


def written(at: datetime, digits: int) -> str:
    """Return a time as Google writes it, with up to nine digits of fraction."""
    fraction = f"{at.microsecond:06d}789"[:digits]
    return f"{at:%Y-%m-%dT%H:%M:%S}{'.' if fraction else ''}{fraction}Z"
