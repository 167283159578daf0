"""What alert feeds brought: the same story once, grave ones this week, the rest once a month, and how the feeds are."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from account_health.model import Audience, FeedSeen, Hit, Hits, Reason, ToldLine, Unavailable
from account_health.model.company import Known
from tests.watch_samples import NOW, after, bakery, judged, kinds, look

TODAY = NOW.date()


def hit(
    title: str, *, first: date = TODAY, keys: str = "", text: str = "Aus Sendling.", **more: object
) -> Hit:
    """Return an entry about the bakery."""
    base = Hit(
        keys=(keys or title,),
        url=f"https://kurier.example/{abs(hash(title)) % 1000}",
        title=title,
        text=text,
        at=datetime(first.year, first.month, first.day, tzinfo=UTC),
        feed="Lindner",
        first=first,
    )
    return replace(base, **more)  # type: ignore[arg-type] # a test's own words


def hits(*items: Hit, problem: FeedSeen | None = None) -> Hits:
    """Return what the feeds brought."""
    seen = problem or FeedSeen("Lindner", entries=len(items))
    gap = Unavailable(Reason.RATE_LIMITED, "Lindner") if seen.problem == "unseen" else None
    return Hits(items, (seen,), gap)


MICE = hit("Mäuse in der Backstube: Stadt schließt Bäckerei Lindner für zwei Tage")


def test_a_grave_article_is_told_at_once_and_once() -> None:
    """It may be about us, with its day and where it stands; the same story elsewhere is one line."""
    twin = replace(MICE, keys=("other",), url="https://ticker.example/1")
    first = judged(bakery(), look(hits=hits(MICE, twin)), month_begins=False)
    (line,) = first.lines
    assert line.kind == "critical"
    assert line.message.text.startswith(
        "An article of {day} {year} may be about you: {title} ({place}). It appears in {n}"
    )
    week = judged(bakery(), look(NOW + timedelta(days=7), hits=hits(MICE, twin)), told=after((), first, NOW))
    assert "critical" not in kinds(week)


def test_a_reprint_under_a_longer_title_is_the_same_story() -> None:
    """Papers put "Update" or their town before a title; a week later it is told no second time, and another story is."""
    first = judged(bakery(), look(hits=hits(MICE)), month_begins=False)
    week = TODAY + timedelta(days=7)
    reprint = hit("Update: " + MICE.title, first=week)
    another = hit("Betrug: Kassierer der Bäckerei Lindner verurteilt", first=week)
    later = judged(
        bakery(),
        look(NOW + timedelta(days=7), hits=hits(MICE, reprint, another)),
        told=after((), first, NOW),
        month_begins=False,
    )
    (line,) = later.lines
    assert "Kassierer" in str(line.message.values)


def test_everything_else_waits_for_the_month_s_first_report() -> None:
    """Three titles, and how much was left out; a second report of the month says nothing."""
    november = [hit(f"Bäckerei Lindner backt Sorte {n}", first=date(2026, 11, 3 + n)) for n in range(5)]
    jobs = [hit(f"Bäcker (m/w/d) {n} - Bäckerei Lindner", first=date(2026, 11, 9)) for n in range(2)]
    brought = hits(*november, *jobs)
    december = NOW + timedelta(days=7)
    week = judged(bakery(), look(hits=brought), month_begins=False)
    month = judged(bakery(), look(december, hits=brought))
    (line,) = month.lines
    assert kinds(week) == []
    assert line.kind == "mentions"
    values = dict(dict(line.message.values)["mentions"].values)  # type: ignore[union-attr] # a sentence
    assert (values["n"], len(values["titles"])) == (5, 3)
    again = judged(
        bakery(), look(december + timedelta(days=7), hits=brought), told=after((), month, december)
    )
    assert kinds(again) == []


def test_in_a_flood_no_grave_article_is_lost() -> None:
    """Two are told a week; each other one stands on the page with its link until its turn, and what had none counts in the month's line."""
    start = datetime(2026, 11, 2, 7, tzinfo=UTC)
    titles = [
        f"{town}er Kundin verklagt Bäckerei Lindner aus Sendling" for town in ("Kiel", "Ulm", "Bonn", "Trier", "Emden", "Hof", "Hamm", "Celle", "Gera")
    ]  # fmt: skip
    flood = hits(*(hit(title, first=start.date()) for title in titles))
    told: tuple[ToldLine, ...] = ()
    reports = []
    for week in range(6):
        now = start + timedelta(days=7 * week)
        begins = now.day <= 7
        reports.append(judged(bakery(), look(now, hits=flood), told=told, month_begins=begins))
        told = after(told, reports[-1], now)
    assert [kinds(one).count("critical") for one in reports] == [2, 2, 0, 0, 0, 0]
    assert [len(one.waiting) for one in reports] == [7, 5, 5, 5, 5, 0]
    assert all(line.url for one in reports for line in one.waiting)
    (month,) = (line for line in reports[-1].lines if line.kind == "mentions")
    assert dict(month.message.values)["n"] == 5


