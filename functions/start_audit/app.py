"""Starts a run: names it and starts the state machine's execution."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from account_health.workflow.lambda_services import services
from account_health.workflow.lambda_steps import logger, told
from account_health.workflow.start_audit import start_audit


@logger.inject_lambda_context(log_event=False)
@told
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Return {"execution", "started"}; `started` is False where this run exists already."""
    return start_audit(event, services())
