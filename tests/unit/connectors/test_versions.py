"""The table of interface versions: what ends soon, its page, and that no version is used that it does not name."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from account_health.connectors.meta.graph.client import GRAPH_VERSION
from account_health.connectors.versions import GRAPH, INTERFACES, X_API, ending, page
from account_health.text.i18n import translator
from tests.versions import PAGE

CONNECTORS = Path(__file__).resolve().parents[3] / "layers/account_health/account_health/connectors"
TODAY = date(2026, 11, 23)


def test_the_page_is_made_from_the_table() -> None:
    """After a change of the table: make versions."""
    assert PAGE.read_text("utf-8") == page()


def test_an_end_is_named_ninety_days_before() -> None:
    """Announced or the end of a promise; what has ended stays named, the first end first, and no end is none."""
    soon = replace(GRAPH, interface="soon", ends=TODAY + timedelta(days=90))
    later = replace(GRAPH, interface="later", ends=TODAY + timedelta(days=91))
    promise = replace(GRAPH, interface="promise", ends=None, promised=TODAY + timedelta(days=3))
    over = replace(GRAPH, interface="over", ends=TODAY - timedelta(days=3))
    rows = (later, soon, X_API, promise, over)
    assert [one.interface for one in ending(TODAY, rows)] == ["over", "promise", "soon"]


def test_an_announced_end_counts_before_a_promise() -> None:
    """Meta promises two years and announces the day once the next version but one is out."""
    known = replace(GRAPH, ends=date(2028, 9, 1))
    say = translator("en").text
    assert (say(GRAPH.until), say(known.until)) == ("promised until 2028-07-29", "ends on 2028-09-01")
    assert known.last_day == date(2028, 9, 1)


def test_every_version_in_an_address_is_in_the_table() -> None:
    """Whoever asks another version adds it there first."""
    sources = "".join(path.read_text("utf-8") for path in CONNECTORS.rglob("*.py"))
    used = set(re.findall(r'f?"/(v\d+(?:\.\d+)?)/', sources)) | set(re.findall(r"wp/v\d", sources))
    assert used == {"v1", "v4", "wp/v2"}
    assert used | {GRAPH_VERSION} <= {one.version for one in INTERFACES}
    assert '"/2/' in sources
    assert X_API.version.startswith("2 ")


def test_every_row_says_when_somebody_looked_where() -> None:
    """A day and an address, and what happens after the end."""
    for one in INTERFACES:
        assert one.checked > date(2025, 1, 1), one.interface
        assert one.source.startswith("https://"), one.interface
        assert one.then.text, one.interface
