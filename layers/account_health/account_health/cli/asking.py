"""Asks the person at the terminal: a yes or no, a line, a secret that is not shown while it is typed."""

import getpass
import sys

from account_health.cli.screen import complain
from account_health.model.errors import UsageError


def is_asked() -> bool:
    """Return whether somebody sits at a terminal who can answer."""
    return sys.stdin is not None and sys.stdin.isatty()


def answer(question: str) -> str:
    """Return the line that was typed; the question goes to stderr, so that the answer of a command stays whole.

    Raises UsageError where the input ended.
    """
    sys.stdout.flush()
    sys.stderr.write(question)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise UsageError("nobody answered")
    return line.strip()


def agreed(question: str, *, default: bool) -> bool:
    """Return whether the person says yes; Enter takes the default, and anything else is asked again."""
    while True:
        said = answer(f"{question} [{'Y/n' if default else 'y/N'}] ").lower()
        if said in ("", "y", "yes", "j", "ja", "n", "no", "nein"):
            return default if not said else said[0] in "yj"
        complain("Answer y or n.")


def hidden(question: str) -> str:
    """Return what was pasted, without showing it. Raises UsageError where the input ended."""
    sys.stdout.flush()
    try:
        return getpass.getpass(question).strip()
    except EOFError:
        raise UsageError("nobody answered") from None
