"""Makes the form of a first report: what is good, what costs customers, the first month, and what could not be seen.

A reader who sees us for the first time wants to know how things stand and what would be done, and has no use for a course.
The same form, without a word to people who never asked for it, is the first check of a prospect.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from account_health.checks import BY_ID
from account_health.checks.access import RENEW
from account_health.judging.reporting_policy import LEGAL
from account_health.model import (
    AccountReport,
    Audience,
    Finding,
    Message,
    Reason,
    ReportRhythm,
    Status,
    Task,
    Topic,
    message,
    message_n,
)
from account_health.model.platform import PLATFORM_ROWS, on_platform
from account_health.model.reasons import OUTAGES, reason_on
from account_health.report.channels import QUOTES, Sheet, spent
from account_health.report.context import COMPARING, ReportContext, behind, blind, some, unknown
from account_health.report.grounds import grounds
from account_health.report.verdict import Stance, is_in_the_verdict, stance
from account_health.report.views import ChannelView, Cost, FirstSight, TaskView
from account_health.report.words import OTHER_PART, PARTS
from account_health.text.i18n import Phrase, together

MOST_GOOD: Final = 3
MOST_COSTS: Final = 3
MOST_UNSEEN: Final = 4
_MOST_PARTS: Final = 3
_WAITING: Final = "unanswered-"
"""How the checks are called that count who waits."""
_AREAS: Final = (Topic.CONVERSATION, Topic.PROFILE, Topic.ACTIVITY)
_PROUD_FROM: Final = (4.0, 5)
"""Stars, and ratings behind them, from which they are good news: below, a pass says only that they did not fall."""
MOST_WORDS: Final = 350
"""Two minutes of reading."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much of the form is shown: steps of the first month, whether each cost says why, and the table of channels."""

    steps: int
    whys: bool = True
    table: bool = True


ROOMS: Final = (
    Room(5),
    Room(4),
    Room(3),
    Room(3, table=False),
    Room(3, whys=False, table=False),
    Room(2, whys=False, table=False),
)
"""Ever less, for a reader of two minutes; five steps are what fits into a month beside everything else."""

TAKES: Final[Mapping[Reason, Message]] = MappingProxyType(
    {
        Reason.CREDENTIAL_REFUSED: message("Needed: a new login, about five minutes."),
        Reason.CREDENTIAL_UNREADABLE: message("Needed: a new login, about five minutes."),
        Reason.TEST_GRANT: message("Needed: a new login, about five minutes."),
        Reason.SCOPE_MISSING: message("Needed: one more consent at the next login, about five minutes."),
        Reason.CHALLENGE: message("Needed: an exception for our visits, set by whoever runs the site."),
        Reason.ACCESS_DENIED: message("Needed: an exception for our visits, set by whoever runs the site."),
        Reason.LOGIN: message("Needed: a site that everybody can open."),
        Reason.UNVERIFIED: message("Needed: a listing that somebody has confirmed."),
        Reason.PROTECTED: message("Needed: a profile that everybody can see."),
        Reason.CERTIFICATE: message("Needed: a valid certificate, renewed by whoever runs the site."),
        Reason.QUOTA_ZERO: message("Needed: approval by {platform}, for which we have to apply."),
        Reason.NOT_ENROLLED: message("Needed: approval by {platform}, for which we have to apply."),
        Reason.SERVICE_DISABLED: message("Needed: a switch in our own account with {platform}."),
        Reason.NO_CREDITS: message("Needed: new credit for our access to {platform}."),
        Reason.SPEND_CAP: message("Needed: a higher limit for our access, or next month."),
    }
)
"""What it takes to see what could not be seen; another outage takes our next look, and what an account is like nothing."""
LOOK: Final = message("Needed: someone to see whether the channel is still there and still open to us.")
AGAIN: Final = message("We will check again next time.")


def first_sight(sheet: Sheet, room: Room = ROOMS[0]) -> FirstSight:
    """Return what the first report of a sheet's company shows, as far as there is room."""
    context = sheet.context
    tasks = _steps(context)[: room.steps]
    costs = tuple(_costs(context))
    return FirstSight(
        strengths=tuple(_strengths(context)),
        costs=costs if room.whys else tuple(replace(cost, why=None) for cost in costs),
        waiting=tuple(_waiting(sheet)),
        plan=tuple(_step(sheet, task) for task in tasks),
        altogether=_altogether(context, tasks),
        unseen=tuple(_unseen(context)),
    )


