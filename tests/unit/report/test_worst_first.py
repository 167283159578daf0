"""The worst first: what a report tells first and what it asks for, in the order of the harm that stands in the table of checks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Literal

import pytest

from account_health.checks import BY_ID, CHECKS
from account_health.checks.facts import CHANGE
from account_health.judging.tasks import MOST_THIS_WEEK, all_tasks, this_week
from account_health.model import (
    AccountReport,
    Advice,
    Audience,
    Certificate,
    Change,
    CompanyReport,
    Days,
    Finding,
    Harm,
    Option,
    Outside,
    Own,
    ReportRhythm,
    Severity,
    Status,
    Value,
    message,
)
from account_health.model.company import Company, Language
from account_health.report import Rendered, brief_of, render, render_mail
from account_health.report.data import as_json
from account_health.report.verdict import SUBJECT, titled
from account_health.report.words import DEEDS
from tests import builders, first_samples
from tests import report_samples as samples
from tests.markup import flat
from tests.unit.report.test_from_judgement import assembled, looked_at

TODAY = samples.NOW.date()
LATE = date(2026, 10, 1)
ALONE = replace(
    samples.company(), report=replace(samples.company().report, copy_to=(), reply_to="chefin@example.org")
)
"""A company of which no agency reads a copy."""

WRONG_PHONE = samples.finding(
    "phone",
    Status.FAIL,
    message(
        "It says {there} {place}; your details say {here}.",
        place=message("on the website"),
        there=Outside("089 1"),
        here=Outside("089 2"),
    ),
    action=message(
        "Change {what} {place} to {here}. Or is {there} right? Then let us know.",
        what=message("the phone number"),
        place=message("on the website"),
        there=Outside("089 1"),
        here=Outside("089 2"),
    ),
    due=LATE,
)
SILENT = samples.finding(
    "dormant-account",
    Status.FAIL,
    message(
        "Nothing has been posted for {age}; the last post is from {day}.",
        age=Days(200),
        day=samples.ago(200).date(),
    ),
    action=message("Decide what happens next {place}.", place=message("on X")),
)
REST = Advice(
    choice="dormant",
    message=message("Our advice: let this channel rest, and say in the profile where to find you."),
    reasons=(message("Nobody has written there in the last three months."),),
    options=(Option(choice="dormant", takes=message("one post a month")),),
)
ENDING = samples.finding(
    "certificate",
    Status.FAIL,
    message("The website's certificate expires on {day}, in {days}.", day=date(2026, 11, 25), days=Days(2)),
    action=message("Have the certificate renewed, and find out why automatic renewal failed."),
    harm=Harm.THIS_WEEK,
)


def told(which: str, *findings: Finding, **more: Any) -> AccountReport:
    """Return one of the bakery's channels with these findings."""
    return samples.account(which, findings=findings, **more)


def week(*accounts: AccountReport, company: Company = ALONE, **more: Any) -> CompanyReport:
    """Return the report on these channels, with what it asks for."""
    tasks = all_tasks(company, accounts, TODAY, month_begins=False)
    return samples.report(*accounts, todo=this_week(tasks, accounts), tasks=tasks, **more)


def german(report: CompanyReport, company: Company = ALONE, **more: Any) -> Rendered:
    """Return the report in German."""
    return render(report, company, **more)


def first_sentence(rendered: Rendered) -> str:
    """Return the sentences above everything else."""
    return flat(rendered.text.split("\n\n")[1])


# --- the order ------------------------------------------------------------------------------------


def test_whatever_presses_has_its_place() -> None:
    """A check that is critical or high stands at its harm because somebody put it there, not because nobody did."""
    nobody_placed = {
        check.id
        for check in CHECKS
        if check.harm is Harm.MISSING and check.severity in {Severity.CRITICAL, Severity.HIGH}
    }
    assert nobody_placed == {"credential-expiry", "imprint"}


