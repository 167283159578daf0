"""A company whose report goes to two people, up to the moment when it is mailed."""

from typing import Any

from account_health.model.run import Run
from account_health.workflow.run import run_to_json
from tests.world import WEEKLY, World

TWO = """
name = "Acme"
region = "BY"
[report]
to = ["a@acme.example", "b@acme.example"]
[[accounts]]
url = "https://www.acme.example/"
"""
RECIPIENTS = ("a@acme.example", "b@acme.example")


def ready(here: World) -> tuple[Run, dict[str, Any]]:
    """Do everything up to SendReport in a world where TWO is registered as acme, and return its event."""
    run, (row, *_) = here.plan(WEEKLY)
    event = {**row, "run": run_to_json(run)}
    here.look(run)
    here.storage.calls.clear()
    return run, event
