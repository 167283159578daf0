"""What a report tells beside its findings: what was not seen, what was agreed or achieved, what to post, profile care."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from account_health.model import (
    AccountReport,
    Achieved,
    Audience,
    Change,
    Gap,
    Hours,
    Message,
    Notice,
    Reason,
    message,
    message_n,
)
from account_health.model.platform import is_site, platform_name
from account_health.model.reasons import OUTAGES, reason_on
from account_health.report.context import ReportContext, behind, blind, some, unknown
from account_health.report.verdict import cared_for
from account_health.report.views import AdviceView
from account_health.report.words import ACT, CONVERSATIONS, DEEDS, OTHER_PART, PARTS
from account_health.text.i18n import Phrase, together

_MOST_OPEN: Final = 3

CHOICES: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "revive": message("Start again"),
        "dormant": message("Let it rest"),
        "close": message("Close it"),
    }
)
"""What the three ways to go on with a silent channel are called."""


# --- what could not be seen: which parts, why, what that means, and who takes care of it ---


def gap_sentences(context: ReportContext, account: AccountReport) -> tuple[Phrase, ...]:
    """Return one paragraph for each reason why something of the channel could not be seen."""
    if blind(account):
        return (_unavailable(context, account),)
    reasons = dict.fromkeys(gap.reason for gap in account.unavailable)
    told = {reason_on(account.platform, reason) for reason in reasons}
    paragraphs = [
        _partly(context, account, [gap for gap in account.unavailable if gap.reason is reason])
        for reason in reasons
    ]
    open_questions = dict.fromkeys(f.message for f in unknown(account) if f.message not in told)
    paragraphs += [
        context.translate.phrase(message("Still open: {message}", message=sentence))
        for sentence in list(open_questions)[:_MOST_OPEN]
    ]
    return (*paragraphs, *_carried_forward(context, account))


def _carried_forward(context: ReportContext, account: AccountReport) -> tuple[Phrase, ...]:
    """Return what counts on because it was wrong when more was seen."""
    titles = tuple(finding.title for finding in account.findings if finding.check in account.carried_forward)
    if not titles:
        return ()
    sentences = [message("Not in order at the last check: {things}.", things=some(titles))]
    if account.score is not None and account.state == "active":
        sentences.append(message("It counts until we can check again."))
    return (together(tuple(map(context.translate.phrase, sentences))),)


def _unavailable(context: ReportContext, account: AccountReport) -> Phrase:
    it = context.channel(account).it
    since = _since(context, account.unavailable)
    opening = (
        message("{it} has not been checked since {day}.", it=it, day=since)
        if since
        else message("We could not check {it}.", it=it)
    )
    reason = account.unavailable[0].reason
    return together(
        (
            context.translate.phrase(opening),
            context.translate.phrase(reason_on(account.platform, reason)),
            *_meaning(context, not is_site(account.platform) or _conversation(account.unavailable)),
            *_next(context, reason),
            *_detail(context, account.unavailable[0]),
        )
    )


def _partly(context: ReportContext, account: AccountReport, gaps: list[Gap]) -> Phrase:
    reason = gaps[0].reason
    parts = tuple(dict.fromkeys(PARTS.get(gap.part, OTHER_PART) for gap in gaps))
    return together(
        (
            context.translate.phrase(message("Not checked: {parts}.", parts=parts)),
            context.translate.phrase(reason_on(account.platform, reason)),
            *_meaning(context, _conversation(gaps)),
            *_next(context, reason),
            *_detail(context, gaps[0]),
        )
    )


def _since(context: ReportContext, gaps: tuple[Gap, ...]) -> datetime | None:
    """Return since when the channel cannot be seen, None where that is only since today."""
    since = min((gap.since for gap in gaps if gap.since), default=None)
    if (
        since is None
        or context.translate.local(since).date() == context.translate.local(context.report.now).date()
    ):
        return None
    return since


def _conversation(gaps: list[Gap] | tuple[Gap, ...]) -> bool:
    return any(gap.part in CONVERSATIONS for gap in gaps)


def _meaning(context: ReportContext, conversation: bool) -> tuple[Phrase, ...]:  # noqa: FBT001 - a fact, not a switch
    if not conversation:
        return ()
    return (context.translate.phrase(message("We cannot tell whether anyone is waiting there.")),)


def _next(context: ReportContext, reason: Reason) -> tuple[Phrase, ...]:
    if reason in ACT:
        return (context.translate.phrase(cared_for(context)),)
    return (context.translate.phrase(message("We will check again next time.")),) if reason in OUTAGES else ()


def _detail(context: ReportContext, gap: Gap) -> tuple[Phrase, ...]:
    if context.audience is not Audience.OPERATOR or not gap.detail:
        return ()
    return (context.translate.phrase(message("For the agency: {detail}", detail=gap.detail)),)


# --- what was agreed and changes now, what was last seen, what was achieved ---


def notices(context: ReportContext, account: str | None) -> tuple[Phrase, ...]:
    """Return the notices about an account, or about the company where `account` is None."""
    return tuple(_notice(context, notice) for notice in context.report.notices if notice.account == account)


def _notice(context: ReportContext, notice: Notice) -> Phrase:
    said = context.translate.phrase(notice.message)
    return together((said, context.translate.phrase(notice.action))) if notice.action else said


def last_facts(context: ReportContext, account: AccountReport) -> Phrase | None:
    """Return what the last look that saw something knew, with its day, so that nobody takes it for today's."""
    known = account.last_facts
    if known is None:
        return None
    facts: list[Message] = []
    if known.last_post_at is not None:
        facts.append(message("the last post was from {day}", day=known.last_post_at))
    if known.waiting is not None:
        facts.append(_waited(known.waiting))
    if known.rating is not None:
        facts.append(message("{stars} of 5 stars", stars=known.rating))
    if not facts:
        return context.translate.phrase(message("Last checked on {day}.", day=known.at))
    return context.translate.phrase(
        message("At the last check on {day}: {facts}.", day=known.at, facts=tuple(facts))
    )


