"""Which of the feeds that a site names are the company's own posts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from account_health.connectors.blog.feed_choice import Candidate, Reader, own_posts
from account_health.connectors.feeds import FeedEntry, NamedFeed, ReadFeed

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
SITE = "https://www.linden-werkstatt.example"
READER = Reader(("Linden Werkstatt", "Linden Werkstatt GmbH"), frozenset({"linden-werkstatt"}), "de", NOW)


def entry(path: str, age: float, title: str = "Ein Tisch") -> FeedEntry:
    """Return an entry of so many days ago, a negative age lies ahead."""
    url = path if path.startswith("https:") else f"{SITE}{path}"
    return FeedEntry(url, url, title, "", "", NOW - timedelta(days=age), None)


def feed(path: str, *entries: FeedEntry, title: str = "", named: str = "", language: str = "") -> Candidate:
    """Return a feed at a path of the site, with its own title and the one that the page gives it."""
    url = path if path.startswith("https:") else f"{SITE}{path}"
    read = ReadFeed("rss", title, entries, home=f"{SITE}/")
    return Candidate(NamedFeed(url, named, language), url, read)


def chosen(*candidates: Candidate, reader: Reader = READER) -> str | None:
    """Return the path of the feed that counts."""
    choice = own_posts(candidates, reader)
    return choice.candidate.url.removeprefix(SITE) if choice else None


def younger(*candidates: Candidate) -> float | None:
    """Return how many days ago something may have appeared that does not count."""
    choice = own_posts(candidates, READER)
    return (NOW - choice.younger.at).days if choice and choice.younger else None


BLOG = feed("/feed.xml", entry("/blog/umzug", 900), title="Linden Werkstatt")


@pytest.mark.parametrize(
    "other",
    [
        feed("/jobs.xml", entry("/jobs/1", 2), named="Linden Werkstatt - Offene Stellen und Jobs"),
        feed("/a.xml", entry("/a/1", 2), title="Termine"),
        feed("/events/feed/", entry("/events/1", 2)),
        feed("/collections/all.atom", entry("/products/1", 2), title="Linden Werkstatt"),
        feed("/board/app.php/feed", entry("/f/1", 2), title="Linden Werkstatt"),
        feed("/feed2.xml", entry("/viewtopic.php?p=12#p12", 2), entry("/viewtopic.php?p=11#p11", 3)),
        feed("/feed2.xml", entry("/threads/oel-fuer-den-tisch.12/", 2)),
        feed("/g.xml", entry("/g/1", 2), named="Gästebuch"),
        feed("/stimmen.rss", entry("/b/1", 2), title="Kundenbewertungen Linden Werkstatt"),
        feed("/b.xml", entry("/b/1", 2, "Tischlerin (m/w/d)"), entry("/b/2", 3, "Azubi (w/m/d)")),
        feed("/c.xml", entry("/c/1", -20), entry("/c/2", -3), entry("/c/3", 2), title="Was läuft"),
        feed("https://zeitung.example/feed", entry("https://zeitung.example/1", 1)),
        feed("/zunft.xml", entry("https://zunft.example/1", 1), entry("https://kammer.example/2", 2)),
        feed("/p.xml", entry("/p/1", 2), title="Projekte"),
    ],
)
def test_feeds_of_something_else_do_not_count_however_lively(other: Candidate) -> None:
    """Events, jobs, products, a paper's news; by title, by address, by what they list."""
    if other.url.startswith("https://zeitung"):
        other = Candidate(
            other.named,
            other.url,
            ReadFeed("rss", "Zeitung", other.read.entries, home="https://zeitung.example/"),
        )
    assert chosen(other, BLOG) == "/feed.xml"
    assert younger(other, BLOG) is None
    assert chosen(other) is None


def test_a_company_may_be_called_what_other_feeds_are_called() -> None:
    """Its name is taken off before the words are looked for."""
    shop = feed("/feed/", entry("/tee", 3), title="Shop am Markt » Blog")
    assert chosen(shop, reader=Reader(("Shop am Markt",), READER.brands, "de", NOW)) == "/feed/"


@pytest.mark.parametrize(
    "title",
    [
        "Produktnews & Blog",
        "Neues von Veranstaltungen und mehr: News",
        "Shop-Blog",
        "Community News",
        "Blog & Forum",
    ],
)
def test_news_of_something_are_news(title: str) -> None:
    """Whoever writes about products and events writes."""
    assert chosen(feed("/feed.xml", entry("/blog/1", 3), title=title)) == "/feed.xml"


def test_the_feed_without_the_name_of_a_part_is_the_company_s() -> None:
    """The press page rests since years, the blog does not."""
    press = feed("/presse.xml", entry("/presse/1", 900), named="Presse")
    lively = feed("/feed.xml", entry("/blog/tisch", 4), named="Linden Werkstatt » Feed")
    assert chosen(press, lively) == "/feed.xml"
    assert younger(press, lively) is None


def test_a_lively_part_makes_the_silence_of_the_whole_uncertain() -> None:
    """Nobody can tell whether the press page is where the company writes now."""
    press = feed("/presse.xml", entry("/presse/1", 4), named="Presse")
    assert chosen(press, BLOG) == "/feed.xml"
    assert younger(press, BLOG) == 4


