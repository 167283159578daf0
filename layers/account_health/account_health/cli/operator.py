"""The commands of whoever runs the product: each is loaded when it is called."""

# ruff: noqa: PLC0415 - as said above

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from account_health.cli.arguments import Options
from account_health.model.errors import UsageError


def run_operator_command(options: Options, environ: Mapping[str, str], now: datetime) -> int:
    """Run one of OPERATOR_COMMANDS and return its exit code. Raises AccountHealthError."""
    return _doctor(options, environ, now)


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
