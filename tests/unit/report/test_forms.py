"""The forms of the mail: how long it is, the overview of channels, the agency's part, profile care, and the brand."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from account_health.model import Audience, CompanyReport, Gap, Reason, Status, message
from account_health.model.company import Company
from account_health.report import Rendered, ReportLink, render
from account_health.report.channels import sheet_of
from account_health.report.context import context_of
from account_health.report.length import words_in
from account_health.report.mail import build
from account_health.report.setting import set_letter
from account_health.text.colour import contrast, on_dark
from tests import report_samples as samples
from tests.mail_words import words
from tests.markup import flat, tree
from tests.report_golden import GOLDEN

RULE = "=" * 76
LINK = ReportLink(
    url="https://abc.lambda-url.eu-central-1.on.aws/k1.a.b", end=datetime(2027, 1, 6, 7, 2, tzinfo=UTC)
)
ENGLISH = samples.company(language="en")
LANGUAGES = {
    "de": samples.company(),
    "du": samples.company(address_form="du"),
    "en": ENGLISH,
}


def english(report: CompanyReport, **more: Any) -> Rendered:
    """Return the bakery's report in English."""
    return render(report, ENGLISH, **more)


def rows(text: str) -> list[list[str]]:
    """Return the overview of the text part, one list of cells a line."""
    lines = text.splitlines()
    start = next(place for place, line in enumerate(lines) if re.match(r"Channel {2,}", line))
    block = lines[start + 1 : lines.index("", start)]
    return [re.split(r"\s{2,}", line) for line in block]


# --- length ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("company", LANGUAGES.values(), ids=list(LANGUAGES))
def test_a_normal_week_has_at_most_250_words(company: Company) -> None:
    """Five channels, six findings, three people who wait."""
    assert words(render(samples.golden_week(), company).text) <= 250


@pytest.mark.parametrize("company", LANGUAGES.values(), ids=list(LANGUAGES))
def test_a_good_week_has_at_most_90_words(company: Company) -> None:
    """What was looked at and that nothing is to be done."""
    assert words(render(samples.good_week(), company).text) <= 90


@pytest.mark.parametrize("company", LANGUAGES.values(), ids=list(LANGUAGES))
def test_nothing_is_told_twice(company: Company) -> None:
    """What the first sentence or a task says of a finding stands in no second place."""
    rendered = render(samples.golden_week(), company)
    for line in ("089 7654321", "17. Mai", "17 May", "Beantworten Sie heute"):
        assert rendered.text.count(line) <= 2, line
    for account in samples.golden_week().accounts:
        for finding in account.findings:
            said = flat(rendered.text)
            assert said.count(str(render_sentence(company, finding.message))) <= 1


def render_sentence(company: Company, message: Any) -> str:
    """Return a sentence as this company's report says it."""
    from account_health.report.context import speaker  # noqa: PLC0415 - used here alone

    return speaker(samples.golden_week(), company).text(message)


def test_the_preview_line_is_the_verdict_and_the_first_task() -> None:
    """Hidden from the mail itself, and long enough that no program adds the sender's name to it."""
    html = english(samples.golden_week()).html
    [hidden] = [e for e in tree(html) if "mso-hide:all" in e.get("style", "")]
    line = "".join(hidden.itertext())
    assert line.startswith(
        "A complaint and two questions are waiting for a reply on Facebook, some of them for six days. Answer the complaint and the two questions today."
    )
    assert line.count("\u034f") >= 40


@pytest.mark.parametrize("report", [samples.golden_week(), samples.good_week()], ids=["normal", "good"])
def test_the_foot_says_as_of_when_who_sends_it_how_to_stop_it_and_what_nobody_asks(
    report: CompanyReport,
) -> None:
    """With the time's zone and the sender's details."""
    foot = flat(english(report).text.split("\n-- \n")[1])
    for said in (
        "Data as of 23 November 2026, 8:02 (CET).",
        "You receive this report from Agentur Nordlicht because we look after your channels.",
        "Questions? Just reply to this email.",
        "We never ask for passwords.",
        "Unsubscribe from this report: mailto:team@agentur.example?subject=Unsubscribe%20stadtbaeckerei",
        "Agentur Nordlicht GmbH, Musterweg 1, 12345 Musterstadt",
    ):
        assert said in foot


# --- overview -------------------------------------------------------------------------------------


