"""The mails beside the report: what they say, to whom, how long they are, and what no stranger can do to them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from account_health.judging.alerts import alerts
from account_health.judging.history import History
from account_health.model import Audience, CompanyReport, Gap, Reason, Severity, Status, message
from account_health.model.company import Company, Person
from account_health.report import Letter, Line, own_tasks, readers_alerts, render, render_alert, render_mail
from account_health.report.brief import said
from account_health.report.setting import MOST_BYTES
from tests import mail_samples as mails
from tests import report_samples as samples

HARMLESS = tuple("harmlos" for _ in samples.HOSTILE)
OPEN_QUESTION = samples.finding("feed-readable", Status.UNKNOWN, message("The response could not be read."))
TEMPLATES = "layers/account_health/account_health/report/templates"


def flat(text: str) -> str:
    """Return a text with its line ends taken out."""
    return " ".join(text.split())


def words(letter: Letter) -> int:
    """Count the words of the text part without quotes, links and footer."""
    body = letter.text.split("\n-- \n", maxsplit=1)[0]
    lines = [line for line in body.splitlines() if not re.search(r"^\s*>|https://|mailto:|:$", line)]
    return len(re.findall(r"\w+(?:[-.:,]\w+)*", "\n".join(lines)))


def shape(html: str) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Return the elements with their attributes, without text and without the spans that defuse it."""
    root: Any = html5lib.HTMLParser(namespaceHTMLElements=False).parse(html)
    elements: list[Element] = [one for one in root.iter() if isinstance(one.tag, str)]
    return [
        (one.tag, tuple(sorted(one.attrib.items()))) for one in elements if one.tag != "span" or one.attrib
    ]


# --- all of them ----------------------------------------------------------------------------------


def test_golden_letters_are_unchanged() -> None:
    """Whoever changes a mail looks at it: `make golden` renews the files."""
    for path, text in mails.golden_files():
        assert path.read_text(encoding="utf-8") == text, path.name


@pytest.mark.parametrize("name", mails.LETTERS)
def test_a_letter_is_made_the_same_again(name: str) -> None:
    """Nothing of a clock or of chance is in it, down to the bytes of the mail."""
    one, again = mails.LETTERS[name](), mails.LETTERS[name]()
    assert one == again
    assert mails.raw(one) == mails.raw(again)


@pytest.mark.parametrize("name", mails.LETTERS)
def test_a_letter_says_in_its_subject_what_it_is_about(name: str) -> None:
    """15 to 60 characters: the matter, then the company or that it is the overview."""
    subject = mails.LETTERS[name]().subject
    assert 15 <= len(subject) <= 60
    assert " – " in subject


@pytest.mark.parametrize("name", mails.LETTERS)
def test_every_link_of_the_html_stands_in_the_text(name: str) -> None:
    """Whoever reads the text alone gets everywhere, too."""
    letter = mails.LETTERS[name]()
    links = {url.replace("&amp;", "&") for url in re.findall(r'href="(https://[^"]+)"', letter.html)}
    assert links <= set(re.findall(r"https://\S+", letter.text))


@pytest.mark.parametrize("name", mails.LETTERS)
def test_no_sentence_is_left_in_the_other_language(name: str) -> None:
    """German mails hold no English sentence of ours, and English ones no German."""
    text = flat(mails.LETTERS[name]().text)
    english = re.search(r"\b(?:You get|Everything else|We never|without anything|for you to do)\b", text)
    german = re.search(
        r"\b(?:Sie bekommen|Du bekommst|Alles andere|Nach Passwörtern|ohne Dringendes)\b", text
    )
    assert bool(english) == name.endswith("-en")
    assert bool(german) != name.endswith("-en")


@pytest.mark.parametrize("name", ["alert-du", "tasks-du"])
def test_du_is_never_mixed_with_sie(name: str) -> None:
    """One form of address for one reader."""
    letter = mails.LETTERS[name]()
    assert not re.search(r"\b(?:Sie|Ihnen|Ihre?n?)\b", letter.text.replace("bekommen Sie", "Sie"))


