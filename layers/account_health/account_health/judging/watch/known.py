"""What is known already: the inventory, row by row, and what becomes of a fake that a person found."""

from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Final

from account_health.judging.watch.reporting_ways import network_name, way_of
from account_health.judging.watch.told import Candidate, Memory
from account_health.model import (
    Destination,
    KnownRow,
    Message,
    Outside,
    WatchLine,
    message,
    message_n,
)
from account_health.model.company import Company, Known
from account_health.model.limits import FAKE_STAYS_DAYS, KNOWN_SEEN_DAYS
from account_health.text.profile_keys import shown_address

MOST_NAMED: Final = 3
_AFTER_BACK: Final = 28
"""So many days after a fake came back nobody is told that it is still there."""
_EACH_TIME: Final = (0, 0)
"""What goes and comes back is told each time, as long as a matter may be told."""


def rows(company: Company, answers: Mapping[str, Destination]) -> tuple[KnownRow, ...]:
    """Return the inventory, in the order of the file."""
    return tuple(_row(one, answers.get(one.url)) for one in company.known)


def lines(known: tuple[KnownRow, ...], memory: Memory) -> Iterator[Candidate]:
    """Yield what there is to say about them, after what other reports told."""
    today = memory.today
    for row in known:
        if row.verdict == "fake":
            yield from _fake(row, memory)
        elif row.verdict == "ours" and row.state == "dead":
            yield Candidate(line=_dead(row))
    ours = tuple(row for row in known if row.verdict == "ours")
    old = tuple(row for row in ours if row.seen is None or (today - row.seen).days > KNOWN_SEEN_DAYS)
    if old:
        yield Candidate(line=_not_looked_at(old, today), again=())


def mark_of(url: str) -> str:
    """Return what stands for an address where nothing of it may be kept."""
    return sha256(url.encode("utf-8", "replace")).hexdigest()[:12]


def quarter(day: date) -> str:
    """Return a day's quarter, such as 2026-Q4."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def _row(known: Known, answer: Destination | None) -> KnownRow:
    return KnownRow(
        url=known.url,
        verdict=known.verdict,
        state=answer.state if answer else None,
        looked=answer.at if answer else None,
        seen=known.seen,
        reported=known.reported,
        gone=known.gone,
        owner=known.owner,
        note=known.note,
    )


def _dead(row: KnownRow) -> WatchLine:
    return WatchLine(
        kind="dead",
        matter=f"dead/{mark_of(row.url)}",
        message=message(
            "Your profile on {network} is no longer there: {url}.",
            network=network_name(row.url),
            url=Outside(shown_address(row.url)),
        ),
        action=message("Check whether it has moved, and tell us the new address."),
        url=row.url,
    )


def _not_looked_at(old: tuple[KnownRow, ...], today: date) -> WatchLine:
    places = tuple(dict.fromkeys(network_name(row.url) for row in old))[:MOST_NAMED]
    days = [row.seen for row in old if row.seen is not None]
    text: Message
    if len(days) == len(old):
        text = message_n(
            "Nobody has looked at your page on {places} since {day}.",
            "Nobody has looked at {n} of your pages since {day}: {places}.",
            len(old),
            places=places,
            day=min(days),
        )
    else:
        text = message_n(
            "As far as we know, nobody has looked at your page on {places} yet.",
            "As far as we know, nobody has looked at {n} of your pages for half a year: {places}.",
            len(old),
            places=places,
        )
    return WatchLine(
        kind="inventory",
        matter=f"inventory/{quarter(today)}",
        message=text,
        action=message("Take a quick look: address, hours, pictures, messages."),
    )


def _fake(row: KnownRow, memory: Memory) -> Iterator[Candidate]:
    """Yield what becomes of a fake. One of which a program saw that it was gone is back when its link answers again."""
    went, came = (memory.times(_matter(kind, row)) for kind in ("fake_gone", "fake_back"))
    is_away = bool(went) and went[-1:] > came[-1:]
    if row.state == "alive" and is_away and row.reported is not None:
        yield Candidate(line=_back(row, row.reported), again=_EACH_TIME)
    elif row.is_gone:
        return
    elif row.reported is None or not row.is_reported:
        if row.state != "dead":
            yield Candidate(line=_not_reported(row), again=(6, 13))
    elif row.state == "dead":
        if not is_away:
            yield Candidate(line=_gone(row, row.reported), again=_EACH_TIME)
    elif (memory.today - max((row.reported, *came))).days >= (_AFTER_BACK if came else FAKE_STAYS_DAYS):
        yield Candidate(line=_stays(row, row.reported), again=(31, 62))


def _matter(kind: str, row: KnownRow) -> str:
    return f"{kind}/{mark_of(row.url)}"


def _anew(kind: str, row: KnownRow) -> str:
    """Return what stays the same of a fake while it is there: one that a person saw again after it was gone begins anew."""
    return f"{kind}/{mark_of(f'{row.url} {row.gone}')}" if row.gone else _matter(kind, row)


def _not_reported(row: KnownRow) -> WatchLine:
    network = network_name(row.url)
    return WatchLine(
        kind="fake",
        matter=_anew("fake", row),
        message=_unreported(row),
        action=message(
            "Take a picture of it and report it to {network}. Name its exact address, why the name is yours, and your own name with"
            " a mail address. Say that this is correct in good faith.",
            network=network,
        ),
        url=way_of(row.url).form,
    )


def _unreported(row: KnownRow) -> Message:
    url = Outside(shown_address(row.url))
    if row.gone is not None:
        return message(
            "The profile that poses as you was gone on {day} and is back; nobody has reported it again yet: {url}.",
            day=row.gone,
            url=url,
        )
    return message(
        "You told us that this profile poses as you; nobody has reported it yet: {url}.",
        url=url,
    )


def _back(row: KnownRow, reported: date) -> WatchLine:
    return WatchLine(
        kind="fake_stays",
        matter=_matter("fake_back", row),
        message=message(
            "The profile that you reported on {day} was gone, and its address answers again: {url}.",
            day=reported,
            url=Outside(shown_address(row.url)),
        ),
        action=message(
            "Check for yourself. If it is the same again, report it to {network} once more and name your first notice.",
            network=network_name(row.url),
        ),
        url=row.url,
    )


def _gone(row: KnownRow, reported: date) -> WatchLine:
    return WatchLine(
        kind="fake_gone",
        matter=_matter("fake_gone", row),
        message=message(
            "The profile that you reported on {day} is gone: {url}.",
            day=reported,
            url=Outside(shown_address(row.url)),
        ),
    )


def _stays(row: KnownRow, reported: date) -> WatchLine:
    network = network_name(row.url)
    if row.state == "alive":
        text = message(
            "The profile that you reported on {day} is still there: {url}.",
            day=reported,
            url=Outside(shown_address(row.url)),
        )
        action = message(
            "Ask {network} for its decision. After that you can complain there, and turn to a settlement body or a lawyer.",
            network=network,
        )
    else:
        text = message(
            "You reported a profile on {day}, and no program may look whether it is still there: {url}.",
            day=reported,
            url=Outside(shown_address(row.url)),
        )
        action = message(
            "Check for yourself. If it is gone, tell us; if not, ask {network} for its decision.",
            network=network,
        )
    return WatchLine(
        kind="fake_stays", matter=_anew("fake_stays", row), message=text, action=action, url=row.url
    )
