"""What the report tells beside its findings: what was agreed and changes now, what was last seen, what was achieved."""

from collections.abc import Callable
from datetime import date

from account_health.model import AccountReport, Hours, Message, Notice, message, message_n
from account_health.report.context import ReportContext, blind
from account_health.report.gaps import together
from account_health.text.i18n import Phrase


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
        return context.translate.phrase(message("We last saw it on {day}.", day=known.at))
    return context.translate.phrase(
        message("When we last saw it, on {day}: {facts}.", day=known.at, facts=tuple(facts))
    )


def held_back(context: ReportContext, account: AccountReport) -> tuple[Phrase, ...]:
    """Return what an all-clear of the channel does not cover: comments that are counted and not shown."""
    count = account.seen.held_back
    if not count or account.open_items or blind(account):
        return ()
    counted = message_n(
        "The platform counts one more comment and does not show it to us.",
        "The platform counts {n} more comments and does not show them to us.",
        count,
    )
    return (context.translate.phrase(counted),)


def _waited(n: int) -> Message:
    if not n:
        return message("nobody was waiting for an answer")
    return message_n("one person was waiting for an answer", "{n} people were waiting for an answer", n)


def achieved(
    context: ReportContext, named: Callable[[tuple[Message, ...]], tuple[Message, ...]]
) -> Phrase | None:
    """Return what the last calendar month brought; None where it brought nothing, or none is to be told.

    `named` chooses what is named of the things put right: a mail has no room for all.
    """
    brought = context.report.achieved
    if brought is None:
        return None
    month = context.translate.month(date.fromisoformat(f"{brought.month}-01"))
    sentences: list[Message] = []
    if brought.answered and brought.median_hours is not None:
        sentences.append(
            message_n(
                "In {month} there was {n} answer, after {time} of working time.",
                "In {month} there were {n} answers, half of them within {time} of working time.",
                brought.answered,
                month=month,
                time=Hours(brought.median_hours),
            )
        )
    elif brought.answered:
        sentences.append(
            message_n(
                "In {month} there was {n} answer.",
                "In {month} there were {n} answers.",
                brought.answered,
                month=month,
            )
        )
    if brought.answered and not brought.complete:
        sentences.append(message("Not every channel could be seen for the whole month."))
    if brought.corrected:
        places = {account.account: context.channel(account).place for account in context.report.accounts}
        things = tuple(
            message("{title} {place}", title=change.title, place=places[change.account])
            if change.account in places
            else change.title
            for change in brought.corrected
        )
        sentences.append(message("Put right in {month}: {things}.", month=month, things=named(things)))
    return together(tuple(map(context.translate.phrase, sentences))) if sentences else None
