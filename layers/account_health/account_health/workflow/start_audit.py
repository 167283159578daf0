"""Starts a run: gives it its name and lets the engine start it once."""

from collections.abc import Mapping

from account_health.model.errors import UsageError
from account_health.workflow.run import name_run, run_to_json
from account_health.workflow.services import Services


def start_audit(event: Mapping[str, object], services: Services) -> dict[str, object]:
    """Start the run that the event asks for and answer {"execution", "started"}.

    A run of the same name that was started before, whether it still runs or not, is a success: `started` is false.
    Raises UsageError where the event cannot be used, BackendError where the engine refuses.
    """
    if services.engine is None:
        raise UsageError("No state machine is named: ACCOUNT_HEALTH_STATE_MACHINE has to hold its ARN.")
    run = name_run(event, services.clock(), services.settings.zone)
    # The engine takes a second start of the same name and input for the first: the attempt makes the input differ.
    document = {"run": run_to_json(run), "attempt": services.new_id()}
    return {"execution": run.id, "started": services.engine.start(run.id, document)}
