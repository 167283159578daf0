"""The inventory: what is known elsewhere, how it stands, and what becomes of a fake that a person found."""

from dataclasses import replace
from datetime import date, timedelta

from account_health.judging.watch.known import mark_of
from account_health.model import ToldLine
from tests.watch_samples import (
    FAKE,
    KUNUNU,
    LINKEDIN,
    NOW,
    WATCHED,
    after,
    answered,
    bakery,
    judged,
    kinds,
    look,
)


def test_each_known_profile_is_a_row_with_what_is_known_of_it() -> None:
    """Looked at where a program may look; else the day on which a person did is all there is."""
    report = judged(bakery(LINKEDIN, KUNUNU, FAKE), look(destinations=answered((KUNUNU, "alive"))))

    rows = {row.url: row for row in report.known}
    assert rows[KUNUNU.url].state == "alive"
    assert rows[KUNUNU.url].looked == NOW
    assert rows[LINKEDIN.url].state is None
    assert rows[LINKEDIN.url].seen == date(2026, 11, 2)
    assert [row.verdict for row in report.known] == ["ours", "ours", "fake"]


def test_pages_that_nobody_looks_at_are_one_line_a_quarter() -> None:
    """All of them together, in the month's first report; a second one of the quarter says nothing."""
    old = replace(LINKEDIN, seen=date(2026, 5, 4))
    never = replace(KUNUNU, seen=None)
    company = bakery(old, never)

    first = judged(company, look())
    told = after((), first, NOW)
    week = judged(company, look(), told=told, month_begins=False)
    month = judged(company, look(NOW + timedelta(days=21)), told=told)
    quarter = judged(company, look(NOW + timedelta(days=40)), told=told)

    assert kinds(first) == ["inventory"]
    assert kinds(week) == kinds(month) == []
    assert kinds(quarter) == ["inventory"]


def test_a_page_looked_at_lately_says_nothing() -> None:
    """180 days are enough, one more is not."""
    edge = NOW.date() - timedelta(days=180)
    assert kinds(judged(bakery(replace(LINKEDIN, seen=edge)), look())) == []
    assert kinds(judged(bakery(replace(LINKEDIN, seen=edge - timedelta(days=1))), look())) == ["inventory"]


def test_only_a_link_that_is_certainly_dead_is_told() -> None:
    """A refusal says something about programs, and trouble passes."""
    for state, lines in (("dead", ["dead"]), ("refused", []), ("trouble", []), ("alive", [])):
        assert kinds(judged(bakery(KUNUNU), look(destinations=answered((KUNUNU, state))))) == lines


def test_a_stranger_s_profile_is_a_row_and_nothing_else() -> None:
    """Who was decided to be a namesake stays silent, whatever its link answers."""
    namesake = replace(LINKEDIN, verdict="not_ours", seen=None)
    report = judged(bakery(namesake), look(destinations=answered((namesake, "dead"))))
    assert kinds(report) == []
    assert report.known[0].verdict == "not_ours"


def test_a_fake_that_nobody_reported_is_told_three_times_at_most() -> None:
    """Weekly, and then it is only a row: who does not act was told."""
    told: tuple[ToldLine, ...] = ()
    said = []
    for week in range(8):
        at = NOW + timedelta(days=7 * week)
        report = judged(bakery(FAKE), look(at), told=told, month_begins=False)
        said.append(kinds(report))
        told = after(told, report, at)
    assert said == [["fake"], ["fake"], ["fake"], [], [], [], [], []]
    assert report.known[0].verdict == "fake"


def test_a_reported_fake_waits_fourteen_days() -> None:
    """Then it is asked about where it is still there, once a month."""
    reported = replace(FAKE, reported=date(2026, 11, 17))
    assert kinds(judged(bakery(reported), look())) == []
    later = replace(FAKE, reported=date(2026, 11, 16))
    line = judged(bakery(later), look()).lines[0]
    assert line.kind == "fake_stays"
    assert "no program may look" in line.message.text


