"""Two Mondays and a Thursday, as a stack lives them: weekly runs with their overviews, then a look that finds something.

The steps are the product's own, on a folder instead of AWS, against the same simulated sites as the rest of the demo.
"""

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from account_health.workflow.close_run import close_run
from account_health.workflow.lambda_services import services_from
from account_health.workflow.plan_run import plan_run
from account_health.workflow.run import name_run, run_to_json
from account_health.workflow.send_report import send_report
from account_health.workflow.services import Services
from tests.in_process import look_at_lines, read

STACK: Final[Mapping[str, str]] = {
    "ACCOUNT_HEALTH_SENDER": "reports@agentur-nordlicht.example",
    "ACCOUNT_HEALTH_OVERVIEW": "team@agentur-nordlicht.example",
}


def live(out: Path, days: Sequence[tuple[str, datetime]], at: Callable[[datetime], None]) -> None:
    """Run each kind of run at its moment and put the alert and the last overview beside the reports.

    Args:
        out: the demo's folder; the stack's own objects lie in its folder `stack`.
        days: (kind of run, its moment), in order.
        at: lets the simulated sites be as they are at a moment.
    """
    store = out / "stack"
    shutil.rmtree(store, ignore_errors=True)
    shutil.copytree(Path(__file__).parent / "companies", store / "registry")
    services = services_from({**os.environ, **STACK, "ACCOUNT_HEALTH_STORE": str(store)})
    for kind, moment in days:
        at(moment)
        run_once(
            {"kind": kind, "scheduled_time": moment.isoformat()},
            replace(services, clock=partial(_same, moment)),
        )
    for name, found in (("overview", "_plans/*.overview/*.eml"), ("alert", "*/daily-*/mails/alert/*.eml")):
        *_, mail = sorted(store.joinpath("runs").glob(found))
        shutil.copy(mail, out / f"{name}.eml")


def run_once(event: Mapping[str, Any], services: Services) -> dict[str, object]:
    """Do what the state machine does, one step after the other."""
    run = name_run(event, services.clock(), services.settings.zone)
    started = {"run": run_to_json(run)}
    planned = plan_run(started, services)
    look_at_lines(planned, services)
    for row in read(services.storage, str(planned["plan"])):
        send_report({**row, **started}, services)
    return close_run(started, services)


def _same(moment: datetime) -> datetime:
    return moment
