"""What a report says to this reader: their tasks, days that are past, channels of one kind, and a flat trend."""

from dataclasses import replace
from datetime import date

from account_health.model import (
    Audience,
    CompanyReport,
    Days,
    Finding,
    Gap,
    Outside,
    Own,
    Reason,
    Status,
    TrendWeek,
    message,
)
from account_health.model.company import Company
from account_health.report import render
from tests import report_samples as samples
from tests.markup import flat


def certificate() -> Finding:
    """Return a finding that only whoever holds the keys reads in full."""
    return samples.finding(
        "certificate",
        Status.WARN,
        message(
            "The website's certificate expires on {day}, in {days}.", day=date(2026, 12, 4), days=Days(11)
        ),
        action=message("Have the certificate renewed, and find out why automatic renewal failed."),
        fix_url=samples.SITE,
    )


def technical() -> CompanyReport:
    """Return a week whose only task is technical."""
    found = certificate()
    blog = samples.account("blog", score=94, findings=(found,))
    return samples.report(blog, score=94, todo=(samples.task("blog", found),))


def alone() -> Company:
    """Return a company that nobody looks after: no copy goes anywhere."""
    company = samples.company()
    return replace(
        company, brand=replace(company.brand, name=None), report=replace(company.report, copy_to=())
    )


def test_a_day_that_is_past_is_not_told_as_one_to_come() -> None:
    """What was due before the report's day is due since then; what is due today is not late."""
    for day, said in (
        (date(2026, 11, 19), "Jana Vogt, fällig seit dem 19. November"),
        (date(2026, 11, 23), "Jana Vogt, bis 23. November"),
    ):
        late = replace(certificate(), due=day)
        report = samples.report(samples.account("blog", findings=(late,)), todo=(samples.task("blog", late),))
        assert said in flat(render(report, samples.company(), audience=Audience.OPERATOR).text)


def test_a_day_that_is_past_stands_alone_where_nobody_is_named() -> None:
    """With people = "none" it begins the line."""
    late = replace(certificate(), due=date(2026, 11, 19))
    report = samples.report(samples.account("blog", findings=(late,)), todo=(samples.task("blog", late),))
    company = alone()
    company = replace(company, report=replace(company.report, people="none"))
    assert "Fällig seit dem 19. November" in flat(render(report, company).text)


def test_what_others_look_after_is_no_task_of_the_owner() -> None:
    """The agency's copy holds the task; the owner reads one sentence and who takes care."""
    owner, agency = (
        flat(render(technical(), samples.company(), audience=audience).text) for audience in Audience
    )
    assert "Zertifikat" not in owner
    assert "Diese Woche zu tun" not in owner
    assert "Darum kümmert sich Agentur Nordlicht." in owner
    assert "Lassen Sie das Zertifikat erneuern" in agency


def test_where_nobody_gets_a_copy_the_owner_reads_everything() -> None:
    """A finding that no one else would read is not hidden behind a sentence."""
    text = flat(render(technical(), alone()).text)
    assert text.count("Das Zertifikat der Website läuft am 4. Dezember ab, in elf Tagen.") == 1
    assert "Lassen Sie das Zertifikat erneuern" in text
    assert "etwas Technisches" not in text


def test_a_week_with_a_technical_task_and_gaps_claims_not_that_nothing_was_found() -> None:
    """The first sentence only says that not everything was seen."""
    gap = Gap("phones", Reason.TOO_SLOW, "no answer within 10 s", samples.NOW)
    report = technical()
    blog = replace(report.accounts[0], unavailable=(gap,), coverage=0.8, score=None)
    text = flat(render(replace(report, accounts=(blog,), score=None), samples.company()).text)
    assert "Diese Woche konnten wir nicht alles prüfen." in text
    assert "nichts zu tun gefunden" not in text


def test_channels_of_one_kind_are_told_apart_by_their_names() -> None:
    """Two blogs that could not be seen are two names, in the first sentence and beside the missing number."""
    first, second = (
        replace(samples.account("blog"), account=name, name=name, score=None, coverage=0.5, unavailable=gaps)
        for name, gaps in (
            ("backblog", (Gap("phones", Reason.TOO_SLOW, "", samples.NOW),)),
            ("reiseblog", (Gap("texts", Reason.TOO_SLOW, "", samples.NOW),)),
        )
    )
    text = flat(render(samples.report(first, second, score=None), samples.company()).text)
    assert "„backblog“ und" in text
    assert "Ohne den Blog „backblog“ und den Blog „reiseblog“ keine Gesamtzahl" in text


def test_a_number_that_never_moved_is_told_in_one_clause() -> None:
    """From 90 to 90, lowest 90, highest 90 says nothing four times."""
    trend = tuple(TrendWeek(week=f"2026-W{week}", score=90) for week in range(44, 49))
    text = flat(render(replace(technical(), score=90, trend=trend), samples.company()).text)
    assert "Seit fünf Wochen unverändert 90." in text
    assert "niedrigster" not in text


def test_two_numbers_are_no_trend() -> None:
    """The change since last week says it already."""
    report = samples.report(
        samples.account("facebook", score=90),
        score=90,
        change=10,
        trend=(TrendWeek(week="2026-W47", score=80), TrendWeek(week="2026-W48", score=90)),
    )
    text = flat(render(report, samples.company()).text)
    assert "Zehn Punkte mehr als letzte Woche." in text
    assert "niedrigster" not in text


def test_new_rules_are_said_instead_of_a_drop() -> None:
    """A number by another measure is compared with nothing."""
    report = replace(technical(), score=90, change=None, rules_changed=True)
    said = "Ab jetzt urteilen wir nach neuen Regeln, darum fehlt der Vergleich mit dem letzten Bericht."
    assert said in flat(render(report, samples.company()).text)
    assert said not in flat(render(replace(report, rules_changed=False), samples.company()).text)


def test_what_the_task_names_anyway_is_told_once() -> None:
    """To replace A by B needs no "there it says A, we have B" above it; the page gives both, with the reason."""
    phone = samples.finding(
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
    )
    rendered = render(
        samples.report(samples.account("facebook", findings=(phone,)), samples.account("x")),
        samples.company(),
    )
    told = flat(rendered.text).split("Facebook-Seite https")[1]
    assert (
        "Bald: Ändern Sie die Telefonnummer auf der Website in „089 2“. Oder stimmt „089 1“? Dann schreiben Sie uns."
        in told
    )
    assert "Auf der Website steht" not in told
    assert "Auf der Website steht" in rendered.page


def test_a_fact_of_the_company_can_be_copied_and_a_strangers_makes_no_link() -> None:
    """The right address stands as it is in every form; in what others wrote, no mail program sees an address."""
    right, wrong = "kundenservice-und-bestellung@stadtbaeckerei.example", "alt@anderswo.example"
    found = samples.finding(
        "phone",
        Status.FAIL,
        message(
            "It says {there} {place}; your details say {here}.",
            place=message("on the website"),
            there=Outside(wrong),
            here=Own(right),
        ),
    )
    mail = render(samples.report(samples.account("blog", findings=(found,))), samples.company())

    for form in (mail.text, mail.html, mail.page):
        assert right in "".join(form.split())
        assert wrong not in form
