"""What a report shows around the company's name: the few lines of the mail, and on the page the inventory and the searches."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from account_health.judging.watch.reporting_ways import EVIDENCE, FAIR, network_name, notice_parts, way_of
from account_health.judging.watch.told import FINDS
from account_health.model import (
    Audience,
    Found,
    KnownRow,
    Message,
    Outside,
    WatchLine,
    WatchReport,
    message,
    message_n,
)
from account_health.report.channels import Sheet
from account_health.report.context import ReportContext
from account_health.report.links import stranger
from account_health.report.views import AroundPage, AroundView, FakeView, KnownView, Link, NameLine
from account_health.text.i18n import Fragment, Phrase, foreign, together
from account_health.text.profile_keys import shown_address

VERDICTS: Final[Mapping[str, Message]] = MappingProxyType(
    {"ours": message("yours"), "not_ours": message("somebody else's"), "fake": message("poses as you")}
)
"""What a person decided, in two words."""
_ANSWERS: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "alive": message("there on {day}"),
        "dead": message("not there any more on {day}"),
        "refused": message("lets no program look"),
        "trouble": message("did not answer on {day}"),
    }
)
_PLACE: Final = 120
MOST_WAITING: Final = 30
"""Of what found no room among the month's lines so many stand on the page; finds stand among those that wait for an answer."""
PICTURES: Final = message("Pictures: search for your logo")


def lines_of(context: ReportContext) -> tuple[WatchLine, ...]:
    """Return the lines that this audience reads here; the operator's own stand in the agency's part where it has one."""
    watch = context.report.watch
    return _read_here(context, watch.lines if watch else ())


def _read_here(context: ReportContext, lines: tuple[WatchLine, ...]) -> tuple[WatchLine, ...]:
    settings = context.company.report
    apart = bool(settings.copy_to) and settings.copy_is_read and context.audience is Audience.OWNER
    return tuple(line for line in lines if not (apart and line.audience is Audience.OPERATOR))


def agency_lines(context: ReportContext) -> tuple[Phrase, ...]:
    """Return the operator's lines, for the agency's part."""
    watch = context.report.watch
    theirs = [line for line in (watch.lines if watch else ()) if line.audience is Audience.OPERATOR]
    return tuple(_told(context, line) for line in theirs)


def open_around(context: ReportContext) -> Message | None:
    """Return how much about the company's name found no room among the month's lines; None where nothing did."""
    watch = context.report.watch
    crowded = sum(finding.crowded_out for one in context.report.accounts for finding in one.findings)
    n = crowded + (len(watch.waiting) if watch else 0)
    return (
        message_n("{n} more note about your name is open.", "{n} more notes about your name are open.", n)
        if n
        else None
    )


def around(sheet: Sheet) -> AroundView | None:
    """Return the block of the mail; None where there is nothing to say."""
    context = sheet.context
    lines = tuple(_line(sheet, line) for line in lines_of(context))
    return AroundView(lines=lines) if lines else None


def around_page(sheet: Sheet) -> AroundPage | None:
    """Return what the page shows of the company's name; None where nobody looked at it."""
    watch = sheet.context.report.watch
    if watch is None:
        return None
    translate = sheet.context.translate
    return AroundPage(
        lines=tuple(_line(sheet, line) for line in lines_of(sheet.context)),
        waiting=tuple(
            _line(sheet, line)
            for line in _read_here(sheet.context, watch.waiting)[:MOST_WAITING]
            if line.kind not in FINDS
        ),
        found=tuple(_found(sheet.context, one) for one in watch.found),
        known=tuple(_known(sheet.context, row) for row in watch.known),
        fakes=tuple(
            _fake(sheet.context, row) for row in watch.known if row.verdict == "fake" and not row.is_gone
        ),
        notice=tuple(map(translate.phrase, notice_parts(sheet.context.company.country))),
        fair=(translate.phrase(EVIDENCE), translate.phrase(FAIR)),
        searches=_searches(sheet, watch),
        searched=translate.phrase(_searched(watch)),
        unseen=tuple(map(translate.phrase, (*watch.unseen, *watch.muted))),
    )


def _line(sheet: Sheet, line: WatchLine) -> NameLine:
    context = sheet.context
    translate = context.translate
    target = (stranger if sheet.whole else sheet.links.safe)(line.url)
    searches = _searches(sheet, context.report.watch) if line.kind == "by_hand" and not sheet.whole else ()
    network = network_name(line.url or "")
    place = message("Form of {network}", network=network) if line.kind == "fake" else message("See it")
    return NameLine(
        what=translate.phrase(line.message),
        action=translate.phrase(line.action) if line.action else None,
        link=Link(target, translate.phrase(place)) if target else None,
        searches=searches,
    )


