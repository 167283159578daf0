"""Which platform an address belongs to, what it names, and which addresses are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from account_health.connectors.http.addresses import parse
from account_health.registry.addresses import (
    Address,
    AddressError,
    check_web_address,
    profile_address,
    read_address,
    read_handle,
)

FOUND = [
    ("https://www.facebook.com/stadtbaeckerei", "facebook", "stadtbaeckerei", None),
    ("https://www.facebook.com/stadtbaeckerei/?locale=de_DE", "facebook", "stadtbaeckerei", None),
    ("https://m.facebook.com/stadtbaeckerei/posts/123456789", "facebook", "stadtbaeckerei", None),
    ("https://de-de.facebook.com/stadtbaeckerei", "facebook", "stadtbaeckerei", None),
    ("HTTPS://WWW.FACEBOOK.COM/Stadtbaeckerei", "facebook", "Stadtbaeckerei", None),
    ("facebook.com/stadtbaeckerei", "facebook", "stadtbaeckerei", None),
    ("  //facebook.com/stadtbaeckerei ", "facebook", "stadtbaeckerei", None),
    ("https://facebook.com./stadtbaeckerei", "facebook", "stadtbaeckerei", None),
    ("https://fb.com/stadtbaeckerei", "facebook", "stadtbaeckerei", None),
    ("https://fb.me/stadtbaeckerei", "facebook", "stadtbaeckerei", None),
    ("https://www.facebook.com/profile.php?id=100064123456789", "facebook", None, "100064123456789"),
    ("https://www.facebook.com/people/Stadt/100064123456789/", "facebook", None, "100064123456789"),
    ("https://www.facebook.com/pages/Stadt/112233445566", "facebook", None, "112233445566"),
    ("https://www.facebook.com/p/Stadt-100064123456789/", "facebook", None, "100064123456789"),
    ("https://www.facebook.com/Stadt-B%C3%A4cker-112233445566", "facebook", None, "112233445566"),
    ("https://www.facebook.com/pg/stadtbaeckerei/about", "facebook", "stadtbaeckerei", None),
    ("https://www.instagram.com/stadt.baeckerei/?hl=de", "instagram", "stadt.baeckerei", None),
    ("https://instagr.am/stadt", "instagram", "stadt", None),
    ("https://x.com/@stadt", "x", "stadt", None),
    ("https://twitter.com/stadt", "x", "stadt", None),
    ("https://mobile.x.com/stadt", "x", "stadt", None),
    ("https://mobile.twitter.com/stadt/status/1", "x", "stadt", None),
    ("https://www.example.org/", "blog", None, None),
    ("http://example.org/neues?page=2", "blog", None, None),
    ("https://notfacebook.com/x", "blog", None, None),
    ("https://facebook.com.example.org/x", "blog", None, None),
    ("https://example.org/facebook.com/x", "blog", None, None),
    ("https://fox.com/x", "blog", None, None),
    ("https://bäckerei.example/", "blog", None, None),
    ("https://example.org:443/", "blog", None, None),
]


@pytest.mark.parametrize(("url", "platform", "username", "page_id"), FOUND)
def test_the_platform_follows_from_the_address(
    url: str, platform: str, username: str | None, page_id: str | None
) -> None:
    """Sub-domains, short hosts and the forms that browsers show all count."""
    address = read_address(url)
    assert (address.platform, address.username, address.page_id) == (platform, username, page_id)


def test_an_address_stays_as_written_and_gets_its_scheme() -> None:
    """Reports show the address that was registered."""
    assert read_address("https://m.facebook.com/Stadt/").url == "https://m.facebook.com/Stadt/"
    assert read_address("www.example.org") == Address("blog", "https://www.example.org")


REFUSED = [
    ("https://www.linkedin.com/company/x", "LinkedIn"),
    ("https://de.linkedin.com/company/x", "LinkedIn"),
    ("https://www.tiktok.com/@x", "TikTok"),
    ("https://youtu.be/x", "YouTube"),
    ("https://m.youtube.com/@x", "YouTube"),
    ("https://www.threads.net/@x", "Threads"),
    ("https://www.threads.com/@x", "Threads"),
    ("https://www.xing.com/pages/x", "XING"),
    ("https://www.pinterest.de/x", "Pinterest"),
    ("https://pinterest.co.uk/x", "Pinterest"),
    ("https://pin.it/x", "Pinterest"),
    ("https://www.google.com/maps/place/x", "Google Maps"),
    ("https://www.google.de/maps?cid=1", "Google Maps"),
    ("https://maps.google.com/?cid=1", "Google Maps"),
    ("https://maps.app.goo.gl/x", "Google Maps"),
    ("https://goo.gl/maps/x", "Google Maps"),
    ("https://g.page/x", "Google Maps"),
    ("https://business.google.com/n/1/profile", "Google Maps"),
    ("https://www.google.com/search?q=x", "Google Maps"),
    ("https://wa.me/49891234", "WhatsApp"),
    ("https://t.me/x", "Telegram"),
    ("https://bsky.app/profile/x", "Bluesky"),
    ("https://bit.ly/x", "shortened link"),
    ("https://t.co/x", "shortened link"),
    ("https://www.facebook.com/", "names no Page"),
    ("https://www.facebook.com/groups/123", "names no Page"),
    ("https://www.facebook.com/profile.php", "names no Page"),
    ("https://www.facebook.com/pages/", "names no Page"),
    ("https://www.instagram.com/p/Cxyz/", "names no account"),
    ("https://x.com/home", "names no account"),
    ("https://x.com/this_name_is_too_long", "names no account"),
    ("ftp://example.org/", "must begin with https:// or http://"),
    ("javascript:alert(1)", "must begin with https:// or http://"),
    ("mailto:a@example.org", "mail address"),
    ("@stadtbaeckerei", "handle"),
    ("chefin@example.org", "mail address"),
    ("stadtbaeckerei", "needs a dot"),
    ("http://localhost/", "needs a dot"),
    ("https://example.org:8443/", "port"),
    ("https://example.org:80/", "port"),
    ("https://example.org:99999/", "is no web address"),
    ("https://a:b@example.org/", "password"),
    ("https://a@example.org/", "password"),
    ("https://exa mple.org/", "blank"),
    ("https://example.org\\@evil.example/", "character"),
    ("https://example.org/\u202ex", "character"),
    ("https://exam%70le.org/", "names no website"),
    ("https:///x", "names no website"),
    ("https://www.example,org/", "comma where a point belongs"),
    ("https://www..example.org/", "no website can be called"),
    ("https://-a.example/", "no website can be called"),
    ("https://bäckerei\u2024.example/", "no website can be called"),
    (f"https://{'a' * 64}.example/", "no website can be called"),
    ("https://192.168.1.5/", "is a number"),
    ("https://93.184.216.34/", "is a number"),
    ("https://[2606:2800:220:1::1]/", "is a number"),
    ("https://0x7f.1/", "is a number"),
    ("https://shop.local/", "inside a network"),
    ("https://wiki.internal./", "inside a network"),
    ("https://[::1", "is no web address"),
    ("https://example.org/" + "a" * 2100, "longer than"),
    ("", "empty"),
]


@pytest.mark.parametrize(("url", "said"), REFUSED)
def test_what_cannot_be_audited_is_refused_with_a_sentence(url: str, said: str) -> None:
    """No address of another platform is ever read as a blog."""
    with pytest.raises(AddressError) as caught:
        read_address(url)
    assert said in str(caught.value)


@given(st.text(max_size=40))
def test_no_text_crashes_the_reader(text: str) -> None:
    """Every text is an address or refused."""
    try:
        address = read_address(text)
    except AddressError:
        return
    assert address.url.startswith(("http://", "https://", "HTTP"))


HOSTS = st.one_of(
    st.text("aZ1ä-_.:[]x0,ß\u3002\u00ad", max_size=24),
    st.from_regex(r"[a-z0-9-]{1,8}(\.[a-z0-9ü-]{1,8}){0,3}\.?", fullmatch=True),
    st.sampled_from(
        ["a.local", "a.home.arpa", "a.lan", "intranet", "a.localdomain", "x.localhost", "1.2.3.4", "a.0"]
    ),
)


@given(HOSTS)
def test_what_no_audit_opens_is_no_address_of_an_account(host: str) -> None:
    """Whoever registers it learns so at once, and not from a report that says the address is gone."""
    try:
        address = read_address(f"https://{host}/")
    except AddressError:
        return
    assert parse(address.url).url


def test_any_website_may_be_a_fact() -> None:
    """A web address as a fact may lead to any platform."""
    assert check_web_address("www.linkedin.com/company/x") == "https://www.linkedin.com/company/x"


@pytest.mark.parametrize(
    ("platform", "username", "number", "url"),
    [
        ("facebook", "n", None, "https://www.facebook.com/n"),
        ("facebook", None, "12", "https://www.facebook.com/12"),
        ("instagram", "n", None, "https://www.instagram.com/n/"),
        ("instagram", None, "12", ""),
        ("x", "n", None, "https://x.com/n"),
        ("x", None, "12", "https://x.com/i/user/12"),
        ("google_business_profile", None, None, ""),
    ],
)
def test_a_handle_or_number_gives_the_public_address(
    platform: str, username: str | None, number: str | None, url: str
) -> None:
    """Accounts registered without an address still get a link, where there is one."""
    assert profile_address(platform, username, number) == url


def test_a_handle_loses_its_at_sign() -> None:
    """Handles are written with or without @."""
    assert read_handle("x", " @stadt ") == "stadt"
    with pytest.raises(AddressError, match="is no X name"):
        read_handle("x", "st adt")
