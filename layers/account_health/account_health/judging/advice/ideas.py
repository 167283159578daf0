"""What to post: three things to ask colleagues for, other ones every week, where a channel has been quiet for too long."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final

from account_health.judging.advice.channel_lifecycle import SILENT
from account_health.memory.waiting import questions_in
from account_health.model import (
    TOLD,
    AccountReport,
    Conversation,
    Message,
    ReportRhythm,
    Snapshot,
    message,
    message_n,
)
from account_health.model.company import Account, Company

ASKED_WEEKLY: Final = 3
POOL: Final[tuple[Message, ...]] = (
    message("A question you keep hearing on the phone, with the answer."),
    message("One step of your work that customers never see, in three photos."),
    message("A thank-you: to a supplier, a neighbour or a club that you support."),
    message("The first weeks of an apprentice or a new colleague, in their own words."),
    message("A tip for home that only people in your trade know."),
    message("The tool or the machine without which nothing would work, and what it can do."),
    message("A small story from this week that made you smile."),
    message("Where your goods or materials come from."),
    message("A photo from the early days next to one from today."),
    message("A guest: a customer or partner tells a short story in three sentences."),
    message("What is different at this time of the year."),
    message("Someone who has been with you for a long time: what has changed since then?"),
    message("Before and after: the same thing in two photos."),
    message("A mistake that many people make, and how to avoid it."),
    message("What your team is looking forward to in the next weeks."),
)
"""In groups of three, one group a week; so five weeks pass before one comes again."""
FROM_COMMENTS: Final = 2
"""The place whose thought makes room for what customers ask in the comments, where they do."""
QUIET: Final = frozenset({"last-post-age", SILENT})


def with_ideas(
    report: AccountReport, snapshot: Snapshot, company: Company, account: Account, now: datetime
) -> AccountReport:
    """Return the judgement with three ideas where the channel has been quiet for too long.

    The ideas follow from company and ISO week alone, so all its channels get the same, and a repeated report too. While the
    company is away nobody is asked to post: what was late before stays late, and waits. A remark of the month gets none.
    """
    quiet = [one for one in report.findings if one.check in QUIET and one.status in TOLD and one.action]
    today = now.astimezone(company.zone).date()
    if not quiet or account.state == "dormant" or account.posts == "none":
        return report
    if company.is_away(today):
        late = [one for one in quiet if one.check != SILENT]
        asked = (replace(one, action=None) if one in late else one for one in report.findings)
        return replace(report, findings=tuple(asked))
    if all(one.report_rhythm is ReportRhythm.MONTHLY for one in quiet):
        return report
    return replace(report, ideas=ideas(company, now, snapshot.conversations))


def ideas(company: Company, now: datetime, talk: Iterable[Conversation]) -> tuple[Message, ...]:
    """Return the week's three ideas, with the department to ask for each where the company has registered some.

    What was said is only read in the week that has room for what customers ask.
    """
    week = (now.astimezone(company.zone).date().toordinal() - 1) // 7
    turn = week + int.from_bytes(hashlib.sha256(company.id.encode()).digest()[:4])
    first = turn * ASKED_WEEKLY % len(POOL)
    found = []
    for place in range(first, first + ASKED_WEEKLY):
        if place == FROM_COMMENTS and (questions := questions_in(talk)):
            found.append(_asked(questions))
            continue
        departments = company.team.departments
        if not departments:
            found.append(POOL[place])
            continue
        department = departments[(turn * ASKED_WEEKLY + place - first) % len(departments)]
        found.append(message("{idea} Ask the {department} team.", idea=POOL[place], department=department))
    return tuple(found)


def _asked(questions: int) -> Message:
    return message_n(
        "What customers ask: there is a question in the comments that deserves a whole post.",
        "What customers ask: there are {n} questions in the comments, and one of them deserves a whole post.",
        questions,
    )
