"""Looks at simulated blogs over real sockets: what is seen, what is not, and with how many requests."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from account_health.connectors import CONNECTORS
from account_health.connectors.blog.comments_below import MOST_POSTS
from account_health.connectors.blog.widgets import KEY
from account_health.connectors.connector import Look
from account_health.connectors.http.network import Network
from account_health.connectors.pool import Pool
from account_health.memory.waiting import waiting
from account_health.model import (
    PARTS,
    Access,
    Certificate,
    Conversation,
    Destinations,
    Feed,
    LegalPage,
    NotOffered,
    Posts,
    Reach,
    Reason,
    Site,
    Snapshot,
    Statements,
    Unavailable,
    WeekHours,
)
from account_health.model.company import Account, Company, Person, ReportSettings
from account_health.model.platform import PLATFORM_ROWS
from account_health.storage import Secret
from tests.comment_pages import PAGES
from tests.simulator.gateway import (
    Gateway,
    Reply,
    Request,
    certificate_header,
    html,
    json_reply,
    redirect,
    xml,
)
from tests.simulator.sites import TROUBLES, Owner, PlainBlog, SimulatedPost, rfc822
from tests.simulator.wordpress import CLOSED, Rest, SimulatedComment, WordPressSite

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
HOST = "baeckerei-sommer.example"
URL = f"https://{HOST}/"
BEHIND = PLATFORM_ROWS["blog"].parts - {"reach"}
"""What can be seen of a site only where it answers."""
MOST_REQUESTS = 8
MOST_REQUESTS_WITHOUT_LINKS = 12


Collect = Callable[..., Snapshot]


@pytest.fixture
def look(gateway: Gateway, pool: Pool) -> Collect:
    """Looks at the account; keywords are its fields, `secret`, `deadline` and `memory` aside."""

    def collect(
        *,
        secret: dict[str, str] | None = None,
        deadline: float = 5.0,
        memory: str | None = None,
        **fields: Any,
    ) -> Snapshot:
        given: dict[str, Any] = {"id": "blog", "platform": "blog", "url": URL, "posts": "monthly", **fields}
        account = Account(**given)
        company = Company(
            id="sommer",
            name="Bäckerei Sommer",
            report=ReportSettings(to=("chefin@example.org",)),
            accounts=(account,),
            people=(Person(id="jana", name="Jana Vogt"),),
        )
        network = Network(gateway=gateway.url, sleep=lambda _: None)
        return CONNECTORS["blog"].connector.collect(
            Look(
                company=company,
                account=account,
                now=NOW,
                fetcher=network.fetcher(deadline),
                pool=pool,
                secret=Secret(secret) if secret else None,
                memory=memory,
            )
        )

    return collect


def posts(count: int = 10) -> tuple[SimulatedPost, ...]:
    """Return posts, one a week, the newest a week old."""
    return tuple(
        SimulatedPost(number=n, title=f"Beitrag {n}", at=NOW - timedelta(days=7 * n), slug=f"beitrag-{n}")
        for n in range(1, count + 1)
    )


def comments(count: int) -> tuple[SimulatedComment, ...]:
    """Return comments of strangers, one every twelve hours, numbered from the newest."""
    return tuple(
        SimulatedComment(number=n, post=1 + n % 3, at=NOW - timedelta(hours=12 * n), text="<p>Wann?</p>")
        for n in range(1, count + 1)
    )


def paths(gateway: Gateway) -> list[str]:
    """Return the paths that were asked for, in order."""
    return [request.path for request in gateway.requests]


# --- a good blog ----------------------------------------------------------------------------------


def test_a_wordpress_blog_with_a_hundred_comments_takes_five_requests(
    gateway: Gateway, look: Collect
) -> None:
    """Home page, feed, comments, imprint and privacy page: every part is seen, nothing is cut off."""
    gateway.add(HOST, WordPressSite(host=HOST, posts=posts(), comments=comments(100)))
    snapshot = look()
    assert len(gateway.requests) == snapshot.requests == 5
    assert snapshot.requests <= MOST_REQUESTS
    assert isinstance(snapshot.posts, Posts)
    assert snapshot.posts.items[0].at == NOW - timedelta(days=7)
    assert isinstance(snapshot.feed, Feed)
    assert (snapshot.feed.found_by, snapshot.feed.entries, snapshot.feed.problem) == ("link", 10, None)
    assert isinstance(snapshot.comments, Conversation)
    assert (len(snapshot.comments.items), snapshot.comments.gap, snapshot.comments.source) == (
        100,
        None,
        "api",
    )
    assert snapshot.comments.since == NOW - timedelta(days=90)
    assert snapshot.site == Site(URL, URL)
    assert snapshot.imprint == LegalPage(f"{URL}impressum/", answers=True, clicks=1)
    assert snapshot.privacy == LegalPage(f"{URL}datenschutz/", answers=True, clicks=1)
    for part in (snapshot.phones, snapshot.emails, snapshot.addresses, snapshot.links):
        assert isinstance(part, Statements)
        assert part.items
        assert part.gap is None


def test_what_does_not_depend_on_each_other_runs_side_by_side(gateway: Gateway, look: Collect) -> None:
    """The likely feed is asked for with the home page; then comments, imprint and privacy page all at once."""
    site = WordPressSite(host=HOST, posts=posts(), comments=comments(3))
    first, second = threading.Barrier(2, timeout=4), threading.Barrier(3, timeout=4)

    def answer(request: Request) -> Reply:
        together = first if request.path in {"/", "/feed/"} else second
        together.wait()
        return site(request)

    gateway.add(HOST, answer)
    assert not [part for part in PARTS if isinstance(getattr(look(), part), Unavailable)]


def test_a_plain_blog_without_comments(gateway: Gateway, look: Collect) -> None:
    """No REST API, no comment feed, no service on the newest post: comments do not apply."""
    gateway.add(HOST, PlainBlog(host=HOST, posts=posts()))
    snapshot = look()
    assert isinstance(snapshot.comments, NotOffered)
    assert isinstance(snapshot.posts, Posts)
    assert "/beitrag-1/" in paths(gateway)
    assert snapshot.requests == 6 + (MOST_POSTS - 1)


def test_a_later_look_asks_at_once_where_the_feed_was_found(gateway: Gateway, look: Collect) -> None:
    """The first look guesses at /feed/; what it found is remembered, and nothing is asked for in vain."""
    gateway.add(HOST, PlainBlog(host=HOST, posts=posts()))
    first = look()
    gateway.forget()
    again = look(memory=first.memory)
    assert "/feed/" not in paths(gateway)
    assert again.requests == first.requests - 1
    assert again.posts == first.posts


def test_a_likely_feed_that_the_home_page_does_not_name_is_not_the_blog(
    gateway: Gateway, look: Collect
) -> None:
    """What lies at /feed/ may be anything; the page's own word counts."""
    other = WordPressSite(host=HOST, posts=posts()).feed().replace("beitrag", "fremd")
    gateway.add(HOST, PlainBlog(host=HOST, posts=posts(), pages={"/feed/": xml(other)}))
    seen = look()
    assert isinstance(seen.feed, Feed)
    assert seen.feed.url == f"{URL}feed.xml"


