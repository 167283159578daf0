"""Searching by hand: once a quarter, ten minutes, with links that hold the name already."""

from dataclasses import replace
from datetime import date, timedelta

from account_health.model import ToldLine
from tests.watch_samples import LINKEDIN, NOW, WATCHED, after, bakery, judged, kinds, look


def test_every_network_that_no_program_may_search_has_a_link_with_the_name() -> None:
    """Spaces and umlauts are written so that each opens the search at once."""
    links = {one.network: one.url for one in judged(bakery(), look()).searches}
    assert set(links) == {
        *("Facebook", "Instagram", "LinkedIn", "TikTok", "YouTube", "X", "XING", "Google Maps", None)
    }
    assert all("Stadtb%C3%A4ckerei+Lindner" in url for url in links.values())
    assert links["Google Maps"].endswith("Stadtb%C3%A4ckerei+Lindner+M%C3%BCnchen")


def test_the_task_is_due_after_a_hundred_days() -> None:
    """Who searched sets the day, and hears nothing of it for so long."""
    for days, lines in ((100, []), (101, ["by_hand"])):
        watch = replace(WATCHED, searched=NOW.date() - timedelta(days=days))
        assert kinds(judged(bakery(watch=watch), look())) == lines
    assert kinds(judged(bakery(watch=replace(WATCHED, searched=None)), look())) == ["by_hand"]


def test_it_is_asked_once_a_quarter_and_after_three_times_in_vain_no_more() -> None:
    """A year of months; who then searches begins anew."""
    company = bakery(watch=replace(WATCHED, searched=None))
    told: tuple[ToldLine, ...] = ()
    months = []
    for month in range(13):
        at = NOW + timedelta(days=30 * month)
        report = judged(company, look(at), told=told)
        months += [month] if kinds(report) else []
        told = after(told, report, at)
    assert months == [0, 4, 7]
    searched = bakery(watch=replace(WATCHED, searched=date(2026, 6, 1)))
    assert kinds(judged(searched, look(), told=told)) == ["by_hand"]


def test_without_a_watch_table_nobody_is_asked_to_search() -> None:
    """A file with [[known]] alone has its inventory, and no more."""
    report = judged(bakery(LINKEDIN, watch=None), look())
    assert (report.searches, report.searched, kinds(report)) == ((), None, [])