def left_untold(context: ReportContext, room: Room) -> int:
    """Return how many matters this form has no room for: neither among what costs customers nor in the first month."""
    told = {(account.account, finding.check) for group in _graves(context) for account, finding in group}
    planned = {
        (account, task.check)
        for task in _steps(context)[: room.steps]
        for account in (task.account, *task.also)
    }
    matters = {
        (account.account, finding.check)
        for account in context.report.accounts
        for finding in context.told(account)
        if context.reads(finding)
    }
    return len(matters - told - planned)


# --- what is good ---


def _strengths(context: ReportContext) -> Iterator[Phrase]:
    """Yield what is good, that first whose fault would hurt most, from each area one before any has a second."""
    lines: dict[Message, list[tuple[AccountReport, Finding]]] = {}
    for account in context.ordered:
        for finding in account.findings:
            if account.state == "active" and _is_good(finding):
                lines.setdefault(finding.message, []).append((account, finding))
    ranked = sorted(lines.values(), key=lambda line: _weight(line[0][1]))
    firsts = [next((line for line in ranked if line[0][1].topic is area), None) for area in _AREAS]
    chosen = [line for line in firsts if line]
    chosen += [line for line in ranked if line not in chosen]
    for line in chosen[:MOST_GOOD]:
        yield _placed(context, [account for account, _ in line], line[0][1].message)


def _is_good(finding: Finding) -> bool:
    told = finding.report_rhythm in {ReportRhythm.WEEKLY, ReportRhythm.MONTHLY}
    seen_by_customers = finding.topic in _AREAS and finding.audience is Audience.OWNER
    return finding.status is Status.PASS and seen_by_customers and (told or _is_proud(finding))


def _is_proud(finding: Finding) -> bool:
    """Tell whether a figure is good news by itself; most passes of figures say only that something was counted."""
    stars, least = _PROUD_FROM
    ratings = dict(finding.message.values).get("n")
    return (
        finding.check == "rating"
        and isinstance(finding.figure, int | float)
        and finding.figure >= stars
        and isinstance(ratings, int)
        and ratings >= least
    )


def _weight(finding: Finding) -> tuple[bool, int, int]:
    """Return the place of something good: what its area stands on, or what was compared, before what merely works."""
    row = BY_ID[finding.check]
    carries = finding.leading or finding.check in COMPARING or _is_proud(finding)
    return (not carries, 0 if _is_proud(finding) else row.harm_of(Status.FAIL).rank, row.severity.rank)


def _placed(context: ReportContext, accounts: list[AccountReport], sentence: Message) -> Phrase:
    if len(accounts) == 1:
        return context.translate.phrase(context.placed(accounts[0], sentence))
    return _with_channel(context, _names(context, accounts), sentence)


def _names(context: ReportContext, accounts: list[AccountReport]) -> tuple[Message, ...]:
    """Return the channels by name; several of a kind by their number, since this form names nothing twice."""
    kinds: dict[Message, list[AccountReport]] = {}
    for account in accounts:
        kinds.setdefault(context.channel(account).short, []).append(account)
    return some(
        tuple(
            context.named(alike[0], kind)
            if len(alike) == 1
            else message_n("{channel} ({n} channel)", "{channel} ({n} channels)", len(alike), channel=kind)
            for kind, alike in kinds.items()
        )
    )


# --- what costs customers ---


def _graves(context: ReportContext) -> list[list[tuple[AccountReport, Finding]]]:
    """Return the three matters that cost customers most, each with every channel that it is on.

    That people wait is one matter, however many channels they are on; law costs no customers.
    """
    groups: dict[object, list[tuple[AccountReport, Finding]]] = {}
    for account in context.ordered:
        for finding in context.told(account):
            if context.reads(finding) and finding.check not in LEGAL:
                matter = _WAITING if finding.check.startswith(_WAITING) else (finding.check, finding.message)
                groups.setdefault(matter, []).append((account, finding))
    ranked = sorted(groups.values(), key=lambda group: min(context.place(found) for _, found in group))
    return ranked[:MOST_COSTS]


def _costs(context: ReportContext) -> Iterator[Cost]:
    told: set[Message] = set()
    for group in _graves(context):
        finding = min((found for _, found in group), key=context.place)
        why = None if finding.why in told else context.translate.phrase(finding.why)
        told.add(finding.why)
        said = all(_is_said(context, account, found) for account, found in group)
        alike = [account for account, found in group if found.message == finding.message]
        what = _placed(context, alike, finding.message)
        yield Cost(what=why, why=None) if why and said else Cost(what=what, why=why)


def _is_said(context: ReportContext, account: AccountReport, finding: Finding) -> bool:
    """Tell whether the first sentence has said it; where people wait, it has counted them on all channels."""
    waits = finding.check.startswith(_WAITING) and stance(context) is Stance.SOMEBODY_WAITS
    return waits or is_in_the_verdict(context, account, finding)


