"""What counts as a page of a site."""

import pytest

from account_health.connectors.blog.home import is_feed, read_visit
from account_health.connectors.gaps import unavailable
from account_health.connectors.http.answer import Answer
from account_health.model import Reason
from account_health.model.errors import NotAPageError

URL = "https://example.org/"


def answer(body: str | bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    """Return an answer with this body."""
    given = {"content-type": kind, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return Answer(URL, 200, given, body if isinstance(body, bytes) else body.encode(), (URL,))


def test_a_page_is_read() -> None:
    """HTML of any content type's case, and XHTML, and HTML without a content type."""
    for kind in ("text/html", "TEXT/HTML;charset=x", "application/xhtml+xml", ""):
        assert read_visit(answer("<h1>Hallo</h1>", kind)).page.blocks[0].text == "Hallo"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (answer(""), Reason.EMPTY),
        (answer(" \n"), Reason.EMPTY),
        (answer("<h1>x</h1>", "application/pdf"), Reason.UNREADABLE),
        (answer("<h1>x</h1>", "text/plain"), Reason.UNREADABLE),
        (answer("nur Text"), Reason.UNREADABLE),
        (answer(b"<h1>\x00\x01"), Reason.UNREADABLE),
        (answer("<title>Just a moment...</title>"), Reason.CHALLENGE),
        (answer("<h1>x</h1>", cf_mitigated="challenge"), Reason.CHALLENGE),
        (answer("<h1>beispiel.de</h1><p>Diese Domain steht zum Verkauf!</p>"), Reason.PARKED),
        (answer("<h1>Die Domain könnte zum Verkauf stehen!</h1>"), Reason.PARKED),
        (answer("<h1>Welcome to nginx!</h1><p>It works.</p>"), Reason.PLACEHOLDER),
        (answer("<title>x</title><h1>Wartungsmodus</h1>"), Reason.MAINTENANCE),
        (answer("<h1>Error establishing a database connection</h1>"), Reason.PLATFORM_UNAVAILABLE),
        (answer("<title>Seite nicht gefunden – Bäckerei</title><p>Ups.</p>"), Reason.UNREADABLE),
        (answer("<title>Bäckerei</title><h2>404</h2>"), Reason.UNREADABLE),
        (answer("<h1>Error 503 Backend fetch failed</h1>"), Reason.PLATFORM_UNAVAILABLE),
        (answer("<title>502 Bad Gateway</title><h1>x</h1>"), Reason.PLATFORM_UNAVAILABLE),
    ],
)
def test_what_is_no_page(given: Answer, reason: Reason) -> None:
    """Empty, of another kind, a challenge or a parked domain: never read as the company's content."""
    with pytest.raises(NotAPageError) as error:
        read_visit(given)
    assert unavailable(error.value).reason is reason


def test_a_page_that_scripts_draw_shows_nothing() -> None:
    """An empty frame with a script is not a site without an imprint."""
    assert read_visit(
        answer('<body><div id="root"></div><script src="app.js"></script></body>')
    ).drawn_by_script
    assert read_visit(answer('<html><frameset><frame src="a.html"></frameset></html>')).drawn_by_script
    assert not read_visit(answer("<body><p>Kurz.</p></body>")).drawn_by_script
    assert not read_visit(
        answer('<body><a href="/x">x</a> <a href="/y">y</a><script></script></body>')
    ).drawn_by_script


def test_a_normal_page_behind_cloudflare_is_a_page() -> None:
    """Its script of that name stands on every page there."""
    body = "<h1>Hallo</h1><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>"
    assert read_visit(answer(body)).page.blocks[0].text == "Hallo"


@pytest.mark.parametrize(
    "body",
    [
        "<title>Bäckerei</title><h1>500 Jahre Brot</h1>",
        "<title>404 Brote am Tag</title><h1>Hallo</h1>",
        "<title>Brot</title><h2>Nichts gefunden? Fragen Sie uns</h2>",
        "<title>Brot</title><h1>Seiten des Lebens</h1><p>Account suspended? Nein.</p>"
        + "<p>Brot und Kuchen</p>" * 120,
    ],
)
def test_numbers_and_words_of_errors_make_no_error_page(body: str) -> None:
    """Only what begins like an error is one, and a page with much on it is none."""
    assert read_visit(answer(body)).page.title


def test_an_article_on_domains_is_no_parked_domain() -> None:
    """Only a page with little else on it is."""
    assert (
        read_visit(answer("<p>Buy this domain? " + "So kaufen Sie eine Adresse. " * 80 + "</p>")).words
        > 1_500
    )


@pytest.mark.parametrize(
    ("html", "root"),
    [
        ('<link href="/wp-content/a.css">', URL),
        ('<link href="https://example.org/blog/wp-includes/a.css">', f"{URL}blog/"),
        ('<img src="https://cdn.example.net/wp-content/a.png">', URL),
        ('<meta name="generator" content="WordPress 7.0">', URL),
    ],
)
def test_where_wordpress_is_installed(html: str, root: str) -> None:
    """A site may have it in a folder, and its files at another host."""
    visited = read_visit(answer(html + "<p>x</p>"))
    assert visited.wordpress
    assert visited.wordpress_root == root


@pytest.mark.parametrize(
    ("body", "feed"),
    [
        ('<?xml version="1.0"?><rss version="2.0">', True),
        ("\ufeff<feed xmlns='http://www.w3.org/2005/Atom'>", True),
        ("<!-- x --><rdf:RDF>", True),
        ('{"version": "https://jsonfeed.org/version/1.1"}', True),
        ("<!DOCTYPE html><html>", False),
        ('{"a": 1}', False),
        ("", False),
    ],
)
def test_feeds_are_told_from_pages(body: str, feed: bool) -> None:  # noqa: FBT001 - an expectation
    """A registered address may itself be a feed, whatever its content type says."""
    assert is_feed(answer(body, "text/html")) is feed
