"""Plans a run: which companies it is about and in which lines they are looked at, written to the bucket."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from account_health.workflow.lambda_services import services
from account_health.workflow.lambda_steps import logger, told
from account_health.workflow.plan_run import plan_run


@logger.inject_lambda_context(log_event=False)
@told
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Return the run with the keys of plan and lines, and from when it looks and mails."""
    return plan_run(event, services())
