"""Keeps Instagram Login tokens alive: renews each stored one that is due."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from account_health.workflow.lambda_services import services
from account_health.workflow.lambda_steps import logger, told
from account_health.workflow.renew_access import renew_access


@logger.inject_lambda_context(log_event=False)
@told
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Return what was renewed; raises NotRenewedError, which names the accounts that were not."""
    return renew_access(event, services())