def test_a_forgotten_or_broken_memory_costs_one_request(gateway: Gateway, look: Collect) -> None:
    """A feed that moved is found all the same."""
    gateway.add(HOST, PlainBlog(host=HOST, posts=posts()))
    for memory in ("no json", "[]", '{"feed": 7}', f'{{"feed": "{URL}old.xml"}}'):
        seen = look(memory=memory)
        assert isinstance(seen.feed, Feed)
        assert seen.feed.url == f"{URL}feed.xml"


def test_the_certificate_is_that_of_the_home_page(gateway: Gateway, look: Collect) -> None:
    """Its dates arrive as the site shows them."""
    start, end = NOW - timedelta(days=60), NOW + timedelta(days=30)
    gateway.add(HOST, PlainBlog(host=HOST, certificate=certificate_header(HOST, start, end)))
    assert look().certificate == Certificate(HOST, start, end)


def test_a_foreign_domain_is_where_the_site_ends_up(gateway: Gateway, look: Collect) -> None:
    """The check that judges it needs the address that answered."""
    gateway.add(HOST, lambda _: redirect("https://casino.example/"))
    gateway.add("casino.example", PlainBlog(host="casino.example"))
    assert look().site == Site(URL, "https://casino.example/")


# --- feeds ----------------------------------------------------------------------------------------


def test_a_website_without_posts_is_not_asked_for_a_feed(gateway: Gateway, look: Collect) -> None:
    """`posts = "none"`: three requests less."""
    gateway.add(HOST, PlainBlog(host=HOST))
    snapshot = look(posts="none")
    assert (snapshot.posts, snapshot.feed, snapshot.comments) == (NotOffered(), NotOffered(), NotOffered())
    assert sorted(paths(gateway)) == ["/", "/datenschutz/", "/impressum/"]


def test_opening_hours_cost_no_request(gateway: Gateway, look: Collect) -> None:
    """They are read from the pages that a look reads anyway; a site without any has none to compare."""
    site = PlainBlog(host=HOST)
    gateway.add(HOST, site)
    assert look(posts="none").hours == WeekHours(week=None, noted="none")
    usual = sorted(paths(gateway))
    gateway.forget()

    def with_hours(request: Request) -> Reply:
        reply = site(request)
        shown = "<h3>Öffnungszeiten</h3><p>Mo–Sa 7–18 Uhr<br>So geschlossen</p></body>"
        return replace(reply, body=reply.body.replace(b"</body>", shown.encode()))

    gateway.add(HOST, with_hours)
    hours = look(posts="none").hours
    assert isinstance(hours, WeekHours)
    assert (hours.week, hours.noted) == ((((420, 1080),),) * 6 + ((),), None)
    assert (hours.url or "").startswith(URL)
    assert sorted(paths(gateway)) == usual


@pytest.mark.parametrize(
    ("site", "found_by"),
    [
        (PlainBlog(host=HOST, posts=posts()), "link"),
        (PlainBlog(host=HOST, posts=posts(), feed_link=False, feed_header=True, feed_path="/x/y"), "header"),
        (PlainBlog(host=HOST, posts=posts(), feed_link=False, feed_path="/index.xml"), "path"),
        (WordPressSite(host=HOST, posts=posts(), feed_link=False), "path"),
    ],
)
def test_ways_to_a_feed(
    gateway: Gateway, look: Collect, site: Callable[[Request], Reply], found_by: str
) -> None:
    """A link, an HTTP header, a usual address."""
    gateway.add(HOST, site)
    snapshot = look()
    assert isinstance(snapshot.feed, Feed)
    assert snapshot.feed.found_by == found_by
    assert isinstance(snapshot.posts, Posts)
    assert len(snapshot.posts.items) == 10
    assert snapshot.requests <= MOST_REQUESTS_WITHOUT_LINKS


def test_a_registered_feed_is_read_where_it_is(gateway: Gateway, look: Collect) -> None:
    """Also at another host, and no other feed is looked for."""
    gateway.add(HOST, PlainBlog(host=HOST))
    gateway.add("feeds.example", lambda _: xml(PlainBlog(host=HOST, posts=posts(3)).atom()))
    snapshot = look(feed="https://feeds.example/sommer")
    assert snapshot.feed == Feed("https://feeds.example/sommer", "registered", "atom", 3)
    assert "/feed.xml" not in paths(gateway)


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (html("gone", 404), "not_found"),
        (html("gone", 410), "not_found"),
        (html("<html><body>Startseite</body></html>"), "not_a_feed"),
        (xml('<rss version="2.0"><channel><title>x</title></channel></rss>'), "no_entries"),
    ],
)
def test_a_registered_feed_that_is_none(gateway: Gateway, look: Collect, reply: Reply, problem: str) -> None:
    """The feed's fault is told as such, and the age of the last post is not known."""
    gateway.add(HOST, PlainBlog(host=HOST, pages={"/rss": reply}))
    snapshot = look(feed=f"{URL}rss")
    assert isinstance(snapshot.feed, Feed)
    assert snapshot.feed.problem == problem
    assert isinstance(snapshot.posts, Unavailable)
    assert snapshot.posts.reason is Reason.NO_FEED


def patience(reason: Reason) -> float:
    """Return the seconds of a look: few only where it is to be too slow, for a busy machine reads 50 MB in more than one."""
    return 1.0 if reason is Reason.TOO_SLOW else 30.0


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (html("no", 403), Reason.ACCESS_DENIED),
        (html("no", 500), Reason.PLATFORM_UNAVAILABLE),
        (html("no", 429), Reason.RATE_LIMITED),
        (xml(""), Reason.EMPTY),
        (Reply(delay=60), Reason.TOO_SLOW),
        (replace(xml("<rss>"), length=9_000), Reason.UNREADABLE),
        (xml("<rss>" + "x" * 3_000_000), Reason.TOO_LARGE),
    ],
)
def test_a_feed_in_trouble_is_no_judgement(
    gateway: Gateway, look: Collect, reply: Reply, reason: Reason
) -> None:
    """Nobody knows what stands in a feed that did not answer; everything else is seen all the same."""
    gateway.add(HOST, PlainBlog(host=HOST, pages={"/feed.xml": reply}))
    snapshot = look(deadline=patience(reason))
    for part in (snapshot.posts, snapshot.feed):
        assert isinstance(part, Unavailable)
        assert part.reason is reason
    assert isinstance(snapshot.imprint, LegalPage)


