"""A year of a Google location, week by week through the interface, with faults of both kinds, passing and lasting.

People give stars and complain, are answered late or never, change what they wrote, take it back; Google lists late, empties
lists, is not there for a moment or refuses in the middle, and the grant ends. Nobody who waits is lost, nobody is told twice
as new, and no week is called well in which somebody was not seen.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import pytest

from account_health.connectors.process_cache import Once
from account_health.memory.state import State
from account_health.model import Conversation, Reason, Status
from account_health.storage.jsons import from_json
from tests.builders import company
from tests.matters import MatterBook
from tests.simulator.gateway import Reply
from tests.simulator.google_api import OLD, TOKEN, GoogleApis, SimulatedLocation, error, rfc3339
from tests.simulator.google_locations import quiet
from tests.simulator.google_looks import google_account, google_lab

WEEKS = 52
WEEK = timedelta(days=7)
FIRST = datetime(2026, 1, 5, 7, tzinfo=UTC)
COMPLAINTS = ("Eine Stunde gewartet.", "Das Brot war alt.", "Rude staff.", "Schimmel am Brot!")
LISTS = ("reviews", "localPosts", "media")
EDITED = 0.4
EDITS: tuple[Literal["words", "praise", "complaint"], ...] = ("words", "praise", "complaint")
KNOWN = 8
"""Reviews of the years before, all answered: a list of so many that is empty is not believed."""


@dataclass(frozen=True)
class Story:
    """A review: when it was given, is listed, is answered, and is taken back, if ever.

    `edit` is what its author makes of it at `edited`: another complaint, praise, or a complaint of what was praise.
    """

    number: int
    at: datetime
    words: str
    listed: datetime
    answered: datetime | None = None
    gone: datetime | None = None
    edited: datetime | None = None
    edit: Literal["words", "praise", "complaint"] = "words"

    @property
    def id(self) -> str:
        """The id of its item."""
        return f"google-S{self.number}"

    def waits(self, now: datetime) -> bool:
        """Say whether whoever looks now finds it without an answer."""
        ends = [one for one in (self.answered, self.gone) if one is not None]
        return self.listed <= now and all(end > now for end in ends) and not self._praises(now)

    def changed(self, now: datetime) -> bool:
        """Say whether it was edited after the answer that stands below it."""
        there = self.listed <= now and (self.gone is None or self.gone > now)
        times = self.answered, self.edited
        return there and times[0] is not None and times[1] is not None and times[0] < times[1] <= now

    def _is_edited(self, now: datetime) -> bool:
        return self.edited is not None and self.edited <= now

    def _praises(self, now: datetime) -> bool:
        return self.edit == ("praise" if self._is_edited(now) else "complaint")

    def row(self, now: datetime) -> dict[str, Any] | None:
        """Return it as Google lists it at a moment, None where it does not."""
        if self.listed > now or (self.gone is not None and self.gone <= now):
            return None
        row: dict[str, Any] = {
            "reviewId": f"S{self.number}",
            "reviewer": {"displayName": f"Gast {self.number}"},
            "starRating": "FIVE" if self._praises(now) else "TWO",
            "comment": f"Danke, super! {self.words[-8:]}" if self._praises(now) else self.words,
            "createTime": rfc3339(self.at),
            "updateTime": rfc3339(self.edited if self.edited and self._is_edited(now) else self.at),
        }
        if self._is_edited(now) and self.edit == "words":
            row["comment"] = f"Noch einmal: {self.words}"
        if self.answered is not None and self.answered <= now:
            row["reviewReply"] = {
                "comment": f"Das tut uns leid, Gast {self.number}.",
                "updateTime": rfc3339(self.answered),
            }
        return row


def stories(chance: random.Random) -> tuple[Story, ...]:
    """Return the reviews of a year; a third is listed late, and two of five are edited, before an answer or after it."""
    found = []
    for number in range(60):
        at = FIRST + timedelta(days=chance.uniform(0, 7 * WEEKS - 20))
        ends = at + timedelta(days=chance.uniform(3, 60))
        how = chance.randrange(5)
        late = timedelta(hours=chance.uniform(1, 60)) if chance.random() < 1 / 3 else timedelta(0)
        edits = chance.random() < EDITED
        found.append(
            Story(
                number,
                at,
                f"{chance.choice(COMPLAINTS)} Bon {7_000 + number}",
                at + late,
                answered=ends if how < 3 else None,
                gone=ends if how == 4 else None,
                edited=at + timedelta(days=chance.uniform(1, 70)) if edits else None,
                edit=chance.choice(EDITS) if edits else "words",
            )
        )
    return tuple(found)


def shop_of(now: datetime, told: tuple[Story, ...]) -> SimulatedLocation:
    """Return the location as it stands on a day: a post a week, and answered reviews of the years before."""
    old = [
        {
            "reviewId": f"O{number}",
            "starRating": "FIVE",
            "createTime": rfc3339(FIRST - timedelta(days=100 + 30 * number)),
            "updateTime": rfc3339(FIRST - timedelta(days=100 + 30 * number)),
            "reviewReply": {
                "comment": f"Danke, Gast {number}!",
                "updateTime": rfc3339(FIRST - timedelta(days=99)),
            },
        }
        for number in range(KNOWN)
    ]
    rows = [row for one in told if (row := one.row(now)) is not None]
    rows.sort(key=lambda row: str(row["updateTime"]), reverse=True)
    posts = [
        {
            "summary": f"Brot der Woche {number}",
            "createTime": rfc3339(now - timedelta(days=7 * number + 2)),
            "updateTime": rfc3339(now - timedelta(days=7 * number + 2)),
            "state": "LIVE",
            "topicType": "STANDARD",
        }
        for number in range(6)
    ]
    return quiet(reviews=[*rows, *old], posts=posts)


def _refused(status: int, code: str, *lists: str, page: int = 1) -> Callable[[GoogleApis], None]:
    return lambda apis: apis.breaks.update({one: (page, error(status, code, "No.")) for one in lists})


def _empty(*lists: str) -> Callable[[GoogleApis], None]:
    return lambda apis: apis.emptied.update(lists)


def _trouble(host: str, answer: Reply) -> Callable[[GoogleApis], None]:
    return lambda apis: apis.troubles.update({host: answer})


FAULTS: dict[str, Callable[[GoogleApis], None]] = {
    "reviews emptied": _empty("reviews"),
    "all emptied": _empty(*LISTS),
    "not there for a moment": lambda apis: apis.flickering.update(LISTS),
    "reviews not there": _refused(404, "NOT_FOUND", "reviews"),
    "refused in the middle": _refused(403, "PERMISSION_DENIED", "reviews", page=2),
    "limited": _refused(429, "RESOURCE_EXHAUSTED", "reviews", "localPosts"),
    "broken in the middle": _refused(500, "INTERNAL", "reviews", page=2),
    "down": _trouble(OLD, Reply(status=503)),
    "grant ended": _trouble(TOKEN, Reply(status=400, body=b'{"error": "invalid_grant"}')),
}
LATE = {"not there for a moment"}
"""What a look gets over by itself."""


def plan(chance: random.Random) -> Iterator[str]:
    """Yield what fails in each week: mostly nothing, and what fails may last for some weeks."""
    while True:
        yield from [""] * chance.randint(1, 4)
        yield from [chance.choice(tuple(FAULTS))] * chance.randint(1, 3)


@pytest.mark.parametrize("seed", range(3))
def test_a_year_of_faults_tells_everybody_once(seed: int) -> None:
    """Whole looks tell exactly who waits, others call nothing well; no mail tells anybody twice, and every one is told."""
    chance = random.Random(seed)  # noqa: S311 - a seed that can be told, no secret
    told, failing = stories(chance), plan(chance)
    account = google_account()
    book, owed, edited = MatterBook(company(account)), set[str](), 0
    apis = GoogleApis(page_cap=10)
    before = ""
    with google_lab(apis) as lab:
        for number in range(WEEKS):
            now = FIRST + number * WEEK
            fault = next(failing) if number else ""
            apis.locations = [shop_of(now, told)]
            apis.emptied, apis.breaks, apis.troubles, apis.flickering = set(), {}, {}, set()
            if fault:
                FAULTS[fault](apis)
            apis.expire()
            lab.once = Once()  # each run is a process of its own
            known = from_json(State, book.state).of(account.id)
            seen = lab.collect(account, now=now, memory=known.memory if known else None)
            [report] = book.week([seen], now).accounts
            found = {item.id for item in report.open_items}
            waits = {one.id for one in told if one.waits(now)}
            judged = {row.check: row.status for row in report.findings}
            believed = "emptied" in fault and fault == before
            assert len(found) == len(report.open_items)
            assert found - waits == set(), ("false alarms", now, fault)
            whole = isinstance(seen.reviews, Conversation) and seen.reviews.gap is None
            if fault in ("", *LATE):
                assert whole, (now, fault, before, seen.reviews)
                owed |= waits
                changed = any(one.changed(now) for one in told)
                assert (judged["review-changed"] is Status.WARN) == changed, (now, fault)
                edited += changed
            if not believed and waits - found:
                assert report.unavailable, ("lost", now, fault)
                assert judged["unanswered-criticism"] is not Status.PASS, (now, fault)
            reasons = {gap.reason for gap in report.unavailable}
            if reasons & {Reason.ACCESS_DENIED, Reason.CREDENTIAL_REFUSED}:
                assert Status.PASS not in (judged["credential-valid"], judged["permissions-complete"]), (
                    now,
                    fault,
                )
            assert report.last_post_at in (None, now - timedelta(days=2)), (now, fault)
            before = fault
    people = book.people()
    assert {one: times for one, times in people.items() if times > 1} == {}, "told twice as new"
    assert len(owed) > 20
    assert edited > 5, "weeks with a review that was changed after its answer"
    assert owed - set(people) == set(), "waited in a whole week, and no mail ever told it"
