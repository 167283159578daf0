"""Small pure pieces: request trees, pages, values, allowances, addresses in texts."""

import json
from datetime import UTC, datetime

import pytest

from account_health.connectors.meta.graph.fields import Edge
from account_health.connectors.meta.graph.reading import read_page
from account_health.connectors.meta.graph.usage import pause_after, seconds_to_regain, used_percent
from account_health.connectors.meta.graph.values import moment
from account_health.model.errors import UnreadableAnswerError
from account_health.text.profile_texts import addresses_in, labelled_imprint
from tests.shared_data import shared

TREE = Edge(
    "",
    (
        "id",
        Edge(
            "posts",
            ("id", Edge("comments", ("id", "from"), limit=50, modifiers=("summary(true)",))),
            limit=25,
        ),
    ),
)
LIST = Edge("comments", ("id",))
TAGS = Edge("tags", ("id",), ends="empty")


def test_a_tree_is_written_as_fields() -> None:
    """Modifiers and limits stand before the brackets."""
    assert TREE.text() == "id,posts.limit(25){id,comments.summary(true).limit(50){id,from}}"


def test_halving_reaches_every_level_and_ends() -> None:
    """Limits shrink together and stop at three, so that a loop of halving ends."""
    assert TREE.halved().text() == "id,posts.limit(12){id,comments.summary(true).limit(25){id,from}}"
    tree = TREE
    for _ in range(10):
        tree = tree.halved()
    assert tree == tree.halved()
    assert tree.text() == "id,posts.limit(3){id,comments.summary(true).limit(3){id,from}}"


def test_a_field_is_left_out_on_every_level() -> None:
    """What the platform does not know any more is asked nowhere; an edge never stays empty."""
    assert (
        TREE.without("from").without("id").text() == "posts.limit(25){comments.summary(true).limit(50){id}}"
    )
    assert TREE.holds("from")
    assert not TREE.without("from").holds("from")


@pytest.mark.parametrize("empty", [None, [], {"data": []}, {}, {"data": None}, "", 0])
def test_an_empty_list_has_many_forms(empty: object) -> None:
    """Absent, `[]` and an object without entries all mean: nothing there."""
    page = read_page(empty, LIST)
    assert page.items == ()
    assert page.onward is None


def test_the_end_is_a_missing_next_not_a_short_page() -> None:
    """Cursors without `next` are the last page; an empty page with `next` is not."""
    assert read_page({"data": [{"id": "1"}], "paging": {"cursors": {"after": "x"}}}, LIST).onward is None
    more = {"data": [], "paging": {"cursors": {"after": "x"}, "next": "https://graph.facebook.com/next"}}
    assert read_page(more, LIST).onward == {"after": "x"}


def test_tags_end_with_an_empty_page() -> None:
    """The list of tags never says `next`."""
    assert read_page({"data": [{"id": "1"}], "paging": {"cursors": {"after": "x"}}}, TAGS).onward == {
        "after": "x"
    }
    assert read_page({"data": [], "paging": {"cursors": {"after": "x"}}}, TAGS).onward is None


def test_pages_by_time_are_asked_again_without_the_token() -> None:
    """Only what names the place is taken from an address that also carries the token."""
    next_page = "https://graph.facebook.com/v26.0/1/feed?access_token=SECRET&pretty=0&limit=25&until=12&__paging_token=ab"
    assert read_page({"data": [], "paging": {"next": next_page}}, LIST).onward == {
        "until": "12",
        "__paging_token": "ab",
    }


def test_a_next_page_that_cannot_be_asked_for_is_no_end() -> None:
    """Silence about the rest would be a false all-clear."""
    with pytest.raises(UnreadableAnswerError):
        read_page({"data": [], "paging": {"next": "https://graph.facebook.com/x"}}, LIST)


@pytest.mark.parametrize("name", ["facebook/apidata/comments/comments_p1", "instagram/apidata/medias/comments_p1", "facebook/apidata/posts/feeds_default_fields_p1"])  # fmt: skip
def test_recorded_pages_go_on(name: str) -> None:
    """Real pages with cursors or with times name their next one."""
    value = json.loads(shared(f"data/meta/recorded/python-facebook/{name}.json").read_text("utf-8"))
    onward = read_page(value, LIST).onward
    assert onward
    assert "access_token" not in onward


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("2021-08-10T18:45:03+0000", 18),
        ("2021-08-10T20:45:03+0200", 18),
        (1628621103, 18),
        ("1628621103", 18),
    ],
)
def test_times_come_in_several_forms(written: object, hour: int) -> None:
    """The offset has no colon, and some times are seconds, as number or text."""
    assert moment(written) == datetime(2021, 8, 10, hour, 45, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    "written", [None, "", "yesterday", 0, "0", True, 10**18, [], "2021-02-30T00:00:00+0000"]
)
def test_what_is_no_time_is_none(written: object) -> None:
    """Zero means never, and impossible dates are none."""
    assert moment(written) is None


@pytest.mark.parametrize(
    ("headers", "percent"),
    [
        ({}, 0),
        ({"x-app-usage": '{"call_count":28,"total_time":25,"total_cputime":25}'}, 28),
        ({"x-page-usage": '{"call_count":3,"total_time":91,"total_cputime":25}'}, 91),
        ({"x-business-use-case-usage": '{"4711":[{"type":"pages","call_count":97,"total_time":23}]}'}, 97),
        ({"x-app-usage": "no json", "x-business-use-case-usage": '{"1": "x", "2": [3], "3": [{"call_count": null}]}'}, 0),
    ],
)  # fmt: skip
def test_the_highest_share_counts(headers: dict[str, str], percent: float) -> None:
    """Broken and absent headers say nothing."""
    assert used_percent(headers) == percent


def test_the_pause_grows_towards_the_limit() -> None:
    """Below three quarters nothing is slowed; at the limit it is five seconds."""
    assert pause_after(74) == 0
    assert 0 < pause_after(80) < pause_after(95) < pause_after(100) == 5
    assert pause_after(400) == 5
    assert seconds_to_regain({}) is None


def test_web_addresses_are_found_in_texts() -> None:
    """Punctuation after an address is none of it, and www. is enough."""
    found = addresses_in("Siehe https://a.example/x, (www.b.example) und https://a.example/x.")
    assert found == ("https://a.example/x", "https://www.b.example")


@pytest.mark.parametrize(
    ("texts", "websites", "url"),
    [
        (("Impressum: https://a.example/recht",), (), "https://a.example/recht"),
        (("Alles: https://a.example/impressum",), (), "https://a.example/impressum"),
        ((None,), ("https://a.example/imprint",), "https://a.example/imprint"),
        (("IMPRESSUM www.a.example",), (), "https://www.a.example"),
        (("Unser Impressum steht im Laden. " + "x" * 80 + " https://a.example",), (), None),
        (("Das Impressum der Zeitung half uns. Mehr: https://a.example/blog",), (), None),
        (("Offenlegung: https://a.example/o",), (), "https://a.example/o"),
        (("Mentions légales : https://a.example/m",), (), "https://a.example/m"),
        (("Brot",), ("https://a.example/",), None),
    ],
)
def test_a_labelled_legal_notice_is_found(
    texts: tuple[str | None, ...], websites: tuple[str, ...], url: str | None
) -> None:
    """The word has to stand in the address or close before it, in the same sentence."""
    found = labelled_imprint(texts, websites)
    assert found == url