def test_entries_without_dates_are_counted(gateway: Gateway, look: Collect) -> None:
    """A feed whose dates cannot be read is a feed, and proves nothing."""
    feed = "<rss version='2.0'><channel><item><title>a</title></item><item><title>b</title><pubDate>bald</pubDate></item></channel></rss>"
    gateway.add(HOST, PlainBlog(host=HOST, pages={"/feed.xml": xml(feed)}))
    snapshot = look()
    assert isinstance(snapshot.posts, Posts)
    assert (snapshot.posts.items, snapshot.posts.undated) == ((), 2)
    assert isinstance(snapshot.feed, Feed)
    assert snapshot.feed.problem is None


def test_no_feed_anywhere(gateway: Gateway, look: Collect) -> None:
    """Said only after links, header, usual addresses and sitemap, in at most twelve requests."""
    gateway.add(HOST, PlainBlog(host=HOST, feed_path=None, feed_link=False))
    snapshot = look()
    assert isinstance(snapshot.feed, Feed)
    assert (snapshot.feed.problem, snapshot.feed.found_by) == ("none_found", "nothing")
    assert isinstance(snapshot.posts, Unavailable)
    assert snapshot.posts.reason is Reason.NO_FEED
    assert isinstance(snapshot.comments, Unavailable)
    assert snapshot.requests <= MOST_REQUESTS_WITHOUT_LINKS


def test_an_address_that_refuses_may_hide_a_feed(gateway: Gateway, look: Collect) -> None:
    """A firewall before the usual addresses is not the same as no feed."""
    gateway.add(
        HOST, PlainBlog(host=HOST, feed_path=None, feed_link=False, pages={"/rss.xml": html("no", 403)})
    )
    snapshot = look()
    assert isinstance(snapshot.feed, Unavailable)
    assert snapshot.feed.reason is Reason.ACCESS_DENIED


def test_a_sitemap_only_proves_age(gateway: Gateway, look: Collect) -> None:
    """Its dates are marked as weak, and there still is no feed."""
    index = "<sitemapindex><sitemap><loc>https://{0}/pages.xml</loc></sitemap><sitemap><loc>https://{0}/posts.xml</loc></sitemap></sitemapindex>"
    pages = "<urlset><url><loc>https://{0}/alt/</loc><lastmod>2024-05-01</lastmod></url></urlset>"
    gateway.add(
        HOST,
        PlainBlog(
            host=HOST,
            feed_path=None,
            feed_link=False,
            pages={"/sitemap.xml": xml(index.format(HOST)), "/posts.xml": xml(pages.format(HOST))},
        ),
    )
    snapshot = look()
    assert isinstance(snapshot.posts, Posts)
    assert snapshot.posts.dated_by == "lastmod"
    assert snapshot.posts.items[0].at == datetime(2024, 5, 1, tzinfo=UTC)
    assert isinstance(snapshot.feed, Feed)
    assert (snapshot.feed.found_by, snapshot.feed.problem) == ("sitemap", "none_found")
    assert snapshot.requests <= MOST_REQUESTS_WITHOUT_LINKS


def test_a_registered_address_may_be_the_feed(gateway: Gateway, look: Collect) -> None:
    """Posts come from it, everything else from the home page of the posts' site."""
    gateway.add(HOST, PlainBlog(host=HOST, posts=posts()))
    snapshot = look(url=f"{URL}feed.xml")
    assert isinstance(snapshot.feed, Feed)
    assert snapshot.feed.found_by == "registered"
    assert isinstance(snapshot.imprint, LegalPage)
    assert paths(gateway).count("/feed.xml") == 1


def test_a_section_page_has_its_feed_below_and_its_imprint_above(gateway: Gateway, look: Collect) -> None:
    """https://…/blog/ is a home page too; the imprint may be linked from the site's root only."""
    feed = PlainBlog(host=HOST, posts=posts()).atom()
    gateway.add(
        HOST,
        PlainBlog(
            host=HOST,
            feed_path=None,
            pages={"/blog/": html("<h1>Blog</h1><p>Neues</p>"), "/blog/index.xml": xml(feed)},
        ),
    )
    snapshot = look(url=f"{URL}blog/")
    assert isinstance(snapshot.feed, Feed)
    assert snapshot.feed.url == f"{URL}blog/index.xml"
    assert snapshot.imprint == LegalPage(f"{URL}impressum/", answers=True, clicks=2)


# --- comments -------------------------------------------------------------------------------------


def test_more_than_a_hundred_comments_are_cut_off(gateway: Gateway, look: Collect) -> None:
    """The newest hundred, and a gap that says so."""
    gateway.add(HOST, WordPressSite(host=HOST, posts=posts(), comments=comments(120)))
    found = look().comments
    assert isinstance(found, Conversation)
    assert len(found.items) == 100
    assert found.items[0].id == "blog-blog-1"
    assert found.gap is not None
    assert found.gap.reason is Reason.CUT_OFF


@pytest.mark.parametrize("count", [100, 101])
def test_without_totals_one_more_page_tells(gateway: Gateway, look: Collect, count: int) -> None:
    """A cache that drops WordPress's headers does not hide that there are more."""
    gateway.add(HOST, WordPressSite(host=HOST, posts=posts(), comments=comments(count), totals=False))
    found = look().comments
    assert isinstance(found, Conversation)
    assert (found.gap is not None) == (count > 100)


def test_a_site_with_smaller_pages_is_paged(gateway: Gateway, look: Collect) -> None:
    """Further pages side by side, within the budget."""
    site = WordPressSite(host=HOST, posts=posts(), comments=comments(100), most_per_page=40)
    gateway.add(HOST, site)
    snapshot = look()
    assert isinstance(snapshot.comments, Conversation)
    assert len(snapshot.comments.items) == 100
    assert snapshot.comments.gap is None
    assert snapshot.requests <= MOST_REQUESTS


def test_the_window_is_ninety_days_whatever_the_sites_zone(gateway: Gateway, look: Collect) -> None:
    """WordPress compares with local time; an hour more or less at the edge is neither lost nor gained."""
    edge = NOW - timedelta(days=90)
    at_the_edge = (
        SimulatedComment(number=1, post=1, at=edge + timedelta(minutes=1), text="drin"),
        SimulatedComment(number=2, post=1, at=edge - timedelta(minutes=1), text="draußen"),
    )
    for hours in (-11, 0, 13):
        site = WordPressSite(host=HOST, posts=posts(), comments=at_the_edge, offset=timedelta(hours=hours))
        gateway.add(HOST, site)
        found = look().comments
        assert isinstance(found, Conversation)
        assert [item.text for item in found.items] == ["drin"]
        assert found.gap is None


