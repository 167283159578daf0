"""The report as people get it: what it says first, what it never says, and what no stranger can do to it."""

import re
from dataclasses import replace
from typing import Any

import pytest

from account_health.model import Audience, CompanyReport, Gap, Reason, Severity, Status, message
from account_health.report import Letter, Rendered, render, render_mail, reply_address
from tests import first_samples, mail_samples
from tests import report_samples as samples
from tests.markup import shape, tree
from tests.report_golden import golden_files

FRIENDLY = tuple("harmlos" for _ in samples.HOSTILE)
WEEKS = {
    "golden week": samples.golden_week(),
    "good week": samples.good_week(),
    "first": first_samples.first_report(),
    "nothing readable": samples.nothing_readable(),
    "one channel": samples.one_channel(),
    "for others": samples.nothing_for_the_owner(),
    "strangers": samples.strangers(samples.HOSTILE),
    "many": samples.many_findings(),
}
WELL = re.compile(r"\b(?:alles|gut|in Ordnung|nichts zu tun|well|nothing to do|good)\b", re.IGNORECASE)
MAIL_BYTES = 90_000


def german(report: CompanyReport, **more: Any) -> Rendered:
    """Return the bakery's report."""
    return render(report, samples.company(), **more)


# --- the same again -------------------------------------------------------------------------------


def test_golden_reports_are_unchanged() -> None:
    """Whoever changes a report looks at it: `python -m tests.report_golden` renews the files."""
    for path, text in golden_files():
        assert path.read_text(encoding="utf-8") == text, path.name


@pytest.mark.parametrize("report", WEEKS.values(), ids=list(WEEKS))
def test_the_same_input_gives_the_same_report(report: CompanyReport) -> None:
    """Nothing of a clock or of chance is in it."""
    assert german(report) == german(report)


# --- what it says ---------------------------------------------------------------------------------


def test_somebody_who_waits_comes_first() -> None:
    """The first sentence and the subject name who waits for what, then since when."""
    report = german(samples.golden_week())
    assert report.subject == "Eine Beschwerde und zwei Fragen warten – Stadtb. Beispiel"
    assert "Auf Facebook warten eine Beschwerde und zwei Fragen auf Antwort" in report.text.splitlines()[3]


def test_without_anybody_waiting_the_worst_finding_comes_first() -> None:
    """The channel, then what is wrong there."""
    report = german(samples.one_channel())
    assert report.subject == "Kein Impressum auf der Website gefunden – Stadtb. Beispiel"
    assert report.text.splitlines()[3].startswith("Website: Mit zwei Klicks")


def test_a_good_week_is_short_and_says_what_it_rests_on() -> None:
    """No empty lists, and what was looked at."""
    report = german(samples.good_week())
    assert report.subject == "Alles in Ordnung – Stadtbäckerei Beispiel, 23. November"
    assert "Wir haben fünf Kanäle geprüft" in report.text
    assert "\nIhre Kanäle\n" not in report.text


def spoilt(**changes: Any) -> CompanyReport:
    """Return the good week with one channel changed."""
    good = samples.good_week()
    return replace(good, accounts=(replace(good.accounts[0], **changes), *good.accounts[1:]))


@pytest.mark.parametrize(
    "report",
    [
        spoilt(unavailable=(Gap("comments", Reason.TOO_SLOW, "", None),)),
        spoilt(coverage=0.99),
        spoilt(
            findings=(samples.finding("phone", Status.UNKNOWN, message("The response could not be read.")),)
        ),
        spoilt(
            findings=(
                samples.finding(
                    "privacy-policy", Status.FAIL, message("We found no link to the privacy policy.")
                ),
            )
        ),
        spoilt(open_items=(samples.question("Offen?", "Tom R.", 0.1),)),
        replace(samples.good_week(), coverage=0.999),
        replace(samples.good_week(), accounts=()),
        samples.golden_week(),
        samples.nothing_for_the_owner(),
    ],
    ids=[
        "gap",
        "coverage",
        "unknown",
        "monthly fault",
        "fresh question",
        "company",
        "no channel",
        "bad",
        "others",
    ],
)
def test_a_week_is_called_good_only_when_everything_was_seen_and_nothing_is_open(
    report: CompanyReport,
) -> None:
    """One gap, one open item, one fault of any rhythm: no all-clear."""
    rendered = german(report)
    assert "Alles in Ordnung" not in rendered.subject
    assert "Alles beantwortet" not in rendered.text


