"""What an answer can be: the company's own page, or one of the things that stand in its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final


class Kind(Enum):
    """What an answer is. All but CONTENT and SCRIPT stand in the place of the company's page."""

    CONTENT = "content"
    SCRIPT = "script"
    CHALLENGE = "challenge"
    CONSENT = "consent"
    AGE = "age"
    PARKED = "parked"
    EXPIRED = "expired"
    PLACEHOLDER = "placeholder"
    BROKEN = "broken"
    MAINTENANCE = "maintenance"
    LOGIN = "login"
    ELSEWHERE = "elsewhere"
    MISSING = "missing"


DETAILS: Final[Mapping[Kind, str]] = {
    Kind.CHALLENGE: "The site asks whether we are a person (challenge page).",
    Kind.CONSENT: "The website shows a question about cookies instead of its page.",
    Kind.AGE: "The website asks for the age of its visitors before it shows anything.",
    Kind.PARKED: "The site shows a page of a domain that is for sale or parked.",
    Kind.EXPIRED: "The site shows a page that says that the domain or its plan has expired.",
    Kind.PLACEHOLDER: "The site shows a page of its server in place of its own.",
    Kind.BROKEN: "The site shows an error of its own machinery in place of its page.",
    Kind.MAINTENANCE: "The website says that it is under construction or opening soon.",
    Kind.LOGIN: "The website asks for a password before it shows anything.",
    Kind.ELSEWHERE: "The page only leads to another one, by a frame or a script that we do not follow.",
    Kind.MISSING: "The page says that it is not there, with status 200.",
}
"""Kind -> what is told of it to whoever looks after the site."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What answered.

    `onward` is where the page only leads to, absolute, "" where nobody can say; `frames` are the pages that it shows
    inside of itself.
    """

    kind: Kind
    onward: str = ""
    frames: tuple[str, ...] = ()


CONTENT: Final = Answered(Kind.CONTENT)