def test_of_two_feeds_that_nothing_tells_apart_the_stalest_counts() -> None:
    """And the other one may be the blog."""
    assert chosen(BLOG, feed("/zwei.xml", entry("/zwei/1", 4))) == "/feed.xml"
    assert younger(BLOG, feed("/zwei.xml", entry("/zwei/1", 4))) == 4


def test_rss_and_atom_of_one_blog_are_one_list() -> None:
    """What one of them lacks the other has, and the second is not asked for again."""
    short = feed("/rss.xml", entry("/blog/1", 10))
    long = feed("/atom.xml", entry("/blog/1", 10), entry("/blog/2", 3))
    choice = own_posts((short, long), READER)
    assert choice is not None
    assert (choice.candidate.url, choice.younger) == (f"{SITE}/rss.xml", None)
    assert {each.url for each in choice.candidate.read.entries} == {f"{SITE}/blog/1", f"{SITE}/blog/2"}
    assert choice.others == {f"{SITE}/atom.xml"}


def test_the_page_s_language_counts() -> None:
    """The English blog is lively, the German page's is dead; where none speaks the page's language all of them count."""
    english = feed("/en/feed/", entry("/en/blog/1", 2), language="en")
    assert chosen(english, BLOG) == "/feed.xml"
    assert younger(english, BLOG) is None
    assert chosen(english) == "/en/feed/"


def test_a_blog_at_a_host_that_lends_names_is_ours_under_our_name() -> None:
    """linden-werkstatt at a blog host is the workshop, another name there is not."""
    ours = "https://linden-werkstatt.blogspot.com/feeds/posts/default"
    theirs = "https://eichenhof.blogspot.com/feeds/posts/default"
    for url, expected in ((ours, ours), (theirs, None)):
        read = ReadFeed("rss", "Blog", (entry(url.replace("feeds", "2026"), 3),), home=url)
        assert chosen(Candidate(NamedFeed(url), url, read)) == expected


@pytest.mark.parametrize(
    "entries",
    [
        (),
        (entry("/hallo-welt/", 1600, "Hallo Welt!"),),
        (entry("/2022/hello-world/", 1600, "Hello world!"),),
        (entry("/bonjour/", 2, "Bonjour tout le monde !"),),
        (
            entry("/arbeiten/kueche/", 800, "Küche"),
            entry("/kontakt/", 900, "Kontakt"),
            entry("/arbeiten/", 900, "Arbeiten"),
        ),
        (entry("/ueber-uns/", 3, "Über uns"), entry("/impressum/", 3, "Impressum")),
    ],
)
def test_an_empty_feed_a_maker_s_sample_and_a_feed_of_every_page_are_no_blog(
    entries: tuple[FeedEntry, ...],
) -> None:
    """Nobody has written anything there."""
    assert chosen(feed("/feed/", *entries)) is None


def test_posts_among_pages_count() -> None:
    """A generator's feed of everything holds the blog, too: what lies below a section."""
    every = feed("/index.xml", entry("/kontakt/", 1), entry("/blog/tisch/", 30), entry("/ueber-uns/", 2))
    choice = own_posts((every,), READER)
    assert choice is not None
    assert [each.url for each in choice.candidate.read.entries] == [f"{SITE}/blog/tisch/"]


def test_a_greeting_among_posts_is_a_post() -> None:
    """Whoever kept WordPress's first post and wrote more has a blog."""
    assert chosen(feed("/feed/", entry("/hallo-welt/", 1600, "Hallo Welt!"), entry("/tisch/", 4))) == "/feed/"


def test_who_comments_on_pages_of_others_writes() -> None:
    """Its entries lead elsewhere, their ids are the blog's own."""
    elsewhere = [replace(entry(f"https://zeitung.example/{n}", n), id=f"{SITE}/blog/{n}") for n in (1, 2)]
    assert chosen(feed("/feed.xml", *elsewhere)) == "/feed.xml"


def test_job_offers_among_the_posts_are_taken_out_and_leave_a_doubt() -> None:
    """What else stands there is old; whether the offers are what the company writes now nobody can tell."""
    mixed = feed(
        "/feed/", entry("/a", 2, "Azubi (m/w/d)"), entry("/b", 3, "Tischler (m/w/d)"), entry("/c", 900)
    )
    choice = own_posts((mixed,), READER)
    assert choice is not None
    assert [one.url for one in choice.candidate.read.entries] == [f"{SITE}/c"]
    assert younger(mixed) == 2


def test_a_feed_of_every_page_keeps_its_posts() -> None:
    """Hugo lists the legal notice beside what lies below /posts/; Joomla puts a number before each name."""
    pages = feed("/index.xml", entry("/impressum/", 1), entry("/posts/tisch/", 40), entry("/leistungen/", 2))
    choice = own_posts((pages,), READER)
    assert choice is not None
    assert [one.url for one in choice.candidate.read.entries] == [f"{SITE}/posts/tisch/"]
    assert (
        chosen(feed("/rss", entry("/index.php/9-willkommen", 900), entry("/index.php/11-anfahrt", 900)))
        is None
    )


def test_samples_are_known_by_how_they_speak_of_their_maker() -> None:
    """Their titles are in any language; one post of one's own is no sample."""
    sample = replace(
        entry("/post/1", 900, "Gestalten Sie einen Blog"), text="Mit dem Wix-Blog teilen Sie mehr."
    )
    assert chosen(feed("/blog-feed.xml", sample)) is None
    assert chosen(feed("/blog-feed.xml", sample, entry("/post/2", 4))) == "/blog-feed.xml"
