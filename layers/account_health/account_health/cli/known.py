"""The command `known`: lists and writes what a person decided about a profile, and when somebody searched, in a registry file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final, Literal, cast

from account_health.cli.arguments import VERDICTS, Options
from account_health.cli.registry import check_written, quoted, read_registered, replace_file
from account_health.cli.screen import print_line
from account_health.model.company import Company, Known
from account_health.model.errors import UsageError
from account_health.registry.addresses import AddressError, check_web_address
from account_health.registry.guesses import did_you_mean
from account_health.text.profile_keys import keys_of, profile_of, same_place

Verdict = Literal["ours", "not_ours", "fake"]
_MEANT_FOR: Final[Mapping[str, tuple[str, ...]]] = {
    "seen": ("ours", "fake"),
    "reported": ("fake",),
    "gone": ("fake",),
    "owner": ("ours",),
}
_HEADER: Final = re.compile(r"^\s*\[")
_KNOWN: Final = re.compile(r"^\s*\[\[\s*known\s*\]\]")
_WATCH: Final = re.compile(r"^\s*\[\s*watch\s*\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person says of an address: whose it is, and the days of it; None and "" leave what the file has."""

    url: str
    verdict: Verdict
    note: str = ""
    days: Mapping[str, date | None]


def write_known(path: Path, decision: Decision | None, searched: date | None) -> int:
    """Write a decision, the day of a search by hand, or both; everything else stays as it is, to the byte.

    Returns the exit code. Raises RegistryError for a file that is wrong already, UsageError for anything else.
    """
    registered = read_registered(path)
    line = "\r\n" if b"\r\n" in registered.data else "\n"
    text = registered.data.decode("utf-8")
    if decision is not None:
        _refuse(decision, registered.company)
        text = _decided(text, decision, registered.company, line)
    if searched is not None:
        text = _with_key(text, _WATCH, 0, {"searched": searched.isoformat()}, line) or _appended(
            text, ["[watch]", f"searched = {searched.isoformat()}"], line
        )
    written = text.encode("utf-8")
    check_written(path, written, "[[known]] tables" if decision else "a [watch] table")
    replace_file(path, written)
    if decision is not None:
        print_line(f"{path}: {decision.url} is {decision.verdict}")
    if searched is not None:
        print_line(f"{path}: somebody searched by hand on {searched.isoformat()}")
    return 0


