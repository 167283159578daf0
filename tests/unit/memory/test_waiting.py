"""Which items wait, and which word of ours counts as their answer."""

from dataclasses import replace
from itertools import permutations

from account_health.memory.waiting import joined, quoted_first, waiting
from tests.builders import answer, comment, conversation, days_ago

QUESTION = "Haben Sie am Samstag geöffnet?"


def test_the_first_of_several_answers_counts() -> None:
    """Wherever it stands in the list, and although we spoke in the thread before and went on speaking."""
    talk = [
        answer(2, 9, "1"),
        comment(1, 8, QUESTION),
        answer(3, 7, "1"),
        answer(4, 6, "1"),
        answer(5, 7.5, "another"),
    ]
    for listed in permutations(talk):
        (exchange,) = waiting(conversation(*listed), frozenset()).answered
        assert exchange.answered_at == days_ago(7)


def test_a_word_of_the_same_moment_is_no_answer() -> None:
    """Platforms give whole seconds, and what nobody can have read yet nobody has answered."""
    talk = conversation(comment(1, 8, QUESTION), answer(2, 8, "1"))
    assert [one.item.id for one in waiting(talk, frozenset()).items] == ["blog-blog-1"]


def test_who_waits_longest_comes_first() -> None:
    """From the last edit on, in one conversation as in several together."""
    edited = comment(1, 9, QUESTION, changed_at=days_ago(2))
    early, late = comment(2, 5, QUESTION), comment(3, 1, QUESTION)
    assert [one.item for one in waiting(conversation(late, edited, early), frozenset()).items] == [
        early,
        edited,
        late,
    ]
    parts = [waiting(conversation(one), frozenset()) for one in (edited, late, early)]
    assert [one.item for one in joined(parts).items] == [early, edited, late]


def test_who_calls_a_friend_below_our_post_needs_no_answer() -> None:
    """Unless the friend is we: by the names that the platform says, or by who wrote our own words there."""
    call, named, ours = (
        comment(1, 3, "@anna schau mal"),
        comment(2, 3, "@morgenrot schau mal"),
        answer(3, 9, "9"),
    )
    at_us = comment(4, 2, f"@{ours.author} schau mal")
    talk = replace(conversation(call, named, ours, at_us), names=("morgenrot",))
    found = waiting(talk, frozenset())
    assert ({one.item for one in found.items}, found.no_answer_needed) == ({named, at_us}, 1)


def test_who_mentions_us_elsewhere_speaks_to_us() -> None:
    """In a mention a tag of a friend stands beside one of ours."""
    mention = replace(comment(1, 3, "@anna schau mal"), kind="mention")
    assert waiting(conversation(mention), frozenset()).items


def test_what_is_to_read_waits_like_a_comment_and_stands_before_the_others() -> None:
    """Behind complaints and questions, however short they have waited."""
    plain, asked = comment(1, 9, "Wir kommen am Samstag vorbei"), comment(2, 1, QUESTION)
    long = comment(3, 2, "Hab letzte Woche reserviert, vor Ort wusste das Personal von der Bestellung")
    waits = waiting(conversation(plain, asked, long), frozenset()).items
    assert [(one.item, one.tone) for one in sorted(waits, key=quoted_first)] == [
        (asked, "question"),
        (long, "to read"),
        (plain, "other"),
    ]


def test_praise_of_a_product_waits_for_nobody() -> None:
    """It is written for other buyers; a question or blame in it, or few stars, are meant for us."""
    said = "Kam schnell, steht jetzt im Flur."
    bought = {"kind": "review", "of_product": True}
    rows = [
        comment(1, 8, said, rating=5, **bought),
        comment(2, 8, said, rating=2, **bought),
        comment(3, 8, QUESTION, rating=5, **bought),
        comment(4, 8, said, rating=5, kind="review"),
    ]
    waits = waiting(conversation(*rows), frozenset()).items
    assert [one.item.id[-1] for one in waits] == ["2", "3", "4"]
