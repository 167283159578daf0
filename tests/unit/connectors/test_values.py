"""Single values of JSON from outside."""

from account_health.connectors.values import first_line, followers, identifier, inner, objects, text
from account_health.model import Results


def test_what_is_of_another_kind_is_missing() -> None:
    """An answer may hold anything anywhere; half characters, which no file can hold, are replaced."""
    assert (text(" a "), text("  "), text(5), text([])) == ("a", None, None, None)
    assert text("\ud800") == "?"
    assert (inner({"a": 1}), inner(None), inner([])) == ({"a": 1}, {}, {})
    assert (objects([{"a": 1}, 2, None]), objects({"a": 1}), objects(None)) == (({"a": 1},), (), ())


def test_ids_stay_text() -> None:
    """Ids are larger than a JSON number can hold safely, and some answers give numbers all the same."""
    assert identifier(17841400000000001) == "17841400000000001"
    assert identifier(" 12 ") == "12"
    assert identifier(True) is None  # noqa: FBT003 - JSON knows true
    assert identifier("../me") is None


def test_followers_are_a_number_or_nothing() -> None:
    """A platform that does not say, or says something else, has not counted none."""
    assert followers(12) == Results(followers=12)
    assert followers(0) == Results(followers=0)
    others: tuple[object, ...] = (None, True, -1, "12", 1.5, [], {})
    for other in others:
        assert followers(other) == Results()


def test_a_title_is_the_first_line() -> None:
    """Long first lines are cut with an ellipsis."""
    assert first_line("  Hallo  Welt\nund mehr") == "Hallo Welt"
    assert len(first_line("x" * 200)) == 80
    assert first_line(None) == ""
