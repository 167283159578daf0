"""The catalogue for people is made from the tables and kept beside them."""

import re
from pathlib import Path

from account_health.checks import CHECKS
from account_health.checks.catalogue import catalogue, markdown
from account_health.checks.guide import GUIDES
from account_health.checks.name_checks import NAME_CHECKS
from account_health.model.platform import registered_platforms

DOCS = Path(__file__).resolve().parents[3] / "docs"


def test_the_page_of_checks_is_the_one_that_the_tables_make() -> None:
    """`account-health checks --format md > docs/checks.md` renews it."""
    written = (DOCS / "checks.md").read_text("utf-8")
    assert written == markdown(), "docs/checks.md is not of today's table: make catalogue"


def test_every_check_is_listed_with_the_platforms_that_offer_its_part() -> None:
    """A check of the blog's feed says nothing about other platforms."""
    rows = {row.id: row for row in catalogue()}
    assert set(rows) == {check.id for check in CHECKS}
    assert rows["feed-readable"].platforms == ("blog", "website")
    assert rows["reply-pending"].platforms == ("facebook", "google_business_profile")
    assert rows["owner-assigned"].platforms == registered_platforms()


def test_every_check_has_its_guide() -> None:
    """What it looks at and how to fix it: a check that nobody can act on is noise."""
    assert set(GUIDES) == {check.id for check in CHECKS}
    assert all(guide.looks_at and guide.fix for guide in GUIDES.values())


def test_the_checks_of_the_name_have_a_part_of_their_own() -> None:
    """With a section each, and how to mute it."""
    part = markdown().partition("\n# The checks of your name")[2]
    sections = part.split("\n## ")[1:]
    assert [section.partition("\n")[0] for section in sections] == [row.id for row in NAME_CHECKS]
    assert all("- To mute it, below `[watch]`: " in section for section in sections)


def test_every_figure_has_its_country_and_year() -> None:
    """A share of people, or a law, is true somewhere and at some time; a study that names no country says what it looked at."""
    said = [guide.source for guide in GUIDES.values()] + [check.why.text for check in CHECKS]
    figures = [text for text in said if re.search(r"\d+ %|§|Art\.|of ten|of three", text)]
    assert len(figures) >= 8
    for text in figures:
        assert re.search(r"United States|Germany|Austria|European Union|§ 5 DDG|GDPR|^Hotels ", text), text
        assert re.search(r"\b20\d\d\b|§|Art\.", text), text


def test_every_section_of_the_page_says_how_to_adjust_and_how_to_mute() -> None:
    """Also of a check that is off: there it says how to switch it on."""
    sections = markdown().partition("\n# The checks of your name")[0].split("\n## ")[1:]
    assert [section.partition("\n")[0] for section in sections] == [check.id for check in CHECKS]
    for section in sections:
        for line in ("- Looks at: ", "- To fix it: ", "- To adjust it: ", "- To mute it: "):
            assert section.count(line) == 1
    off = next(section for section in sections if section.startswith("posting-gap"))
    assert 'checks = { posting-gap = "on" }' in off
