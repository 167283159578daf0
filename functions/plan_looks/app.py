"""Plans a line's next round of looks, or ends the line."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from account_health.workflow.lambda_services import services
from account_health.workflow.lambda_steps import logger, told
from account_health.workflow.plan_looks import plan_looks


@logger.inject_lambda_context(log_event=False)
@told
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Return the number of the round, where its batches lie, how many there are and when it begins."""
    return plan_looks(event, services())
