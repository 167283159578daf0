"""Where a website's posts are: feeds of its sections, lists without a feed, several feeds, no blog at all, lost feeds."""

from datetime import timedelta
from email.utils import format_datetime

import pytest

from account_health.connectors.blog.rations import FIRST_LOOK, LATER_LOOK
from account_health.connectors.pool import Pool
from account_health.model import Feed, NotOffered, Posts, Reason, Snapshot, Unavailable, Younger
from tests.blog_looks import HOST, NOW, URL, look_at
from tests.simulator.gateway import Gateway, Reply, Request, html, redirect, xml

WORDS = "Wir bauen Tische, Bänke und Regale aus heimischem Holz und reparieren, was andere wegwerfen. " * 2
LEGAL = '<a href="/impressum">Impressum</a> <a href="/datenschutz">Datenschutz</a>'


def page(body: str = "", head: str = "") -> Reply:
    """Return a page of the workshop."""
    start = f'<html lang="de"><head><title>Linden Werkstatt</title>{head}</head><body><nav><a href="/">Start</a> <a href="/moebel">Möbel</a>'
    return html(f"{start}</nav><main><p>{WORDS}</p>{body}</main><footer>{LEGAL}</footer></body></html>")


def rss(*ages: float, path: str = "/blog/{}", title: str = "Linden Werkstatt") -> Reply:
    """Return a feed of entries of so many days ago."""
    items = "".join(
        f"<item><title>Beitrag {n}</title><link>{URL.rstrip('/')}{path.format(n)}</link>"
        f"<pubDate>{format_datetime(NOW - timedelta(days=age))}</pubDate></item>"
        for n, age in enumerate(ages)
    )
    return xml(f"<rss version='2.0'><channel><title>{title}</title><link>{URL}</link>{items}</channel></rss>")


def names(href: str, title: str = "") -> str:
    """Return what a page's head says to name a feed."""
    return f'<link rel="alternate" type="application/rss+xml" href="{href}" title="{title}">'


def site(gateway: Gateway, pages: dict[str, Reply], host: str = HOST) -> None:
    """Put a site on the internet: these pages, the legal ones, and 404 for the rest."""
    own = {
        "/": page(),
        "/impressum": page("<h1>Impressum</h1>"),
        "/datenschutz": page("<h1>Datenschutz</h1>"),
        **pages,
    }

    def answer(request: Request) -> Reply:
        query = "&".join(f"{name}={value}" for name, value in request.query.items())
        return own.get(f"{request.path}?{query}") or own.get(request.path) or html("<h1>404</h1>", 404)

    gateway.add(host, answer)


def newest(snapshot: Snapshot) -> float | None:
    """Return how many days ago the newest post appeared."""
    posts = snapshot.posts
    return (NOW - posts.items[0].at).days if isinstance(posts, Posts) and posts.items else None


def feed_of(snapshot: Snapshot) -> Feed:
    """Return what is known of the feed."""
    assert isinstance(snapshot.feed, Feed), snapshot.feed
    return snapshot.feed


LIST = "<ul>" + "".join(
    f'<li><a href="/aktuelles/{n}">Meldung {n}</a> <time datetime="2026-{month}-10">10.</time></li>'
    for n, month in enumerate(("11", "09", "05"))
)
ENTRY = page(
    '<article><h1>Meldung</h1><time datetime="2026-11-10T08:00:00+01:00">10. November 2026</time></article>'
)


