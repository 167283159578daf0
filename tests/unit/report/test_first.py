"""The form of a first report, and of the first check: good, costly, the first month, and what could not be seen."""

import re
from dataclasses import replace
from typing import Any

import pytest

from account_health.model import Audience, CompanyReport, Gap, Reason, Status, message, message_n
from account_health.model.company import Company
from account_health.report import render, render_first_check, render_mail
from account_health.report.channels import sheet_of
from account_health.report.context import context_of
from account_health.report.first import LOOK, MOST_COSTS, MOST_GOOD, MOST_WORDS, ROOMS, TAKES, first_sight
from account_health.report.verdict import AT_FIRST
from account_health.report.views import FirstSight
from tests import first_samples
from tests import report_samples as samples
from tests.mail_words import words
from tests.markup import tree
from tests.report_golden import DU, ENGLISH
from tests.translations import forms, said


def told(report: CompanyReport | None = None, company: Company | None = None) -> FirstSight:
    """Return the form of a first report, in German."""
    company = company or samples.company()
    return first_sight(
        sheet_of(context_of(report or first_samples.first_report(), company), "team@agentur.example")
    )


def one_line(text: str) -> str:
    """Return a text without its line breaks."""
    return " ".join(text.split())


@pytest.mark.parametrize("company", [samples.company(), DU, ENGLISH], ids=["Sie", "du", "English"])
@pytest.mark.parametrize("audience", Audience)
def test_a_first_report_is_read_in_two_minutes(company: Company, audience: Audience) -> None:
    """At most 350 words, counted as in every mail."""
    mail = render_mail(first_samples.first_report(), company, audience=audience)
    assert words(mail.text.split("=====")[0]) <= MOST_WORDS


def test_a_company_with_many_long_names_is_read_in_two_minutes_too() -> None:
    """Steps and the table of channels give way; what is good and what costs stay three each."""
    report = replace(samples.forty_accounts(), first=True, month_begins=True)
    tasks = tuple(
        samples.task(one.account, one.findings[0])
        for one in report.accounts
        if one.findings and one.findings[0].action
    )
    text = render_mail(replace(report, tasks=tasks, todo=tasks[:3]), samples.company()).text
    assert words(text) <= MOST_WORDS


def test_three_are_good_and_three_cost() -> None:
    """Of more than three, those that weigh most."""
    sight = told()
    assert (len(sight.strengths), len(sight.costs)) == (MOST_GOOD, MOST_COSTS)
    assert str(sight.strengths[0]) == "Google: 4,6 von 5 Sternen aus 60 Bewertungen."


def test_the_same_good_thing_on_two_channels_is_one_line() -> None:
    """Its channels stand before it."""
    assert "Facebook und Google: Die Öffnungszeiten stimmen." in map(str, told().strengths)


def test_each_area_has_its_good_thing_before_one_has_two() -> None:
    """Nobody hears three times that profiles are right and nothing of the posts."""
    assert "Beitrag" in str(told().strengths[2])


def test_few_or_bad_stars_are_not_praised() -> None:
    """Three stars, or five from two people, are no good news."""
    for stars, ratings in ((3.9, 60), (5.0, 4)):
        said = message_n(
            "{stars} of 5 stars from {n} rating.",
            "{stars} of 5 stars from {n} ratings.",
            ratings,
            stars=stars,
        )
        rating = samples.finding("rating", Status.PASS, said, figure=stars)
        assert told(samples.report(samples.account("google", findings=(rating,)), first=True)).strengths == ()


def test_many_branches_are_one_name_with_their_number() -> None:
    """Forty addresses in one line would be the whole mail."""
    branch = samples.finding("phone", Status.PASS, message("The phone number is right."))
    accounts = tuple(
        replace(samples.account("google", name=f"Filiale {n}", findings=(branch,)), account=f"google-{n}")
        for n in (1, 2, 3)
    )
    (line,) = told(samples.report(*accounts, first=True)).strengths
    assert str(line) == "Google (drei Kanäle): Die Telefonnummer stimmt."


@pytest.mark.parametrize("status", [Status.UNKNOWN, Status.MUTED, Status.NOT_APPLICABLE, Status.WARN])
def test_only_what_passed_is_good(status: Status) -> None:
    """What could not be judged, or is switched off, is not praised."""
    report = samples.report(
        samples.account("blog", findings=(samples.finding("phone", status, message("It is right.")),)),
        first=True,
    )
    assert told(report).strengths == ()


