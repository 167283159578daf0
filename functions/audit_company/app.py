"""Audits one company at once and mails nobody: for the console and for a laptop."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from account_health.workflow.audit_company import audit_company
from account_health.workflow.lambda_services import services
from account_health.workflow.lambda_steps import logger, told


@logger.inject_lambda_context(log_event=False)
@told
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Return score, coverage and findings, and where the report lies."""
    return audit_company(event, services())
