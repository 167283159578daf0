"""The right date of the newest post of every feed in the optional test data."""

import json

from tests.shared_data import shared

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


def expected() -> dict[str, str | None]:
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
