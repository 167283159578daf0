"""Shows a report to whoever holds its link; the only function that strangers can call."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from account_health.workflow.lambda_services import services
from account_health.workflow.lambda_steps import logger, told
from account_health.workflow.show_report import show_report


@logger.inject_lambda_context(log_event=False)
@told
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Return the page, or 404 for whatever is wrong with the request."""
    return show_report(event, services())
