"""What is behind a task, unless the report's first sentence or the task itself has said it."""

from account_health.model import AccountReport, Finding, Message, Task
from account_health.report.channels import is_new
from account_health.report.context import ReportContext
from account_health.report.enough import says_all
from account_health.report.gaps import together
from account_health.report.verdict import Stance, first_finding, stance
from account_health.text.i18n import Fragment, Phrase


def behind(context: ReportContext, tasks: tuple[Task, ...]) -> tuple[Phrase | None, ...]:
    """Return what each task follows from, with its channel, and in a finding's first week why it matters, once."""
    told: set[Message] = set()
    phrases = []
    for task in tasks:
        account, finding = _cause(context, task)
        sentences = []
        if finding and not (
            _in_the_verdict(context, account, finding) or says_all(task.text, finding.message)
        ):
            sentences.append(_with_channel(context, account, finding))
        if finding and is_new(finding) and finding.why not in told:
            told.add(finding.why)
            sentences.append(context.translate.phrase(finding.why))
        phrases.append(together(tuple(sentences)) if sentences else None)
    return tuple(phrases)


def _cause(context: ReportContext, task: Task) -> tuple[AccountReport, Finding | None]:
    account = next(one for one in context.report.accounts if one.account == task.account)
    return account, next((one for one in account.findings if one.check == task.check), None)


def _with_channel(context: ReportContext, account: AccountReport, finding: Finding) -> Phrase:
    name = context.translate.phrase(context.named(account, context.channel(account).short))
    said = context.translate.phrase(finding.message)
    return Phrase((*name.fragments, Fragment(": "), *said.fragments))


def _in_the_verdict(context: ReportContext, account: AccountReport, finding: Finding) -> bool:
    """Tell whether the first sentence has said it: who waits for an answer, or the worst finding.

    Of several channels of a kind it does not say which.
    """
    match stance(context):
        case Stance.SOMEBODY_WAITS:
            word = context.channel(account).short
            only_one = context.named(account, word) == word
            return only_one and finding.check.startswith("unanswered-")
        case Stance.SOMETHING_IS_WRONG:
            return first_finding(context) == (account, finding)
        case _:
            return False
