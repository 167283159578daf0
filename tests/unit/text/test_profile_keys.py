"""Which profile an address names, however people write it."""

import pytest

from account_health.text.profile_keys import Profile, keys_of, profile_of
from tests.builders import account


@pytest.mark.parametrize(
    ("urls", "profile"),
    [
        (
            (
                "https://www.facebook.com/morgenrot",
                "http://facebook.com/Morgenrot/",
                "https://fb.com/morgenrot",
                "https://fb.me/morgenrot",
                "https://m.facebook.com/morgenrot?locale=de_DE",
                "https://de-de.facebook.com/morgen.rot/about/",
                "https://web.facebook.com/pg/morgenrot/reviews",
                "facebook.com/morgenrot",
                "https://www.facebook.com/morgenrot/photos/?tab=album",
                "https://www.facebook.com/login/?next=https%3A%2F%2Fwww.facebook.com%2Fmorgenrot%2F",
                "https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fwww.facebook.com%2Fmorgenrot&tabs=timeline",
                "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.facebook.com%2Fmorgenrot%3Ffbclid%3DIw&h=AT",
                "https://m.me/morgenrot",
            ),
            Profile("facebook", "morgenrot"),
        ),
        (
            (
                "https://www.facebook.com/profile.php?id=100063512345678",
                "https://m.facebook.com/profile.php?sk=about&id=100063512345678",
                "https://www.facebook.com/people/B%C3%A4ckerei-Morgenrot/100063512345678/",
                "https://www.facebook.com/pages/category/Bakery/Morgenrot-100063512345678/",
                "https://www.facebook.com/p/Morgenrot-100063512345678/",
                "https://www.facebook.com/Morgenrot-100063512345678",
                "https://www.facebook.com/100063512345678",
            ),
            Profile("facebook", "100063512345678"),
        ),
        (
            (
                "https://x.com/Morgenrot",
                "https://twitter.com/morgenrot",
                "https://mobile.twitter.com/#!/morgenrot",
                "https://twitter.com/intent/follow?original_referer=x&screen_name=morgenrot",
                "https://x.com/intent/user?screen_name=Morgenrot",
            ),
            Profile("x", "morgenrot"),
        ),
        (("https://x.com/i/user/2244994945",), Profile("x", "2244994945")),
        (
            (
                "https://www.instagram.com/morgen.rot/",
                "https://instagr.am/Morgen.rot",
                "instagram.com/@morgen.rot",
                "http://instagram.com/_u/morgen.rot/",
                "https://www.instagram.com/accounts/login/?next=/morgen.rot/",
                "https://www.instagram.com/morgen.rot/profilecard/?igsh=dz",
                "https://l.instagram.com/?u=https%3A%2F%2Finstagr.am%2Fmorgen.rot&e=AT",
            ),
            Profile("instagram", "morgen.rot"),
        ),
        (("https://de.linkedin.com/company/morgenrot/about",), Profile("linkedin", "morgenrot")),
        (
            ("https://www.xing.com/pages/morgenrot", "https://xing.com/companies/Morgenrot"),
            Profile("xing", "morgenrot"),
        ),
        (
            ("https://www.youtube.com/@Morgenrot", "https://m.youtube.com/@morgenrot/videos"),
            Profile("youtube", "@morgenrot"),
        ),
        (("https://www.youtube.com/channel/UCabc",), Profile("youtube", "ucabc")),
        (("https://www.tiktok.com/@morgenrot?lang=de",), Profile("tiktok", "morgenrot")),
        (("https://www.pinterest.at/morgenrot/",), Profile("pinterest", "morgenrot")),
        (
            ("https://www.threads.net/@morgenrot", "https://threads.com/@Morgenrot"),
            Profile("threads", "morgenrot"),
        ),
        (("https://bsky.app/profile/morgenrot.example",), Profile("bluesky", "morgenrot.example")),
        (("https://t.me/morgenrot",), Profile("telegram", "morgenrot")),
    ],
)
def test_one_profile_has_one_key(urls: tuple[str, ...], profile: Profile) -> None:
    """Short and mobile hosts, old names, numbers in every form."""
    assert {profile_of(url) for url in urls} == {profile}


