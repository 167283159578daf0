"""Cases of the law: legal pages in reach, what they state, and what they cite that is gone."""

from typing import Any

from account_health.model import (
    LegalPage,
    LegalPlace,
    LegalSentence,
    LegalWording,
    NoticeContent,
    Reason,
    Severity,
    Site,
    Unavailable,
)
from tests.builders import URL, account
from tests.judgement.case import Table

IMPRINT = f"{URL}impressum/"
PRIVACY = f"{URL}datenschutz/"
SLOW = Unavailable(Reason.TOO_SLOW, "10 s")
LOST = Site(URL, None, lost="gone")
NONE = LegalPage(None, answers=False)
INSTAGRAM = {"platform": "instagram"}


def notice(**changes: Any) -> NoticeContent:
    """Return what a whole legal notice states, changed where the case says so."""
    base: dict[str, Any] = {"url": IMPRINT, "whole": True, "samples": (), "email": "stated", "register": True}
    return NoticeContent(**(base | changes))


def said(*sentences: str, place: LegalPlace = "imprint", **changes: Any) -> LegalWording:
    """Return sentences of one place; legal notice and privacy policy were read."""
    items = tuple(LegalSentence(one, IMPRINT, place) for one in sentences)
    base: dict[str, Any] = {"items": items, "read": ("imprint", "privacy", "footer")}
    return LegalWording(**(base | changes))


IMPRINT_CASES = (
    Table("imprint")
    .passes("one click", imprint=LegalPage(IMPRINT, answers=True, clicks=1), says="can be reached")
    .passes("two clicks", imprint=LegalPage(IMPRINT, answers=True, clicks=2))
    .passes("on the home page itself", imprint=LegalPage(URL, answers=True, clicks=0))
    .passes("clicks not known", imprint=LegalPage(IMPRINT, answers=True))
    .fails("three clicks", imprint=LegalPage(IMPRINT, answers=True, clicks=3), says="within two clicks")
    .fails(
        "none",
        imprint=NONE,
        says="We could not find the legal notice within two clicks",
        severity=Severity.HIGH,
    )
    .fails("a broken link", imprint=LegalPage(IMPRINT, answers=False, clicks=1), says="leads nowhere")
    .fails("Austria", imprint=NONE, whole={"country": "AT"}, severity=Severity.HIGH)
    .fails("Liechtenstein", imprint=NONE, whole={"country": "LI"}, severity=Severity.MEDIUM)
    .warns("France", imprint=NONE, whole={"country": "FR"}, severity=Severity.MEDIUM)
    .warns(
        "Italy, a broken link",
        imprint=LegalPage(IMPRINT, answers=False, clicks=1),
        whole={"country": "IT"},
    )
    .passes("France, found", imprint=LegalPage(IMPRINT, answers=True, clicks=1), whole={"country": "FR"})
    .silent("Switzerland", imprint=NONE, whole={"country": "CH"}, says="do not check")
    .silent("United Kingdom", imprint=NONE, whole={"country": "GB"}, says="do not check")
    .silent("Sweden, whose words we do not know", imprint=NONE, whole={"country": "SE"}, says="do not check")
    .silent("United States", imprint=NONE, whole={"country": "US"})
    .silent("the domain is lost", imprint=NONE, site=LOST)
    .fails(
        "a profile without one", imprint=NONE, mine=INSTAGRAM, says="in the profile", severity=Severity.HIGH
    )
    .fails(
        "a profile without one in Austria",
        imprint=NONE,
        mine=INSTAGRAM,
        whole={"country": "AT"},
        severity=Severity.MEDIUM,
    )
    .silent("a profile in France", imprint=NONE, mine=INSTAGRAM, whole={"country": "FR"}, says="do not check")
    .fails(
        "a profile with a dead one",
        imprint=LegalPage(IMPRINT, answers=False, clicks=1),
        mine=INSTAGRAM,
        severity=Severity.HIGH,
    )
    .passes("a profile that names one", imprint=LegalPage(IMPRINT, answers=True, clicks=1), mine=INSTAGRAM)
    .warns(
        "a profile that leads to the home page",
        imprint=LegalPage(URL, answers=True, named=False),
        mine=INSTAGRAM,
        says="A higher regional court found that too little in 2025",
        severity=Severity.MEDIUM,
    )
    .warns(
        "the same in Austria",
        imprint=LegalPage(URL, answers=True, named=False),
        mine=INSTAGRAM,
        whole={"country": "AT"},
        says="not to the legal notice.",
    )
)

