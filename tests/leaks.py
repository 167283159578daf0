"""Looks for what must not stand anywhere: in files and mails as people read them, in log records, in exceptions."""

import email
import logging
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from email.policy import default
from pathlib import Path
from types import FrameType
from typing import Any

import account_health
from account_health.model.errors import AccountHealthError

OURS = str(Path(account_health.__file__).parent)


def files_below(folder: Path) -> dict[str, str]:
    """Return every file below a folder as text; of mails also what their parts say."""
    return {
        path.relative_to(folder).as_posix(): readable(path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def readable(body: bytes) -> str:
    """Return bytes as text, with the decoded parts of a mail behind them."""
    text = body.decode("utf-8", "replace")
    if b"MIME-Version" not in body[:4000]:
        return text
    parts = [
        part for part in email.message_from_bytes(body, policy=default).walk() if not part.is_multipart()
    ]
    return "\n".join([text, *(str(part.get_content()) for part in parts)])


def holding(secrets: Iterable[str], texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return where which secret stands."""
    return [(place, secret) for place, text in texts.items() for secret in secrets if secret in text]


class Logs(logging.Handler):
    """Keeps all that any logger says, also what stands beside the message."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.said: list[str] = []
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record whole."""
        self.said.append(f"{self.format(record)} {vars(record)!r}")


@contextmanager
def all_logs() -> Iterator[Logs]:
    """Keep the records of every logger, from DEBUG on."""
    root, logs = logging.getLogger(), Logs()
    level = root.level
    root.addHandler(logs)
    root.setLevel(logging.DEBUG)
    try:
        yield logs
    finally:
        root.setLevel(level)
        root.removeHandler(logs)


@contextmanager
def all_exceptions() -> Iterator[list[str]]:
    """Keep the text of every exception that passes through our code, also of those that are caught, in every thread."""
    said: list[str] = []

    def local(frame: FrameType, event: str, argument: Any) -> Any:
        if event == "exception":
            said.append(f"{Path(frame.f_code.co_filename).name}: {'; '.join(_chain(argument[1]))}")
        return local

    def called(frame: FrameType, _event: str, _argument: Any) -> Any:
        if not frame.f_code.co_filename.startswith(OURS):
            return None
        frame.f_trace_lines = False
        return local

    before = sys.gettrace()
    threading.settrace(called)
    sys.settrace(called)
    try:
        yield said
    finally:
        sys.settrace(before)
        threading.settrace(before)


def _chain(error: BaseException | None) -> Iterator[str]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        # What the standard library keeps beside an exception's text, such as the whole document that was no JSON,
        # nobody prints.
        beside = vars(error) if isinstance(error, AccountHealthError) else ""
        yield f"{error!r} {error} {beside!r}"
        error = error.__cause__ or error.__context__
