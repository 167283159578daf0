"""[[known]]: profiles and places that are no accounts, and whose they are."""

from datetime import date

import pytest

from account_health.model.company import Known
from account_health.model.errors import RegistryError
from account_health.registry.reading import read_company
from account_health.text.profile_keys import same_place

HEAD = """
name = "Bäckerei"
[report]
to = ["chefin@example.org"]
[people.jana]
name = "Jana Vogt"
[[accounts]]
url = "https://www.example.org/"
"""


def read(text: str) -> tuple[Known, ...]:
    """Return what a file with these tables says that is known."""
    return read_company((HEAD + text).encode(), "morgenrot.toml").known


def problems(text: str) -> str:
    """Return what is wrong with a file with these tables."""
    with pytest.raises(RegistryError) as told:
        read(text)
    return "\n".join(told.value.problems)


def test_each_verdict_has_its_own_keys() -> None:
    """Ours with whoever has the keys, a namesake with a note, a fake with the day on which it was reported."""
    found = read(
        """
[[known]]
url = "www.linkedin.com/company/morgenrot"
is = "ours"
owner = "jana"
seen = 2026-11-30

[[known]]
url = "https://www.facebook.com/morgenrot.kempten"
is = "not_ours"
note = "Namensvetter"

[[known]]
url = "https://www.instagram.com/morgenrot.gewinn"
is = "fake"
reported = 2026-11-28
"""
    )
    assert found == (
        Known(
            url="https://www.linkedin.com/company/morgenrot",
            verdict="ours",
            owner="jana",
            seen=date(2026, 11, 30),
        ),
        Known(url="https://www.facebook.com/morgenrot.kempten", verdict="not_ours", note="Namensvetter"),
        Known(url="https://www.instagram.com/morgenrot.gewinn", verdict="fake", reported=date(2026, 11, 28)),
    )


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('url = "https://x.com/a"', "known[1].is: is missing"),
        ('is = "ours"', "known[1].url: is missing"),
        ('url = "https://x.com/a"\nis = "our"', 'allowed: "ours", "not_ours", "fake"; did you mean "ours"?'),
        ('url = "https://x.com/a"\nis = "ours"\nowner = "tom"', "is no person of this file; allowed: jana"),
        (
            'url = "https://x.com/a"\nis = "fake"\nowner = "jana"',
            'known[1].owner: only has a meaning with is = "ours"',
        ),
        (
            'url = "https://x.com/a"\nis = "ours"\nreported = 2026-11-28',
            'only has a meaning with is = "fake"',
        ),
        (
            'url = "https://x.com/a"\nis = "not_ours"\nseen = 2026-11-28',
            'only has a meaning with is = "ours" or "fake"',
        ),
        ('url = "https://x.com/a"\nis = "ours"\ngone = 2026-11-28', 'only has a meaning with is = "fake"'),
        ('url = "morgenrot"\nis = "ours"', "known[1].url: names no public website"),
        ('url = "https://x.com/a"\nis = "ours"\nwho = "jana"', "known[1].who: is no key of this file"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_the_cure(table: str, said: str) -> None:
    """As everywhere in the file."""
    assert said in problems(f"[[known]]\n{table}\n")


def test_one_pair_of_brackets_is_too_few() -> None:
    """There may be several."""
    assert "write [[known]] with two pairs of brackets" in problems(
        '[known]\nurl = "https://x.com/a"\nis = "ours"\n'
    )


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.linkedin.com/company/morgenrot", "LinkedIn"),
        ("https://www.tripadvisor.de/Restaurant_Review-1", "Tripadvisor"),
        ("https://www.provenexpert.com/morgenrot/", "ProvenExpert"),
        ("https://www.kununu.com/de/morgenrot", "kununu"),
        ("https://www.pinterest.at/morgenrot", "Pinterest"),
        ("https://www.bing.com/maps?q=morgenrot", "Bing Maps"),
    ],
)
def test_an_address_that_is_not_audited_belongs_there(url: str, name: str) -> None:
    """Registered as an account it is refused with what to do instead."""
    told = problems(f'[[accounts]]\nurl = "{url}"\n')
    assert f"is an address of {name}, which is not audited" in told
    assert 'write it below [[known]] with is = "ours" instead' in told


@pytest.mark.parametrize(
    "url",
    ["https://maps.app.goo.gl/abc", "https://www.google.de/maps/place/Morgenrot", "https://g.page/morgenrot"],
)
def test_a_place_on_google_s_map_is_a_listing(url: str) -> None:
    """It is refused as an account with the keys that a listing needs."""
    assert "location_id" in problems(f'[[accounts]]\nurl = "{url}"\n')


@pytest.mark.parametrize(
    "feed",
    [
        "https://www.google.com/alerts/feeds/123/456",
        "https://www.google.de/alerts/feeds/123/456",
        "https://news.google.com/rss/search?q=morgenrot",
        "https://www.bing.com/news/search?q=morgenrot&format=rss",
    ],
)
def test_alerts_and_news_are_no_feed_of_own_posts(feed: str) -> None:
    """What strangers write would count as the company's posts."""
    text = HEAD.replace("[[accounts]]\n", f'[[accounts]]\nfeed = "{feed}"\n')
    with pytest.raises(RegistryError) as told:
        read_company(text.encode(), "morgenrot.toml")
    assert "is an alert or a news search" in "\n".join(told.value.problems)


@pytest.mark.parametrize(
    ("url", "other", "same"),
    [
        (
            "https://www.google.com/maps/place/?q=place_id:ChIJabc",
            "https://www.google.com/maps/search/?api=1&query=x&query_place_id=ChIJabc",
            True,
        ),
        ("https://maps.google.com/?cid=123", "https://www.google.de/maps?hl=de&cid=123", True),
        ("https://maps.google.com/?cid=123", "https://maps.google.com/?cid=124", False),
        ("https://shop.example/a?cid=123", "https://shop.example/b?cid=123", False),
    ],
)
def test_a_place_on_google_s_map_is_its_number(url: str, other: str, *, same: bool) -> None:
    """However its address is written; elsewhere such a number says nothing by itself."""
    assert same_place(url, other) == same
