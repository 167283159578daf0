"""The whole report in a real browser: sorted, filtered, without its script, on paper, and for everybody."""

import json
import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from account_health.checks import BY_ID
from account_health.model import Status, message
from account_health.report import render, render_first_check
from tests import first_samples
from tests import report_samples as samples
from tests.pictures import chromium_on
from tests.template import ROOT
from tests.tools import need


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return what `tests/node/page.mjs` saw of the bakery's page."""
    file = tmp_path_factory.mktemp("page") / "report.html"
    file.write_text(render(samples.whole_week(), samples.company()).page, encoding="utf-8")
    return use(file)


def use(file: Path) -> Any:
    """Return what is seen of a saved page by a reader in Chromium."""
    done = subprocess.run(  # noqa: S603 - our own program on our own file
        [need("node"), str(need_driver()), str(file)],
        env={**os.environ, "CHROMIUM": need("chromium")},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def need_driver() -> Path:
    """Return the program that drives the browser; it needs its packages from npm."""
    need("playwright")
    return ROOT / "tests/node/page.mjs"


def titles(table: Any) -> list[str]:
    """Return the titles of the visible rows."""
    return [row[0] for row in table["rows"]]


def column(table: Any, number: int) -> list[str]:
    """Return one column of the visible rows."""
    return [row[number] for row in table["rows"]]


def names(table: Any, *, unfolded: bool) -> list[str]:
    """Return the channels that are to be seen, folded out or not."""
    return [group["name"] for group in table["groups"] if group["open"] is unfolded]


CHANNELS = ["Facebook zu tun: 1 · bald: 1", "Website zu tun: 2", "X zu tun: 1", "Google gut: 2"]
"""Those of which something was checked, with how many checks are in which state; the worst channel first."""
FACEBOOK = ["Fragen und Beschwerden", "Letzter Beitrag"]
"""The report's own order within a channel: by state, then by how grave a check is."""


def test_each_channel_is_folded_and_says_how_it_is(seen: Any) -> None:
    """A phone shows one line a channel, and whoever wants to know more opens it."""
    start = seen["use"]["start"]
    assert names(start, unfolded=False) == CHANNELS
    assert start["rows"] == []
    assert start["count"] == "7 von 7 Prüfungen beurteilt"
    unfolded = seen["use"]["unfolded"]
    assert titles(unfolded) == FACEBOOK
    assert names(unfolded, unfolded=True) == CHANNELS[:1]


def test_heads_sort_by_what_stands_in_their_column(seen: Any) -> None:
    """Nothing is sorted until somebody asks; up, then down, by words; states by how grave they are; sentences not at all."""
    use = seen["use"]
    assert use["unfolded"]["sorted"] == ["none", "none", "none", None]
    assert titles(use["what"]) == sorted(FACEBOOK)
    assert use["what"]["sorted"] == ["ascending", "none", "none", None]
    assert titles(use["whatAgain"]) == sorted(FACEBOOK, reverse=True)
    assert use["whatAgain"]["sorted"][0] == "descending"
    assert column(use["state"], 1) == ["zu tun", "bald"]
    assert use["state"]["sorted"] == ["none", "ascending", "none", None]


def test_filters_narrow_and_the_count_follows(seen: Any) -> None:
    """By state, area and words, each alone, over all channels; what has no match is not to be seen."""
    use = seen["use"]
    assert set(column(use["status"], 1)) == {"gut"}
    assert use["status"]["count"] == "2 von 2 Prüfungen beurteilt"
    assert set(column(use["area"], 2)) == {"Richtig"}
    assert titles(use["words"]) == ["Letzter Beitrag", "Letzter Beitrag"]
    assert titles(use["channel"]) == ["Sterne"]
    assert (use["nothing"]["groups"], use["nothing"]["count"]) == ([], "0 von 0 Prüfungen beurteilt")


def test_what_a_filter_opened_is_folded_again_and_one_button_opens_all(seen: Any) -> None:
    """Whoever clears a filter finds the page as it was."""
    use = seen["use"]
    assert names(use["status"], unfolded=False) == []
    assert names(use["narrowedNoMore"], unfolded=True) == CHANNELS[:1]
    assert names(use["reset"], unfolded=True) == CHANNELS
    assert (len(use["reset"]["rows"]), use["reset"]["count"]) == (7, "7 von 7 Prüfungen beurteilt")


def test_the_keyboard_is_enough(seen: Any) -> None:
    """Tab reaches channel and heads with a visible focus, Enter unfolds and sorts."""
    keyboard = seen["keyboard"]
    assert keyboard["channel"] == {"name": CHANNELS[0], "outline": "solid"}
    assert keyboard["head"] == {"name": "Was", "outline": "solid"}
    assert titles(keyboard) == sorted(FACEBOOK)
    assert keyboard["sorted"][0] == "ascending"


def test_without_its_script_the_page_is_whole(seen: Any) -> None:
    """Every row can be unfolded, and there is no control that does nothing."""
    assert (seen["plain"]["rows"], seen["plain"]["controls"]) == (7, 0)


def test_folded_the_checks_take_a_line_or_two_for_each_channel_on_a_phone(seen: Any) -> None:
    """At 375 pixels: the table was three quarters of the page before it was folded."""
    assert seen["plain"]["tall"] <= len(CHANNELS) * 80


def test_nothing_leaves_the_page_and_nothing_is_refused(seen: Any) -> None:
    """No request but the file itself, and the browser has nothing to complain about: the policy fits the page."""
    assert seen["asked"] == []
    assert seen["said"] == []


def test_everybody_can_read_it_on_every_screen(seen: Any) -> None:
    """WCAG 2.2 AA and axe's best practice at three widths, light and dark, and no sideways scrolling."""
    assert len(seen["looks"]) == 6
    for look in seen["looks"]:
        assert look["broken"] == [], look
        assert look["sideways"] <= 0, look
        assert look["passed"] > 20


@pytest.mark.parametrize("which", ["paper", "paperAlone"], ids=["with its script", "without its script"])
def test_paper_is_a4_with_every_check_named_and_without_controls(seen: Any, which: str) -> None:
    """210 by 297 mm in points; in place of tables each channel has a line that names its checks."""
    paper = seen[which]
    assert (paper["controls"], paper["rows"]) == (0, 0)
    assert len(paper["lines"]) == len(CHANNELS)
    assert "Gut: Letzter Beitrag, Sterne." in paper["lines"][-1]
    assert paper["box"][2:] == pytest.approx([595, 842], abs=1)


def test_three_channels_are_printed_on_two_pages(tmp_path: Path) -> None:
    """A judged bakery with people who wait, wrong facts, ideas and a course; twelve pages before."""
    assert printed(three_channels(), tmp_path) <= MOST_PAGES


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_first_check_is_printed_on_two_pages(tmp_path: Path, language: str) -> None:
    """Also where nothing of what was found has a short name."""
    check = render_first_check(first_samples.prospects_look(), first_samples.prospect(language=language))
    assert printed(check, tmp_path) <= MOST_PAGES


MOST_PAGES = 2


def three_channels() -> str:
    """Return the page of a company with three channels, of which much is to be said."""
    week = samples.whole_week()
    few = [one for one in week.accounts if one.account in {"facebook", "blog", "google"}]
    # About half of the table applies to a channel.
    rows = tuple(
        samples.finding(
            check, Status.NOT_APPLICABLE if place % 2 else Status.PASS, message("All is as it should be.")
        )
        for place, check in enumerate(BY_ID)
        if check not in {"last-post-age", "phone", "outdated-text", "unanswered-criticism", "rating"}
    )
    accounts = tuple(replace(one, findings=(*one.findings, *rows)) for one in few)
    known = {one.account for one in accounts}
    tasks = tuple(task for task in week.tasks if task.account in known)
    report = replace(week, accounts=accounts, tasks=tasks, todo=tasks[:3], score=71, trend=samples.trend(71))
    return render(report, samples.company()).page


def printed(page: str, folder: Path) -> int:
    """Return how many sheets Chromium prints a page on."""
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    paper = folder / "page.pdf"
    chromium_on(need("chromium"), file, (1200, 900), "--no-pdf-header-footer", f"--print-to-pdf={paper}")
    return len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes()))


def test_hostile_words_do_nothing_in_a_browser(tmp_path: Path) -> None:
    """The strangers' report opens without a request, an error or sideways scrolling."""
    file = tmp_path / "report.html"
    report = samples.strange_whole_week(samples.HOSTILE)
    file.write_text(render(report, samples.strange_company(samples.HOSTILE)).page, encoding="utf-8")
    found = use(file)
    assert (found["asked"], found["said"]) == ([], [])
    assert all(look["sideways"] <= 0 and look["broken"] == [] for look in found["looks"]), found["looks"]
