"""Three small companies that are kept well, as they really are: nothing perfect, nothing that deserves alarm."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from account_health.model import (
    Access,
    Badge,
    Categories,
    Certificate,
    Conversation,
    Destinations,
    Identity,
    Inbox,
    Item,
    LegalPage,
    ListingStatus,
    NotOffered,
    Opening,
    Pictures,
    Post,
    Posts,
    Presence,
    Rating,
    Site,
    Snapshot,
    Statement,
    Statements,
    Upkeep,
    WeekHours,
)
from account_health.model.company import Account, Company, Facts, Person, ReportSettings

DECEMBER = datetime(2026, 12, 7, 7, tzinfo=UTC)
"""Monday, 7 December 2026, 8:00 in Berlin: the month's first report."""
HOURS = "Mo-Fr 6:30-18:00\nSa 6:30-13:00\nSo geschlossen"
WEEK = (((390, 1080),),) * 5 + (((390, 780),), ())
SITE = "https://www.baeckerei-morgenrot.example/"
LISTING = "https://maps.google.com/?cid=1"


@dataclass(frozen=True, kw_only=True)
class Model:
    """A company and what a look at each of its accounts sees at a time."""

    company: Company
    looks: Any

    def snapshots(self, now: datetime) -> tuple[Snapshot, ...]:
        """Return what is seen at this time."""
        return tuple(self.looks(account, now) for account in self.company.accounts)


def said(*values: str, url: str = LISTING) -> Statements:
    """Return what a profile says."""
    return Statements(tuple(Statement(value, url) for value in values))


def every(days: float, count: int, now: datetime, url: str) -> Posts:
    """Return posts at a steady rhythm, the newest half a rhythm old."""
    moments = [now - timedelta(days=days * (n + 0.5)) for n in range(count)]
    return Posts(
        tuple(Post(f"{n}", f"{url}p/{n}", at, "Frisch aus dem Ofen") for n, at in enumerate(moments))
    )


def exchanges(
    said_by_guests: tuple[str, ...], count: int, now: datetime, kind: Any = "comment", **changes: Any
) -> list[Item]:
    """Return words of guests of the last weeks, each answered a working day and a half later."""
    items: list[Item] = []
    for n in range(count):
        # Mondays, so that no weekend lies between word and answer.
        at = now - timedelta(days=7 * (n % 12 + 1), minutes=n)
        word = said_by_guests[n % len(said_by_guests)]
        thread = f"{kind}-{n}"
        place = f"https://talk.example/{thread}"
        items.append(Item(f"x-{thread}", kind, place, f"Gast {n}", word, at, thread, **changes))
        thanks = "Vielen Dank!" if n % 5 else "Danke, am Samstag ab 7 Uhr."
        items.append(
            Item(f"a-{thread}", kind, place, "Wir", thanks, at + timedelta(hours=36), thread, ours=True)
        )
    return items


def talk(items: list[Item], now: datetime) -> Conversation:
    """Return a conversation of the last 90 days."""
    return Conversation(tuple(items), now - timedelta(days=90))


def seen(account: Account, now: datetime, **parts: Any) -> Snapshot:
    """Return a look at one account."""
    return Snapshot(
        account=account.id, platform=account.platform, url=account.url, taken_at=now, requests=4, **parts
    )


WORDS = (
    "Habt ihr am Samstag wieder Roggenbrot?",
    "Die Brezeln sind die besten der Stadt!",
    "Leider war um elf schon alles aus.",
    "Kann ich eine Torte vorbestellen?",
    "😍",
)
REVIEWS = (
    "Tolles Brot und nettes Team.",
    "Immer freundlich, gute Auswahl.",
    "Leckere Brezeln, etwas eng im Laden.",
)

FACTS = Facts(
    phone=("089 1234567",),
    email=("hallo@baeckerei-morgenrot.example",),
    website=(SITE,),
    address=("Marktplatz 1, 80331 München",),
    hours=HOURS,
)
JANA = Person(id="jana", name="Jana Vogt", email="jana@baeckerei-morgenrot.example")