@pytest.mark.parametrize(
    "url",
    [
        "https://www.facebook.com/",
        "https://www.facebook.com/sharer/sharer.php?u=x",
        "https://www.facebook.com/share.php?u=x",
        "https://www.facebook.com/dialog/share?href=x",
        "https://www.facebook.com/groups/morgenrot/",
        "https://www.facebook.com/events/123456789/",
        "https://www.facebook.com/hashtag/brot",
        "https://www.facebook.com/photo.php?fbid=1",
        "https://www.facebook.com/permalink.php?story_fbid=1&id=2",
        "https://www.facebook.com/profile.php",
        "https://www.facebook.com/2008/fbml",
        "https://www.facebook.com/me",
        "https://www.facebook.com/login/?next=https%3A%2F%2Fwww.facebook.com%2F",
        "https://www.facebook.com/adpreferences/ad_settings",
        "https://www.facebook.com/share/p/1YxwPSZJfw/",
        "https://fb.me/e/aVnorNqcm",
        "https://developers.facebook.com/docs/plugins/",
        "https://help.instagram.com/519522125107875",
        "https://about.pinterest.com/de/privacy-policy",
        "https://www.instagram.com/accounts/login/?next=%2F&source=mobile_nav",
        "https://twitter.com/de/privacy?lang=de",
        "https://x.com/en/tos",
        "https://twitter.com/personalization",
        "https://www.facebook.com/wix",
        "https://www.facebook.com/ElegantThemes/",
        "https://www.instagram.com/squarespace/",
        "https://x.com/intent/tweet?text=x",
        "https://twitter.com/share?url=x",
        "https://twitter.com/hashtag/brot",
        "https://www.instagram.com/p/DAbCdEf/",
        "https://www.instagram.com/reel/DAbCdEf/",
        "https://www.instagram.com/explore/tags/brot/",
        "https://www.linkedin.com/shareArticle?url=x",
        "https://www.linkedin.com/sharing/share-offsite/?url=x",
        "https://www.linkedin.com/feed/update/urn:li:activity:1",
        "https://www.xing.com/spi/shares/new?url=x",
        "https://www.pinterest.de/pin/create/button/?url=x",
        "https://www.youtube.com/watch?v=1",
        "https://www.youtube.com/embed/1",
        "https://youtu.be/1",
        "https://vimeo.com/123456",
        "https://t.me/share/url?url=x",
        "https://t.me/+AbCdEf",
        "https://www.facebook.com/mobirise",
        "https://wa.me/4989123456",
        "https://notfacebook.com/morgenrot",
        "https://facebook.com.example/morgenrot",
        "https://www.netflix.com/title/1",
        "https://[::1/x",
        "",
    ],
)
def test_what_is_no_profile(url: str) -> None:
    """Buttons that share, groups, events, single posts without a name, makers of themes, hosts that only look alike."""
    assert profile_of(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://www.facebook.com/morgenrot/posts/123",
        "https://www.facebook.com/morgenrot/photos/a.1/2",
        "https://x.com/morgenrot/status/1",
        "https://www.instagram.com/morgenrot/p/DAbCdEf/",
        "https://www.tiktok.com/@morgenrot/video/1",
    ],
)
def test_a_single_post_is_marked_as_one(url: str) -> None:
    """It names its profile, and may be somebody else's that the page shows."""
    found = profile_of(url)
    assert found is not None
    assert (found.name, found.post) == ("morgenrot", True)


def test_profiles_of_persons_are_marked() -> None:
    """Nobody is told of employees."""
    for url in ("https://www.linkedin.com/in/ida-moor", "https://www.xing.com/profile/Ida_Moor"):
        found = profile_of(url)
        assert found is not None
        assert found.person


def test_an_account_has_the_keys_of_its_address_its_name_and_its_numbers() -> None:
    """A link may use any of them."""
    mine = account(
        platform="facebook",
        url="https://www.facebook.com/morgen.rot",
        username="Morgen.Rot",
        page_id="123456789",
    )
    assert keys_of(mine) == {Profile("facebook", "morgenrot"), Profile("facebook", "123456789")}


@pytest.mark.parametrize(
    ("url", "other", "may_be"),
    [
        (
            "https://www.facebook.com/share/1YxwPSZJfw/?mibextid=wwXIfr",
            "https://www.facebook.com/morgenrot",
            True,
        ),
        (
            "https://www.facebook.com/people/Morgenrot/pfbid02mzgVYbe8DtqCVUW8Gu2N/",
            "https://fb.com/morgenrot",
            True,
        ),
        ("https://www.facebook.com/share/1YxwPSZJfw/", "https://www.instagram.com/morgenrot", False),
        (
            "https://www.linkedin.com/company/12345678/admin/",
            "https://www.linkedin.com/company/morgenrot",
            True,
        ),
        ("https://www.linkedin.com/company/abendrot", "https://www.linkedin.com/company/morgenrot", False),
        ("https://www.youtube.com/channel/UCabcdefgh", "https://www.youtube.com/@morgenrot", True),
        ("https://www.youtube.com/c/Morgenrot/videos", "https://www.youtube.com/@morgenrot", True),
        ("https://www.threads.com/@morgenrot", "https://www.instagram.com/morgenrot", True),
        ("https://www.threads.com/@abendrot", "https://www.instagram.com/morgenrot", False),
    ],
)
def test_two_kinds_of_names_may_be_one_profile(url: str, other: str, *, may_be: bool) -> None:
    """Nobody sees which name belongs to a number or to a shared link; Threads takes its names from Instagram."""
    one, two = profile_of(url), profile_of(other)
    assert one is not None
    assert two is not None
    assert one.may_be(two) is two.may_be(one) is may_be
