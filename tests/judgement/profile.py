"""Cases of the profile: facts compared, websites, legal pages, certificates, texts, pictures, links."""

from dataclasses import replace
from typing import Any

from account_health.memory.fingerprints import kept
from account_health.model import (
    Categories,
    Destination,
    Destinations,
    ListingStatus,
    Pictures,
    Reason,
    Severity,
    Site,
    Statement,
    Statements,
    Unavailable,
    Upkeep,
)
from tests.builders import FACTS, URL, days_ago, statements
from tests.judgement.case import Table, left, limits

IMPRINT = f"{URL}impressum/"
SLOW = Unavailable(Reason.TOO_SLOW, "10 s")
LOST = Site(URL, None, lost="gone")
BLOG = {"platform": "blog"}


def facts(**changes: Any) -> dict[str, Any]:
    """Return an account with other facts."""
    return {"facts": replace(FACTS, **changes)}


def two_pages(first: str, second: str) -> Statements:
    """Return what the home page says and what the legal notice says."""
    return Statements((*statements(first).items, *statements(second, url=IMPRINT).items))


def linked(value: str, read: str) -> Statements:
    """Return what a page says by a link that shows one thing and leads to another."""
    return Statements((Statement(read, URL), Statement(value, URL, shown=read)))


PHONE = (
    Table("phone")
    .passes("equal", phones=statements("089 1234567"), says="is right")
    .passes("international", phones=statements("+49 (0)89 123 45 67"))
    .passes("with slashes", phones=statements("089/12345-67"))
    .passes("one of several on the page", phones=statements("0170 1234567", "089 1234567"))
    .passes(
        "one of several facts",
        phones=statements("089 7654321"),
        mine=facts(phone=("089 1234567", "089 7654321")),
    )
    .fails(
        "one digit differs",
        phones=statements("089 1234568"),
        says="your details say “089 1234567”",
    )
    .fails(
        "right on one page, wrong on the other",
        phones=two_pages("089 1234567", "089 999999"),
        says="089 999999",
    )
    .fails("four wrong ones, three are shown", phones=statements("1", "22", "333", "4444"))
    .fails("no number at all", phones=statements("ruf an"))
    .warns(
        "the right number dials a wrong one",
        phones=linked("089 7654321", read="089 1234567"),
        says="Whoever taps “089 1234567”",
    )
    .warns("a wrong number dials the right one", phones=linked("089 1234567", read="089 7654321"))
    .passes(
        "two numbers of others on one link",
        phones=Statements((*linked("089 555555", read="089 666666").items, *statements("089 1234567").items)),
    )
    .warns("none stated", phones=statements(), says="found no phone number")
    .unsure("none found, and a page was not seen", phones=statements(gap=SLOW), says="too long")
    .silent(
        "none registered",
        phones=statements("089 1234567"),
        mine=facts(phone=()),
        says="No phone number is registered",
    )
    .silent("the domain is lost", phones=statements("0900 1"), site=LOST, says="Web address")
    .passes(
        "Austrian number",
        phones=statements("+43 1 2345678"),
        mine=facts(phone=("01 2345678",)),
        whole={"country": "AT"},
    )
)

EMAIL = (
    Table("email")
    .warns(
        "the right address mails to an old one",
        emails=linked("laden@alt.example", read=FACTS.email[0]),
        says="reaches “laden@alt.example”",
    )
    .passes("equal", emails=statements("hallo@baeckerei-morgenrot.example"), says="is right")
    .passes("another case", emails=statements("Hallo@Baeckerei-Morgenrot.example"))
    .passes(
        "one of several on the page",
        emails=statements("presse@x.example", "hallo@baeckerei-morgenrot.example"),
    )
    .passes(
        "one of several facts",
        emails=statements("b@x.example"),
        mine=facts(email=("a@x.example", "b@x.example")),
    )
    .fails(
        "another domain",
        emails=statements("info@fremd.example"),
        says="info@fremd.example",
        severity=Severity.MEDIUM,
    )
    .warns(
        "another one at the website's domain",
        emails=statements("info@baeckerei-morgenrot.example"),
        severity=Severity.LOW,
        says="info@baeckerei",
    )
    .warns(
        "another one at an address's domain",
        emails=statements("info@mail.example"),
        mine=facts(email=("a@mail.example",), website=()),
        severity=Severity.LOW,
    )
    .fails(
        "two, one of them foreign",
        emails=statements("info@baeckerei-morgenrot.example", "x@fremd.example"),
        severity=Severity.MEDIUM,
    )
    .fails(
        "right on one page, foreign on the other",
        emails=two_pages("hallo@baeckerei-morgenrot.example", "x@fremd.example"),
    )
    .warns(
        "none stated",
        emails=statements(),
        says="We found no email address on Google",
        severity=Severity.MEDIUM,
    )
    .unsure("none found, and a page was not seen", emails=statements(gap=SLOW))
    .silent(
        "none registered",
        emails=statements("a@b.example"),
        mine=facts(email=()),
        says="No email address is registered for comparison",
    )
    .silent("the domain is lost", emails=statements("a@b.example"), site=LOST)
)

