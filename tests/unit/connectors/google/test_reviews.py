"""One review and our answer to it."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from account_health.connectors.google.reviews import items_of, look_at_reviews, original
from account_health.model import Conversation, Item, Reason
from tests.builders import NOW, company, days_ago
from tests.simulator.google_locations import reply, review

PARENT = "accounts/1/locations/2"


def items(one: dict[str, Any]) -> tuple[Item, ...]:
    """Return what a review becomes."""
    return items_of(one, PARENT, "Bäckerei Morgenrot", NOW)


def test_a_review_keeps_its_id_stars_time_and_the_link_to_answer_it() -> None:
    """The id is what `[[done]]` names."""
    (item,) = items(review(7, 3, "TWO", "Eine Stunde gewartet."))
    assert (item.id, item.kind, item.rating, item.thread) == ("google-AbC7", "review", 2, "AbC7")
    assert (item.at, item.changed_at, item.author) == (days_ago(3), None, "Gast 7")
    assert item.reply_url == "https://business.google.com/reviews/reply/AbC7"


def test_without_a_link_of_its_own_the_list_of_reviews_is_the_place_to_answer() -> None:
    """Also where the link is none."""
    for url in (None, "javascript:alert(1)"):
        (item,) = items(review(7, 3, reviewReplyUrl=url))
        assert item.reply_url == "https://business.google.com/n/2/reviews"


@pytest.mark.parametrize(
    ("state", "rejected", "pending"),
    [
        ("APPROVED", False, False),
        ("PENDING", False, True),
        ("REJECTED", True, False),
        (None, False, False),
        ("REVIEW_REPLY_STATE_UNSPECIFIED", False, False),
    ],
)
def test_an_answer_says_whether_the_public_sees_it(state: str | None, rejected: bool, pending: bool) -> None:  # noqa: FBT001 - two columns of a table
    """A rejected one answers nothing."""
    _, ours = items(review(1, 3, reviewReply=reply(2, reviewReplyState=state)))
    assert (ours.ours, ours.rejected, ours.pending, ours.thread) == (True, rejected, pending, "AbC1")
    assert ours.at == days_ago(2)


@pytest.mark.parametrize(
    ("state", "rejected"), [("REJECTED", True), (None, True), ("NEWLY_NAMED", True), ("APPROVED", False)]
)
def test_an_answer_that_breaks_a_rule_is_not_shown(state: str | None, rejected: bool) -> None:  # noqa: FBT001 - a column of a table
    """Whatever its state is called, unless that says that it is shown."""
    _, ours = items(review(1, 3, reviewReply=reply(2, reviewReplyState=state, policyViolation="OFF_TOPIC")))
    assert ours.rejected is rejected


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"policyViolation": "OFF_TOPIC"}, "OFF_TOPIC"),
        ({}, ""),
        ({"policyViolation": ""}, ""),
        ({"policyViolation": "Read https://x.example now"}, ""),
        ({"policyViolation": {"kind": "OFF_TOPIC"}}, ""),
    ],
)
def test_a_rejected_answer_says_which_rule_it_broke_where_google_says_so(
    given: dict[str, Any], rule: str
) -> None:
    """Google's own code and nothing else; that it says nothing is the normal case."""
    _, ours = items(review(1, 3, reviewReply=reply(2, reviewReplyState="REJECTED", **given)))
    assert (ours.rejected, ours.broke_rule) == (True, rule)


def test_an_answer_without_words_is_none_and_one_without_a_time_comes_after_the_review() -> None:
    """Google leaves out what is empty."""
    assert len(items(review(1, 3, reviewReply={"updateTime": "2026-11-22T00:00:00Z"}))) == 1
    item, ours = items(review(1, 3, reviewReply={"comment": "Danke"}))
    assert item.at < ours.at <= item.at + timedelta(seconds=1)


