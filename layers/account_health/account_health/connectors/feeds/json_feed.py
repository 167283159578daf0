"""Reads JSON Feed 1 and 1.1 (jsonfeed.org)."""

import json
from typing import Any

from account_health.connectors.feeds.entry import (
    MAX_RAW_DATE,
    MAX_TEXT,
    MAX_TITLE,
    FeedEntry,
    ReadFeed,
    WrittenDate,
    absolute,
    check_count,
    chosen_date,
    linked,
)
from account_health.connectors.feeds.text import plain_text, writable
from account_health.model.errors import NotAFeedError


def read_json_feed(text: str, base_url: str) -> ReadFeed:
    """Return the feed; raises NotAFeedError where the text is other JSON, or none."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAFeedError("The answer looks like JSON and cannot be read as such.") from error
    if not isinstance(feed, dict) or "jsonfeed.org/version/" not in _string(feed, "version"):
        raise NotAFeedError("The answer is JSON, but no JSON Feed: it has no jsonfeed.org version.")
    items = feed.get("items")
    if not isinstance(items, list):
        raise NotAFeedError("The JSON Feed has no list of items.")
    check_count(len(items))
    base = (
        absolute(_string(feed, "home_page_url"), base_url)
        or absolute(_string(feed, "feed_url"), base_url)
        or base_url
    )
    entries = tuple(_entry(item, base) for item in items if isinstance(item, dict))
    return ReadFeed(
        "json",
        plain_text(_string(feed, "title"), MAX_TITLE),
        entries,
        home=absolute(_string(feed, "home_page_url"), base_url),
        language=_string(feed, "language")[:MAX_RAW_DATE],
    )


def _entry(item: dict[str, Any], base: str) -> FeedEntry:
    at, raw = chosen_date(_written(item, "date_published"))
    changed = raw is None
    if changed:
        at, raw = chosen_date(_written(item, "date_modified"))
    url = absolute(_string(item, "url") or _string(item, "external_url"), base)
    title = plain_text(_string(item, "title"), MAX_TITLE)
    text = _string(item, "content_text") or _string(item, "summary")
    return FeedEntry(
        id=(_string(item, "id").strip() or url or title)[:MAX_TEXT],
        url=url or absolute(_string(item, "id"), ""),
        title=title,
        author=_author(item),
        text=" ".join(text[: 4 * MAX_TEXT].split())[:MAX_TEXT]
        or plain_text(_string(item, "content_html"), MAX_TEXT),
        at=at,
        raw_date=raw,
        links=linked(_string(item, "content_html"), url or base),
        changed=changed,
    )


def _author(item: dict[str, Any]) -> str:
    authors = item.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else item.get("author")
    return " ".join(_string(first, "name").split())[:MAX_TITLE] if isinstance(first, dict) else ""


def _written(item: dict[str, Any], key: str) -> list[WrittenDate]:
    text = " ".join(_string(item, key)[:400].split())
    return [WrittenDate(text)] if text else []


def _string(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    # An id may be written as a number.
    if isinstance(value, int) and not isinstance(value, bool) and key == "id":
        return str(value) if abs(value) < 10**30 else ""
    return writable(value) if isinstance(value, str) else ""
