"""What is behind a task, unless the report's first sentence or the task itself has said it."""

from collections.abc import Iterator

from account_health.i18n import Phrase
from account_health.model import AccountReport, Finding, Message, Outside, Task, Topic, Value, say
from account_health.report.channels import is_new
from account_health.report.gaps import together
from account_health.report.sight import Sight
from account_health.report.verdict import Stance, first_finding, stance


def behind(sight: Sight, task: Task) -> Phrase | None:
    """Return the finding that a task follows from, with its channel, and in the first week why it matters."""
    account = next(one for one in sight.report.accounts if one.account == task.account)
    finding = next((one for one in account.findings if one.check == task.check), None)
    if finding is None:
        return None
    sentences = []
    if not (_in_the_verdict(sight, account, finding) or _says_all(task.text, finding.message)):
        name = sight.named(account, sight.channel(account).short)
        sentences.append(sight.say.phrase(say("{channel}: {message}", channel=name, message=finding.message)))
    if is_new(finding):
        sentences.append(sight.say.phrase(finding.why))
    return together(tuple(sentences)) if sentences else None


def _in_the_verdict(sight: Sight, account: AccountReport, finding: Finding) -> bool:
    match stance(sight):
        case Stance.SOMEBODY_WAITS:
            alone = [one.account for one in sight.report.accounts if one.open_items] == [account.account]
            return alone and finding.topic is Topic.CONVERSATION and finding.check.startswith("unanswered-")
        case Stance.SOMETHING_IS_WRONG:
            return first_finding(sight) == (account, finding)
        case _:
            return False


def _says_all(task: Message, finding: Message) -> bool:
    """Tell whether a task names everything that was found, word by word: "replace {there} by {here}"."""
    found = set(_quoted(finding))
    return bool(found) and found <= set(_quoted(task))


def _quoted(value: Value) -> Iterator[str]:
    if isinstance(value, Outside):
        yield value.text
    elif isinstance(value, Message):
        for _, inner in value.values:
            yield from _quoted(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _quoted(inner)