def test_answers_of_ours_stand_in_their_thread(gateway: Gateway, look: Collect) -> None:
    """By user id, with the thread of the question; somebody else under the same name is not us."""
    talk = (
        SimulatedComment(
            number=1, post=1, at=NOW - timedelta(days=3), text="Wann?", author_name="Uli &amp; Co"
        ),
        SimulatedComment(number=2, post=1, at=NOW - timedelta(days=2), text="Morgen.", author=3, parent=1),
        SimulatedComment(number=3, post=1, at=NOW - timedelta(days=1), text="Nie!", author_name="Jana Vogt"),
        SimulatedComment(number=4, post=1, at=NOW - timedelta(days=1), text="Ping", type="pingback"),
    )
    gateway.add(HOST, WordPressSite(host=HOST, posts=posts(), comments=talk))
    found = look(responders=(3, "Jana Vogt")).comments
    assert isinstance(found, Conversation)
    assert [(item.id, item.ours) for item in found.items] == [
        ("blog-blog-3", False),
        ("blog-blog-2", True),
        ("blog-blog-1", False),
    ]
    assert [item.reply_to for item in found.items] == [None, "blog-blog-1", None]
    assert len({item.thread for item in found.items}) == 1
    assert found.items[2].author == "Uli & Co"
    assert found.items[2].url == f"{URL}beitrag-1/#comment-1"


@pytest.mark.parametrize("discovery", ["header", "link", "none"])
@pytest.mark.parametrize("pretty", [True, False])
def test_ways_to_the_rest_api(gateway: Gateway, look: Collect, discovery: Any, *, pretty: bool) -> None:
    """Header or link, pretty or plain addresses; unnamed and plain it cannot be guessed, and the feed stands in."""
    site = WordPressSite(host=HOST, posts=posts(), comments=comments(2), discovery=discovery, pretty=pretty)
    gateway.add(HOST, site)
    found = look().comments
    assert isinstance(found, Conversation)
    assert len(found.items) == 2
    assert found.source == ("feed" if discovery == "none" and not pretty else "api")


@pytest.mark.parametrize("rest", CLOSED)
def test_behind_a_closed_rest_api_the_comment_feed_is_read(
    gateway: Gateway, look: Collect, rest: Rest
) -> None:
    """The same items with the same ids, marked as a feed's, a post being one thread; still within the budget."""
    site = WordPressSite(host=HOST, posts=posts(), comments=comments(5))
    gateway.add(HOST, site)
    by_api = look().comments
    site.rest = rest
    snapshot = look(responders=("gast",))
    found = snapshot.comments
    assert isinstance(by_api, Conversation)
    assert isinstance(found, Conversation)
    assert found.source == "feed"
    assert [item.id for item in found.items] == [item.id for item in by_api.items]
    assert [item.url for item in found.items] == [item.url for item in by_api.items]
    assert {item.thread for item in found.items} == {f"{URL}beitrag-{n}/" for n in (1, 2, 3)}
    assert all(item.ours for item in found.items)
    assert snapshot.requests <= MOST_REQUESTS


@pytest.mark.parametrize("rest", CLOSED)
def test_closed_on_both_ways_is_unknown(gateway: Gateway, look: Collect, rest: Rest) -> None:
    """A WordPress that shows its comments to nobody has not answered them."""
    gateway.add(
        HOST, WordPressSite(host=HOST, posts=posts(), comments=comments(5), rest=rest, comment_feed=False)
    )
    found = look().comments
    assert isinstance(found, Unavailable)
    assert found.reason is Reason.CLOSED


def test_an_application_password_opens_a_closed_api(gateway: Gateway, look: Collect) -> None:
    """It goes to the REST API alone."""
    users = {"audit": "abcd efgh ijkl"}
    site = WordPressSite(
        host=HOST, posts=posts(), comments=comments(5), rest="rest_login_required", users=users
    )
    gateway.add(HOST, site)
    found = look(secret={"username": "audit", "application_password": "abcd efgh ijkl"}).comments
    assert isinstance(found, Conversation)
    assert found.source == "api"
    told = [request.path for request in gateway.requests if "authorization" in request.headers]
    assert told == ["/wp-json/wp/v2/comments"]


def test_a_refused_application_password_is_told(gateway: Gateway, look: Collect) -> None:
    """A wrong password is somebody's to mend at once, not a reason to look elsewhere in silence."""
    site = WordPressSite(host=HOST, posts=posts(), comments=comments(5), users={"audit": "right"})
    gateway.add(HOST, site)
    seen = look(secret={"username": "audit", "application_password": "wrong"})
    found = seen.comments
    assert isinstance(found, Unavailable)
    assert found.reason is Reason.CREDENTIAL_REFUSED
    assert "wrong" not in found.detail
    assert seen.access == Access(problem="revoked", never_expires=True)
    assert look(secret={"username": "audit", "application_password": "right"}).access == NotOffered()


@pytest.mark.parametrize(
    "root", ["https://evil.example/wp-json/", f"http://{HOST}/wp-json/", f"https://{HOST}:8443/wp-json/"]
)
def test_the_password_never_leaves_the_own_origin(gateway: Gateway, look: Collect, root: str) -> None:
    """A page may name any address as its API; the credential goes to the registered one only."""
    api = json_reply([])
    gateway.add("evil.example", lambda _: api)
    gateway.add(f"{HOST}:8443", lambda _: api)
    home = html("<h1>x</h1><p>y</p>").with_headers(("Link", f'<{root}>; rel="https://api.w.org/"'))
    gateway.add(HOST, PlainBlog(host=HOST, pages={"/": home, "/wp-json/wp/v2/comments": api}))
    look(secret={"username": "audit", "application_password": "right"})
    assert any("/wp-json/" in path for path in paths(gateway))
    assert not [request for request in gateway.requests if "authorization" in request.headers]


SERVICE = '<div id="disqus_thread"></div>'


def test_a_comment_service_on_the_newest_post_is_unknown(gateway: Gateway, look: Collect) -> None:
    """People may be talking there, and we cannot read it."""
    gateway.add(HOST, PlainBlog(host=HOST, posts=posts(), post_extra=SERVICE))
    assert look().comments == Unavailable(Reason.CLOSED, f"Disqus; {KEY}.")


def test_an_empty_rest_api_does_not_hide_a_comment_service(gateway: Gateway, look: Collect) -> None:
    """No comments in WordPress, while the talk happens in a service: never a pass."""
    gateway.add(HOST, WordPressSite(host=HOST, posts=posts(), post_extra=SERVICE))
    snapshot = look()
    assert isinstance(snapshot.comments, Conversation)
    assert snapshot.comments.gap == Unavailable(Reason.CLOSED, f"Disqus; {KEY}.")
    assert snapshot.requests <= MOST_REQUESTS