@pytest.mark.parametrize("name", mails.HOSTILE)
def test_strangers_change_nothing_but_words(name: str) -> None:
    """Markup, templates, addresses and line ends in every outside text leave the structure as it is."""
    made: Callable[[tuple[str, ...]], Letter] = mails.HOSTILE[name]
    harmless, hostile = made(HARMLESS), made(samples.HOSTILE)
    assert _without_addresses(shape(hostile.html)) == _without_addresses(shape(harmless.html))
    for address in re.findall(r'(?:href|src)="([^"]*)"', hostile.html):
        assert re.match(r"https://(?:[\w.-]+\.)?(?:facebook\.com|example\.org)/|mailto:", address), address
    sent = message_from_bytes(mails.raw(hostile), policy=policy.default)
    assert sent.keys() == message_from_bytes(mails.raw(harmless), policy=policy.default).keys()
    assert len(list(sent.walk())) == 3


def _without_addresses(elements: list[tuple[str, tuple[tuple[str, str], ...]]]) -> list[Any]:
    """Leave out addresses: a quoted id in a mailto differs as the ids do; the schemes are checked by themselves."""
    return [(tag, tuple(pair for pair in attributes if pair[0] != "href")) for tag, attributes in elements]


PAGES = {"page.html.j2", "first_check.html.j2", "overview_page.html.j2"}
"""Templates of what a browser shows."""


def test_there_is_one_head_for_every_mail() -> None:
    """No template beside the shell has a document of its own, and every class of text and ground has a dark colour."""
    root = Path(__file__).resolve().parents[3] / TEMPLATES
    templates = {
        path.name: path.read_text("utf-8") for path in root.glob("*.html.j2") if path.name not in PAGES
    }
    assert [name for name, text in templates.items() if "<head>" in text] == ["shell.html.j2"]
    dark = set(re.findall(r"\.(\w+)\{", templates["shell.html.j2"].split("prefers-color-scheme:dark", 1)[1]))
    used = {
        name
        for text in templates.values()
        for names in re.findall(r'class="([\w ]+)"', text)
        for name in names.split()
    }
    assert used - {"px", "ov"} <= dark


# --- the alert ------------------------------------------------------------------------------------


def test_an_alert_is_short() -> None:
    """At most 90 words beside what people wrote."""
    assert words(mails.alert(mails.urgent_day())) <= 90


def test_an_alert_says_who_waits_with_their_words_and_where_to_answer() -> None:
    """First sentence, quote, link, how to say that it needs no answer, who and until when."""
    text = flat(mails.alert(mails.urgent_day()).text)
    assert "Zwei Beschwerden warten auf Antwort" in text
    assert "das kenne ich besser" in text
    assert "https://www.google.com/maps?cid=123&review=77" in text
    assert "Nicht nötig: Erika Muster: mailto:" in text
    assert "Jana Vogt, bis 26. November" in text


def test_an_alert_tells_nothing_that_is_not_new() -> None:
    """Of the same channels only the new matters stand there, whatever else the look found."""
    report = samples.golden_week()
    facebook = report.accounts[0]
    late = (replace(facebook.open_items[2], overdue=True), *facebook.open_items[:2])
    text = flat(
        mails.alert(replace(report, accounts=(replace(facebook, open_items=late), *report.accounts[1:]))).text
    )
    assert "Erika Muster" in text
    assert "Sabine M." not in text
    assert "089 7654321" not in text
    assert "Instagram" not in text


def test_what_only_the_agency_can_do_is_in_nobodys_charge_at_the_company() -> None:
    """The access is the agency's matter; where there is none, it is the owner's."""
    report = mails.access_lost()
    assert "Jana" not in mails.alert(report, audience=Audience.OPERATOR).text
    alone = samples.company()
    alone = replace(alone, report=replace(alone.report, copy_to=()))
    assert "Jana Vogt" in mails.alert(report, alone).text


def test_without_quotes_an_alert_holds_no_words_of_others() -> None:
    """`quotes = false` holds here, too."""
    company = samples.company()
    text = mails.alert(
        mails.urgent_day(), replace(company, report=replace(company.report, quotes=False))
    ).text
    assert "kenne ich besser" not in text
    assert "Erika Muster antworten" in text


def test_a_refused_access_that_no_check_could_judge_is_told_as_what_it_is() -> None:
    """Not as a week in which there is nothing new."""
    report = mails.access_lost()
    account = report.accounts[0]
    unknown = samples.finding(
        "credential-valid", Status.UNKNOWN, message("The access has expired or was withdrawn.")
    )
    gap = Gap("access", Reason.CREDENTIAL_REFUSED, "HTTP 401", samples.NOW)
    blind = replace(account, findings=(unknown,), unavailable=(gap,))
    letter = mails.alert(replace(report, accounts=(blind,)), audience=Audience.OPERATOR)
    assert letter.subject.startswith("Facebook: kein Zugang mehr")
    assert "Erneuern Sie den Zugang" in letter.text


