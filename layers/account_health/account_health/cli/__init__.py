"""The command `account-health`: audits companies from a laptop, without AWS. It only reads arguments, calls, and prints."""

import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from account_health.cli.arguments import Options, parse
from account_health.cli.commands import command_of

BAD_USAGE = 2
INTERRUPTED = 128 + signal.SIGINT


def main(arguments: Sequence[str] | None = None, environ: Mapping[str, str] | None = None) -> int:
    """Run the command and return its exit code: 0 done, 1 score, 2 usage or registry file, 3 nothing observed."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):  # a test's stream, or one that is closed
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr] # text streams have it
    options = parse(sys.argv[1:] if arguments is None else arguments)
    return _guarded(options, os.environ if environ is None else environ)


def _guarded(options: Options, environ: Mapping[str, str]) -> int:
    """Run what was asked for; whatever people can put right is a sentence and no traceback."""
    # Not at the top: whoever asks for the help needs nothing of it.
    import logging  # noqa: PLC0415 - as said above

    from account_health.cli.screen import complain, flush  # noqa: PLC0415 - as said above
    from account_health.model.errors import AccountHealthError  # noqa: PLC0415 - as said above

    logging.getLogger("account_health").addHandler(logging.NullHandler())
    try:
        now = options.now or datetime.now(UTC)  # noqa: TID251 - the command's clock
        code = command_of(options.command)(options, environ, now)
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
