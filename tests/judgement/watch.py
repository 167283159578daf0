"""Cases of own links and registered profiles, both ways."""

from typing import Any

from account_health.model import Reason, Severity, Site, Unavailable
from account_health.model.company import Known, ReportSettings
from tests.builders import URL, account, statements
from tests.judgement.case import Table

SLOW = Unavailable(Reason.TOO_SLOW, "10 s")
LOST = Site(URL, None, lost="gone")
BLOG = account()
FB = account(
    id="facebook", platform="facebook", url="https://www.facebook.com/morgenrot", username="morgenrot"
)
NUMBER = account(
    id="facebook",
    platform="facebook",
    url="https://www.facebook.com/profile.php?id=100063512345678",
    page_id="100063512345678",
)
IG = account(id="instagram", platform="instagram", url="https://www.instagram.com/morgenrot/")
X = account(id="x", platform="x", url="https://x.com/morgenrot", username="morgenrot")
LINKEDIN = "https://www.linkedin.com/company/morgenrot"
NAMESAKE = "https://www.facebook.com/morgenrot.kempten"


def whole(*accounts: Any, **changes: Any) -> dict[str, Any]:
    """Return a company with a website and these other accounts, in Austria, where no notice has to name them."""
    return {"accounts": (BLOG, *accounts), "country": "AT", **changes}


def known(url: str, verdict: Any) -> dict[str, Any]:
    """Return a company in which a person decided about an address."""
    return whole(known=(Known(url=url, verdict=verdict),))


