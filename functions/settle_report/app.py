"""Settles what became of mails whose fate was unknown; sends nothing."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from account_health.workflow.lambda_services import services
from account_health.workflow.lambda_steps import logger, told
from account_health.workflow.settle_report import settle_report


@logger.inject_lambda_context(log_event=False)
@told
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Return whether the fate of every mail is known now."""
    return settle_report(event, services())