PRIVACY_CASES = (
    Table("privacy-policy")
    .passes("one click", privacy=LegalPage(PRIVACY, answers=True, clicks=1), says="can be reached")
    .passes("two clicks", privacy=LegalPage(PRIVACY, answers=True, clicks=2))
    .fails("three clicks", privacy=LegalPage(PRIVACY, answers=True, clicks=3))
    .fails("none", privacy=NONE, says="no link to the privacy policy", severity=Severity.MEDIUM)
    .fails("a broken link", privacy=LegalPage(PRIVACY, answers=False), says="leads nowhere")
    .fails("France", privacy=NONE, whole={"country": "FR"})
    .fails("Switzerland", privacy=NONE, whole={"country": "CH"})
    .fails("United Kingdom", privacy=NONE, whole={"country": "GB"})
    .silent("United States", privacy=NONE, whole={"country": "US"}, says="in this country")
    .silent("the domain is lost", privacy=NONE, site=LOST)
)

FB = account(id="facebook", platform="facebook", url="https://www.facebook.com/morgenrot")
BY_NUMBER = account(
    id="facebook", platform="facebook", url="https://www.facebook.com/profile.php?id=100063512345678"
)
IG = account(id="instagram", platform="instagram", url="https://www.instagram.com/morgenrot/")
X = account(id="x", platform="x", url="https://x.com/morgenrot", username="morgenrot")
MAPS = account(id="google", platform="google_business_profile", url="https://maps.example/1")
HANDLE = account(id="x", platform="x", url="")

NAMED = (
    Table("imprint-names-profiles")
    .passes(
        "one named",
        notice=notice(covers=("https://facebook.com/Morgenrot/",)),
        whole={"accounts": (FB,)},
        says="names all profiles",
    )
    .passes(
        "the mobile address",
        notice=notice(covers=("https://m.facebook.com/morgenrot",)),
        whole={"accounts": (FB,)},
    )
    .passes("a short host", notice=notice(covers=("https://fb.com/morgenrot",)), whole={"accounts": (FB,)})
    .passes(
        "a number in two forms",
        notice=notice(covers=("https://de-de.facebook.com/people/Morgenrot/100063512345678/",)),
        whole={"accounts": (BY_NUMBER,)},
    )
    .passes(
        "the old host", notice=notice(covers=("https://twitter.com/Morgenrot",)), whole={"accounts": (X,)}
    )
    .passes("both named", notice=notice(covers=(FB.url, IG.url)), whole={"accounts": (FB, IG)})
    .passes(
        "the platforms are named",
        notice=notice(covers=("facebook", "instagram")),
        whole={"accounts": (FB, IG)},
    )
    .warns(
        "one missing",
        notice=notice(),
        whole={"accounts": (FB,)},
        says="also applies to “https://www.facebook.com/morgenrot",
    )
    .warns(
        "another profile named",
        notice=notice(covers=("https://facebook.com/abendrot",)),
        whole={"accounts": (FB,)},
    )
    .warns(
        "one of two missing",
        notice=notice(covers=(FB.url,)),
        whole={"accounts": (FB, IG)},
        says="also applies to “https://www.instagram",
    )
    .warns("two missing", notice=notice(), whole={"accounts": (FB, IG)}, says="two profiles")
    .silent("no profile registered", notice=notice(), says="No other profile")
    .silent("a listing needs none", notice=notice(), whole={"accounts": (MAPS,)})
    .silent("a profile without an address", notice=notice(), whole={"accounts": (HANDLE,)})
    .silent(
        "Switzerland", notice=notice(), whole={"accounts": (FB,), "country": "CH"}, says="in this country"
    )
    .silent("Austria", notice=notice(), whole={"accounts": (FB,), "country": "AT"})
    .silent(
        "no legal notice is told instead",
        notice=notice(),
        imprint=NONE,
        whole={"accounts": (FB,)},
        says="Legal notice",
    )
    .passes(
        "a broken address beside it", notice=notice(covers=("http://[", FB.url)), whole={"accounts": (FB,)}
    )
)

CONTENT = (
    Table("imprint-content")
    .passes("everything there", notice=notice(), says="The legal notice contains what we look for")
    .fails(
        "sample text",
        notice=notice(samples=("Max Mustermann", "Musterstadt")),
        says="sample text: “Max Mustermann” and “Musterstadt",
        severity=Severity.HIGH,
    )
    .fails("sample text on a short page", notice=notice(whole=False, samples=("Musterfirma",)))
    .fails(
        "no e-mail address",
        notice=notice(email="missing"),
        says="a form does not replace it",
        severity=Severity.MEDIUM,
    )
    .unsure(
        "a script or picture may show it",
        notice=notice(email="unsure"),
        says="We cannot check automatically whether the legal notice",
    )
    .unsure("a few lines only", notice=notice(whole=False, email="missing"), says="too short")
    .passes("a few lines that hold everything", notice=notice(whole=False))
    .warns(
        "a GmbH without register",
        notice=notice(register=False),
        whole={"legal_name": "Morgenrot GmbH"},
        says="of the “GmbH” lacks",
    )
    .warns("a registered trader", notice=notice(register=False), whole={"legal_name": "Morgenrot e. K."})
    .passes("a sole trader needs none", notice=notice(register=False), whole={"legal_name": "Ida Morgenrot"})
    .passes("an AG in the name of a place", notice=notice(register=False), whole={"name": "Café Agathe"})
    .fails("Austria", notice=notice(email="missing"), whole={"country": "AT"})
    .silent("Switzerland", notice=notice(email="missing"), whole={"country": "CH"}, says="do not check")
    .silent("no legal notice is told instead", notice=notice(email="missing"), imprint=NONE)
    .silent("the domain is lost", notice=notice(email="missing"), site=LOST)
)

