"""The whole report for a browser: everything is on it, nothing of it loads or runs but its own script."""

import base64
import gzip
import hashlib
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from account_health.checks.profile import NO_PHOTOS
from account_health.judging.audit import SILENT
from account_health.model import Audience, CompanyReport, Finding, Seen, Status, message
from account_health.model.company import Brand
from account_health.report import render, render_page
from account_health.report.setting import STRICTEST, policy_in
from account_health.text.colour import DARK, LEAST, contrast, on_dark
from tests import report_samples as samples
from tests.markup import shape, tree
from tests.unit.report.test_rendering import FRIENDLY, WEEKS

ALL = {
    **{name: week for name, week in WEEKS.items() if name != "many"},  # half a minute of parsing
    "whole": samples.whole_week(),
    "strange": samples.strange_whole_week(samples.HOSTILE),
}
LARGEST_ANSWER = 6_000_000
"""What a function's answer may hold, in bytes."""


def page(report: CompanyReport, **company: Any) -> str:
    """Return the bakery's page."""
    return render(report, samples.company(**company)).page


def said(html: str) -> str:
    """Return what the page says, on one line."""
    [body] = [element for element in tree(html) if element.tag == "body"]
    return " ".join("".join(body.itertext()).split())


def contents(html: str, tag: str) -> list[str]:
    """Return the text of every element of a kind, as a browser hashes it."""
    return [element.text or "" for element in tree(html) if element.tag == tag]


# --- what runs ------------------------------------------------------------------------------------


