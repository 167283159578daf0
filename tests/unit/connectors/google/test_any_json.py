"""Whatever JSON comes, it is read or left out, and never breaks a look."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from account_health.connectors.google.memory import read_memory
from account_health.connectors.google.posts import local_posts, pictures_of
from account_health.connectors.google.profile import (
    listing_status,
    presence_of,
    profile_parts,
    social_links,
)
from account_health.connectors.google.reviews import items_of
from account_health.model import NotOffered
from tests.builders import NOW
from tests.simulator.google_locations import facts, photo, post, quiet, reply, review

FAR = st.sampled_from(["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00"])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20) | FAR
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def paths(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to everything inside a document."""
    found = [here] if here else []
    rows = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in rows:
        found += paths(one, (*here, key))
    return found


def damaged(value: Any, path: tuple[Any, ...], with_what: Any) -> Any:
    """Return a copy of a document with one thing in it replaced."""
    if not path:
        return with_what
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = damaged(value[path[0]], path[1:], with_what)
    return copy


DOCUMENTS = {
    "location": facts(),
    "review": review(1, 3, "ONE", "Hm.", reviewReply=reply(1)),
    "post": post(1, 3, event={"title": "Backtag"}),
    "photo": photo(3),
    "attributes": {"attributes": quiet().attributes},
    "voice": {
        "verify": {"hasPendingVerification": True},
        "complyWithGuidelines": {"recommendationReason": "x"},
    },
    "updated": {"diffMask": "title,phoneNumbers"},
}


@settings(deadline=None)
@given(data=st.data())
def test_one_damaged_value_breaks_nothing(data: st.DataObject) -> None:
    """Every part is still made from whatever is left."""
    name = data.draw(st.sampled_from(sorted(DOCUMENTS)))
    path = data.draw(st.sampled_from(paths(DOCUMENTS[name])))
    read = {**DOCUMENTS, name: damaged(DOCUMENTS[name], path, data.draw(JSON))}
    profile_parts(read["location"], "locations/2")
    presence_of(read["location"], read["voice"])
    listing_status(read["location"], read["voice"], read["updated"])
    listing_status(read["location"], NotOffered(), NotOffered())
    social_links(read["attributes"], "https://business.google.com/")
    items_of(read["review"], "accounts/1/locations/2", "Bäckerei Morgenrot", NOW)
    local_posts([read["post"]], NOW, "https://business.google.com/", None)
    pictures_of([read["photo"]], None)


@settings(deadline=None)
@given(text=st.text(max_size=50))
def test_any_memory_is_read_or_forgotten(text: str) -> None:
    """Nobody but us writes it, yet it lies in a bucket."""
    read_memory(text)
