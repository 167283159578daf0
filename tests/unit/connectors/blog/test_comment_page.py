"""Comments are read from the page of a post, whatever system drew it."""

import time
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from account_health.connectors.blog.comment_page import Entry, comments_on
from tests.comment_pages import ASKED, PAGES, SAID, TWO, page

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)


def read(below: str) -> list[Entry]:
    """Return what can be read below a post."""
    return [one for one in comments_on(page(below), NOW).entries if one.text]


@pytest.mark.parametrize("system", PAGES)
def test_author_time_and_words_of_every_system(system: str) -> None:
    """And nothing of the post, the margin or the form beside them."""
    entries = read(PAGES[system])
    assert [one.text for one in entries] == ([ASKED, SAID] if system in TWO else [ASKED])
    assert [one.author for one in entries] == (
        ["Timo Krug", "Alma Brandt"] if system in TWO else ["Timo Krug"]
    )
    assert entries[0].at is not None
    assert entries[0].at.date().isoformat() in {"2026-10-20", "2026-10-19"}  # the latter: "five weeks ago"
    assert all(
        one.at is not None and earlier.at is not None and one.at > earlier.at
        for earlier, one in pairwise(entries)
    )


@pytest.mark.parametrize(
    "system",
    [
        "wordpress-html5",
        "wordpress-xhtml",
        "drupal-7",
        "drupal-10",
        "contao",
        "serendipity",
        "blogger",
        "k2",
        "wpdiscuz",
    ],
)
def test_the_systems_own_sign_of_the_house(system: str) -> None:
    """What the system says of who was logged in, not the name that somebody typed."""
    assert [one.ours for one in read(PAGES[system])] == [False, True]


@pytest.mark.parametrize(
    "system", ["wordpress-html5", "drupal-7", "drupal-10", "contao", "blogger", "akeeba-engage", "wpdiscuz"]
)
def test_what_hangs_below_what(system: str) -> None:
    """By nesting, by a box named indented, or by an answer inside the comment."""
    assert [one.below for one in read(PAGES[system])] == [None, 0]


@pytest.mark.parametrize(
    "below",
    [
        "",
        '<div id="comments" class="comments-area"><p class="no-comments">Keine Kommentare</p><div id="respond" class="comment-respond"><h3>Schreibe einen Kommentar</h3><form><textarea></textarea></form></div></div>',
        '<section class="comments"><h2>0 Kommentare</h2><p>Noch hat niemand etwas geschrieben.</p></section>',
        '<div class="kundenstimmen"><blockquote><p>Sehr schön!</p><cite>Timo Krug</cite></blockquote></div>',
        "<p>Der Kommentar von Timo Krug vom 20. Oktober 2026 in der Zeitung hat uns gefreut.</p>",
        '<div class="recommended"><ul><li>Bank, 20.10.2026</li><li>Regal, 21.10.2026</li></ul></div>',
        '<section class="related-posts"><h3>Auch lesenswert</h3><article class="post-5"><time datetime="2026-10-20">20.10.2026</time><a href="/bank">Bank</a></article></section>',
        '<footer><a href="#comments" class="comments-link">3 Kommentare</a></footer>',
        '<div id="cc-matrix-1"><h2>Aktuelles</h2><p><strong>8. November 2026:</strong> Grünkohl ist da!</p></div>',
        '<ul><li id="menu-item-45">Start</li><li id="menu-item-46">Hoffest am 3. Oktober 2026</li></ul>',
        '<div id="content-12"><p>Am 8. November 2026 kochen wir Grünkohl.</p></div><div id="collapse-3">Anmeldung bis 1.12.2026</div>',
    ],
)
def test_what_is_no_comment(below: str) -> None:
    """A form, an empty list, testimonials, other posts, words about comments, and numbered parts of every page."""
    found = comments_on(page(below), NOW)
    assert ([one for one in found.entries if one.text], found.unreadable) == ([], False)


def test_a_page_with_a_place_for_comments_says_so() -> None:
    """An empty place is something else than no place."""
    assert comments_on(page('<div id="comments"><h3>Schreibe einen Kommentar</h3></div>'), NOW).section
    assert not comments_on(page("<p>Bis bald.</p>"), NOW).section