# --- one click below the home page ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("nav", "pages"),
    [
        (
            '<a href="/blog/">Blog</a>',
            {"/blog/": page(head=names("/blog/?format=rss")), "/blog/?format=rss": rss(4, 20)},
        ),
        (
            '<a href="/neues.html">Neues</a>',
            {"/neues.html": page(head=names("share/neues.xml")), "/share/neues.xml": rss(4, 20)},
        ),
        (
            '<a href="/blogs/holzweg">Holzweg</a>',
            {
                "/blogs/holzweg": page(head='<script src="//cdn.shopify.com/x.js"></script>'),
                "/blogs/holzweg.atom": rss(4),
            },
        ),
        (
            '<a href="/journal">Journal</a>',
            {
                "/journal": page("<!-- This is Squarespace. -->"),
                "/journal?format=rss": rss(4, path="/journal/{}"),
            },
        ),
        ('<a href="/news/">News</a>', {"/news/": page(), "/news/feed/": rss(4)}),
        (
            '<a href="/aktuelles">Aktuelles</a>',
            {"/aktuelles": page('<a href="/aktuelles/rss.xml">RSS</a>'), "/aktuelles/rss.xml": rss(4)},
        ),
    ],
)
def test_the_feed_of_a_section_is_found_one_click_below(
    gateway: Gateway, pool: Pool, nav: str, pages: dict[str, Reply]
) -> None:
    """Named by its page, or where its maker puts it."""
    site(gateway, {"/": page(nav), **pages})
    snapshot = look_at(gateway, pool)
    assert (newest(snapshot), feed_of(snapshot).problem, feed_of(snapshot).found_by) == (4, None, "section")
    assert snapshot.requests <= FIRST_LOOK


def test_a_blog_on_a_sub_domain_is_the_site_s(gateway: Gateway, pool: Pool) -> None:
    """The home page only links to it."""
    blog = HOST.replace("www", "blog")
    site(gateway, {"/": page(f'<a href="https://{blog}/">Blog</a>')})
    site(gateway, {"/": page(head=names("/feed/")), "/feed/": rss(4)}, blog)
    assert newest(look_at(gateway, pool)) == 4


def test_a_maker_s_habit_at_the_site_s_root(gateway: Gateway, pool: Pool) -> None:
    """Wix puts the feed of every blog at one address."""
    wix = '<meta name="generator" content="Wix.com Website Builder">'
    site(
        gateway,
        {"/": page('<a href="/blog">Blog</a>', wix), "/blog": page(head=wix), "/blog-feed.xml": rss(4)},
    )
    assert newest(look_at(gateway, pool)) == 4


# --- a section without a feed ---------------------------------------------------------------------


def test_a_list_dates_the_posts_where_the_newest_one_s_page_agrees(gateway: Gateway, pool: Pool) -> None:
    """Thirteen days ago; there still is no feed, and the page is named."""
    site(
        gateway,
        {"/": page('<a href="/aktuelles">Aktuelles</a>'), "/aktuelles": page(LIST), "/aktuelles/0": ENTRY},
    )
    snapshot = look_at(gateway, pool)
    assert newest(snapshot) == 13
    assert (feed_of(snapshot).url, feed_of(snapshot).found_by, feed_of(snapshot).problem) == (
        f"{URL}aktuelles",
        "list",
        "none_found",
    )
    later = look_at(gateway, pool, memory=snapshot.memory)
    assert newest(later) == 13
    assert later.requests <= LATER_LOOK


@pytest.mark.parametrize(
    "entry", [page("<h1>Meldung</h1>"), page('<time datetime="2026-08-01">1. August</time>')]
)
def test_a_list_that_the_newest_one_s_page_does_not_confirm_dates_nothing(
    gateway: Gateway, pool: Pool, entry: Reply
) -> None:
    """The dates may be those of a template."""
    site(
        gateway,
        {"/": page('<a href="/aktuelles">Aktuelles</a>'), "/aktuelles": page(LIST), "/aktuelles/0": entry},
    )
    posts = look_at(gateway, pool).posts
    assert isinstance(posts, Unavailable)
    assert posts.reason is Reason.NO_DATES


def entry_of(day: str) -> Reply:
    """Return the page of a post that says when it was published."""
    return page(f'<script type="application/ld+json">{{"datePublished": "{day}"}}</script><h1>Meldung</h1>')


