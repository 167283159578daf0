"""A program of its own: reads a broken feed from standard input with feedparser, prints JSON.

It is started by `lenient` and never imported: it may take long, need much memory or die, and nothing else does.
Its one argument is the module search path as a JSON list.
"""

import contextlib
import io
import json
import sys

SECONDS = 5
MEMORY = 256 * 1024 * 1024
MAX_ENTRIES = 50_001
LENGTH = 20_000


def main() -> None:
    """Read standard input, write the feed's version, title and entries to standard output."""
    sys.path[:] = json.loads(sys.argv[1])
    import feedparser  # noqa: PLC0415 - only now is the search path known

    _bound()
    body = sys.stdin.buffer.read()
    # A stream, never bytes: given bytes, feedparser opens a file or an address of that name.
    result = feedparser.parse(
        io.BytesIO(body),
        sanitize_html=False,
        resolve_relative_uris=False,
        response_headers={"content-type": "application/xml; charset=utf-8"},
    )
    entries = [_entry(entry) for entry in result.get("entries", [])[:MAX_ENTRIES]]
    about = result.get("feed", {})
    feed = {
        "version": result.get("version") or "",
        "title": _cut(about, "title"),
        "home": _cut(about, "link"),
        "language": _cut(about, "language"),
        "entries": entries,
    }
    sys.stdout.buffer.write(json.dumps(feed).encode("ascii"))


def _entry(entry: dict[str, object]) -> dict[str, str]:
    keys = ("id", "link", "title", "author", "summary", "slash_comments")
    # Asked for with `in`: feedparser answers `updated` with `published` where there is no `updated`.
    dates = tuple(key for key in ("published", "updated") if key in entry)
    fields = {key: _cut(entry, key) for key in (*keys, *dates)}
    content = entry.get("content")
    if isinstance(content, list) and content and isinstance(content[0], dict):
        fields["content"] = _cut(content[0], "value")
    return fields


def _cut(values: dict[str, object], key: str) -> str:
    value = values.get(key)
    return value[:LENGTH] if isinstance(value, str) else ""


def _bound() -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system; there the parent's time limit stands alone
    except ImportError:
        return
    with contextlib.suppress(OSError, ValueError):  # macOS knows the limit and does not let it be set
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main()
