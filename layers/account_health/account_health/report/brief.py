"""One company in a line: what waits, what is worst, what was not seen; small, and in no language yet."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from account_health.checks import BY_ID
from account_health.model import Harm, Message, Reason, Severity, Status, message
from account_health.model.company import Company
from account_health.model.platform import ChannelWords, is_site
from account_health.model.reasons import OUTAGES
from account_health.report.verdict import counted_kinds, kind_of, named_subject
from account_health.report.words import channel_words

_TELLING: Final = frozenset({"weekly", "monthly"})
_TOLD: Final = (Status.FAIL.value, Status.WARN.value)
_TALK: Final = "conversation"
_ACCESS_TOPIC: Final = "access"
_NOT_SEEN: Final = OUTAGES | {Reason.CUT_OFF}
_PARTLY: Final = frozenset({"data-complete", "last-complete-look"})
"""The checks that say of a channel that not everything of it could be seen."""
_ACCESS: Final = frozenset(
    {
        Reason.ACCESS_DENIED,
        Reason.CREDENTIAL_REFUSED,
        Reason.CREDENTIAL_MISSING,
        Reason.CREDENTIAL_UNREADABLE,
        Reason.SCOPE_MISSING,
        Reason.TEST_GRANT,
        Reason.NOT_ENROLLED,
    }
)


@dataclass(frozen=True, slots=True)
class Unseen:
    """A channel of which nothing was seen, since when, and whether that is for want of access."""

    channel: str
    since: datetime | None
    access: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What an overview knows of one company. Channels are platforms, `waits` counts by kind.

    `worst` is the gravest finding beside what waits, as (check, channel), in the reports since `since`; `urgent` tells whether any hurts today or is critical,
    `looked` says when its oldest look was made, `complete` whether everything was seen, by the mail's own measure, and `muted` whether somebody muted a check.
    """

    name: str
    score: int | None
    change: int | None
    complete: bool
    urgent: bool
    waits: tuple[tuple[str, int], ...] = ()
    worst: tuple[str, str] | None = None
    unseen: tuple[Unseen, ...] = ()
    partly: tuple[str, ...] = ()
    muted: bool = False
    since: datetime | None = None
    looked: datetime | None = None

    @property
    def calm(self) -> bool:
        """Whether everything was seen, and nothing is urgent."""
        return self.complete and not self.urgent

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to say."""
        return self.complete and not self.waits and self.worst is None

    @property
    def badness(self) -> tuple[bool, bool, bool, int, str]:
        """What companies are sorted by, the worst first."""
        score = -1 if self.score is None else self.score
        return not self.urgent, not self.unseen, self.quiet, score, self.name


def brief_of(document: Mapping[str, Any], company: Company) -> Brief:
    """Return a company's line from its `report.json`."""
    accounts = document["accounts"]
    channels = {one.id: _channel(one.platform, one.posts) for one in company.accounts}
    named = [(channels.get(one["id"], one["platform"]), one) for one in accounts]
    blind = {one["id"] for one in accounts if _blind(one)}
    faults = [
        (channel, finding, _told_as_unseen(one, finding))
        for channel, one in named
        for finding in one["findings"]
        if finding["status"] in _TOLD and finding["cadence"] in _TELLING
    ]
    kinds = Counter(kind_of(item["kind"], item["tone"]) for one in accounts for item in one["open_items"])
    # That a channel is blind or only partly seen is told as such, and not once more as its worst finding.
    worst = _worst([(channel, one) for channel, one, told in faults if not told], waiting=bool(kinds))
    looked = document["run"].get("looked")
    return Brief(
        name=document["company"]["name"],
        looked=datetime.fromisoformat(looked) if looked else None,
        score=document["score"],
        change=document["change"],
        complete=document["coverage"] == 1 and not any(map(_unjudged, accounts)),
        urgent=any(_is_urgent(finding) for _, finding, _ in faults),
        waits=tuple(sorted(kinds.items())),
        worst=worst and (worst[1]["check"], worst[0]),
        since=_told_before(worst[1]) if worst else None,
        unseen=_unseen([(channel, one) for channel, one in named if one["id"] in blind]),
        partly=tuple(
            dict.fromkeys(channel for channel, one in named if one["id"] not in blind and _gaps(one))
        ),
        muted=any(_says(one, Status.MUTED) for one in accounts),
    )