@pytest.mark.parametrize(
    ("days", "newest_day", "certain"),
    [
        (("2026-11-10", "2026-09-10", "2026-05-10"), "2026-11-10", True),
        (("2023-11-10", "2023-09-10", "2023-05-10"), "2023-11-10", True),
        (("2023-05-10", "2023-11-10", "2023-09-10"), "2023-11-10", False),
        (("2023-11-10", "2023-09-10", ""), "2023-11-10", False),
    ],
)
def test_a_list_without_dates_is_dated_by_the_pages_of_its_first_posts(
    gateway: Gateway, pool: Pool, days: tuple[str, ...], newest_day: str, *, certain: bool
) -> None:
    """Their silence is certain only where all say a day and the list goes by it."""
    undated = "".join(f'<li><a href="/aktuelles/{n}">Meldung {n}</a></li>' for n in range(4))
    entries = {f"/aktuelles/{n}": entry_of(day) for n, day in enumerate(days)}
    site(
        gateway,
        {
            "/": page('<a href="/aktuelles">Aktuelles</a>'),
            "/aktuelles": page(f"<ul>{undated}</ul>"),
            **entries,
        },
    )
    snapshot = look_at(gateway, pool)
    assert isinstance(snapshot.posts, Posts)
    assert snapshot.posts.items[0].at.date().isoformat() == newest_day
    assert (snapshot.posts.younger is None) is certain


@pytest.mark.parametrize(
    ("body", "found"),
    [("<p>Bilder für die Presse.</p>", False), (LIST, True)],
    ids=["a press kit", "press releases"],
)
def test_what_may_be_a_section_is_one_only_with_posts(
    gateway: Gateway, pool: Pool, body: str, *, found: bool
) -> None:
    """Whoever offers pictures for the press owes no posts."""
    site(
        gateway,
        {"/": page('<a href="/presse">Presse</a>'), "/presse": page(body), "/aktuelles/0": ENTRY},
    )
    assert isinstance(look_at(gateway, pool).posts, Posts if found else NotOffered)


def test_a_section_with_nothing_but_its_maker_s_samples_is_none(gateway: Gateway, pool: Pool) -> None:
    """The site owes no posts."""
    sample = rss(900, path="/post/{}").body.decode().replace("Beitrag 0", "Hallo Welt!")
    site(
        gateway,
        {"/": page('<a href="/blog">Blog</a>'), "/blog": page(head=names("/f.xml")), "/f.xml": xml(sample)},
    )
    assert isinstance(look_at(gateway, pool).posts, NotOffered)


def test_a_list_that_was_there_is_looked_for_though_no_link_leads_to_it_any_more(
    gateway: Gateway, pool: Pool
) -> None:
    """And where it is gone, too, the posts are unknown: a website without a blog is something else."""
    pages = {"/": page('<a href="/aktuelles">Aktuelles</a>'), "/aktuelles": page(LIST), "/aktuelles/0": ENTRY}
    site(gateway, pages)
    memory = look_at(gateway, pool).memory
    site(gateway, {**pages, "/": page()})
    snapshot = look_at(gateway, pool, memory=memory)
    assert newest(snapshot) == 13
    site(gateway, {})
    for week in (1, 2, 5):
        snapshot = look_at(gateway, pool, memory=snapshot.memory, now=NOW + timedelta(weeks=week))
        assert isinstance(snapshot.posts, Unavailable), week


def test_a_link_that_looks_like_somebody_else_s_feed_is_not_asked_for(gateway: Gateway, pool: Pool) -> None:
    """A reader's own site says nothing of this one."""
    site(gateway, {"/": page('<a href="https://zeitung.example/rss">RSS</a>')})
    look_at(gateway, pool)
    assert "zeitung.example" not in {request.host for request in gateway.requests}


def test_a_section_whose_dates_nobody_can_read_is_unknown(gateway: Gateway, pool: Pool) -> None:
    """There is a section, so nobody says that there is none."""
    news = page("<p>Grünkohl im November</p><p>Am 3. Oktober 2026 war Hoffest.</p><p>Im Mai: Spargel</p>")
    site(gateway, {"/": page('<a href="/aktuelles">Aktuelles</a>'), "/aktuelles": news})
    assert isinstance(look_at(gateway, pool).posts, Unavailable)


