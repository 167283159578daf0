"""Audits one account: looks, judges, and leaves both in the bucket."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from account_health.workflow.audit_account import audit_account
from account_health.workflow.lambda_services import services
from account_health.workflow.lambda_steps import logger, told


@logger.inject_lambda_context(log_event=False)
@told
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Return the account's id and whether anything could be seen."""
    return audit_account(event, services())
