"""Cases of activity: last posts, rhythm, silence, dormancy, feeds and dates."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from account_health.model import Feed, Identity, Posts, Reason, Severity, Unavailable, Upkeep
from account_health.model.company import Pause
from tests.builders import URL, days_ago, post, posts, statements
from tests.judgement.case import Table, limits

DOWN = Unavailable(Reason.PLATFORM_UNAVAILABLE, "HTTP 503")
CUT = Unavailable(Reason.CUT_OFF, "25 newest posts")
WEEKLY, MONTHLY, NONE, RESTS = (
    {"posts": "weekly"},
    {"posts": "monthly"},
    {"posts": "none"},
    {"state": "dormant"},
)
BLOG = {"platform": "blog", "posts": "monthly"}
GOOGLE = {"platform": "google_business_profile", "posts": "monthly"}
YOUNG, GROWN = Identity(id="7", created_at=days_ago(29)), Identity(id="7", created_at=days_ago(30))
HOLIDAYS = {"pauses": (Pause(first=date(2026, 11, 1), last=date(2026, 11, 10)),)}
AHEAD = {"pauses": (Pause(first=date(2026, 11, 20), last=date(2026, 12, 31)),)}
LASTMOD: dict[str, Any] = {"dated_by": "lastmod"}


def alike(count: int, days: float = 3) -> Posts:
    """Return posts that all carry the same moment."""
    return Posts(tuple(replace(post(days), id=str(number)) for number in range(count)))


LAST_POST = (
    Table("last-post-age")
    .passes("today", posts=posts(0), figure=0)
    .passes("dated tomorrow", posts=posts(-1), figure=0)
    .passes("weekly, 13 days", posts=posts(13), mine=WEEKLY, figure=13, says="10 November")
    .warns("weekly, 14 days", posts=posts(14), mine=WEEKLY, figure=14)
    .warns("weekly, 29 days", posts=posts(29), mine=WEEKLY)
    .fails("weekly, 30 days", posts=posts(30), mine=WEEKLY, figure=30)
    .passes("biweekly, 20 days", posts=posts(20))
    .warns("biweekly, 21 days", posts=posts(21), says="for three weeks")
    .warns("biweekly, 44 days", posts=posts(44))
    .fails("biweekly, 45 days", posts=posts(45))
    .passes("monthly, 44 days", posts=posts(44), mine=MONTHLY)
    .warns("monthly, 45 days", posts=posts(45), mine=MONTHLY)
    .warns("monthly, 89 days", posts=posts(89), mine=MONTHLY)
    .silent("monthly, 90 days", posts=posts(90), mine=MONTHLY, says="Silent channel")
    .fails("blog, 90 days", posts=posts(90), mine=BLOG)
    .silent("blog, 180 days", posts=posts(180), mine=BLOG)
    .passes("google, 44 days", posts=posts(44), mine=GOOGLE)
    .warns("google, a remark", posts=posts(45), mine=GOOGLE, severity=Severity.LOW)
    .warns("google, no more than that after years", posts=posts(900), mine=GOOGLE, severity=Severity.LOW)
    .warns("google, whatever the rhythm", posts=posts(90), mine={**GOOGLE, "posts": "weekly"})
    .warns("the newest counts", posts=posts(25, 300))
    .silent("posts = none", posts=posts(300), mine=NONE, says="No regular posts")
    .silent("dormant", posts=posts(300), mine=RESTS, says="on purpose")
    .silent("29 days young", posts=posts(29), identity=YOUNG, mine=WEEKLY, says="too new")
    .fails("30 days young", posts=posts(30), identity=GROWN, mine=WEEKLY)
    .warns("no posts at all", posts=posts(), says="Nothing has been posted here yet")
    .warns("no posts at all on Google", posts=posts(), mine=GOOGLE, severity=Severity.LOW)
    .silent("no posts at all, none expected", posts=posts(), mine=NONE)
    .silent("no posts at all, young", posts=posts(), identity=YOUNG)
    .unsure("no posts, and not all seen", posts=posts(gap=DOWN), says="no date")
    .unsure("only refused dates", posts=posts(refused=("1970-01-01",)))
    .unsure("mostly undated", posts=posts(50, undated=2))
    .fails("half undated", posts=posts(50, undated=1))
    .passes("fresh although some were not seen", posts=posts(3, gap=DOWN))
    .unsure(
        "old, and newer ones were not seen", posts=posts(50, gap=DOWN), says="newer one may be among them"
    )
    .fails("old, and only older ones were cut off", posts=posts(50, gap=CUT))
    .passes("fresh, older ones cut off", posts=posts(3, gap=CUT))
    .unsure("a fresh sitemap proves nothing", posts=posts(3, **LASTMOD), says="when pages were changed")
    .fails("an old sitemap proves age", posts=posts(50, **LASTMOD))
    .unsure("five posts of one moment", posts=alike(5), says="All posts have the same date: 20 November")
    .passes("four posts of one moment", posts=alike(4))
    .passes("a pause does not count", posts=posts(30), whole=HOLIDAYS, figure=30)
    .warns("a pause is over", posts=posts(31), whole=HOLIDAYS)
    .passes("a pause that lasts", posts=posts(23), whole=AHEAD)
    .warns("days before a pause count", posts=posts(25), whole=AHEAD)
    .warns("own limits", posts=posts(5), mine=limits("last-post-age", warn_days=5))
    .passes("just below own limits", posts=posts(4), mine=limits("last-post-age", warn_days=5))
    .warns(
        "calendar days of Berlin",
        posts=Posts((replace(post(1), at=datetime(2026, 11, 1, 23, 30, tzinfo=UTC)),)),
        figure=21,
    )
    .warns(
        "calendar days of New York",
        posts=Posts((replace(post(1), at=datetime(2026, 11, 1, 23, 30, tzinfo=UTC)),)),
        whole={"timezone": "America/New_York"},
        figure=22,
    )
)

FREQUENCY = (
    Table("posting-frequency")
    .silent("none ever", posts=posts(), figure=0, says="Last post")
    .passes("one", posts=posts(3), figure=1, says="One post in the last 28 days")
    .passes("27 days ago counts", posts=posts(3, 27), figure=2)
    .passes("28 days ago does not", posts=posts(3, 28), figure=1)
    .passes("a planned one does not", posts=posts(-1, 3), figure=1)
    .passes("a blog has 90 days", posts=posts(3, 89, 90), mine=BLOG, figure=2, says="90 days")
    .passes("own window", posts=posts(3, 9, 10), mine=limits("posting-frequency", window_days=10), figure=2)
    .passes(
        "none in an own window",
        posts=posts(3),
        mine=limits("posting-frequency", window_days=2),
        figure=0,
        says="No post in the last two days",
    )
    .silent("posts = none", posts=posts(3), mine=NONE)
    .silent("dormant", posts=posts(3), mine=RESTS)
    .silent("young", posts=posts(3), identity=YOUNG)
    .unsure("a sitemap", posts=posts(3, **LASTMOD))
    .unsure("mostly undated", posts=posts(3, undated=2))
    .passes("half undated", posts=posts(3, undated=1), figure=1)
    .silent("the last post is too old", posts=posts(30), says="Last post")
    .silent("the channel is silent", posts=posts(100), says="Silent channel")
    .silent("a sitemap that is too old", posts=posts(50, **LASTMOD))
)

DORMANT = (
    Table("dormant-account")
    .passes("in use", posts=posts(3), says="in use")
    .passes("89 days", posts=posts(89))
    .warns("90 days", posts=posts(90), figure=90, says="for three months")
    .warns("179 days", posts=posts(179))
    .fails("180 days", posts=posts(180), figure=180, says="27 May")
    .passes("blog, 179 days", posts=posts(179), mine=BLOG)
    .warns("blog, 180 days", posts=posts(180), mine=BLOG)
    .warns("blog, 364 days", posts=posts(364), mine=BLOG)
    .fails("blog, 365 days", posts=posts(365), mine=BLOG)
    .silent(
        "a listing, 90 days",
        posts=posts(90),
        mine=GOOGLE,
        says="People find a listing whether or not anyone posts",
    )
    .silent("a listing, years", posts=posts(900), mine=GOOGLE)
    .silent("posts = none", posts=posts(400), mine=NONE)
    .silent("declared dormant", posts=posts(400), mine=RESTS)
    .silent("young", posts=posts(400), identity=YOUNG)
    .fails("no longer young", posts=posts(400), identity=GROWN)
    .silent("no posts", posts=posts(), says="Nothing has been posted here yet")
    .unsure("only undated posts", posts=posts(undated=1))
    .unsure("mostly undated", posts=posts(400, undated=2))
    .unsure("newer ones unseen", posts=posts(400, gap=DOWN))
    .fails("only older ones cut off", posts=posts(400, gap=CUT))
    .fails("an old sitemap", posts=posts(400, **LASTMOD))
    .unsure("a fresh sitemap", posts=posts(3, **LASTMOD))
    .unsure("one moment for all", posts=alike(5))
    .warns("one moment for all, long ago", posts=alike(5, 100))
    .passes("ten of 99 days in a pause", posts=posts(99), whole=HOLIDAYS)
    .warns("ten of 100 days in a pause", posts=posts(100), whole=HOLIDAYS, figure=100)
    .fails("own limits", posts=posts(20), mine=limits("dormant-account", warn_days=10, fail_days=20))
)

GAP = (
    Table("posting-gap")
    .passes("steady", posts=posts(3, 20, 40, 60), figure=20, says="steady rhythm")
    .passes("29 days", posts=posts(1, 30), figure=29)
    .warns("30 days", posts=posts(1, 31), figure=30, says="Two posts were four weeks apart")
    .warns("44 days", posts=posts(1, 45), figure=44)
    .fails("45 days", posts=posts(1, 46), mine={"checks": (("posting-gap", "on"),)}, figure=45)
    .warns("90 days ago counts", posts=posts(20, 40, 60, 90), figure=30)
    .passes("91 days ago does not", posts=posts(20, 40, 60, 91), figure=20)
    .passes("one post today", posts=posts(0), figure=0)
    .silent("the last post is late", posts=posts(30), says="Last post")
    .silent("silent for long", posts=posts(100), says="Silent channel")
    .silent("posts = none", posts=posts(3, 80), mine={**NONE, "checks": (("posting-gap", "on"),)})
    .silent("dormant", posts=posts(3, 80), mine={**RESTS, "checks": (("posting-gap", "on"),)})
    .silent("young", posts=posts(3, 80), identity=YOUNG)
    .silent("no posts", posts=posts(), says="Nothing has been posted here yet")
    .unsure("only undated posts", posts=posts(undated=1))
    .unsure("a sitemap", posts=posts(3, 60, **LASTMOD))
    .silent("off by default", posts=posts(1, 60), mine={"checks": ()}, says="switched off")
    .passes("a pause is no silence", posts=posts(1, 36), whole=HOLIDAYS, figure=35)
    .warns(
        "the silence beside a pause",
        posts=posts(1, 41),
        whole=HOLIDAYS,
        says="Two posts were six weeks apart",
    )
    .warns(
        "a pause elsewhere",
        posts=posts(1, 5, 36),
        whole={"pauses": (Pause(first=date(2026, 11, 19), last=date(2026, 11, 21)),)},
        figure=31,
    )
    .warns(
        "own limits",
        posts=posts(1, 12),
        mine={**limits("posting-gap", warn_days=11), "checks": (("posting-gap", "on"),)},
    )
)

NOTICE = (
    Table("dormancy-notice")
    .silent("in use", descriptions=statements("Brot"), says="in use")
    .silent(
        "a listing that rests",
        descriptions=statements("Brot"),
        mine=RESTS | {"platform": "google_business_profile"},
        says="whether or not anyone posts",
    )
    .passes(
        "says it and where to go",
        descriptions=statements("Dieser Kanal ruht. Neu: https://neu.example/"),
        mine=RESTS,
    )
    .passes(
        "with a handle", descriptions=statements("Profil inaktiv, Sie finden uns bei @morgenrot"), mine=RESTS
    )
    .passes(
        "with a bare address",
        descriptions=statements("This page is no longer used: morgenrot.com"),
        mine=RESTS,
    )
    .passes("with www", texts=statements("Wird nicht mehr betreut, siehe www.morgenrot.example"), mine=RESTS)
    .passes(
        "in a text only",
        descriptions=statements("Brot"),
        texts=statements("Stillgelegt, alles auf morgenrot.de"),
        mine=RESTS,
    )
    .passes(
        "by name", descriptions=statements("Hier posten wir nicht mehr. Folgt uns auf Instagram."), mine=RESTS
    )
    .passes(
        "as the English advice says it",
        descriptions=statements("This channel rests, you find us at www.morgenrot.example"),
        mine=RESTS,
    )
    .warns(
        "a shop that moved",
        descriptions=statements("Wir sind umgezogen, nicht mehr wegzudenken: www.morgenrot.example"),
        mine=RESTS,
        says="Nothing in the profile says that this channel is resting",
    )
    .passes("a pause", descriptions=statements("Unser Kanal pausiert, mehr auf der Website."), mine=RESTS)
    .warns(
        "dough that rests",
        descriptions=statements("Unser Teig ruht 48 Stunden. www.morgenrot.example"),
        mine=RESTS,
        says="Nothing in the profile says that this channel is resting",
    )
    .warns(
        "work that rests on something",
        descriptions=statements("Unser Handwerk beruht auf Erfahrung: www.morgenrot.example"),
        mine=RESTS,
        says="Nothing in the profile says that this channel is resting",
    )
    .warns(
        "no longer something else",
        descriptions=statements("No longer just a bakery: morgenrot.com"),
        mine=RESTS,
        says="Nothing in the profile says that this channel is resting",
    )
    .warns(
        "says nothing",
        descriptions=statements("Brot"),
        mine=RESTS,
        says="Nothing in the profile says that this channel is resting",
    )
    .warns(
        "no text at all",
        descriptions=statements(),
        mine=RESTS,
        says="Nothing in the profile says that this channel is resting",
    )
    .warns(
        "says it, and not where to go",
        descriptions=statements("Dieser Kanal ruht."),
        mine=RESTS,
        says="not where to go",
    )
    .warns(
        "an address beside no notice",
        descriptions=statements("Brot", "www.morgenrot.example"),
        mine=RESTS,
        says="Nothing",
    )
    .warns(
        "both, in different texts",
        descriptions=statements("Dieser Kanal ruht.", "www.morgenrot.example"),
        mine=RESTS,
        says="not where",
    )
    .warns("one part offered alone", texts=statements("Brot"), mine=RESTS)
    .warns("old posts change nothing", descriptions=statements("Brot"), posts=posts(400), mine=RESTS)
    .unsure(
        "one part not seen, no notice needed",
        descriptions=statements("Ruht: a.example.de"),
        texts=DOWN,
        mine=RESTS,
    )
)


def titled(title: str, days: float = 3) -> Posts:
    """Return one post with this title."""
    return Posts((replace(post(days), title=title),))


PROMOTION = (
    Table("expired-promotion")
    .passes("nothing promised", posts=posts(3), says="not outdated")
    .warns(
        "an offer that is over",
        posts=titled("Aktion gültig bis 1. November 2026"),
        says="Aktion gültig bis 1. November 2026",
    )
    .warns("over since yesterday", posts=titled("Angebot bis 22.11.2026"))
    .passes("the last day", posts=titled("Angebot bis 23.11.2026"))
    .passes("still to come", posts=titled("Angebot bis 24.11.2026"))
    .warns("a start that is over", posts=titled("Neue Karte ab 20.11.2026"))
    .passes("a start tomorrow", posts=titled("Neue Karte ab 24.11.2026"))
    .passes("a year of foundation", posts=titled("Seit 2019 für Sie da"))
    .passes("an award", posts=titled("Auszeichnung Saison 2024"))
    .passes(
        "only an older post is over",
        posts=Posts((post(3), replace(post(30), title="Sale until 1 November 2026"))),
    )
    .warns("in English", posts=titled("Sale until 1 November 2026"))
    .silent("no posts", posts=posts(), says="Nothing has been posted here yet")
    .unsure("only undated posts", posts=posts(undated=1))
    .silent("the channel is silent", posts=titled("Aktion bis 1. Juli 2026", 150), says="Silent channel")
    .silent("off by default", posts=titled("Aktion bis 1. November 2026"), mine={"checks": ()})
    .warns(
        "no posts expected",
        posts=titled("Aktion bis 1. November 2026"),
        mine={**NONE, "checks": (("expired-promotion", "on"),)},
    )
)

REJECTED = (
    Table("rejected-post")
    .passes("all shown", upkeep=Upkeep(), says="All posts")
    .passes("all shown, comments closed", upkeep=Upkeep(comments_disabled=1.0))
    .silent("not said", upkeep=Upkeep(rejected_posts=None), says="does not say")
    .fails(
        "one",
        upkeep=Upkeep(rejected_posts=(f"{URL}a",)),
        figure=1,
        says="Google does not show one post",
    )
    .fails(
        "two",
        upkeep=Upkeep(rejected_posts=(f"{URL}a", f"{URL}b")),
        figure=2,
        says="Google does not show two posts",
    )
    .fails("without an address", upkeep=Upkeep(rejected_posts=("",)), figure=1)
    .fails("on a dormant channel, too", upkeep=Upkeep(rejected_posts=(f"{URL}a",)), mine=RESTS)
    .fails("with posts = none, too", upkeep=Upkeep(rejected_posts=(f"{URL}a",)), mine=NONE)
)


def feed(**changes: Any) -> Feed:
    """Return a feed."""
    base: dict[str, Any] = {"url": f"{URL}feed/", "found_by": "link", "format": "rss", "entries": 3}
    return Feed(**(base | changes))


FEED = (
    Table("feed-readable")
    .passes("three entries", feed=feed(), figure=3, says="three entries")
    .passes("one entry", feed=feed(entries=1), figure=1, says="one entry")
    .passes("found by guessing", feed=feed(found_by="path"))
    .fails("none found", feed=feed(url=None, found_by="nothing", problem="none_found"), says="no feed")
    .fails("only a sitemap", feed=feed(found_by="sitemap", problem="none_found"))
    .fails("gone", feed=feed(problem="not_found"), says="“https://www.baeckerei-morgenrot.example/feed/”")
    .fails("a page", feed=feed(problem="not_a_feed"), says="“https://www.baeckerei-morgenrot.example/feed/”")
    .fails("empty", feed=feed(problem="no_entries", entries=0), says="is empty")
    .fails("gone, address unknown", feed=feed(url=None, problem="not_found"))
    .passes("named by the blog's own page", feed=feed(found_by="section"))
    .warns(
        "a list instead",
        feed=feed(url=f"{URL}news", found_by="list", problem="none_found"),
        says="dates from its list",
    )
    .fails(
        "a list instead of the feed that was there",
        feed=feed(problem="not_found"),
        says="“https://www.baeckerei-morgenrot.example/feed/”",
    )
    .silent("a website", feed=feed(url=None, found_by="nothing", problem="no_blog"), says="no blog")
)

DATES = (
    Table("plausible-dates")
    .passes("plausible", posts=posts(3, 20), says="plausible")
    .passes("four alike", posts=alike(4))
    .warns("five alike", posts=alike(5), says="same date: 20 November")
    .passes("five, one of them another moment", posts=Posts((*alike(4).items, post(5))))
    .passes("changes of a sitemap may be alike", posts=replace(alike(5), dated_by="lastmod"))
    .warns("own limit", posts=alike(2), mine={**BLOG, **limits("plausible-dates", alike=2)})
    .warns(
        "one refused",
        posts=posts(3, refused=("2099-01-01",)),
        says="One post has a date that cannot be right: “2099-01-01”",
    )
    .warns(
        "two refused",
        posts=posts(3, refused=("1970-01-01", "2099-01-01")),
        says="that cannot be right, one of them: “1970-01-01”",
    )
    .warns("only refused ones", posts=posts(refused=("1970-01-01",)))
    .warns("one undated", posts=posts(3, undated=1), says="One post has no date that we can read")
    .warns("two undated", posts=posts(3, undated=2), says="Two posts have no date that we can read")
    .warns(
        "refused before undated", posts=posts(3, undated=2, refused=("1970-01-01",)), says="cannot be right"
    )
    .unsure("all undated", posts=posts(undated=3))
    .silent("no posts", posts=posts(), says="Nothing has been posted here yet")
    .unsure("only undated posts", posts=posts(undated=1))
    .silent(
        "the feed cannot be read", posts=posts(3, undated=1), feed=feed(problem="none_found"), says="Feed"
    )
)

TABLES = (LAST_POST, FREQUENCY, DORMANT, GAP, NOTICE, PROMOTION, REJECTED, FEED, DATES)
