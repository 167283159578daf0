"""What only the agency reads: its own matters in full, and one cause once, however many channels have it."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import Final

from account_health.model import AccountReport, Finding, Message, Value, message, message_n
from account_health.report.around import agency_lines
from account_health.report.channels import Sheet, cost
from account_health.report.context import ReportContext, blind, left_to_the_month
from account_health.report.views import AgencyChannel, AgencyPart
from account_health.report.words import OTHER_PART, PARTS
from account_health.text.i18n import Phrase

MOST_ALIKE: Final = 3
"""On so many channels the same matter is told in full; the others with it are named in one line."""
_MOST_NAMED: Final = 9


def agency_part(sheet: Sheet) -> AgencyPart:
    """Return what the owner reads as one plain sentence, in full, channel by channel, worst first."""
    part = _Part(sheet)
    channels = tuple(filter(None, map(part.channel, sheet.context.ordered)))
    shown, hidden = channels[: sheet.room], len(channels[sheet.room :])
    also = tuple(part.also())
    if hidden:
        more = message_n(
            "One more channel has something for the agency; it is in the whole report.",
            "{n} more channels have something for the agency; it is in the whole report.",
            hidden,
        )
        also += (sheet.context.translate.phrase(more),)
    return AgencyPart(shown, (*also, *agency_lines(sheet.context)))


@dataclass(frozen=True, slots=True)
class _Part:
    """Remembers which matters were told in full often enough, and on which channels else they are."""

    sheet: Sheet
    told: dict[Hashable, int] = field(default_factory=lambda: defaultdict(int))
    alike: dict[Hashable, tuple[Message, list[Message]]] = field(default_factory=dict)

    def channel(self, account: AccountReport) -> AgencyChannel | None:
        """Return the agency's matters of one channel, None where there are none or only ones that were told."""
        context = self.sheet.context
        findings = tuple(
            self.sheet.finding(account, finding)
            for finding in _theirs(context, account)
            if self._is_first((finding.check, finding.status, finding.message.text), finding.title, account)
        )
        notes = tuple(
            context.translate.phrase(note)
            for note in _details(account)
            if self._is_first(note, note, account)
        )
        notes += (*_costs(context, account), *_later(context, account))
        if not findings and not notes:
            return None
        return AgencyChannel(
            name=context.heading(account), link=self.sheet.home(account), findings=findings, notes=notes
        )

    def also(self) -> Iterator[Phrase]:
        """Yield a line for each matter that more channels have than were told in full."""
        context = self.sheet.context
        for matter, channels in self.alike.values():
            named: tuple[Value, ...] = tuple(channels[:_MOST_NAMED])
            if len(channels) > _MOST_NAMED:
                named += (message_n("one more", "{n} more", len(channels) - _MOST_NAMED),)
            yield context.translate.phrase(
                message("{matter} – the same on: {channels}.", matter=matter, channels=named)
            )

    def _is_first(self, key: Hashable, matter: Message, account: AccountReport) -> bool:
        self.told[key] += 1
        if self.told[key] <= MOST_ALIKE:
            return True
        context = self.sheet.context
        _, channels = self.alike.setdefault(key, (matter, []))
        channels.append(context.named(account, context.channel(account).name))
        return False


def _theirs(context: ReportContext, account: AccountReport) -> tuple[Finding, ...]:
    listed = (*context.told(account), *context.monthly(account))
    return tuple(finding for finding in listed if not context.mine(finding))


def _later(context: ReportContext, account: AccountReport) -> tuple[Phrase, ...]:
    """Return how many of the agency's matters are left to the month's first report."""
    later = sum(not context.mine(finding) for finding in context.left_out(account))
    return (context.translate.phrase(left_to_the_month(later)),) if later else ()


def _details(account: AccountReport) -> tuple[Message, ...]:
    """Return what the platform answered where something was not seen, the same answer once."""
    parts: dict[str, list[Message]] = {}
    for gap in account.unavailable:
        if gap.detail:
            parts.setdefault(gap.detail, []).append(PARTS.get(gap.part, OTHER_PART))
    if blind(account) and len(parts) == 1:
        parts = {detail: [message("everything")] for detail in parts}
    return tuple(
        message("Not checked: {parts} ({detail}).", parts=tuple(dict.fromkeys(names)), detail=detail)
        for detail, names in parts.items()
    )


def _costs(context: ReportContext, account: AccountReport) -> tuple[Phrase, ...]:
    """Return what the platform charges, for whoever pays it."""
    if not account.reads:
        return ()
    return (context.translate.phrase(cost(account)),)