ADDRESS = (
    Table("address")
    .passes("equal", addresses=statements("Marktplatz 1, 80331 München"), says="is right")
    .passes(
        "with the name before it", addresses=statements("Bäckerei Morgenrot, Marktplatz 1, 80331 München")
    )
    .passes("without a comma, other case", addresses=statements("MARKTPLATZ 1 80331 MUENCHEN"))
    .passes(
        "Str. and Straße",
        addresses=statements("Hauptstr. 5, 80331 München"),
        mine=facts(address=("Hauptstraße 5, 80331 München",)),
    )
    .passes(
        "the country does not matter",
        addresses=statements("Marktplatz 1, 80331 München"),
        mine=facts(address=("Marktplatz 1, 80331 München, Deutschland",)),
    )
    .passes(
        "one of several facts",
        addresses=statements("Ring 2, 80331 München"),
        mine=facts(address=("Marktplatz 1, 80331 München", "Ring 2, 80331 München")),
    )
    .fails("another house number", addresses=statements("Marktplatz 2, 80331 München"), says="Marktplatz 2")
    .fails("another postal code", addresses=statements("Marktplatz 1, 80333 München"))
    .fails(
        "right on one page, wrong on the other",
        addresses=two_pages("Marktplatz 1, 80331 München", "Ring 9, 80331 München"),
    )
    .warns("none stated", addresses=statements(), says="found no postal address")
    .unsure("none found, and a page was not seen", addresses=statements(gap=SLOW))
    .silent(
        "none registered", addresses=statements("Ring 9"), mine=facts(address=()), says="No postal address"
    )
    .silent("the domain is lost", addresses=statements("Ring 9"), site=LOST)
)

NAME = (
    Table("name")
    .passes("equal", names=statements("Bäckerei Morgenrot"), says="is right")
    .passes("capitals", names=statements("BÄCKEREI MORGENROT"))
    .passes("with a legal form", names=statements("Bäckerei Morgenrot GmbH & Co. KG"))
    .passes("without accents", names=statements("Baeckerei Morgenrot"))
    .passes("punctuation", names=statements("Bäckerei »Morgenrot«"))
    .passes(
        "the legal name",
        names=statements("Morgenrot Backwaren GmbH"),
        whole={"legal_name": "Morgenrot Backwaren GmbH"},
    )
    .fails("keywords", names=statements("Bäckerei Morgenrot - bestes Brot München"), says="bestes Brot")
    .fails("only a part", names=statements("Morgenrot"))
    .fails(
        "another company", names=statements("Bäckerei Abendrot"), says="your details say “Bäckerei Morgenrot”"
    )
    .warns("none", names=statements(), says="has no name")
    .unsure("none found, and not all was seen", names=statements(gap=SLOW))
)

WEBSITE = (
    Table("website")
    .passes("over https", site=Site(URL, URL), says="The website uses https")
    .passes("a sub-domain", site=Site(URL, "https://shop.baeckerei-morgenrot.example/"))
    .passes("nothing registered to compare with", site=Site(URL, URL), mine=facts(website=()))
    .fails(
        "without encryption",
        site=Site(URL, URL.replace("https", "http")),
        says="The website is not encrypted; browsers call it “not secure”",
    )
    .fails(
        "no other address known, not https",
        site=Site("http://x.example/", None),
        mine=facts(website=("http://x.example/",)),
    )
    .silent(
        "a foreign domain is told elsewhere", site=Site(URL, "https://casino.example/"), says="Web address"
    )
    .fails(
        "another registered website",
        site=Site(URL, URL),
        mine=facts(website=("https://neu.example/",)),
        says="your details say “https://neu.example/”",
    )
    .silent("gone", site=LOST)
    .passes(
        "a profile leads there",
        websites=statements("http://baeckerei-morgenrot.example/?utm_source=fb"),
        mine={"platform": "facebook"},
        says="leads to the website",
    )
    .fails(
        "a profile leads elsewhere",
        websites=statements("https://alt.example/"),
        mine={"platform": "facebook"},
        says="https://alt.example/",
    )
    .warns(
        "a profile names none", websites=statements(), mine={"platform": "facebook"}, says="names no website"
    )
    .silent(
        "a profile, nothing registered",
        websites=statements("https://alt.example/"),
        mine=facts(website=()),
        says="No website is registered",
    )
    .unsure("none found, and not all was seen", websites=statements(gap=SLOW))
)

