"""Every way in which an account cannot be seen has its one next step, and each can be said."""

import string
import typing

import pytest

from account_health.model import Access, Reason
from account_health.operations import steps

VALUES = {"place", "connect", "docs", "platform", "url"}


def test_every_reason_has_a_step() -> None:
    """A new reason without a step would end a consultation with a KeyError."""
    assert set(steps.REASONS) == set(Reason)


def test_every_problem_of_a_credential_has_a_step() -> None:
    """What a snapshot's access may say and what is answered to it are the same list."""
    literal = typing.get_args(typing.get_type_hints(Access)["problem"])[0]
    assert set(steps.PROBLEMS) == set(typing.get_args(literal))


@pytest.mark.parametrize("step", [*steps.REASONS.values(), *steps.PROBLEMS.values()])
def test_a_step_asks_for_nothing_that_is_not_known(step: str) -> None:
    """Every place in a sentence is one of the values that are filled in."""
    assert {name for _, name, _, _ in string.Formatter().parse(step) if name} <= VALUES