def test_the_comment_feed_of_one_page_is_not_that_of_the_site(gateway: Gateway, look: Collect) -> None:
    """WordPress names one on a static home page; nobody waiting there says nothing about the posts."""
    feed = f"https://{HOST}/home/feed/"
    head = f'<link rel="alternate" type="application/rss+xml" title="Kommentar-Feed" href="{feed}">'
    page = f'{head}<h1>x</h1><img src="/wp-content/a.png"><a href="/impressum/">Impressum</a>'
    empty = xml('<rss version="2.0"><channel><title>x</title></channel></rss>')
    site = WordPressSite(host=HOST, posts=posts(), rest="waf", comment_feed=False)
    site.pages.update({"/": html(page), "/home/feed/": empty})
    gateway.add(HOST, site)
    assert isinstance(look().comments, Unavailable)


def test_nobody_wrote_and_there_is_no_service(gateway: Gateway, look: Collect) -> None:
    """Looked and found nothing is an answer."""
    gateway.add(HOST, WordPressSite(host=HOST, posts=posts()))
    assert look().comments == Conversation((), NOW - timedelta(days=90))


# --- imprint and privacy --------------------------------------------------------------------------


def test_an_imprint_behind_the_contact_page_is_two_clicks_away(gateway: Gateway, look: Collect) -> None:
    """Found, with its clicks, and the privacy page that only the imprint links."""
    kontakt = html('<h1>Kontakt</h1><a href="/impressum/">Impressum</a>')
    gateway.add(HOST, PlainBlog(host=HOST, legal="", pages={"/kontakt/": kontakt}))
    snapshot = look(posts="none")
    assert snapshot.imprint == LegalPage(f"{URL}impressum/", answers=True, clicks=2)
    assert snapshot.privacy == LegalPage(None, answers=False)


def test_no_imprint_is_said_after_looking(gateway: Gateway, look: Collect) -> None:
    """Neither on the home page nor behind the contact page."""
    gateway.add(HOST, PlainBlog(host=HOST, legal=""))
    assert look().imprint == LegalPage(None, answers=False)
    assert "/kontakt/" in paths(gateway)


def test_no_imprint_is_not_said_where_a_way_was_closed(gateway: Gateway, look: Collect) -> None:
    """The contact page did not answer, so the imprint may be behind it."""
    gateway.add(HOST, PlainBlog(host=HOST, legal="", pages={"/kontakt/": html("no", 500)}))
    snapshot = look()
    assert isinstance(snapshot.imprint, Unavailable)
    assert isinstance(snapshot.phones, Statements)
    assert snapshot.phones.items
    assert snapshot.phones.gap is not None


def test_an_imprint_that_is_not_there_convicts(gateway: Gateway, look: Collect) -> None:
    """A link that leads nowhere is seen by every visitor."""
    gateway.add(HOST, PlainBlog(host=HOST, pages={"/impressum/": html("no", 404)}))
    snapshot = look()
    assert snapshot.imprint == LegalPage(f"{URL}impressum/", answers=False, clicks=1)
    assert isinstance(snapshot.emails, Statements)
    assert snapshot.emails.gap is None


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (html("no", 403), Reason.ACCESS_DENIED),
        (html("no", 503), Reason.PLATFORM_UNAVAILABLE),
        (html(""), Reason.EMPTY),
        (redirect("/"), Reason.UNREADABLE),
        (redirect("/impressum/"), Reason.REDIRECTS),
    ],
)
def test_an_imprint_in_trouble_leaves_a_gap(
    gateway: Gateway, look: Collect, reply: Reply, reason: Reason
) -> None:
    """What the home page says convicts, and nothing is acquitted."""
    gateway.add(HOST, PlainBlog(host=HOST, pages={"/impressum/": reply}))
    snapshot = look()
    assert isinstance(snapshot.imprint, Unavailable)
    assert snapshot.imprint.reason is reason
    for part in (snapshot.phones, snapshot.emails, snapshot.addresses, snapshot.links, snapshot.texts):
        assert isinstance(part, Statements)
        assert part.gap == snapshot.imprint


def test_one_page_for_both_is_fetched_once(gateway: Gateway, look: Collect) -> None:
    """Impressum and Datenschutz on one page is common."""
    legal = '<a href="/impressum/">Impressum</a> <a href="/impressum/#datenschutz">Datenschutz</a>'
    gateway.add(HOST, PlainBlog(host=HOST, legal=legal))
    snapshot = look()
    assert isinstance(snapshot.privacy, LegalPage)
    assert snapshot.privacy.answers
    assert paths(gateway).count("/impressum/") == 1


def test_an_imprint_on_the_home_page_itself(gateway: Gateway, look: Collect) -> None:
    """A one-page site jumps to it; where the target is missing only a script knows."""
    page = '<h1>x</h1><a href="#impressum">Impressum</a><section id="{0}">Tel. 089 23456780</section>'
    gateway.add(HOST, PlainBlog(host=HOST, pages={"/": html(page.format("impressum"))}))
    assert look(posts="none").imprint == LegalPage(f"{URL}#impressum", answers=True, clicks=1)
    gateway.add(HOST, PlainBlog(host=HOST, pages={"/": html(page.format("anderes"))}))
    assert isinstance(look(posts="none").imprint, Unavailable)


def test_a_site_that_scripts_draw_is_not_convicted(gateway: Gateway, look: Collect) -> None:
    """Its HTML shows neither imprint nor phone, which says nothing."""
    page = '<html><body><div id="app"></div><script src="/app.js"></script></body></html>'
    gateway.add(HOST, PlainBlog(host=HOST, pages={"/": html(page)}))
    snapshot = look()
    for part in (snapshot.imprint, snapshot.privacy, snapshot.phones, snapshot.texts):
        assert isinstance(part, Unavailable)
        assert part.reason is Reason.UNREADABLE
    assert isinstance(snapshot.posts, Posts | Unavailable)


def test_a_page_that_sends_visitors_on_is_followed(gateway: Gateway, look: Collect) -> None:
    """Many sites have an empty page before that of a language."""
    onward = html('<html><head><meta http-equiv="refresh" content="0; url=/de/"></head></html>')
    real = html('<h1>Bäckerei</h1><p>Brot</p><a href="/impressum/">Impressum</a>')
    gateway.add(HOST, PlainBlog(host=HOST, pages={"/": onward, "/de/": real}))
    snapshot = look(posts="none")
    assert snapshot.site == Site(URL, f"{URL}de/")
    assert snapshot.imprint == LegalPage(f"{URL}impressum/", answers=True, clicks=1)


