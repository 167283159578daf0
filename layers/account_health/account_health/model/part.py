"""A part of a snapshot: observed, `Unavailable` (we tried and could not see it), or `NotOffered` (there is no such thing)."""

from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from account_health.model.terms import Reason

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unavailable:
    """A part that we tried to see and could not.

    `detail` is for the operator: short, technical, free of secrets and of outside markup.
    """

    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class NotOffered:
    """A part that this platform, or this account, does not have."""


Part: TypeAlias = T | Unavailable | NotOffered
