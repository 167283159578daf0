"""What a person may type after `account-health`."""

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from account_health.cli.operator_arguments import add_operator_commands

if TYPE_CHECKING:
    from account_health.model.company import Language

FORMATS = ("html", "text", "json", "eml", "csv")
"""The forms of a report that `--format` chooses from."""

_BEFORE_COMMANDS = ("-h", "--help", "-V", "--version")
VERDICTS = ("ours", "not_ours", "fake")
CHECK_FORMATS = ("table", "json", "md")

_YEARS = range(2000, 2200)
_TOP = """\
Looks at the public accounts of companies and says how healthy they are.
"""
_ENVIRONMENT = """\
`account-health COMMAND --help` explains a command; begin with `account-health audit https://www.example.org`.

exit codes: 0 done; 1 a score is below --fail-under, or unknown with it; 2 wrong usage or registry file,
or not sent (resend); 3 no part of any account could be observed; 130 stopped with Ctrl-C. 2 beats 3 beats 1.

environment:
  ACCOUNT_HEALTH_SECRET__COMPANY__ACCOUNT   an account's credential as JSON; a .env file beside the registry file is read too
  ACCOUNT_HEALTH_SENDER                     who report.eml is from, nobody@localhost.invalid without it
  ACCOUNT_HEALTH_OPERATOR                   who gets answers to it where the registry file names nobody
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
    language: "Language | None" = None
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
    aws: bool = False
    stack: str = "account-health"
    url: str = ""
    verdict: str = ""
    seen: str | None = None
    reported: str | None = None
    gone: str | None = None
    searched: str | None = None
    target: str | None = None
    to: tuple[str, ...] = ()
    audit: bool = False
    first_check: bool = False
    platform: str = ""
    review: bool = False
    dry_run: bool = False
    mail: str | None = None
    repeat: int | None = None

    @property
    def folder(self) -> Path:
        """Where reports go; shells leave a ~ after `--out=` as it is."""
        try:
            return Path(self.out).expanduser()
        except RuntimeError:  # nobody knows whose home that is
            return Path(self.out)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong first, then where to read more; the whole usage helps nobody who misspelt a word."""

    def error(self, message: str) -> NoReturn:
        """End the process with code 2."""
        self.exit(2, f"{self.prog}: error: {message}\n`{self.prog} --help` explains.\n")