def test_the_overview_has_every_channel_worst_first() -> None:
    """Its number or a dash, and how it is in two words."""
    assert rows(english(samples.golden_week()).text) == [
        ["Facebook", "49", "3 waiting"],
        ["Website", "71", "Soon"],
        ["Instagram", "–", "not checked"],
        ["X", "49", "In the coming weeks"],
        ["Google", "96", "nothing to do"],
    ]


def test_the_overview_of_the_html_is_a_real_table() -> None:
    """Three columns and a head for each line, so that a screen reader can say where it is."""
    [table] = [e for e in tree(english(samples.golden_week()).html) if e.tag == "table" and not e.get("role")]
    heads = [(e.get("scope"), "".join(e.itertext())) for e in table.iter() if e.tag == "th"]
    assert [name for scope, name in heads if scope == "col"] == ["Channel", "Score", "Status"]
    assert [name for scope, name in heads if scope == "row"] == [
        "Facebook",
        "Website",
        "Instagram",
        "X",
        "Google",
    ]


@pytest.mark.parametrize("report", [samples.one_channel(), samples.good_week()], ids=["one channel", "good"])
def test_a_single_channel_and_a_good_week_have_no_overview(report: CompanyReport) -> None:
    """A table of one line, or of nothing but good news, says nothing."""
    assert not [e for e in tree(english(report).html) if e.tag == "table" and not e.get("role")]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"state": "dormant", "score": None}, "resting"),
        ({"unavailable": (Gap("comments", Reason.TOO_SLOW, "", None),)}, "partly checked"),
        ({"coverage": 0.9}, "partly checked"),
        ({"findings": (samples.finding("certificate", Status.WARN, message("x")),)}, "agency looks after it"),
        ({"findings": (samples.finding("description", Status.FAIL, message("x")),)}, "nothing new"),
        ({"open_items": (samples.question("?", "Tom", 1),)}, "1 waiting"),
        ({"findings": (samples.finding("hours", Status.FAIL, message("x")),)}, "Urgent"),
        ({}, "nothing to do"),
    ],
)
def test_a_channel_is_called_well_only_where_nothing_is_open(changes: dict[str, Any], said: str) -> None:
    """Each thing that is open, unseen or left to others has words of its own."""
    report = samples.report(
        samples.account("facebook", **changes),
        samples.account("blog", findings=(samples.finding("phone", Status.FAIL, message("y")),)),
    )
    [state] = [row[2] for row in rows(english(report).text) if row[0] == "Facebook"]
    assert state == said


def test_forty_accounts_are_the_worst_eight_and_then_a_list_of_all() -> None:
    """The mail speaks of eight channels, counts what it leaves out, and lists every one."""
    rendered = english(samples.forty_accounts())
    assert len(rows(rendered.text)) == 8
    head, every = rendered.text.split("\nAll channels\n")
    assert len(rows(every)) == 40
    assert head.count("\n* ") <= 8
    assert "more notes are not shown here" in flat(head)
    tables = [e for e in tree(rendered.html) if e.tag == "table" and not e.get("role")]
    assert [len([r for r in t.iter() if r.tag == "tr"]) for t in tables] == [9, 41]


def test_a_list_that_gets_too_long_says_how_many_are_missing() -> None:
    """A hundred channels: sixty are listed."""
    assert "40 more channels are not listed here." in flat(english(samples.many_findings()).text)


# --- the agency's part ----------------------------------------------------------------------------


@pytest.mark.parametrize("company", LANGUAGES.values(), ids=list(LANGUAGES))
@pytest.mark.parametrize(
    "report", [samples.week_with_a_technical_matter, samples.nothing_for_the_owner, samples.good_week]
)
def test_the_agencys_copy_is_the_owners_mail_and_a_part_below_a_line(
    report: Callable[[], CompanyReport], company: Company
) -> None:
    """Whoever answers a customer's call sees word by word what the customer sees."""
    owner = render(report(), company)
    copy = render(report(), company, audience=Audience.OPERATOR)
    copy_body, copy_foot = copy.text.split("\n-- \n")
    body, foot = owner.text.split("\n-- \n")
    above, below = copy_body.split(f"\n{RULE}\n")
    assert (above.strip(), copy_foot) == (body.strip(), foot)
    assert below.strip()
    start = copy.html.rindex("<tr>", 0, copy.html.index("border-top:4px double"))
    assert copy.html[:start] == owner.html[:start]
    assert copy.html.endswith(owner.html[start:])
    assert (copy.subject == owner.subject) == (report is not samples.nothing_for_the_owner)