@pytest.mark.parametrize("written", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2027-11-23T07:00:00Z"])
def test_an_answer_with_an_impossible_date_still_answers_its_review(written: str) -> None:
    """It belongs to that review alone, whatever either of them is dated."""
    item, ours = items(review(1, 3, reviewReply=reply(2, updateTime=written)))
    assert item.at < ours.at <= item.at + timedelta(seconds=1)
    item, ours = items(review(1, 3, createTime=written, updateTime=written, reviewReply={"comment": "Danke"}))
    assert ours.at == NOW + timedelta(seconds=1)


def test_a_changed_review_says_when() -> None:
    """Only a later time is a change."""
    (item,) = items(review(1, 30, updateTime="2026-11-20T08:00:00.5Z"))
    assert item.changed_at is not None
    assert item.changed_at > item.at


def test_an_anonymous_review_with_stars_only_has_neither_name_nor_text() -> None:
    """Unknown stars are no stars."""
    one = review(1, 3, "STAR_RATING_UNSPECIFIED", reviewer={"isAnonymous": True})
    (item,) = items(one)
    assert (item.author, item.text, item.rating) == ("", "", None)


def test_a_review_without_id_or_time_is_not_guessed() -> None:
    """The id may come from the name."""
    assert items({"starRating": "ONE", "createTime": "2026-11-20T08:00:00Z"}) == ()
    assert items({"reviewId": "x", "starRating": "ONE"}) == ()
    (item,) = items({"name": f"{PARENT}/reviews/xyz", "updateTime": "2026-11-20T08:00:00Z"})
    assert item.id == "google-xyz"


@pytest.mark.parametrize(
    ("comment", "own"),
    [
        ("Gutes Brot", "Gutes Brot"),
        ("Gutes Brot\n\n(Translated by Google)\nGood bread", "Gutes Brot"),
        ("(Translated by Google) Good bread\n\n(Original)\nGutes Brot", "Gutes Brot"),
        ("(Translated by Google)", "(Translated by Google)"),
        ("Good bread\n\n(Übersetzt von Google)\nGutes Brot", "Good bread"),
        ("(Übersetzt von Google) Gutes Brot\n\n(Original)\nGood bread", "Good bread"),
        ("Gutes Brot\n\n(Traduit par Google)\nBon pain", "Gutes Brot"),
        ("(Googleによる翻訳) いいパン\n\n(原文)\nGutes Brot", "Gutes Brot"),
        ("(Переведено Google) Хлеб\n\n(Оригинал)\nGutes Brot", "Gutes Brot"),
        (
            "Laut Karte offen (Google sagt das)\nund dann war zu",
            "Laut Karte offen (Google sagt das)\nund dann war zu",
        ),
        ("Zu!\n(Google nennt andere Zeiten)\nNie wieder.", "Zu!\n(Google nennt andere Zeiten)\nNie wieder."),
        ("(Über Google gefunden) Brot war verdorben", "(Über Google gefunden) Brot war verdorben"),
        ("Nie wieder.\n\n(über Google gefunden)", "Nie wieder.\n\n(über Google gefunden)"),
    ],
)
def test_googles_translation_is_left_out(comment: str, own: str) -> None:
    """What the person wrote is what counts."""
    assert original(comment) == own


class _Pages:
    """A client whose list has these pages."""

    def __init__(self, *pages: Mapping[str, Any]) -> None:
        self.given = pages
        self.look = SimpleNamespace(now=NOW, company=company())

    def pages(self, *_: object) -> Iterator[Mapping[str, Any]]:
        """Yield them one after the other, whatever is asked."""
        yield from self.given


FIRST = {"reviews": [review(1, 3)], "totalReviewCount": 2, "nextPageToken": "a"}


def test_an_empty_page_with_a_next_one_is_not_the_end() -> None:
    """Some pages of a list are empty and lead on."""
    client: Any = _Pages(FIRST, {"nextPageToken": "b"}, {"reviews": [review(2, 4)]})
    seen = look_at_reviews(client, PARENT).reviews
    assert isinstance(seen, Conversation)
    assert (len(seen.items), seen.gap) == (2, None)


def test_pages_that_bring_nothing_again_and_again_are_broken_off() -> None:
    """Tokens may be given out for ever."""
    client: Any = _Pages(FIRST, *({"nextPageToken": str(page)} for page in range(9)))
    seen = look_at_reviews(client, PARENT).reviews
    assert isinstance(seen, Conversation)
    assert seen.gap is not None
    assert seen.gap.reason is Reason.CUT_OFF
