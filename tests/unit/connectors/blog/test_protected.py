"""E-mail addresses that a site hides from programs."""

import pytest

from account_health.connectors.blog.contacts import emails_on
from tests.unit.connectors.blog.pages import page_of


@pytest.mark.parametrize(
    "body",
    [
        '<a href="#" data-mailto-token="ocknvq,kphqBvkuejngtgk0gzcorng" data-mailto-vector="2">Mail</a>',
        "<a href=\"javascript:linkTo_UnCryptMailto('ocknvq,kphqBvkuejngtgk0gzcorng');\">Mail</a>",
        '<a href="javascript:linkTo_UnCryptMailto(%27ocknvq%2CkphqBvkuejngtgk0gzcorng%27);">Mail</a>',
        '<joomla-hidden-mail is-link="1" is-email="1" first="aW5mbw==" last="dGlzY2hsZXJlaS5leGFtcGxl">x</joomla-hidden-mail>',
        '<a href="/cdn-cgi/l/email-protection#01686f676e4175687262696d647364682f6479606c716d64">x</a>',
    ],
)
def test_protected_addresses_are_read_as_a_browser_shows_them(body: str) -> None:
    """TYPO3 with and without a vector, Joomla and Cloudflare."""
    assert [one.value for one in emails_on(page_of(body))] == ["info@tischlerei.example"]


@pytest.mark.parametrize(
    "body",
    [
        '<a data-mailto-token="???" data-mailto-vector="x">Mail</a>',
        '<joomla-hidden-mail is-email="1" first="###" last="###">x</joomla-hidden-mail>',
        '<a href="/cdn-cgi/l/email-protection#zz">x</a>',
    ],
)
def test_what_nobody_can_decode_is_no_address(body: str) -> None:
    """Garbled protection gives nothing, and no error."""
    assert emails_on(page_of(body)) == ()
