"""Profile: wrong facts, lost domains, legal pages, certificates and outdated text."""

from dataclasses import replace
from typing import Any

import pytest

from account_health.judging.audit import audit
from account_health.memory.state import AccountState
from account_health.model import (
    TOLD,
    Audience,
    Certificate,
    Destination,
    Destinations,
    LegalPage,
    Reason,
    Severity,
    Site,
    Statement,
    Statements,
    Status,
    Unavailable,
)
from account_health.model.company import Account
from account_health.model.platform import PLATFORM_ROWS
from tests.builders import FACTS, NOW, URL, account, company, days_ago, snapshot, statements
from tests.findings import finding

IMPRINT = f"{URL}impressum/"


def facts(**changes: Any) -> Account:
    """Return the blog with other facts."""
    return account(facts=replace(FACTS, **changes))


@pytest.mark.parametrize(
    "written", ["089 1234567", "+49 (0)89 123 45 67", "0049-89-1234567", "089/12345-67", "tel:+49891234567"]
)
def test_the_same_number_in_another_form_is_right(written: str) -> None:
    """Only real differences count."""
    assert finding("phone", snapshot(phones=statements(written))).status is Status.PASS


def test_a_wrong_number_fails_and_shows_both() -> None:
    """Either may be the old one."""
    told = finding("phone", snapshot(phones=statements("089 7654321", url=IMPRINT)))
    assert told.status is Status.FAIL
    assert {key: getattr(value, "text", value) for key, value in told.message.values} == {
        "there": "089 7654321",
        "here": "089 1234567",
        "place": "on the website",
    }
    assert told.fix_url == IMPRINT


def test_each_of_several_facts_is_right() -> None:
    """A list means that each is right."""
    mine = facts(phone=("089 1234567", "089 7654321"))
    assert finding("phone", snapshot(phones=statements("089 7654321")), mine).status is Status.PASS


def test_a_page_is_right_when_one_of_its_numbers_is() -> None:
    """A legal notice also names others, such as the data protection officer."""
    both = statements("030 9999999", "089 1234567")
    assert finding("phone", snapshot(phones=both)).status is Status.PASS


def test_one_wrong_page_is_a_finding_although_another_is_right() -> None:
    """Home says one thing, the legal notice another."""
    mixed = Statements(items=(Statement("089 1234567", URL), Statement("089 7654321", IMPRINT)))
    assert finding("phone", snapshot(phones=mixed)).status is Status.FAIL


def test_nothing_to_compare_with_is_not_applicable() -> None:
    """Without registered facts there is no right or wrong."""
    none = facts(phone=(), email=(), address=())
    for check in ("phone", "email", "address"):
        assert finding(check, snapshot(), none).status is Status.NOT_APPLICABLE


def test_nothing_said_at_all_is_a_warning() -> None:
    """A site without a phone number is not wrong, and not good."""
    assert finding("phone", snapshot(phones=statements())).status is Status.WARN


def test_a_legal_notice_that_was_not_read_convicts_and_never_acquits() -> None:
    """The right number on the home page says nothing about the page that we did not see."""
    gap = Unavailable(Reason.TOO_SLOW, "10 s")
    right = statements("089 1234567", gap=gap)
    assert finding("phone", snapshot(phones=right)).status is Status.UNKNOWN
    assert finding("phone", snapshot(phones=statements("089 7654321", gap=gap))).status is Status.FAIL
    assert finding("phone", snapshot(phones=statements(gap=gap))).status is Status.UNKNOWN


def test_another_address_at_the_company_s_domain_is_a_small_matter() -> None:
    """buero@ instead of hallo@ reaches the house."""
    told = finding("email", snapshot(emails=statements("buero@baeckerei-morgenrot.example")))
    assert (told.status, told.severity) == (Status.WARN, Severity.LOW)
    stranger = finding("email", snapshot(emails=statements("info@altes-postfach.example")))
    assert (stranger.status, stranger.severity) == (Status.FAIL, Severity.MEDIUM)


@pytest.mark.parametrize(
    "written",
    [
        "Bäckerei Morgenrot GmbH, Marktplatz 1, D-80331 München",
        "Marktplatz 1\n80331 Muenchen\nDeutschland",
        "MARKTPLATZ 1 · 80331 MÜNCHEN",
    ],
)
def test_the_same_address_in_another_form_is_right(written: str) -> None:
    """Order, case, umlauts and countries do not matter."""
    assert finding("address", snapshot(addresses=statements(written))).status is Status.PASS


@pytest.mark.parametrize(
    ("fact", "there"),
    [
        ("Hauptstraße 5, 10115 Berlin", "Hauptstr. 5, 10115 Berlin"),
        ("Hauptstr. 5, 10115 Berlin", "Hauptstrasse 5 10115 Berlin"),
    ],
)
def test_street_is_abbreviated_in_many_ways(fact: str, there: str) -> None:
    """Str. and Straße are the same street."""
    assert (
        finding("address", snapshot(addresses=statements(there)), facts(address=(fact,))).status
        is Status.PASS
    )


