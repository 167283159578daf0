"""Records what SES tells of a mail: sent, delivered, bounced, complained about, refused."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from account_health.workflow.lambda_services import services
from account_health.workflow.lambda_steps import logger, told
from account_health.workflow.record_mail_event import record_mail_event


@logger.inject_lambda_context(log_event=False)
@told
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Return whether the event was about a mail of ours."""
    return record_mail_event(event, services())
