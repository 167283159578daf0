"""Links to profiles in social networks."""

import pytest

from account_health.connectors.blog.profiles import is_profile, profiles_on
from account_health.connectors.blog.strangers import own_part
from account_health.model.company import Facts
from tests.unit.connectors.blog.pages import fixture, page_of


def test_pages_give_profiles_without_share_buttons() -> None:
    """Links and JSON-LD's sameAs count; buttons that share, and other sites, do not."""
    assert [one.value for one in profiles_on(fixture("imprint.html"))] == [
        "https://www.facebook.com/gaertnereigruenspan",
        "https://www.instagram.com/gruenspan.garten/",
    ]
    assert [one.value for one in profiles_on(fixture("home.html"))] == [
        "https://www.instagram.com/gruenspan.garten/"
    ]


@pytest.mark.parametrize(
    "url",
    [
        "https://de-de.facebook.com/eichenhof",
        "https://www.facebook.com/profile.php?id=100",
        "https://m.facebook.com/pages/eichenhof/123",
        "https://x.com/eichenhof",
        "https://twitter.com/eichenhof",
        "https://www.linkedin.com/company/eichenhof",
        "https://www.xing.com/pages/eichenhof",
        "https://www.youtube.com/@eichenhof",
        "https://www.tiktok.com/@eichenhof",
        "https://www.pinterest.de/eichenhof/",
        "https://www.threads.net/@eichenhof",
        "https://bsky.app/profile/eichenhof.example",
        "https://g.page/eichenhof",
        "https://www.google.de/maps/place/Beispiel",
    ],
)
def test_profiles(url: str) -> None:
    """The networks that companies use are known."""
    assert is_profile(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.facebook.com/",
        "https://www.facebook.com/sharer.php?u=x",
        "https://www.facebook.com/share?u=x",
        "https://twitter.com/intent/tweet",
        "https://x.com/home",
        "https://www.linkedin.com/shareArticle?url=x",
        "https://www.pinterest.com/pin/create/button/",
        "https://www.youtube.com/watch?v=1",
        "https://notfacebook.com/eichenhof",
        "https://facebook.com.example/eichenhof",
        "https://www.google.com/search?q=x",
        "https://[::1/x",
    ],
)
def test_no_profiles(url: str) -> None:
    """Share buttons, single videos and look-alike hosts are none."""
    assert not is_profile(url)


@pytest.mark.parametrize("credit", ["Theme von", "Template by", "Website von"])
def test_the_profile_of_whoever_made_the_site_is_left_out(credit: str) -> None:
    """Behind a credit the link is the maker's; the company's own beside it stays."""
    html = f'<p><a href="https://x.com/morgenrot">X</a></p><p>{credit} <a href="https://x.com/bastler">bastler</a></p>'
    ours = own_part(page_of(html), Facts()).page
    assert [one.value for one in profiles_on(ours)] == ["https://x.com/morgenrot"]
