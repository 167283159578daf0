"""A year of weekly looks at X with faults of both kinds, its own and ours: nobody is told twice, and nobody is lost."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from account_health.judging.audit import audit
from account_health.model import Conversation, Posts, Status
from tests.builders import NOW, company
from tests.matters import MatterBook
from tests.simulator import x_api
from tests.simulator.gateway import Reply
from tests.simulator.x_api import XStatus
from tests.simulator.x_looks import WEEK, Bakery, Lab, account, lab

WEEKS = 52
REFUSALS = (
    x_api.NO_CREDITS,
    x_api.RATE_LIMITED,
    x_api.day_limited(NOW),
    x_api.USAGE_CAPPED,
    Reply(status=503),
)
ENOUGH = 5_000


@dataclass
class Question:
    """Somebody's question: from when on it can be seen, and when its answer can; `gone` is when its author took it back."""

    id: str
    seen: datetime
    answered: datetime | None = None
    gone: datetime | None = None

    def waits(self, now: datetime) -> bool:
        """Say whether whoever looks now finds it without an answer."""
        return self.seen <= now and (self.answered is None or self.answered > now)


@dataclass
class Year:
    """What guests ask and the bakery answers, week by week, and what of it can be seen when."""

    bakery: Bakery
    chance: random.Random
    questions: list[Question] = field(default_factory=list)
    newest: datetime = NOW - timedelta(days=3)

    def week(self, now: datetime) -> None:
        """Tell the week that ends now."""
        for _ in range(self.chance.randint(0, 4)):
            self._asks(now - timedelta(days=self.chance.uniform(0.01, 6.9)))
        if self.chance.random() < 1 / 2:
            at = now - timedelta(days=self.chance.uniform(0.1, 6.9))
            post = self.bakery.world.say(self.bakery.us, at, "Frisch aus dem Ofen")
            if self.chance.random() < 1 / 3:
                self.bakery.world.edit(post, at + timedelta(minutes=20), "Frisch aus dem Backofen")
            self.newest = max(self.newest, at)

    def _asks(self, at: datetime) -> None:
        guest = 1000 + len(self.questions)
        asked = self.bakery.asks(guest, at, f"Frage {guest}: wann habt ihr offen?")
        question = Question(f"x-{asked.id}", self._late(asked, at, 40))
        newest = asked
        if self.chance.random() < 1 / 5:
            newest = self.bakery.world.edit(asked, at + timedelta(minutes=10), f"{asked.text} Und wo?")
            question.seen = min(question.seen, at + timedelta(minutes=10))
        self.questions.append(question)
        fate = self.chance.random()
        if fate < 0.7:
            when = at + timedelta(days=self.chance.choice((0.1, 2, 10, 30)))
            ours = self.bakery.world.reply(
                self.bakery.us, when, self.chance.choice((asked, newest)), "Ab sechs"
            )
            question.answered = self._late(ours, when, 6 * 24)
        elif fate < 0.8:
            question.gone = at + timedelta(days=self.chance.uniform(1, 40))
            self.bakery.world.remove(newest, question.gone)

    def _late(self, post: XStatus, at: datetime, hours: float) -> datetime:
        """Have the index show a post late, now and then, and return when it does."""
        if self.chance.random() < 1 / 4:
            at += timedelta(hours=self.chance.uniform(0.5, hours))
            self.bakery.world.index_late(post, at)
        return at


def faults(x: Lab, chance: random.Random) -> int:
    """Draw how X behaves from this week on, and return for how many weeks."""
    x.api.troubles, x.api.from_page, x.api.emptied = {}, 1, set()
    x.api.page_cap, x.api.hollow = chance.choice((100, 20)), chance.choice((set(), {1}))
    x.api.drops_gone = chance.random() < 1 / 2
    x.api.speaks = chance.choice(({"tweet"}, {"post"}, {"tweet", "post"}))
    if chance.random() < 1 / 4:
        x.api.troubles = {chance.choice(("users", "tweets", "mentions", "single")): chance.choice(REFUSALS)}
        x.api.from_page = chance.choice((1, 1, 2))
        return chance.choice((1, 1, 2, 4))
    return 1


@pytest.mark.parametrize("seed", range(6))
def test_a_year_of_faults_tells_everybody_once(seed: int) -> None:
    """Whole looks tell exactly who waits; looks that are not whole call nothing well; nobody who was answered comes back."""
    chance = random.Random(seed)  # noqa: S311 - a seed that can be told, no secret
    bakery = Bakery()
    bakery.posts(3)
    bakery.world.renames = bool(seed % 2)
    year, whole, closed = Year(bakery, chance), 0, set[str]()
    book, owed, lasts = MatterBook(company(account())), set[str](), 1
    with lab(bakery) as x:
        for number in range(WEEKS):
            x.now = NOW + number * WEEK
            year.week(x.now)
            lasts = lasts - 1 or faults(x, chance)
            seen = x.look(max_reads=ENOUGH)
            book.week([seen], x.now)
            report = audit(seen, company(account()), account(), x.now, x.state.of("x"))
            found = {item.id for item in report.open_items}
            waits = {one.id for one in year.questions if one.waits(x.now)}
            back = {one.id for one in year.questions if one.gone is not None and one.gone <= x.now}
            assert len(found) == len(report.open_items)
            assert not found & closed, "told again after its answer"
            complete = isinstance(seen.mentions, Conversation) and seen.mentions.gap is None
            if not complete:
                judged = {row.check: row.status for row in report.findings}
                assert judged["unanswered-mentions"] is not Status.PASS
                assert judged["unanswered-criticism"] is not Status.PASS
                continue
            whole += 1
            assert found - waits == set(), "false alarms"
            assert waits - back - found == set(), "lost"
            owed |= waits - back
            closed |= {one.id for one in year.questions if one.seen <= x.now} - waits
            assert isinstance(seen.posts, Posts)
            assert abs(seen.posts.items[0].at - year.newest) < timedelta(seconds=2)
    told = book.people()
    assert {one: times for one, times in told.items() if times > 1} == {}, "told twice as new"
    assert owed - set(told) == set(), "waited in a week that was seen whole, and no mail ever told it"
    assert whole > WEEKS / 2
    assert len(year.questions) > WEEKS
