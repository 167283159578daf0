"""Conversation: who waits, for how long, and what a source can prove."""

from datetime import UTC, date, datetime

import pytest

from account_health.checks.waiting_words import NOTHING_WAITS, NOTHING_WAITS_BELOW
from account_health.judging.audit import audit
from account_health.model import AccountReport, Conversation, Days, Finding, Reason, Status, Unavailable
from account_health.model.company import Company, Done, Pause
from tests.builders import NOW, account, answer, comment, company, conversation, snapshot

NEUTRAL = "Wir kommen am Samstag mit der ganzen Familie vorbei."
QUESTION = "Habt ihr am Sonntag geöffnet?"
COMPLAINT = "Das Brot war hart und die Bedienung unfreundlich."


def report(comments: Conversation | Unavailable, whole: Company | None = None) -> AccountReport:
    """Judge a blog with this conversation."""
    whole = whole or company()
    return audit(snapshot(comments=comments), whole, account(), NOW, None)


def finding(check: str, comments: Conversation | Unavailable, whole: Company | None = None) -> Finding:
    """Return what one check says of it."""
    return next(one for one in report(comments, whole).findings if one.check == check)


@pytest.mark.parametrize(
    ("hour", "status"),
    [
        (datetime(2026, 11, 20, 8, 0, tzinfo=UTC), Status.PASS),
        (datetime(2026, 11, 20, 7, 0, tzinfo=UTC), Status.WARN),
        (datetime(2026, 11, 19, 7, 0, tzinfo=UTC), Status.FAIL),
    ],
)
def test_a_question_may_wait_one_working_day_and_fails_after_two(hour: datetime, status: Status) -> None:
    """The week-end between Friday and Monday does not count."""
    days = (NOW - hour).total_seconds() / 86_400
    assert finding("unanswered-criticism", conversation(comment(1, days, QUESTION))).status is status


@pytest.mark.parametrize(("days", "status"), [(4, Status.PASS), (5, Status.WARN), (11, Status.FAIL)])
def test_other_comments_of_a_blog_may_wait_three_and_fail_after_seven_working_days(
    days: int, status: Status
) -> None:
    """A blog is slower than a social network."""
    assert finding("unanswered-comments", conversation(comment(1, days, NEUTRAL))).status is status


def test_pauses_stop_the_clock() -> None:
    """During company holidays nobody is late."""
    pause = Pause(first=date(2026, 11, 1), last=date(2026, 11, 22))
    told = finding("unanswered-criticism", conversation(comment(1, 10, QUESTION)), company(pauses=(pause,)))
    assert told.status is Status.PASS


def test_what_was_answered_does_not_wait() -> None:
    """A later word of ours in the same thread answers all that stands before it."""
    told = report(conversation(comment(1, 9, COMPLAINT), answer(2, 8, "1")))
    assert told.open_items == ()
    assert told.score == 100


def test_an_answer_in_another_thread_answers_nothing() -> None:
    """Threads are what belongs together."""
    assert len(report(conversation(comment(1, 9, COMPLAINT), answer(2, 8, "7"))).open_items) == 1


def test_whoever_asks_again_after_our_answer_waits_again() -> None:
    """The last word decides."""
    told = report(
        conversation(comment(1, 9, COMPLAINT), answer(2, 8, "1"), comment(3, 7, QUESTION, thread="1"))
    )
    assert [item.id for item in told.open_items] == ["blog-blog-3"]


@pytest.mark.parametrize("text", ["Danke!", "😍😍", "Sehr lecker, gerne wieder!", "@Lena @Tom"])
def test_thanks_praise_emoji_and_mentions_are_counted_and_do_not_wait(text: str) -> None:
    """What needs no answer is counted, never hidden."""
    told = report(conversation(comment(1, 9, text)))
    assert (told.open_items, told.no_answer_needed) == ((), 1)


def test_what_a_platform_holds_back_is_named_beside_the_all_clear() -> None:
    """By its design: the check passes, and says how many nobody could read."""
    told = finding("unanswered-comments", conversation(comment(1, 3, "Danke!"), held_back=2))
    assert told.status is Status.PASS
    assert dict(told.message.values)["n"] == 2
    assert told.message != finding("unanswered-comments", conversation(comment(1, 3, "Danke!"))).message


def test_hidden_items_and_items_marked_done_do_not_wait() -> None:
    """A person decided already."""
    whole = company(done=(Done(item="blog-blog-1", note="Spam"),))
    items = conversation(comment(1, 9, COMPLAINT), comment(2, 9, COMPLAINT, hidden=True))
    assert report(items, whole).open_items == ()