def test_news_typed_into_a_section_show_that_it_lives_and_prove_no_silence(
    gateway: Gateway, pool: Pool
) -> None:
    """Days in front that run back from the newest; a newer one may stand there without a day."""
    news = page("<p>8. November 2026: Grünkohl</p><p>3. Oktober 2026: Hoffest</p><p>1. Mai 2026: Spargel</p>")
    site(gateway, {"/": page('<a href="/aktuelles">Aktuelles</a>'), "/aktuelles": news})
    posts = look_at(gateway, pool).posts
    assert isinstance(posts, Posts)
    assert [f"{post.at:%m-%d} {post.title}" for post in posts.items][:1] == ["11-08 Grünkohl"]
    assert posts.younger == Younger(NOW, "typed")


def test_a_home_page_that_lists_its_posts_is_their_section(gateway: Gateway, pool: Pool) -> None:
    """A small site with its news on the first page."""
    site(gateway, {"/": page(LIST), "/aktuelles/0": ENTRY})
    assert newest(look_at(gateway, pool)) == 13


# --- sitemaps -------------------------------------------------------------------------------------


def sitemap(*pages: str) -> Reply:
    """Return a sitemap that dates these pages to 2021."""
    urls = "".join(f"<url><loc>{URL}{path}</loc><lastmod>2021-02-03</lastmod></url>" for path in pages)
    return xml(f"<urlset>{urls}</urlset>")


def test_a_sitemap_dates_no_page_that_is_no_post(gateway: Gateway, pool: Pool) -> None:
    """Neither the home page nor the legal notice is a silent blog."""
    site(
        gateway,
        {
            "/": page('<a href="/blog/">Blog</a>'),
            "/blog/": page(),
            "/sitemap.xml": sitemap("", "impressum", "blog/"),
        },
    )
    assert isinstance(look_at(gateway, pool).posts, Unavailable)


def test_a_sitemap_dates_the_posts_below_a_section(gateway: Gateway, pool: Pool) -> None:
    """What it lists there was there in 2021, whatever else is unknown."""
    site(
        gateway,
        {
            "/": page('<a href="/blog/">Blog</a>'),
            "/blog/": page(),
            "/sitemap.xml": sitemap("impressum", "blog/umzug"),
        },
    )
    posts = look_at(gateway, pool).posts
    assert isinstance(posts, Posts)
    assert (posts.dated_by, [post.url for post in posts.items]) == ("lastmod", [f"{URL}blog/umzug"])


# --- a website is no failed blog ------------------------------------------------------------------


@pytest.mark.parametrize(
    "pages",
    [
        {},
        {"/": page(head=names("/feed/")), "/feed/": rss()},
        {
            "/": page(head=names("/feed/")),
            "/feed/": xml(
                "<rss version='2.0'><channel><item><title>Hallo Welt!</title><link>/?p=1</link><pubDate>Tue, 03 May 2022 08:12:05 +0000</pubDate></item></channel></rss>"
            ),
        },
        {"/": page(head=names("/index.xml")), "/index.xml": rss(900, path="/kontakt/")},
        {"/": page(head=names("/jobs.xml", "Offene Stellen")), "/jobs.xml": rss(2, title="Stellenangebote")},
        {"/": page(head=names("/feed/")), "/feed/": redirect("/")},
    ],
    ids=["no feed", "empty feed", "hello world", "feed of pages", "jobs", "feed switched off"],
)
def test_a_website_whose_page_and_navigation_hold_no_blog_owes_no_posts(
    gateway: Gateway, pool: Pool, pages: dict[str, Reply]
) -> None:
    """Nothing is missing, and the next look asks for little."""
    site(gateway, pages)
    snapshot = look_at(gateway, pool)
    assert isinstance(snapshot.posts, NotOffered)
    assert (feed_of(snapshot).problem, feed_of(snapshot).url) == ("no_blog", None)
    assert snapshot.requests <= FIRST_LOOK
    later = look_at(gateway, pool, memory=snapshot.memory)
    assert isinstance(later.posts, NotOffered)
    assert later.requests <= snapshot.requests
    assert later.requests <= LATER_LOOK


def test_who_wrote_that_it_is_a_blog_gets_no_excuse(gateway: Gateway, pool: Pool) -> None:
    """A blog whose section nobody finds stays unknown, and its feed is missing."""
    site(gateway, {})
    snapshot = look_at(gateway, pool, posts_presumed=False)
    assert isinstance(snapshot.posts, Unavailable)
    assert feed_of(snapshot).problem == "none_found"