class _ShowVersion(argparse.Action):
    """Prints the release and ends; only who asks for it pays for looking it up."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,  # noqa: ARG002 - argparse's signature
        values: object,  # noqa: ARG002 - likewise
        option_string: str | None = None,  # noqa: ARG002 - likewise
    ) -> None:
        """Print and end the process with code 0."""
        sys.stdout.write(f"{parser.prog} {_version()}\n")
        parser.exit()


def parse(arguments: Sequence[str]) -> Options:
    """Return what was asked for. Ends the process with code 2 and a sentence where that makes no sense."""
    parser = _Parser(
        prog="account-health",
        description=_TOP,
        epilog=_ENVIRONMENT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "-V",
        "--version",
        action=_ShowVersion,
        nargs=0,
        help="show which release this is",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_audit(commands)
    _add_init(commands)
    _add_import(commands)
    _add_replay(commands)
    _add_others(commands)
    add_operator_commands(commands)
    if not arguments:
        parser.print_help(sys.stderr)
        parser.exit(2, "\nName one of the commands above.\n")
    first = arguments[0]
    if first == "help":
        parser.print_help()
        parser.exit()
    if first.startswith("-") and first not in _BEFORE_COMMANDS:
        parser.error(f"{first} means nothing before the command{did_you_mean(first, _BEFORE_COMMANDS)}")
    if not first.startswith("-") and first not in commands.choices:
        parser.error(_no_command(first, commands.choices))
    known, unknown = parser.parse_known_args(arguments)
    if unknown:
        chosen = commands.choices[known.command]
        options = re.findall(r"--[a-z-]+", chosen.format_usage())
        chosen.error(f"{unknown[0]} means nothing here{did_you_mean(unknown[0], options)}")
    found: dict[str, Any] = {}
    for key, value in vars(known).items():
        if value is not None:
            found[key] = tuple(value) if isinstance(value, list) else value
    return Options(**found)


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """Return what was probably meant, as the end of a sentence."""
    # Not at the top: it brings the registry along, and who types well needs none of it.
    from account_health.registry.guesses import did_you_mean as guessed  # noqa: PLC0415 - as said above

    return guessed(word, list(names))


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - a fifth of the start

    try:
        return version("account-health")
    except PackageNotFoundError:
        return "of an unknown version: this copy was never installed"


def _no_command(word: str, commands: Iterable[str]) -> str:
    if word.endswith(".toml"):
        return f"name a command before the file, such as account-health audit {word}"
    names = list(commands)
    return f"there is no command {word}; there are {', '.join(names)}{did_you_mean(word, names)}"


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
    if moment.year not in _YEARS:
        raise argparse.ArgumentTypeError(f"the year has to be from {_YEARS[0]} to {_YEARS[-1]}, not {text!r}")
    return moment.astimezone(UTC).replace(microsecond=0)


def _formats(text: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    unknown = [part for part in chosen if part not in FORMATS]
    if unknown or not chosen:
        raise argparse.ArgumentTypeError(
            f"choose from {','.join(FORMATS)}, with commas between, not {text!r}"
        )
    return chosen


def _language(text: str) -> "Language":
    from account_health.model.company import LANGUAGES  # noqa: PLC0415 - --help loads nothing of the product

    chosen = next((one for one in LANGUAGES if one == text), None)
    if chosen is None:
        raise argparse.ArgumentTypeError(f"choose from {', '.join(LANGUAGES)}, not {text!r}")
    return chosen


def _percent(text: str) -> int:
    if not re.fullmatch(r"\d{1,3}", text) or int(text) > 100:  # noqa: PLR2004 - a score is a percentage
        raise argparse.ArgumentTypeError(f"a score is a whole number from 0 to 100, not {text!r}")
    return int(text)


Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for what add_subparsers returns


def _command(commands: "Commands[_Parser]", name: str, does: str) -> _Parser:
    return commands.add_parser(
        name, help=does, description=f"{does[0].upper()}{does[1:]}.", allow_abbrev=False
    )


def _add_report_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--account", metavar="ID", help="only this account")
    parser.add_argument(
        "--out", metavar="DIR", default="reports", help="where reports go (default: ./reports)"
    )
    _add_now(parser)
    parser.add_argument(
        "--language",
        type=_language,
        metavar="LANGUAGE",
        help="of the reports, instead of the registry file's",
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


def _add_now(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--now", type=read_time, metavar="TIME", help="judge as of then: 2026-11-23T07:00:00Z"
    )


def _add_audit(commands: "Commands[_Parser]") -> None:
    audit = _command(commands, "audit", "look at the accounts now and write reports")
    audit.add_argument(
        "files",
        nargs="+",
        metavar="FILE.toml|ADDRESS",
        help="registry files, one per company, or addresses of websites",
    )
    _add_report_options(audit)
    audit.add_argument(
        "--first-check",
        action="store_true",
        help="also a page to hand to a company that is no customer: what everybody can see of it (first-check.html)",
    )


def _add_init(commands: "Commands[_Parser]") -> None:
    init = _command(commands, "init", "read a website and write the registry file of its company")
    init.add_argument(
        "files", nargs=1, metavar="ADDRESS", help="of the website, such as https://www.example.org"
    )
    init.add_argument(
        "--out",
        dest="target",
        metavar="FILE.toml",
        help="where it is written (default: the domain's name, here)",
    )
    init.add_argument("--to", nargs="+", default=[], metavar="MAIL", help="who gets the report")
    init.add_argument(
        "--language",
        type=_language,
        metavar="LANGUAGE",
        help="of the file and of the reports (default: the site's)",
    )
    init.add_argument(
        "--audit",
        action="store_true",
        help="look at everything at once, and write the first report to ./reports",
    )
    _add_now(init)
    init.add_argument("--open", action="store_true", help="show the first report in the browser")


def _add_import(commands: "Commands[_Parser]") -> None:
    imported = _command(
        commands,
        "import",
        "write registry files and first reports for a list of clients, one table at the end",
    )
    imported.add_argument(
        "files",
        nargs=1,
        metavar="CLIENTS.csv",
        help="with the columns name, website, facebook, instagram, x, mail (or Firma, Webseite, E-Mail)",
    )
    imported.add_argument(
        "--files",
        dest="target",
        metavar="DIR",
        help="where registry files go (default: ./clients); none is overwritten",
    )
    _add_report_options(imported)


def _add_replay(commands: "Commands[_Parser]") -> None:
    replay = _command(commands, "replay", "judge what an audit saved once more, without network")
    replay.add_argument(
        "files", nargs=1, metavar="DIR", help="what audit wrote: its folder, or one company's in it"
    )
    replay.add_argument(
        "--registry", metavar="FILE.toml", help="facts and limits from here instead of the saved ones"
    )
    _add_report_options(replay)


def _add_known(commands: "Commands[_Parser]") -> None:
    known = _command(commands, "known", "note in the registry file whose a profile or place is")
    known.add_argument("files", nargs=1, metavar="FILE.toml", help="the company's registry file")
    known.add_argument("url", nargs="?", default="", metavar="URL", help="its address")
    known.add_argument(
        "verdict",
        nargs="?",
        default="",
        metavar="|".join(VERDICTS),
        help="whose it is; without address and this, what is known already is listed",
    )
    known.add_argument("--note", default="", metavar="TEXT", help="why")
    known.add_argument(
        "--seen",
        metavar="DAY",
        help="ours: a person looked at it; fake: somebody first saw it, or saw it again after it was gone",
    )
    known.add_argument("--reported", metavar="DAY", help="fake: somebody told the platform")
    known.add_argument("--gone", metavar="DAY", help="fake: somebody saw that it is gone")
    known.add_argument("--searched", metavar="DAY", help="somebody searched by hand")
    notice = _command(
        commands, "notice", "print a notice to a platform about a known fake, to be sent by a person"
    )
    notice.add_argument("files", nargs=1, metavar="FILE.toml", help="the company's registry file")
    notice.add_argument("url", metavar="URL", help="the fake's address, as [[known]] has it")
    notice.add_argument(
        "--language", type=_language, metavar="LANGUAGE", help="of the notice, instead of the registry file's"
    )


def _add_others(commands: "Commands[_Parser]") -> None:
    validate = _command(
        commands, "validate", "say what is wrong with registry files, one problem a line, with the cure"
    )
    validate.add_argument("files", nargs="+", metavar="FILE.toml", help="registry files, one per company")
    checks = _command(commands, "checks", "list every check with its limits")
    checks.add_argument(
        "--format",
        dest="formats",
        nargs=1,
        choices=CHECK_FORMATS,
        default=["table"],
        help="md is the page docs/checks.md (default: table)",
    )
    done = _command(commands, "done", "note in the registry file that an item needs no answer")
    done.add_argument("files", nargs=1, metavar="FILE.toml", help="the company's registry file")
    done.add_argument("item", metavar="ITEM", help="its id as the report says it, such as fb-1234_5678")
    done.add_argument("--note", default="", metavar="TEXT", help="why")
    _add_known(commands)
    resend = _command(
        commands, "resend", "send one mail once more, exactly as it was; 0 it was sent, 2 it was not"
    )
    resend.add_argument("company", metavar="COMPANY", help="its id")
    resend.add_argument("period", metavar="PERIOD", help="such as 2026-W48, or the name of a run by hand")
    resend.add_argument("address", metavar="ADDRESS", help="who shall get it")
    resend.add_argument(
        "--yes", action="store_true", help="send it; without this only say what would be sent"
    )
    _command(commands, "schema", "print the JSON Schema of the registry file, for editors")