def held_back(context: ReportContext, account: AccountReport) -> tuple[Phrase, ...]:
    """Return what an all-clear of the channel does not cover: comments that are counted and not shown."""
    count = account.seen.held_back
    if not count or account.open_items or blind(account):
        return ()
    counted = message_n(
        "{platform} counts one more comment but does not show it to us.",
        "{platform} counts {n} more comments but does not show them to us.",
        count,
        platform=platform_name(account.platform),
    )
    return (context.translate.phrase(counted),)


def put_right(context: ReportContext, changes: tuple[Change, ...]) -> tuple[Message, ...]:
    """Return what is in order again, each with its channel."""
    places = {account.account: context.channel(account).place for account in context.report.accounts}
    return tuple(
        _deed(change, places[change.account]) if change.account in places else change.title
        for change in changes
    )


def _deed(change: Change, place: Message) -> Message:
    deed = DEEDS.get(change.check)
    if deed is None:
        return message("{title} {place}", title=change.title, place=place)
    return replace(deed, values=(("place", place),))


def _waited(n: int) -> Message:
    if not n:
        return message("nobody was waiting for a reply")
    return message_n("one person was waiting for a reply", "{n} people were waiting for a reply", n)


def achieved(
    context: ReportContext, named: Callable[[tuple[Message, ...]], tuple[Message, ...]]
) -> tuple[Phrase, ...]:
    """Return what the last calendar month brought, a line each: the answers, and what was put right.

    `named` chooses what is named of the things put right: a mail has no room for all.
    """
    brought = context.report.achieved
    if brought is None:
        return ()
    month = context.translate.month(date.fromisoformat(f"{brought.month}-01"))
    lines = [tuple(map(context.translate.phrase, _answered(brought, month)))]
    if brought.corrected:
        things = named(put_right(context, brought.corrected))
        lines.append(
            (context.translate.phrase(message("In {month}: {things}.", month=month, things=things)),)
        )
    return tuple(together(line) for line in lines if line)


def _answered(brought: Achieved, month: str) -> Iterator[Message]:
    if not brought.answered:
        return
    if brought.median_hours is not None:
        yield message_n(
            "You replied once in {month}, after {time} (working days only).",
            "You replied {n} times in {month}, half of them within {time} (working days only).",
            brought.answered,
            month=month,
            time=Hours(brought.median_hours),
        )
    else:
        yield message_n(
            "You replied once in {month}.", "You replied {n} times in {month}.", brought.answered, month=month
        )
    if not brought.complete:
        yield message("We could not check every channel for the whole month.")


# --- a silent channel: what to post, and whether to keep or close it ---


def ideas(context: ReportContext, account: AccountReport) -> tuple[Phrase, ...]:
    """Return what to ask colleagues for, where the channel has been quiet for too long.

    The week's ideas are the company's, so they stand once; a channel that had better rest needs none.
    """
    quiet = [
        one for one in context.ordered if one.ideas and (one.advice is None or one.advice.choice == "revive")
    ]
    first = next((one for one in quiet if one.ideas == account.ideas), None)
    return tuple(map(context.translate.phrase, account.ideas)) if first is account else ()


def advice(context: ReportContext, account: AccountReport) -> AdviceView | None:
    """Return the recommendation for a silent channel with its reasons and what each way takes."""
    given = account.advice
    if given is None:
        return None
    translate = context.translate
    return AdviceView(
        what=translate.phrase(given.message),
        reasons=tuple(map(translate.phrase, given.reasons)),
        options=tuple(
            translate.phrase(message("{choice}: {takes}", choice=CHOICES[option.choice], takes=option.takes))
            for option in given.options
        ),
    )


# --- profile care, told once a month ---


def care_lines(context: ReportContext) -> tuple[Phrase, ...]:
    """Return every line of profile care that this reader gets now, the gravest first: which channels, and what."""
    found = [
        (account, finding)
        for account in context.ordered
        for finding in context.monthly(account)
        if context.mine(finding)
    ]
    found.sort(key=lambda pair: context.place(pair[1]))
    channels: dict[Message, list[AccountReport]] = {}
    for account, finding in found:
        channels.setdefault(finding.message, []).append(account)
    return tuple(
        context.translate.phrase(_of_channels(context, accounts, sentence))
        for sentence, accounts in channels.items()
    )


def _of_channels(context: ReportContext, accounts: list[AccountReport], sentence: Message) -> Message:
    """Return a sentence with the channels that it is about."""
    if len(accounts) == 1:
        return context.placed(accounts[0], sentence)
    return behind(some(tuple(context.named(one, context.channel(one).short) for one in accounts)), sentence)
