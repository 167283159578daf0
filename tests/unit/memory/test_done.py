"""What was noted as done stays done until somebody writes in it again."""

from dataclasses import replace
from datetime import datetime

from account_health.judging.audit import audit
from account_health.memory.done import MOST_NOTED, Noted, noted_after, reopened, still_done
from account_health.memory.state import State, state_after
from account_health.model import AccountReport, Conversation, Item, Reason, Snapshot, Unavailable
from account_health.model.company import Company, Done
from tests.builders import NOW, account, comment, company, conversation, days_ago, snapshot

QUESTION = "Haben Sie am Samstag geöffnet?"
SPAM = Done(item="blog-blog-1", note="Spam")


def whole(*done: Done) -> Company:
    """Return the bakery with these items noted as done."""
    return company(done=done)


def looked(seen: Snapshot, state: State, *done: Done) -> tuple[AccountReport, State]:
    """Judge one look and return it with the state that it leaves."""
    report = audit(seen, whole(*done), account(), seen.taken_at, state.of("blog"))
    return report, state_after(state, [seen], done)


def seen_at(moment: datetime, *items: Item) -> Snapshot:
    """Return a look at a blog with these comments."""
    return snapshot(taken_at=moment, comments=conversation(*items))


def test_what_is_done_waits_no_more() -> None:
    """From the very look on that finds it noted."""
    report, state = looked(seen_at(NOW, comment(1, 9, QUESTION)), State(), SPAM)
    assert report.open_items == ()
    assert state.accounts[0].noted == (Noted(item=SPAM.item, note="Spam", at=NOW),)


def test_an_edit_before_it_was_noted_opens_nothing() -> None:
    """Nobody knows when the note was written; the first look that finds it counts."""
    edited = comment(1, 9, QUESTION, changed_at=days_ago(1))
    report, _ = looked(seen_at(NOW, edited), State(), SPAM)
    assert report.open_items == ()


def test_an_edit_afterwards_opens_it_again() -> None:
    """Whoever changes what they wrote wrote again, and waits from then."""
    _, state = looked(seen_at(days_ago(7), comment(1, 9, QUESTION)), State(), SPAM)
    edited = comment(1, 9, QUESTION, changed_at=days_ago(3))
    report, after = looked(seen_at(NOW, edited), state, SPAM)
    assert [(item.id, item.at) for item in report.open_items] == [(SPAM.item, days_ago(3))]
    again, _ = looked(seen_at(NOW, edited), after, SPAM)
    assert again.open_items == report.open_items


def test_what_opened_again_is_closed_by_another_note_or_a_second_entry() -> None:
    """The entry is another one then, and counts from the look that finds it."""
    edited = comment(1, 9, QUESTION, changed_at=days_ago(3))
    _, state = looked(seen_at(days_ago(7), comment(1, 9, QUESTION)), State(), SPAM)
    for done in ((Done(item=SPAM.item, note="noch immer Spam"),), (SPAM, SPAM)):
        report, after = looked(seen_at(NOW, edited), state, *done)
        assert report.open_items == ()
        assert after.accounts[0].noted[0].at == NOW


def test_a_newer_word_in_the_same_thread_waits_by_itself() -> None:
    """An item that is done means that item: the answer to "Noch da?" is not "done"."""
    first, later = comment(1, 9, QUESTION), comment(2, 1, "Hallo? Ist da jemand?", thread="1")
    _, state = looked(seen_at(days_ago(7), first), State(), SPAM)
    report, _ = looked(seen_at(NOW, first, later), state, SPAM)
    assert [item.id for item in report.open_items] == ["blog-blog-2"]


def test_thanks_in_the_same_thread_open_nothing() -> None:
    """Nobody has to answer a thank-you."""
    first, later = comment(1, 9, QUESTION), comment(2, 1, "Danke!", thread="1")
    _, state = looked(seen_at(days_ago(7), first), State(), SPAM)
    report, _ = looked(seen_at(NOW, first, later), state, SPAM)
    assert report.open_items == ()
    assert reopened((SPAM,), state.accounts[0].noted, seen_at(NOW, first, later), days_ago(7)) is None


def test_who_wrote_again_is_said_once() -> None:
    """In the first weekly report after it, for an edit and for a newer word alike."""
    noted = (Noted(item=SPAM.item, note="Spam", at=days_ago(7)),)
    edited = seen_at(NOW, comment(1, 9, QUESTION, changed_at=days_ago(3)))
    newer = seen_at(NOW, comment(1, 9, QUESTION), comment(2, 3, "Hallo? Ist da jemand?", thread="1"))
    for seen in (edited, newer):
        notice = reopened((SPAM,), noted, seen, days_ago(7))
        assert notice is not None
        assert (notice.kind, notice.account) == ("done_reopened", "blog")
        assert reopened((SPAM,), noted, seen, days_ago(2)) is None


def test_a_feed_shows_no_threads_and_so_nobody_writes_again_there() -> None:
    """Under the same article others write, who have nothing to do with what was noted."""
    both = (comment(1, 9, QUESTION), comment(2, 3, "Und sonntags?", thread="1"))
    seen = snapshot(comments=Conversation(both, since=days_ago(90), source="feed"))
    assert reopened((SPAM,), (Noted(item=SPAM.item, note="Spam", at=days_ago(7)),), seen, None) is None


def test_without_an_entry_nothing_is_said_and_nothing_is_kept() -> None:
    """An entry that was taken out of the file is forgotten."""
    seen = seen_at(NOW, comment(1, 9, QUESTION))
    noted = (Noted(item=SPAM.item, note="Spam", at=days_ago(7)),)
    assert reopened((), noted, seen, None) is None
    assert noted_after((), noted, seen) == ()
    assert still_done((), noted, seen) == ()


def test_an_outage_forgets_nothing() -> None:
    """What cannot be seen for a week keeps the moment at which it was noted."""
    noted = (Noted(item=SPAM.item, note="Spam", at=days_ago(7)),)
    down = snapshot(comments=Unavailable(Reason.PLATFORM_UNAVAILABLE, "HTTP 503"))
    assert noted_after((SPAM,), noted, down) == noted


def test_what_is_kept_is_bounded() -> None:
    """However many items somebody notes."""
    many = [comment(number, 9, QUESTION) for number in range(MOST_NOTED + 30)]
    done = [Done(item=item.id) for item in many]
    assert len(noted_after(done, (), seen_at(NOW, *many))) == MOST_NOTED


def test_an_item_of_another_account_is_not_kept_here() -> None:
    """Each account remembers its own."""
    assert noted_after((Done(item="x-77"),), (), seen_at(NOW, comment(1, 9, QUESTION))) == ()


def test_our_own_answer_still_closes_what_opened_again() -> None:
    """An answer after the edit ends the wait."""
    noted = (Noted(item=SPAM.item, note="Spam", at=days_ago(7)),)
    edited = comment(1, 9, QUESTION, changed_at=days_ago(3))
    ours = replace(comment(2, 1, "Ja, bis 13 Uhr.", thread="1"), ours=True)
    assert reopened((SPAM,), noted, seen_at(NOW, edited, ours), None) is None