def test_another_house_number_is_another_address() -> None:
    """Digits count."""
    assert (
        finding("address", snapshot(addresses=statements("Marktplatz 10, 80331 München"))).status
        is Status.FAIL
    )


@pytest.mark.parametrize("lost", ["not_found", "gone", "unknown_host"])
def test_a_home_page_that_is_gone_is_lost(lost: str) -> None:
    """404, 410 and a name that does not resolve are told as one critical finding."""
    seen = snapshot(site=Site(url=URL, final_url=None, lost=lost))  # type: ignore[arg-type]
    assert finding("domain-lost", seen).status is Status.FAIL
    assert finding("website", seen).yields_to == "domain-lost"


def test_a_foreign_domain_is_lost_and_what_stands_there_is_not_judged() -> None:
    """The phone number of a stranger is not our wrong phone number."""
    seen = snapshot(
        site=Site(url=URL, final_url="https://casino.example.com/"), phones=statements("0900 123456")
    )
    assert finding("domain-lost", seen).status is Status.FAIL
    assert finding("phone", seen).yields_to == "domain-lost"


def test_the_same_name_under_another_ending_is_asked_about() -> None:
    """It may be ours, or somebody's who bought it."""
    seen = snapshot(site=Site(url=URL, final_url="https://www.baeckerei-morgenrot.test/"))
    assert finding("domain-lost", seen).status is Status.WARN


def test_a_registered_second_domain_is_no_loss() -> None:
    """A list of websites means that each is right."""
    seen = snapshot(site=Site(url=URL, final_url="https://morgenrot.test/"))
    mine = facts(website=(URL, "https://morgenrot.test"))
    assert finding("domain-lost", seen, mine).status is Status.PASS
    assert finding("website", seen, mine).status is Status.PASS


def test_a_site_without_encryption_fails() -> None:
    """The website has to answer over https."""
    seen = snapshot(site=Site(url=URL, final_url=URL.replace("https", "http")))
    assert finding("website", seen).status is Status.FAIL


@pytest.mark.parametrize(
    ("page", "status"),
    [
        (LegalPage(IMPRINT, answers=True, clicks=2), Status.PASS),
        (LegalPage(IMPRINT, answers=True, clicks=3), Status.FAIL),
        (LegalPage(IMPRINT, answers=False, clicks=1), Status.FAIL),
        (LegalPage(None, answers=False), Status.FAIL),
    ],
)
def test_the_legal_notice_has_to_be_reached_in_two_clicks(page: LegalPage, status: Status) -> None:
    """A broken link is as bad as none."""
    assert finding("imprint", snapshot(imprint=page)).status is status
    assert (
        finding("imprint", snapshot(imprint=page), whole=company(country="CH")).status
        is Status.NOT_APPLICABLE
    )


@pytest.mark.parametrize(
    ("page", "status"),
    [
        (LegalPage(f"{URL}datenschutz/", answers=True, clicks=1), Status.PASS),
        (LegalPage(f"{URL}datenschutz/", answers=False, clicks=1), Status.FAIL),
        (LegalPage(None, answers=False), Status.FAIL),
    ],
)
def test_the_privacy_policy_has_to_be_linked_and_to_answer(page: LegalPage, status: Status) -> None:
    """In every country."""
    assert finding("privacy-policy", snapshot(privacy=page)).status is status
    assert finding("privacy-policy", snapshot(privacy=page), whole=company(country="GB")).status is status


@pytest.mark.parametrize("problem", ["expired", "wrong_host", "untrusted"])
def test_a_certificate_that_browsers_warn_of_is_the_owners(problem: str) -> None:
    """Whoever opens the site is warned, so the owner has to know, whoever puts it right."""
    shown = Certificate("www.x.example", None, None, problem=problem)  # type: ignore[arg-type]
    found = finding("certificate", snapshot(certificate=shown))
    assert (found.status, found.severity, found.audience) == (Status.FAIL, Severity.CRITICAL, Audience.OWNER)


def test_what_most_visitors_do_not_see_of_a_certificate_is_the_agencys() -> None:
    """A chain that browsers complete, and one that runs out."""
    chain = finding("certificate", snapshot(certificate=Certificate("x", None, None, problem="incomplete")))
    ends = finding("certificate", snapshot(certificate=Certificate("x", days_ago(89), days_ago(-1))))
    assert (chain.severity, chain.audience) == (Severity.MEDIUM, Audience.OPERATOR)
    assert (ends.severity, ends.audience) == (Severity.HIGH, Audience.OPERATOR)


def test_a_site_behind_a_bad_certificate_is_one_finding() -> None:
    """Weeks without a complete look have that cause, and it is told."""
    gap = Unavailable(Reason.CERTIFICATE, "expired")
    dark = dict.fromkeys(PLATFORM_ROWS["blog"].parts - {"certificate"}, gap)
    seen = snapshot(certificate=Certificate("x", None, None, problem="expired"), **dark)
    before = AccountState(
        account="blog", first_look=days_ago(70), last_look=days_ago(7), last_complete=days_ago(28)
    )
    found = audit(seen, company(account()), account(), NOW, before).findings
    assert [one.check for one in found if one.status in TOLD and one.check != "owner-assigned"] == [
        "certificate"
    ]


