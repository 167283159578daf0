"""Does a page ask search engines not to list it? In its own head, or in a header that only the server's keeper sees.

Rules as Google documents them for the robots meta tag and X-Robots-Tag: separated by commas, `none` means noindex and
nofollow, the stricter one counts, and in the header a name before a colon says which robot is meant from there on.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, Literal

from account_health.connectors.blog.page import Page

_UNLISTED: Final = frozenset({"noindex", "none"})
_EVERYBODY: Final = frozenset({"", "*", "robots", "googlebot"})
_NAMED: Final = re.compile(r"([\w-]+)\s*:\s*(.*)", re.DOTALL)
_WITH_VALUE: Final = frozenset({"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"})
"""Rules that have a colon of their own."""


def unlisted_by(page: Page, headers: Mapping[str, str]) -> Literal["page", "server"] | None:
    """Return who asks that the page is not listed, None where nobody does; `headers` have lower-case names."""
    if any(rule in _UNLISTED for content in page.robots for rule in _rules(content)):
        return "page"
    return "server" if _UNLISTED.intersection(_for_everybody(headers.get("x-robots-tag", ""))) else None


def _rules(text: str) -> Iterator[str]:
    return (rule.strip().lower() for rule in text.split(","))


def _for_everybody(header: str) -> Iterator[str]:
    """Yield the rules that are not meant for one other robot alone."""
    robot = ""
    for rule in _rules(header):
        named = _NAMED.fullmatch(rule)
        if named and named[1] not in _WITH_VALUE:
            robot, rule = named[1], named[2].strip()  # noqa: PLW2901 - the name belongs to all that follows
        if robot in _EVERYBODY:
            yield rule
