"""Why something could not be seen, in one sentence each for the reader of a report."""

from collections.abc import Mapping
from types import MappingProxyType

from account_health.model import Message, Reason, say

REASONS: Mapping[Reason, Message] = MappingProxyType(
    {
        Reason.ACCESS_DENIED: say("The site refused to let us look."),
        Reason.CREDENTIAL_REFUSED: say("The access has expired or was withdrawn."),
        Reason.CREDENTIAL_MISSING: say("No access has been set up yet."),
        Reason.CREDENTIAL_UNREADABLE: say("What is stored as access cannot be read."),
        Reason.RATE_LIMITED: say("The platform asked us to come back later."),
        Reason.PLATFORM_UNAVAILABLE: say("The site did not answer properly."),
        Reason.NOT_FOUND: say("The page was not there."),
        Reason.UNKNOWN_HOST: say("The web address does not exist any more."),
        Reason.TOO_SLOW: say("The site took too long to answer."),
        Reason.TOO_LARGE: say("The answer was too large to read."),
        Reason.FORBIDDEN_ADDRESS: say("The address leads to a place that we do not open."),
        Reason.CERTIFICATE: say("The site's certificate is not valid."),
        Reason.REDIRECTS: say("The site sends visitors in a circle."),
        Reason.EMPTY: say("The site sent an empty page."),
        Reason.UNREADABLE: say("The answer could not be read."),
        Reason.NO_FEED: say("We found no list of posts to read."),
        Reason.NO_DATES: say("The posts carry no date that we can read."),
        Reason.CLOSED: say("The comments cannot be read from outside."),
        Reason.CUT_OFF: say("There was more than we look at in one go."),
        Reason.NOT_LINKED: say("No link leads there."),
        Reason.NOT_AUDITED: say("Something went wrong on our side."),
        Reason.QUOTA_ZERO: say("The platform has not approved our access to its data yet."),
        Reason.SERVICE_DISABLED: say("The platform has not switched this part of its data on for us."),
        Reason.SCOPE_MISSING: say("The permission to look at the profile was not given."),
        Reason.TEST_GRANT: say("The access was given for a test only and ended after seven days."),
        Reason.NO_CREDITS: say("The prepaid credit for reading this platform is used up."),
        Reason.SPEND_CAP: say("The spending limit for this platform is reached for this month."),
        Reason.NOT_ENROLLED: say("The platform has not opened its interface for us yet."),
        Reason.PROTECTED: say("The profile is protected, only followers can see it."),
        Reason.SUSPENDED: say("The platform has suspended the profile."),
    }
)

OUTAGES: frozenset[Reason] = frozenset(
    {
        Reason.ACCESS_DENIED,
        Reason.CREDENTIAL_REFUSED,
        Reason.CREDENTIAL_MISSING,
        Reason.CREDENTIAL_UNREADABLE,
        Reason.RATE_LIMITED,
        Reason.PLATFORM_UNAVAILABLE,
        Reason.TOO_SLOW,
        Reason.TOO_LARGE,
        Reason.FORBIDDEN_ADDRESS,
        Reason.CERTIFICATE,
        Reason.REDIRECTS,
        Reason.EMPTY,
        Reason.UNREADABLE,
        Reason.NOT_AUDITED,
        Reason.QUOTA_ZERO,
        Reason.SERVICE_DISABLED,
        Reason.SCOPE_MISSING,
        Reason.TEST_GRANT,
        Reason.NO_CREDITS,
        Reason.SPEND_CAP,
        Reason.NOT_ENROLLED,
    }
)
"""Reasons that may pass by themselves or by somebody's repair; the others say what the account is like."""

CUTS: frozenset[Reason] = frozenset({Reason.CUT_OFF, Reason.RATE_LIMITED})
"""Reasons where we stopped although there was more."""
