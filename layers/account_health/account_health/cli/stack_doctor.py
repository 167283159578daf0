"""The command `doctor --aws`: says of the deployed stack whether mails reach people, and what to do next where not."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from account_health.cli.screen import print_line
from account_health.cli.stacks import Deployed
from account_health.connectors.http.network import Network
from account_health.operations.stack_facts import gather
from account_health.operations.stack_health import Line, judge_stack

NEEDS_YOU = 1


def examine_stack(deployed: Deployed, environ: Mapping[str, str], now: datetime) -> int:
    """Print every matter with its next step; returns 0 where nothing is to do, else 1. Raises BackendError, UsageError."""
    network = Network(gateway=environ.get("ACCOUNT_HEALTH_GATEWAY") or None)
    facts = gather(deployed.stack, deployed.clients, deployed.storage, network.fetcher())
    lines = judge_stack(facts, now)
    for line in shown(lines):
        print_line(line)
    return NEEDS_YOU if any(one.step for one in lines) else 0


def shown(lines: Iterable[Line]) -> Iterable[str]:
    """Yield a line a matter, and below it what to do."""
    for one in lines:
        yield f"{one.label:<12} {one.text}"
        if one.step:
            yield f"{'':<12} next: {one.step}"
