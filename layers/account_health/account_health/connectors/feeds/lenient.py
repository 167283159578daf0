"""Reads broken feeds, as every fifth in the wild is, with feedparser in a process of its own.

Why a process: feedparser 6.0.14 has inputs of quadratic cost, and nothing stops a thread.
`signal.setitimer` works in the main thread alone, and looks run in others. The child gets the text on standard input,
has a limit for memory and processor time, and is killed after five seconds.
It needs no shared memory, which AWS Lambda does not have. Measured: 0.1 s for a small feed, 2.5 s for two megabytes;
a 62 KB author takes feedparser 11 s, 1 MB of attributes in one tag more than 40 s: given up after five.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from account_health.connectors.feeds.entry import (
    MAX_RAW_DATE,
    MAX_TEXT,
    MAX_TITLE,
    FeedEntry,
    Format,
    ReadFeed,
    WrittenDate,
    absolute,
    check_count,
    chosen_date,
    linked,
    whole_number,
)
from account_health.connectors.feeds.text import plain_text, writable
from account_health.model.errors import NotAFeedError

MAX_CHARACTERS = 2 * 1024 * 1024
SECONDS = 5
_TOLD = ("LD_LIBRARY_PATH", "PATH", "SYSTEMROOT")
"""The variables that a Python needs to start. It reads what strangers wrote, and a function's others are its credentials."""
_CHILD = Path(__file__).with_name("lenient_child.py")


def read_broken_feed(text: str, base_url: str) -> ReadFeed:
    """Return what can be made out of a feed that is no well-formed XML.

    Raises NotAFeedError where that is nothing, or takes too long or too much memory.
    """
    if len(text) > MAX_CHARACTERS:
        raise NotAFeedError(
            "The feed is broken XML and too large to be repaired. Check it at validator.w3.org/feed."
        )
    feed = _ask_child(text)
    version = str(feed.get("version", ""))
    entries = feed.get("entries", [])
    if not version:
        raise NotAFeedError("The answer is no feed: it is neither well-formed XML nor like RSS or Atom.")
    check_count(len(entries))
    atom = version.startswith("atom")
    return ReadFeed(
        _format(version),
        plain_text(feed["title"], MAX_TITLE),
        tuple(_entry(e, base_url, atom) for e in entries),
        home=absolute(feed["home"], base_url),
        language=feed["language"][:MAX_RAW_DATE],
    )


def _ask_child(text: str) -> dict[str, Any]:
    command = [sys.executable, "-I", "-S", "-B", str(_CHILD), json.dumps([path for path in sys.path if path])]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell, nothing of the feed in the command
            command,
            input=text.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _TOLD if name in os.environ},
            timeout=SECONDS,
            check=True,
        )
        feed = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise NotAFeedError(
            f"The feed is broken XML that could not be read within {SECONDS} seconds."
        ) from error
    except (subprocess.CalledProcessError, OSError, ValueError) as error:
        raise NotAFeedError("The feed is broken XML that could not be read.") from error
    about = {key: writable(feed[key]) for key in ("title", "home", "language")}
    return {**about, "version": feed["version"], "entries": feed["entries"]}


def _format(version: str) -> Format:
    if version.startswith("atom"):
        return "atom"
    return "rdf" if version in {"rss10", "rss090"} else "rss"


def _entry(fields: dict[str, str], base: str, atom: bool) -> FeedEntry:  # noqa: FBT001 - a fact, not a mode
    fields = {key: writable(value) for key, value in fields.items()}
    at, raw = chosen_date(_written(fields, "published", w3c=atom))
    changed = raw is None and atom
    if raw is None:
        at, raw = chosen_date(_written(fields, "updated", w3c=True))
    url = absolute(fields["link"], base)
    title = plain_text(fields["title"], MAX_TITLE)
    return FeedEntry(
        id=(fields["id"].strip() or url or title)[:MAX_TEXT],
        url=url,
        title=title,
        author=plain_text(fields["author"], MAX_TITLE),
        text=plain_text(fields.get("content") or fields["summary"], MAX_TEXT),
        at=at,
        raw_date=raw,
        comment_count=whole_number(fields["slash_comments"]),
        links=linked(fields.get("content") or fields["summary"], url or base),
        changed=changed,
    )


def _written(fields: dict[str, str], key: str, *, w3c: bool) -> list[WrittenDate]:
    text = " ".join(fields.get(key, "")[:400].split())
    return [WrittenDate(text, w3c)] if text else []