@pytest.mark.parametrize(
    ("harm", "checks"),
    [
        (Harm.SHUT, {"domain-lost", "certificate", "closed-status", "account-public"}),
        (Harm.OUTCRY, {"unanswered-criticism", "reply-rejected", "comment-surge"}),
        (Harm.THIS_WEEK, {"holiday-hours", "hours"}),
        (Harm.WRONG, {"phone", "address", "website"}),
        (Harm.WAITS, {"unanswered-comments", "unanswered-reviews", "unanswered-mentions"}),
        (Harm.MISSING, {"imprint", "owner-assigned", "description"}),
        (Harm.SILENT, {"dormant-account", "last-post-age"}),
    ],
    ids=lambda one: one.value if isinstance(one, Harm) else "",
)
def test_the_rows_say_what_a_fail_does(harm: Harm, checks: set[str]) -> None:
    """What hurts today, then what is wrong, who waits, what is missing, and silence last."""
    assert {check for check in checks if BY_ID[check].harm_of(Status.FAIL) is harm} == checks


def test_what_only_warns_hurts_nobody_today() -> None:
    """A certificate that ends in three weeks, holidays that are three weeks away."""
    for check in ("certificate", "holiday-hours", "domain-lost"):
        assert not BY_ID[check].harm_of(Status.WARN).hurts_today


def test_tasks_come_by_harm_whatever_they_take() -> None:
    """One of each kind, written down in the wrong order."""
    checks = (
        "dormant-account",
        "imprint",
        "unanswered-reviews",
        "phone",
        "holiday-hours",
        "reply-rejected",
        "closed-status",
    )
    findings = [
        samples.finding(check, Status.FAIL, message(check), action=message(f"Mend {check}."))
        for check in checks
    ]
    tasks = week(told("google", *findings)).tasks
    assert [task.check for task in tasks] == list(reversed(checks))


def test_of_two_that_harm_alike_what_is_overdue_comes_first() -> None:
    """A severe one that is new waits behind one whose day is over."""
    new = samples.finding("phone", Status.FAIL, message("x"), action=message("Mend phone."))
    late = samples.finding(
        "email",
        Status.FAIL,
        message("y"),
        action=message("Mend email."),
        due=LATE,
        report_rhythm=ReportRhythm.WEEKLY,
    )
    assert [task.check for task in week(told("blog", new, late)).tasks] == ["email", "phone"]


# --- one word for how pressing it is ------------------------------------------------------------------


def test_overdue_is_the_same_word_in_task_table_and_text() -> None:
    """Where it is overdue, nothing calls it soon."""
    rendered = german(week(told("blog", WRONG_PHONE), told("google")))
    assert "1. Überfällig: " in rendered.text
    assert rendered.text.count("Überfällig") == 2  # the task and the channel's line
    assert "Bald" not in rendered.text


def test_silence_is_to_be_decided_and_never_urgent() -> None:
    """No day, no deputy, no red word; the advice stands in the same line."""
    report = week(told("x", SILENT, advice=REST), told("google"))
    text = flat(german(report).text)
    assert (
        "1. In den nächsten Wochen: Entscheiden Sie, wie es auf X weitergeht. Unser Rat: den Kanal ruhen lassen"
        in text
    )
    assert "Dringend" not in text
    assert "Überfällig" not in text
    assert (report.tasks[0].due, report.tasks[0].deputy) == (None, None)
    assert not brief_of(as_json(report, ALONE), ALONE).urgent


# --- cases ----------------------------------------------------------------------------------------


def test_an_expired_certificate_is_the_first_sentence_with_an_agency_too() -> None:
    """Whoever owns the shop learns since when nobody gets in and who takes care, whatever else is wrong."""
    blog = builders.account(url="https://www.stadtbaeckerei.example/")
    company = builders.company(blog, language="de", brand=samples.brand())
    ended = samples.ago(3)
    report = assembled(
        company,
        looked_at(
            blog,
            certificate=Certificate("www.stadtbaeckerei.example", samples.ago(93), ended, problem="expired"),
            phones=builders.statements("089 1"),
        ),
    )
    rendered = render(report, company)
    assert first_sentence(rendered).startswith(
        "Wer Ihre Website öffnet, sieht seit dem 20. November eine Warnung: "
    )
    assert "Darum kümmert sich Agentur Nordlicht." in first_sentence(rendered)
    assert report.todo[0].check == "certificate"
    assert "1. Dringend: " in rendered.text