@pytest.mark.parametrize(
    "around",
    [
        '<body class="single right-sidebar">{}</body>',
        '<div class="content-sidebar-wrap"><main>{}</main></div>',
        '<div class="elementor-element elementor-widget elementor-widget-post-comments">{}</div>',
        '<form method="post" id="aspnetForm">{}</form>',
        '<aside class="comments-wrapper">{}</aside>',
        '<div class="widget Blog">{}</div>',
    ],
)
def test_what_holds_the_comments_is_no_margin(around: str) -> None:
    """Layouts call their frames after the sidebar beside them, builders call every part a widget."""
    assert [one.author for one in read(around.format(PAGES["wordpress-html5"]))] == [
        "Timo Krug",
        "Alma Brandt",
    ]


@pytest.mark.parametrize(
    ("below", "author"),
    [
        (f'<h3 id="comment">Kommentare</h3><ol class="commentlist"><li id="c000012"><p>{ASKED}</p><p>— Timo Krug · <span title="2026-10-20">20. Oktober</span></p></li></ol>', "Timo Krug"),
        (f'<div class="comments"><div class="comment" id="comment-1"><p class="info"><strong>Timo Krug</strong><br>Dienstag, 20. Oktober 2026</p><p>{ASKED}</p></div></div>', "Timo Krug"),
        (f'<div class="comments"><div class="comment" id="comment-1"><p>Eva Freitag am 20.10.2026</p><p>{ASKED}</p></div></div>', "Eva Freitag"),
        (f'<div class="comments"><div class="comment" id="comment-1"><meta itemprop="author" content="Timo Krug"><time datetime="2026-10-20">x</time><p>{ASKED}</p></div></div>', "Timo Krug"),
        (f'<div class="comments"><div class="comment" id="comment-1"><div class="comment-author meta"><strong>Timo Krug</strong>20. Oktober 2026 um 10:00 - <a class="comment-reply-link">Antworten</a></div><p>{ASKED}</p></div></div>', "Timo Krug"),
        (f'<ul class="CommentList"><li class="CommentListItem" id="Comment12"><p class="CommentHeader"><span class="CommentBy">Erstellt von</span> <span class="CommentCite">Timo Krug</span> <small class="CommentCreatedDate">20.10.2026 10:12</small></p><div class="CommentText">{ASKED}</div></li></ul>', "Timo Krug"),
    ],
    ids=["signed below", "a weekday behind", "a weekday's name", "for machines", "beside a link", "behind a label"],
)  # fmt: skip
def test_who_wrote_it(below: str, author: str) -> None:
    """Names stand above, below, or in the data."""
    (one,) = read(below)
    assert (one.author, one.at is not None and f"{one.at:%m-%d}") == (author, "10-20")


@pytest.mark.parametrize(
    ("below", "unreadable"),
    [
        ('<div class="squarespace-comments" data-item="5f"></div>', True),
        ('<blog-comments post-id="7"></blog-comments>', True),
        ('<div id="Comments"></div><script>Talk.init({el: "#Comments"})</script>', True),
        ('<table class="kommentare"><tr><td>Timo Krug</td><td>20.10.2026</td></tr><tr><td>Hält das Öl?</td></tr></table>', True),
        ('<div id="comments" class="comments-area"></div>', False),
        ('<section class="kundenkommentare-presse"><h2>Pressestimmen</h2><article><h3>Morgenblatt, 20.10.2026</h3><p>Warum nicht so?</p></article></section>', False),
        ('<div id="comments" class="comments-area" data-aos="fade-up"></div>', False),
        ('<article class="kommentar"><h2>Kommentar: Warum Holz so teuer ist</h2><p>' + "Niemand meldet sich. " * 20 + "</p></article>", False),
    ],
    ids=["with its data", "an element of its own", "named by a script", "names in one row, words in the next", "empty", "voices of the press", "moved in", "an opinion"],
)  # fmt: skip
def test_what_may_hold_a_complaint_that_we_cannot_read(below: str, unreadable: bool) -> None:  # noqa: FBT001 - an expectation
    """A place that a script fills, or words without their name; one that is merely empty holds none, nor does a text of the house's own."""
    found = comments_on(page(below), NOW)
    assert (found.unreadable, found.entries) == (unreadable, ())