def test_whoever_registers_a_section_registers_a_blog(gateway: Gateway, pool: Pool) -> None:
    """The address says so by itself."""
    site(gateway, {"/blog/": page()})
    assert feed_of(look_at(gateway, pool, url=f"{URL}blog/")).problem == "none_found"


def test_a_written_blog_with_nothing_but_its_maker_s_sample_has_published_nothing(
    gateway: Gateway, pool: Pool
) -> None:
    """It is not silent since 2022: nobody has begun."""
    sample = "<rss version='2.0'><channel><item><title>Hello world!</title><link>/?p=1</link><pubDate>Tue, 03 May 2022 08:12:05 +0000</pubDate></item></channel></rss>"
    site(gateway, {"/": page(head=names("/feed/")), "/feed/": xml(sample)})
    assert look_at(gateway, pool, posts_presumed=False).posts == Posts(())


def test_a_home_page_that_shows_nothing_proves_no_website(gateway: Gateway, pool: Pool) -> None:
    """Frames, or a page that scripts draw."""
    site(gateway, {"/": html('<html><frameset><frame src="/start.htm"></frameset></html>')})
    assert isinstance(look_at(gateway, pool).feed, Unavailable)


def test_a_feed_in_trouble_is_no_website(gateway: Gateway, pool: Pool) -> None:
    """Whether there is a blog is unknown while the feed that the page names does not answer."""
    site(gateway, {"/": page(head=names("/feed/")), "/feed/": html("", 503)})
    snapshot = look_at(gateway, pool)
    assert isinstance(snapshot.posts, Unavailable)
    assert isinstance(snapshot.feed, Unavailable)


WALLS = {
    "a challenge": html("<title>Just a moment...</title><script src='/cdn-cgi/challenge-platform/x.js'></script>"),
    "a question about cookies": html("<title>Cookies</title><h1>Wir verwenden Cookies</h1><button>Alle akzeptieren</button>"),
    "a password": html("<h1>Bald</h1><form><input type=password></form>"),
    "works on the site": html("<title>Wartungsmodus</title><h1>Wartungsmodus</h1>"),
}  # fmt: skip


@pytest.mark.parametrize("wall", WALLS.values(), ids=WALLS)
@pytest.mark.parametrize("path", ["/feed/", "/blog/", "/sitemap.xml"])
def test_a_blog_behind_a_wall_is_not_missing(gateway: Gateway, pool: Pool, path: str, wall: Reply) -> None:
    """The home page comes from a cache, and what lies behind it asks first: whether there is a blog is unknown."""
    head = names("/feed/") if path == "/feed/" else ""
    body = "<a href='/blog/'>Blog</a>" if path == "/blog/" else ""
    site(gateway, {"/": page(body, head=head), path: wall})
    snapshot = look_at(gateway, pool)
    assert isinstance(snapshot.posts, Unavailable), snapshot.posts
    assert isinstance(snapshot.feed, Unavailable), snapshot.feed


def test_a_page_in_the_place_of_a_feed_is_no_wall(gateway: Gateway, pool: Pool) -> None:
    """An article about cookies and passwords at the named address is a feed that is none."""
    article = (
        "<h1>Cookies und Passwörter</h1>"
        + "<p>Wir erklären, was Cookies sind und wie man sie ablehnt.</p>" * 40
    )
    site(gateway, {"/": page(head=names("/feed/")), "/feed/": html(article)})
    assert not isinstance(look_at(gateway, pool).feed, Unavailable)


@pytest.mark.parametrize(
    "gone", [{}, {"/feed/": redirect("/")}, {"/feed/": rss()}], ids=["404", "home page", "empty"]
)
def test_a_feed_that_was_there_and_is_gone_stays_a_finding(
    gateway: Gateway, pool: Pool, gone: dict[str, Reply]
) -> None:
    """Week after week, and never a website without a blog."""
    site(gateway, {"/": page(head=names("/feed/")), "/feed/": rss(4)})
    memory = look_at(gateway, pool).memory
    for week in range(1, 8):
        site(gateway, {"/": page(), **gone})
        snapshot = look_at(gateway, pool, memory=memory, now=NOW + timedelta(weeks=week))
        assert feed_of(snapshot).problem in {"not_found", "not_a_feed", "no_entries"}, week
        assert snapshot.requests <= (FIRST_LOOK if week in {1, 5} else LATER_LOOK), week
        memory = snapshot.memory
    site(gateway, {"/": page(head=names("/neu.xml")), "/neu.xml": rss(2)})
    assert feed_of(look_at(gateway, pool, memory=memory)).url == f"{URL}neu.xml"


