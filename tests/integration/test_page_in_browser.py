"""The whole report in a real browser: sorted, filtered, without its script, on paper, and for everybody."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from account_health.report import render
from tests import report_samples as samples
from tests.template import ROOT
from tests.tools import need

pytestmark = pytest.mark.xdist_group("browser")  # one browser at a time


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


ORDER = [
    "Fragen und Beschwerden",
    "Stiller Kanal",
    "Telefonnummer",
    "Veralteter Text",
    "Letzter Beitrag",
    "Letzter Beitrag",
    "Sterne",
]
"""The report's own order: by state, then the worst channel first, within it the worst check."""


def test_rows_come_in_the_reports_order_and_are_counted(seen: Any) -> None:
    """Nothing is sorted until somebody asks for it; the last column holds sentences and is not sorted at all."""
    start = seen["use"]["start"]
    assert titles(start) == ORDER
    assert start["sorted"] == ["none", "none", "none", "none", None]
    assert start["count"] == "7 von 7 Zeilen"


def test_heads_sort_by_what_stands_in_their_column(seen: Any) -> None:
    """Up, then down, by words; states by how grave they are; equal rows keep the report's order."""
    use = seen["use"]
    assert titles(use["what"]) == sorted(ORDER, key=str.casefold)
    assert use["what"]["sorted"] == ["ascending", "none", "none", "none", None]
    assert titles(use["whatAgain"]) == sorted(ORDER, key=str.casefold, reverse=True)
    assert use["whatAgain"]["sorted"][0] == "descending"
    assert column(use["state"], 1) == ["zu tun"] * 4 + ["beobachten", "gut", "gut"]
    assert use["state"]["sorted"] == ["none", "ascending", "none", "none", None]
    places = ["Facebook", "Facebook", "Google", "Google", "Website", "Website", "X"]
    assert column(use["byChannel"], 2) == places


def test_filters_narrow_and_the_count_follows(seen: Any) -> None:
    """By state, area, channel and words, each alone; no match is told as such, and one button shows all again."""
    use = seen["use"]
    assert set(column(use["status"], 1)) == {"gut"}
    assert use["status"]["count"] == "2 von 7 Zeilen"
    assert set(column(use["area"], 3)) == {"Richtig"}
    assert column(use["channel"], 2) == ["Google", "Google"]
    assert titles(use["words"]) == ["Letzter Beitrag", "Letzter Beitrag"]
    assert (use["nothing"]["rows"], use["nothing"]["count"]) == ([], "0 von 7 Zeilen")
    assert use["reset"]["count"] == "7 von 7 Zeilen"


def test_the_keyboard_is_enough(seen: Any) -> None:
    """Tab reaches the heads with a visible focus, Enter sorts."""
    assert seen["use"]["focused"] == {"name": "Was", "outline": "solid"}
    assert seen["use"]["keyboard"]["sorted"][0] in {"ascending", "descending"}


def test_without_its_script_the_page_is_whole(seen: Any) -> None:
    """Every row, and no control that does nothing."""
    assert seen["plain"] == {"rows": 7, "controls": 0}


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


def test_paper_is_a4_without_controls(seen: Any) -> None:
    """210 by 297 mm in points."""
    assert seen["paper"]["controls"] == 0
    assert seen["paper"]["box"][2:] == pytest.approx([595, 842], abs=1)


def test_hostile_words_do_nothing_in_a_browser(tmp_path: Path) -> None:
    """The strangers' report opens without a request, an error or sideways scrolling."""
    file = tmp_path / "report.html"
    report = samples.strange_whole_week(samples.HOSTILE)
    file.write_text(render(report, samples.strange_company(samples.HOSTILE)).page, encoding="utf-8")
    found = use(file)
    assert (found["asked"], found["said"]) == ([], [])
    assert all(look["sideways"] <= 0 and look["broken"] == [] for look in found["looks"]), found["looks"]