def test_what_the_first_sentence_said_is_not_said_again() -> None:
    """There the list begins with what it does to customers."""
    assert str(told().costs[0].what).startswith("Was öffentlich ohne Antwort bleibt")


def test_law_costs_no_customers() -> None:
    """A gap in the legal notice is planned and not listed among what costs customers."""
    report = first_samples.prospects_look()
    sight = told(report, first_samples.prospect())
    assert not any("Impressum" in str(cost.what) for cost in sight.costs)
    assert any("Impressum" in str(step.what) for step in sight.plan)


def test_the_first_month_has_its_minutes_and_their_sum() -> None:
    """Each step says how long it takes, and all of them together."""
    sight = told()
    assert len(sight.plan) <= ROOMS[0].steps
    assert [str(step.takes) for step in sight.plan][:2] == ["10 Min.", "5 Min."]
    assert str(sight.altogether) == "Zusammen etwa 85 Minuten."


def test_what_is_to_be_decided_comes_after_every_deed_of_the_month() -> None:
    """What is said to be for the coming weeks never stands before what is due soon."""
    words = [str(step.urgency) for step in told().plan]
    assert "In den nächsten Wochen" in words
    assert words == sorted(words, key=lambda word: word == "In den nächsten Wochen")


def test_what_was_not_seen_says_what_it_takes() -> None:
    """Reason and cure stand together, with the time."""
    (line,) = told().unseen
    assert "abgelaufen" in str(line)
    assert "neue Anmeldung, etwa fünf Minuten" in str(line)


@pytest.mark.parametrize("reason", TAKES)
def test_each_cure_follows_its_reason(reason: Reason) -> None:
    """Where a reason has a cure of its own, it is told; our next look is the cure of the other outages."""
    blind = samples.unreadable("blog" if reason is Reason.ACCESS_DENIED else "facebook", reason, samples.NOW)
    (line,) = told(samples.report(blind, first=True, score=None, coverage=0.0), ENGLISH).unseen
    assert TAKES[reason].text.replace("{platform}", "Facebook") in str(line)


@pytest.mark.parametrize(
    ("check", "action", "step"),
    [
        (None, None, LOOK.text),
        ("permissions-complete", "Grant it.", TAKES[Reason.SCOPE_MISSING].text),
        ("credential-valid", "Invite this person again.", "Invite this person again."),
    ],
)
def test_a_refusal_of_a_platform_is_cured_by_what_its_access_lacks(
    check: str | None, action: str | None, step: str
) -> None:
    """A consent where a permission lacks, the access's own step where it has one; else nobody knows, and somebody looks."""
    blind = samples.unreadable("facebook", Reason.ACCESS_DENIED, samples.NOW)
    if check is not None and action is not None:
        refused = samples.finding(check, Status.FAIL, message("Refused."), action=message(action))
        blind = replace(blind, findings=(refused,))
    (line,) = told(samples.report(blind, first=True, score=None, coverage=0.0), ENGLISH).unseen
    assert step in str(line)


def test_what_an_account_is_like_has_no_cure() -> None:
    """That comments are closed is told, and nobody is sent to change it."""
    account = samples.account("blog", unavailable=(Gap("comments", Reason.CLOSED, ""),))
    (line,) = told(samples.report(account, first=True), ENGLISH).unseen
    assert "Needed" not in str(line)
    assert "next time" not in str(line)


def test_where_nothing_was_seen_nothing_is_claimed() -> None:
    """No look back over three months, nothing good, nothing that costs; only what it takes to begin."""
    text = one_line(render_mail(first_samples.first_unseen(), samples.company()).text)
    assert "Das ist Ihr erster Bericht." in text
    assert "drei Monate" not in text
    assert "Was gut ist" not in text
    assert "Freigabe der Seite" in text
    assert "muss Google unseren Antrag genehmigen" in text


def test_a_first_report_knows_no_week_before() -> None:
    """Its first sentence speaks of what is so yet, and each sentence that it replaces is one that reports begin with."""
    text = one_line(render_mail(first_samples.first_unseen(), ENGLISH).text)
    assert "We could not check any of your channels yet." in text
    assert "This week" not in text
    known = {forms(one.id)[0] for one in said() if one.id}
    assert known.issuperset(AT_FIRST)


