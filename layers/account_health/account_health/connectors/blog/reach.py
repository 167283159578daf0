"""What became of the try to open the registered address, and whether anything else could be reached from here."""

from typing import Final, Literal, TypeAlias

from account_health.connectors.blog.answer_kinds import Kind
from account_health.connectors.blog.home import read_as_shown
from account_health.connectors.blog.ours import recognised
from account_health.connectors.connector import Look
from account_health.connectors.http.answer import Answer
from account_health.model import Reach, Reason, Site, Snapshot, Try, Unavailable
from account_health.model.errors import (
    AccessDeniedError,
    CertificateError,
    CollectError,
    HandshakeError,
    NoNetworkError,
    PlatformUnavailableError,
    RateLimitedError,
    TooSlowError,
    UnknownHostError,
)
from account_health.text.hosts import host_of

What: TypeAlias = Literal[
    "worked",
    "error",
    "placeholder",
    "lost",
    "slow",
    "unknown_host",
    "certificate",
    "refused",
    "other",
    "cut_off",
]
_IN_DOUBT: Final = frozenset({"error", "lost", "slow", "certificate"})
"""What may as well be the fault of our own network. That a name is unknown is proven by one that is known."""
_OUR_NETWORKS: Final = 511
"""Network Authentication Required (RFC 6585): said by whoever lets us into the internet, never by a site."""


def reach_of(look: Look, home: Answer | CollectError, snapshot: Snapshot) -> Reach:
    """Return the try of this look: what the address answered, and what of it is a page of the site."""
    what = _tried(look, home, snapshot)
    tries = (Try(look.now, what),)
    if what not in _IN_DOUBT or _is_the_sites_own_word(home):
        return Reach(tries)
    return Reach(tries, look.fetcher.beyond(host_of(look.account.url)))


def _tried(look: Look, home: Answer | CollectError, snapshot: Snapshot) -> What:
    if isinstance(snapshot.site, Site) and _answer_of(home) is not None:
        # Something answers: what stands there instead of the site is told by the check of the address.
        return "worked"
    return _failed(home) if isinstance(home, CollectError) else _answered(look, home, snapshot)


def _failed(error: CollectError) -> What:  # noqa: PLR0911 - one line a kind of error
    match error:
        case NoNetworkError():
            return "cut_off"
        case HandshakeError():
            return "other"
        case TooSlowError():
            return "slow"
        case UnknownHostError():
            return "unknown_host"
        case CertificateError():
            return "certificate"
        case AccessDeniedError() | RateLimitedError():
            return "refused"
        case PlatformUnavailableError(answer=Answer() as answer):
            return _in_trouble(answer)
        case PlatformUnavailableError():
            return "lost"
    return "other"


def _in_trouble(answer: Answer) -> What:
    """Tell a site in trouble from one that asks whether a person is there: some ask with status 503."""
    if read_as_shown(answer).answered.kind is Kind.CHALLENGE:
        return "refused"
    return "other" if answer.status == _OUR_NETWORKS else "error"


def _answered(look: Look, home: Answer, snapshot: Snapshot) -> What:
    """Tell what stands in the place of the site: a page of its host is one only where it says nothing of the company."""
    site = snapshot.site
    if isinstance(site, Unavailable) and site.reason is Reason.CHALLENGE:
        return "refused"
    shown = read_as_shown(home)
    if shown.answered.kind is Kind.BROKEN:
        return "error"
    set_up = isinstance(site, Unavailable) and site.reason is Reason.PLACEHOLDER
    return "placeholder" if set_up and not recognised(look, shown, None) else "other"


def _is_the_sites_own_word(home: Answer | CollectError) -> bool:
    """Say whether the site itself answered, by a connection on which nobody else can: then the network works."""
    answer = _answer_of(home)
    return answer is not None and answer.url.startswith("https:")


def _answer_of(home: Answer | CollectError) -> Answer | None:
    answer = home if isinstance(home, Answer) else home.answer
    return answer if isinstance(answer, Answer) else None