def registered(**fields: Any) -> Account:
    """Return an account that Jana owns."""
    base: dict[str, Any] = {"owner": "jana", "facts": FACTS}
    return Account(**(base | fields))


BAKERY = Company(
    id="morgenrot",
    name="Bäckerei Morgenrot GmbH",
    region="BY",
    report=ReportSettings(to=("chefin@baeckerei-morgenrot.example",)),
    facts=FACTS,
    people=(JANA,),
    accounts=(
        registered(
            id="facebook", platform="facebook", url="https://www.facebook.com/morgenrot", posts="biweekly"
        ),
        registered(
            id="instagram", platform="instagram", url="https://www.instagram.com/morgenrot/", posts="biweekly"
        ),
        registered(id="google", platform="google_business_profile", url=LISTING, posts="none"),
        registered(id="website", platform="blog", url=SITE, posts="none"),
    ),
)


def google_reviews(now: datetime) -> list[Item]:
    """Return 60 reviews of a year: six with five stars and without a word have no answer, the others have one."""
    items: list[Item] = []
    for n in range(60):
        at = now - timedelta(days=6 * n + 3)
        silent = n % 10 == 4
        word = "" if silent else REVIEWS[n % len(REVIEWS)]
        place = f"https://maps.google.com/review/{n}"
        stars = 5 if silent or n % 3 < 2 else 4
        items.append(Item(f"google-{n}", "review", place, f"Kundin {n}", word, at, f"r{n}", rating=stars))
        if not silent:
            reply = at + timedelta(hours=30)
            items.append(
                Item(f"answer-{n}", "review", place, "Wir", "Vielen Dank!", reply, f"r{n}", ours=True)
            )
    return items


def bakery_looks(account: Account, now: datetime) -> Snapshot:
    """Return a look at one of the bakery's accounts."""
    fresh = Item(
        "x-fresh",
        "comment",
        "https://talk.example/fresh",
        "Eva",
        WORDS[0],
        now - timedelta(hours=20),
        "fresh",
    )
    comments = talk([*exchanges(WORDS, 15, now), fresh], now)
    url = account.url
    common: dict[str, Any] = {
        "access": Access(never_expires=True),
        "identity": Identity(id=account.id, created_at=datetime(2016, 5, 1, tzinfo=UTC)),
        "presence": Presence(),
        "names": said("Bäckerei Morgenrot", url=url),
        "websites": said("https://baeckerei-morgenrot.example", url=url),
    }
    if account.id == "facebook":
        return seen(
            account, now, **common,
            posts=every(10, 20, now, url), comments=comments, mentions=talk([], now), inbox=Inbox(unread=2),
            rating=Rating(average=4.8, count=31), upkeep=Upkeep(comments_disabled=0.0, rejected_posts=None),
            handles=said("baeckerei.morgenrot", url=url),
            descriptions=said("Handwerksbäckerei am Marktplatz, Brot aus dem Holzofen.", url=url),
            phones=said("+49 89 1234567", url=url), emails=said("info@baeckerei-morgenrot.example", url=url),
            addresses=said("Marktplatz 1, 80331 München", url=url), hours=WeekHours(week=WEEK, url=url),
            opening=Opening(status="open"), pictures=Pictures(profile=True, cover=True),
            imprint=LegalPage(f"{SITE}impressum/", answers=True, clicks=1),
            privacy=LegalPage(f"{SITE}datenschutz/", answers=True, clicks=1),
            texts=said("Handwerk seit 1923", url=url), links=said(SITE, url=url),
        )  # fmt: skip
    if account.id == "instagram":
        return seen(
            account, now, **common,
            posts=every(10, 20, now, url), comments=comments,
            mentions=Conversation((), now - timedelta(days=90), counted_only=True),
            upkeep=Upkeep(comments_disabled=0.0, hidden_comments=0, alt_texts=0.1, rejected_posts=None),
            handles=said("baeckerei_morgenrot", url=url), descriptions=said("Handwerk seit 1923", url=url),
            pictures=Pictures(profile=True), texts=said("Handwerk seit 1923", url=url), links=said(SITE, url=url),
        )  # fmt: skip
    if account.id == "google":
        return seen(account, now, **common, **google_parts(url), reviews=talk(google_reviews(now), now))
    return seen(
        account, now,
        site=Site(SITE, SITE),
        certificate=Certificate("www.baeckerei-morgenrot.example", now - timedelta(days=30), now + timedelta(days=60)),
        imprint=LegalPage(f"{SITE}impressum/", answers=True, clicks=1),
        privacy=LegalPage(f"{SITE}datenschutz/", answers=True, clicks=1),
        phones=said("089 1234567", url=SITE), emails=said("hallo@baeckerei-morgenrot.example", url=SITE),
        addresses=said("Bäckerei Morgenrot, Marktplatz 1, 80331 München", url=SITE),
        links=said("https://www.facebook.com/morgenrot", "https://www.instagram.com/morgenrot/", url=SITE),
        destinations=Destinations((), 0), texts=said("Handwerk seit 1923.", "© 2023 Bäckerei Morgenrot", url=SITE),
        comments=NotOffered(),
    )  # fmt: skip


