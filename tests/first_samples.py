"""First reports made by hand, with invented people: a company's own, one that could not be looked at, and a prospect's check."""

from dataclasses import replace
from typing import Any

from account_health.model import (
    CompanyReport,
    Days,
    Gap,
    Message,
    Outside,
    Own,
    Reason,
    Status,
    TrendWeek,
    message,
    message_n,
)
from account_health.model.company import Account, Company, Facts, ReportSettings
from tests import report_samples as samples

PASSED: tuple[tuple[str, str, Message], ...] = (
    (
        "google",
        "rating",
        message_n(
            "{stars} of 5 stars from {n} rating.", "{stars} of 5 stars from {n} ratings.", 60, stars=4.6
        ),
    ),
    ("google", "phone", message("The phone number is right.")),
    ("google", "hours", message("The opening hours are right.")),
    ("facebook", "hours", message("The opening hours are right.")),
    ("google", "unanswered-reviews", message("No review waits for an answer.")),
    ("blog", "certificate", message("The certificate is valid.")),
)
"""What the golden week's company has right: where, which check, and how that is said."""


def first_report() -> CompanyReport:
    """The golden week as a company's first report: nothing to compare with, and something that is good."""
    week = samples.golden_week()
    accounts = tuple(
        replace(
            one,
            findings=(
                *one.findings,
                *(
                    samples.finding(check, Status.PASS, said, figure=4.6 if check == "rating" else None)
                    for where, check, said in PASSED
                    if where == one.account
                ),
            ),
        )
        for one in week.accounts
    )
    minutes = (10, 5, 10, 30, 30)
    timed = tuple(replace(task, minutes=each) for task, each in zip(week.tasks, minutes, strict=True))
    return replace(
        week,
        accounts=accounts,
        todo=timed[:3],
        tasks=timed,
        first=True,
        month_begins=True,
        resolved=(),
        trend=(TrendWeek(week="2026-W48", score=None, coverage=0.84),),
    )


def first_unseen() -> CompanyReport:
    """A first report of a company of which nothing could be looked at yet."""
    blind = samples.unreadable("facebook", Reason.CREDENTIAL_MISSING, samples.NOW)
    google = samples.unreadable("google", Reason.QUOTA_ZERO, samples.NOW)
    return samples.report(
        blind,
        google,
        score=None,
        change=None,
        coverage=0.0,
        first=True,
        month_begins=True,
        trend=(TrendWeek(week="2026-W48", score=None, coverage=0.0),),
    )


def prospect(**changes: Any) -> Company:
    """Return a company that is no customer: an address, what was found beside it, and the agency's brand."""
    accounts = (
        Account(id="website", platform="website", url=samples.SITE, posts="none"),
        Account(id="instagram", platform="instagram", url=samples.URLS["instagram"], posts="biweekly"),
    )
    return samples.company(
        id="stadtbaeckerei",
        report=ReportSettings(to=(), from_name="Agentur Nordlicht"),
        accounts=accounts,
        facts=Facts(website=(samples.SITE,)),
        brand=samples.brand(),
        people=(),
        **changes,
    )


def prospects_look() -> CompanyReport:
    """A prospect's website and public Instagram profile, as they are judged without anybody's login."""
    blog = samples.golden_week().accounts[3]
    outdated = replace(blog.findings[1], owner=None, due=None)
    numbers: dict[str, Any] = {"there": Outside("089 7654321"), "here": Own("089 1234567")}
    contradicting = samples.finding(
        "phone",
        Status.FAIL,
        message("It says {there} {place}, and {here} elsewhere.", place=message("on the website"), **numbers),
        action=message("Find out which is right, {there} or {here}, and change the other.", **numbers),
        fix_url=samples.SITE + "kontakt",
        weeks=1,
        owner=None,
        due=None,
    )
    imprint = samples.finding(
        "imprint-content",
        Status.WARN,
        message("The legal notice has no email address; a form does not replace it."),
        action=message("Add the missing detail."),
        fix_url=samples.SITE + "impressum",
        weeks=1,
        owner=None,
        due=None,
    )
    site = replace(
        blog,
        account="website",
        platform="website",
        score=71,
        findings=(
            samples.finding(
                "email",
                Status.PASS,
                message(
                    "On every page that we checked, {what} is the same.", what=message("the email address")
                ),
            ),
            samples.finding("website", Status.PASS, message("The website uses https.")),
            samples.finding("certificate", Status.PASS, message("The certificate is valid.")),
            contradicting,
            outdated,
            imprint,
        ),
    )
    quiet = samples.finding(
        "last-post-age",
        Status.WARN,
        message(
            "No new post for {age}; the last one is from {day}.",
            age=Days(23),
            day=samples.ago(23).date(),
        ),
        action=message("Publish a post this week."),
        fix_url=samples.URLS["instagram"],
        weeks=1,
        owner=None,
        due=None,
    )
    instagram = replace(
        samples.account("instagram", score=None, coverage=0.7, last_post_at=samples.ago(23)),
        findings=(
            samples.finding("description", Status.PASS, message("The profile says what the company does.")),
            quiet,
        ),
        unavailable=(Gap("comments", Reason.CLOSED, "", None),),
    )
    tasks = tuple(
        replace(samples.task(where, found), minutes=each)
        for where, found, each in (
            ("website", contradicting, 10),
            ("website", outdated, 10),
            ("website", imprint, 10),
            ("instagram", quiet, 30),
        )
    )
    return samples.report(
        site,
        instagram,
        run="manual-2026-11-23",
        score=None,
        change=None,
        coverage=0.8,
        todo=tasks,
        trend=(TrendWeek(week="2026-W48", score=None, coverage=0.8),),
        first=True,
        month_begins=True,
    )
