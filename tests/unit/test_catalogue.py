"""The catalogue for people is made from the tables and kept beside them."""

from pathlib import Path

from account_health.catalogue import catalogue, markdown
from account_health.checks import CHECKS
from account_health.connectors import PLATFORMS

DOCS = Path(__file__).resolve().parents[2] / "docs"
OFFERS: dict[str, frozenset[str]] = {platform: row.offers for platform, row in PLATFORMS.items()}


def test_the_page_of_checks_is_the_one_that_the_tables_make() -> None:
    """`account-health checks --format md > docs/checks.md` renews it."""
    assert (DOCS / "checks.md").read_text("utf-8") == markdown(OFFERS)


def test_every_check_is_listed_with_the_platforms_that_offer_its_part() -> None:
    """A check of the blog's feed says nothing about other platforms."""
    rows = {row.id: row for row in catalogue({"blog": frozenset({"feed"}), "x": frozenset({"posts"})})}
    assert set(rows) == {check.id for check in CHECKS}
    assert rows["feed-readable"].platforms == ("blog",)
    assert rows["last-post-age"].platforms == ("x",)
    assert rows["owner-assigned"].platforms == ("blog", "x")