def test_links_from_other_sites_are_no_comments() -> None:
    """They are counted by the heading, and nobody waits in them."""
    ping = '<li id="comment-13" class="pingback"><p>Pingback: <a href="https://k.example">Sammelseite</a></p></li>'
    below = (
        PAGES["wordpress-html5"]
        .replace("2 Kommentare", "3 Kommentare")
        .replace("</ol></li></ol>", f"</ol></li>{ping}</ol>")
    )
    found = comments_on(page(below), NOW)
    assert len([one for one in found.entries if one.text]) == 2
    assert not found.more


@pytest.mark.parametrize(
    "below",
    [
        PAGES["wordpress-html5"].replace("2 Kommentare", "14 Kommentare"),
        PAGES["wordpress-html5"]
        + '<nav class="comment-navigation"><a href="/tisch/comment-page-1/#comments">Ältere Kommentare</a></nav>',
    ],
)
def test_others_that_stand_on_further_pages(below: str) -> None:
    """A heading that counts more, or a link to them."""
    assert comments_on(page(below), NOW).more


@pytest.mark.parametrize(
    "below",
    [
        '<div id="comments"><h2>Ein Kommentar</h2><form><iframe src="https://service.example/comment"></iframe></form></div>',
        '<section class="comments"><h3>3 Kommentare zu „Tisch“</h3><div class="loading"></div></section>',
        "<section><h2>Comments (12)</h2><div data-src='/comments.json'></div></section>",
    ],
    ids=["a frame", "a script", "an address"],
)
def test_comments_that_are_counted_and_not_shown_are_no_silence(below: str) -> None:
    """A service shows them in a frame or by script; nobody may say that nobody waits."""
    assert comments_on(page(below), NOW).unreadable


@pytest.mark.parametrize(
    "below",
    [
        "<h2>Ein Kommentar zur Lage im Handwerk</h2><p>" + "Wir finden keine Lehrlinge mehr. " * 20,
        '<div id="comments"><h2>0 Kommentare</h2></div>',
        '<div id="comments"><h2>Kommentare (0)</h2><p>Noch keine.</p></div>',
    ],
    ids=["a title", "none", "none behind the word"],
)
def test_a_title_or_a_nought_counts_nothing(below: str) -> None:
    """A comment is also what a newspaper prints."""
    found = comments_on(page(below), NOW)
    assert not found.unreadable
    assert not found.entries


def test_a_list_around_all_comments_makes_none_an_answer() -> None:
    """Only the entry that holds a comment itself does."""
    row = (
        '<li><article class="comment" id="comment-{n}"><b>Timo Krug</b> <time datetime="2026-10-2{n}">x</time><p>'
        + ASKED
    )
    rows = "".join(f"{row.format(n=n)}</p></article></li>" for n in (1, 2))
    below = f"<ul><li><div id='comments'><ul>{rows}</ul></div></li></ul>"
    assert [one.below for one in read(below)] == [None, None]


def test_what_cannot_be_told_apart_is_unreadable() -> None:
    """Running text in a place for comments, without a name, a date or a number."""
    text = "Das ist ein langer Satz über das Öl und den Tisch, den jemand hier geschrieben hat. " * 6
    assert comments_on(page(f'<div class="comments"><p>{text}</p></div>'), NOW).unreadable


@pytest.mark.parametrize(
    "below",
    [
        '<div class="comment">' * 5_000 + "x",
        '<li class="comment" id="comment-1">20.10.2026 ' * 5_000,
        '<div id="comments">' + "<div><time>" * 5_000,
        '<div class="comment"><span class="author">' * 5_000,
        '<div class="comment">' + "<b class=author>x</b>" * 20_000 + "</div>",
    ],
    ids=["deep", "many", "times", "authors", "wide"],
)
def test_a_hostile_page_costs_little(below: str) -> None:
    """Nothing grows with the square of the page."""
    start = time.process_time()
    comments_on(page(below), NOW)
    assert time.process_time() - start < 5
