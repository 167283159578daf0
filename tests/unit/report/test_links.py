"""The one place where an address becomes a link."""

import pytest

from account_health.report.links import host_of, links_of, mailto

LINKS = links_of(["https://www.example.org/", "https://müller.example/laden"])


@pytest.mark.parametrize(
    "url",
    [
        "https://www.facebook.com/stadtbaeckerei/posts/1?comment_id=2",
        "http://example.org/kontakt",
        "https://shop.example.org/a%20b?x=1&y=2#teil",
        "https://business.google.com/reviews",
        "https://x.com/stadtbaeckerei/status/1",
    ],
)
def test_platforms_and_the_companys_own_hosts_may_be_followed(url: str) -> None:
    """A link to a platform, or to a host that the company registered, stays as it is."""
    assert LINKS.safe(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "mailto:chef@example.org",
        "//example.org/",
        "/kontakt",
        "https://",
        "https://evil.example/",
        "https://example.org.evil.example/",
        "https://notexample.org/",
        "https://notfacebook.com/",
        "https://www.facebook.com@evil.example/",
        "https://user:password@example.org/",
        "https://example.org\\@evil.example/",
        "https://example.org/\r\nBcc: a@b.example",
        'https://example.org/" onclick="x',
        "https://example.org/<b>",
        "https://example.org/ ",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://example.org:99999/",
        "https://example.org:0/",
        "https://exa mple.org/",
        "https://" + "a" * 3000 + ".example.org/",
    ],
)
def test_everything_else_is_no_link(url: str | None) -> None:
    """Other schemes, other hosts, credentials, addresses of machines and broken addresses are refused."""
    assert LINKS.safe(url) is None


def test_unusual_letters_become_what_a_browser_would_send() -> None:
    """A host is ASCII and a path is percent-encoded, so that nothing in a link looks like something else."""
    assert LINKS.safe("https://müller.example/straße?q=ü#ä") == (
        "https://xn--mller-kva.example/stra%C3%9Fe?q=%C3%BC#%C3%A4"
    )
    assert host_of("https://WWW.Example.ORG/") == "www.example.org"


def test_a_mailto_carries_nothing_but_its_subject() -> None:
    """Whatever stands in an item's id, it cannot add a header or a recipient."""
    link = mailto("team@agentur.example", "Braucht keine Antwort: x&bcc=a@b.example\r\n?")
    assert link == (
        "mailto:team@agentur.example?subject=Braucht%20keine%20Antwort%3A%20x%26bcc%3Da%40b.example%0D%0A%3F"
    )