def said(brief: Brief) -> tuple[Message, ...]:
    """Return the line in telegram style, piece by piece: what waits, what is worst, what was not seen."""
    pieces = []
    if brief.waits:
        pieces.append(message("{what} open", what=counted_kinds(dict(brief.waits))))
    if brief.worst is not None:
        check, channel = brief.worst
        words = BY_ID[check].subject
        what = named_subject(words, _words(channel)) if words else BY_ID[check].title
        pieces.append(message("{what} (since {day})", what=what, day=brief.since) if brief.since else what)
    pieces += _blind_words(brief.unseen)
    if brief.partly:
        pieces.append(
            message(
                "{channels} only partly checked", channels=tuple(_words(one).short for one in brief.partly)
            )
        )
    if not pieces:
        nothing = message("Nothing new to do") if brief.muted else message("Nothing to do")
        pieces.append(nothing if brief.complete else message("Nothing found, not everything checked"))
    return tuple(pieces)


def _blind_words(unseen: tuple[Unseen, ...]) -> Iterator[Message]:
    """Yield one piece for all channels that are blind since the same day, with what is so for want of access."""
    for day in dict.fromkeys(_day(one) for one in unseen):
        those = [one for one in unseen if _day(one) == day]
        alike = all(one.access for one in those)
        words = [(_words(one.channel).short, one.access and not alike) for one in those]
        channels = tuple(_for_want_of_access(word) if marked else word for word, marked in words)
        since = those[0].since
        said = (
            message("{channels} unreadable", channels=channels)
            if since is None
            else message("{channels} unreadable since {day}", channels=channels, day=since)
        )
        yield _for_want_of_access(said) if alike else said


def _day(one: Unseen) -> date | None:
    return one.since.date() if one.since else None


def _for_want_of_access(what: Message) -> Message:
    return message("{what} (access)", what=what)


def _told_before(finding: Mapping[str, Any]) -> datetime | None:
    """Return since when a finding stands in the reports; None where this is the first one with it."""
    first = finding["first_seen"]
    return datetime.fromisoformat(first) if first and (finding["weeks"] or 1) > 1 else None


def _worst(
    faults: list[tuple[str, Mapping[str, Any]]], *, waiting: bool
) -> tuple[str, Mapping[str, Any]] | None:
    """Return the gravest finding with its channel; what waits is told as such and not once more."""
    told = [
        (channel, finding)
        for channel, finding in faults
        if not (waiting and finding["topic"] == _TALK and finding["check"].startswith("unanswered"))
    ]
    if not told:
        return None
    return min(
        told,
        key=lambda pair: (
            Harm(pair[1]["harm"]).rank,
            Severity(pair[1]["severity"]).rank,
            _TOLD.index(pair[1]["status"]),
        ),
    )


def _is_urgent(finding: Mapping[str, Any]) -> bool:
    """Tell whether a finding hurts today, or failed in a critical matter that is no mere decision."""
    failed = finding["severity"] == Severity.CRITICAL and finding["status"] == Status.FAIL
    return Harm(finding["harm"]).hurts_today or (failed and not BY_ID[finding["check"]].decision)


def _unseen(blind: list[tuple[str, Mapping[str, Any]]]) -> tuple[Unseen, ...]:
    """Return each kind of channel once, with its longest blindness."""
    found: dict[str, Unseen] = {}
    for channel, account in blind:
        gap = account["unavailable"][0]
        since = datetime.fromisoformat(gap["since"]) if gap["since"] else None
        one = Unseen(channel, since, Reason(gap["reason"]) in _ACCESS)
        known = found.get(channel)
        if known is None or (one.since and known.since and one.since < known.since):
            found[channel] = one
    return tuple(found.values())


def _told_as_unseen(account: Mapping[str, Any], finding: Mapping[str, Any]) -> bool:
    """Tell whether a finding says no more than that its channel is blind, or only partly seen."""
    if _blind(account):
        return bool(finding["topic"] == _ACCESS_TOPIC)
    return _gaps(account) and finding["check"] in _PARTLY


def _blind(account: Mapping[str, Any]) -> bool:
    return bool(account["unavailable"]) and not account["coverage"] and not account["open_items"]


def _gaps(account: Mapping[str, Any]) -> bool:
    return any(Reason(gap["reason"]) in _NOT_SEEN for gap in account["unavailable"])


def _unjudged(account: Mapping[str, Any]) -> bool:
    """Tell whether anything of an account was not seen, or could not be judged, whatever the reason."""
    return bool(account["unavailable"]) or _says(account, Status.UNKNOWN)


def _says(account: Mapping[str, Any], status: Status) -> bool:
    findings = account["findings"]
    return any(one["status"] == status and one["cadence"] in _TELLING for one in findings)


def _channel(platform: str, posts: str) -> str:
    return "website" if is_site(platform) and posts == "none" else platform


def _words(channel: str) -> ChannelWords:
    return channel_words(channel, None)
