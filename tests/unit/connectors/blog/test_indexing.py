"""Who asks search engines not to list a page: every way of writing it, and what looks like it and is not."""

import pytest

from account_health.connectors.blog.indexing import unlisted_by
from account_health.connectors.blog.page_reader import read_page

URL = "https://www.example.org/"


def asked(head: str = "", header: str | None = None, body: str = "<p>Brot</p>") -> str | None:
    """Return who asks, for a page with this head that came with this header."""
    page = read_page(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>", URL)
    return unlisted_by(page, {} if header is None else {"x-robots-tag": header})


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="robots" content="noindex">',
        "<meta name='robots' content='noindex, nofollow'>",
        '<META NAME="ROBOTS" CONTENT="NOINDEX,FOLLOW">',
        '<meta content="follow,noindex" name=robots>',
        '<meta name="robots" content="none">',
        '<meta name="googlebot" content="noindex">',
        '<meta name="robots" content="max-image-preview:large, noindex">',
        '<meta name="robots" content="index, follow"><meta name="robots" content="noindex">',
        '<meta name="robots" content="index, noindex">',
    ],
)
def test_a_page_that_asks_not_to_be_listed(head: str) -> None:
    """The stricter of several counts, whatever its case and order."""
    assert asked(head) == "page"


@pytest.mark.parametrize(
    "header",
    [
        "noindex",
        "NoIndex, nofollow",
        "none",
        "googlebot: noindex",
        "googlebot: nofollow, noindex",
        "bingbot: nofollow, googlebot: noindex",
        "unavailable_after: 25 jun 2030 15:00:00 gmt, noindex",
        "max-snippet: 20, noindex",
    ],
)
def test_a_server_that_asks_not_to_list_the_page(header: str) -> None:
    """For all robots, or for Google's."""
    assert asked(header=header) == "server"


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<meta name="robots" content="index, follow">',
        '<meta name="robots" content="index,follow,max-snippet:-1,max-image-preview:large">',
        '<meta name="robots" content="noarchive, nosnippet, noimageindex, nofollow">',
        '<meta name="robots" content="">',
        '<meta name="robots">',
        '<meta name="bingbot" content="noindex">',
        '<meta name="description" content="noindex">',
        '<meta property="og:title" content="noindex">',
        '<!-- <meta name="robots" content="noindex"> -->',
        '<script>var tag = \'<meta name="robots" content="noindex">\'</script>',
        '<noscript><meta name="robots" content="noindex"></noscript>',
    ],
)
def test_a_page_that_may_be_listed(head: str) -> None:
    """What is left out of pictures, archives or another robot's list is listed all the same."""
    assert asked(head) is None


@pytest.mark.parametrize(
    "header",
    [
        "",
        "index, follow",
        "noarchive",
        "noimageindex",
        "bingbot: noindex",
        "otherbot: noindex, nofollow",
        "googlebot: nofollow, otherbot: noindex",
        "unavailable_after: 25 jun 2030 15:00:00 gmt",
    ],
)
def test_a_server_that_lets_the_page_be_listed(header: str) -> None:
    """What is meant for one other robot is not meant for all."""
    assert asked(header=header) is None


def test_a_text_about_it_asks_nothing() -> None:
    """An agency writes about the switch."""
    assert (
        asked(body="<p>Setzen Sie noindex nur auf Seiten mit Schlagwörtern: &lt;meta name=robots&gt;</p>")
        is None
    )