def test_a_storm_is_cut_to_what_a_mail_can_hold_and_counted() -> None:
    """A hundred branches with complaints: ten are told, the rest is a number."""
    report = samples.many_findings()
    waits = samples.finding("unanswered-criticism", Status.FAIL, message("It waits."))
    accounts = tuple(
        replace(
            account,
            findings=(waits,),
            open_items=tuple(
                replace(item, id=f"{account.account}-{n}", overdue=True)
                for n, item in enumerate(account.open_items)
            ),
        )
        for account in report.accounts
    )
    letter = mails.alert(replace(report, accounts=accounts))
    assert len(letter.html.encode()) <= MOST_BYTES
    assert "90 weitere Hinweise stehen hier nicht." in flat(letter.text)


def test_the_company_reads_no_alert_that_only_its_agency_can_act_on() -> None:
    """What is left over for the agency alone is the agency's mail."""
    report, company = mails.access_lost(), samples.company()
    found = alerts(report, History())
    assert readers_alerts(found, company, Audience.OWNER) == ()
    assert render_alert(report, company, found, audience=Audience.OPERATOR).subject


# --- tasks ----------------------------------------------------------------------------------------


def two_people() -> Company:
    """Return the bakery with a second person, who owns nothing."""
    company = samples.company()
    return replace(company, people=(*company.people, Person(id="tom", name="Tom", email="tom@example.org")))


def test_everybody_gets_the_own_tasks_only() -> None:
    """What another person or the agency does is in nobody else's mail."""
    report = samples.golden_week()
    first, *rest = report.todo
    todo = (replace(first, owner="tom"), *rest)
    report = replace(report, todo=todo, tasks=todo)
    company = two_people()
    jana, tom = company.people
    assert own_tasks(report, company, (tom,)) == report.todo[:1]
    assert own_tasks(report, company, (jana,)) == report.todo[1:]
    assert own_tasks(report, company, (jana, tom)) == report.todo
    theirs = samples.nothing_for_the_owner()
    found = theirs.accounts[1].findings[0]
    agency = (samples.task("blog", found),)
    assert own_tasks(replace(theirs, todo=agency, tasks=agency), company, (jana,)) == ()


def test_no_mail_leads_to_the_same_comment_twice_in_one_place() -> None:
    """Who waits is answered from the quotes: neither a person's own task nor a finding leads there once more."""
    own = mails.tasks().text
    addresses = re.findall(r"https://\S+comment_id=\S+", own)
    assert len(addresses) == len(set(addresses)) == 3
    week = render_mail(samples.forty_accounts(), samples.company(language="en")).text
    _, channels = week.split("Your channels")
    assert "Reply to Gast D:" in channels
    assert "Reply on Google" not in channels


def test_a_mail_of_tasks_begins_with_the_name_and_the_number() -> None:
    """Then each task with its place, what is the matter, and its day."""
    letter = mails.tasks()
    assert letter.subject == "Fünf Aufgaben für Sie – Stadtbäckerei Beispiel"
    text = flat(letter.text)
    assert "Jana Vogt, diese Woche haben Sie fünf Aufgaben." in text
    assert "Bald: Ändern Sie die Telefonnummer auf der Website in „089 1234567“." in text
    assert "Auf der Website steht „" not in text
    assert "Bis 24. November · 10 Min." in text
    assert "Zuständig" not in text


# --- the overview ---------------------------------------------------------------------------------


def brief(report: CompanyReport, name: str = "Firma") -> Any:
    """Return the pieces of a company's line, in German."""
    return _line(mails.overview("de", (Line(company="firma", brief=mails.brief(report, name)),)), name)


def _line(letter: Letter, name: str) -> str:
    found = re.search(rf"{re.escape(name)} \[[^]]*\]: (.*?)\n(?=\S|\n)", letter.text, re.DOTALL)
    assert found is not None
    return flat(found[1])


def test_a_line_tells_what_waits_what_is_worst_and_what_was_not_seen() -> None:
    """In this order, in telegram style."""
    assert brief(samples.golden_week()) == (
        "Eine Beschwerde und zwei Fragen offen · Telefonnummer auf der Website prüfen (seit 16. November) · "
        "Instagram nicht lesbar seit 16. November (Zugang)"
    )