def test_the_agencys_subject_never_says_nothing_for_you_above_its_own_task() -> None:
    """Where all that is to be done is the agency's, its inbox says what, and the owner's that there is nothing."""
    week = samples.nothing_for_the_owner()
    assert english(week).subject.startswith("Nothing for you to do")
    assert english(week, audience=Audience.OPERATOR).subject.startswith("Certificate")


def test_the_agencys_part_tells_findings_answers_and_costs() -> None:
    """The finding with its task and day, what the platform answered, what the look cost."""
    below = flat(
        english(samples.week_with_a_technical_matter(), audience=Audience.OPERATOR).text.split(RULE)[1]
    )
    assert (
        "* Website https://www.example.org/ - Soon: The website's certificate expires on 4 December" in below
    )
    assert "Have the certificate renewed" in below
    assert "By 26 November" in below
    assert "Not checked: everything (HTTP 401, code 190)." in below
    assert "This check cost 21 US cents (42 reads)" in below


def test_monthly_matters_of_the_agency_are_told_and_counted_to_the_agency_alone() -> None:
    """The owner is promised nothing for the monthly report that only the agency would read there."""
    unowned = samples.finding("owner-assigned", Status.WARN, message("Nobody is in charge of this channel."))
    week = samples.report(samples.account("facebook", findings=(unowned,)))
    counted = "One smaller note will follow in the next monthly report."
    owner, *_ = english(week, audience=Audience.OPERATOR).text.split(RULE)
    below = english(week, audience=Audience.OPERATOR).text.split(RULE)[1]
    assert (counted in flat(owner), counted in flat(below)) == (False, True)
    first = english(replace(week, month_begins=True), audience=Audience.OPERATOR).text.split(RULE)
    told = "Nobody is in charge of this channel."
    assert (told in flat(first[0]), told in flat(first[1])) == (False, True)


def test_where_the_agency_has_nothing_to_do_it_says_so() -> None:
    """An empty part would look like one that failed."""
    below = english(samples.good_week(), audience=Audience.OPERATOR).text.split(RULE)[1]
    assert "There is nothing for you beyond the report above." in below


def test_a_draft_is_the_agencys_copy_with_a_mark() -> None:
    """Subject and first lines say so; the rest is what the agency gets anyway."""
    report = samples.week_with_a_technical_matter()
    draft = render(report, samples.draft(ENGLISH), audience=Audience.OPERATOR)
    copy = english(report, audience=Audience.OPERATOR)
    mark = 'Draft, not sent to the company yet. To release it, write mode = "send" in\nits registry file.\n'
    assert draft.subject.startswith("Draft: ")
    assert mark in draft.text
    assert draft.text.replace(mark, "") == copy.text


# --- beside the findings --------------------------------------------------------------------------


def test_whatever_a_month_begins_with_has_its_place() -> None:
    """Notices, an idea, profile care and what was achieved: in both bodies what there is room for, on the page all of it."""
    rendered = english(samples.month_begins())
    html = flat("".join(next(e for e in tree(rendered.html) if e.tag == "body").itertext()))
    for said in (
        "Company holidays from 23 December to 6 January 2027. Before that: enter special hours on Google.",
        "You replied 14 times in November, half of them within three hours (working days only).",
        "Twelve more notes are not shown here.",
    ):
        assert said in flat(rendered.text), said
        assert said in html.replace("\N{NO-BREAK SPACE}", " "), said
    page = flat("".join(next(e for e in tree(rendered.page) if e.tag == "main").itertext()))
    for said in (
        "was muted until 1 December and is reported again.",
        "A question you keep hearing on the phone, with the answer.",
        "The description is empty.",
        "Google, 1 November to 30 November: 30 calls, 52 requests for directions and 140 clicks on the website.",
        "In November: phone number corrected on Google and opening hours corrected on the website.",
        "Decide what happens next on X.",
    ):
        assert said in page.replace("\N{NO-BREAK SPACE}", " "), said
        assert said not in flat(rendered.text), said


def test_a_month_with_little_to_tell_tells_it_whole() -> None:
    """Nothing is left to the page where a mail has room for it."""
    text = flat(english(samples.quiet_month()).text)
    for said in ("30 calls", "1,204 followers", "four new reviews", "opening hours corrected"):
        assert said in text, said
    assert "from 4.4 on 7 September to 4.6 on 7 December" in text


