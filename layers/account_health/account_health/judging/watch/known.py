"""What is known already: the inventory, row by row, and what becomes of a fake that a person found."""

from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import Final

from account_health.judging.watch.reporting_ways import network_name, way_of
from account_health.judging.watch.told import Candidate
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


def rows(company: Company, answers: Mapping[str, Destination]) -> tuple[KnownRow, ...]:
    """Return the inventory, in the order of the file."""
    return tuple(_row(one, answers.get(one.url)) for one in company.known)


def lines(known: tuple[KnownRow, ...], today: date) -> Iterator[Candidate]:
    """Yield what there is to say about them."""
    for row in known:
        if row.verdict == "fake":
            yield from _fake(row, today)
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


def _fake(row: KnownRow, today: date) -> Iterator[Candidate]:
    if row.gone is not None:
        return
    if row.reported is None:
        yield Candidate(line=_not_reported(row), again=(6, 13))
    elif row.state == "dead":
        yield Candidate(line=_gone(row, row.reported), again=())
    elif (today - row.reported).days >= FAKE_STAYS_DAYS:
        yield Candidate(line=_stays(row, row.reported), again=(31, 62))


def _not_reported(row: KnownRow) -> WatchLine:
    network = network_name(row.url)
    return WatchLine(
        kind="fake",
        matter=f"fake/{mark_of(row.url)}",
        message=message(
            "You told us that this profile poses as you; nobody has reported it yet: {url}.",
            url=Outside(shown_address(row.url)),
        ),
        action=message(
            "Take a picture of it and report it to {network}. Name its exact address, why the name is yours, and your own name with"
            " a mail address. Say that this is correct in good faith.",
            network=network,
        ),
        url=way_of(row.url).form,
    )


def _gone(row: KnownRow, reported: date) -> WatchLine:
    return WatchLine(
        kind="fake_gone",
        matter=f"fake_gone/{mark_of(row.url)}",
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
        kind="fake_stays", matter=f"fake_stays/{mark_of(row.url)}", message=text, action=action, url=row.url
    )
