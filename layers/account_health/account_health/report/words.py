"""The words of the report that belong to no check: channels, parts, severities, and subjects.

Each table is complete: a test compares it with the enum, the parts of a snapshot or the table of checks.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from account_health.model import Finding, Message, Reason, Severity, Status, Task, Topic, message, message_in
from account_health.model.platform import PLATFORM_ROWS, ChannelWords
from account_health.model.reasons import OUTAGES

Tone: TypeAlias = Literal["urgent", "soon", "later", "calm"]

OTHER_CHANNEL: Final = ChannelWords(
    message("Channel"), message("Channel"), message("on this channel"), message("this channel")
)
"""Where a saved report names a platform that this version does not know."""


def channel_words(platform: str, posts: str | None) -> ChannelWords:
    """Return how readers call a channel; a site of which nobody expects posts is a website, whatever it is registered as."""
    row = PLATFORM_ROWS.get(platform)
    if row is None:
        return OTHER_CHANNEL
    return PLATFORM_ROWS["website"].words if row.kind == "site" and posts == "none" else row.words


URGENCY: Final[Mapping[Severity, Message]] = MappingProxyType(
    {
        Severity.CRITICAL: message("Urgent"),
        Severity.HIGH: message("Soon"),
        Severity.MEDIUM: message("Soon"),
        Severity.LOW: message("When you can"),
        Severity.INFO: message("When you can"),
    }
)

OVERDUE: Final = message("Overdue")
TO_DECIDE: Final = message("In the coming weeks")
URGENT: Final = URGENCY[Severity.CRITICAL]

_TONES: Final[Mapping[Severity, Tone]] = MappingProxyType(
    {
        Severity.CRITICAL: "urgent",
        Severity.HIGH: "soon",
        Severity.MEDIUM: "soon",
        Severity.LOW: "later",
        Severity.INFO: "later",
    }
)


def badge(one: Finding | Task, today: date) -> tuple[Message, Tone]:
    """Return how pressing a finding or a task is, the same word wherever it is told: what is overdue, or hurts today, first."""
    if one.is_overdue(today):
        return OVERDUE, "urgent"
    if one.decision:
        return TO_DECIDE, "later"
    if one.harm.hurts_today:
        return URGENT, "urgent"
    return URGENCY[one.severity], _TONES[one.severity]


PARTS: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "access": message("details of the access"),
        "identity": message("whose channel it is"),
        "presence": message("whether everyone can see it"),
        "posts": message("posts"),
        "feed": message("the list of posts"),
        "comments": message("comments"),
        "mentions": message("mentions"),
        "reviews": message("reviews"),
        "inbox": message("messages"),
        "rating": message("stars"),
        "upkeep": message("what the platform holds back"),
        "reach": message("whether the site answers"),
        "site": message("the home page"),
        "certificate": message("the certificate"),
        "imprint": message("the legal notice"),
        "privacy": message("the privacy page"),
        "notice": message("what the legal notice states"),
        "wording": message("the words of the legal pages"),
        "phones": message("phone numbers"),
        "emails": message("email addresses"),
        "addresses": message("postal addresses"),
        "links": message("links"),
        "destinations": message("where links lead"),
        "hits": message("alert feeds"),
        "lookalikes": message("profiles that look like yours"),
        "texts": message("texts"),
        "names": message("the name"),
        "handles": message("the username"),
        "descriptions": message("the description"),
        "websites": message("the link to the website"),
        "hours": message("the opening hours"),
        "opening": message("whether it is marked as open"),
        "pictures": message("pictures"),
        "categories": message("categories"),
        "listing": message("who controls the listing"),
        "badge": message("the badge"),
        "results": message("calls, directions and clicks"),
    }
)
"""What a part of a snapshot is called, as something that could not be seen."""

OTHER_PART: Final = message("further details")
CONVERSATIONS: Final = frozenset({"comments", "reviews", "mentions"})
"""Parts in which somebody may wait for an answer."""

ACT: Final = frozenset(OUTAGES - {Reason.RATE_LIMITED, Reason.PLATFORM_UNAVAILABLE, Reason.TOO_SLOW})
"""Reasons that a person has to do something about; the other outages may be over by the next look."""

UPKEEP: Final[Mapping[Topic, Message]] = MappingProxyType(
    {
        Topic.ACCESS: message("Our access has to be renewed."),
        Topic.ACTIVITY: message("The posts need technical attention."),
        Topic.CONVERSATION: message("The comments need technical attention."),
        Topic.PROFILE: message("Something technical needs attention here."),
        Topic.WATCH: message("There is something that we have to look into."),
    }
)
"""What the owner reads of a finding that only whoever holds the keys can act on, by what it is about."""

UPKEEP_OF: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "data-complete": message("We have to change how much of this we read."),
        "last-complete-look": message("We have to change how much of this we read."),
        "identity-unchanged": message("We have to check whether this is still your channel."),
    }
)
"""The same of checks that lie beside the access and are not about it."""
OPEN_TO_ALL: Final = frozenset({"owner-assigned"})
"""Checks of whoever holds the keys whose own sentence says nothing technical: who stands in for whom is no access."""


def upkeep(finding: Finding) -> Message:
    """Return what the owner reads of a finding that somebody else looks after; what hurts today, in its own words."""
    if finding.check in OPEN_TO_ALL or finding.harm.hurts_today:
        return finding.message
    return UPKEEP_OF.get(finding.check, UPKEEP[finding.topic])


DEEDS: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "phone": message("phone number corrected {place}"),
        "email": message("email address corrected {place}"),
        "address": message("postal address corrected {place}"),
        "hours": message("opening hours corrected {place}"),
        "name": message("name corrected {place}"),
        "website": message("web address corrected {place}"),
        "holiday-hours": message("holiday hours entered {place}"),
        "closed-status": message("marked as open {place}"),
        "imprint": message("legal notice added {place}"),
        "privacy-policy": message("privacy policy added {place}"),
        "certificate": message("certificate renewed {place}"),
        "site-answers": message("website reachable again"),
        "domain-lost": message("web address back in your hands"),
        "credential-valid": message("access renewed {place}"),
        "credential-expiry": message("access renewed {place}"),
        "account-public": message("visible to everyone again {place}"),
        "unanswered-criticism": message("questions and complaints answered {place}"),
        "unanswered-comments": message("comments answered {place}"),
        "unanswered-reviews": message("reviews answered {place}"),
        "unanswered-mentions": message("mentions answered {place}"),
        "last-post-age": message("something new published {place}"),
        "dormant-account": message("something new published {place}"),
        "outdated-text": message("outdated text removed {place}"),
        "description": message("description written {place}"),
        "picture": message("profile picture added {place}"),
        "category": message("category chosen {place}"),
        "dead-links": message("dead links removed {place}"),
    }
)
"""What somebody did where a check is in order again, with the value `place`; elsewhere its title has to do."""

WELL: Final[Mapping[Topic, Message]] = MappingProxyType(
    {
        Topic.CONVERSATION: message("all answered"),
        Topic.ACTIVITY: message("all up to date"),
        Topic.PROFILE: message("all details correct"),
    }
)
"""What may be said of an area in which everything was seen and nothing was found."""

TOPICS: Final[Mapping[Topic, Message]] = MappingProxyType(
    {
        Topic.ACCESS: message("Access"),
        Topic.ACTIVITY: message("Up to date"),
        Topic.CONVERSATION: message("Answered"),
        Topic.PROFILE: message("Accurate"),
        Topic.WATCH: message("Watched"),
    }
)
"""What the topics are called; activity, conversation and profile are the areas of the score."""

STATUSES: Final[Mapping[Status, Message]] = MappingProxyType(
    {
        Status.FAIL: message_in("state of a check, before its number", "to do"),
        Status.WARN: message_in("state of a check, before its number", "soon"),
        Status.UNKNOWN: message("not checked"),
        Status.PASS: message_in("state of a check, before its number", "good"),
        Status.MUTED: message_in("state of a check, before its number", "muted"),
        Status.NOT_APPLICABLE: message("does not apply"),
    }
)
"""What a status is called in the list of everything that was looked at."""