def test_a_channel_that_is_blind_for_want_of_access_is_told_once() -> None:
    """Not as its worst finding and as blind, too; urgent it is all the same."""
    assert brief(mails.access_lost()) == "Facebook nicht lesbar seit 23. November (Zugang)"
    assert mails.brief(mails.access_lost(), "Firma").urgent


def test_every_channel_that_cannot_be_seen_is_told_with_since_when() -> None:
    """Those of one day in one piece, each with what is for want of access; since today is a day, too."""

    def blind(days: Mapping[str, float], reasons: tuple[Reason, ...]) -> Any:
        gone = [
            samples.unreadable(name, why, samples.ago(n))
            for (name, n), why in zip(days.items(), reasons, strict=True)
        ]
        return brief(samples.report(*gone, score=None, coverage=0.0))

    refused, down = Reason.CREDENTIAL_REFUSED, Reason.PLATFORM_UNAVAILABLE
    same, other = {"facebook": 7, "instagram": 6.9}, {"facebook": 7, "x": 0}
    assert blind(same, (refused, refused)) == "Facebook und Instagram nicht lesbar seit 16. November (Zugang)"
    assert blind(same, (refused, down)) == "Facebook (Zugang) und Instagram nicht lesbar seit 16. November"
    assert blind(same, (down, down)) == "Facebook und Instagram nicht lesbar seit 16. November"
    assert blind(other, (down, refused)) == (
        "Facebook nicht lesbar seit 16. November · X nicht lesbar seit 23. November (Zugang)"
    )


def test_a_channel_that_was_partly_seen_is_told_once() -> None:
    """That not everything was read, and that it was only partly seen, is one thing; another finding is told beside it."""
    gap = Gap("comments", Reason.TOO_SLOW, "", samples.ago(20))
    late = samples.finding("last-complete-look", Status.FAIL, message("Not everything seen."))
    cut = samples.finding("data-complete", Status.WARN, message("Not everything read."))
    for found in (late, cut):
        account = samples.account("facebook", coverage=0.9, unavailable=(gap,), findings=(found,))
        assert brief(samples.report(account, coverage=0.9)) == "Facebook nur zum Teil geprüft"
    phone = samples.finding("phone", Status.FAIL, message("Wrong."), severity=Severity.LOW)
    account = samples.account("facebook", coverage=0.9, unavailable=(gap,), findings=(late, phone))
    assert brief(samples.report(account, coverage=0.9)) == (
        "Telefonnummer auf Facebook prüfen (seit 16. November) · Facebook nur zum Teil geprüft"
    )


def test_only_a_company_that_was_seen_whole_has_nothing_to_do() -> None:
    """A gap is told, also where nothing was found."""
    assert brief(samples.good_week()) == "Nichts zu tun"
    partly = replace(samples.good_week(), coverage=0.98)
    assert brief(partly) == "Nichts gefunden, nicht alles geprüft"
    first, *rest = samples.good_week().accounts
    gap = replace(first, unavailable=(Gap("comments", Reason.TOO_SLOW, "", None),))
    assert brief(replace(samples.good_week(), accounts=(gap, *rest))) == "Facebook nur zum Teil geprüft"


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"unavailable": (Gap("inbox", Reason.CLOSED, "", None),)}, "Nichts gefunden, nicht alles geprüft"),
        ({"findings": (OPEN_QUESTION,)}, "Nichts gefunden, nicht alles geprüft"),
        ({"findings": (replace(OPEN_QUESTION, status=Status.MUTED),)}, "Nichts Neues zu tun"),
    ],
)
def test_the_overview_calls_nothing_well_that_the_mail_does_not(changes: dict[str, Any], line: str) -> None:
    """A part that no program sees, a check without a verdict, or a muted one: the mail's subject does not say well."""
    first, *rest = samples.good_week().accounts
    report = replace(samples.good_week(), accounts=(replace(first, **changes), *rest))
    assert brief(report) == line
    assert "well" not in render(report, samples.company(language="en")).subject


def test_a_blind_company_is_not_counted_as_without_anything_urgent() -> None:
    """Never a false all-clear: who was not seen is told as that."""
    lines = (Line(company="a", brief=mails.brief(samples.nothing_readable(), "A")),)
    letter = mails.overview("de", lines)
    assert letter.subject.startswith("1 von 1 Firma nicht ganz geprüft")
    assert "1 von 1 Firma nicht ganz geprüft." in flat(letter.text)


