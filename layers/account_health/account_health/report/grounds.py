"""What a task follows from, place by place, and what of it the task says itself."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from account_health.model import (
    AccountReport,
    Finding,
    Message,
    Outside,
    Own,
    Task,
    Value,
    message,
    message_n,
)
from account_health.report.context import ReportContext

MOST_PLACES: Final = 5
"""The most places that a task names one by one with what is to be changed there."""


def each_place(context: ReportContext, task: Task) -> tuple[Message, ...]:
    """Return a sentence for each place of a task that is not the same everywhere; nothing where it is."""
    causes = [context.cause(replace(task, account=account)) for account in (task.account, *task.also)]
    found = [(account, finding) for account, finding in causes if finding is not None]
    if len({finding.message for _, finding in found}) <= 1:
        return ()
    lines = [_at_place(context, account, finding) for account, finding in found]
    rest = len(lines) - MOST_PLACES
    if rest <= 1:
        return tuple(lines)
    return (*lines[:MOST_PLACES], message_n("And one more.", "And {n} more.", rest))


def grounds(
    context: ReportContext,
    task: Task,
    is_said: Callable[[AccountReport, Finding], bool],
    worded: Callable[[AccountReport, Message], Message] | None = None,
) -> tuple[Message, ...]:
    """Return what a task follows from: each of its places where they differ, else its finding, unless that is told already.

    That is where the form has said it elsewhere (`is_said`), or the task itself names all of it. `worded` says how a
    finding is told; by default behind its channel.
    """
    account, finding = context.cause(task)
    if places := each_place(context, task):
        return places
    if finding is None or says_all(task.text, finding.message) or is_said(account, finding):
        return ()
    return ((worded or context.placed)(account, finding.message),)


def _at_place(context: ReportContext, account: AccountReport, finding: Finding) -> Message:
    values = dict(finding.action.values) if finding.action else {}
    if not {"here", "there"} <= values.keys():
        return context.placed(account, finding.message)
    return message(
        "{channel}: {here} instead of {there}.",
        channel=context.named(account, context.channel(account).short),
        here=values["here"],
        there=values["there"],
    )


def says_all(task: Message, finding: Message) -> bool:
    """Tell whether a task names everything that was found, so that telling both would tell it twice."""
    found = set(_quoted(finding))
    return bool(found) and found <= set(_quoted(task))


def _quoted(value: Value) -> Iterator[str]:
    if isinstance(value, Outside | Own):
        yield value.text
    elif isinstance(value, Message):
        for _, inner in value.values:
            yield from _quoted(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _quoted(inner)
