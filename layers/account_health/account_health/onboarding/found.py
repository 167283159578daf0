"""What a site tells about its company: facts with the page that says them, and what only may be one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from account_health.model import Message
from account_health.model.company import Language

Kind: TypeAlias = Literal["name", "legal_name", "phone", "email", "address", "hours", "profile", "feed"]


@dataclass(frozen=True, slots=True)
class Found:
    """One value of a site, the page that says it, and why it is doubtful; `doubt` None for one that is certain."""

    value: str
    source: str
    doubt: Message | None = None

    @property
    def certain(self) -> bool:
        """Whether the value may be written down as a fact."""
        return self.doubt is None


@dataclass(frozen=True, slots=True)
class Posts:
    """What is known of a site's posts: whether there are any, where their feed is, and the day of the newest one.

    `there` is None where nobody could tell.
    """

    there: bool | None = None
    feed: str | None = None
    newest: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFacts:
    """Everything that a site tells of its company. Certain values come first, in the order of their worth."""

    url: str
    name: Found | None = None
    legal_name: Found | None = None
    country: str | None = None
    region: str | None = None
    language: Language | None = None
    phones: tuple[Found, ...] = ()
    emails: tuple[Found, ...] = ()
    addresses: tuple[Found, ...] = ()
    hours: Found | None = None
    profiles: tuple[Found, ...] = ()
    posts: Posts = field(default_factory=Posts)
    imprint: str | None = None
    privacy: str | None = None

    @property
    def doubts(self) -> int:
        """How many values a person has to look at."""
        single = [one for one in (self.name, self.legal_name, self.hours) if one is not None]
        return sum(
            not one.certain for one in (*single, *self.phones, *self.emails, *self.addresses, *self.profiles)
        )


def certain(found: tuple[Found, ...]) -> tuple[str, ...]:
    """Return the values that may be written down as facts."""
    return tuple(one.value for one in found if one.certain)


def doubtful(found: tuple[Found, ...]) -> Iterator[Found]:
    """Yield what a person has to look at first."""
    return (one for one in found if not one.certain)
