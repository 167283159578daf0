"""The lines of a run in this process: what the state machine does between plan and mail, one step after the other."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeAlias

from account_health.storage import Storage
from account_health.workflow.audit_accounts import audit_accounts
from account_health.workflow.audit_sites import audit_sites
from account_health.workflow.plan_looks import plan_looks
from account_health.workflow.services import Services

Step: TypeAlias = Callable[[Mapping[str, Any], Services], dict[str, object]]
Do: TypeAlias = Callable[[Step, Mapping[str, Any]], dict[str, Any] | None]
"""Does a step with its event, and answers None where it failed for good."""


def look_at_lines(planned: Mapping[str, Any], services: Services, do: Do | None = None) -> None:
    """Look at every line of a planned run until nobody is due by the services' clock: in a test it stands still."""
    for row in read(services.storage, str(planned["lines"])):
        look_at_line(row["line"], planned, services, do=do)


def look_at_line(
    line: str,
    planned: Mapping[str, Any],
    services: Services,
    *,
    do: Do | None = None,
    wait: Callable[[datetime], None] = lambda _: None,
) -> None:
    """Look at one line; `wait` may move the services' clock to the moment of the next round."""

    def plainly(step: Step, event: Mapping[str, Any]) -> dict[str, Any] | None:
        return step(event, services)

    do = do or plainly
    following: dict[str, Any] | None = {"round": 0}
    while True:
        following = do(plan_looks, {"line": line, "next": following, "run": planned["run"]})
        if following is None or not following["batches"]:
            return
        begins = datetime.fromisoformat(following["begins"])
        if begins > services.clock():
            wait(begins)
        if begins > services.clock():
            return
        for batch in read(services.storage, following["looks"]):
            do(
                audit_sites if batch["by"] == "sites" else audit_accounts,
                {**batch, "line": line, "round": following["round"], "run": planned["run"]},
            )


def read(storage: Storage, key: str) -> Any:
    """Return a JSON object of the storage, an empty list where there is none."""
    stored = storage.read(key)
    return json.loads(stored.body) if stored else []
