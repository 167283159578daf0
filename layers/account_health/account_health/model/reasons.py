"""Why something could not be seen, in one sentence each for the reader of a report."""

from collections.abc import Mapping
from types import MappingProxyType

from account_health.model import Message, Reason, message

REASONS: Mapping[Reason, Message] = MappingProxyType(
    {
        Reason.ACCESS_DENIED: message("The site refused to let us look."),
        Reason.CREDENTIAL_REFUSED: message("The access has expired or was withdrawn."),
        Reason.CREDENTIAL_MISSING: message("No access has been set up yet."),
        Reason.CREDENTIAL_UNREADABLE: message("What is stored as access cannot be read."),
        Reason.RATE_LIMITED: message("The platform asked us to come back later."),
        Reason.PLATFORM_UNAVAILABLE: message("The site did not answer properly."),
        Reason.NOT_FOUND: message("The page was not there."),
        Reason.UNKNOWN_HOST: message("The web address does not exist any more."),
        Reason.TOO_SLOW: message("The site took too long to answer."),
        Reason.TOO_LARGE: message("The answer was too large to read."),
        Reason.FORBIDDEN_ADDRESS: message("The address leads to a place that we do not open."),
        Reason.CERTIFICATE: message("The site's certificate is not valid."),
        Reason.REDIRECTS: message("The site sends visitors in a circle."),
        Reason.EMPTY: message("The site sent an empty page."),
        Reason.EMPTIED: message("A list that was full the last time is empty, and nothing says why."),
        Reason.CHALLENGE: message("The site asks whether a person is there, and lets no program look."),
        Reason.CONSENT: message("The site shows a question about cookies in place of its page."),
        Reason.PARKED: message("In the place of the site there is a page of a domain that nobody uses."),
        Reason.PLACEHOLDER: message("In the place of the site there is a page of whoever runs its server."),
        Reason.MAINTENANCE: message("The site says that it is being worked on, or that it opens soon."),
        Reason.LOGIN: message("The site asks for a password before it shows anything."),
        Reason.ELSEWHERE: message("The page shows nothing of its own and leads to another one."),
        Reason.NOT_OURS: message("We do not recognise your company on this page."),
        Reason.UNREADABLE: message("The answer could not be read."),
        Reason.NO_FEED: message("We found no list of posts to read."),
        Reason.NO_DATES: message("The posts carry no date that we can read."),
        Reason.CLOSED: message("The comments cannot be read from outside."),
        Reason.CUT_OFF: message("There was more than we look at in one go."),
        Reason.NOT_LINKED: message("No link leads there."),
        Reason.NOT_AUDITED: message("Something went wrong on our side."),
        Reason.QUOTA_ZERO: message("The platform has not approved our access to its data yet."),
        Reason.SERVICE_DISABLED: message("The platform has not switched this part of its data on for us."),
        Reason.SCOPE_MISSING: message("The permission to look at the profile was not given."),
        Reason.TEST_GRANT: message("The access was given for a test only and ended after seven days."),
        Reason.NO_CREDITS: message("The prepaid credit for reading this platform is used up."),
        Reason.SPEND_CAP: message("The spending limit for this platform is reached for this month."),
        Reason.NOT_ENROLLED: message("The platform has not opened its interface for us yet."),
        Reason.PROTECTED: message("The profile is protected, only followers can see it."),
        Reason.SUSPENDED: message("The platform has suspended the profile."),
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
        Reason.EMPTIED,
        Reason.CHALLENGE,
        Reason.CONSENT,
        Reason.PLACEHOLDER,
        Reason.MAINTENANCE,
        Reason.LOGIN,
        Reason.ELSEWHERE,
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
