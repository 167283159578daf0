"""Whether what to do names everything that was found, so that telling both would tell it twice."""

from collections.abc import Iterator

from account_health.model import Message, Outside, Value


def says_all(task: Message, finding: Message) -> bool:
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
