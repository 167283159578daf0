"""Starts a run: gives it its name and lets the engine start it once."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from account_health.model.errors import UsageError
from account_health.model.run import Run
from account_health.workflow.asked_once import asked_once
from account_health.workflow.log_keys import learn
from account_health.workflow.run import FIRST_REPEAT, LAST_REPEAT, name_run, run_to_json
from account_health.workflow.services import Services


def start_audit(event: Mapping[str, object], services: Services) -> dict[str, object]:
    """Start the run that the event asks for and answer {"execution", "started"}.

    A run of the same name that was started before, whether it still runs or not, is a success: `started` is false.
    The repair of a week is its next repeat.
    Raises UsageError where the event cannot be used, BackendError where the engine or the storage refuses.
    """
    if services.engine is None:
        raise UsageError("No state machine is named: ACCOUNT_HEALTH_STATE_MACHINE has to hold its ARN.")
    now = services.clock()
    run = name_run(event, now, services.settings.zone)
    # Who says when it is meant for has named the day; everybody else may be a retry of yesterday evening's.
    if run.kind == "manual" and run.mail == "company" and event.get("scheduled_time") is None:
        run = asked_once(run, services.storage, now)
    # The engine takes a second start of the same name and input for the first: the attempt makes the input differ.
    attempt = services.new_id()
    for one in _names(run):
        learn(run=one.id)
        if services.engine.start(one.id, {"run": run_to_json(one), "attempt": attempt}):
            return {"execution": one.id, "started": True}
    return {"execution": run.id, "started": False}


def _names(run: Run) -> Iterator[Run]:
    """Yield the run; a repair without a number of its own takes the first that no run of the week has."""
    if run.only is None or run.repeat is not None:
        yield run
        return
    for repeat in range(FIRST_REPEAT, LAST_REPEAT + 1):
        yield replace(run, id=f"{run.id}-r{repeat}", repeat=repeat)
