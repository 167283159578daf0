"""Feeds of the wild and of feedparser's own tests: bytes in, the newest post's date out."""

from datetime import UTC, datetime
from typing import Any

import pytest

from account_health.connectors.feeds import NotAFeedError, posts_of, read_feed
from tests.real_feeds import expected
from tests.shared_data import shared

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def _found(name: str) -> str | None:
    body = (shared("data/feeds") / name).read_bytes()
    try:
        posts = posts_of(read_feed(body, base_url="https://firma.example/feed"), NOW)
    except NotAFeedError:
        return None
    return posts.items[0].at.strftime("%Y-%m-%dT%H:%M:%SZ") if posts.items else None


def test_every_file_has_an_expectation() -> None:
    """No feed is left out of the figures below."""
    root = shared("data/feeds")
    lists = {"manifest.json", "index.json", "date_strings.json"}
    files = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.suffix in {".xml", ".rss", ".atom", ".json"} and path.name not in lists
    }
    assert files == set(expected())


def test_newest_post_of_every_feed() -> None:
    """At least 98 of 100 feeds with dates give the newest right, none a wrong one, dateless ones none."""
    dates = expected()
    found = {name: _found(name) for name in dates}
    dated = [name for name, date in dates.items() if date is not None]
    right = [name for name in dated if found[name] == dates[name]]
    unread = [name for name in dated if found[name] is None]
    wrong = {name: (found[name], date) for name, date in dates.items() if found[name] not in {None, date}}
    figures = (
        f"{len(dates)} feeds: {len(right)} of {len(dated)} dated ones right ({len(right) / len(dated):.1%}), "
        f"unread {unread}, wrong {wrong}, {len(dates) - len(dated)} without a post date"
    )
    print(figures)  # noqa: T201 - the figures are shown with -s
    assert not wrong, figures
    assert len(right) >= 0.98 * len(dated), figures


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("v2__encoding_WINDOWS-1251.xml", "Новости"),
        ("feed-rs__rss1_rss_1.0_iso8859.xml", "für"),
        ("v2__rdf_UTF8.xml", "Vorsichtsmaßnahmen"),
        ("node-feedparser__invalid-characters-gzipped.xml", ""),
    ],
)
def test_letters_of_other_charsets_arrive(name: str, title: str) -> None:
    """Titles come out in their own letters, with no replacement characters among them."""
    feed = read_feed((shared("data/feeds/real") / name).read_bytes())
    titles = " ".join([feed.title, *(f"{entry.title} {entry.text}" for entry in feed.entries)])
    assert "\ufffd" not in titles
    assert title.lower() in titles.lower()


def _blog(name: str) -> Any:
    return read_feed((shared("data/blog") / name).read_bytes())


def test_recorded_blogs() -> None:
    """Feeds with comments, a feed of alerts and a JSON Feed are read."""
    assert _blog("RSSWithComments.xml").entries
    assert _blog("PaulDixExplainsNothingWFW.xml").entries
    alerts = _blog("google_alerts_atom.xml")
    assert (alerts.format, len(alerts.entries)) == ("atom", 20)
    assert all(entry.at is not None and "<b>" not in entry.title for entry in alerts.entries)
    assert _blog("json_feed.json").format == "json"
