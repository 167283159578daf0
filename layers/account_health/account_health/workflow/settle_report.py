"""Settles the mails of one company whose fate was unknown: what SES told of them since decides."""

from collections.abc import Mapping
from typing import Any

from account_health.ledger import COMPANY_MAILS, DeliveryState, settle
from account_health.model.errors import BackendError
from account_health.workflow.run import run_from_json
from account_health.workflow.services import Services


def settle_report(event: Mapping[str, Any], services: Services) -> dict[str, object]:
    """Settle what stayed CLAIMED or UNKNOWN of the company's mails in the run's period; answer {"state"}.

    The state is "unsettled" where SES told nothing of a mail, or where something else lies among the entries: that is
    counted, which rings, and the end of the run names the company. Nothing is sent here.

    Raises, after all were tried, BackendError or ConflictError where a repetition helps; UsageError.
    """
    run = run_from_json(event["run"])
    prefixes = (f"ledger/{mail}/{run.period}/{event['company']}/" for mail in COMPANY_MAILS)
    paths = [key for prefix in prefixes for key in services.storage.keys(prefix)]
    states: list[DeliveryState] = []
    failure: BackendError | None = None
    for path in paths:
        try:
            states.append(settle(path, services.storage))
        except BackendError as error:
            failure = error
    unknown = states.count(DeliveryState.UNKNOWN)
    services.count({"mails_unsettled": unknown})
    if failure is not None:
        raise failure
    return {"state": "unsettled" if unknown else "settled"}
