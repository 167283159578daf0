"""Hosts: one spelling everywhere, and strangers below a lent domain stay strangers."""

import pytest

from account_health.registry.fields import read_mail
from account_health.report.links import Links
from account_health.text.hosts import ascii_host, brand_of, host_of, lender_of, same_site


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("weiße-taube.example", "xn--weie-taube-73a.example"),
        ("www.Weißwurst-Stube.example", "www.xn--weiwurst-stube-2fb.example"),
        ("straße.example", "xn--strae-oqa.example"),
        ("müller.example", "xn--mller-kva.example"),
        ("MÜLLER.example.", "xn--mller-kva.example"),
        ("plain_name.example", "plain_name.example"),
        ("a" * 300 + ".example", ""),
        ("ä" * 300 + ".example", ""),
        ("a\N{ZERO WIDTH JOINER}ü.example", ""),
    ],
)
def test_a_host_is_asked_for_as_browsers_ask(written: str, asked: str) -> None:
    """By IDNA 2008: ß is a letter of its own, and never ss."""
    assert ascii_host(written) == asked


def test_the_same_host_comes_out_wherever_a_name_is_turned() -> None:
    """A website, a link in the mail and a mail address with ß lead to one and the same host."""
    host = "xn--weie-taube-73a.example"
    assert host_of("https://www.weiße-taube.example/") == host
    assert same_site("https://weiße-taube.example", f"https://www.{host}/")
    assert not same_site("https://weiße-taube.example", "https://weisse-taube.example")
    links = Links(own=frozenset({host}), platforms=frozenset())
    assert str(links.safe("https://www.weiße-taube.example/blog")) == f"https://www.{host}/blog"
    assert links.safe("https://www.weisse-taube.example/blog") is None
    assert read_mail("hallo@weiße-taube.example") == f"hallo@{host}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://linden.wordpress.com/", "https://wordpress.com/typo/"),
        ("https://linden.wordpress.com/", "https://www.wordpress.com/"),
        ("https://linden.jimdosite.com/", "https://eiche.jimdosite.com/"),
        ("https://linden.github.io", "https://github.io"),
        ("https://shop.myshopify.com", "https://myshopify.com/"),
        ("https://linden.s3.amazonaws.com/", "https://amazonaws.com/"),
    ],
)
def test_a_lent_name_is_never_the_same_site_as_its_lender(one: str, other: str) -> None:
    """Whoever lends names is somebody else, and so is the neighbour."""
    assert not same_site(one, other)
    assert not same_site(other, one)


def test_what_lies_below_an_own_domain_is_the_same_site() -> None:
    """Also below a lent name; twins: an ordinary domain and one that only ends like a lender."""
    assert same_site("https://blog.linden.wordpress.com", "https://linden.wordpress.com")
    assert same_site("https://shop.linden.example", "https://linden.example")
    assert same_site("https://www.mywordpress.com", "https://blog.mywordpress.com")
    assert lender_of("mywordpress.com") == ""
    assert not same_site("", "https://linden.example")


def test_the_brand_of_a_lent_name_is_what_people_chose() -> None:
    """linden, not wordpress."""
    assert brand_of("https://linden.wordpress.com/blog") == "linden"
    assert brand_of("https://blog.linden.github.io") == "linden"
    assert brand_of("https://www.linden.co.uk") == "linden"
    assert brand_of("https://linden.example") == "linden"