@pytest.mark.parametrize("language", ["de", "en"])
def test_where_nothing_could_be_read_nothing_is_claimed(language: str) -> None:
    """No number of a channel, no score, no word of all being well."""
    rendered = render(samples.nothing_readable(), samples.company(language=language))
    assert not WELL.search(rendered.subject)
    body = rendered.text.split("\n-- \n")[0]
    assert not WELL.search(body)
    assert not re.search(r"\d+ (?:von|of) 100|%", body)
    reason = {"de": "Der Zugang ist abgelaufen", "en": "The access has expired"}[language]
    assert reason in " ".join(body.split())


def test_what_was_not_seen_is_told_with_its_reason_and_who_takes_care() -> None:
    """Which channel, since when, why, what that means, and whose task it is."""
    text = " ".join(german(samples.golden_week()).text.split())
    assert (
        "Instagram konnten wir seit dem 16. November nicht prüfen. Der Zugang ist abgelaufen oder wurde "
        "zurückgezogen. Ob dort jemand auf Antwort wartet, wissen wir nicht. Darum kümmert sich Agentur Nordlicht."
    ) in text


def test_a_first_report_has_no_trend() -> None:
    """There is nothing to compare with, and it says so."""
    rendered = german(first_samples.first_report())
    assert "Das ist Ihr erster Bericht." in rendered.text
    assert "niedrigster" not in rendered.text


def test_the_trend_is_bars_and_a_sentence() -> None:
    """Twelve weeks as cells with a printed span; a gap stays empty."""
    rendered = german(samples.nothing_for_the_owner())
    assert "Von 61 auf 97 in zwölf Wochen, niedrigster Wert 61, höchster 97." in " ".join(
        rendered.text.split()
    )
    bars = [element for element in tree(rendered.html) if element.get("role") == "img"]
    assert len(bars) == 1
    assert "zwölf Wochen" in str(bars[0].get("aria-label"))


def test_tasks_name_urgency_person_and_day() -> None:
    """Three tasks at most, each with its word, its link, its owner and its day; a decision about silence comes after them."""
    text = german(samples.golden_week()).text
    tasks = text[text.index("Diese Woche zu tun") : text.index("Ihre Kanäle")]
    assert tasks.count("Jana Vogt, bis") == 3
    assert tasks.count("https://") == 3
    assert re.findall(r"\d\. ([\w ]+):", tasks) == ["Dringend", "Bald", "Bald"]


@pytest.mark.parametrize(
    ("letter", "count"),
    [
        (german(samples.golden_week()), 3),
        (german(first_samples.first_report()), 5),
        (mail_samples.tasks(), 5),
    ],
    ids=["week", "first", "own"],
)
def test_tasks_are_a_numbered_list_in_both_bodies(letter: Letter, count: int) -> None:
    """A screen reader counts them, and who answers by phone says "the second"; no mail program takes the numbers away."""
    [listed] = [element for element in tree(letter.html) if element.tag == "ol"]
    assert [child.tag for child in listed] == ["li"] * count
    assert "list-style" not in letter.html
    assert "margin:0 0 0 24px" in listed.get("style", "")
    numbers = re.findall(r"^(\d)\. ", letter.text, flags=re.MULTILINE)
    assert numbers == [str(number) for number in range(1, count + 1)]


def test_people_none_names_nobody() -> None:
    """With people = "none" the day stands alone."""
    company = samples.company()
    company = replace(company, report=replace(company.report, people="none"))
    rendered = render(samples.golden_week(), company)
    assert "Jana" not in rendered.html + rendered.text + rendered.page
    assert "Bis 24. November" in rendered.text


def test_quotes_off_leaves_comment_texts_out_of_mail_and_page() -> None:
    """Who waits and since when still stands there."""
    company = samples.company()
    company = replace(company, report=replace(company.report, quotes=False))
    rendered = render(samples.golden_week(), company)
    assert "Stollen" not in rendered.html + rendered.text + rendered.page
    assert "Sabine M." in rendered.text