def _told(context: ReportContext, line: WatchLine) -> Phrase:
    parts = (line.message, line.action) if line.action else (line.message,)
    return together(tuple(map(context.translate.phrase, parts)))


def _at(url: str, shown: str) -> Phrase:
    """Return where something is: the network, and what strangers call it or its address, which may begin with the same word."""
    name = network_name(url)
    before = () if shown.startswith(name) else (Fragment(f"{name}: "),)
    return Phrase((*before, *foreign(shown, _PLACE).fragments))


def _found(context: ReportContext, one: Found) -> KnownView:
    translate = context.translate
    target = stranger(one.url)
    return KnownView(
        place=_at(one.url, one.name),
        link=Link(target, translate.phrase(message("See it"))) if target else None,
        verdict=translate.phrase(message("waiting for your answer")),
        facts=tuple(map(translate.phrase, one.evidence)),
    )


def _known(context: ReportContext, row: KnownRow) -> KnownView:
    translate = context.translate
    target = stranger(row.url)
    facts = [translate.phrase(fact) for fact in _facts(context, row)]
    return KnownView(
        place=_at(row.url, shown_address(row.url)),
        link=Link(target, translate.phrase(message("See it"))) if target else None,
        verdict=translate.phrase(VERDICTS[row.verdict]),
        facts=tuple(facts),
    )


def _facts(context: ReportContext, row: KnownRow) -> list[Message]:
    facts = []
    if row.state is not None and row.looked is not None:
        facts.append(_with_day(_ANSWERS[row.state], context, row))
    elif row.verdict != "not_ours":
        facts.append(message("no program looks there"))
    if row.verdict == "ours":
        seen = (
            message("a person looked on {day}", day=row.seen)
            if row.seen
            else message("nobody has looked yet")
        )
        facts.append(seen)
    if row.verdict == "fake":
        facts += [_seen(row, row.seen)] if row.seen else []
        reported = (
            message("reported on {day}", day=row.reported) if row.reported else message("not reported yet")
        )
        facts.append(reported)
        facts += [_away(row, row.gone)] if row.gone else []
    if row.owner and context.company.report.people == "name":
        name = next((one.name for one in context.company.people if one.id == row.owner), row.owner)
        facts.append(message("keys: {name}", name=name))
    if row.note:
        facts.append(message("note: {note}", note=Outside(row.note)))
    return facts


def _seen(row: KnownRow, day: date) -> Message:
    again = row.gone is not None and day > row.gone
    return message("seen again on {day}", day=day) if again else message("first seen on {day}", day=day)


def _away(row: KnownRow, day: date) -> Message:
    return (
        message("gone since {day}", day=day) if row.is_gone else message("gone on {day}, and back", day=day)
    )


def _with_day(text: Message, context: ReportContext, row: KnownRow) -> Message:
    if row.looked is None or "{day}" not in text.text:
        return text
    return message(text.text, day=context.translate.local(row.looked).date())


def _fake(context: ReportContext, row: KnownRow) -> FakeView:
    translate, way = context.translate, way_of(row.url)
    target = stranger(way.form)
    network = network_name(row.url)
    return FakeView(
        place=_at(row.url, shown_address(row.url)),
        form=Link(target, translate.phrase(message("Form of {network}", network=network)))
        if target
        else None,
        checked=translate.phrase(
            message("address as of {day} {year}", day=way.checked, year=str(way.checked.year))
        )
        if target
        else None,
        menus=translate.phrase(way.menus),
        asks=translate.phrase(way.asks) if way.asks else None,
    )


def _searches(sheet: Sheet, watch: WatchReport | None) -> tuple[Link, ...]:
    translate = sheet.context.translate
    made = stranger if sheet.whole else sheet.links.safe
    found = ((made(one.url), one.network) for one in (watch.searches if watch else ()))
    return tuple(
        Link(target, Phrase((Fragment(network),)) if network else translate.phrase(PICTURES))
        for target, network in found
        if target
    )


def _searched(watch: WatchReport) -> Message:
    if watch.searched is None:
        return message("As far as we know, nobody has searched by hand yet.")
    return message("Somebody last searched by hand on {day}.", day=watch.searched)