def test_a_comment_liked_by_us_needs_no_answer() -> None:
    """A like says: seen."""
    told = report(conversation(comment(1, 9, NEUTRAL, liked_by_us=True)))
    assert (told.open_items, told.no_answer_needed) == ((), 1)


@pytest.mark.parametrize(("stars", "waits"), [(5, False), (4, False), (3, True), (1, True)])
def test_stars_without_text_wait_up_to_three(stars: int, waits: bool) -> None:  # noqa: FBT001 - a table's column
    """Nobody has to answer five silent stars."""
    told = report(conversation(comment(1, 9, "", kind="review", rating=stars)))
    assert bool(told.open_items) is waits


def test_complaints_are_told_once_and_not_again_as_comments() -> None:
    """One item, one finding; the leading check then counts as judged."""
    told = report(conversation(comment(1, 9, COMPLAINT)))
    by_id = {one.check: one for one in told.findings}
    assert by_id["unanswered-criticism"].status is Status.FAIL
    assert by_id["unanswered-comments"].yields_to == "unanswered-criticism"
    assert told.score is not None


def test_the_message_counts_complaints_and_questions_and_the_age_of_the_oldest() -> None:
    """The matter first: who waits for what, and since when."""
    told = finding(
        "unanswered-criticism",
        conversation(comment(1, 9, COMPLAINT), comment(2, 6, QUESTION), comment(3, 5, QUESTION)),
    )
    assert dict(told.message.values)["age"] == Days(9)
    assert "complaints" in dict(told.message.values)
    assert [proof.url for proof in told.evidence] == [
        "https://www.baeckerei-morgenrot.example/brot/#comment-1",
        "https://www.baeckerei-morgenrot.example/brot/#comment-2",
        "https://www.baeckerei-morgenrot.example/brot/#comment-3",
    ]


def test_a_conversation_that_was_cut_off_convicts_and_never_acquits() -> None:
    """What was not read may hide somebody who waits."""
    cut = Unavailable(Reason.CUT_OFF, "100 of 140 comments")
    assert finding("unanswered-comments", conversation(gap=cut)).status is Status.UNKNOWN
    assert finding("unanswered-criticism", conversation(gap=cut)).status is Status.UNKNOWN
    told = finding("unanswered-criticism", conversation(comment(1, 9, COMPLAINT), gap=cut))
    assert told.status is Status.FAIL
    assert finding("data-complete", conversation(gap=cut)).status is Status.WARN
    assert report(conversation(gap=cut)).score is None


def test_unread_comments_are_unknown_with_the_reason() -> None:
    """Refused is not empty."""
    told = finding("unanswered-comments", Unavailable(Reason.CLOSED, "Disqus"))
    assert told.status is Status.UNKNOWN


def test_a_pass_that_rests_on_pages_of_posts_says_so() -> None:
    """Only the newest posts' pages were read."""
    told = finding("unanswered-comments", conversation(source="page"))
    assert (told.status, told.message) == (Status.PASS, NOTHING_WAITS_BELOW)
    assert finding("unanswered-comments", conversation()).message == NOTHING_WAITS


def test_a_comment_feed_may_convict() -> None:
    """Whoever waits in the feed waits."""
    told = finding("unanswered-criticism", conversation(comment(1, 9, COMPLAINT), source="feed"))
    assert told.status is Status.FAIL


def test_a_comment_feed_acquits_only_when_it_is_not_full_and_our_word_is_the_last() -> None:
    """Ten items may hide an eleventh."""
    ours = [answer(number, 20 - number, "brot") for number in range(10)]
    assert finding("unanswered-comments", conversation(*ours[:9], source="feed")).status is Status.PASS
    assert finding("unanswered-comments", conversation(*ours, source="feed")).status is Status.UNKNOWN
    praise = conversation(comment(1, 1, "Danke!"), source="feed")
    assert finding("unanswered-comments", praise).status is Status.UNKNOWN


def test_the_typical_reply_time_is_the_median_in_working_hours_from_five_answers_on() -> None:
    """Four answers are too few; the week-end does not count."""
    items = []
    for number in range(5):
        items += [comment(number, 6, QUESTION), answer(100 + number, 6 - (number + 1) / 24, str(number))]
    told = finding("response-time", conversation(*items))
    assert (told.status, told.figure) == (Status.PASS, 3.0)
    assert finding("response-time", conversation(*items[:8])).status is Status.NOT_APPLICABLE


def test_long_comments_are_cut_to_240_characters() -> None:
    """The ellipsis counts."""
    told = report(conversation(comment(1, 9, "Warum ist das Brot so hart? " * 30)))
    assert len(told.open_items[0].excerpt) == 240
    assert told.open_items[0].excerpt.endswith("…")
