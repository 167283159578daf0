"""What every function does around its step: keys on every line of the log, one line with the outcome, few metrics.

Powertools' formatter writes the lines of all loggers, not only of its own, so that a search for a run, a company or an
account finds what boto3 said of it, too. Events and answers name people and quote them: of both only names of runs,
companies and accounts, numbers and states are ever logged.
"""

import logging
import os
import sys
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import wraps
from typing import Any, Final, TypeAlias

from aws_lambda_powertools import Logger
from aws_lambda_powertools.metrics import EphemeralMetrics, MetricUnit

from account_health.workflow.log_keys import AddKeys, about, keys_of

Handler: TypeAlias = Callable[[dict[str, Any], Any], dict[str, Any]]

METRICS: Final = frozenset(
    {
        "accounts",
        "accounts_unseen",
        "companies_due",
        "companies_missing",
        "credentials_not_renewed",
        "days_since_weekly_report",
        "line_stopped_minutes",
        "mails_sent",
        "mails_undelivered",
        "mails_unsettled",
        "sending_in_doubt",
    }
)
"""Figures that an alarm or the dashboard reads: each costs by the hour in which it is written. The rest is in the log."""
_SAID: Final = ("state", "execution")
"""Words of an answer that are none of a person's."""

logger = Logger(use_rfc3339=True)  # Lambda reads level and time of a line only where its time is written so
_lines = logging.getLogger(__name__)
_figures: ContextVar[dict[str, float] | None] = ContextVar("figures", default=None)


def told(handler: Handler) -> Handler:
    """Return a handler whose log lines say what they are about, and whose last one says what became of the step.

    Figures that somebody looks at are written as metrics at its end, also where it fails.
    """

    @wraps(handler)
    def tell(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401 - Lambda's own
        figures: dict[str, float] = {}
        token = _figures.set(figures)
        try:
            with about(**keys_of(event)):
                try:
                    answer = handler(event, context)
                except Exception as error:
                    # Its words are in Lambda's own line; here stands what can be counted.
                    _lines.error("failed", extra={"outcome": type(error).__name__, **figures})
                    raise
                _lines.info("done", extra={"outcome": "done", **figures, **_plain(answer)})
                return answer
        finally:
            _figures.reset(token)
            _publish(figures)

    return tell


def count(figures: Mapping[str, float]) -> None:
    """Keep figures for the step's last line and its metrics; a later one of a name takes the place of the earlier."""
    kept = _figures.get()
    if kept is not None:
        kept.update(figures)


def _publish(figures: Mapping[str, float]) -> None:
    """Hand those figures to CloudWatch that somebody looks at there."""
    names = METRICS & figures.keys()
    if not names:
        return
    # Not `Metrics`: its instances share what they hold, and steps run side by side where they share a process.
    metrics = EphemeralMetrics()
    for name in names:
        metrics.add_metric(name=name, unit=MetricUnit.Count, value=figures[name])
    metrics.flush_metrics()


def write_all_alike(stream: Any = sys.stdout) -> logging.Handler:  # noqa: ANN401 - a text stream
    """Let one handler with Powertools' formatter write what every logger says, and Python's warnings; return it."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logger.registered_formatter)
    handler.addFilter(AddKeys())
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.INFO)
    # A warning would stand in the log as two lines of plain text, which no search by run or company finds.
    logging.captureWarnings(True)  # noqa: FBT003 - logging's own switch
    return handler


def _plain(answer: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in answer.items()
        if isinstance(value, (bool, int, float)) or (name in _SAID and isinstance(value, str))
    }


if os.environ.get("AWS_LAMBDA_FUNCTION_NAME"):
    write_all_alike()