def google_parts(url: str) -> dict[str, Any]:
    """Return what a well-kept listing shows beside name, website and reviews; no holiday is set yet."""
    return {
        "posts": Posts(()),
        "rating": Rating(average=4.7, count=212),
        "upkeep": Upkeep(rejected_posts=()),
        "descriptions": said("Handwerksbäckerei am Marktplatz. " * 9),
        "phones": said("089 1234567"),
        "addresses": said("Marktplatz 1, 80331 München"),
        "hours": WeekHours(week=WEEK, special=(), url=url),
        "opening": Opening(status="open"),
        "pictures": Pictures(profile=True, cover=True, photos=24, newest_at=DECEMBER - timedelta(days=40)),
        "categories": Categories(primary="Bäckerei", more=("Café",)),
        "listing": ListingStatus(verified=True),
        "texts": said("Handwerk seit 1923"),
        "links": said(),
    }


CRAFTSMAN_FACTS = Facts(phone=("030 7654321",), address=("Lindenweg 8, 12345 Berlin",), hours=HOURS)
CRAFTSMAN = Company(
    id="kern",
    name="Elektro Kern",
    region="BE",
    report=ReportSettings(to=("kern@elektro-kern.example",)),
    facts=CRAFTSMAN_FACTS,
    accounts=(
        Account(
            id="google", platform="google_business_profile", url=LISTING, posts="none", facts=CRAFTSMAN_FACTS
        ),
    ),
)


def craftsman_looks(account: Account, now: datetime) -> Snapshot:
    """Return a look at the only listing of somebody who has no time for the internet: few photos, two sentences."""
    listing = google_parts(account.url) | {
        "phones": said("030 7654321"),
        "addresses": said("Lindenweg 8, 12345 Berlin"),
        "pictures": Pictures(profile=True, cover=True, photos=11, newest_at=now - timedelta(days=60)),
        "descriptions": said("Elektriker in Berlin. Wir kommen, wenn der Strom wegbleibt."),
        "categories": Categories(primary="Elektriker"),
        "rating": Rating(average=4.9, count=17),
    }
    word = "Schnell da, sauber gearbeitet, fairer Preis."
    reviews = exchanges((word,), 4, now, "review", rating=5)
    silent = Item("google-9", "review", LISTING, "Tom", "", now - timedelta(days=20), "r9", rating=5)
    return seen(
        account, now, access=Access(never_expires=True), identity=Identity(id="kern"), presence=Presence(),
        names=said("Elektro Kern"), websites=NotOffered(), reviews=talk([*reviews, silent], now), **listing,
    )  # fmt: skip


