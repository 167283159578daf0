"""What a search for our name found: one question a report, the strongest first, until a person has decided."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from account_health.judging.watch.identity import Identity
from account_health.judging.watch.known import mark_of
from account_health.judging.watch.reporting_ways import network_name
from account_health.judging.watch.resemblance import Resemblance, resemblance
from account_health.judging.watch.told import Candidate, Memory
from account_health.model import (
    Found,
    Lookalike,
    Lookalikes,
    Message,
    Outside,
    Snapshot,
    WatchLine,
    message,
    message_n,
)
from account_health.model.company import Company
from account_health.text.profile_keys import same_place

AGAIN: Final = (30, 90)
"""Days after the first time on which an undecided find is told once more; then it is only counted."""


@dataclass(frozen=True, slots=True)
class Find:
    """A candidate that waits for a person's word, with what it was judged as."""

    one: Lookalike
    judged: Resemblance

    @property
    def matter(self) -> str:
        """What stays the same of it while its name does: where it is, and how it is called.

        Whether somebody looks after it may change from month to month, and is no new matter.
        """
        kind = "poses" if self.judged.outcome == "poses" else "ours"
        return f"{kind}/{mark_of(f'{self.one.platform} {self.one.id} {self.one.name}')}"


def finds(company: Company, us: Identity, snapshots: Mapping[str, Snapshot], today: date) -> tuple[Find, ...]:
    """Return what every search found and no person has decided about, each once, the strongest evidence first."""
    parts = [one.lookalikes for one in snapshots.values() if isinstance(one.lookalikes, Lookalikes)]
    ours = {part.own for part in parts}
    found: dict[tuple[str, str], Find] = {}
    for part in parts:
        for one in part.items:
            judged = resemblance(one, us, today)
            if judged.outcome != "silent" and one.id not in ours and not _is_decided(one, company):
                found.setdefault((one.platform, one.id), Find(one, judged))
    return tuple(sorted(found.values(), key=lambda find: (-len(find.judged.evidence), find.matter)))


def lines(found: Iterable[Find]) -> Iterator[Candidate]:
    """Yield a question about each."""
    for find in found:
        yield Candidate(line=_line(find), again=AGAIN)


def waiting(found: tuple[Find, ...], memory: Memory) -> Iterator[Candidate]:
    """Yield how many were told and still wait for a word, where none of them is due."""
    told = [find for find in found if memory.times(find.matter)]
    if told and not any(memory.is_due(find.matter, AGAIN) for find in told):
        text = message_n(
            "One find is still waiting for your answer.",
            "{n} finds are still waiting for your answer.",
            len(told),
        )
        yield Candidate(
            line=WatchLine(kind="waiting", matter=f"waiting/{memory.today:%Y-%m}", message=text), again=()
        )


def shown(found: Iterable[Find]) -> tuple[Found, ...]:
    """Return the finds as the page shows them."""
    return tuple(
        Found(
            url=find.one.url,
            name=find.one.name,
            evidence=(message("it shows {facts}", facts=find.judged.evidence),),
        )
        for find in found
    )


def failures(snapshots: Mapping[str, Snapshot]) -> tuple[Message, ...]:
    """Return what could not be searched this time."""
    parts = [one.lookalikes for one in snapshots.values() if isinstance(one.lookalikes, Lookalikes)]
    if any(part.failed for part in parts):
        return (message("We could not search Google for your name this time."),)
    return ()


def asked(snapshots: Mapping[str, Snapshot]) -> date | None:
    """Return the day of the last search at Google, None where none was made."""
    parts = [one.lookalikes for one in snapshots.values() if isinstance(one.lookalikes, Lookalikes)]
    return max((part.asked for part in parts if part.asked is not None), default=None)


def _is_decided(one: Lookalike, company: Company) -> bool:
    return any(same_place(one.url, known.url) or one.id in known.url for known in company.known)


def _line(find: Find) -> WatchLine:
    one, facts = find.one, find.judged.evidence
    network, name = network_name(one.url), Outside(one.name)
    kind = find.judged.outcome
    if kind == "unclaimed":
        text = message(
            "Google has another listing, {name}: it has {facts}, and nobody looks after it.",
            name=name,
            facts=facts[1:],
        )
        action = message("Claim it, or ask Google to merge both. If it is not yours, tell us.")
    elif kind == "ours":
        text = message(
            "{network} has another entry, {name}: it has {facts}.",
            network=network,
            name=name,
            facts=facts[1:],
        )
        action = message("Is it yours? A short yes or no is enough.")
    else:
        text = message(
            "{network} has an entry, {name}, that is probably not yours: it shows {facts}.",
            network=network,
            name=name,
            facts=facts,
        )
        action = message("Take a look. If it is a stranger's, report it; the whole report says how.")
    return WatchLine(
        kind="poses" if kind == "poses" else "unclaimed" if kind == "unclaimed" else "ours",
        matter=find.matter,
        message=text,
        action=action,
        url=one.url,
    )
