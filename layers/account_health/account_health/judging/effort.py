"""How long it takes to put one finding right: what decides between two things that do the same harm.

Minutes are our own estimate for somebody who has done it once before, not a measurement.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from account_health.model import Finding


@dataclass(frozen=True, slots=True)
class Effort:
    """Minutes for one finding, and why; with `each`, for each of the things that its figure counts."""

    minutes: int
    why: str
    each: bool = False


MOST_MINUTES: Final = 120
"""Longer work is done in parts anyway."""
USUAL: Final = Effort(15, "a check that nobody has estimated yet")

EFFORTS: Final[Mapping[str, Effort]] = MappingProxyType(
    {
        "credential-valid": Effort(5, "sign in, confirm, copy the token"),
        "credential-expiry": Effort(5, "sign in, confirm, copy the token"),
        "permissions-complete": Effort(10, "sign in and tick what is missing"),
        "identity-unchanged": Effort(15, "look, and write the new name where it is linked"),
        "account-public": Effort(20, "sign in and do what the platform asks for"),
        "data-complete": Effort(5, "one number in the registry file"),
        "last-complete-look": Effort(20, "find out what fails, look again"),
        "owner-assigned": Effort(5, "one line in the registry file, after asking the person"),
        "last-post-age": Effort(30, "a photo and three sentences, with the idea already there"),
        "posting-frequency": Effort(30, "one more post"),
        "dormant-account": Effort(30, "a talk about whether to go on, and one sentence in the profile"),
        "posting-gap": Effort(30, "plan the next posts"),
        "dormancy-notice": Effort(10, "one sentence in the profile"),
        "expired-promotion": Effort(30, "a new post"),
        "rejected-post": Effort(10, "change the text, send it again"),
        "feed-readable": Effort(20, "find or switch on the feed"),
        "plausible-dates": Effort(20, "find where the wrong date comes from"),
        "unanswered-criticism": Effort(10, "find out what happened, write calmly", each=True),
        "unanswered-comments": Effort(3, "two friendly sentences", each=True),
        "unanswered-reviews": Effort(5, "a few sentences that everybody reads later", each=True),
        "unanswered-mentions": Effort(3, "two friendly sentences", each=True),
        "reply-rejected": Effort(10, "find the words that are refused, send it again", each=True),
        "review-changed": Effort(5, "read it, and answer if it asks for one"),
        "response-time": Effort(30, "agree who answers when"),
        "response-rate": Effort(30, "agree who answers when"),
        "rating": Effort(30, "read the newest ratings together"),
        "review-freshness": Effort(15, "ask satisfied customers"),
        "unread-messages": Effort(3, "open and answer", each=True),
        "comment-surge": Effort(60, "read everything, agree who answers what"),
        "comments-disabled": Effort(5, "one switch"),
        "hidden-comments": Effort(2, "look at it, and show it or leave it", each=True),
        "reply-pending": Effort(5, "look what the platform asks for"),
        "identical-replies": Effort(10, "write one sentence of your own a time"),
        "hours": Effort(5, "type them in"),
        "holiday-hours": Effort(2, "one date with its hours", each=True),
        "closed-status": Effort(5, "one switch"),
        "website": Effort(10, "type the address in"),
        "domain-lost": Effort(60, "call whoever keeps the domain"),
        "certificate": Effort(30, "call whoever keeps the website"),
        "imprint": Effort(15, "one link on every page, or one line in the profile"),
        "privacy-policy": Effort(60, "have the text made, put it online"),
        "phone": Effort(5, "type it in"),
        "email": Effort(5, "type it in"),
        "address": Effort(5, "type it in"),
        "name": Effort(10, "type it in; some platforms check it"),
        "google-edits": Effort(5, "look, accept or reject"),
        "profile-changed": Effort(5, "ask around who changed it"),
        "verification": Effort(30, "a code by post, phone or video"),
        "duplicate-profile": Effort(20, "a request with proof"),
        "description": Effort(15, "two sentences that somebody else reads, too"),
        "picture": Effort(15, "find the logo, cut it to size"),
        "photos": Effort(30, "take ten photos, choose, put them online"),
        "category": Effort(5, "choose it from a list"),
        "imprint-names-profiles": Effort(10, "one line for each profile"),
        "dead-links": Effort(5, "change or delete one link", each=True),
        "handle": Effort(15, "choose one that is free everywhere"),
        "alt-text": Effort(20, "one sentence for each picture"),
        "outdated-text": Effort(10, "renew or delete one passage"),
    }
)
"""Check id -> what its finding takes."""


def minutes(finding: Finding) -> int:
    """Return how long it takes, roughly, to put a finding right."""
    effort = EFFORTS.get(finding.check, USUAL)
    times = int(finding.figure) if effort.each and isinstance(finding.figure, int | float) else 1
    return min(effort.minutes * max(times, 1), MOST_MINUTES)
