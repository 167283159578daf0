"""Pages for the tests of what pages say."""

from pathlib import Path

from account_health.connectors.blog.page import Page
from account_health.connectors.blog.page_reader import read_page

FIXTURES = Path(__file__).parents[3] / "fixtures" / "blog"
SITE = "https://www.gaertnerei-gruenspan.example/"


def fixture(name: str) -> Page:
    """Return a page of tests/fixtures/blog."""
    return read_page((FIXTURES / name).read_text(encoding="utf-8"), SITE)


def page_of(body: str) -> Page:
    """Return the page of a piece of HTML."""
    return read_page(body, SITE)
