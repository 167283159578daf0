"""Who is answered: names, turns, branches, and whom a word of ours leaves waiting."""

from typing import Any

import pytest

from account_health.memory.answered import answers_in
from account_health.memory.named import keys_of, people_named
from account_health.memory.waiting import waiting
from account_health.model import Item
from tests.builders import comment, conversation, days_ago

TIMO, EDDA = "Timo Krug", "Edda Rau"


def said(number: int, days: float, who: str, text: str = "Haben Sie Hafermilch?", **changes: Any) -> Item:
    """Return somebody's word in the one thread of these tests."""
    return comment(number, days, text, **({"author": who, "thread": "post"} | changes))


def ours(number: int, days: float, text: str, **changes: Any) -> Item:
    """Return a word of ours there."""
    return said(number, days, "Alma Brandt", text, ours=True, **changes)


def answered(*items: Item) -> set[str]:
    """Return the authors who got an answer."""
    answers = answers_in(items)
    return {item.author for item in items if item.id in answers}


def under(number: int) -> dict[str, Any]:
    """Return that a comment was written below another one."""
    return {"reply_to": f"blog-blog-{number}"}


def test_a_word_without_a_name_answers_those_who_spoke_since_our_previous_one() -> None:
    """Two asked, one answer to both; who speaks later waits until our next word."""
    first = [said(1, 9, TIMO), said(2, 8, EDDA), ours(3, 7, "Ja, haben wir.")]
    assert answered(*first) == {TIMO, EDDA}
    later = said(4, 6, "Ole")
    assert answered(*first, later) == {TIMO, EDDA}
    assert answered(*first, later, ours(5, 5, "Morgen wieder.")) == {TIMO, EDDA, "Ole"}


@pytest.mark.parametrize(
    "text",
    [
        "@Timo Krug: etwa zwei Jahre.",
        "@TimoKrug ja",
        "@Timo.Krug ja",
        "@timo etwa zwei Jahre",
        "@Krug: ja",
        "Timo Krug Ja, Hafer und Soja!",
        "Timo, ja gern.",
        "Hallo Timo, ja gern.",
        "Hallo Herr Krug, ja gern.",
        "Sehr geehrter Herr Krug, ja.",
        "Danke, Timo! Machen wir.",
        "Guten Morgen Timo ja, gern.",
        "Bonjour Timo, oui.",
        "Dear Timo, yes.",
        "Das stimmt, @Timo Krug.",
    ],
)
def test_a_word_that_names_somebody_answers_them_alone(text: str) -> None:
    """The other's complaint goes on waiting, however soon our word follows it."""
    assert answered(said(1, 9, TIMO), said(2, 8, EDDA), ours(3, 7, text)) == {TIMO}


@pytest.mark.parametrize(
    "text",
    [
        "Ja, haben wir.",
        "Wir fragen den Timo Meier.",
        "Danke an alle!",
        "Hallo zusammen, ja.",
        "Mail: info@krug-handel.example",
        "",
    ],
)
def test_a_word_that_turns_to_nobody_names_nobody(text: str) -> None:
    """A name in passing, a mail address and a greeting to all are no address."""
    assert people_named(text, keys_of([TIMO, EDDA])) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hallo Juergen, gern.", "Jürgen Groß"),
        ("GROSS: gern.", "Jürgen Groß"),
        ("Strasse: gern.", "Max Straße"),
        ("Frau D’Arc, gern.", "Élodie D’Arc"),
        ("@jurgengross gern", "Jurgen Gross"),
        ("Gern, @jurgen-gross", "Jurgen Gross"),
    ],
)
def test_a_name_that_is_spelled_otherwise_is_heard(text: str, name: str) -> None:
    """Whatever `words` makes one is one, although most answers are let through after a glance at their letters."""
    assert people_named(text, keys_of([name])) == frozenset({name})


def test_two_names_are_two_people() -> None:
    """As a greeting to both, and as tags."""
    assert people_named("Hallo Timo und Edda, danke.", keys_of([TIMO, EDDA, "Ole"])) == frozenset(
        {TIMO, EDDA}
    )
    assert people_named("@Timo @Edda danke", keys_of([TIMO, EDDA, "Ole"])) == frozenset({TIMO, EDDA})


def test_a_name_reaches_back_beyond_our_previous_word() -> None:
    """Who was passed over is answered late by name, and not by a word to nobody after another of ours."""
    start = [said(1, 9, TIMO), said(2, 8, EDDA), ours(3, 7, "@Timo ja")]
    assert answered(*start, ours(4, 6, "@Edda Rau auch das")) == {TIMO, EDDA}
    assert answered(*start, ours(4, 6, "Und Soja auch.")) == {TIMO}


def test_a_tag_of_somebody_who_is_not_there_answers_nobody_there() -> None:
    """Their comment is gone; only people without a name may be meant by it."""
    assert answered(said(1, 9, TIMO), ours(2, 8, "@holger_k gern geschehen")) == set()
    assert answered(said(1, 9, ""), ours(2, 8, "@holger_k gern geschehen")) == {""}


def test_one_surname_is_not_another() -> None:
    """`@Timo Lang:` turns to somebody else than Timo Krug."""
    assert people_named("@Timo Lang: gern", keys_of([TIMO])) == frozenset()