@pytest.mark.parametrize(
    ("left", "status"),
    [(19, Status.PASS), (18, Status.PASS), (17, Status.WARN), (8, Status.FAIL), (-1, Status.FAIL)],
)
def test_a_certificate_is_judged_by_the_share_of_its_life_that_is_left(left: int, status: Status) -> None:
    """Of 90 days: under 20 % warns, under 10 % fails."""
    shown = Certificate("www.x.example", days_ago(90 - left), days_ago(-left))
    assert finding("certificate", snapshot(certificate=shown)).status is status


def test_a_short_lived_certificate_that_was_renewed_since_the_last_run_is_no_warning() -> None:
    """Six-day certificates are always near their end, and renewed all the time."""
    shown = Certificate("www.x.example", days_ago(5), days_ago(-1))
    before = AccountState(
        account="blog", first_look=days_ago(7), last_look=days_ago(7), certificate_not_after=days_ago(2)
    )
    assert finding("certificate", snapshot(certificate=shown)).status is Status.WARN
    assert finding("certificate", snapshot(certificate=shown), before=before).status is Status.PASS


def test_an_offer_that_ended_is_outdated() -> None:
    """The passage and its page are named."""
    told = finding(
        "outdated-text", snapshot(texts=statements("Stollen-Aktion: gültig bis 31. Dezember 2025."))
    )
    assert told.status is Status.FAIL
    assert told.evidence[0].url == URL


def test_a_link_that_leads_nowhere_is_told_with_the_page_that_has_it() -> None:
    """One dead link is enough, whatever the others answered."""
    dead = Destination("https://weg.example/", f"{URL}brot/", "dead", days_ago(2))
    alive = replace(dead, url="https://da.example/", state="alive")
    told = finding("dead-links", snapshot(destinations=Destinations((alive, dead), 2)))
    assert (told.status, told.severity, told.figure) == (Status.WARN, Severity.LOW, 1)
    assert told.fix_url == f"{URL}brot/"
    assert finding("dead-links", snapshot(destinations=Destinations((alive,), 2))).status is Status.PASS


@pytest.mark.parametrize("lost", ["parked", "expired"])
def test_a_parked_or_expired_domain_is_lost(lost: Any) -> None:
    """Somebody else's page stands there: critical, and it may alert."""
    told = finding("domain-lost", snapshot(site=Site(URL, None, lost=lost)))
    assert (told.status, told.severity) == (Status.FAIL, Severity.CRITICAL)


@pytest.mark.parametrize(
    ("strange", "status", "severity"),
    [
        (None, Status.PASS, Severity.CRITICAL),
        ("unrecognised", Status.WARN, Severity.HIGH),
        ("gone", Status.FAIL, Severity.CRITICAL),
        ("language", Status.FAIL, Severity.CRITICAL),
    ],
)
def test_a_page_on_which_nobody_recognises_the_company(
    strange: Any, status: Status, severity: Severity
) -> None:
    """One sign warns without an alert, a second one convicts."""
    told = finding("domain-lost", snapshot(site=Site(URL, URL, strange=strange)))
    assert (told.status, told.severity) == (status, severity)


@pytest.mark.parametrize("kind", ["wares", "letters", "links"])
def test_what_strangers_planted_warns_without_an_alert(kind: Any) -> None:
    """Words are among its signs, and a word convicts nobody; the sentence says what is seen."""
    told = finding("domain-lost", snapshot(site=Site(URL, URL, planted=kind)))
    assert (told.status, told.severity) == (Status.WARN, Severity.HIGH)
    assert "other websites" in told.message.text


def test_an_address_that_leads_elsewhere_is_told_before_what_is_written_there() -> None:
    """One cause, one finding."""
    told = finding("domain-lost", snapshot(site=Site(URL, "https://casino.example/", planted="wares")))
    assert told.status is Status.FAIL


# --- facts that nobody registered -------------------------------------------------------------------------


@pytest.mark.parametrize(("platform", "expected"), [("blog", "elsewhere"), ("facebook", "the website says")])
def test_what_a_site_says_of_itself_is_nobodys_details(platform: str, expected: str) -> None:
    """Before anybody registered, a number can only contradict another one: the sentence names both places and no details."""
    stranger = replace(company(), facts_from="website")
    mine = account(platform=platform)
    told = finding("phone", snapshot(phones=statements("089 7654321"), platform=platform), mine, stranger)
    assert told.status is Status.FAIL
    assert expected in told.message.text
    assert told.action is not None
    assert "details" not in told.message.text + told.action.text
    assert "let us know" not in told.action.text


def test_what_a_site_says_of_itself_proves_nothing_right() -> None:
    """The same number everywhere is said as that, not as the right one."""
    stranger = replace(company(), facts_from="website")
    told = finding("phone", snapshot(phones=statements("089 1234567")), account(), stranger)
    assert told.status is Status.PASS
    assert "right" not in told.message.text
