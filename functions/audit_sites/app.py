"""Looks at one batch of websites, knowing no credential."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from account_health.workflow.audit_sites import audit_sites
from account_health.workflow.lambda_services import services
from account_health.workflow.lambda_steps import logger, told


@logger.inject_lambda_context(log_event=False)
@told
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Return how many of them are to be looked at again."""
    return audit_sites(event, services())