DISPUTE = (
    Table("dead-dispute-link")
    .passes("named nowhere", wording=said(), says="We found no mention of the EU's closed dispute platform")
    .fails(
        "in the notice",
        wording=said("Online-Streitbeilegung: https://ec.europa.eu/consumers/odr"),
        says="it was closed on 20 July 2025",
    )
    .fails("in the terms", wording=said("OS-Plattform der EU", place="terms"), says="In the terms")
    .fails("in the privacy policy", wording=said("OS-Plattform der EU", place="privacy"))
    .fails("at the foot", wording=said("OS-Plattform der EU", place="footer"), says="At the foot")
    .fails(
        "in a profile, France",
        wording=said("plateforme RLL", place="profile", read=("profile",)),
        mine={"platform": "facebook"},
        whole={"country": "FR"},
        says="In the profile",
    )
    .passes("told as closed", wording=said("Die OS-Plattform wurde eingestellt."))
    .silent("no legal page", wording=said(read=("footer",)), says="no legal page")
    .unsure("none could be read", wording=said(read=("footer",), gap=SLOW))
    .unsure("a page was not seen", wording=said(gap=SLOW), says="too long")
    .fails("one was not seen, another names it", wording=said("OS-Plattform", gap=SLOW))
    .silent("the domain is lost", wording=said("OS-Plattform"), site=LOST)
)

LAW = (
    Table("outdated-law")
    .passes("none", wording=said(), says="We found no law cited that is no longer in force")
    .warns(
        "the TMG",
        wording=said("Angaben gemäß § 5 TMG"),
        says="Telemediengesetz (TMG) is still cited; it ended on 14 May 2024",
        severity=Severity.LOW,
    )
    .warns(
        "a promise weighs more and is told first",
        wording=said("Angaben gemäß § 5 TMG", "Google ist nach dem Privacy Shield zertifiziert."),
        says="the Privacy Shield",
        severity=Severity.MEDIUM,
    )
    .warns("Safe Harbor", wording=said("Safe-Harbor-Abkommen", place="privacy"), severity=Severity.MEDIUM)
    .passes("the TMG in Switzerland", wording=said("Angaben gemäß § 5 TMG"), whole={"country": "CH"})
    .warns("the act of 1992 in Switzerland", wording=said("DSG vom 19. Juni 1992"), whole={"country": "CH"})
    .silent("no legal page", wording=said(read=("footer",)))
    .unsure("a page was not seen", wording=said(gap=SLOW))
    .silent("the domain is lost", wording=said("Angaben gemäß § 5 TMG"), site=LOST)
)

SERVICE = (
    Table("dead-service")
    .passes("none", wording=said(), says="We found no mention of a service that is gone")
    .warns(
        "Google+", wording=said("Teilen Sie uns auf Google+.", place="privacy"), says="it was closed in 2019"
    )
    .passes("two names", wording=said("Google + Facebook"))
    .silent("no legal page", wording=said(read=("footer",)))
    .silent("the domain is lost", wording=said("Google+"), site=LOST)
)

AUSTRIA = {"country": "AT"}
FOREIGN = (
    Table("foreign-law")
    .passes("none", wording=said(), whole=AUSTRIA, says="no German law")
    .warns("the TMG", wording=said("Angaben gemäß § 5 TMG"), whole=AUSTRIA, says="in Austria § 5 ECG")
    .warns("a German register", wording=said("Amtsgericht München, HRB 4711"), whole=AUSTRIA)
    .passes("both on purpose", wording=said("§ 5 ECG", "Angaben gemäß § 5 DDG"), whole=AUSTRIA)
    .passes("for Germany", wording=said("für Kunden in Deutschland nach § 5 DDG"), whole=AUSTRIA)
    .passes("in the privacy policy", wording=said("§ 5 DDG", place="privacy"), whole=AUSTRIA)
    .warns(
        "a profile",
        wording=said("Angaben nach § 5 TMG", place="profile", read=("profile",)),
        mine={"platform": "facebook"},
        whole=AUSTRIA,
    )
    .silent("no notice", wording=said(read=("privacy",)), whole=AUSTRIA, says="no legal notice")
    .silent("a German company", wording=said("Angaben gemäß § 5 TMG"), says="This only applies in Austria")
    .silent("no legal notice is told instead", wording=said("§ 5 TMG"), imprint=NONE, whole=AUSTRIA)
)

TABLES = (IMPRINT_CASES, PRIVACY_CASES, NAMED, CONTENT, DISPUTE, LAW, SERVICE, FOREIGN)