def test_what_the_pages_say(gateway: Gateway, look: Collect) -> None:
    """Numbers, addresses, profiles and dated passages of home page and imprint, each with its page."""
    owner = Owner(passages=("Unsere Aktion gilt bis 31. Oktober 2025.",))
    gateway.add(HOST, PlainBlog(host=HOST, owner=owner, posts=posts()))
    snapshot = look()
    said = {
        name: [(one.value, one.url.removeprefix(URL)) for one in getattr(snapshot, name).items]
        for name in ("phones", "emails", "addresses", "links", "texts")
    }
    assert said == {
        "phones": [("089 23456780", ""), ("089 23456780", "impressum/")],
        "emails": [("hallo@baeckerei-sommer.example", "impressum/")],
        "addresses": [("Marktplatz 1, 80331 München", "impressum/")],
        "links": [(owner.profiles[0], ""), (owner.profiles[0], "impressum/")],
        "texts": [
            ("Unsere Aktion gilt bis 31. Oktober 2025.", ""),
            ("© 2012–2026 Bäckerei Sommer", ""),
            ("© 2012–2026 Bäckerei Sommer", "impressum/"),
        ],
    }


# --- sites in trouble -----------------------------------------------------------------------------


@pytest.mark.parametrize("lost", ["not_found", "gone", "unknown_host"])
def test_a_home_page_that_is_gone_is_lost(gateway: Gateway, look: Collect, lost: str) -> None:
    """404, 410 and an unknown host are seen; every other part says why it was not."""
    gateway.add(HOST, TROUBLES[lost])
    snapshot = look()
    assert isinstance(snapshot.site, Site)
    assert snapshot.site.lost == lost
    reasons = {getattr(snapshot, part).reason for part in BEHIND - {"site"}}
    assert reasons == {Reason.UNKNOWN_HOST if lost == "unknown_host" else Reason.NOT_FOUND}


@pytest.mark.parametrize(
    ("trouble", "reason", "what"),
    [
        ("forbidden", Reason.ACCESS_DENIED, "refused"),
        ("server_error", Reason.PLATFORM_UNAVAILABLE, "error"),
        ("refused", Reason.PLATFORM_UNAVAILABLE, "lost"),
        ("dropped", Reason.PLATFORM_UNAVAILABLE, "lost"),
        ("timeout", Reason.TOO_SLOW, "slow"),
        ("hanging", Reason.TOO_SLOW, "slow"),
        ("slow_drip", Reason.TOO_SLOW, "slow"),
        ("redirect_loop", Reason.REDIRECTS, "other"),
        ("wrong_type", Reason.UNREADABLE, "other"),
        ("garbage", Reason.UNREADABLE, "other"),
        ("empty", Reason.EMPTY, "other"),
        ("truncated", Reason.UNREADABLE, "other"),
        ("huge", Reason.TOO_LARGE, "other"),
        ("bomb", Reason.TOO_LARGE, "other"),
        ("challenge", Reason.CHALLENGE, "refused"),
    ],
)
def test_a_site_in_trouble_is_unavailable_with_its_reason(
    gateway: Gateway, look: Collect, trouble: str, reason: Reason, what: str
) -> None:
    """No part is seen, none is silently empty, nothing is raised, and the try is remembered as what it met."""
    gateway.add(HOST, TROUBLES[trouble])
    snapshot = look(deadline=patience(reason))
    seen = {part: getattr(snapshot, part) for part in BEHIND - {"certificate"}}
    assert {name: part.reason for name, part in seen.items()} == dict.fromkeys(seen, reason)
    assert isinstance(snapshot.reach, Reach)
    assert [one.what for one in snapshot.reach.tries] == [what]


def test_a_parked_domain_is_a_lost_one(gateway: Gateway, look: Collect) -> None:
    """Somebody else's page is told as such, and nothing is called missing on it."""
    gateway.add(HOST, TROUBLES["parked"])
    snapshot = look()
    assert isinstance(snapshot.site, Site)
    assert snapshot.site.lost == "parked"
    parts = BEHIND - {"certificate", "site"}
    assert {getattr(snapshot, part).reason for part in parts} == {Reason.PARKED}


def test_an_invalid_certificate_is_a_finding_of_its_own(gateway: Gateway, look: Collect) -> None:
    """The certificate is seen with its problem, everything behind it is not."""
    gateway.add(HOST, TROUBLES["expired_certificate"])
    snapshot = look()
    assert snapshot.certificate == Certificate(HOST, None, None, problem="expired")
    reasons = {getattr(snapshot, part).reason for part in BEHIND - {"certificate"}}
    assert reasons == {Reason.CERTIFICATE}


def test_a_registered_feed_is_read_though_the_home_page_fails(gateway: Gateway, look: Collect) -> None:
    """One part's trouble is not another's."""
    feed = xml(PlainBlog(host=HOST, posts=posts()).atom())
    gateway.add(HOST, PlainBlog(host=HOST, pages={"/": html("no", 500), "/feed.xml": feed}))
    snapshot = look(feed=f"{URL}feed.xml")
    assert isinstance(snapshot.posts, Posts)
    assert isinstance(snapshot.site, Unavailable)
    assert isinstance(look().posts, Unavailable)


def test_a_website_in_trouble_has_no_missing_posts(gateway: Gateway, look: Collect) -> None:
    """With `posts = "none"` posts and feed do not apply, also on a bad day."""
    gateway.add(HOST, TROUBLES["server_error"])
    snapshot = look(posts="none")
    assert (snapshot.posts, snapshot.feed) == (NotOffered(), NotOffered())


def test_the_table_offers_parts_that_exist() -> None:
    """Checks are matched to platforms by these names."""
    assert PLATFORM_ROWS["blog"].parts <= set(PARTS)


# --- what is not what it seems --------------------------------------------------------------------


LOGIN = html('<title>x</title><form><input type="password"></form>' + "<p>Bitte melden Sie sich an.</p>" * 5)


@pytest.mark.parametrize(
    ("path", "reply"),
    [
        ("/impressum/", html("<title>Seite nicht gefunden</title><h1>Hoppla</h1>" + "<p>Brot</p>" * 30)),
        ("/impressum/", html("<title>Brot</title><main></main>")),
        ("/impressum/", LOGIN),
        ("/impressum/", redirect("https://elsewhere.example/", 302)),
        ("/impressum/", redirect("https://elsewhere.example/brot", 302)),
        ("/datenschutz/", html("<title>x</title><h1>404</h1>" + "<p>Brot</p>" * 30)),
    ],
    ids=["says missing", "empty", "login", "foreign home page", "foreign page", "privacy"],
)
def test_a_legal_page_that_shows_something_else_acquits_nobody(
    gateway: Gateway, look: Collect, path: str, reply: Reply
) -> None:
    """Status 200 alone is no legal notice: what stands there says that it is none, or nothing at all."""
    gateway.add(HOST, PlainBlog(host=HOST, posts=posts(), pages={path: reply}))
    gateway.add("elsewhere.example", lambda _: html("<title>Brot</title>" + "<p>Ganz andere Sachen.</p>" * 9))
    snapshot = look()
    part = snapshot.imprint if path == "/impressum/" else snapshot.privacy
    assert isinstance(part, Unavailable)
    if path == "/impressum/":
        assert isinstance(snapshot.phones, Statements)
        assert snapshot.phones.gap is not None


