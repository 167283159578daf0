"""Addresses that are no account and no feed of ours, refused with what to do."""

import pytest

from account_health.registry.addresses import AddressError, check_feed_address, read_address


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.tripadvisor.de/Restaurant_Review-g1-d2-Reviews-Linde.html", "Tripadvisor"),
        ("https://www.tripadvisor.co.uk/Hotel-x", "Tripadvisor"),
        ("https://www.provenexpert.com/linde/", "ProvenExpert"),
        ("https://de.trustpilot.com/review/linde.example", "Trustpilot"),
        ("https://www.jameda.de/linde", "Jameda"),
        ("https://www.kununu.com/de/linde", "kununu"),
        ("https://maps.apple.com/?q=Linde", "Apple Maps"),
        ("https://www.bing.com/maps?ss=ypid.1", "Bing Maps"),
        ("https://www.google.de/maps/place/Linde", "Google Maps"),
        ("https://maps.google.com/?cid=1", "Google Maps"),
        ("https://news.google.com/rss/search?q=Linde", "news search"),
    ],
)
def test_what_is_not_audited_is_no_account(url: str, name: str) -> None:
    """It would be looked at as a blog, and a stranger's page would be judged."""
    with pytest.raises(AddressError, match=name):
        read_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.google.com/alerts/feeds/12345678901234567890/1",
        "https://www.google.de/alerts/feeds/1/2",
        "https://news.google.com/rss/search?q=Linde",
        "https://www.bing.com/news/search?q=Linde&format=rss",
    ],
)
def test_alerts_and_news_searches_are_no_feed_of_ours(url: str) -> None:
    """Strangers' articles would count as own posts."""
    with pytest.raises(AddressError, match="own posts"):
        check_feed_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linde.example/alerts/feed.xml",
        "https://news.linde.example/rss",
        "https://feeds.feedburner.com/linde",
    ],
)
def test_ordinary_feeds_are_taken(url: str) -> None:
    """A word in the path or the name of a host proves nothing."""
    assert check_feed_address(url) == url


def test_a_company_may_be_called_like_one_of_them() -> None:
    """Only the host itself counts."""
    assert read_address("https://www.tripadvisor-linde.example/").platform == "blog"