def test_a_reported_fake_that_a_program_may_look_at_is_told_as_there_or_gone() -> None:
    """Gone is told once, as what somebody achieved."""
    site = replace(FAKE, url="https://lindner-gewinne.example/", reported=date(2026, 11, 2))
    there = judged(bakery(site), look(destinations=answered((site, "alive")))).lines[0]
    gone = judged(bakery(site), look(destinations=answered((site, "dead"))))
    again = judged(
        bakery(site),
        look(destinations=answered((site, "dead"))),
        told=after((), gone, NOW - timedelta(days=30)),
    )

    assert there.message.text.startswith("The profile that you reported on {day} is still there")
    assert kinds(gone) == ["fake_gone"]
    assert kinds(again) == kinds(judged(bakery(replace(site, gone=date(2026, 11, 29))), look())) == []


def test_a_fake_that_goes_and_comes_back_is_told_each_time_and_three_times_at_most() -> None:
    """Who was told that it is gone hears that its address answers again; a link that flickers for years does not go on and on."""
    site = replace(FAKE, url="https://lindner-gewinne.example/", reported=date(2026, 11, 20))
    told: tuple[ToldLine, ...] = ()
    said = []
    for month in range(10):
        at = NOW + timedelta(days=30 * month)
        state = "alive" if month % 2 else "dead"
        report = judged(bakery(site), look(at, destinations=answered((site, state), at=at)), told=told)
        said += [line.matter.partition("/")[0] for line in report.lines if line.kind.startswith("fake")]
        told = after(told, report, at)
    assert said[:5] == ["fake_gone", "fake_back", "fake_gone", "fake_back", "fake_gone"]
    assert (said.count("fake_gone"), said.count("fake_back")) == (3, 3)
    assert said.count("fake_stays") <= 3


def test_a_program_s_answer_alone_brings_back_no_fake_that_a_person_saw_gone() -> None:
    """Many hosts answer kindly for what is not there any more."""
    gone = replace(
        FAKE,
        url="https://lindner-gewinne.example/",
        reported=date(2026, 11, 2),
        gone=date(2026, 11, 9),
    )
    assert kinds(judged(bakery(gone), look(destinations=answered((gone, "alive"))))) == []


def test_a_fake_that_a_person_saw_again_asks_for_a_new_notice() -> None:
    """A notice from before it was gone does not count for its return; a new one waits its fourteen days."""
    back = replace(FAKE, seen=date(2026, 11, 23), reported=date(2026, 9, 1), gone=date(2026, 10, 1))
    before = after((), judged(bakery(FAKE), look(NOW - timedelta(days=90))), NOW - timedelta(days=90))
    (line,) = judged(bakery(back), look(), told=before).lines
    assert line.kind == "fake"
    assert "is back" in line.message.text
    assert kinds(judged(bakery(replace(back, reported=date(2026, 11, 24))), look())) == []
    assert kinds(judged(bakery(replace(back, reported=date(2026, 11, 16))), look())) == ["fake_stays"]


def test_a_fake_that_is_gone_by_itself_asks_for_no_notice() -> None:
    """Nobody reports what is not there."""
    site = replace(FAKE, url="https://lindner-gewinne.example/")
    assert kinds(judged(bakery(site), look(destinations=answered((site, "dead"))))) == []


def test_a_day_that_lies_ahead_silences_nothing() -> None:
    """A year written wrong in the file is no look, no notice and no search."""
    ahead = date(2027, 11, 30)
    fake = replace(FAKE, reported=ahead, gone=ahead)
    company = bakery(replace(LINKEDIN, seen=ahead), fake, watch=replace(WATCHED, searched=ahead))
    report = judged(company, look())
    assert kinds(report) == ["fake", "by_hand", "inventory"]
    assert report.searched is None


def test_nothing_of_an_address_is_remembered() -> None:
    """What was told is a digest."""
    told = after((), judged(bakery(FAKE), look()), NOW)
    assert [one.matter for one in told] == [f"fake/{mark_of(FAKE.url)}"]
    assert "lindner" not in repr(told)
