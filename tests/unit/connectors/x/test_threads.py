"""Who speaks to us on X."""

import pytest

from account_health.connectors.x.posts import XPost
from account_health.connectors.x.threads import Us, addresses_us, items_of, settle

US = Us("1", "morgenrot")


def post(text: str, to: str | None = None, author: str = "7") -> XPost:
    """Return a stranger's post."""
    return XPost(
        id=500, first=500, author=author, handle=None, text=text, conversation=400 if to else 500, reply_to=to
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
    ],
)
def test_who_speaks_to_us(text: str, to: str | None, speaks: bool) -> None:  # noqa: FBT001 - a case of the test
    """Replies to us, posts that name us among few, our name in the words of a reply; in doubt, yes."""
    assert addresses_us(post(text, to), US) is speaks


def test_our_own_words_are_no_mentions() -> None:
    """Also where we name ourselves."""
    assert settle((), [post("@morgenrot", author="1")], (), US).open == ()


def test_an_unknown_author_still_waits() -> None:
    """What X does not say who wrote may be anybody's question."""
    unknown = XPost(id=500, first=500, author=None, handle=None, text="@morgenrot wann?", conversation=500)
    (item,) = items_of(settle((), [unknown], (), US), US)
    assert (item.author, item.ours, item.in_passing) == ("", False, False)
