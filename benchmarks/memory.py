"""Measures what each function needs of memory: the peak of its process in one of Lambda's containers, over a real run and its event.

Run: make memory (needs a container engine). Linux only: a process's peak is read from the kernel.
"""

import contextlib
import io
import logging
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from account_health.model.lines import pace_of
from benchmarks.costs import register
from tests.aws import Cloud, all_variables, by_day, deployed
from tests.aws_server import AwsServer
from tests.local.containers import Containers, in_containers
from tests.local.engine import NoEngineError, find_engine, inside
from tests.local.machine import answered_by, fill_with_demo, sites
from tests.simulator.gateway import Gateway
from tests.template import ROOT, functions, step_of

COMPANIES: Final = pace_of("web").batch // 2
"""Beside those of the demo, with two sites each: a whole batch."""
WHY: Final[Mapping[str, str]] = {
    "AuditSites": "sixteen pages at once of up to 5 MB, and a larger share of a processor",
    "AuditAccounts": "answers with hundreds of comments, and a larger share of a processor",
    "AuditCompany": "both, and a person waits",
    "SendReport": "what reckons costs the same with more memory and is done sooner",
    "CloseRun": "10,000 companies (`make thousands`)",
    "PlanRun": "10,000 companies (`make thousands`)",
    "PlanLooks": "a line with all accounts of 10,000 companies",
    "RenewAccess": "it reads every registry file",
}
"""Why a function is given more than twice what it held; the others are given the least that is twice as much."""
ROOM: Final = 2.0
"""So many times its peak a function has at least: other sites are larger than ours."""


@dataclass(frozen=True, slots=True)
class Used:
    """One function: what it was given, and the most that its process held, in MB."""

    given: int
    peak: float

    @property
    def enough(self) -> bool:
        """Whether there is room left."""
        return self.given >= ROOM * self.peak


def peaks() -> dict[str, float]:
    """Return the most MB that each function's process on this machine held so far, by the function's logical id."""
    found: dict[str, float] = {}
    for process in Path("/proc").iterdir():
        with suppress(OSError, ValueError, KeyError):
            pairs = (line.partition("=") for line in (process / "environ").read_text().split("\0"))
            environ = {name: value for name, _, value in pairs}
            status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
            if "bootstrap" in (process / "cmdline").read_text():
                name = environ["AWS_LAMBDA_FUNCTION_NAME"]
                found[name] = max(found.get(name, 0.0), int(status["VmHWM"].split()[0]) * 1024 / 1e6)
    return found


@contextmanager
def running() -> Iterator[tuple[Cloud, Containers]]:
    """Yield a stack whose functions run in containers, with the demo's companies and a batch of others. Raises NoEngineError."""
    engine = find_engine()
    with ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        gateway = stack.enter_context(Gateway(sites(), host=engine.door))
        cloud = stack.enter_context(deployed(patch, gateway.url))
        aws = stack.enter_context(AwsServer(engine.door))
        fill_with_demo(cloud)
        for number in range(COMPANIES):
            register(cloud, gateway, f"bakery-{number:05}", 2)
        variables: Mapping[str, Any] = all_variables() | {
            "AWS_ENDPOINT_URL": inside(aws.url),
            "ACCOUNT_HEALTH_GATEWAY": inside(gateway.url),
        }
        log = Path(tempfile.mkdtemp()) / "start-lambda.log"
        containers = stack.enter_context(in_containers(engine, variables, log))
        stack.enter_context(answered_by(cloud, containers.invoke))
        cloud.patience = 1800
        yield cloud, containers


def measured() -> dict[str, Used]:
    """Return what each function used, by its logical id."""
    with running() as (cloud, containers):
        ended = cloud.run(by_day("weekly"))
        assert ended["status"] == "SUCCEEDED", ended.get("cause")
        reached = {step for step, _ in cloud.calls}
        for logical_id in sorted(functions()):
            step = step_of(logical_id)
            if step not in reached:
                containers.invoke(logical_id, (ROOT / "events" / f"{step}.json").read_text("utf-8"), {})
        found = peaks()
    return {name: Used(row["MemorySize"], found[name]) for name, row in sorted(functions().items())}


def table(used: Mapping[str, Used]) -> Iterator[str]:
    """Yield a row for each function."""
    yield "| function | most that it held | given | why more |"
    yield "|---|---:|---:|---|"
    for logical_id, one in used.items():
        name = logical_id.removesuffix("Function")
        short = "" if one.enough else " - TOO LITTLE"
        yield f"| {name} | {one.peak:.0f} MB | {one.given} MB{short} | {WHY.get(name, '')} |"


def main() -> int:
    """Print the table; return 1 where a function has too little room."""
    logging.disable(logging.ERROR)
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # the functions' metrics are lines there
            used = measured()
    except NoEngineError as error:
        print(f"memory: not measured: {error}")
        return 0
    print("\n".join(table(used)))
    return 0 if all(one.enough for one in used.values()) else 1


if __name__ == "__main__":
    assert os.name == "posix"
    sys.exit(main())