def test_an_imprint_of_the_group_on_its_own_site_is_one(gateway: Gateway, look: Collect) -> None:
    """Its address, title or heading says what it is."""
    there = redirect("https://group.example/impressum", 302)
    gateway.add(HOST, PlainBlog(host=HOST, posts=posts(), pages={"/impressum/": there}))
    gateway.add(
        "group.example", lambda _: html("<h1>Impressum</h1>" + "<p>Gruppe GmbH, Marktplatz 1</p>" * 3)
    )
    assert look().imprint == LegalPage("https://group.example/impressum", answers=True, clicks=1)


def home_that_names(feed: str) -> Reply:
    """Return a home page that names a feed."""
    link = f'<link rel="alternate" type="application/atom+xml" href="{feed}">'
    return html(f"<html><head><title>Brot</title>{link}</head><body><h1>Brot</h1></body></html>")


def test_a_feed_of_somebody_else_is_not_the_blog(gateway: Gateway, look: Collect) -> None:
    """News of a trade paper that the home page links to say nothing of the company's own posts."""
    paper = "paper.example"
    pages = {"/": home_that_names(f"https://{paper}/feed.xml")}
    gateway.add(HOST, PlainBlog(host=HOST, feed_path=None, pages=pages))
    gateway.add(paper, PlainBlog(host=paper, posts=posts()))
    snapshot = look()
    assert isinstance(snapshot.posts, Unavailable)
    assert isinstance(snapshot.feed, Feed)
    assert snapshot.feed.problem == "none_found"


def test_a_feed_at_a_service_that_lists_our_posts_is_ours(gateway: Gateway, look: Collect) -> None:
    """Where the posts stand decides, not where the list of them lies."""
    gateway.add(HOST, PlainBlog(host=HOST, pages={"/": home_that_names("https://feeds.example/brot")}))
    atom = PlainBlog(host=HOST, posts=posts()).atom()
    gateway.add("feeds.example", lambda _: xml(atom, "application/atom+xml"))
    assert isinstance(look().posts, Posts)


def test_a_feed_of_comments_proves_no_post(gateway: Gateway, look: Collect) -> None:
    """A customer's comment of yesterday is no sign of life of the company."""
    site = WordPressSite(host=HOST, posts=posts(), comments=comments(3))
    gateway.add(HOST, site)
    snapshot = look(feed=f"{URL}comments/feed/")
    assert isinstance(snapshot.posts, Unavailable)
    assert isinstance(snapshot.feed, Feed)
    assert snapshot.feed.problem == "not_a_feed"


class Contradicting(WordPressSite):
    """A site whose interface shows no comment while its feed counts some."""

    def feed(self) -> str:
        """Count two comments under every post."""
        count = '<slash:comments xmlns:slash="http://purl.org/rss/1.0/modules/slash/">2</slash:comments>'
        return super().feed().replace("</item>", f"{count}</item>")

    def __call__(self, request: Request) -> Reply:
        """Answer the interface with an empty list."""
        silent = json_reply([]).with_headers(("X-WP-Total", "0"), ("X-WP-TotalPages", "0"))
        return silent if request.path.startswith("/wp-json") else super().__call__(request)


def test_an_interface_that_shows_none_of_the_counted_comments_is_not_believed(
    gateway: Gateway, look: Collect
) -> None:
    """The comment feed decides; where there is none either, the contradiction is a gap."""
    gateway.add(HOST, Contradicting(host=HOST, posts=posts(), comments=comments(2)))
    found = look().comments
    assert isinstance(found, Conversation)
    assert (found.source, len(found.items)) == ("feed", 2)
    gateway.add(HOST, Contradicting(host=HOST, posts=posts(), comment_feed=False))
    found = look().comments
    assert isinstance(found, Conversation)
    assert found.gap is not None
    gateway.add(HOST, Contradicting(host=HOST, posts=posts()))
    found = look().comments
    assert isinstance(found, Conversation)
    assert (found.items, found.gap) == ((), None)


def test_comments_in_the_page_of_a_post_are_not_overlooked(gateway: Gateway, look: Collect) -> None:
    """No interface and no feed shows them, so nobody can say that nobody waits."""
    own = '<ol class="comment-list"><li>Wann habt ihr offen?</li></ol><form class="comment-form"></form>'
    gateway.add(HOST, PlainBlog(host=HOST, posts=posts(), post_extra=own))
    assert look().comments == Unavailable(Reason.CLOSED, f"The page's own comments; {KEY}.")


def test_comments_below_the_newest_posts_are_read(gateway: Gateway, look: Collect) -> None:
    """Where no interface shows them, with who wrote them, when, and which word of ours answers whom."""
    below = PAGES["wordpress-html5"]
    gateway.add(HOST, PlainBlog(host=HOST, posts=posts(1), post_extra=below))
    found = look().comments
    assert isinstance(found, Conversation)
    assert (found.source, found.gap) == ("page", None)
    assert [(one.id, one.author, one.ours, one.reply_to) for one in found.items] == [
        ("blog-blog-12", "Alma Brandt", True, "blog-blog-11"),
        ("blog-blog-11", "Timo Krug", False, None),
    ]


def test_an_interface_that_shows_nothing_is_contradicted_by_the_page(gateway: Gateway, look: Collect) -> None:
    """A plugin may hide comments there: what the page shows counts, and more may be hidden elsewhere."""
    below = PAGES["wordpress-blocks"]
    gateway.add(HOST, WordPressSite(host=HOST, posts=posts(), post_extra=below))
    found = look().comments
    assert isinstance(found, Conversation)
    assert [one.author for one in found.items] == ["Timo Krug"]
    assert found.gap is not None


def test_comments_that_somebody_reads_elsewhere_are_left_out(gateway: Gateway, look: Collect) -> None:
    """With the key nothing is asked, and nothing is unknown."""
    gateway.add(HOST, WordPressSite(host=HOST, posts=posts(), post_extra=SERVICE))
    snapshot = look(comments="elsewhere")
    assert isinstance(snapshot.comments, NotOffered)
    assert not [path for path in paths(gateway) if "comments" in path or path == "/beitrag-1/"]


