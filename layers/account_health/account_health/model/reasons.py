"""Why something could not be seen, in one sentence each for the reader of a report."""

from collections.abc import Mapping
from types import MappingProxyType

from account_health.model import Message, Reason, message
from account_health.model.platform import on_platform

REASONS: Mapping[Reason, Message] = MappingProxyType(
    {
        Reason.ACCESS_DENIED: message("{platform} does not allow our check."),
        Reason.CREDENTIAL_REFUSED: message("The access has expired or was withdrawn."),
        Reason.CREDENTIAL_MISSING: message("No access has been set up yet."),
        Reason.CREDENTIAL_UNREADABLE: message("The stored credential cannot be read."),
        Reason.RATE_LIMITED: message(
            "{platform} did not accept our requests today; we will check again soon."
        ),
        Reason.PLATFORM_UNAVAILABLE: message("{platform} responded with an error."),
        Reason.NOT_FOUND: message("The page was not there."),
        Reason.UNKNOWN_HOST: message("The web address no longer exists."),
        Reason.TOO_SLOW: message("{platform} took too long to respond."),
        Reason.TOO_LARGE: message("The response was too large to read."),
        Reason.FORBIDDEN_ADDRESS: message("The address leads to a place that we do not open."),
        Reason.CERTIFICATE: message("The website's certificate is not valid."),
        Reason.REDIRECTS: message("The address redirects in a circle."),
        Reason.EMPTY: message("The website sent an empty page."),
        Reason.EMPTIED: message("A list that was full last time is empty now, and nothing says why."),
        Reason.CHALLENGE: message(
            "The website asks visitors to prove that they are human, and lets no program in."
        ),
        Reason.CONSENT: message("The website shows a question about cookies instead of its page."),
        Reason.PARKED: message("Instead of the website there is the page of an unused domain."),
        Reason.PLACEHOLDER: message("Instead of the website there is a page of its hosting provider."),
        Reason.EVERYWHERE: message("The website shows one and the same page at every address."),
        Reason.MAINTENANCE: message("The website says that it is under construction or opening soon."),
        Reason.LOGIN: message("The website asks for a password before it shows anything."),
        Reason.ELSEWHERE: message("The page shows nothing of its own and leads to another one."),
        Reason.NOT_OURS: message("We do not recognise your company on this page."),
        Reason.AGE: message("The website asks for the age of its visitors before it shows anything."),
        Reason.PLANTED: message("The newest posts do not look like yours."),
        Reason.UNREADABLE: message("The response could not be read."),
        Reason.NO_FEED: message("We found no list of posts to read."),
        Reason.NO_DATES: message("The posts have no date that we can read."),
        Reason.CLOSED: message("The comments cannot be read from outside."),
        Reason.CUT_OFF: message("There was more than we read in one go."),
        Reason.NOT_LINKED: message("No link leads there."),
        Reason.NOT_AUDITED: message("Something went wrong on our side."),
        Reason.QUOTA_ZERO: message("{platform} has not approved our access to its data yet."),
        Reason.SERVICE_DISABLED: message("{platform} has not switched this part of its data on for us."),
        Reason.SCOPE_MISSING: message("We were not given permission to see the profile."),
        Reason.TEST_GRANT: message("The access was given for a test only and ended after seven days."),
        Reason.NO_CREDITS: message("The prepaid credit for reading {platform} is used up."),
        Reason.SPEND_CAP: message("The spending limit for {platform} is reached for this month."),
        Reason.NOT_ENROLLED: message("{platform} has not opened its interface for us yet."),
        Reason.UNVERIFIED: message("{platform} shows this only of a confirmed listing."),
        Reason.PROTECTED: message("The profile is protected; only followers can see it."),
        Reason.SUSPENDED: message("{platform} has suspended the profile."),
    }
)


def reason_on(platform: str, reason: Reason) -> Message:
    """Return why something of an account could not be seen, with its platform by name."""
    return on_platform(platform, REASONS[reason])


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
        Reason.AGE,
        Reason.PLACEHOLDER,
        Reason.EVERYWHERE,
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

NOTHING_THERE: frozenset[Reason] = frozenset(
    {Reason.CLOSED, Reason.NO_FEED, Reason.NO_DATES, Reason.NOT_LINKED}
)
"""Reasons that leave nothing unread: what is missing is offered to nobody."""
