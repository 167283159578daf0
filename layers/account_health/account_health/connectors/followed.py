"""Where the links of a profile lead: a link is asked for at every weekly look, a legal notice at every second one.

A page may die any day while the link to it stays as it is. What is wrong is asked again at the next look, whenever that
is, so that whoever put it right reads so in the next report.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import parse_qsl, urldefrag, urlencode, urlsplit

from account_health.connectors.connector import Look
from account_health.connectors.peeked import STATES, State, is_walled, state_at_its_host
from account_health.connectors.values import inner
from account_health.model import Destination, Destinations
from account_health.model.errors import UnknownHostError
from account_health.model.platform import is_site
from account_health.text.hosts import host_of
from account_health.text.profile_texts import labelled_imprint

RESTS: Final[Mapping[str, timedelta]] = {"link": timedelta(days=6)}
"""How long an answer that was well is believed, by what was asked: a link costs one request without a body."""
REST: Final = timedelta(days=13)
"""The same of everything else; a day less than two weeks, since looks are not made at the same minute."""
MOST: Final = 2
"""Links of a profile's own field that are followed; Facebook's is filled with several."""
_LONGEST: Final = 1_000
"""Characters of an address that is remembered; a longer one is asked for each time."""
_MOST_KEPT: Final = 6
_KEY: Final = "followed"
_CAMPAIGN: Final = "utm_"


@dataclass
class Followed:
    """What the links of the profile under look answered: `before` as the last look left it, `after` as this one does.

    Each is what was asked and of which address -> when, and what became of it.
    """

    look: Look
    before: dict[str, tuple[datetime, object]] = field(init=False)
    after: dict[str, tuple[datetime, object]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.before = _read(self.look.memory)

    def recall(self, what: str, url: str) -> object:
        """Return what was noted of an address lately, None where nothing was."""
        known = self.before.get(f"{what} {url}")
        if known is None or not self._holds(what, known[0]):
            return None
        self.after[f"{what} {url}"] = known
        return known[1]

    def note(self, what: str, url: str, said: object) -> None:
        """Remember what an address answered in this look; `said` is JSON."""
        if len(url) <= _LONGEST:
            self.after[f"{what} {url}"] = (self.look.now, said)

    def added_to(self, memory: str | None) -> str:
        """Return a connector's memory, a JSON object, with what the next look is to know of the links."""
        lately = {key: one for key, one in self.before.items() if self._holds(key.partition(" ")[0], one[0])}
        rows = [[key, at.isoformat(), said] for key, (at, said) in (lately | self.after).items()]
        return json.dumps({**inner(json.loads(memory or "{}")), _KEY: rows[-_MOST_KEPT:]})

    def _holds(self, what: str, at: datetime) -> bool:
        return timedelta() <= self.look.now - at < RESTS.get(what, REST)


def follow(followed: Followed, websites: tuple[str, ...], page: str) -> Destinations:
    """Return where the links in a profile's own field lead; `page` is the profile's address.

    Left out is what is looked at anyway, a registered site and the legal notice that the profile names, and what shows
    programs nothing.
    """
    notice = labelled_imprint((), websites)
    links = [_whole(url) for url in websites if url != notice]
    asked = [url for url in links if not is_walled(url) and not _is_registered(followed.look, url)][:MOST]
    return Destinations(
        tuple(Destination(url, page, _state(followed, url), followed.look.now) for url in asked), len(asked)
    )


def _state(followed: Followed, url: str) -> State:
    known = STATES.get(str(followed.recall("link", url)))
    if known is not None:
        return known
    look = followed.look
    state = look.once.get(("link", url, look.now.isoformat()), lambda: _asked(look, url))
    if state in {"alive", "refused"}:
        followed.note("link", url, state)
    return state


def _asked(look: Look, url: str) -> State:
    """Ask for one link. That a registered site's host is gone is told of the site itself."""
    try:
        return state_at_its_host(look, url)
    except UnknownHostError:
        own = any(host_of(url) == host_of(one.url) for one in look.company.accounts if is_site(one.platform))
        return "trouble" if own else "dead"


def _whole(url: str) -> str:
    """Return an address with its scheme; people leave it out, and networks then lead to the plain one."""
    return urldefrag(url if "://" in url else f"http://{url}").url


def _is_registered(look: Look, url: str) -> bool:
    return any(_place(url) == _place(one.url) for one in look.company.accounts if is_site(one.platform))


def _place(url: str) -> tuple[str, str, str]:
    """Return what two addresses of one page have in common, whatever campaign they count."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", url, ""
    asked = [
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not pair[0].startswith(_CAMPAIGN)
    ]
    return host_of(url), parts.path.rstrip("/"), urlencode(asked)


def _read(memory: str | None) -> dict[str, tuple[datetime, object]]:
    """Return what the last look left; nothing where there was none or it cannot be read."""
    found: Any = None
    with suppress(ValueError, RecursionError):
        found = json.loads(memory or "")
    rows = inner(found).get(_KEY)
    known: dict[str, tuple[datetime, object]] = {}
    for row in rows if isinstance(rows, list) else ():
        with suppress(ValueError, TypeError):
            key, at, said = row
            moment = datetime.fromisoformat(at)
            if moment.tzinfo is not None:
                known[str(key)] = (moment, said)
    return known