LINKED = (
    Table("linked-accounts")
    .passes(
        "the registered one",
        links=statements(FB.url),
        whole=whole(FB),
        says="We know every profile that is linked there",
    )
    .passes("fb.com", links=statements("https://fb.com/Morgenrot"), whole=whole(FB))
    .passes(
        "the mobile address", links=statements("https://m.facebook.com/morgenrot?ref=ts"), whole=whole(FB)
    )
    .passes("points in the name", links=statements("https://facebook.com/Morgen.Rot/"), whole=whole(FB))
    .passes("Twitter is X", links=statements("https://twitter.com/Morgenrot"), whole=whole(X))
    .passes("instagr.am", links=statements("https://instagr.am/morgenrot"), whole=whole(IG))
    .passes(
        "a number in its other form",
        links=statements("https://www.facebook.com/people/Morgenrot/100063512345678/"),
        whole=whole(NUMBER),
    )
    .passes(
        "a page's old form",
        links=statements("https://www.facebook.com/pages/Morgenrot/100063512345678"),
        whole=whole(NUMBER),
    )
    .passes(
        "a number, where only the name is registered",
        links=statements("https://www.facebook.com/profile.php?id=100063599999999"),
        whole=whole(FB),
    )
    .passes("a name, where only the number is registered", links=statements(FB.url), whole=whole(NUMBER))
    .passes("a post of the registered one", links=statements(f"{FB.url}/posts/123"), whole=whole(FB))
    .passes("a post of a stranger", links=statements("https://x.com/zeitung/status/1"), whole=whole())
    .passes(
        "a person's profile", links=statements("https://www.linkedin.com/in/ida-morgenrot"), whole=whole()
    )
    .passes(
        "a list of links may lead to it",
        links=statements("https://linktr.ee/morgenrot", FB.url),
        whole=whole(FB, IG),
    )
    .passes(
        "an own address that leads on",
        links=statements("https://www.example.org/go/instagram", FB.url),
        whole=whole(FB, IG),
    )
    .passes(
        "a shared link may be the registered one",
        links=statements("https://www.facebook.com/share/1YxwPSZJfw/"),
        whole=whole(FB),
    )
    .passes(
        "the number of one that is known",
        links=statements("https://www.linkedin.com/company/12345678"),
        whole=known(LINKEDIN, "ours"),
    )
    .passes(
        "Threads under Instagram's name",
        links=statements("https://threads.com/@morgenrot", IG.url),
        whole=whole(IG),
    )
    .warns(
        "a shared link where nothing is registered",
        links=statements("https://www.facebook.com/share/1YxwPSZJfw/"),
        whole=whole(),
    )
    .passes("decided: ours", links=statements(LINKEDIN), whole=known(f"{LINKEDIN}/", "ours"))
    .passes(
        "the agency's own",
        links=statements("https://www.instagram.com/agentur.nordlicht"),
        whole=whole(
            report=ReportSettings(to=("chefin@example.org",), copy_to=("team@agentur-nordlicht.example",))
        ),
    )
    .warns(
        "an old page",
        links=statements("https://www.facebook.com/morgenrot.alt"),
        whole=whole(),
        says="Your website links to a profile that we do not know: “facebook.com/morgenrot.alt",
        severity=Severity.MEDIUM,
    )
    .warns("another than the registered one", links=statements(FB.url, NAMESAKE), whole=whole(FB), figure=1)
    .warns("another number", links=statements("https://facebook.com/profile.php?id=1"), whole=whole(NUMBER))
    .warns("a network that is not audited", links=statements(LINKEDIN), whole=whole())
    .warns(
        "four of them, three are named",
        links=statements(LINKEDIN, *(f"https://x.com/morgenrot{n}" for n in range(3))),
        whole=whole(),
        says="links to four profiles",
        figure=4,
    )
    .warns(
        "Google added one",
        links=statements("https://www.instagram.com/abendrot/"),
        mine={"platform": "google_business_profile"},
        whole=whole(),
        says="“instagram.com/abendrot”",
    )
    .warns(
        "a profile links to one",
        links=statements("https://www.youtube.com/@abendrot"),
        mine={"platform": "facebook"},
        whole=whole(),
        says="The profile links to another one",
    )
    .warns("seen in part", links=statements(LINKEDIN, gap=SLOW), whole=whole())
    .fails(
        "to a namesake",
        links=statements(NAMESAKE),
        whole=known(NAMESAKE, "not_ours"),
        says="“facebook.com/morgenrot.kempten”",
        severity=Severity.HIGH,
    )
    .fails(
        "to a fake, from a profile",
        links=statements("https://instagram.com/morgenrot.gewinn"),
        mine={"platform": "facebook"},
        whole=known("https://www.instagram.com/Morgenrot.Gewinn/", "fake"),
        says="A link in the profile",
    )
    .fails(
        "to a post of a namesake", links=statements(f"{NAMESAKE}/posts/1"), whole=known(NAMESAKE, "not_ours")
    )
    .fails(
        "to a place that is not ours",
        links=statements("https://www.tripadvisor.de/Morgenrot?x=1"),
        whole=known("http://tripadvisor.de/Morgenrot", "not_ours"),
    )
    .warns(
        "a registered one is not linked",
        links=statements(FB.url),
        whole=whole(FB, IG),
        says="does not link to “instagram",
        severity=Severity.LOW,
    )
    .warns(
        "an own address that leads to another network",
        links=statements("https://www.example.org/go/facebook"),
        whole=whole(IG),
        says="does not link to",
    )
    .warns("two are not linked", links=statements(), whole=whole(FB, IG), says="two of your profiles")
    .passes(
        "in Germany the legal notice tells that", links=statements(FB.url), whole=whole(FB, IG, country="DE")
    )
    .passes(
        "a profile owes no links",
        links=statements(FB.url),
        mine={"platform": "facebook"},
        whole=whole(FB, IG),
    )
    .unsure("not all was read", links=statements(FB.url, gap=SLOW), whole=whole(FB, IG))
    .silent("no link at all", links=statements("https://www.example.org/"), whole=whole(), says="No profile")
    .silent("a share button", links=statements("https://www.facebook.com/sharer.php?u=x"), whole=whole())
    .silent(
        "a place on the map", links=statements("https://www.google.de/maps/place/Morgenrot"), whole=whole()
    )
    .silent("the domain is lost", links=statements(LINKEDIN), site=LOST, whole=whole())
)

TABLES = (LINKED,)
