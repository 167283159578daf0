"""What a person may type after `account-health`."""

import argparse
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from account_health.company import Language

FORMATS = ("html", "text", "json", "eml", "csv")
"""The forms of a report that `--format` chooses from."""

CHECK_FORMATS = ("table", "json", "md")

_TOP = """\
Looks at the public accounts of companies and says how healthy they are.

exit codes: 0 done; 1 a score is below --fail-under or unknown; 2 wrong usage or registry file;
3 no part of any account could be observed. 2 beats 3 beats 1.
"""
_ENVIRONMENT = """\
environment:
  ACCOUNT_HEALTH_SECRET__COMPANY__ACCOUNT   an account's credential as JSON; a .env file beside the registry file is read too
  ACCOUNT_HEALTH_STORE                      s3://BUCKET or a folder: where resend finds the mail
  ACCOUNT_HEALTH_CONFIGURATION_SET          SES's configuration set, for resend with s3://BUCKET
  ACCOUNT_HEALTH_GATEWAY                    http://127.0.0.1:PORT, a stand-in for the internet, for tests
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """One call of the command, with every default filled in."""

    command: str
    files: tuple[str, ...] = ()
    account: str | None = None
    out: str = "reports"
    now: datetime | None = None
    language: Language | None = None
    formats: tuple[str, ...] = FORMATS
    fail_under: int | None = None
    open: bool = False
    registry: str | None = None
    item: str = ""
    note: str = ""
    company: str = ""
    period: str = ""
    address: str = ""
    yes: bool = False


def parse(arguments: Sequence[str]) -> Options:
    """Return what was asked for. Ends the process with code 2 and a sentence where that makes no sense."""
    parser = argparse.ArgumentParser(
        prog="account-health",
        description=_TOP,
        epilog=_ENVIRONMENT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_audit(commands)
    _add_replay(commands)
    _add_others(commands)
    if not arguments:
        parser.print_help(sys.stderr)
        parser.exit(2, "\nName one of the commands above.\n")
    found: dict[str, Any] = {}
    for key, value in vars(parser.parse_args(arguments)).items():
        if value is not None:
            found[key] = tuple(value) if isinstance(value, list) else value
    return Options(**found)


def read_time(text: str) -> datetime:
    """Return the moment that `--now` names, in UTC; raises ArgumentTypeError with how to write it."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise argparse.ArgumentTypeError(
            "write the time with its zone, such as 2026-11-23T07:00:00Z (Z is UTC), not " + repr(text)
        )
    return moment.astimezone(UTC).replace(microsecond=0)


def _formats(text: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    unknown = [part for part in chosen if part not in FORMATS]
    if unknown or not chosen:
        raise argparse.ArgumentTypeError(
            f"choose from {','.join(FORMATS)}, with commas between, not {text!r}"
        )
    return chosen


def _percent(text: str) -> int:
    if not re.fullmatch(r"\d{1,3}", text) or int(text) > 100:  # noqa: PLR2004 - a score is a percentage
        raise argparse.ArgumentTypeError(f"a score is a whole number from 0 to 100, not {text!r}")
    return int(text)


Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for what add_subparsers returns


def _add_report_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--account", metavar="ID", help="only this account")
    parser.add_argument(
        "--out", metavar="DIR", default="reports", help="where reports go (default: ./reports)"
    )
    parser.add_argument(
        "--now", type=read_time, metavar="TIME", help="judge as of then: 2026-11-23T07:00:00Z"
    )
    parser.add_argument(
        "--language", choices=("de", "en"), help="of the reports, instead of the registry file's"
    )
    parser.add_argument(
        "--format",
        dest="formats",
        type=_formats,
        default=FORMATS,
        metavar="LIST",
        help=f"forms of the report, with commas between (default: {','.join(FORMATS)})",
    )
    parser.add_argument(
        "--fail-under", type=_percent, metavar="N", help="exit code 1 when a score is below N or unknown"
    )
    parser.add_argument("--open", action="store_true", help="show the reports in the browser")


def _add_audit(commands: "Commands[argparse.ArgumentParser]") -> None:
    audit = commands.add_parser(
        "audit", help="look at the accounts now and write reports", allow_abbrev=False
    )
    audit.add_argument("files", nargs="+", metavar="FILE.toml", help="registry files, one per company")
    _add_report_options(audit)


def _add_replay(commands: "Commands[argparse.ArgumentParser]") -> None:
    replay = commands.add_parser(
        "replay", help="judge what an audit saved once more, without network", allow_abbrev=False
    )
    replay.add_argument(
        "files", nargs=1, metavar="DIR", help="what audit wrote: its folder, or one company's in it"
    )
    replay.add_argument(
        "--registry", metavar="FILE.toml", help="facts and limits from here instead of the saved ones"
    )
    _add_report_options(replay)


def _add_others(commands: "Commands[argparse.ArgumentParser]") -> None:
    validate = commands.add_parser(
        "validate", help="say what is wrong with registry files", allow_abbrev=False
    )
    validate.add_argument("files", nargs="+", metavar="FILE.toml")
    checks = commands.add_parser("checks", help="list every check with its limits", allow_abbrev=False)
    checks.add_argument("--format", dest="formats", nargs=1, choices=CHECK_FORMATS, default=["table"])
    done = commands.add_parser(
        "done", help="note in the registry file that an item needs no answer", allow_abbrev=False
    )
    done.add_argument("files", nargs=1, metavar="FILE.toml")
    done.add_argument("item", metavar="ITEM", help="its id as the report says it, such as fb-1234_5678")
    done.add_argument("--note", default="", metavar="TEXT", help="why")
    resend = commands.add_parser(
        "resend",
        help="send one mail once more, exactly as it was; 0 it was sent, 2 it was not",
        allow_abbrev=False,
    )
    resend.add_argument("company", metavar="COMPANY", help="its id")
    resend.add_argument("period", metavar="PERIOD", help="such as 2026-W48, or the name of a run by hand")
    resend.add_argument("address", metavar="ADDRESS", help="who shall get it")
    resend.add_argument(
        "--yes", action="store_true", help="send it; without this only say what would be sent"
    )
    commands.add_parser(
        "schema", help="print the JSON Schema of the registry file, for editors", allow_abbrev=False
    )