def test_words_that_are_not_kept_any_longer_leave_the_day_and_the_link() -> None:
    """Somebody asked, nobody quotes it."""
    report = samples.golden_week()
    account = report.accounts[0]
    item = replace(
        account.open_items[0], kind="mention", author="", excerpt="", url="https://x.com/i/web/status/1"
    )
    accounts = (replace(account, open_items=(item,)), *report.accounts[1:])
    rendered = german(replace(report, accounts=accounts))
    assert "hat jemand gefragt" in rendered.text
    assert "hat jemand gefragt" in rendered.html
    assert "https://x.com/i/web/status/1" in rendered.text


def test_the_operator_reads_what_the_owner_does_not() -> None:
    """The owner gets one plain sentence and who takes care, the operator the finding and the technical detail."""
    owner = german(samples.nothing_for_the_owner())
    operator = german(samples.nothing_for_the_owner(), audience=Audience.OPERATOR)
    assert "Zertifikat" not in owner.text
    assert "Darum kümmert sich Agentur Nordlicht." in owner.text
    assert "Das Zertifikat der Website läuft am 4. Dezember ab, in elf Tagen." in " ".join(
        operator.text.split()
    )
    assert "HTTP 401" not in german(samples.golden_week()).text
    assert "HTTP 401" in german(samples.golden_week(), audience=Audience.OPERATOR).text


def test_a_draft_says_so() -> None:
    """In review mode subject and mail say that it is a draft."""
    company = samples.company()
    rendered = render(samples.golden_week(), replace(company, report=replace(company.report, mode="review")))
    assert rendered.subject.startswith("Entwurf: ")
    assert "Entwurf, noch nicht" in rendered.text


def test_old_small_findings_are_counted_and_return_in_the_months_first_report() -> None:
    """A medium finding unchanged for more than four weeks is one number, until the month begins."""
    old = samples.finding(
        "outdated-text",
        Status.FAIL,
        message("We found nothing out of date."),
        unchanged=5,
        action=None,
    )
    report = samples.report(samples.account("blog", score=90, findings=(old,)), score=90)
    assert "Ein kleinerer Hinweis kommt im nächsten Monatsbericht" in german(report).text
    begins = replace(report, month_begins=True)
    assert "unverändert" not in german(begins).text
    grave = replace(old, severity=Severity.HIGH)
    assert "unverändert" not in german(samples.report(samples.account("blog", findings=(grave,)))).text


def test_a_subject_fits_and_names_the_company() -> None:
    """At most sixty characters, however long the name is."""
    for report in WEEKS.values():
        for name in (
            "Kern",
            "Stadtbäckerei Beispiel",
            "Donaudampfschifffahrtsgesellschaftskapitänsmützenladen",
            "A " * 80,
        ):
            subject = render_mail(report, samples.company(name=name)).subject
            assert 15 <= len(subject) <= 60
            assert "–" in subject


def test_answers_go_to_who_reads_them() -> None:
    """reply_to, else the first copy, else the operator, else the first recipient."""
    company = samples.company()
    assert reply_address(company) == "team@agentur.example"
    alone = replace(company, report=replace(company.report, copy_to=()))
    assert reply_address(alone) == "chefin@example.org"
    assert reply_address(alone, "operator@agentur.example") == "operator@agentur.example"
    given = replace(company, report=replace(company.report, reply_to="hallo@agentur.example"))
    assert reply_address(given, "operator@agentur.example") == "hallo@agentur.example"


# --- what no stranger can do ----------------------------------------------------------------------


@pytest.mark.parametrize("form", ["html", "page"])
def test_no_text_from_outside_changes_the_structure(form: str) -> None:
    """Comments, authors, names, values and owners: the tree is the same with harmless and hostile ones."""
    harmless = render(samples.strangers(FRIENDLY), samples.strange_company(FRIENDLY))
    hostile = render(samples.strangers(samples.HOSTILE), samples.strange_company(samples.HOSTILE))
    assert shape(getattr(harmless, form)) == shape(getattr(hostile, form))


def test_nothing_in_a_mail_runs_or_loads() -> None:
    """No script, no form, no handler, no picture, and links only to mailboxes and known hosts."""
    hostile = render(samples.strangers(samples.HOSTILE), samples.strange_company(samples.HOSTILE))
    for element in tree(hostile.html):
        assert element.tag not in {"script", "iframe", "form", "img", "object", "link", "svg", "base"}
        assert not [name for name in element.attrib if name.startswith("on") or name == "src"]
        href = element.get("href", "https://www.facebook.com/")
        assert href.startswith(("https://www.facebook.com/", "mailto:team@agentur.example?subject=")), href