def test_what_hurts_today_is_the_owners_first_sentence_though_only_the_agency_can_act() -> None:
    """The sentence says who takes care; the task is the agency's."""
    company = samples.company()
    assert company.report.copy_is_read
    report = week(told("blog", ENDING), told("google"), company=company)
    owner = german(report, company)
    assert first_sentence(owner) == (
        "Das Zertifikat der Website läuft am 25. November ab, in zwei Tagen."
        " Darum kümmert sich Agentur Nordlicht."
    )
    assert "Diese Woche zu tun" not in owner.text
    agency = german(report, company, audience=Audience.OPERATOR)
    assert "Lassen Sie das Zertifikat erneuern" in flat(agency.text)
    alone = german(report)
    assert "1. Dringend: Lassen Sie das Zertifikat erneuern" in flat(alone.text)


def test_a_wrong_phone_comes_before_a_silent_channel() -> None:
    """Who calls reaches nobody; that X is silent can wait for a decision."""
    report = week(told("x", SILENT, advice=REST), told("blog", WRONG_PHONE))
    rendered = german(report)
    assert first_sentence(rendered).startswith("Auf der Website steht „089 1“, in Ihren Angaben „089 2“.")
    assert [(task.account, task.check) for task in report.todo] == [
        ("blog", "phone"),
        ("x", "dormant-account"),
    ]


def test_a_complaint_comes_before_what_is_wrong_and_a_question_after() -> None:
    """What is told beside the first sentence is told below it."""
    complaint = told("facebook", open_items=(samples.question("Schlecht!", "Tom", 3, tone="criticism"),))
    question = told("facebook", open_items=(samples.question("Wann?", "Tom", 3),))
    phone = told("blog", WRONG_PHONE)
    assert first_sentence(german(week(complaint, phone))).startswith("Auf Facebook wartet eine Beschwerde")
    assert first_sentence(german(week(question, phone))) == (
        "Auf der Website steht „089 1“, in Ihren Angaben „089 2“."
        " Auf Facebook wartet eine Frage seit drei Tagen auf Antwort."
    )


def test_a_missing_deputy_is_nobodys_first_sentence() -> None:
    """It is asked once a month, below everything else, and of whoever writes the registry file."""
    deputy = samples.finding(
        "owner-assigned", Status.WARN, message("Nobody stands in."), action=message("Name a deputy.")
    )
    late = replace(
        samples.finding("outdated-text", Status.FAIL, message("x"), action=message("Mend it.")), due=LATE
    )
    report = week(told("blog", deputy, late), month_begins=True)
    assert [task.check for task in report.todo] == ["outdated-text"]
    assert "deputy" not in first_sentence(german(report))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Stadtbäckerei Beispiel", "S. Beispiel"),
        ("Autohaus Kern GmbH", "Autohaus Kern"),
        ("Bäckerei und Konditorei Müller", "B. u. K. Müller"),
    ],
)
def test_a_subject_tells_one_client_from_another(name: str, shown: str) -> None:
    """Of a long name the general words shrink, which come first; the last one stays."""
    subject = titled("Zeiten für Feiertage fehlen bei Google auf", name)
    assert len(subject) <= SUBJECT
    assert subject.split(" – ")[1].split()[-1] == shown.rsplit(maxsplit=1)[-1]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("mode", ["send", "review"])
@pytest.mark.parametrize(
    "name",
    [
        "Stadtbäckerei Beispiel",
        "Autohaus Kern GmbH & Co. KG",
        "Evangelische Kirchengemeinde Sankt Johannes Mitte",
        "Rechtsanwaltskanzlei Wolfsberger-Lindenhof",
    ],
)
def test_no_subject_cuts_the_word_that_tells_one_client_from_another(
    name: str, mode: Literal["send", "review"], language: Language
) -> None:
    """A draft's subject has a word more, and a matter that leaves no room for the company is said in fewer words."""
    settings = replace(samples.company().report, mode=mode)
    company = replace(samples.company(), name=name, language=language, report=settings)
    for report in (
        samples.golden_week(),
        samples.nothing_readable(),
        samples.good_week(),
        first_samples.first_unseen(),
    ):
        letter = render_mail(report, company)
        assert len(letter.subject) <= SUBJECT
        last = name.removesuffix(" GmbH & Co. KG").rsplit(maxsplit=1)[-1]
        assert last in letter.subject, letter.subject


# --- branches -------------------------------------------------------------------------------------