def test_reviews_of_a_shop(gateway: Gateway, look: Collect) -> None:
    """WordPress hides them, the shop's own interface shows them; a comment of ours below one answers it."""
    row = {"date_created_gmt": "2026-10-20T08:00:00", "product_id": 5, "reviewer": "Jonas Weil", "rating": 1}
    rows = [
        row | {"id": 77, "review": "<p>Er wackelt.</p>"},
        row | {"id": 78, "review": "<p>Nie wieder.</p>"},
    ]
    talk = (
        SimulatedComment(
            number=2, post=5, at=NOW - timedelta(days=2), text="Wir melden uns.", author=3, parent=77
        ),
    )
    site = WordPressSite(host=HOST, posts=posts(), comments=talk)
    site.pages.update(
        {
            "/": html('<link rel="stylesheet" href="/wp-content/plugins/woocommerce/a.css"><h1>Laden</h1>'),
            "/wp-json/wc/store/v1/products/reviews": json_reply(rows),
        }
    )
    gateway.add(HOST, site)
    found = look(responders=(3,)).comments
    assert isinstance(found, Conversation)
    assert [(one.item.id, one.item.kind) for one in waiting(found, frozenset()).items] == [
        ("blog-blog-78", "review")
    ]


# --- where links lead -----------------------------------------------------------------------------


def articles(*links: str, host: str = HOST) -> str:
    """Return a feed of one article an address, the newest first."""
    items = "".join(
        f"<item><title>Beitrag {n}</title><link>https://{host}/beitrag-{n}/</link>"
        f"<pubDate>{rfc822(NOW - timedelta(days=n))}</pubDate>"
        f'<description>&lt;p&gt;&lt;a href="{url}"&gt;hier&lt;/a&gt;&lt;/p&gt;</description></item>'
        for n, url in enumerate(links, start=1)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'


def linking(*links: str, profiles: tuple[str, ...] = ()) -> PlainBlog:
    """Return a blog whose articles and home page link there."""
    owner = Owner(profiles=profiles)
    return PlainBlog(host=HOST, owner=owner, posts=posts(1), pages={"/feed.xml": xml(articles(*links))})


def led(snapshot: Snapshot) -> dict[str, str]:
    """Return where links led, by address."""
    assert isinstance(snapshot.destinations, Destinations)
    return {one.url: one.state for one in snapshot.destinations.items}


@pytest.mark.parametrize(
    ("trouble", "state"),
    [
        ("not_found", "dead"),
        ("gone", "dead"),
        ("unknown_host", "dead"),
        ("forbidden", "refused"),
        ("expired_certificate", "refused"),
        ("server_error", "trouble"),
        ("refused", "trouble"),
        ("timeout", "trouble"),
        ("redirect_loop", "trouble"),
        ("huge", "alive"),
        ("wrong_type", "alive"),
        ("empty", "alive"),
    ],
)
def test_only_what_is_certainly_not_there_is_a_dead_link(
    gateway: Gateway, look: Collect, trouble: str, state: str
) -> None:
    """404, 410 and an unknown host prove it; a refusal or a trouble proves nothing."""
    gateway.add(HOST, linking("https://lieferant.example/mehl"))
    gateway.add("lieferant.example", TROUBLES[trouble])
    assert led(look()) == {"https://lieferant.example/mehl": state}


def test_a_link_is_asked_for_once_and_its_body_is_not_read(gateway: Gateway, look: Collect) -> None:
    """A GET, since many sites answer HEAD wrongly; a redirect is followed, nothing is tried again."""
    gateway.add(HOST, linking("https://alt.example/a#oben"))
    gateway.add("alt.example", lambda _: redirect("https://neu.example/b"))
    gateway.add("neu.example", TROUBLES["server_error"])
    assert led(look()) == {"https://alt.example/a": "trouble"}
    asked = [request for request in gateway.requests if request.host != HOST]
    assert [(one.method, one.url) for one in asked] == [
        ("GET", "https://alt.example/a"),
        ("GET", "https://neu.example/b"),
    ]


def test_a_look_asks_for_three_links_and_later_looks_for_the_others(gateway: Gateway, look: Collect) -> None:
    """Ten links are known after four weeks, and no look costs more than three."""
    urls = [f"https://lieferant{n}.example/" for n in range(1, 6)]
    gateway.add(HOST, linking(*urls))
    for url in urls:
        gateway.add(url.split("/")[2], PlainBlog(host=url.split("/")[2]))
    first = look()
    assert list(led(first)) == urls[:3]
    assert isinstance(first.destinations, Destinations)
    assert first.destinations.links == 5
    gateway.forget()
    second = look(memory=first.memory)
    assert list(led(second)) == urls
    others = {request.host for request in gateway.requests} - {HOST}
    assert others >= {"lieferant4.example", "lieferant5.example"}
    assert len(others) == 3


def test_links_of_the_sixth_article_and_to_walled_networks_are_not_looked_at(
    gateway: Gateway, look: Collect
) -> None:
    """Five articles, the profiles of the home page first; networks that show programs a log-in say nothing."""
    urls = ["https://www.instagram.com/sommer", *[f"https://l{n}.example/" for n in range(2, 7)]]
    blog = linking(*urls, profiles=("https://www.youtube.com/@sommer", "https://www.facebook.com/sommer"))
    gateway.add(HOST, blog)
    seen = look().destinations
    assert isinstance(seen, Destinations)
    assert seen.links == 5
    assert [one.url for one in seen.items] == [
        "https://www.youtube.com/@sommer",
        "https://l2.example/",
        "https://l3.example/",
    ]
    assert not {"www.instagram.com", "www.facebook.com"} & {request.host for request in gateway.requests}


def test_links_stay_known_while_the_feed_cannot_be_read(gateway: Gateway, look: Collect) -> None:
    """What was dead last week is neither resolved nor judged, because nobody knows whether the link is still there."""
    gateway.add(HOST, linking("https://weg.example/"))
    first = look()
    blog = linking("https://weg.example/")
    blog.pages["/feed.xml"] = html("<h1>Error</h1>", 500)
    gateway.add(HOST, blog)
    broken = look(memory=first.memory)
    assert isinstance(broken.destinations, Destinations)
    assert broken.destinations.items == ()
    assert broken.destinations.gap is not None
    assert broken.memory == first.memory


def test_a_link_that_was_taken_out_is_forgotten(gateway: Gateway, look: Collect) -> None:
    """Then nothing is dead any more."""
    gateway.add(HOST, linking("https://weg.example/"))
    first = look()
    assert led(first) == {"https://weg.example/": "dead"}
    gateway.add(HOST, linking("https://da.example/"))
    gateway.add("da.example", PlainBlog(host="da.example"))
    assert led(look(memory=first.memory)) == {"https://da.example/": "alive"}