@pytest.mark.parametrize("form", ["html", "page"])
def test_no_mail_client_makes_a_link_of_outside_text(form: str) -> None:
    """Addresses that strangers wrote are in pieces; only our links are links."""
    hostile = render(samples.strangers(samples.HOSTILE), samples.strange_company(samples.HOSTILE))
    inert = re.compile(r"https?://\w|www\.\w|\w@\w|evil\.example")
    for element in tree(getattr(hostile, form)):
        # Nothing within a style, a title or a choice of a list can become a link.
        texts = [element.text if element.tag not in {"style", "title", "option"} else "", element.tail]
        assert not [text for text in texts if text and inert.search(text)]


def test_a_quote_in_the_text_part_cannot_leave_its_quotation() -> None:
    """Whatever a comment holds, each of its lines begins with the quotation sign."""
    evil = "Zeile 1\r\n\r\nDringend: Rufen Sie 0900 an\u2028> x\x0bSeite\x85neu"
    report = samples.report(samples.account("facebook", open_items=(samples.question(evil, "Tom R.", 2),)))
    quoted = [line for line in german(report).text.splitlines() if "0900" in line or "Zeile 1" in line]
    assert quoted
    assert all(line.startswith("  > ") for line in quoted)


@pytest.mark.parametrize("report", WEEKS.values(), ids=list(WEEKS))
def test_the_mail_fits(report: CompanyReport) -> None:
    """Below what Gmail cuts off, whatever a week brings; lines of the text part are short but for links."""
    rendered = german(report)
    assert len(rendered.html.encode()) <= MAIL_BYTES
    assert (
        max(len(line) for line in rendered.text.splitlines() if "://" not in line and "mailto:" not in line)
        <= 78
    )


def test_fifteen_findings_fit_into_half_a_mail() -> None:
    """Below 45 kB."""
    assert len(german(samples.fifteen_findings()).html.encode()) < 45_000


def test_what_does_not_fit_is_counted() -> None:
    """Five hundred findings: the mail says how many it leaves out, the page has them all."""
    rendered = german(samples.many_findings())
    assert re.search(r"4\d\d weitere Hinweise stehen hier nicht", " ".join(rendered.text.split()))
    assert rendered.page.count('class="finding"') == 500


@pytest.mark.parametrize("report", WEEKS.values(), ids=list(WEEKS))
def test_html_and_text_lead_to_the_same_places(report: CompanyReport) -> None:
    """Every link of the HTML stands in the text part."""
    rendered = german(report)
    links = {str(e.get("href")) for e in tree(rendered.html) if e.tag == "a"}
    assert [link for link in links if link.startswith("http") and link not in rendered.text] == []


@pytest.mark.parametrize("form", ["html", "page"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_document_is_accessible_at_heart(form: str, language: str) -> None:
    """Language, title, one h1, no gap in the headings, and layout tables that say so."""
    rendered = render(samples.golden_week(), samples.company(language=language))
    elements = tree(getattr(rendered, form))
    tags = [element.tag for element in elements]
    assert next(e for e in elements if e.tag == "html").get("lang") == language
    assert next(e for e in elements if e.tag == "title").text == rendered.subject
    assert tags.count("h1") == 1
    assert {"h2", "h3"} <= set(tags)
    if form == "html":
        data = [e for e in elements if e.tag == "table" and e.get("role") not in {"presentation", "img"}]
        assert len(data) == 1
        assert [e.get("scope") for e in data[0].iter() if e.tag == "th"] == ["col"] * 3 + ["row"] * 5


def test_links_say_where_they_lead() -> None:
    """No link is called "here" or "more"."""
    for language in ("de", "en"):
        rendered = render(samples.golden_week(), samples.company(language=language))
        labels = ["".join(e.itertext()) for e in tree(rendered.html) if e.tag == "a"]
        assert labels
        assert not [
            label for label in labels if label.casefold().strip() in {"hier", "mehr", "here", "more", ""}
        ]
