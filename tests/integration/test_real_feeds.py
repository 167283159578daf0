"""Feeds of the wild and of feedparser's own tests: bytes in, the newest post's date out."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from account_health.connectors.feeds import NotAFeedError, posts_of, read_feed
from tests.shared_data import shared

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)

# What feedparser reads is the first guess at what is right. Where it is wrong, this is right, with the reason.
CORRECTED: dict[str, tuple[str | None, str]] = {
    "real/feed-rs__rss2_rss_2.0_ilmessaggero.xml": (
        "2022-11-15T23:38:15Z",
        "pubDate 'mer, 16 nov 2022 00:38:15 +0100' is Italian",
    ),
    "real/rss-parser__uolNoticias.rss": (
        "2018-09-24T22:42:40Z",
        "pubDate 'Seg, 24 Set 2018 19:42:40 -0300' is Portuguese",
    ),
    "real/rss-parser__feed-test-time.xml": (
        "2019-05-03T19:21:28Z",
        "pubDate holds <time datetime='2019-05-03T19:21:28Z'>",
    ),
    "real/node-feedparser__compressed.xml": (
        "2014-01-22T14:31:31Z",
        "the body is gzip; newest of its items' pubDate: 'Wed, 22 Jan 2014 20:31:31 +0600'",
    ),
    "real/node-feedparser__invalid-characters-gzipped.xml": (
        "2014-07-14T07:00:00Z",
        "the body is gzip; newest of its items' pubDate: 'Mon, 14 Jul 2014 00:00:00 -0700'",
    ),
}

# Not read by feedparser's release, or written for this purpose: read by eye.
READ_BY_EYE: dict[str, str | None] = {
    "feedparser/json/example.json": None,
    "synthetic/drupal.rss": "2026-11-04T09:15:00Z",
    "synthetic/german_dates.rss": "2026-11-12T10:00:00Z",
    "synthetic/joomla.rss": "2026-09-11T13:33:29Z",
    "synthetic/typo3_extnews.rss": "2026-11-12T17:42:37Z",
}


def _expected() -> dict[str, str | None]:
    """Return the right date per file, None for a feed without any post date."""
    root = shared("data/feeds")
    real = json.loads((root / "real" / "manifest.json").read_text(encoding="utf-8"))
    suite = json.loads((root / "feedparser" / "index.json").read_text(encoding="utf-8"))
    return {
        **{f"real/{row['file']}": _written(row["fp_latest_published_utc"]) for row in real},
        **{f"feedparser/{row['file']}": _written(row["fp_latest_entry_utc"]) for row in suite},
        **READ_BY_EYE,
        **{name: date for name, (date, _) in CORRECTED.items()},
    }


def _written(parts: list[int] | None) -> str | None:
    if parts is None:
        return None
    year, month, day, hour, minute, second = parts
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"


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
    assert files == set(_expected())


def test_newest_post_of_every_feed() -> None:
    """At least 98 of 100 feeds with dates give the newest right, none a wrong one, dateless ones none."""
    expected = _expected()
    found = {name: _found(name) for name in expected}
    dated = [name for name, date in expected.items() if date is not None]
    right = [name for name in dated if found[name] == expected[name]]
    unread = [name for name in dated if found[name] is None]
    wrong = {
        name: (found[name], expected[name]) for name in expected if found[name] not in {None, expected[name]}
    }
    figures = (
        f"{len(expected)} feeds: {len(right)} of {len(dated)} dated ones right ({len(right) / len(dated):.1%}), "
        f"unread {unread}, wrong {wrong}, {len(expected) - len(dated)} without a post date"
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
    """Recorded feeds with comments name where these are; a feed of alerts and a JSON Feed are read."""
    with_comments = _blog("RSSWithComments.xml")
    assert any(entry.comments_url for entry in with_comments.entries)
    assert any(entry.comment_feed for entry in _blog("PaulDixExplainsNothingWFW.xml").entries)
    alerts = _blog("google_alerts_atom.xml")
    assert (alerts.format, len(alerts.entries)) == ("atom", 20)
    assert all(entry.at is not None and "<b>" not in entry.title for entry in alerts.entries)
    assert _blog("json_feed.json").format == "json"