DOMAIN = (
    Table("domain-lost")
    .passes("there", site=Site(URL, URL), says="leads to the site")
    .warns(
        "another domain with our number on it",
        site=Site(URL, "https://morgenrot-brot.example/", ours=True),
        says="leads to “morgenrot-brot.example”",
    )
    .passes("no redirect known", site=Site(URL, None))
    .passes("to www", site=Site("https://baeckerei-morgenrot.example/", URL))
    .passes(
        "to a registered address",
        site=Site(URL, "https://neu.example/"),
        mine=facts(website=("https://neu.example/",)),
    )
    .warns(
        "the same name under another ending",
        site=Site(URL, "https://baeckerei-morgenrot.test/"),
        says="leads to “baeckerei-morgenrot.test",
    )
    .fails("a foreign domain", site=Site(URL, "https://casino.test/"), says="leads to “casino.test")
    .fails("not found", site=Site(URL, None, lost="not_found"), says="The home page is no longer there")
    .fails("gone", site=Site(URL, None, lost="gone"), says="taken down for good")
    .fails("unknown host", site=Site(URL, None, lost="unknown_host"), says="The web address no longer exists")
)


TEXTS = (
    Table("outdated-text")
    .passes("nothing dated", texts=statements("Brot aus dem Holzofen."), says="We found nothing out of date")
    .passes("no texts", texts=statements())
    .fails(
        "until yesterday",
        texts=statements("Gültig bis 22. November 2026"),
        says="Gültig bis 22. November 2026",
    )
    .passes("until today", texts=statements("Gültig bis 23. November 2026"))
    .passes("until tomorrow", texts=statements("Gültig bis 24. November 2026"))
    .fails("a season", texts=statements("Saison 2025"))
    .passes("this year's season", texts=statements("Saison 2026"))
    .fails("a month", texts=statements("Öffnungszeiten Oktober 2026"))
    .passes("a start 30 days ago", texts=statements("Neue Karte ab 24.10.2026"))
    .warns("a start 31 days ago", texts=statements("Neue Karte ab 23.10.2026"))
    .passes("since", texts=statements("Handwerk seit 1923, gegründet 2001"))
    .passes("a footer", texts=statements("© 2023 Bäckerei Morgenrot"))
    .passes("an award", texts=statements("Auszeichnung der Saison 2024"))
    .passes("a past date without a word", texts=statements("Am 3. Mai 2024 waren wir im Fernsehen."))
    .fails("in English", texts=statements("Summer sale until 31 August 2026"))
    .fails("on the second page", texts=two_pages("Brot.", "Aktion bis 1.9.2026"))
    .warns(
        "own grace",
        texts=statements("Neue Karte ab 20.11.2026"),
        mine={**BLOG, **limits("outdated-text", start_grace_days=1)},
    )
    .silent("the domain is lost", texts=statements("Saison 2024"), site=LOST)
)

DESCRIPTION = (
    Table("description")
    .fails("empty", descriptions=statements(), figure=0, says="is empty")
    .fails("blanks", descriptions=statements("   "), figure=0)
    .warns("one character", descriptions=statements("x"), figure=1, says="very short")
    .warns("29 characters", descriptions=statements("x" * 29), figure=29)
    .passes("30 characters", descriptions=statements("x" * 30), figure=30, says="what the company does")
    .passes("the longest counts", descriptions=statements("x", "y" * 260), figure=260)
    .warns("blanks around do not count", descriptions=statements(" " * 300 + "x"))
    .passes("own limit", descriptions=statements("x" * 9), mine=limits("description", least_characters=9))
)

PICTURE = (
    Table("picture")
    .passes("face and cover", pictures=Pictures(profile=True, cover=True), says="has its pictures")
    .passes("a platform without covers", pictures=Pictures(profile=True))
    .warns("no cover", pictures=Pictures(profile=True, cover=False), says="cover picture is missing")
    .fails("no face", pictures=Pictures(profile=False, cover=True), says="profile picture is missing")
    .fails("neither", pictures=Pictures(profile=False, cover=False))
    .fails("no face, no covers there", pictures=Pictures(profile=False))
)


