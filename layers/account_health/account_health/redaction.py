"""Takes secrets out of text before anybody reads it: addresses, log lines, tracebacks."""

import logging
import re

REMOVED = "[removed]"

_LONGEST_SHOWN = 200
_NAME = r"[\w.-]*(?:token|secret|password|passwd|api_?key|appsecret_proof|authorization)|key|pwd"
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    # https://user:password@host
    (re.compile(r"(?<=://)[^\s/?#@]*:[^\s/?#]*@"), f"{REMOVED}@"),
    # ?access_token=…, also percent-encoded inside another address
    (re.compile(rf"(?i)(?<![\w.-])({_NAME})(=|%3d)[^&\s\"'<>#]+"), rf"\1\2{REMOVED}"),
    # "access_token": "…" of JSON and of a dict's repr
    (re.compile(rf"(?i)([\"'](?:{_NAME})[\"']\s*:\s*b?)([\"'])(?:\\.|(?!\2).)*\2"), rf"\1\2{REMOVED}\2"),
    # Authorization: Bearer …
    (re.compile(r"(?i)\b(bearer|basic|oauth)\s+[\w.~+/%-]{6,}=*"), rf"\1 {REMOVED}"),
    # what Meta's and Google's secrets look like wherever they stand
    (re.compile(r"\b(?:EAA|IGAA|IGQ)[A-Za-z0-9_-]{20,}|\bya29\.[\w-]{10,}|\bGOCSPX-[\w-]{10,}"), REMOVED),
    (re.compile(r"(?<![\w/])1//[\w-]{20,}|\bAIza[\w-]{20,}"), REMOVED),
)


def redact(text: str) -> str:
    """Return the text without the values of tokens, keys, passwords and Bearer headers; the rest is kept."""
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return text


def shown(url: str) -> str:
    """Return scheme, host and path of an address for people: no query, no fragment, no user, one short line."""
    place = re.split(r"[?#]", url, maxsplit=1)[0]
    scheme, slashes, rest = place.partition("//")
    if not slashes:
        scheme, rest = "", place
    authority = re.split(r"[/\\]", rest, maxsplit=1)[0]
    if "@" in authority or "@" in scheme or not slashes:
        rest = rest.rsplit("@", 1)[-1]
        scheme = scheme if "@" not in scheme else ""
    clean = "".join(character if character.isprintable() else "�" for character in scheme + slashes + rest)
    return redact(clean if len(clean) <= _LONGEST_SHOWN else clean[: _LONGEST_SHOWN - 1] + "…")


class RedactingFilter(logging.Filter):
    """Redacts every record that passes: its message, its arguments and its exception.

    Python asks a logger's filters only about records of that very logger, so this one belongs
    on the handlers: `for handler in logging.getLogger().handlers: handler.addFilter(RedactingFilter())`.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record in place; never drops one."""
        record.msg = redact(record.getMessage())
        record.args = ()
        if record.exc_info and record.exc_info[1] is not None:
            stand_in = _without_secrets(record.exc_info[1])
            record.exc_info = (type(stand_in), stand_in, stand_in.__traceback__)
        if record.exc_text:
            record.exc_text = redact(record.exc_text)
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return True


def _without_secrets(error: BaseException, seen: frozenset[int] = frozenset()) -> BaseException:
    """Return an exception that prints like `error`, with its text and those of its causes redacted."""
    kind = type(error)
    double = type(
        kind.__name__, (Exception,), {"__module__": kind.__module__, "__qualname__": kind.__qualname__}
    )
    stand_in: BaseException = double(redact(str(error)))
    stand_in.__traceback__ = error.__traceback__
    seen |= {id(error)}
    if error.__cause__ is not None and id(error.__cause__) not in seen:
        stand_in.__cause__ = _without_secrets(error.__cause__, seen)
    if error.__context__ is not None and id(error.__context__) not in seen:
        stand_in.__context__ = _without_secrets(error.__context__, seen)
    stand_in.__suppress_context__ = error.__suppress_context__
    return stand_in
