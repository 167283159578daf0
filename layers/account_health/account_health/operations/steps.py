"""The one next step for whatever keeps an account from being seen: a sentence a cause, for whoever set it up.

Values in braces: `place` where the credential belongs, `connect` the command that makes one, `docs` the platform's page,
`platform` its name, `url` the registered address.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from account_health.model import Reason

_AGAIN: Final = "make a new one and store it in the place of the old one: {connect}"
_LATER: Final = "try again later; nothing is wrong on your side"
_SITE: Final = "open {url} in a browser: whoever runs the site has to mend what you see there"

PROBLEMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "expired": "the token has ended; " + _AGAIN,
        "revoked": "the token was withdrawn, or a password was changed; " + _AGAIN,
        "wrong_kind": "the token is of the wrong kind, or its owner has no role here: {docs} says which one; "
        + _AGAIN,
        "wrong_account": "the token is another account's: store this one's ({connect}), or correct the address in the registry file",
        "needs_person": "log in to {platform} as the person whose token it is and confirm what it asks for",
        "no_role": "let somebody who manages the account on {platform} give that person a role there again; the stored token then works",
        "wrong_app": "correct the app's id and secret beside the token: {connect}",
        "admin": "ask the administrator of that Google Workspace to allow the app, or take another Google account: {connect}",
        "not_enrolled": "{platform} has not opened its interface to your app or project: {docs} says where that is applied for",
        "app_off": "open https://developers.facebook.com/apps/ and answer what the app's dashboard asks for",
        "disconnected": "connect the account with the app again: {connect}",
        "refused": "open https://developers.facebook.com/apps/ and look what the app's dashboard asks for; then "
        + _AGAIN,
    }
)
"""What a platform says of a credential (`Access.problem`) -> what to do."""

REASONS: Final[Mapping[Reason, str]] = MappingProxyType(
    {
        Reason.ACCESS_DENIED: "{platform} refuses to show it; {docs} says what has to be allowed, and where",
        Reason.CREDENTIAL_REFUSED: "the credential is refused; " + _AGAIN,
        Reason.CREDENTIAL_MISSING: "store a credential as {place}: {connect}",
        Reason.CREDENTIAL_UNREADABLE: "write {place} as one JSON object of texts in quotes, as {docs} shows it",
        Reason.RATE_LIMITED: _LATER,
        Reason.PLATFORM_UNAVAILABLE: _LATER,
        Reason.NOT_FOUND: "nobody is there: correct the address in the registry file",
        Reason.UNKNOWN_HOST: "the name does not exist: correct url in the registry file, or renew the domain",
        Reason.TOO_SLOW: _LATER,
        Reason.TOO_LARGE: _SITE,
        Reason.FORBIDDEN_ADDRESS: "the address leads into a network and not into the internet: correct url in the registry file",
        Reason.CERTIFICATE: "renew the certificate of {url}: browsers refuse it too",
        Reason.REDIRECTS: _SITE,
        Reason.EMPTY: _SITE,
        Reason.EMPTIED: _LATER,
        Reason.CHALLENGE: "let account-health pass where the site asks whether a person is there: {docs} says how",
        Reason.CONSENT: "let the site show its page behind its question about cookies: {docs} says how",
        Reason.PARKED: "the domain is lost or unused: renew it, or correct url in the registry file",
        Reason.PLACEHOLDER: _SITE,
        Reason.EVERYWHERE: _SITE,
        Reason.MAINTENANCE: "wait until the site is open again",
        Reason.LOGIN: "let the site show its page without a password, or register another address",
        Reason.ELSEWHERE: "register the address to which the page leads",
        Reason.AGE: "let the site show its page behind its question about age, as a layer over it",
        Reason.PLANTED: "open the website and see who wrote the newest posts; if nobody of the company did, whoever keeps it has to clean it",
        Reason.NOT_OURS: "correct url in the registry file: the page does not name the company",
        Reason.UNREADABLE: "try again later; if it stays so, update account-health",
        Reason.NO_FEED: _SITE,
        Reason.NO_DATES: _SITE,
        Reason.CLOSED: _SITE,
        Reason.CUT_OFF: _LATER,
        Reason.NOT_LINKED: _SITE,
        Reason.NOT_AUDITED: "update account-health: {platform} has changed",
        Reason.QUOTA_ZERO: "apply for access, Google has not approved the project: {docs}, section 1",
        Reason.SERVICE_DISABLED: "switch the interface on in Google's console: {docs}, section 2",
        Reason.SCOPE_MISSING: "tick the box of the permission on the consent screen: {connect}",
        Reason.TEST_GRANT: "publish the consent screen ({docs}, section 3), then make a new grant: {connect}",
        Reason.NO_CREDITS: "buy credits at https://console.x.com under Billing",
        Reason.SPEND_CAP: "raise the spending limit at https://console.x.com under Billing, or wait for the next cycle",
        Reason.NOT_ENROLLED: "move the app to a package, Pay-per-use and Production: {docs}, step 3",
        Reason.UNVERIFIED: "confirm the listing at https://business.google.com: Google shows this only of a confirmed one",
        Reason.PROTECTED: "the profile is protected: make it public, or nobody but followers sees it",
        Reason.SUSPENDED: "log in to {platform}: the profile is suspended",
    }
)
"""Why nothing could be asked -> what to do."""

PERMISSIONS: Final = "make a token that has {names} too: {connect}"
ENDS_SOON: Final = "make a new token before {day}: {connect}"
FIELDS: Final = "add {names} to the JSON object at {place}: {docs} shows it whole"
MISSPELT: Final = "rename {name} to {meant}"