@pytest.mark.parametrize(
    "told",
    [
        "Let it rest: about ten minutes once for a sentence in the profile",
        "The first weeks of an apprentice or a new colleague, in their own words.",
        "At the last check on 23 November: the last post was from 21 November",
    ],
)
def test_what_nobody_has_to_act_on_stands_on_the_page_alone(told: str) -> None:
    """What each way to go on takes, more than one idea, and what an earlier look knew of a blind channel."""
    rendered = english(samples.month_begins())
    assert told in flat(rendered.page)
    assert told not in flat(rendered.text)


@pytest.mark.parametrize("company", LANGUAGES.values(), ids=list(LANGUAGES))
@pytest.mark.parametrize("link", [None, LINK], ids=["alone", "with a link"])
def test_a_month_with_everything_at_once_has_at_most_250_words(
    company: Company, link: ReportLink | None
) -> None:
    """Like any week: what it leaves to the page is counted, and what is to be done, and by whom, stays."""
    text = render(samples.month_begins(), company, report_link=link).text
    assert words(text.replace("\n" + LINK.url, "")) <= 250
    week = render(samples.golden_week(), company).text
    tasks = [line for line in week.splitlines() if re.match(r"\d\. ", line)]
    assert len(tasks) == 3
    assert all(line in text for line in tasks)
    assert "Agentur Nordlicht" in text.split("Instagram")[-1]


def test_where_a_week_alone_is_longer_a_month_leaves_none_of_it_out() -> None:
    """Forty channels have more than 250 words in any week: then the month is told as briefly as can be, beside all of it."""
    week = samples.forty_accounts()
    month = english(replace(week, month_begins=True)).text
    missing = set(english(week).text.splitlines()) - set(month.splitlines())
    assert not missing


@pytest.mark.parametrize(
    "name", [name for name in GOLDEN if not name.startswith(("agency", "draft", "brand"))]
)
def test_the_words_of_a_mail_are_counted_as_they_are_set(name: str) -> None:
    """What is counted before a mail is set is what its text part has then."""
    golden = GOLDEN[name]
    sheet = sheet_of(context_of(golden.report(), golden.company), None)
    shown = build(sheet)
    text = set_letter("mail", shown, sheet.context.translate)[1]
    assert words_in(shown, sheet.context.translate) == words(text)


def test_profile_care_is_five_lines_for_the_whole_company() -> None:
    """The same matter of several channels is one line, what is wrong first, and what is beyond the fifth is counted."""
    checks = ("description", "picture", "photos", "category", "name", "email", "imprint-names-profiles")
    findings = tuple(samples.finding(check, Status.FAIL, message(check)) for check in checks)
    accounts = [samples.account(which, findings=findings) for which in ("facebook", "google")]
    text = english(replace(samples.report(*accounts), month_begins=True)).text
    care = text.split("\nProfile care\n")[1].strip().split("\n\n")[0].splitlines()
    assert len(care) == 5
    assert care[:2] == ["- Facebook and Google: name", "- Facebook and Google: email"]
    assert "Two more notes are not shown here." in flat(text)


# --- brand ----------------------------------------------------------------------------------------


def branded(**changes: Any) -> Rendered:
    """Return the bakery's report with a brand."""
    return render(samples.golden_week(), samples.company(brand=samples.brand(**changes)))


def test_the_logo_stands_after_the_senders_name_and_has_words() -> None:
    """Where pictures are blocked nothing is missing: the name comes first, as text."""
    html = branded().html
    [picture] = [e for e in tree(html) if e.tag == "img"]
    assert picture.get("alt") == "Logo"
    assert (picture.get("width"), picture.get("height")) == ("40", "40")
    assert picture.get("src") == "https://www.example.org/logo.png"
    assert html.index("Kanal-Check von Agentur Nordlicht") < html.index("<img")


@pytest.mark.parametrize(
    "address", ["http://www.example.org/logo.png", "https://evil.example/logo.png", "//x"]
)
def test_a_logo_from_elsewhere_is_left_out(address: str) -> None:
    """A picture is only loaded from a host of the company or its agency, over TLS."""
    assert not [e for e in tree(branded(logo=address).html) if e.tag == "img"]


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_every_accepted_colour_can_be_read_in_light_and_in_dark(color: str) -> None:
    """A link has 4.5:1 on each light and each dark surface."""
    lighter = on_dark(color)
    assert min(contrast(lighter, ground) for ground in ("#1a222e", "#232d3b", "#10151d")) >= 4.5
    if contrast(color, "#ffffff") >= 4.9:
        assert min(contrast(color, ground) for ground in ("#ffffff", "#f6f7f4")) >= 4.5