def read_day(text: str, today: date) -> date:
    """Return a day that is not yet to come; raises UsageError with how to write one."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no day; write year-month-day, such as 2026-11-30") from None
    if day > today:
        raise UsageError(f"{text} is still to come; note what has happened")
    return day


def _refuse(decision: Decision, company: Company) -> None:
    try:
        check_web_address(decision.url)
    except AddressError as error:
        raise UsageError(f"{decision.url!r} {error}") from None
    for key, day in decision.days.items():
        if day is not None and decision.verdict not in _MEANT_FOR[key]:
            meant = " or ".join(_MEANT_FOR[key])
            raise UsageError(f"--{key} only has a meaning with {meant}, not with {decision.verdict}")
    reported, gone = decision.days.get("reported"), decision.days.get("gone")
    if reported is not None and gone is not None and gone < reported:
        raise UsageError(
            "--gone lies before --reported; what came back is noted with --seen or --reported alone"
        )
    profile = profile_of(decision.url)
    for account in company.accounts:
        same = profile in keys_of(account) if profile else same_place(decision.url, account.url)
        if same:
            raise UsageError(
                f"{decision.url} is the account {account.id} of this file; it is looked at already"
            )


def _decided(text: str, decision: Decision, company: Company, line: str) -> str:
    place = next(
        (place for place, one in enumerate(company.known) if same_place(decision.url, one.url)), None
    )
    keys = {"is": quoted(decision.verdict)}
    keys |= {key: day.isoformat() for key, day in decision.days.items() if day is not None}
    keys |= {"note": quoted(" ".join(decision.note.split()))} if decision.note.strip() else {}
    if place is not None:
        changed = company.known[place].verdict != decision.verdict
        lost = dict.fromkeys(
            key for key, verdicts in _MEANT_FOR.items() if changed or decision.verdict not in verdicts
        )
        written = _with_key(text, _KNOWN, place, {**lost, **keys}, line)
        if written is None:
            raise UsageError(
                "known is written there in a way that cannot be added to; write it as [[known]] tables"
            )
        return written
    return _appended(text, ["[[known]]", f"url = {quoted(decision.url)}", *_lines(keys)], line)


def _lines(keys: Mapping[str, str]) -> list[str]:
    return [f"{key} = {value}" for key, value in keys.items()]


def _appended(text: str, table: list[str], line: str) -> str:
    return text + ("" if text.endswith("\n") else line) + line.join(["", *table, ""])


def _with_key(
    text: str, header: re.Pattern[str], place: int, keys: Mapping[str, str | None], line: str
) -> str | None:
    """Return the text with these keys in the table of this header, those without a value taken out.

    None where there is no such table.
    """
    lines = text.splitlines(keepends=True)
    starts = [number for number, one in enumerate(lines) if header.match(one)]
    if place >= len(starts):
        return None
    start = starts[place] + 1
    end = next((n for n in range(start, len(lines)) if _HEADER.match(lines[n])), len(lines))
    kept: list[str] = []
    left = dict(keys)
    for one in lines[start:end]:
        found = re.match(r"\s*([A-Za-z_]+)\s*=", one)
        key = found[1] if found else ""
        value = left.pop(key, None)
        if value is not None:
            kept.append(f"{key} = {value}{line}")
        elif key not in keys:
            kept.append(one)
    last = max(
        (n for n, one in enumerate(kept) if "=" in one and not one.lstrip().startswith("#")), default=-1
    )
    if kept and last >= 0 and not kept[last].endswith("\n"):
        kept[last] += line
    new = [f"{key} = {value}{line}" for key, value in left.items() if value is not None]
    return "".join([*lines[:start], *kept[: last + 1], *new, *kept[last + 1 :], *lines[end:]])


def fake_of(company: Company, url: str) -> Known:
    """Return what is known of a fake; raises UsageError where nobody called the address one."""
    known = next((one for one in company.known if same_place(url, one.url)), None)
    if known is None or known.verdict != "fake":
        raise UsageError(
            f"{url} is no fake by this file; decide first: account-health known FILE.toml {url} fake"
        )
    return known


def list_known(file: Path, options: Options) -> int:
    """Print what is known, a line each, and when somebody searched; raises UsageError where more was named than the file."""
    if options.note or options.seen or options.reported or options.gone:
        raise UsageError("name the address and whose it is: ours, not_ours or fake")
    company = read_registered(file).company
    for one in company.known:
        print_line("  ".join(filter(None, (f"{one.verdict:<8}", one.url, *_days(one), one.note))))
    if not company.known:
        print_line(
            f"nothing is known yet; note it with: account-health known {file} URL {'|'.join(VERDICTS)}"
        )
    searched = company.watch.searched if company.watch else None
    print_line(f"somebody searched by hand on {searched}" if searched else "nobody has searched by hand yet")
    return 0


def _days(known: Known) -> tuple[str, ...]:
    days = {"seen": known.seen, "reported": known.reported, "gone": known.gone}
    return tuple(f"{key} {day}" for key, day in days.items() if day)


def note_known(file: Path, options: Options, now: datetime) -> int:
    """Write what a person decided about a profile, or the day on which somebody searched; raises UsageError."""
    today = now.astimezone().date()
    given = {"seen": options.seen, "reported": options.reported, "gone": options.gone}
    days = {key: read_day(day, today) if day else None for key, day in given.items()}
    searched = read_day(options.searched, today) if options.searched else None
    decision = None
    if options.url or any(given.values()) or options.note:
        verdict = _verdict(options)
        decision = Decision(url=options.url, verdict=verdict, note=options.note, days=days)
    return write_known(file, decision, searched)


def _verdict(options: Options) -> Verdict:
    if options.url in VERDICTS:
        raise UsageError(
            f"the address stands before {options.url}: account-health known FILE.toml URL {options.url}"
        )
    if not (options.url and options.verdict):
        raise UsageError(
            "name both the address and whose it is: ours, not_ours or fake; the file alone lists what is known"
        )
    if options.verdict not in VERDICTS:
        hint = did_you_mean(options.verdict, VERDICTS)
        raise UsageError(f"{options.verdict!r} says not whose it is; write ours, not_ours or fake{hint}")
    return cast(Verdict, options.verdict)