def test_what_was_absent_is_looked_for_again_after_four_weeks(gateway: Gateway, pool: Pool) -> None:
    """A feed at a usual address that nobody names."""
    site(gateway, {})
    first = look_at(gateway, pool)
    site(gateway, {"/feed.xml": rss(2)})
    soon = look_at(gateway, pool, memory=first.memory, now=NOW + timedelta(weeks=3))
    assert isinstance(soon.posts, NotOffered)
    assert isinstance(look_at(gateway, pool, memory=soon.memory, now=NOW + timedelta(weeks=4)).posts, Posts)


def test_a_section_that_is_new_is_seen_at_once(gateway: Gateway, pool: Pool) -> None:
    """The home page is read every week anyway."""
    site(gateway, {})
    memory = look_at(gateway, pool).memory
    site(
        gateway,
        {
            "/": page('<a href="/blog/">Blog</a>'),
            "/blog/": page(head=names("/blog/feed")),
            "/blog/feed": rss(4),
        },
    )
    snapshot = look_at(gateway, pool, memory=memory)
    assert (newest(snapshot), snapshot.requests <= LATER_LOOK) == (4, True)


# --- several feeds --------------------------------------------------------------------------------


def test_all_named_feeds_are_read_in_one_round_and_judged_together(gateway: Gateway, pool: Pool) -> None:
    """Press is dead, jobs are lively, the blog has the newest post that counts; later looks ask for what matters."""
    head = (
        names("/presse.xml", "Presse") + names("/jobs.xml", "Jobs") + names("/feed.xml") + names("/atom.xml")
    )
    feeds = {
        "/presse.xml": rss(900, path="/presse/{}"),
        "/jobs.xml": rss(1),
        "/feed.xml": rss(9, 20),
        "/atom.xml": rss(9, 20),
    }
    site(gateway, {"/": page(head=head), **feeds})
    snapshot = look_at(gateway, pool)
    assert (newest(snapshot), feed_of(snapshot).url) == (9, f"{URL}feed.xml")
    before = len(gateway.requests)
    look_at(gateway, pool, memory=snapshot.memory)
    asked = [request.path for request in gateway.requests[before:]]
    assert "/jobs.xml" not in asked
    assert "/atom.xml" not in asked
    assert "/feed.xml" in asked


def test_a_feed_that_cannot_be_read_may_be_the_lively_one(gateway: Gateway, pool: Pool) -> None:
    """So the silence of the other is not certain."""
    head = names("/alt.xml") + names("/neu.xml")
    site(gateway, {"/": page(head=head), "/alt.xml": rss(900), "/neu.xml": html("", 503)})
    posts = look_at(gateway, pool).posts
    assert isinstance(posts, Posts)
    assert posts.younger is not None


def test_no_look_asks_for_more_than_it_may(gateway: Gateway, pool: Pool) -> None:
    """Feeds, sections, guesses, sitemap, legal pages and dead links at once."""
    nav = '<a href="/blog/">Blog</a><a href="/news/">News</a>' + "".join(
        f'<a href="https://x{n}.example/">x</a>' for n in range(9)
    )
    head = "".join(names(f"/f{n}.xml", "Jobs") for n in range(9))
    feeds = {f"/f{n}.xml": rss(2) for n in range(9)}
    sections = {"/blog/": page(head=names("/b.xml") + names("/c.xml")), "/news/": page(LIST)}
    site(gateway, {"/": page(nav, head), **feeds, **sections})
    first = look_at(gateway, pool)
    assert first.requests <= FIRST_LOOK
    assert look_at(gateway, pool, memory=first.memory).requests <= LATER_LOOK
