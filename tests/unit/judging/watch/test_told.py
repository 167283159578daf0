"""The budget: five lines a month, each matter three times, and what hurts finds room."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from account_health.judging.watch.told import Candidate, Memory, before, chosen, told_together
from account_health.model import ToldLine, WatchLine, message
from account_health.model.watch import LineKind

ZONE = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 11, 30)


def candidate(kind: LineKind, name: str = "1", again: tuple[int, ...] = (28, 88)) -> Candidate:
    """Return a line that may be told."""
    return Candidate(line=WatchLine(kind=kind, matter=f"{kind}/{name}", message=message("x")), again=again)


def told(matter: str, day: date, period: str | None = None) -> ToldLine:
    """Return that a matter was told on a day."""
    return ToldLine(
        matter=matter,
        period=period or f"{day:%G-W%V}",
        at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
    )


def names(candidates: list[Candidate], *known: ToldLine, elsewhere: int = 0) -> list[str]:
    """Return which matters a report tells."""
    lines, _ = chosen(candidates, Memory(known, TODAY, ZONE), elsewhere)
    return [line.matter for line in lines]


def test_a_month_has_five_lines_one_of_them_for_a_grave_article() -> None:
    """What the same month told, and what the same report says of links, counts."""
    many = [candidate("dead", str(n)) for n in range(9)]
    month = [told(f"dead/{n}x", date(2026, 11, 9)) for n in range(3)]
    assert len(names(many)) == 4
    assert len(names([*many, candidate("critical")])) == 5
    assert len(names(many, *month)) == 1
    assert len(names(many, *month[:2], told("critical/x", date(2026, 11, 9)))) == 2
    assert len(names([*many, candidate("critical")], *month)) == 2
    assert len(names(many, *month[:2], elsewhere=1)) == 1
    assert len(names(many, *(told(f"dead/{n}x", date(2026, 10, 28)) for n in range(5)))) == 4


def test_what_keeps_count_leaves_room_for_what_hurts() -> None:
    """Three lines of a month may keep count; a critical one comes first and is never pushed out by them."""
    counting: list[LineKind] = ["mentions", "by_hand", "waiting", "inventory", "looked"]
    lines = names([*(candidate(kind) for kind in counting), candidate("critical")])
    assert lines == ["critical/1", "mentions/1", "by_hand/1", "waiting/1"]


def test_a_report_asks_about_one_find_and_tells_two_articles() -> None:
    """The others wait their turn, and how many do is known."""
    found = [candidate("poses", "1"), candidate("poses", "2"), candidate("unclaimed")]
    articles = [candidate("critical", str(n)) for n in range(4)]
    lines, waiting = chosen([*found, *articles], Memory((), TODAY, ZONE))
    assert [line.matter for line in lines] == ["critical/0", "critical/1", "poses/1"]
    assert [line.matter for line in waiting] == ["critical/2", "critical/3", "poses/2", "unclaimed/1"]


def test_a_matter_is_told_again_after_its_days_and_three_times_in_all() -> None:
    """First sight, a month later, three months later."""
    first = date(2026, 6, 1)
    days = [first, first + timedelta(days=28), first + timedelta(days=88), first + timedelta(days=150)]
    for count, day in enumerate(days):
        known = tuple(told("dead/1", one) for one in days[:count])
        due = Memory(known, day, ZONE).is_due("dead/1", (28, 88))
        early = Memory(known, day - timedelta(days=1), ZONE).is_due("dead/1", (28, 88))
        assert due == (count < 3)
        assert early == (count == 0)


def test_a_report_that_is_made_again_is_not_compared_with_itself() -> None:
    """A repetition tells the same lines."""
    known = (told("dead/1", TODAY, "2026-W49"), told("dead/2", TODAY, "2026-W48"))
    assert before(known, "2026-W49") == known[1:]


_LINES = st.lists(
    st.builds(
        ToldLine,
        matter=st.sampled_from(["a", "b", "c"]),
        period=st.sampled_from(["1", "2", "3"]),
        at=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - the zone is added
    ),
    max_size=8,
).map(tuple)


@given(_LINES, _LINES, _LINES)
def test_what_was_told_merges_in_any_order(
    one: tuple[ToldLine, ...], two: tuple[ToldLine, ...], three: tuple[ToldLine, ...]
) -> None:
    """Commutative, associative and idempotent, so that overlapping runs forget nothing."""
    assert told_together(one, two) == told_together(two, one)
    assert told_together(told_together(one, two), three) == told_together(one, told_together(two, three))
    assert told_together(told_together(one, two), two) == told_together(one, two)
