"""The command `account-health`: audits companies from a laptop, without AWS. It only reads arguments, calls, and prints."""

import logging
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from account_health.cli.arguments import Options, parse
from account_health.cli.audits import audit_all
from account_health.cli.catalogue import print_checks, print_schema
from account_health.cli.known import Decision, as_verdict, read_day, write_known
from account_health.cli.notices import print_notice
from account_health.cli.onboard import init_site
from account_health.cli.operator_arguments import OPERATOR_COMMANDS
from account_health.cli.registry import mark_done, validate_files
from account_health.cli.replays import replay_folder
from account_health.cli.resends import resend_mail
from account_health.cli.screen import complain, flush
from account_health.model.errors import AccountHealthError, UsageError

BAD_USAGE = 2
INTERRUPTED = 128 + signal.SIGINT


def main(arguments: Sequence[str] | None = None, environ: Mapping[str, str] | None = None) -> int:
    """Run the command and return its exit code: 0 done, 1 score, 2 usage or registry file, 3 nothing observed."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):  # a test's stream, or one that is closed
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr] # text streams have it
    logging.getLogger("account_health").addHandler(logging.NullHandler())
    options = parse(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _run(options, os.environ if environ is None else environ)
        flush()
    except AccountHealthError as error:
        complain(str(error))
        return BAD_USAGE
    except BrokenPipeError:
        # Whoever read our output, such as `head`, has enough of it.
        _close_output()
        return 0
    except OSError as error:
        _close_output()
        complain(f"the answer cannot be written: {error.strerror}")
        return BAD_USAGE
    except KeyboardInterrupt:
        complain("stopped")
        return INTERRUPTED
    return code


def _close_output() -> None:
    """Give up standard output: without this Python complains once more at its exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(options: Options, environ: Mapping[str, str]) -> int:
    files = tuple(Path(file) for file in options.files)
    now = options.now or datetime.now(UTC)  # noqa: TID251 - the command's clock
    if options.command in OPERATOR_COMMANDS:
        # Not at the top: whoever only audits needs nothing of it.
        from account_health.cli.operator import run_operator_command  # noqa: PLC0415 - as said above

        return run_operator_command(options, environ, now)
    match options.command:
        case "audit":
            code = audit_all(options.files, options, environ, now)
        case "init":
            code = init_site(options, environ, now)
        case "replay":
            code = replay_folder(files[0], options, environ)
        case "validate":
            code = validate_files(files, now)
        case "checks":
            code = print_checks(options.formats[0])
        case "done":
            code = mark_done(files[0], options.item, options.note)
        case "known":
            code = _known(files[0], options)
        case "notice":
            code = print_notice(files[0], options, now)
        case "resend":
            code = resend_mail(options, environ)
        case _:
            code = print_schema()
    return code


def _known(file: Path, options: Options) -> int:
    if bool(options.url) != bool(options.verdict):
        raise UsageError("name both the address and whose it is: ours, not_ours or fake")
    days = {"seen": options.seen, "reported": options.reported, "gone": options.gone}
    read = {key: read_day(day) if day else None for key, day in days.items()}
    decision = (
        Decision(url=options.url, verdict=as_verdict(options.verdict), note=options.note, days=read)
        if options.url
        else None
    )
    return write_known(file, decision, read_day(options.searched) if options.searched else None)