def test_a_grave_article_that_was_told_is_not_mentioned_once_more() -> None:
    """The month's line counts what nobody heard of."""
    first = judged(bakery(), look(hits=hits(MICE)), month_begins=False)
    december = judged(
        bakery(),
        look(NOW + timedelta(days=7), hits=hits(MICE)),
        told=after((), first, NOW),
        month_begins=True,
    )
    assert "mentions" not in kinds(december)


def test_a_month_of_which_something_is_missing_is_at_least_so_many() -> None:
    """A number is no more exact than what was read and kept; the month before does not count."""
    brought = hits(*(hit(f"Bäckerei Lindner backt Sorte {n}", first=date(2026, 11, 3 + n)) for n in range(5)))
    december = NOW + timedelta(days=7)
    for missing_to, said in ((date(2026, 11, 1), True), (date(2026, 10, 31), False), (None, False)):
        report = judged(bakery(), look(december, hits=replace(brought, missing_to=missing_to)))
        (line,) = (line for line in report.lines if line.kind == "mentions")
        assert ("at least" in line.message.text) == said


def test_an_old_article_is_no_news() -> None:
    """Found today and written years ago: told where it is grave, with its day, and else never."""
    old = datetime(2021, 10, 31, tzinfo=UTC)
    quiet = replace(hit("Bäckerei Lindner feiert Jubiläum", first=date(2026, 11, 9)), at=old)
    grave = replace(MICE, at=old)
    assert kinds(judged(bakery(), look(NOW + timedelta(days=7), hits=hits(quiet)))) == ["looked"]
    assert kinds(judged(bakery(), look(hits=hits(grave)), month_begins=False)) == ["critical"]


def test_a_feed_that_is_gone_is_the_operator_s_and_one_that_was_not_read_is_no_fault() -> None:
    """Neither is quiet: of what could not be read nobody says that nothing was new."""
    gone = judged(
        bakery(), look(hits=hits(problem=FeedSeen("Lindner", problem="not_found", why=Reason.NOT_FOUND)))
    )
    (line,) = gone.lines
    assert (line.kind, line.audience) == ("feed", Audience.OPERATOR)
    unread = judged(
        bakery(), look(hits=hits(problem=FeedSeen("Lindner", problem="unseen", why=Reason.RATE_LIMITED)))
    )
    assert (kinds(unread), len(unread.unseen)) == ([], 1)


def test_a_quiet_month_says_where_we_looked_and_never_that_all_is_well() -> None:
    """Once a month; the sentence names the day on which a person last searched."""
    report = judged(bakery(), look(hits=hits()))
    (line,) = report.lines
    assert line.kind == "looked"
    assert "nothing was new" in line.message.text
    assert "hand" in dict(line.message.values)


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("Bäckerei Lindner backt für die Tafel", "https://kurier.example/tafel"),
        ("Bäckerei Lindner (@lindner.win) • Instagram", "https://www.instagram.com/lindner.win/"),
    ],
)
def test_nothing_was_new_is_not_said_over_what_is_told_later(title: str, url: str) -> None:
    """A mention of this month waits for the next one's line, and a profile stands on the page alone: neither week is quiet."""
    now = NOW + timedelta(days=7)
    report = judged(bakery(), look(now, hits=hits(hit(title, first=date(2026, 12, 3), url=url))))
    assert "looked" not in kinds(report)


def test_a_profile_that_an_alert_names_stands_on_the_page_until_a_person_decides() -> None:
    """It is no mention and no line."""
    profile = hit("Bäckerei Lindner (@lindner.win) • Instagram", url="https://www.instagram.com/lindner.win/")
    report = judged(bakery(), look(hits=hits(profile)), month_begins=False)
    assert (kinds(report), [one.url for one in report.found]) == ([], [profile.url])
    decided = bakery(Known(url="https://instagram.com/lindner.win", verdict="not_ours"))
    assert judged(decided, look(hits=hits(profile)), month_begins=False).found == ()


def test_a_look_that_failed_as_a_whole_reads_no_feed_and_calls_nothing_quiet() -> None:
    """Each alert is named as not read."""
    report = judged(bakery(), look(hits=Unavailable(Reason.NOT_AUDITED, "TypeError")))
    assert (kinds(report), len(report.unseen)) == ([], 1)