def test_a_first_report_compares_with_nothing() -> None:
    """No course, nothing "new", nothing "done since"."""
    for company in (samples.company(), ENGLISH):
        text = render_mail(first_samples.first_report(), company).text
        assert not any(
            word in text for word in ("nichts Neues zu tun", "nothing new", "Seit dem letzten Mal")
        )


def test_what_has_no_room_is_counted() -> None:
    """A matter that is neither listed nor planned is told as one more."""
    report = first_samples.first_report()
    short = replace(report, tasks=report.tasks[:2], todo=report.tasks[:2])
    text = one_line(render_mail(short, samples.company()).text)
    assert "weitere" in text


def test_the_page_of_a_first_report_calls_nothing_new() -> None:
    """Everything is, so that says nothing."""
    page = render(first_samples.first_report(), samples.company()).page
    assert "Neu in diesem Bericht" not in page


# --- the first check of a prospect ---


def printed(**changes: Any) -> str:
    """Return the words of a first check in one line."""
    page = render_first_check(first_samples.prospects_look(), first_samples.prospect(**changes))
    return one_line(re.sub(r"<[^>]*>", "", page.split("<body>")[1]))


@pytest.mark.parametrize("changes", [{}, {"address_form": "du"}, {"language": "en"}])
def test_a_first_check_speaks_of_no_details_that_nobody_gave(changes: dict[str, str]) -> None:
    """Whoever never registered gave us nothing: the site is compared with itself, and either value may be right."""
    text = printed(**changes)
    assert not re.search(r"Angaben|bei uns|your details|let us know|schreib", text)
    assert "089 7654321" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "089 1234567" in text


def test_a_first_check_has_three_good_three_costly_and_the_first_month() -> None:
    """What a stranger decides by, within two minutes of reading."""
    page = render_first_check(first_samples.prospects_look(), first_samples.prospect())
    sections = {
        name: page.split(f'id="{name}"')[1].split("</section>")[0] for name in ("good", "costs", "plan")
    }
    assert {name: text.count("<li>") for name, text in sections.items()} == {"good": 3, "costs": 3, "plan": 4}
    assert sections["plan"].count("Min.") == 4
    assert len(printed().split()) <= 350


def test_a_first_check_names_google_and_facebook_as_closed() -> None:
    """Nobody may take for good what no program can see without the company."""
    text = printed()
    assert "Google-Unternehmensprofil: ohne Sie nicht zu prüfen." in text
    assert "Facebook-Seite: ohne Sie nicht zu prüfen." in text
    assert "X-Profil: nicht Teil dieses Checks." in text
    assert "Instagram-Profil: nicht Teil" not in text


def test_a_first_check_is_the_agencys_and_asks_for_nothing() -> None:
    """Its name, its foot, its picture; no unsubscribing, no mail to answer, no person in charge."""
    page = render_first_check(first_samples.prospects_look(), first_samples.prospect())
    assert "Kanal-Check von Agentur Nordlicht" in page
    assert "Agentur Nordlicht GmbH, Musterweg 1" in page
    assert 'src="https://www.example.org/logo.png"' in page
    assert "mailto:" not in page
    assert "Zuständig" not in page


def test_a_first_check_loads_nothing_but_the_logo() -> None:
    """Its policy names that very address."""
    page = render_first_check(first_samples.prospects_look(), first_samples.prospect())
    policy = next(one.get("content") for one in tree(page) if one.get("http-equiv"))
    assert "default-src 'none'" in str(policy)
    assert "img-src https://www.example.org/logo.png" in str(policy)
    plain = replace(first_samples.prospect(), brand=samples.brand(logo=None))
    assert "img-src" not in render_first_check(first_samples.prospects_look(), plain)


def test_a_check_of_nothing_is_refused() -> None:
    """Without a single channel there is nothing to say."""
    with pytest.raises(ValueError, match="nothing was looked at"):
        render_first_check(samples.report(first=True), first_samples.prospect())


def test_a_first_check_never_says_that_everything_was_checked() -> None:
    """Not even where everything was that it looked at: Google was not."""
    site = samples.account("blog", last_post_at=None)
    page = render_first_check(samples.report(site, score=100), first_samples.prospect())
    assert "Wir konnten alles prüfen" not in page
    good = render_first_check(samples.good_week(), first_samples.prospect())
    assert "In dem, was wir prüfen konnten, haben wir keinen Fehler gefunden." in good
    assert "nichts zu tun" not in good
    assert "Was wir prüfen konnten, hat 100 von 100 Punkten." in page