@pytest.mark.parametrize("report", ALL.values(), ids=list(ALL))
def test_the_policy_names_the_very_bytes_of_the_script_and_the_styles(report: CompanyReport) -> None:
    """One style element and at most one script, each with its hash in the policy, and nothing else is allowed."""
    html = page(report)
    [styles], scripts = contents(html, "style"), contents(html, "script")
    assert len(scripts) <= 1
    [stated] = [
        element.get("content")
        for element in tree(html)
        if element.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in (stated or "").split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["style-src"] == hashed(styles)
    if scripts:
        assert rules["script-src"] == hashed(scripts[0])
    assert policy_in(html.encode()) == stated


def hashed(text: str) -> str:
    """Return the source expression of these bytes (Content Security Policy Level 3)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize("report", ALL.values(), ids=list(ALL))
def test_nothing_loads_and_no_attribute_runs_or_styles(report: CompanyReport) -> None:
    """No picture, frame, form, handler or inline style; links lead to known hosts, mailboxes and the page itself."""
    for element in tree(page(report)):
        assert element.tag not in {"img", "iframe", "form", "object", "embed", "link", "svg", "base", "video"}
        assert not [
            name
            for name in element.attrib
            if name.startswith("on") or name in {"src", "srcset", "style", "srcdoc"}
        ]
        href = element.get("href", "#all")
        assert re.match(
            r"#[a-z0-9-]+$|mailto:team@agentur\.example\?subject=|https://(www\.(facebook|instagram|google)\.com|x\.com|www\.example\.org)/",
            href,
        ), href


def test_the_script_only_moves_and_hides() -> None:
    """It makes no markup out of text, asks nobody, keeps nothing and never evaluates."""
    [script] = contents(page(samples.golden_week()), "script")
    risky = (
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(|setTimeout|fetch|XMLHttp|WebSocket"
        r"|import|location|cookie|Storage|open\("
    )
    assert not re.search(risky, script)


def test_a_page_without_a_policy_gets_the_strictest() -> None:
    """Whatever lies in the bucket, the header is never empty."""
    assert policy_in(b"<!DOCTYPE html><p>old") == STRICTEST
    late = b" " * 5000 + b'<meta http-equiv="Content-Security-Policy" content="default-src *">'
    assert policy_in(late) == STRICTEST


def test_no_text_from_outside_changes_the_whole_report() -> None:
    """Titles, reasons, proofs, advice, ideas, notices: the tree is the same with harmless and hostile words."""
    harmless = render(samples.strange_whole_week(FRIENDLY), samples.strange_company(FRIENDLY)).page
    hostile = render(
        samples.strange_whole_week(samples.HOSTILE), samples.strange_company(samples.HOSTILE)
    ).page
    # A style element's text is ours and the same; a link that may not be followed is none in both.
    assert shape(harmless) == shape(hostile)


@pytest.mark.parametrize("color", ["#fff;}</style><script>", "red", "#0b5d5a</style>", "#0b5d5"])
def test_a_colour_is_a_colour(color: str) -> None:
    """The registry refuses these; the page does so again, since a colour stands in its styles unescaped."""
    with pytest.raises(ValueError, match="a colour is written as"):
        page(samples.good_week(), brand=Brand(color=color))


@given(st.integers(0, 0xFFFFFF))
def test_the_accent_can_be_read_on_a_dark_page(number: int) -> None:
    """Every brand's colour becomes as light as it takes, and stays as it is where that is enough."""
    color = f"#{number:06x}"
    lighter = on_dark(color)
    assert contrast(lighter, DARK) >= LEAST
    if contrast(color, DARK) >= LEAST:
        assert lighter == color


# --- what is on it --------------------------------------------------------------------------------


def test_everything_that_a_report_holds_is_told() -> None:
    """All tasks, proofs, ideas, advice with what each way takes, notices, last facts, figures, last month."""
    told = said(page(samples.whole_week(), language="en"))
    for words in (
        "Change or delete the text.",
        "Sommeraktion bis 31. August 2026: jedes dritte Brot",
        "Ask the bakehouse for a picture of the new bread.",
        "We recommend to say on the profile that it rests.",
        "Nobody has written to you there for half a year.",
        "Let it rest: ten minutes, once",
        "Close it: half an hour, once",
        "Holidays from 24 December to 6 January 2027. Say so on your channels.",
        "At the last check on 9 November: the last post was from 7 November and two people were waiting for a reply.",
        "4,6 of 5 stars from 60 reviews.",
        "You replied 14 times in October, half of them within three hours (working days only).",
        "In October: phone number corrected on Google.",
        "Reported since 16 November",
        "New in this report",
        "Done: phone number corrected on Google.",
    ):
        assert words in told
    tasks = [element for element in tree(page(samples.whole_week())) if element.get("class") == "tasks"]
    assert len(list(tasks[0])) == 5


def test_each_task_says_what_is_behind_it() -> None:
    """To renew or remove "the text" leaves the reader asking which text, and where."""
    tasks = [element for element in tree(page(samples.whole_week(), language="en")) if element.tag == "ol"]
    assert "On the website, it still says" in " ".join("".join(tasks[0].itertext()).split())


def test_the_weeks_ideas_and_a_notice_of_one_channel_stand_once() -> None:
    """Two quiet channels share the company's ideas, and a channel's notice stands with the channel alone."""
    week = samples.whole_week()
    facebook, instagram, x, *others = week.accounts
    quiet = replace(x, ideas=facebook.ideas, advice=None)
    accounts = (facebook, instagram, quiet, *others)
    notice = replace(week.notices[0], account="facebook")
    told = said(page(replace(week, accounts=accounts, notices=(notice,)), language="en"))
    assert told.count("Ask the office which days are free.") == 1
    assert told.count("Say so on your channels.") == 1


def test_every_finding_and_everybody_who_waits_stands_there() -> None:
    """Five hundred findings and a thousand people: none is left out, and the table has a row for each check."""
    report = samples.many_findings()
    elements = tree(page(report))
    classes = [element.get("class") for element in elements]
    assert classes.count("finding") == 500
    assert [element.tag for element in elements].count("blockquote") == 1000
    assert len([element for element in elements if element.get("data-status")]) == 500


def groups(page_: str) -> list[ET.Element]:
    """Return the folded tables of a page, one a channel."""
    checks = next(element for element in tree(page_) if element.get("id") == "checks")
    return [element for element in checks if element.tag == "details"]


def words_of(element: ET.Element) -> str:
    """Return the text of an element in one line."""
    return " ".join("".join(element.itertext()).split())


def test_every_check_that_applies_is_a_row_with_its_state() -> None:
    """Channel by channel, and what is to do first; what does not apply is one folded line that names it."""
    quiet = samples.finding("imprint", Status.NOT_APPLICABLE, message("This channel has none."))
    muted = samples.finding("phone", Status.MUTED, message("Muted until spring."))
    late = samples.finding("last-post-age", Status.FAIL, message("Nothing new."))
    report = samples.report(samples.account("facebook", findings=(quiet, muted, late)), samples.account("x"))
    first, second = groups(page(report, language="en"))
    states = [
        [row.get("data-status") for row in group.iter("tr") if row.get("data-status")]
        for group in (first, second)
    ]
    assert states == [["fail", "muted"], ["pass"]]
    [apart] = [element for element in first.iter("details") if element is not first]
    assert words_of(apart) == "One check does not apply here.Does not apply: Legal notice."


def test_a_folded_channel_says_how_it_is() -> None:
    """How many checks are in which state; what does not apply says nothing. Folded it is from the start."""
    states = (Status.FAIL, Status.PASS, Status.PASS, Status.UNKNOWN, Status.NOT_APPLICABLE)
    found = tuple(samples.finding("phone", status, message("Said.")) for status in states)
    [group] = groups(page(samples.report(samples.account("facebook", findings=found)), language="en"))
    assert words_of(group[0]) == "Facebook to do: 1 · not checked: 1 · good: 2"
    assert "open" not in group.attrib


def test_each_channel_can_be_jumped_to() -> None:
    """A link for each, by its short name, and a heading where it leads."""
    elements = tree(page(samples.golden_week()))
    ids = {element.get("id") for element in elements}
    jumps = {
        words_of(element): str(element.get("href"))
        for element in elements
        if str(element.get("href")).startswith("#channel-")
    }
    assert list(jumps) == ["Facebook", "Website", "Instagram", "X", "Google"]
    assert {href[1:] for href in jumps.values()} <= ids


def test_paper_names_every_check_without_a_table() -> None:
    """A line of titles for each state, and how many do not apply."""
    found = (
        samples.finding("phone", Status.PASS, message("Right.")),
        samples.finding("hours", Status.PASS, message("Right.")),
        samples.finding("imprint", Status.NOT_APPLICABLE, message("This channel has none.")),
    )
    elements = tree(page(samples.report(samples.account("facebook", findings=found)), language="en"))
    [line] = [element for element in elements if element.get("class") == "paper"]
    assert words_of(line) == "Facebook Good: Phone number, Opening hours. One check does not apply here."


@pytest.mark.parametrize(
    "noise",
    [
        samples.finding(
            "owner-assigned", Status.WARN, message("Nobody stands in."), action=message("Name a deputy.")
        ),
        samples.finding("handle", Status.NOT_APPLICABLE, SILENT.message),
        samples.finding("photos", Status.NOT_APPLICABLE, NO_PHOTOS),
    ],
    ids=["a missing deputy", "switched off", "no list of photos"],
)
@pytest.mark.parametrize("audience", Audience)
def test_noise_stands_nowhere_on_the_page(noise: Finding, audience: Audience) -> None:
    """Neither as a finding nor as a row, for nobody; that nobody at all is in charge still does."""
    right = samples.finding("phone", Status.PASS, message("Right."))
    report = samples.report(samples.account("facebook", findings=(noise, right)))
    told = render_page(report, samples.company(language="en"), audience=audience)
    assert "Name a deputy" not in told
    assert noise.title.text not in told
    nobody = replace(
        noise, check="owner-assigned", status=Status.FAIL, message=message("Nobody is in charge.")
    )
    loud = samples.report(samples.account("facebook", findings=(nobody, right)))
    assert "Nobody is in charge." in render_page(loud, samples.company(language="en"), audience=audience)


def test_a_company_that_names_nobody_and_quotes_nobody_does_so_here_too() -> None:
    """People, comments and the words that a finding was found in stay out."""
    company = samples.company()
    silent = replace(company, report=replace(company.report, people="none", quotes=False))
    html = render(samples.whole_week(), silent).page
    assert "Jana" not in html
    assert "Stollen" not in html
    assert "jedes dritte Brot" not in html


@pytest.mark.parametrize(
    ("changes", "promised"),
    [
        ({}, True),
        ({"coverage": 0.9}, False),
        ({"findings": (samples.finding("phone", Status.MUTED, message("Muted.")),)}, False),
        ({"findings": (samples.finding("phone", Status.UNKNOWN, message("Not seen.")),)}, False),
        ({"open_items": (samples.question("Offen?", "Tom R.", 1),)}, False),
        ({"state": "dormant"}, False),
    ],
    ids=["whole", "partly seen", "muted", "unknown", "waiting", "resting"],
)
def test_a_channel_is_called_done_only_where_it_was_seen_whole(
    changes: dict[str, Any],
    promised: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """No all-clear for a channel with a gap, a mute, or somebody who waits."""
    html = page(samples.report(samples.account("facebook", **changes)), language="en")
    assert ("Nothing to do here." in html) is promised


def test_nothing_of_a_kind_is_told_in_words() -> None:
    """A channel without a single comment has "no comments", and no figure 0 that reads like a fault."""
    seen = Seen(posts=2, since=samples.ago(40), comments=0, reviews=None)
    told = said(page(samples.report(samples.account("facebook", seen=seen)), language="en"))
    assert "Checked: two posts and no comments since 14 October." in told


def test_the_trend_has_a_bar_for_each_week_and_none_for_a_gap() -> None:
    """Twelve weeks by their Mondays on a scale from 0 to 100; fewer than three numbers are no trend."""
    elements = tree(page(samples.nothing_for_the_owner()))
    bars = [element for element in elements if element.tag == "i"]
    assert [bar.get("class") for bar in bars][-1] == "h97"
    assert len(bars) == 11
    days = [element.text for element in elements if element.tag == "small"]
    assert (days[0], days[-1], len(days)) == ("07.09.", "23.11.", 12)
    assert not [element for element in tree(page(samples.nothing_readable())) if element.tag == "i"]


def test_without_the_script_there_are_no_dead_controls() -> None:
    """The filters are hidden until the script shows them, and heads are plain words until it makes buttons of them."""
    elements = tree(page(samples.golden_week()))
    [tools] = [element for element in elements if element.get("id") == "tools"]
    assert "hidden" in tools.attrib
    heads = [element for element in elements if element.get("role") == "columnheader"]
    assert all(not list(head) and head.text for head in heads)


def test_a_page_of_500_findings_can_be_served() -> None:
    """Packed and in base64 it stays far below what a function may answer."""
    body = page(samples.many_findings()).encode()
    packed = base64.b64encode(gzip.compress(body))
    print(f"page of 500 findings, 1000 quotes: {len(body)} bytes, packed {len(packed)}")  # noqa: T201 - a figure, shown with -rP
    assert len(body) < LARGEST_ANSWER
    assert len(packed) < LARGEST_ANSWER / 10
