"""What could not be seen of a channel: which parts, why, what that means, and who takes care of it."""

from datetime import datetime

from account_health.model import AccountReport, Audience, Gap, Message, Reason, say
from account_health.model.reasons import OUTAGES, REASONS
from account_health.report.sight import Sight, blind, some, unknown
from account_health.report.words import ACT, CONVERSATIONS, OTHER_PART, PARTS
from account_health.text.i18n import Fragment, Phrase

_MOST = 3


def gap_sentences(sight: Sight, account: AccountReport) -> tuple[Phrase, ...]:
    """Return one paragraph for each reason why something of the channel could not be seen."""
    if blind(account):
        return (_blind(sight, account),)
    reasons = dict.fromkeys(gap.reason for gap in account.unavailable)
    told = {REASONS[reason] for reason in reasons}
    paragraphs = [
        _partly(sight, [gap for gap in account.unavailable if gap.reason is reason]) for reason in reasons
    ]
    open_questions = dict.fromkeys(f.message for f in unknown(account) if f.message not in told)
    paragraphs += [
        sight.say.phrase(say("Still open: {message}", message=message))
        for message in list(open_questions)[:_MOST]
    ]
    return (*paragraphs, *_held(sight, account))


def _held(sight: Sight, account: AccountReport) -> tuple[Phrase, ...]:
    """Return what counts on because it was wrong when more was seen."""
    titles = tuple(finding.title for finding in account.findings if finding.check in account.held)
    if not titles:
        return ()
    sentences = [say("Not in order when we last saw it: {things}.", things=some(titles))]
    if account.score is not None and account.state == "active":
        sentences.append(say("It counts until we can look again."))
    return (together(tuple(map(sight.say.phrase, sentences))),)


def _blind(sight: Sight, account: AccountReport) -> Phrase:
    it = sight.channel(account).it
    since = _since(sight, account.unavailable)
    opening = (
        say("We have not seen {it} since {day}.", it=it, day=since)
        if since
        else say("We could not look at {it}.", it=it)
    )
    reason = account.unavailable[0].reason
    return together(
        (
            sight.say.phrase(opening),
            sight.say.phrase(REASONS[reason]),
            *_meaning(sight, account.platform != "blog" or _conversation(account.unavailable)),
            *_next(sight, reason),
            *_detail(sight, account.unavailable[0]),
        )
    )


def _partly(sight: Sight, gaps: list[Gap]) -> Phrase:
    reason = gaps[0].reason
    parts = tuple(dict.fromkeys(PARTS.get(gap.part, OTHER_PART) for gap in gaps))
    return together(
        (
            sight.say.phrase(say("Not seen: {parts}.", parts=parts)),
            sight.say.phrase(REASONS[reason]),
            *_meaning(sight, _conversation(gaps)),
            *_next(sight, reason),
            *_detail(sight, gaps[0]),
        )
    )


def _since(sight: Sight, gaps: tuple[Gap, ...]) -> datetime | None:
    """Return since when the channel cannot be seen, None where that is only since today."""
    since = min((gap.since for gap in gaps if gap.since), default=None)
    if since is None or sight.say.local(since).date() == sight.say.local(sight.report.now).date():
        return None
    return since


def _conversation(gaps: list[Gap] | tuple[Gap, ...]) -> bool:
    return any(gap.part in CONVERSATIONS for gap in gaps)


def _meaning(sight: Sight, conversation: bool) -> tuple[Phrase, ...]:  # noqa: FBT001 - a fact, not a switch
    if not conversation:
        return ()
    return (sight.say.phrase(say("Whether anybody waits there, we do not know.")),)


def _next(sight: Sight, reason: Reason) -> tuple[Phrase, ...]:
    if reason in ACT:
        return (care(sight),)
    return (sight.say.phrase(say("We will look again next time.")),) if reason in OUTAGES else ()


def _detail(sight: Sight, gap: Gap) -> tuple[Phrase, ...]:
    if sight.audience is not Audience.OPERATOR or not gap.detail:
        return ()
    return (sight.say.phrase(say("For the agency: {detail}", detail=gap.detail)),)


def care(sight: Sight) -> Phrase:
    """Return who takes care of what the owner cannot change."""
    who = keeper(sight)
    message: Message = (
        say("{who} takes care of this.", who=who)
        if who
        else say("Whoever looks after the access takes care of this.")
    )
    return sight.say.phrase(message)


def keeper(sight: Sight) -> str | None:
    """Return who looks after the company's channels, None where nobody is named."""
    return sight.company.brand.name or sight.company.report.from_name


def together(phrases: tuple[Phrase, ...]) -> Phrase:
    """Return sentences as one paragraph."""
    fragments: list[Fragment] = []
    for phrase in phrases:
        if fragments:
            fragments.append(Fragment(" "))
        fragments.extend(phrase.fragments)
    return Phrase(tuple(fragments))