def test_a_word_below_a_comment_answers_upwards_and_not_across() -> None:
    """B and the one above, not C, who complains beside B."""
    talk = [
        said(1, 9, TIMO),
        said(2, 8, EDDA, **under(1)),
        said(3, 7, "Cem", "Und warum dauert alles 40 Minuten?", **under(1)),
        ours(4, 6, "Nein, das Öl wird nicht gelb.", **under(2)),
    ]
    assert answered(*talk) == {TIMO, EDDA}


def test_beside_counts_by_name_or_as_the_next_word() -> None:
    """Where others do reply below a comment, a word of ours at the top answers its neighbour, or whom it names."""
    elsewhere = [said(1, 20, "Ole"), ours(2, 19, "Danke!", **under(1))]
    pair = [said(3, 9, TIMO), said(4, 8, EDDA)]
    assert answered(*elsewhere, *pair, ours(5, 7, "Etwa zwei Jahre.")) == {"Ole", EDDA}
    assert answered(*elsewhere, *pair, ours(5, 7, "@Timo Krug: etwa zwei Jahre.")) == {"Ole", TIMO}


def test_beside_below_a_comment_that_is_gone() -> None:
    """Both hang below what was removed: our word is the next one there."""
    assert answered(said(31, 9, TIMO, **under(30)), ours(32, 8, "Geht auch.", **under(30))) == {TIMO}


def test_somebody_who_asks_again_in_their_branch_is_answered_with_it() -> None:
    """Where the depth of replies ends, our second answer hangs below the first comment."""
    talk = [
        said(1, 9, TIMO),
        ours(2, 8, "Ja.", **under(1)),
        said(3, 7, TIMO, "Und am Sonntag?", **under(2)),
        ours(4, 6, "Auch.", **under(1)),
    ]
    assert set(answers_in(talk)) == {"blog-blog-1", "blog-blog-3"}


def test_comments_that_hang_below_each_other_in_a_circle_end() -> None:
    """Nonsense of a platform costs nothing but itself."""
    talk = [said(1, 9, TIMO, **under(2)), ours(2, 8, "Ja.", **under(1))]
    assert answered(*talk) == {TIMO}


COMPLAINT, PRAISE = "Nach zwei Wochen war die Sohle ab.", "Super Laden, tolles Team!"


@pytest.mark.parametrize("thanks", ["Danke!", "Vielen Dank 😊", "Thank you so much!", "😊"])
def test_thanks_for_a_praise_do_not_close_a_complaint_before_it(thanks: str) -> None:
    """Neither below each other nor in a row: who complained still waits for a word about it."""
    below = [
        said(1, 9, TIMO, COMPLAINT),
        said(2, 8, EDDA, PRAISE, **under(1)),
        ours(3, 7, thanks, **under(2)),
    ]
    in_a_row = [said(1, 9, TIMO, COMPLAINT), said(2, 8, EDDA, PRAISE), ours(3, 7, thanks)]
    assert answered(*below) == answered(*in_a_row) == {EDDA}


@pytest.mark.parametrize(
    ("talk", "found"),
    [
        # Nobody praised, or the complaint came after the praise: the thanks are for it.
        ([said(1, 9, TIMO, COMPLAINT), ours(3, 7, "Danke!")], {TIMO}),
        ([said(1, 9, EDDA, PRAISE), said(2, 8, TIMO, COMPLAINT), ours(3, 7, "Danke!")], {EDDA, TIMO}),
        # More than thanks, and thanks for what was said.
        (
            [
                said(1, 9, TIMO, COMPLAINT),
                said(2, 8, EDDA, PRAISE),
                ours(3, 7, "Danke! Bringen Sie die Sohle vorbei."),
            ],
            {EDDA, TIMO},
        ),
        (
            [
                said(1, 9, TIMO, COMPLAINT),
                said(2, 8, EDDA, PRAISE),
                ours(3, 7, "Danke für eure Rückmeldungen!"),
            ],
            {EDDA, TIMO},
        ),
        # Who complained is content since.
        ([said(1, 9, TIMO, COMPLAINT), said(2, 8, TIMO, "Super, danke!"), ours(3, 7, "Danke!")], {TIMO}),
        # By name.
        ([said(1, 9, TIMO, COMPLAINT), said(2, 8, EDDA, PRAISE), ours(3, 7, "Danke, Timo!")], {TIMO}),
    ],
)
def test_other_thanks_answer_as_any_word_does(talk: list[Item], found: set[str]) -> None:
    """The silent twins."""
    assert answered(*talk) == found


def test_what_nobody_sees_answers_nobody() -> None:
    """A rejected or hidden word of ours."""
    question = said(1, 9, TIMO)
    assert answered(question, ours(2, 8, "Ja.", rejected=True), ours(3, 7, "Ja.", hidden=True)) == set()


def test_a_thread_that_was_read_in_part_convicts_nobody() -> None:
    """What is missing may hold our answer; what has one is answered all the same."""
    talk = conversation(
        said(1, 9, TIMO), said(2, 8, EDDA), ours(3, 7, "@Timo ja"), said(4, 6, "Ole", thread="other")
    )
    part = conversation(*talk.items, read_in_part=("post",))
    assert [one.item.author for one in waiting(talk, frozenset()).items] == [EDDA, "Ole"]
    assert [one.item.author for one in waiting(part, frozenset()).items] == ["Ole"]
    assert [one.answered_at for one in waiting(part, frozenset()).answered] == [days_ago(7)]
