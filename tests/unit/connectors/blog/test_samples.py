"""What makers put into a new site for show is nobody's, and what only looks like it is the company's."""

import pytest

from account_health.connectors.blog.contacts import emails_on, phones_on
from account_health.connectors.blog.postal import addresses_on
from account_health.connectors.blog.profiles import profiles_on
from account_health.connectors.blog.samples import is_sample_profile
from tests.unit.connectors.blog.pages import page_of


@pytest.mark.parametrize(
    "body",
    [
        "info@mysite.com",
        "info@my-domain.com",
        "hello@reallygreatsite.com",
        "kontakt@ihre-domain.de",
        "max@mustermann.de",
        "mail@example.com",
        "hello@example.com",
        "contact@votresite.com",
        "deine@email.de",
    ],
)
def test_mail_addresses_of_makers(body: str) -> None:
    """At domains that say so themselves."""
    assert emails_on(page_of(f"<p>{body}</p>")) == ()


@pytest.mark.parametrize(
    "body", ["post@meine-tischlerei.de", "max@mustermann-holz.de", "info@mysite-bau.com"]
)
def test_mail_addresses_that_look_like_those_of_makers(body: str) -> None:
    """Some people are called Mustermann."""
    assert [one.value for one in emails_on(page_of(f"<p>{body}</p>"))] == [body]


@pytest.mark.parametrize(
    "body",
    [
        "Tel. 123-456-7890",
        "Tel. 0123 456789",
        "Tel. +49 123 4567890",
        "Telefon: 01234 567890",
        "Tel. +1 555 555 5555",
        "Tel. +1 202 555 0123",
        "Tel. 0000 0000000",
        "Tel. +49 1111 111111",
    ],
)
def test_numbers_of_makers(body: str) -> None:
    """Digits in a row, one digit alone, and numbers of films."""
    assert phones_on(page_of(f"<p>{body}</p>"), "DE") == ()


@pytest.mark.parametrize("body", ["030 1234567", "0171 1234567", "089 555555", "0341 2255880"])
def test_numbers_that_look_like_those_of_makers(body: str) -> None:
    """Behind a real area code any digits may be a number."""
    assert [one.value for one in phones_on(page_of(f"<p>Tel. {body}</p>"), "DE")] == [body]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.facebook.com/wix",
        "https://www.linkedin.com/company/wixcom",
        "https://www.instagram.com/squarespace/",
        "https://x.com/yourusername",
        "https://www.facebook.com/facebook",
        "https://www.youtube.com/user/wix",
        "https://www.tiktok.com/@username",
    ],
)
def test_profiles_of_makers(url: str) -> None:
    """Their own, and words in the place of a name."""
    assert is_sample_profile(url)
    assert profiles_on(page_of(f'<a href="{url}">f</a>')) == ()


@pytest.mark.parametrize(
    "url",
    [
        "https://www.facebook.com/wixhausen",
        "https://x.com/page.und.partner",
        "https://www.instagram.com/beispielhof/",
    ],
)
def test_profiles_that_look_like_those_of_makers(url: str) -> None:
    """A whole name has to be one of theirs."""
    assert [one.value for one in profiles_on(page_of(f'<a href="{url}">f</a>'))] == [url]


@pytest.mark.parametrize("line", ["Musterstraße 1, 12345 Musterstadt", "Musterweg 12<br>80331 München"])
def test_addresses_of_makers(line: str) -> None:
    """A theme's footer is no wrong address."""
    assert addresses_on(page_of(f"<p>{line}</p>"), "DE") == ()


def test_an_address_that_looks_like_one_of_makers() -> None:
    """Towns and streets may begin like that."""
    page = page_of("<p>Mustermannstraße 3, 80331 München</p>")
    assert [one.value for one in addresses_on(page, "DE")] == ["Mustermannstraße 3, 80331 München"]
