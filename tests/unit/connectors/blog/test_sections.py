"""The section that holds a website's posts."""

import pytest

from account_health.connectors.blog.home import Visited
from account_health.connectors.blog.page_reader import read_page
from account_health.connectors.blog.sections import is_section, sections_of
from account_health.connectors.http.answer import Answer

HOME = "https://www.linden-werkstatt.example/"


def sections(body: str) -> tuple[str, ...]:
    """Return the sections that a home page links to, without its own address, with a "?" behind those that may be none."""
    answer = Answer(url=HOME, status=200, headers={}, body=body.encode(), hops=(HOME,))
    found = sections_of(Visited(read_page(body, HOME), body, {}, answer))
    return tuple(f"{one.url.removeprefix(HOME)}{'?' if one.maybe else ''}" for one in found)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<a href="/blog/">Blog</a>', ("blog/",)),
        ('<a href="neues.html">Neues</a>', ("neues.html",)),
        ('<a href="/seite-7">» Aktuelles</a>', ("seite-7",)),
        ('<a href="/actualites">Actualités</a>', ("actualites",)),
        ('<a href="/blogs/blattgefluester">Blattgeflüster</a>', ("blogs/blattgefluester",)),
        (
            '<a href="https://blog.linden-werkstatt.example/">Blog</a>',
            ("https://blog.linden-werkstatt.example/",),
        ),
        (
            '<a href="https://linden-werkstatt.blogspot.com/">Unser Blog</a>',
            ("https://linden-werkstatt.blogspot.com/",),
        ),
        ('<a href="https://medium.com/@LindenWerkstatt">Blog</a>', ("https://medium.com/@LindenWerkstatt",)),
        (
            '<a href="https://lindenwerkstatt.substack.com/">Blog</a>',
            ("https://lindenwerkstatt.substack.com/",),
        ),
        ('<a href="/holz/">Werkstattblog</a>', ("holz/",)),
        ('<a href="/werkstattblog/">Aus dem Hof</a>', ("werkstattblog/",)),
        ('<a href="/n/">News &amp; Presse</a>', ("n/",)),
        ('<a href="/c/neu">Neu</a>', ("c/neu?",)),
        ('<a href="/n/">Was gibt\'s Neues?</a>', ("n/",)),
        ('<a href="/n/">Quoi de neuf&nbsp;?</a>', ("n/?",)),
        ('<a href="/m/">Aktuelle Meldungen</a>', ("m/",)),
        ('<a href="/tipps/">Blog &amp; Tipps</a>', ("tipps/",)),
        ('<a href="/presse">Presse</a>', ("presse?",)),
        ('<a href="/r">Ratgeber</a><a href="/blog">Blog</a>', ("blog",)),
        ('<a href="/news">News</a><a href="/blog">Blog</a><a href="/magazin">Magazin</a>', ("news", "blog")),
        (
            '<a href="/x/journal">Geschichten</a><a href="/aktuelles">Aktuelles</a>',
            ("aktuelles", "x/journal"),
        ),
    ],
)
def test_a_link_called_so_or_leading_there_is_a_section(body: str, expected: tuple[str, ...]) -> None:
    """By the whole of its words first, by its address otherwise; on a sub-domain and at a blog host under our name, too."""
    assert sections(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/blog/neuer-tisch">News zum Umbau</a>',
        '<a href="https://zeitung.example/news">News</a>',
        '<a href="https://eichenhof.blogspot.com/">Blog</a>',
        '<a href="/">Aktuelles</a>',
        '<a href="#news">News</a>',
        '<a href="/presse">Presse &amp; Downloads</a>',
        '<a href="/wir">Unsere</a>',
        '<a href="https://www.facebook.com/lindenwerkstatt">News</a>',
        '<a href="https://medium.com/eichenhof/linden-werkstatt">Blog</a>',
        '<a href="https://medium.com/@lindenwerkstatt">Lesen Sie mehr</a>',
        '<a href="/termine">Termine</a>',
        '<a href="/magazine-abo/">Ein Abo</a>',
        '<a href="/newsletter">Newsletter</a>',
        "Blog",
    ],
)
def test_other_links_are_none(body: str) -> None:
    """Posts, pages of others, events, the newsletter, the page itself."""
    assert sections(body) == ()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://firma.example/blog/", True),
        ("https://blog.firma.example/", True),
        ("https://firma.example/de/aktuelles.html", True),
        ("https://firma.example/", False),
        ("https://firma.example/blog/tisch", False),
        ("https://blogger-agentur.example/", False),
    ],
)
def test_an_address_may_name_a_section_by_itself(url: str, *, expected: bool) -> None:
    """Whoever registers it registers a blog."""
    assert is_section(url) is expected
