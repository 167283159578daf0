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
        ("https://www.yelp.at/biz/linde", "Yelp"),
        ("https://www.booking.com/hotel/at/linde.de.html", "Booking"),
        ("https://www.gelbeseiten.de/gsbiz/1", "Gelbe Seiten"),
        ("https://www.doctolib.fr/dentiste/linde", "Doctolib"),
        ("https://de.indeed.com/cmp/Linde", "Indeed"),
        ("https://www.amazon.co.uk/stores/linde", "Amazon"),
        ("https://open.spotify.com/show/1", "Spotify"),
        ("https://firmen.wko.at/linde", "WKO"),
        ("https://restaurantguru.com/Linde-Wien", "Restaurant Guru"),
        ("https://search.google.com/local/writereview?placeid=ChIJ", "Google"),
        ("https://linktr.ee/linde", "list of links"),
        ("https://t1p.de/linde", "shortened link"),
        ("https://business.facebook.com/latest/home?asset_id=123", "names no Page"),
        ("https://www.facebook.com/share/1YxwPSZJfw/?mibextid=wwXIfr", "names no Page"),
        ("https://www.facebook.com/people/Linde/pfbid02mzgVYbe8DtqCVUW8Gu2N/", "names no Page"),
        ("https://developers.facebook.com/docs", "names no Page"),
        ("https://x.com/de/privacy", "names no"),
        ("https://www.instagram.com/p/DAbCdEf/", "names no"),
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
        "https://www.google.de/search?q=Linde&tbm=nws&output=rss",
        "https://news.search.yahoo.com/rss?p=Linde",
        "https://www.reddit.com/search.rss?q=Linde",
        "https://www.reddit.com/r/wien/search.rss?q=Linde",
        "https://alerts.talkwalker.com/alerts/feed/1",
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


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.instagram.com/accounts/login/?next=/linde/", "linde"),
        ("https://www.instagram.com/_u/linde/", "linde"),
        ("https://x.com/intent/follow?screen_name=linde", "linde"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.instagram.com%2Flinde&h=AT", "linde"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.linde.example%2F", None),
    ],
)
def test_what_leads_to_a_profile_is_that_profile(url: str, name: str | None) -> None:
    """People copy the address that their browser shows: a log-in, an outbound link, a follow button."""
    assert read_address(url).username == name


def test_a_company_may_be_called_like_one_of_them() -> None:
    """Only the host itself counts."""
    for host in (
        "www.tripadvisor-linde.example",
        "yelp.linde.example",
        "herold.example",
        "linktr.ee.linde.example",
    ):
        assert read_address(f"https://{host}/").platform == "blog"
