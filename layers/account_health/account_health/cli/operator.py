"""The commands of whoever runs the product: each is loaded when it is called."""

# ruff: noqa: PLC0415 - as said above

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from account_health.cli.arguments import Options
from account_health.model.errors import UsageError


def run_operator_command(options: Options, environ: Mapping[str, str], now: datetime) -> int:
    """Run one of OPERATOR_COMMANDS and return its exit code. Raises AccountHealthError."""
    commands = {
        "doctor": _doctor,
        "connect": _connect,
        "move-credentials": _move,
        "push": _sync,
        "pull": _sync,
    }
    try:
        return commands.get(options.command, _runs)(options, environ, now)
    except ModuleNotFoundError as error:
        if error.name not in {"boto3", "botocore"}:
            raise
        # At a laptop nobody needs it, and it is not among the package's dependencies.
        raise UsageError(
            "This asks AWS, which needs boto3 beside account-health: pipx inject account-health boto3, or pip install boto3"
        ) from None


def _connect(options: Options, environ: Mapping[str, str], now: datetime) -> int:
    from account_health.cli.connect import connect

    if len(options.files) > 1:
        raise UsageError(
            "connect works on one file at a time; without a file it connects an agency's credential."
        )
    file = Path(options.files[0]) if options.files else None
    if not options.aws:
        return connect(options.platform, file, environ, now)
    from account_health.cli.stacks import into_ssm

    return connect(options.platform, file, environ, now, into_ssm(options.stack))


def _move(options: Options, _environ: Mapping[str, str], _now: datetime) -> int:
    from account_health.cli.move_credentials import move_credentials
    from account_health.cli.stacks import deployed

    return move_credentials(deployed(options.stack), yes=options.yes)


def _sync(options: Options, environ: Mapping[str, str], _now: datetime) -> int:
    from account_health.cli.stacks import store_of
    from account_health.cli.sync import pull_files, push_files

    storage = store_of(environ, options.stack)
    if options.command == "push":
        files = [Path(file) for file in options.files]
        return push_files(files, storage, yes=options.yes, review=options.review)
    return pull_files(options.files, options.folder, storage, yes=options.yes)


def _runs(options: Options, _environ: Mapping[str, str], now: datetime) -> int:
    from account_health.cli.runs import send_test_mail, show_status, start_run
    from account_health.cli.stacks import deployed
    from account_health.operations.runs import event_of

    stack = deployed(options.stack)
    match options.command:
        case "run":
            event = event_of(
                options.company or None, dry_run=options.dry_run, mail=options.mail, repeat=options.repeat
            )
            return start_run(stack, event)
        case "status":
            return show_status(stack, now)
        case _:
            return send_test_mail(stack, options.address, now)


def _doctor(options: Options, environ: Mapping[str, str], now: datetime) -> int:
    from account_health.cli.doctor import examine_files

    files = [Path(file) for file in options.files]
    if options.aws:
        from account_health.cli.stack_doctor import examine_stack
        from account_health.cli.stacks import deployed

        stack = deployed(options.stack)
        code = examine_stack(stack, environ, now)
        return max(code, examine_files(files, environ, now, stack.backends.secrets)) if files else code
    if not files:
        raise UsageError(
            "Name registry files, such as account-health doctor clients/*.toml, or ask the stack with --aws."
        )
    return examine_files(files, environ, now)
