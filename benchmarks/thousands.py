"""Measures planning and closing a run, with its overview, over thousands of companies: seconds and memory, and how they grow.

Run: python -m benchmarks.thousands [COMPANIES ...]; without numbers 1,000, 10,000 and, printed only, 100,000. Ends with 1 where
ten times the companies take more than eleven times as long, or 10,000 need more than 256 MB.

The steps are the real ones on a folder of real files: registry files with two accounts, and what SendReport left of each company,
made by one real SendReport. Every step runs in a process of its own, whose memory is that of the step alone.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, Final

from account_health.storage.jsons import time_text
from account_health.workflow.close_run import close_run
from account_health.workflow.lambda_services import services_from
from account_health.workflow.places import PlanPlace
from account_health.workflow.plan_run import plan_run
from account_health.workflow.send_report import send_report
from tests import small_sites
from tests.builders import NOW

COMPANIES: Final = (1_000, 10_000, 100_000)
MOST_MEGABYTES: Final = 256
COUNTED_UP_TO: Final = 10_000
"""Beyond that the figures are printed and promise nothing."""
MOST_GROWTH: Final = 1.1
"""Of the time for one company, where there are ten times as many."""
STEPS: Final = {"plan": plan_run, "close": close_run}
RUN: Final = {
    "id": "weekly-2026-W48",
    "kind": "weekly",
    "period": "2026-W48",
    "week": "2026-W48",
    "now": time_text(NOW),
    "company": None,
    "account": None,
    "mail": "company",
}


@dataclass(frozen=True, slots=True)
class Took:
    """A step over so many companies: seconds of a processor, and the most MB that its process held."""

    step: str
    companies: int
    seconds: float
    megabytes: float


def name_of(number: int) -> str:
    """Return the id of a company."""
    return f"bakery-{number:06}"


def prepare(folder: Path, companies: int) -> None:
    """Write the registry and what planning and sending leave of it."""
    (folder / "registry").mkdir(parents=True)
    for number in range(companies):
        text = small_sites.registry_file("Bakery", f"www.{name_of(number)}.example")
        text += f'\n[[accounts]]\nid = "second"\nurl = "https://second.{name_of(number)}.example/"\n'
        (folder / "registry" / f"{name_of(number)}.toml").write_text(text, "utf-8")


def fill(folder: Path, companies: int) -> None:
    """Send one company its report, and leave of all others what is left of that one."""
    services = _services(folder)
    first = name_of(0)
    send_report({"run": RUN, "company": first, "due": True}, services)
    place = PlanPlace(str(RUN["id"]))
    known = (folder / place.outcome(first)).read_text("utf-8")
    for number in range(1, companies):
        (folder / place.outcome(name_of(number))).write_text(known.replace(first, name_of(number)), "utf-8")


def _services(folder: Path) -> Any:  # noqa: ANN401 - the product's Services
    return services_from(
        {
            "ACCOUNT_HEALTH_STORE": str(folder),
            "ACCOUNT_HEALTH_SENDER": "reports@agency.example",
            "ACCOUNT_HEALTH_OPERATOR": "operator@agency.example",
            "ACCOUNT_HEALTH_OVERVIEW": "board@agency.example",
        }
    )


def step(name: str, folder: Path) -> None:
    """Do one step here, and print its seconds and the memory of this process."""
    services = _services(folder)
    begin = time.process_time()
    with redirect_stdout(StringIO()):  # the figures of a run are written there
        STEPS[name]({"run": RUN}, services)
    seconds = time.process_time() - begin
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6]))


def measured(companies: int) -> Iterator[Took]:
    """Yield what each step takes for so many companies."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        prepare(folder, companies)
        for name in STEPS:
            done = subprocess.run(  # noqa: S603 - this very program
                [sys.executable, "-m", "benchmarks.thousands", name, place],
                check=True,
                capture_output=True,
                text=True,
            )
            yield Took(name, companies, *json.loads(done.stdout))
            if name == "plan":
                fill(folder, companies)


def main() -> int:
    """Print a row for each step and number, and what is too much of it."""
    if sys.argv[1:2] and sys.argv[1] in STEPS:
        step(sys.argv[1], Path(sys.argv[2]))
        return 0
    wrong = []
    before: dict[str, Took] = {}
    for companies in map(int, sys.argv[1:] or COMPANIES):
        for took in measured(companies):
            each = 1000 * took.seconds / companies
            print(
                f"{took.step} {companies:,} companies: {took.seconds:.1f} s, {each:.2f} ms each, {took.megabytes:.0f} MB",
                flush=True,
            )
            less = before.get(took.step)
            if companies <= COUNTED_UP_TO:
                if took.megabytes > MOST_MEGABYTES:
                    wrong.append(f"{took.step}: {took.megabytes:.0f} MB for {companies:,} companies")
                if less and each > MOST_GROWTH * 1000 * less.seconds / less.companies:
                    wrong.append(f"{took.step} grows faster than the companies")
            before[took.step] = took
    print(
        f"goals: at most {MOST_MEGABYTES} MB for {COUNTED_UP_TO:,} companies, and time that grows with them"
    )
    print("\n".join(f"MISSED: {one}" for one in wrong) or "all met")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
