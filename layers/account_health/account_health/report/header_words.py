"""Headers as mail programs read them: encoded words of our own making, and nothing encoded in the headers for machines.

The standard library splits a text into words at its blanks and loses some of them, joins encoded words to what stands
beside them, puts them into lines that are too long for one, encodes a long word that is plain ASCII, and encodes a long
`List-Unsubscribe`, which Gmail and Outlook then ignore. RFC 2047, sections 2, 5 and 6.2.
"""

from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from email.headerregistry import BaseHeader
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from textwrap import wrap
from typing import Final

_LINE: Final = 76
"""The longest line that may hold an encoded word, in characters (RFC 2047, section 2)."""
_WORD: Final = 75
"""The longest encoded word, in characters (RFC 2047, section 2)."""
_START, _END = "=?utf-8?B?", "?="
_FOR_MACHINES: Final = ("list-id", "list-unsubscribe", "message-id")


class HeaderPolicy(EmailPolicy):
    """Writes a header's text in words of base64 that end at whole characters; blanks stand inside the words."""

    def fold(self, name: str, value: str) -> str:
        """Return the header's lines, with their ends; `value` is what the message holds for it."""
        text = str(value)
        if name.lower() in _FOR_MACHINES:
            return f"{name}: {text}\r\n"
        if not isinstance(value, BaseHeader):
            return str(super().fold(name, value))
        if getattr(value, "addresses", ()):
            return _address_line(name, value)
        if name.lower() == "subject":
            return f"{name}: {_said(text, len(name) + 2)}\r\n"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return the header's lines as bytes."""
        return self.fold(name, value).encode("ascii")


HEADERS: Final = HeaderPolicy(linesep="\r\n")
"""How every mail of ours writes its headers."""


def say_who_writes(message: EmailMessage, message_id: str, now: datetime) -> None:
    """Say in a mail's headers that a program wrote it, when, and under which id, so that no program answers it."""
    message["Date"] = format_datetime(now.astimezone(UTC))
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    # What Exchange reads in its place: no out-of-office answers, no receipts.
    message["X-Auto-Response-Suppress"] = "All"


def encoded(text: str, column: int = 0) -> str:
    """Return a text as encoded words, one a line; `column` is how much of the first line is taken already."""
    return "\r\n ".join(_words(text, column))


def _said(text: str, column: int) -> str:
    """Return a text in lines: plain where it is ASCII, which is broken at blanks alone."""
    if not text.isascii():
        return encoded(text, column)
    return "\r\n ".join(wrap(text, _LINE - column, break_long_words=False, break_on_hyphens=False))


def _words(text: str, column: int) -> Iterator[str]:
    taken, room = b"", _room(column)
    for char in text:
        more = char.encode("utf-8")
        if len(taken) + len(more) > room:
            yield _word(taken)
            taken, room = b"", _room(1)
        taken += more
    yield _word(taken)


def _room(column: int) -> int:
    """Return how many bytes fit into a word that begins at this column."""
    signs = min(_WORD, _LINE - column) - len(_START) - len(_END)
    return max(signs // 4 * 3, 3 * 4)


def _word(taken: bytes) -> str:
    return f"{_START}{b64encode(taken).decode('ascii')}{_END}"


def _address_line(name: str, value: BaseHeader) -> str:
    """Return the header of one address: its name in encoded words, or as it is where that is ASCII."""
    (address,) = value.addresses  # type: ignore[attr-defined]  # only headers of addresses come here
    start, said, spec = len(name) + 2, address.display_name, f"<{address.addr_spec}>"
    if not said:
        return f"{name}: {address.addr_spec}\r\n"
    words = str(address).removesuffix(f" {spec}") if said.isascii() else encoded(said, start)
    last = words.rpartition("\n")[2]
    fits = len(last) + (0 if "\n" in words else start) + 1 + len(spec) <= _LINE
    return f"{name}: {words}{' ' if fits else chr(13) + chr(10) + ' '}{spec}\r\n"