def branches(*findings: Finding) -> tuple[CompanyReport, Company]:
    """Return a week of a company with a listing for each of these findings."""
    google = next(one for one in samples.company().accounts if one.id == "google")
    names = ("Markt", "Bahnhof", "See")[: len(findings)]
    accounts = tuple(replace(google, id=name.lower()) for name in names)
    told = tuple(
        replace(samples.account("google"), account=name.lower(), name=name, score=60, findings=(found,))
        for name, found in zip(names, findings, strict=True)
    )
    return week(*told), replace(samples.company(), accounts=accounts)


def phone_at(there: str, here: str) -> Finding:
    """Return a wrong number on Google, where each branch has its own."""
    values: dict[str, Value] = {"place": message("on Google"), "there": Outside(there), "here": Own(here)}
    return samples.finding(
        "phone",
        Status.FAIL,
        message("It says {there} {place}; your details say {here}.", **values),
        action=replace(CHANGE, values=(("what", message("the phone number")), *values.items())),
    )


def test_the_same_task_at_several_branches_is_told_once_with_the_value_of_each() -> None:
    """From what to what, branch by branch; and nothing of it is told again below."""
    report, company = branches(phone_at("089 1", "089 2"), phone_at("089 3", "089 4"))
    text = flat(render_mail(report, company).text)
    assert "Ändern Sie die Telefonnummer bei Google, für zwei Standorte." in text
    assert "Google „Bahnhof“: „089 4“ statt „089 3“. Google „Markt“: „089 2“ statt „089 1“." in text
    assert "10 Min." in text
    assert text.count("089 2") == text.count("089 1") == 1


def test_a_task_of_one_of_several_branches_says_which() -> None:
    """The text, and the link."""
    report, company = branches(phone_at("089 1", "089 2"), replace(SILENT, status=Status.PASS, action=None))
    text = flat(render_mail(report, company).text)
    assert "Ändern Sie die Telefonnummer bei Google „Markt“ in „089 2“." in text
    assert "Google-Unternehmensprofil „Markt“ öffnen" in text


def test_whoever_waits_at_two_branches_is_two_tasks() -> None:
    """Two people are answered one by one."""
    waiting = samples.finding(
        "unanswered-reviews", Status.WARN, message("x"), action=message("Answer them today.")
    )
    report, _ = branches(waiting, replace(waiting, message=message("y")))
    assert len(report.tasks) == 2


# --- numbers and deeds ----------------------------------------------------------------------------


def test_what_keeps_the_number_down_is_said_beside_it() -> None:
    """A number without its reason is an insult: 49, because two complaints are open."""
    items = tuple(samples.question("Schlecht!", name, 3, tone="criticism") for name in ("Tom", "Eva"))
    loud = told(
        "facebook", open_items=items, score=49, cap="unanswered-criticism", ceiling=49, company_ceiling=49
    )
    assert "Gesamt: 49 von 100 Punkten, weil zwei Beschwerden offen sind." in flat(
        german(week(loud, told("google"), score=49)).text
    )
    phone = told("blog", WRONG_PHONE, score=79, cap="phone", ceiling=79, company_ceiling=79)
    assert (
        "Gesamt: 79 von 100 Punkten; mehr sind es erst, wenn das erledigt ist: Telefonnummer auf der Website."
        in flat(german(week(phone, told("google"), score=79)).text)
    )
    assert "weil" not in flat(german(week(phone, told("google"), score=70)).text).split("Gesamt:")[1][:60]


def test_what_is_done_is_a_deed() -> None:
    """Not the title of a check, but what somebody did, and where."""
    done = tuple(
        Change(account="google", check=check, title=BY_ID[check].title)
        for check in ("phone", "holiday-hours")
    )
    text = flat(german(week(told("google"), resolved=done)).text)
    assert "Erledigt: Telefonnummer bei Google berichtigt und Feiertagszeiten bei Google eingetragen." in text
    assert set(DEEDS) <= set(BY_ID)


@pytest.mark.parametrize("made", [samples.golden_week, samples.whole_week], ids=lambda made: made.__name__)
def test_the_sample_asks_for_its_tasks_in_the_products_own_order(made: Callable[[], CompanyReport]) -> None:
    """What is wrong stands before what is silent, in the golden files as in a real week."""
    week = made()
    real = all_tasks(samples.company(), week.accounts, samples.NOW.date(), month_begins=False)
    assert [(one.check, one.account) for one in week.tasks] == [(one.check, one.account) for one in real]
    assert week.todo == week.tasks[:MOST_THIS_WEEK]
