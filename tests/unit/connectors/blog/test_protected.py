"""E-mail addresses that a site hides from programs."""

import pytest

from account_health.connectors.blog.contacts import emails_on
from tests.unit.connectors.blog.pages import page_of

CLOAK = """<script>
 var prefix = '&#109;a' + 'i&#108;' + '&#116;o'; var path = 'hr' + 'ef' + '=';
 var addy71 = '&#105;nf&#111;' + '&#64;';
 addy71 = addy71 + 't&#105;schl&#101;r&#101;&#105;' + '&#46;' + '&#101;x&#97;mpl&#101;';
 document.write('<a ' + path + prefix + ':' + addy71 + '>');
</script>"""


@pytest.mark.parametrize(
    "body",
    [
        '<a href="#" data-mailto-token="ocknvq,kphqBvkuejngtgk0gzcorng" data-mailto-vector="2">Mail</a>',
        "<a href=\"javascript:linkTo_UnCryptMailto('ocknvq,kphqBvkuejngtgk0gzcorng');\">Mail</a>",
        '<a href="javascript:linkTo_UnCryptMailto(%27ocknvq%2CkphqBvkuejngtgk0gzcorng%27);">Mail</a>',
        '<joomla-hidden-mail is-link="1" is-email="1" first="aW5mbw==" last="dGlzY2hsZXJlaS5leGFtcGxl">x</joomla-hidden-mail>',
        '<a href="/cdn-cgi/l/email-protection#01686f676e4175687262696d647364682f6479606c716d64">x</a>',
        '<span class="mailto-link" data-enc-email="vasb[at]gvfpuyrerv.rknzcyr">x</span>',
        f"<span id='cloak71'>Diese E-Mail-Adresse ist vor Spambots geschützt!</span>{CLOAK}",
        f"<div>This email address is being protected from spambots.</div>{CLOAK.replace('addy71', 'addy_text8a')}",
    ],
)
def test_protected_addresses_are_read_as_a_browser_shows_them(body: str) -> None:
    """TYPO3 with and without a vector, Joomla's element and its old scripts, Cloudflare, plug-ins of WordPress."""
    page = page_of(body)
    assert [one.value for one in emails_on(page)] == ["info@tischlerei.example"]
    assert not page.sealed


@pytest.mark.parametrize(
    "body",
    [
        '<a data-mailto-token="???" data-mailto-vector="x">Mail</a>',
        '<joomla-hidden-mail is-email="1" first="###" last="###">x</joomla-hidden-mail>',
        '<a href="/cdn-cgi/l/email-protection" data-cfemail="zz">x</a>',
        '<a href="javascript:openMail(17,42,8)">Mail</a>',
        "<a href=\"javascript:DeCryptX('1a2b3c')\">info [at] tischlerei</a>",
        "<p>Diese E-Mail-Adresse ist vor Spambots geschützt! JavaScript muss aktiviert werden.</p>",
        "<p>[email&#160;protected]</p>",
        "<p>E-Mail: <script>document.write('info' + '@' + 'tischlerei.example')</script></p>",
        "<p style='unicode-bidi:bidi-override; direction:rtl'>elpmaxe.ierelhcsit-ta-ofni</p>",
        "<p>Schreiben Sie uns: <img src=/adr.png alt='E-Mail'></p>",
        "<a href='#' onclick=\"location='mailto:'+this.dataset.user\">Mail</a>",
    ],
)
def test_what_nobody_can_decode_is_told_apart_from_what_is_not_there(body: str) -> None:
    """It gives no address and no error, and nobody may call it missing."""
    page = page_of(body)
    assert emails_on(page) == ()
    assert page.sealed


@pytest.mark.parametrize(
    "body",
    [
        "<p>Tel. 089 1234567</p>",
        '<a href="javascript:history.back()">Zurück</a>',
        '<a href="mailto:info@tischlerei.example">Mail</a>',
        "<p>Wir schützen Ihre E-Mail-Adresse vor Spam.</p>",
        "<p><img src=/brief.png alt='Brief und E-Mail an uns'></p>",
        "<script>document.write(new Date().getFullYear())</script>",
    ],
)
def test_a_page_without_protection_hides_nothing(body: str) -> None:
    """A missing address there is missing."""
    assert not page_of(body).sealed
