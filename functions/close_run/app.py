"""Closes a run: plan against ledger, one mail to the operator, figures."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from account_health.workflow.close_run import close_run
from account_health.workflow.lambda_services import services
from account_health.workflow.lambda_steps import logger, told


@logger.inject_lambda_context(log_event=False)
@told
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Return the run's figures; raises IncompleteRunError where a due mail was not sent."""
    return close_run(event, services())
