"""Is a profile or place ours, does it pose as us, or neither? The labelled candidates, and candidates against our own rules."""

from datetime import date

import pytest

from account_health.judging.watch.identity import identity_of
from account_health.judging.watch.resemblance import resemblance
from account_health.model import Lookalike
from account_health.model.company import Facts
from tests.shared_data import shared
from tests.watch_figures import candidates, firms
from tests.watch_samples import bakery

TODAY = date(2026, 11, 30)
US = identity_of(bakery())
SITE = "https://www.stadtbaeckerei-lindner.example/"


def place(name: str, **more: object) -> Lookalike:
    """Return a place on Google's map."""
    return Lookalike(url="https://www.google.com/maps/x", platform="google", id="1", name=name, **more)  # type: ignore[arg-type] # a test's own words


def profile(name: str, **more: object) -> Lookalike:
    """Return a small profile on a network."""
    base: dict[str, object] = {"followers": 40, "posts": 3, **more}
    return Lookalike(url="https://www.instagram.com/x", platform="instagram", id="1", name=name, **base)  # type: ignore[arg-type] # a test's own words


CASES = (
    # name, candidate, right
    ("our address and number", place("Bäckerei Lindner", street="Lindenallee 1", town="München", phone="089 99998111", claimed=False), "unclaimed"),
    ("an old name at our address", place("Lindner Backstube", street="Lindenallee 1", town="München", claimed=False), "unclaimed"),
    ("somebody claimed our address", place("Bäckerei Lindner", street="Lindenallee 1", town="München", claimed=True), "ours"),
    ("the tenant next door", place("Friseur Nord", street="Lindenallee 1", town="München", phone="089 1", claimed=False), "silent"),
    ("a namesake in our town", place("Bäckerei Lindner", street="Rosenweg 9", town="München", phone="089 2", website="https://lindner-rosenweg.example/", claimed=True), "silent"),
    ("a namesake in our town whom nobody looks after", place("Bäckerei Lindner", street="Rosenweg 9", town="München", claimed=False), "silent"),
    ("our number elsewhere", place("Bäckerei Lindner Filiale", street="Rosenweg 9", town="München", phone="+49 89 99998111", claimed=False), "unclaimed"),
    ("another town with our street's name", place("Bäckerei Lindner", street="Lindenallee 1", town="Kiel", phone="0431 1", claimed=True), "silent"),
    ("a fake with foreign letters", profile("Stаdtbäckerei Lindner", about="Gewinnspiel: nur heute", town="München"), "poses"),
    ("a fan page", profile("Fans der Bäckerei Lindner", about="Gewinnspiel", town="München"), "silent"),
    ("a baker by name", profile("Tim bei Bäckerei Lindner", about="privat, schreib mir eine Nachricht", town="München"), "silent"),
    ("a large namesake who advertises", profile("Bäckerei Lindner", about="Nur heute -50 %", followers=9000, posts=700, town="München"), "silent"),
    ("our own forgotten profile", profile("Stadtbäckerei Lindner", about="Brot", website=SITE), "ours"),
    ("a parcel counter in our shop", place("DHL Paketshop Bäckerei Lindner", street="Lindenallee 1", town="München", claimed=False), "silent"),
    ("a charger in front of it", place("Ladestation Stadtbäckerei Lindner", street="Lindenallee 1", town="München", claimed=False), "silent"),
    ("a cash machine within", place("Geldautomat (Bäckerei Lindner)", street="Lindenallee 1", town="München", claimed=True), "silent"),
    ("our street's name in a town that is not said", place("Bäckerei Lindner", street="Lindenallee 1", phone="0431 99 88 77", website="https://lindner-kiel.example/", claimed=True), "silent"),
    ("our old address", place("Bäckerei Lindner", street="Rosenweg 9", town="München", phone="089 99998111", claimed=False), "unclaimed"),
    ("another firm of the name in the house", place("Lindner Immobilien", street="Lindenallee 1", town="München", phone="089 3", claimed=True), "silent"),
    ("our café in the house", place("Lindner Café", street="Lindenallee 1", town="München", claimed=False), "unclaimed"),
    ("who moved in after a Lindner", place("Café Nord, vormals Bäckerei Lindner", street="Lindenallee 1", town="München", claimed=True), "silent"),
    ("umlauts dropped and the street cut short", place("Stadtbackerei Lindner", street="Lindenallee 1", town="Munich", claimed=False), "unclaimed"),
    ("written as one word", place("BäckereiLindner", street="Lindenallee 1", town="München", claimed=False), "unclaimed"),
    ("the house next door", place("Bäckerei Lindner", street="Lindenallee 11", town="München", claimed=False), "silent"),
    ("who works with us", place("Eva Kurz | Bäckerei Lindner", street="Lindenallee 1", town="München", claimed=False), "silent"),
    ("another alphabet behind the name", place("Bäckerei Lindner 林德纳", street="Lindenallee 1", town="München", claimed=False), "unclaimed"),
    ("the shop's car park", place("Kundenparkplatz Bäckerei Lindner", street="Lindenallee 1", town="München", claimed=False), "silent"),
    ("a bus stop named after us", place("Bäckerei Lindner (Haltestelle)", town="München", street="Lindenallee", claimed=False), "silent"),
    ("our workshop round the corner with our number", place("Backstube Lindner", street="Hinterhof 2", town="München", phone="089 99998 111", claimed=False), "unclaimed"),
    ("the caterer of a relative", place("Partyservice Lindner", street="Lindenallee 1", town="München", phone="089 4", website="https://party-lindner.example/", claimed=True), "silent"),
    ("a franchise partner with our site", place("Stadtbäckerei Lindner am Bahnhof", street="Bahnhofsplatz 2", town="München", website=SITE, claimed=True), "ours"),
    ("a hotel of the name in our street", place("Lindner Hotel", street="Lindenallee 40", town="München", claimed=True), "silent"),
    ("our name misspelt", place("Bäckerei Linder", street="Lindenallee 1", town="München", phone="089 99998 111", claimed=False), "unclaimed"),
    ("a review page of ours", profile("Bäckerei Lindner Erfahrungen", about="Was Kunden sagen", town="München"), "silent"),
    ("a job page that asks for money", profile("Bäckerei Lindner Jobs", about="Bewerbung nur per WhatsApp, Anzahlung für Arbeitskleidung", town="München"), "poses"),
    ("a whole-sale customer's page", profile("Café Blau", about="Wir servieren Brot der Bäckerei Lindner, Lindenallee 1", town="München"), "silent"),
    ("an honest raffle of ours", profile("Stadtbäckerei Lindner", about="Gewinnspiel zum Advent", website=SITE, town="München"), "ours"),
)  # fmt: skip
NOT_YET = {"an honest raffle of ours"}
"""Written against our rules, and said wrong: a small profile of ours with a raffle is asked about as if it might be a stranger's."""


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_a_candidate_is_told_as_what_its_evidence_says(case: tuple[str, Lookalike, str]) -> None:
    """A name alone is never told."""
    name, one, right = case
    assert (resemblance(one, US, TODAY).outcome == right) == (name not in NOT_YET)