def test_the_worst_comes_first() -> None:
    """Urgent, then blind, then by number; who has nothing to do comes last."""
    order = [
        name
        for name in re.findall(r"^(\S.*?) \[", mails.overview("de").text, re.MULTILINE)
        if "@" not in name
    ]
    assert order == ["Stadtbäckerei Beispiel", "Autohaus Kern", "Café Eins", "Blumen Sommer", "Optik Hahn"]


def test_who_got_no_report_is_named_with_the_reason() -> None:
    """And so is whoever signed off, or whose address takes no mail."""
    text = flat(mails.overview("de").text).replace("\u200b", "")
    assert "Zwei Berichte sind nicht versandt." in text
    assert "radhaus: Registrierungsdatei fehlerhaft" in text
    assert "Optik Hahn: hallo@optik-hahn.example (abgewiesen)" in text
    assert "Autohaus Kern: chef@autohaus-kern.example (abbestellt)" in text
    assert "Blumen Sommer: alt@blumen-sommer.example (nimmt keine Mails mehr an)" in text


def test_an_overview_of_five_thousand_companies_fits_a_mail() -> None:
    """The worst by name, all others counted; mails that were not sent, too."""
    pattern = mails.brief(samples.golden_week(), "x")
    lines = tuple(
        Line(
            company=f"firma-{n}",
            brief=replace(pattern, name=f"Firma {n} mit einem langen Namen", score=n % 101, urgent=n < 40),
            unsent=((f"jemand.mit.langer.adresse.{n}@beispiel.example", "FAILED"),),
            signed_off=(f"abbestellt.{n}@beispiel.example",),
        )
        for n in range(5000)
    )
    letter = mails.overview("de", lines)
    assert len(letter.html.encode()) <= MOST_BYTES
    text = flat(letter.text)
    assert "Dringendes bei 40 von 5.000 Firmen." in text
    counted = re.search(r"([\d.]+) weitere Firmen stehen besser da.", text)
    assert counted is not None
    shown = len(re.findall(r"^Firma \d+ .*\[", letter.text, re.MULTILINE))
    assert int(counted[1].replace(".", "")) + shown == 5000


def test_a_check_that_has_no_short_words_is_told_by_its_title() -> None:
    """Every check can be the worst one."""
    report = samples.report(
        samples.account(
            "google", findings=(samples.finding("category", Status.FAIL, message("No category.")),)
        )
    )
    assert brief(report) == "Kategorie (seit 16. November)"


def test_a_line_is_made_from_the_report_alone() -> None:
    """Its pieces are untranslated, so that the overview speaks its own language and not the company's."""
    english = samples.company(language="en")
    one = mails.brief(samples.golden_week(), "Firma", english)
    assert said(one) == said(mails.brief(samples.golden_week(), "Firma"))


def test_every_mail_beside_the_report_names_the_day_of_the_next_one() -> None:
    """An alert the next report's, the overview its own; where none is known to come, none is named."""
    assert "Nächster Bericht: 30. November." in mails.alert(mails.urgent_day()).text
    assert "Nächste Übersicht: 30. November." in mails.overview("de").text
    unknown = replace(mails.urgent_day(), next_day=None)
    assert "Nächster Bericht" not in mails.alert(unknown).text


def test_an_overview_without_links_says_where_each_report_lies() -> None:
    """By its place in the storage; with a link, the link alone."""
    place = "runs/stadtbaeckerei/weekly-2026-W48/report.html"
    assert place in mails.overview("de").text
    assert place in mails.overview("de").html


def test_that_somebody_needs_no_answer_is_said_by_mail_or_by_a_command_item_by_item() -> None:
    """In both bodies; who would write to the own mailbox gets the command, and an id of other letters is no command to copy."""
    mailed = mails.tasks()
    address = "mailto:team@agentur.example?subject=Braucht%20keine%20Antwort%3A%20fb-1234_30"
    assert address in mailed.text
    assert address in mailed.html
    settings = replace(samples.company().report, copy_to=(), reply_to=None)
    alone = replace(samples.company(), report=settings)
    for letter in (mails.tasks(company=alone), render_mail(samples.golden_week(), alone)):
        for body in (letter.text, letter.html):
            assert "account-health done stadtbaeckerei.toml fb-1234_30" in " ".join(body.split())
            assert "Braucht%20keine" not in body
