"""What could not be seen of a channel: which parts, why, what that means, and who takes care of it."""

from datetime import datetime

from account_health.model import AccountReport, Audience, Gap, Message, Reason, message
from account_health.model.platform import is_site
from account_health.model.reasons import OUTAGES, REASONS
from account_health.report.context import ReportContext, blind, some, unknown
from account_health.report.words import ACT, CONVERSATIONS, OTHER_PART, PARTS
from account_health.text.i18n import Fragment, Phrase

_MOST = 3


def gap_sentences(context: ReportContext, account: AccountReport) -> tuple[Phrase, ...]:
    """Return one paragraph for each reason why something of the channel could not be seen."""
    if blind(account):
        return (_blind(context, account),)
    reasons = dict.fromkeys(gap.reason for gap in account.unavailable)
    told = {REASONS[reason] for reason in reasons}
    paragraphs = [
        _partly(context, [gap for gap in account.unavailable if gap.reason is reason]) for reason in reasons
    ]
    open_questions = dict.fromkeys(f.message for f in unknown(account) if f.message not in told)
    paragraphs += [
        context.translate.phrase(message("Still open: {message}", message=sentence))
        for sentence in list(open_questions)[:_MOST]
    ]
    return (*paragraphs, *_held(context, account))


def _held(context: ReportContext, account: AccountReport) -> tuple[Phrase, ...]:
    """Return what counts on because it was wrong when more was seen."""
    titles = tuple(finding.title for finding in account.findings if finding.check in account.carried_forward)
    if not titles:
        return ()
    sentences = [message("Not in order when we last saw it: {things}.", things=some(titles))]
    if account.score is not None and account.state == "active":
        sentences.append(message("It counts until we can look again."))
    return (together(tuple(map(context.translate.phrase, sentences))),)


def _blind(context: ReportContext, account: AccountReport) -> Phrase:
    it = context.channel(account).it
    since = _since(context, account.unavailable)
    opening = (
        message("We have not seen {it} since {day}.", it=it, day=since)
        if since
        else message("We could not look at {it}.", it=it)
    )
    reason = account.unavailable[0].reason
    return together(
        (
            context.translate.phrase(opening),
            context.translate.phrase(REASONS[reason]),
            *_meaning(context, not is_site(account.platform) or _conversation(account.unavailable)),
            *_next(context, reason),
            *_detail(context, account.unavailable[0]),
        )
    )


def _partly(context: ReportContext, gaps: list[Gap]) -> Phrase:
    reason = gaps[0].reason
    parts = tuple(dict.fromkeys(PARTS.get(gap.part, OTHER_PART) for gap in gaps))
    return together(
        (
            context.translate.phrase(message("Not seen: {parts}.", parts=parts)),
            context.translate.phrase(REASONS[reason]),
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
    return (context.translate.phrase(message("Whether anybody waits there, we do not know.")),)


def _next(context: ReportContext, reason: Reason) -> tuple[Phrase, ...]:
    if reason in ACT:
        return (care(context),)
    return (context.translate.phrase(message("We will look again next time.")),) if reason in OUTAGES else ()


def _detail(context: ReportContext, gap: Gap) -> tuple[Phrase, ...]:
    if context.audience is not Audience.OPERATOR or not gap.detail:
        return ()
    return (context.translate.phrase(message("For the agency: {detail}", detail=gap.detail)),)


def care(context: ReportContext) -> Phrase:
    """Return who takes care of what the owner cannot change."""
    who = keeper(context)
    sentence: Message = (
        message("{who} takes care of this.", who=who)
        if who
        else message("Whoever looks after the access takes care of this.")
    )
    return context.translate.phrase(sentence)


def keeper(context: ReportContext) -> str | None:
    """Return who looks after the company's channels, None where nobody is named."""
    return context.company.brand.name or context.company.report.from_name


def together(phrases: tuple[Phrase, ...]) -> Phrase:
    """Return sentences as one paragraph."""
    fragments: list[Fragment] = []
    for phrase in phrases:
        if fragments:
            fragments.append(Fragment(" "))
        fragments.extend(phrase.fragments)
    return Phrase(tuple(fragments))