def _waiting(sheet: Sheet) -> Iterator[ChannelView]:
    """Yield the channels where people wait, with the words of the first of them."""
    room = QUOTES
    for account in sheet.context.ordered:
        if account.unanswered:
            shown = min(room, len(account.open_items))
            yield sheet.channel(account, (), shown)
            room -= shown


# --- the first month ---


def _steps(context: ReportContext) -> tuple[Task, ...]:
    """Return all there is to do as a month goes: what is to be decided in the coming weeks comes after every deed."""
    return tuple(sorted(context.all_tasks, key=lambda task: task.decision))


def _step(sheet: Sheet, task: Task) -> TaskView:
    return replace(sheet.task(task), what=_behind(sheet.context, task))


def _behind(context: ReportContext, task: Task) -> Phrase | None:
    costs = [pair for group in _graves(context) for pair in group]

    def is_said(account: AccountReport, finding: Finding) -> bool:
        return (account, finding) in costs or is_in_the_verdict(context, account, finding)

    found = tuple(map(context.translate.phrase, grounds(context, task, is_said)))
    return together(found) if found else None


def _altogether(context: ReportContext, tasks: tuple[Task, ...]) -> Phrase | None:
    """Return the time of the whole plan; of a single step its own line has told it."""
    total = sum(task.minutes for task in tasks)
    if len(tasks) <= 1 or not total:
        return None
    return context.translate.phrase(message("Altogether: {time}.", time=spent(total)))


# --- what could not be seen ---


def _unseen(context: ReportContext) -> Iterator[Phrase]:
    """Yield a line for each cause, with every channel that has it, and how many causes are left."""
    causes: dict[tuple[tuple[Message, ...], tuple[Message, ...]], list[AccountReport]] = {}
    for account in context.ordered:
        for gap in _gaps(account):
            causes.setdefault(gap, []).append(account)
    for (parts, sentences), accounts in list(causes.items())[:MOST_UNSEEN]:
        channels = _names(context, accounts)
        if parts:
            of_them = message("{channels} ({parts})", channels=channels, parts=some(parts, _MOST_PARTS))
            yield _with_channel(context, (of_them,), *sentences)
        elif len(accounts) == 1 and context.says_where(accounts[0], sentences[0]):
            yield together(tuple(map(context.translate.phrase, sentences)))
        else:
            yield _with_channel(context, channels, *sentences)
    rest = len(causes) - MOST_UNSEEN
    if rest > 0:
        more = message_n("{n} more is not listed here.", "{n} more are not listed here.", rest)
        yield context.translate.phrase(more)


def _gaps(account: AccountReport) -> Iterator[tuple[tuple[Message, ...], tuple[Message, ...]]]:
    """Yield, for each reason, the parts (none where nothing was seen), and why with what it takes."""
    for reason in dict.fromkeys(gap.reason for gap in account.unavailable):
        sentences = (reason_on(account.platform, reason), *_takes(account, reason))
        if blind(account):
            yield (), sentences
            return
        gaps = [gap for gap in account.unavailable if gap.reason is reason]
        parts = tuple(dict.fromkeys(PARTS.get(gap.part, OTHER_PART) for gap in gaps))
        yield parts, sentences
    if not account.unavailable:
        for sentence in list(dict.fromkeys(finding.message for finding in unknown(account)))[:1]:
            yield (), (sentence,)


def _with_channel(context: ReportContext, names: tuple[Message, ...], *sentences: Message) -> Phrase:
    """Return sentences behind the channels that they are about."""
    first, *rest = sentences
    return together(tuple(map(context.translate.phrase, (behind(names, first), *rest))))


def _step_of_access(account: AccountReport) -> Message | None:
    """Return what to do about an access that is refused, None where it is only to be renewed or not refused as a whole."""
    told = next((one for one in account.findings if one.check == "credential-valid"), None)
    return told.action if told and told.status is Status.FAIL and told.action != RENEW else None


def _takes(account: AccountReport, reason: Reason) -> Iterator[Message]:
    row = PLATFORM_ROWS.get(account.platform)
    refused = reason in (Reason.ACCESS_DENIED, Reason.CREDENTIAL_REFUSED)
    step = _step_of_access(account) if refused else None
    if step is not None:
        yield step
    elif reason is Reason.ACCESS_DENIED and row is not None and row.kind != "site":
        lacks = any(
            one.check == "permissions-complete" and one.status is Status.FAIL for one in account.findings
        )
        yield TAKES[Reason.SCOPE_MISSING] if lacks else LOOK
    elif reason is Reason.CREDENTIAL_MISSING and row is not None and row.invitation is not None:
        yield row.invitation
    elif reason in TAKES:
        yield on_platform(account.platform, TAKES[reason])
    elif reason in OUTAGES:
        yield AGAIN