def photos(count: int | None, age: float | None = 1, **changes: Any) -> Pictures:
    """Return a profile with a face and so many photos."""
    return Pictures(profile=True, photos=count, newest_at=None if age is None else days_ago(age), **changes)


PHOTOS = (
    Table("photos")
    .passes("ten fresh ones", pictures=photos(10), figure=10, says="The photos are recent")
    .warns("nine", pictures=photos(9), figure=9, says="only nine photos")
    .warns("one", pictures=photos(1), figure=1, says="only one photo.")
    .fails("none", pictures=photos(0, None), figure=0, says="The profile shows no photo of your own")
    .passes("89 days", pictures=photos(10, 89))
    .warns("90 days", pictures=photos(10, 90), says="is from 25 August")
    .passes("age not known", pictures=photos(10, None))
    .silent("not listed", pictures=photos(None), says="lists no photos")
    .silent("no face is told instead", pictures=replace(photos(0), profile=False), says="Profile picture")
    .passes("own limits", pictures=photos(2, 400), mine=limits("photos", least_photos=2, warn_days=500))
)

CATEGORY = (
    Table("category")
    .passes("one", categories=Categories(primary="Bäckerei"), says="is set")
    .passes("five", categories=Categories(primary="Bäckerei", more=("a", "b", "c", "d")))
    .warns(
        "six",
        categories=Categories(primary="Bäckerei", more=("a", "b", "c", "d", "e")),
        says="Six categories",
    )
    .fails("none", categories=Categories(primary=None), says="No category")
    .fails("only further ones", categories=Categories(primary=None, more=("a",)))
    .warns(
        "own limit", categories=Categories(primary="Bäckerei", more=("a",)), mine=limits("category", most=1)
    )
)


def led(*states: str, links: int | None = None) -> Destinations:
    """Return links that led there when they were looked at."""
    items = tuple(
        Destination(f"https://l{n}.example/", f"{URL}beitrag/", state, days_ago(n))  # type: ignore[arg-type] # written short
        for n, state in enumerate(states, start=1)
    )
    return Destinations(items, len(items) if links is None else links)


LINKS = (
    Table("dead-links")
    .passes("one alive", destinations=led("alive"), figure=0, says="The link works.")
    .passes(
        "three of ten looked at",
        destinations=led("alive", "alive", "alive", links=10),
        says="We checked three of ten links",
    )
    .passes(
        "a refusal is not judged", destinations=led("alive", "refused"), says="We checked one of two links"
    )
    .warns(
        "one dead",
        destinations=led("dead"),
        figure=1,
        says="One link leads nowhere: “https://l1.example/",
        severity=Severity.LOW,
    )
    .warns(
        "two dead",
        destinations=led("alive", "dead", "dead"),
        figure=2,
        says="one of them: “https://l2.example/",
    )
    .warns("four dead, three are shown", destinations=led("dead", "dead", "dead", "dead"), figure=4)
    .warns("one dead, one in trouble", destinations=led("trouble", "dead"), figure=1)
    .unsure(
        "one in trouble",
        destinations=led("alive", "trouble"),
        says="A link did not respond; that may be temporary",
    )
    .unsure(
        "all refuse",
        destinations=led("refused", "refused"),
        says="The linked pages cannot be checked automatically",
    )
    .unsure("none looked at yet", destinations=led(links=4))
    .silent("no links", destinations=led(), says="There are no links to check")
    .silent("the domain is lost", destinations=led("dead"), site=LOST)
    .warns("without a page", destinations=Destinations((replace(led("dead").items[0], page=""),), 1))
    .fails(
        "the only way from a profile",
        destinations=led("dead"),
        mine={"platform": "instagram"},
        figure=1,
        says="The link in the profile leads nowhere: “https://l1.example/",
        severity=Severity.MEDIUM,
    )
    .passes("a profile's link", destinations=led("alive"), mine={"platform": "facebook"}, figure=0)
    .unsure("a profile's link that refuses", destinations=led("refused"), mine={"platform": "x"})
    .silent("a profile without a link", destinations=led(), mine={"platform": "google_business_profile"})
)

SHORT = (
    Table("handle")
    .passes("the company's word", handles=statements("baeckereimorgenrot"), says="fits the company")
    .passes("a part of it", handles=statements("morgenrot_muc"))
    .passes("with an accent", handles=statements("bäckerei.m"))
    .warns("nothing of it", handles=statements("bm_1952x"), says="bm_1952x")
    .warns("none", handles=statements(), says="The profile has no username")
    .warns("only a short word of it", handles=statements("rot"), whole={"name": "Brot Rot"})
    .passes("a word of four letters", handles=statements("brotzeit"), whole={"name": "Brot & Co"})
    .silent("off by default", handles=statements("bm_1952x"), mine={"checks": ()})
)

