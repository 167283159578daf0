"""Which module does what a command asks; each is loaded when it is asked for, so that help and version start at once."""

# ruff: noqa: PLC0415 - the whole point of this module

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

from account_health.cli.arguments import Options
from account_health.cli.operator_arguments import OPERATOR_COMMANDS

Environ: TypeAlias = Mapping[str, str]
Command: TypeAlias = Callable[[Options, Environ, datetime], int]


def command_of(name: str) -> Command:
    """Return what does the work of a command."""
    return _operate if name in OPERATOR_COMMANDS else COMMANDS[name]


def _operate(options: Options, environ: Environ, now: datetime) -> int:
    from account_health.cli.operator import run_operator_command

    return run_operator_command(options, environ, now)


def _audit(options: Options, environ: Environ, now: datetime) -> int:
    from account_health.cli.audits import audit_all

    return audit_all(options.files, options, environ, now)


def _init(options: Options, environ: Environ, now: datetime) -> int:
    from account_health.cli.onboard import init_site

    return init_site(options, environ, now)


def _import(options: Options, environ: Environ, now: datetime) -> int:
    from account_health.cli.imports import import_clients

    return import_clients(options, environ, now)


def _replay(options: Options, environ: Environ, _now: datetime) -> int:
    from account_health.cli.replays import replay_folder

    return replay_folder(Path(options.files[0]), options, environ)


def _validate(options: Options, _environ: Environ, now: datetime) -> int:
    from account_health.cli.registry import validate_files

    return validate_files(tuple(map(Path, options.files)), now)


def _checks(options: Options, _environ: Environ, _now: datetime) -> int:
    from account_health.cli.catalogue import print_checks

    return print_checks(options.formats[0])


def _done(options: Options, _environ: Environ, _now: datetime) -> int:
    from account_health.cli.registry import mark_done

    return mark_done(Path(options.files[0]), options.item, options.note)


def _known(options: Options, _environ: Environ, now: datetime) -> int:
    from account_health.cli.known import list_known, note_known

    file = Path(options.files[0])
    if not (options.url or options.verdict or options.searched):
        return list_known(file, options)
    return note_known(file, options, now)


def _notice(options: Options, _environ: Environ, now: datetime) -> int:
    from account_health.cli.notices import print_notice

    return print_notice(Path(options.files[0]), options, now)


def _resend(options: Options, environ: Environ, _now: datetime) -> int:
    from account_health.cli.resends import resend_mail

    return resend_mail(options, environ)


def _schema(_options: Options, _environ: Environ, _now: datetime) -> int:
    from account_health.cli.catalogue import print_schema

    return print_schema()


COMMANDS: Final[Mapping[str, Command]] = MappingProxyType(
    {
        "audit": _audit,
        "init": _init,
        "import": _import,
        "replay": _replay,
        "validate": _validate,
        "checks": _checks,
        "done": _done,
        "known": _known,
        "notice": _notice,
        "resend": _resend,
        "schema": _schema,
    }
)
