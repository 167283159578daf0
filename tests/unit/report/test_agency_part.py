"""The agency's part of the copy: one cause once, however many channels have it, and never more than a mail can hold."""

from dataclasses import replace
from datetime import date
from typing import Any

from account_health.model import (
    AccountReport,
    Audience,
    CompanyReport,
    Days,
    Gap,
    Reason,
    Status,
    message,
)
from account_health.report import Letter, render
from tests import report_samples as samples
from tests.markup import flat

GMAIL_CUTS_AT = 102_000
"""Bytes of HTML after which Gmail shows a mail only in part (hteumeuleu/email-bugs 41, 2026)."""


def branch(number: int, **more: Any) -> AccountReport:
    """Return a branch whose certificate ends soon."""
    found = samples.finding(
        "certificate",
        Status.WARN,
        message(
            "The website's certificate expires on {day}, in {days}.",
            day=date(2026, 12, 4),
            days=Days(number % 9 + 2),
        ),
        action=message("Have the certificate renewed, and find out why automatic renewal failed."),
        fix_url=samples.SITE,
    )
    account = samples.account("blog", score=79, findings=(found,))
    return replace(account, account=f"blog-{number}", name=f"Filiale {number}", **more)


def copy_of(report: CompanyReport) -> Letter:
    """Return the agency's copy."""
    return render(report, samples.company(language="en"), audience=Audience.OPERATOR)


def part(letter: Letter) -> str:
    """Return the agency's part of the text, in one line."""
    return flat(letter.text.split("For the agency only")[1].split("\n-- \n")[0])


def test_one_cause_on_many_channels_is_told_once_with_a_count() -> None:
    """Three times in full, then one line: who else has it, and how many more."""
    copy = copy_of(samples.report(*map(branch, range(1, 301)), score=79))

    said = part(copy)
    assert said.count("Have the certificate renewed") == 3
    assert "the same on: " in said
    assert said.count("Filiale") == 3 + 9
    assert "and 288 more" in said
    assert len(copy.html.encode()) < GMAIL_CUTS_AT


def test_three_channels_with_the_same_matter_are_told_in_full() -> None:
    """Where an agency can still read each, nothing is drawn together."""
    said = part(copy_of(samples.report(*map(branch, range(1, 4)), score=79)))

    assert said.count("Have the certificate renewed") == 3
    assert "the same on" not in said


def test_an_answer_of_a_platform_is_quoted_once_for_all_its_channels() -> None:
    """An outage of one interface is one matter."""
    gap = Gap(
        part="posts",
        reason=Reason.TOO_SLOW,
        since=samples.NOW,
        detail="The site did not answer within 10 seconds.",
    )
    copy = copy_of(samples.report(*(branch(n, unavailable=(gap,)) for n in range(1, 121)), score=79))

    assert part(copy).count("did not answer within 10 seconds") == 4
    assert len(copy.html.encode()) < GMAIL_CUTS_AT


def test_causes_that_all_differ_are_cut_at_what_a_mail_can_hold() -> None:
    """Three hundred answers of their own do not fit: the rest is counted, and the whole report has it."""
    accounts = (
        branch(
            n,
            findings=(),
            unavailable=(
                Gap(part="posts", reason=Reason.TOO_SLOW, since=samples.NOW, detail=f"{'x' * 200} {n}"),
            ),
        )
        for n in range(1, 301)
    )
    copy = copy_of(samples.report(*accounts, score=79))

    assert "more channels have something for the agency; it is in the whole report" in part(copy)
    assert len(copy.html.encode()) < GMAIL_CUTS_AT


def test_a_channels_name_stays_text() -> None:
    """Names of places come from outside, also where many are listed in one line."""
    name = "<b>http://evil.example</b>"
    accounts = (replace(branch(n), name=f"{name} {n}") for n in range(1, 9))
    copy = copy_of(samples.report(*accounts, score=79))

    assert name not in copy.html
    assert "http://evil.example" not in copy.text