ALT = (
    Table("alt-text")
    .passes("all", upkeep=Upkeep(alt_texts=1.0), figure=100, says="are described")
    .passes("half", upkeep=Upkeep(alt_texts=0.5), figure=50)
    .warns(
        "just below half",
        upkeep=Upkeep(alt_texts=0.49),
        figure=49,
        says="49% of the newest pictures have a description",
    )
    .warns("none", upkeep=Upkeep(alt_texts=0.0), figure=0)
    .silent("not said", upkeep=Upkeep(), says="does not say")
    .silent("off by default", upkeep=Upkeep(alt_texts=0.0), mine={"checks": ()})
    .passes(
        "own limit",
        upkeep=Upkeep(alt_texts=0.1),
        mine={**limits("alt-text", least_percent=10), "checks": (("alt-text", "on"),)},
    )
)

KNOWN = left(
    profile=(("emails", ("a@b.example",)), ("names", ("Bäckerei Morgenrot",)), ("phones", ("089 1234567",)))
)

LONG = "Weg " * 300_000
MANY = tuple(f"089 {number}" for number in range(1000))

DIFFERENT = (
    Table("profile-changed")
    .passes("first look", phones=statements("0900 1"), says="what it said last time")
    .passes("nothing known of this part", addresses=statements("Ring 9"), before=KNOWN)
    .passes("the same", phones=statements("089 1234567"), before=KNOWN)
    .passes("one more", phones=statements("089 1234567", "0900 1"), before=KNOWN)
    .passes("gone without another", phones=statements(), before=KNOWN)
    .warns(
        "another number",
        phones=statements("0900 1"),
        before=KNOWN,
        says="The profile has changed: “089 1234567” before, “0900 1” now",
        severity=Severity.INFO,
    )
    .warns(
        "another name",
        names=statements("Backshop"),
        before=KNOWN,
        says="“Bäckerei Morgenrot” before, “Backshop” now",
    )
    .warns(
        "two changes, the first is told",
        phones=statements("0900 1"),
        names=statements("Backshop"),
        before=KNOWN,
        says="Backshop",
    )
    .warns(
        "one of two replaced",
        phones=statements("0900 1", "0900 2"),
        before=left(profile=(("phones", ("0900 1", "089 1")),)),
        says="The profile has changed: “089 1” before, “0900 2” now",
    )
    .passes(
        "a long text that stays",
        addresses=statements(LONG),
        before=left(profile=(("addresses", kept([LONG])),)),
    )
    .passes(
        "a long text that an earlier version kept whole",
        addresses=statements(LONG),
        before=left(profile=(("addresses", (LONG,)),)),
    )
    .warns(
        "a long text that ends differently",
        addresses=statements(LONG + "!"),
        before=left(profile=(("addresses", kept([LONG])),)),
        says="“Weg Weg Weg Weg Weg Weg Weg Weg Weg Weg Weg Weg Weg Weg",
    )
    .passes(
        "a long text that ends with what is registered",
        addresses=statements(LONG + " Marktplatz 1, 80331 München"),
        before=left(profile=(("addresses", kept([LONG])),)),
    )
    .warns(
        "one of very many replaced",
        phones=statements(*MANY[1:], "089 99"),
        before=left(profile=(("phones", kept(MANY)),)),
        says="“089 0, 089 1, 089 10, 089 100, 089 101, 089 102, 089 103,",
    )
    .warns(
        "something among very many replaced, the first of which is registered",
        addresses=statements(
            "1, Marktplatz 1, 80331 München", *(f"Weg {number}" for number in range(1, 200))
        ),
        before=left(profile=(("addresses", kept(f"Weg {number}" for number in range(200))),)),
    )
    .passes("very many that stay", phones=statements(*MANY), before=left(profile=(("phones", kept(MANY)),)))
    .unsure("seen in part", phones=statements("0900 1", gap=SLOW), before=KNOWN)
    .silent("the domain is lost", phones=statements("0900 1"), before=KNOWN, site=LOST)
    .silent(
        "others edited the listing",
        phones=statements("0900 1"),
        before=KNOWN,
        listing=ListingStatus(verified=True, edited=("phone",)),
        says="Changes by others",
    )
)

TABLES = (
    PHONE, EMAIL, ADDRESS, NAME, WEBSITE, DOMAIN, TEXTS, DESCRIPTION, PICTURE,
    PHOTOS, CATEGORY, LINKS, SHORT, ALT, DIFFERENT,
)  # fmt: skip
