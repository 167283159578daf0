"""Who speaks to us on X."""

from dataclasses import replace

import pytest

from account_health.connectors.x.posts import XPost
from account_health.connectors.x.threads import Us, addresses_us, items_of, match_answers, replies_in
from tests.builders import NOW

US = Us("1", "morgenrot")


def post(text: str, to: str | None = None, author: str = "7") -> XPost:
    """Return a stranger's post."""
    return XPost(
        id=500,
        versions=(500,),
        author=author,
        handle=None,
        text=text,
        conversation=400 if to else 500,
        reply_to=to,
    )


@pytest.mark.parametrize(
    ("text", "to", "speaks"),
    [
        ("@morgenrot wann?", "1", True),
        ("wann denn?", "1", True),
        ("Gutes Brot bei @morgenrot, oder?", None, True),
        ("@MORGENROT hallo", None, True),
        ("@a @b @c @d @morgenrot hallo", None, True),
        ("@a @b @c @d @e @morgenrot hallo", None, False),
        ("@morgenrot @a @b @c @d @e hallo", None, True),
        ("@a @morgenrot finde ich auch", "8", False),
        ("@a frag mal @morgenrot", "8", True),
        ("@a @morgenrot frag doch @morgenrot", "8", True),
        ("@morgenrot und noch etwas", "7", True),
        ("schaut euch das an https://t.co/x", None, True),
        ("@morgenrot2 hallo", None, True),
        (".@a @morgenrot nein", "8", False),
        ("@anna da müssen wir hin @morgenrot", None, False),
        ("@anna da müssen wir hin @morgenrot, habt ihr Sonntag offen?", None, True),
        ("@morgenrot @anna look at this", "1", False),
        ("@morgenrot @anna look at this", None, True),
        ("@morgenrot @anna look at this. Do you open Sundays?", "1", True),
    ],
)
def test_who_speaks_to_us(text: str, to: str | None, speaks: bool) -> None:  # noqa: FBT001 - a case of the test
    """Replies to us, posts that name us among few, our name in the words of a reply; in doubt, yes."""
    assert addresses_us(post(text, to), US) is speaks


def test_our_own_words_are_no_mentions() -> None:
    """Also where we name ourselves."""
    assert match_answers((), [post("@morgenrot", author="1")], (), US, NOW).open == ()


def test_an_unknown_author_still_waits() -> None:
    """What X does not say who wrote may be anybody's question."""
    unknown = XPost(
        id=500, versions=(500,), author=None, handle=None, text="@morgenrot wann?", conversation=500
    )
    (item,) = items_of(match_answers((), [unknown], (), US, NOW), US)
    assert (item.author, item.ours, item.in_passing) == ("", False, False)


def test_a_colleague_answers_for_us_and_waits_for_nobody() -> None:
    """The company's other account is named in the same conversation: its word is an answer, and no mention."""
    team = Us("1", "morgenrot", frozenset({"2"}))
    theirs = replace(post("@morgenrot wann?"), id=400, versions=(400,), conversation=400)
    ours = replace(post("@gast @morgenrot um acht", to="7", author="2"), replied=frozenset({400}))
    talk = match_answers((), [theirs, ours], replies_in([ours]), team, NOW)
    assert (talk.open, talk.answered) == ((), ((400, 500),))


def test_a_reply_that_says_neither_whom_nor_what_it_answers_leaves_its_conversation_unclear() -> None:
    """What came before it may have its answer; what came after it, or stands elsewhere, has none."""
    vague = replace(post("ja, gern", author="1"), conversation=400)
    before = replace(post("@morgenrot wann?"), id=450, versions=(450,), conversation=400)
    after = replace(post("@morgenrot und wo?"), id=550, versions=(550,), conversation=400)
    elsewhere = replace(post("@morgenrot hallo?"), id=460, versions=(460,), conversation=460)
    talk = match_answers((), [before, after, elsewhere], replies_in([vague]), US, NOW)
    assert [one.id for one in talk.open] == [450, 460, 550]
    assert talk.unclear == {450}
