"""What one link answers when a program asks for it once, and which links need not be asked."""

import re
from collections.abc import Mapping
from typing import Final, Literal, TypeAlias, get_args
from urllib.parse import urlsplit

from account_health.connectors.connector import Look
from account_health.model.errors import (
    AccessDeniedError,
    CertificateError,
    CollectError,
    ForbiddenAddressError,
    NotFoundError,
    UnknownHostError,
)

State: TypeAlias = Literal["alive", "dead", "refused", "trouble"]

STATES: Final[Mapping[str, State]] = {state: state for state in get_args(State)}
"""Each state by its name, for what an earlier look wrote down."""
_GONE: Final = frozenset({404, 410})
_BROKEN: Final = range(500, 600)
_OK: Final = frozenset({*range(200, 300), 304})
_WALLED: Final = re.compile(
    r"(?:^|\.)(?:facebook\.com|fb\.com|fb\.me|instagram\.com|x\.com|twitter\.com|linkedin\.com|tiktok\.com|threads\.net"
    r"|threads\.com|pinterest\.[a-z.]{2,6})$"
)
"""Networks that answer programs with a page for logging in, whether the profile is there or not."""

_ASKS: Final = re.compile(
    r"^https?://(?:consent|login|accounts|auth)\.|/(?:login|signin|authwall|consent)(?:/|$)", re.IGNORECASE
)
"""Where somebody is sent who has to agree to something, or to log in, before anything is shown."""


def state_of(look: Look, url: str) -> State:
    """Ask for one link. Only what is certainly not there is dead."""
    try:
        return state_at_its_host(look, url)
    except UnknownHostError:
        return "dead"


def state_at_its_host(look: Look, url: str) -> State:
    """Ask for one link. Raises UnknownHostError where its whole host is not there."""
    try:
        answer = look.fetcher.peek(url)
    except NotFoundError:
        return "dead"
    except UnknownHostError:
        raise
    except (AccessDeniedError, ForbiddenAddressError, CertificateError):
        return "refused"
    except CollectError:
        return "trouble"
    return _told_by(answer.status, answer.url)


def _told_by(status: int, url: str) -> State:
    if status in _GONE:
        return "dead"
    if status in _OK:
        return "refused" if _ASKS.search(url.partition("?")[0]) else "alive"
    return "trouble" if status in _BROKEN else "refused"


def is_walled(url: str) -> bool:
    """Say whether nothing can be learned by asking: a network's wall, or no address at all."""
    try:
        return bool(_WALLED.search(urlsplit(url).hostname or ""))
    except ValueError:
        return True
