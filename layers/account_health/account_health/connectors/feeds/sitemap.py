"""Reads sitemaps (sitemaps.org) and news sitemaps.

`lastmod` may prove age, never freshness: many sites write the day of the last build into it.
`news:publication_date` is a real date of publication; where a sitemap has some, only those pages count.
"""

from datetime import UTC, datetime
from xml.etree.ElementTree import Element

from account_health.connectors.feeds.entry import (
    MAX_TITLE,
    FeedEntry,
    ReadFeed,
    SitemapIndex,
    WrittenDate,
    absolute,
    check_count,
    chosen_date,
)
from account_health.connectors.feeds.text import decoded, plain_text, unpacked
from account_health.connectors.feeds.xml_feed import NotWellFormedError, name_of, parse_xml
from account_health.model.errors import NotAFeedError

_NEVER = datetime.min.replace(tzinfo=UTC)


def read_sitemap(body: bytes) -> ReadFeed | SitemapIndex:
    """Return the pages of a sitemap, or the addresses of an index; gzip is unpacked.

    Raises NotAFeedError where it is neither.
    """
    try:
        root = parse_xml(decoded(unpacked(body), ""))
    except NotWellFormedError as error:
        raise NotAFeedError("The sitemap is no well-formed XML.") from error
    kind = name_of(root)[1]
    check_count(len(root))
    if kind == "sitemapindex":
        return _index(root)
    if kind != "urlset":
        raise NotAFeedError(f"A sitemap was expected; this is <{kind[:40]}>.")
    pages = [page for page in root if name_of(page)[1] == "url"]
    news = tuple(entry for page in pages if (entry := _news(page)) is not None)
    if news:
        return ReadFeed("sitemap", "", news, "entry")
    return ReadFeed("sitemap", "", tuple(_page(page) for page in pages), "lastmod")


def _index(root: Element) -> SitemapIndex:
    found = []
    for child in root:
        url = absolute(_value(child, "loc"), "")
        if name_of(child)[1] == "sitemap" and url:
            found.append((_date(_value(child, "lastmod"))[0] or _NEVER, url))
    return SitemapIndex(tuple(url for _, url in sorted(found, key=lambda pair: pair[0], reverse=True)))


def _page(page: Element) -> FeedEntry:
    url = absolute(_value(page, "loc"), "")
    at, raw = _date(_value(page, "lastmod"))
    return FeedEntry(id=url, url=url, title="", author="", text="", at=at, raw_date=raw)


def _news(page: Element) -> FeedEntry | None:
    news = next((child for child in page if name_of(child)[1] == "news"), None)
    if news is None:
        return None
    url = absolute(_value(page, "loc"), "")
    at, raw = _date(_value(news, "publication_date"))
    title = plain_text(_value(news, "title"), MAX_TITLE)
    return FeedEntry(id=url, url=url, title=title, author="", text="", at=at, raw_date=raw)


def _date(text: str) -> tuple[datetime | None, str | None]:
    return chosen_date([WrittenDate(text, w3c=True)] if text else [])


def _value(parent: Element, name: str) -> str:
    return next((" ".join((child.text or "").split()) for child in parent if name_of(child)[1] == name), "")