@pytest.mark.parametrize(
    ("ours", "theirs", "right"),
    [
        ("089 225588-0", "089 2255880", "unclaimed"),
        ("089 225588-0", "089 225588", "unclaimed"),
        ("089 2255880", "089 / 22 55 88-0", "unclaimed"),
        ("089 225588-0", "089 2255881", "silent"),
        ("089 2255880", "089 225588", "silent"),
    ],
)
def test_a_switchboard_is_ours_with_and_without_its_zero(ours: str, theirs: str, right: str) -> None:
    """225588-0, 2255880 and 225588 are one line; a number that merely ends in 0 is not the one without it."""
    us = identity_of(bakery(facts=Facts(phone=(ours,), address=("Lindenallee 1, 81369 München",))))
    one = place("Bäckerei Lindner", street="Rosenweg 9", town="München", phone=theirs, claimed=False)
    assert resemblance(one, us, TODAY).outcome == right


def test_the_labelled_candidates_are_told_as_labelled() -> None:
    """No false suspicion, on Google nor on any network, although no picture is compared."""
    folder = shared("data/watch")
    found = list(candidates(folder, firms(folder)))
    assert [case for case in found if case.right == "silent" and not case.well] == []
    assert [case for case in found if case.name.startswith("google") and not case.well] == []
    assert sum(case.well for case in found) >= 0.85 * len(found)
