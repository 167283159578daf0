"""The token of a report's link: ours is taken until its end, and every other one is refused."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from account_health.model.errors import UsageError
from account_health.workflow.link_token import Grant, sign, verified

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
END = NOW + timedelta(days=30)
KEYS = {"2026-11": "a1" * 32}
NEXT = {**KEYS, "2027-05": "b2" * 32}
GRANT = Grant(company="stadtbaeckerei", run="weekly-2026-W48", end=END)

companies = st.from_regex(r"[a-z0-9][a-z0-9-]{0,62}", fullmatch=True)
runs = st.from_regex(r"[A-Za-z0-9_-]{1,80}", fullmatch=True).filter(str.isascii)
ends = st.integers(1_767_225_600, 7_258_118_400).map(lambda at: datetime.fromtimestamp(at, UTC))


@given(companies, runs, ends)
def test_what_was_signed_is_read_back(company: str, run: str, end: datetime) -> None:
    """Every id that a company and a run can have comes through, and the token can stand in an address as it is."""
    grant = Grant(company=company, run=run, end=end)
    token = sign(grant, KEYS)
    assert verified(token, KEYS, end - timedelta(seconds=1)) == grant
    assert set(token) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.")
    assert sign(grant, KEYS) == token


@given(st.data())
def test_a_change_of_any_byte_is_refused(data: st.DataObject) -> None:
    """Replaced, left out or added, anywhere: the token is nobody's."""
    token = sign(GRANT, KEYS)
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters(codec="latin-1").filter(lambda char: char != token[place]))
    changed = data.draw(
        st.sampled_from(
            [
                token[:place] + other + token[place + 1 :],
                token[:place] + token[place + 1 :],
                token[:place] + other + token[place:],
                token + other,
            ]
        )
    )
    assert verified(changed, KEYS, NOW) is None


def test_each_single_bit_counts() -> None:
    """Also the last ones, which base64 does not use: a signature has one text only."""
    token = sign(GRANT, KEYS)
    for place, char in enumerate(token):
        for bit in range(8):
            changed = token[:place] + chr(ord(char) ^ (1 << bit)) + token[place + 1 :]
            assert verified(changed, KEYS, NOW) is None


def test_a_token_ends_with_its_second() -> None:
    """Thirty days and not a moment longer, by the clock that is passed in."""
    token = sign(GRANT, KEYS)
    assert verified(token, KEYS, END - timedelta(microseconds=1)) == GRANT
    assert verified(token, KEYS, END) is None
    assert verified(token, KEYS, END + timedelta(days=400)) is None


def test_a_new_key_signs_and_the_old_one_is_still_taken() -> None:
    """Links under way outlive the change; with the old key gone they end."""
    old, new = sign(GRANT, KEYS), sign(GRANT, NEXT)
    assert new.startswith("2027-05.")
    assert verified(old, NEXT, NOW) == verified(new, NEXT, NOW) == GRANT
    assert verified(new, KEYS, NOW) is None
    assert verified(old, {"2027-05": NEXT["2027-05"]}, NOW) is None


def test_another_key_of_the_same_id_makes_another_signature() -> None:
    """The key counts and not its name."""
    assert verified(sign(GRANT, KEYS), {"2026-11": "c3" * 32}, NOW) is None


@pytest.mark.parametrize(
    "token", ["", ".", "a.b.c.d.e", "../../etc/passwd", "x" * 100_000, sign(GRANT, KEYS) + "\n", "é" * 43]
)
def test_nonsense_is_refused(token: str) -> None:
    """Whatever stands in the address."""
    assert verified(token, KEYS, NOW) is None


@pytest.mark.parametrize("keys", [{}, {"k1": "short"}, {"k1": ""}, {"K 1": "a" * 64}, {"k.1": "a" * 64}])
def test_a_key_that_is_none_is_told(keys: dict[str, str]) -> None:
    """Nobody signs with an empty or guessable key; the message does not repeat it."""
    for use in (lambda: sign(GRANT, keys), lambda: verified(sign(GRANT, KEYS), keys, NOW)):
        with pytest.raises(UsageError) as told:
            use()
        assert "a" * 64 not in str(told.value)


@pytest.mark.parametrize(
    "grant",
    [
        Grant(company="Stadt.baeckerei", run="weekly-2026-W48", end=END),
        Grant(company="stadtbaeckerei", run="../other", end=END),
        Grant(company="stadtbaeckerei", run="", end=END),
    ],
)
def test_only_ids_are_signed(grant: Grant) -> None:
    """A company or a run that could name another object gets no token."""
    with pytest.raises(UsageError):
        sign(grant, KEYS)
