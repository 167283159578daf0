"""Which addresses may be asked."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from account_health.connectors.http.addresses import PORTS, Target, follow, is_public, literal, parse
from account_health.model.errors import CollectError, ForbiddenAddressError, RedirectError


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org", Target("https", "example.org", 443, "/")),
        ("HTTP://Example.ORG./Path?Q=1#part", Target("http", "example.org", 80, "/Path?Q=1")),
        ("https://example.org:443/", Target("https", "example.org", 443, "/")),
        ("https://example.org:8443?q", Target("https", "example.org", 8443, "/?q")),
        ("http://example.org:/", Target("http", "example.org", 80, "/")),
        (
            "https://münchen.example/straße?q=ü&%20",
            Target("https", "xn--mnchen-3ya.example", 443, "/stra%C3%9Fe?q=%C3%BC&%20"),
        ),
        ("https://straße.example/", Target("https", "xn--strae-oqa.example", 443, "/")),
        ("https://my_blog.example/@me", Target("https", "my_blog.example", 443, "/@me")),
        ("http://93.184.216.34/", Target("http", "93.184.216.34", 80, "/")),
        ("http://[2606:2800:0220:1::1]:8080/", Target("http", "2606:2800:220:1::1", 8080, "/")),
    ],
)
def test_a_good_address_is_read_into_its_parts(url: str, target: Target) -> None:
    """Scheme and host are in lower case, the host in ASCII, the rest escaped; the fragment is dropped."""
    assert parse(url) == target


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("", "http"),
        ("ftp://example.org/", "http"),
        ("https:example.org", "http"),
        ("https:///example.org", "host"),
        ("https://", "host"),
        ("https://exa mple.org/", "blank"),
        ("https://example.org/a b", "blank"),
        ("https://example.org/a\nb", "control"),
        ("https://example.org\\@evil.example", "backslash"),
        ("https://example.org/\ud800", "control"),
        ("https://jana@example.org/", "user name"),
        ("https://jana:pw@example.org/", "user name"),
        ("https://example%2eorg/", "%"),
        ("https://example.org:22/", "port 22"),
        ("https://example.org:99999/", "port 99999"),
        ("https://example.org:+443/", "port"),
        ("https://example.org:443:443/", "port"),
        ("https://[::1/", "host"),
        ("https://[1:2]/", "IP address"),
        ("https://-example.org/", "name"),
        ("https://exa..mple.org/", "name"),
        ("https://" + "a." * 130 + "org/", "name"),
        ("https://" + "ü" * 300 + ".org/", "name"),
        ("https://\u200d.example/", "name"),
        ("https://example.org/" + "a" * 2048, "2,048"),
        ("http://1.2.3/", "number"),
        ("http://example.0x7f/", "number"),
        ("http://0300.0250.0.1/", "number"),
        ("http://10.0.0.1/", "public"),
        ("http://[fe80::1]/", "public"),
        ("http://intranet/", "network"),
        ("http://printer.local/", "network"),
        ("http://router.home.arpa/", "network"),
        ("http://metadata.google.internal/", "network"),
    ],
)
def test_a_bad_address_is_refused_with_the_reason(url: str, word: str) -> None:
    """People learn what is wrong with the address that they gave."""
    with pytest.raises(ForbiddenAddressError, match=word):
        parse(url)


def test_a_refusal_shows_neither_user_nor_query() -> None:
    """An address with a secret in it can be refused without repeating the secret."""
    for url in (
        "https://jana:CANARY@10.0.0.1/?token=CANARY",
        "https://CANARY@example.org/",
        "https:/jana:CANARY@example.org/",
        "jana:CANARY@example.org?CANARY",
        "https://jana:CANARY\\@example.org/#CANARY",
    ):
        with pytest.raises(ForbiddenAddressError) as caught:
            parse(url)
        assert "CANARY" not in str(caught.value)


def test_a_target_shows_no_query() -> None:
    """Its repr is for people, its `url` is for the wire."""
    target = parse("https://example.org:8443/feed?access_token=CANARY")
    assert repr(target) == "<Target https://example.org:8443/feed>"
    assert target.url == "https://example.org:8443/feed?access_token=CANARY"


def test_an_ipv6_host_has_brackets_in_a_url() -> None:
    """Without them its colons would be a port."""
    assert parse("http://[2606:2800:220:1::1]:8080/x").url == "http://[2606:2800:220:1::1]:8080/x"


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/new", "https://example.org/new"),
        ("new?x=1", "https://example.org/blog/new?x=1"),
        ("//www.example.org/", "https://www.example.org/"),
        ("http://example.org/", "http://example.org/"),
        (" /a b ", "https://example.org/a%20b"),
        ("/straße".encode().decode("latin-1"), "https://example.org/stra%C3%9Fe"),
        ("/stra\xdfe", "https://example.org/stra%C3%9Fe"),
    ],
)
def test_a_redirect_is_resolved_against_where_it_came_from(location: str, url: str) -> None:
    """Relative places, blanks and raw UTF-8 or Latin-1 bytes in the header are read as browsers read them."""
    assert follow(parse("https://example.org/blog/old?y=2"), location).url == url


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1/",
        "//localhost/",
        "file:///etc/passwd",
        "http:127.0.0.1",
        "\\\\evil.example",
        "/a\x00b",
        "//x:22/",
    ],
)
def test_a_redirect_obeys_the_same_rules(location: str) -> None:
    """A site cannot send us where a customer may not."""
    with pytest.raises(ForbiddenAddressError):
        follow(parse("https://example.org/"), location)


def test_a_redirect_that_cannot_be_read_is_an_error_of_the_redirect() -> None:
    """Half an IPv6 address is no address."""
    with pytest.raises(RedirectError):
        follow(parse("https://example.org/"), "//[::1")


@given(st.text(max_size=60) | st.from_regex(r"https?://[a-z0-9.@:%\[\]\\/?#-]{0,40}", fullmatch=True))
def test_any_text_is_read_or_refused(text: str) -> None:
    """What passes is public by its spelling, on an allowed port, and reads the same the second time."""
    try:
        target = parse(text)
    except CollectError:
        return
    assert target.port in PORTS
    assert parse(target.url) == target
    address = literal(target.host)
    assert address is None or is_public(address)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_inside_ipv6_is_never_public(address: ipaddress.IPv4Address) -> None:
    """Mapped, compatible, translated, 6to4, NAT64 and Teredo forms could lead into a network, so all are refused."""
    number = int(address)
    for outer in (
        0xFFFF << 32 | number,
        number,
        0xFFFF << 48 | number,
        0x64FF9B << 96 | number,
        0x2002 << 112 | number << 80,
        0x20010000 << 96 | number << 64,
    ):
        assert not is_public(ipaddress.IPv6Address(outer))


@pytest.mark.parametrize("text", ["8.8.8.8", "93.184.216.34", "2606:2800:220:1::1", "2a00:1450::1"])
def test_addresses_of_the_internet_are_public(text: str) -> None:
    """The filter lets through what it is for."""
    assert is_public(ipaddress.ip_address(text))


def test_an_address_with_a_zone_is_not_public() -> None:
    """A zone names an interface of this machine."""
    assert not is_public(ipaddress.IPv6Address("2606:2800:220:1::1%eth0"))