GUESTS = (
    "Habt ihr am Sonntag noch einen Tisch für vier?",
    "War wieder ein wunderschöner Abend bei euch!",
    "Das Essen kam leider kalt.",
    "Gibt es das Menü auch vegan?",
    "Mega lecker 😋",
    "@anna da müssen wir hin",
)
RESTAURANT = Company(
    id="adler",
    name="Gasthof Adler",
    legal_name="Gasthof Adler Huber KG",
    region="BW",
    report=ReportSettings(to=("huber@gasthof-adler.example",)),
    facts=CRAFTSMAN_FACTS,
    people=(JANA, Person(id="tom", name="Tom Ried")),
    accounts=tuple(
        registered(id=name, platform=platform, url=url, posts=rhythm, deputy="tom", facts=CRAFTSMAN_FACTS)
        for name, platform, url, rhythm in (
            ("facebook", "facebook", "https://www.facebook.com/adler", "weekly"),
            ("instagram", "instagram", "https://www.instagram.com/adler/", "weekly"),
            ("x", "x", "https://x.com/adler", "monthly"),
            ("google", "google_business_profile", LISTING, "none"),
        )
    ),
)


def restaurant_looks(account: Account, now: datetime) -> Snapshot:
    """Return a look at an account with hundreds of comments, which a team answers within a day and a half."""
    url = account.url
    weekend = [
        Item(
            f"x-weekend-{n}",
            "comment",
            f"https://talk.example/w{n}",
            f"Gast {n}",
            GUESTS[n % 4],
            now - timedelta(hours=12 + n),
            f"w{n}",
        )
        for n in range(6)
    ]
    common: dict[str, Any] = {
        "access": Access(expires_at=now + timedelta(days=50)),
        "identity": Identity(id=account.id, created_at=datetime(2014, 5, 1, tzinfo=UTC)),
        "presence": Presence(),
        "names": said("Gasthof Adler", url=url),
        "descriptions": said("Gutbürgerliche Küche, Biergarten und sechs Zimmer am See.", url=url),
        "websites": said("https://gasthof-adler.example", url=url),
        "pictures": Pictures(profile=True, cover=True),
    }
    if account.id == "google":
        listing = google_parts(url) | {
            "phones": said("030 7654321"),
            "addresses": said("Lindenweg 8, 12345 Berlin"),
            "descriptions": said("Gutbürgerliche Küche und Biergarten am See. " * 7),
        }
        reviews = exchanges(
            ("Sehr gut gegessen, netter Service.", "Zu laut, lange gewartet."), 150, now, "review", rating=4
        )
        base = {key: value for key, value in common.items() if key not in {"pictures", "descriptions"}}
        return seen(account, now, **base, **listing, reviews=talk(reviews, now))
    if account.id == "x":
        return seen(
            account, now, **common, posts=every(20, 6, now, url), badge=Badge(shown=True),
            mentions=talk(exchanges(GUESTS, 12, now, "mention"), now), handles=said("gasthofadler", url=url),
            texts=said("Seit 1898 am See.", url=url),
        )  # fmt: skip
    return seen(
        account, now, **common, posts=every(4, 25, now, url),
        comments=talk([*exchanges(GUESTS, 200, now), *weekend], now), handles=said("gasthof.adler", url=url),
        texts=said("Ab 1. Dezember: Gänsebraten. Tisch bis 24.12.2026 reservieren.", url=url),
        upkeep=Upkeep(comments_disabled=0.0, hidden_comments=3, rejected_posts=None),
    )  # fmt: skip


MODELS = {
    "bakery": Model(company=BAKERY, looks=bakery_looks),
    "craftsman": Model(company=CRAFTSMAN, looks=craftsman_looks),
    "restaurant": Model(company=RESTAURANT, looks=restaurant_looks),
}
