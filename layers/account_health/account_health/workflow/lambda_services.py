"""What the functions work with, built once per process from the environment that the stack (or a laptop) sets.

| variable | meaning |
|---|---|
| ACCOUNT_HEALTH_STORE | `s3://BUCKET`: S3, SSM and SES; or a folder: secrets from the environment, mails as `.eml` below `outbox/` |
| ACCOUNT_HEALTH_STACK | the stack's name, below which its credentials lie; account-health where it is not set |
| ACCOUNT_HEALTH_SENDER | the address that mails come from; only the steps that mail need it |
| ACCOUNT_HEALTH_OPERATOR | who hears of every run; nobody where it is not set |
| ACCOUNT_HEALTH_OPERATOR_LANGUAGE | that mail's language, de or en; en where it is not set |
| ACCOUNT_HEALTH_OVERVIEW | who gets the week's overview of all companies: addresses with commas between them |
| ACCOUNT_HEALTH_OVERVIEW_LANGUAGE | the overview's language, de or en; de where it is not set |
| ACCOUNT_HEALTH_ALERTS_READ_X | `on`: the daily looks read X too, which costs; `off` where it is not set |
| ACCOUNT_HEALTH_TIMEZONE | the stack's zone; Europe/Berlin where it is not set |
| ACCOUNT_HEALTH_CONFIGURATION_SET | SES's configuration set |
| ACCOUNT_HEALTH_REPORT_URL | where whole reports are shown to who has a link; empty where mails carry none, and nowhere for a folder |
| ACCOUNT_HEALTH_ALARM_TOPIC | the ARN of the topic of the alarms; only CloseRun has it, to tell the operator where nobody hears them |
| ACCOUNT_HEALTH_STATE_MACHINE | the ARN of the machine; only StartAudit has it |
| ACCOUNT_HEALTH_SENTIMENT | `comprehend`: Amazon Comprehend may add criticism to what the word lists hear; `none` or unset: they alone |
| ACCOUNT_HEALTH_GATEWAY | a stand-in for the internet on this machine; refused in a real Lambda |
| AWS_ENDPOINT_URL | boto3's own: a stand-in for AWS on this machine; refused in a real Lambda |
"""

import logging
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic_core import PydanticCustomError

from account_health.connectors.http.network import Network
from account_health.connectors.pool import Pool
from account_health.model.company import LANGUAGES, Language
from account_health.model.errors import UsageError
from account_health.registry.fields import read_mail
from account_health.storage.choose import STACK, Backends, in_folder, on_bucket, place_of
from account_health.storage.secret import OLD_FOLDER
from account_health.text.followable import followable_host
from account_health.text.tone import Tones, WordLists
from account_health.workflow.lambda_steps import count
from account_health.workflow.run_secrets import RunSecrets
from account_health.workflow.services import Engine, Services, Settings

logger = logging.getLogger(__name__)

_NO_SENDER: Final = "nobody@localhost.invalid"
_SWITCH: Final = ("on", "off")
_STANDINS: Final = {"ACCOUNT_HEALTH_GATEWAY": "the real internet", "AWS_ENDPOINT_URL": "AWS itself"}


@lru_cache(maxsize=1)
def services() -> Services:
    """Return this process's services; the first call reads the environment. Raises UsageError."""
    return services_from(os.environ)


def services_from(environ: Mapping[str, str]) -> Services:
    """Return the services that the variables describe; raises UsageError with what to set."""
    _refuse_standins(environ)
    place = place_of(environ)
    backend = _on_aws(environ, place) if isinstance(place, str) else _in_folder(environ, place)
    overview, refused = _readers(environ.get("ACCOUNT_HEALTH_OVERVIEW", ""))
    return Services(
        storage=backend.works.storage,
        secrets=RunSecrets(backend.works.secrets),
        mailer=backend.works.mailer,
        engine=backend.engine,
        network=Network(gateway=environ.get("ACCOUNT_HEALTH_GATEWAY") or None),
        pool=Pool(),
        settings=Settings(
            zone=_zone(environ.get("ACCOUNT_HEALTH_TIMEZONE") or "Europe/Berlin"),
            stack=environ.get(STACK) or OLD_FOLDER,
            sender=environ.get("ACCOUNT_HEALTH_SENDER") or _NO_SENDER,
            operator=_operator(environ),
            operator_language=_language(environ, "ACCOUNT_HEALTH_OPERATOR_LANGUAGE", "en"),
            overview=overview,
            overview_refused=refused,
            overview_language=_language(environ, "ACCOUNT_HEALTH_OVERVIEW_LANGUAGE", "de"),
            alerts_read_x=_switch(environ, "ACCOUNT_HEALTH_ALERTS_READ_X"),
            report_url=backend.report_url,
            senders=_number(environ, "ACCOUNT_HEALTH_SENDERS", 5),
        ),
        clock=_clock,
        new_id=_new_id,
        count=count,
        tones=backend.tones,
        sending=backend.works.mailer.sending,
        alarm_readers=backend.alarm_readers,
    )


class _Backend(NamedTuple):
    """Where objects and secrets lie, who sends, what starts a run, and what reads the tone of texts."""

    works: Backends
    engine: Engine | None
    tones: Tones
    report_url: str | None = None
    alarm_readers: Callable[[], int | None] = lambda: None


def _in_folder(environ: Mapping[str, str], folder: Path) -> _Backend:
    if _wants_comprehend(environ):
        raise UsageError("ACCOUNT_HEALTH_SENTIMENT=comprehend needs AWS: ACCOUNT_HEALTH_STORE=s3://BUCKET.")
    return _Backend(in_folder(_writable(folder), environ), None, WordLists())


def _on_aws(environ: Mapping[str, str], bucket: str) -> _Backend:
    # Not at the top: a laptop without boto3 runs the functions on a folder.
    from account_health.storage import aws  # noqa: PLC0415 - as said above

    clients = aws.clients()
    machine = environ.get("ACCOUNT_HEALTH_STATE_MACHINE")
    return _Backend(
        on_bucket(bucket, environ, clients),
        aws.StepFunctionsEngine(machine, clients.stepfunctions) if machine else None,
        aws.ComprehendTones(aws.comprehend()) if _wants_comprehend(environ) else WordLists(),
        _report_url(environ),
        partial(_alarm_readers, environ.get("ACCOUNT_HEALTH_ALARM_TOPIC")),
    )


def _alarm_readers(topic: str | None) -> int | None:
    if not topic:
        return None
    from account_health.storage.aws.alarms import alarm_readers  # noqa: PLC0415 - as above

    return alarm_readers(topic)


def _wants_comprehend(environ: Mapping[str, str]) -> bool:
    service = environ.get("ACCOUNT_HEALTH_SENTIMENT") or "none"
    if service not in ("none", "comprehend"):
        raise UsageError(f"ACCOUNT_HEALTH_SENTIMENT is {service!r}; it has to be none or comprehend.")
    return service == "comprehend"


def _report_url(environ: Mapping[str, str]) -> str | None:
    """Return where reports are shown; raises UsageError where that is no address that people may follow."""
    url = environ.get("ACCOUNT_HEALTH_REPORT_URL") or None
    if url is not None and (not url.startswith("https://") or followable_host(url) is None):
        raise UsageError("ACCOUNT_HEALTH_REPORT_URL has to be an https address, as a function URL is one.")
    return url


def _writable(folder: Path) -> Path:
    """Return the folder, or a copy of it where it is mounted read-only, as `sam local invoke` does."""
    if not folder.is_dir() or os.access(folder, os.W_OK):
        return folder
    copy = Path(tempfile.mkdtemp(prefix="account-health-")) / "store"
    logger.info("the folder is read-only: working on a copy", extra={"copy": str(copy)})
    return shutil.copytree(folder, copy)


def _refuse_standins(environ: Mapping[str, str]) -> None:
    """Raise UsageError where a function on AWS is told to look at, or to keep its things with, somebody who stands in for others.

    A slip there would judge companies by a simulated internet, or send mails and secrets elsewhere.
    """
    if not environ.get("AWS_LAMBDA_FUNCTION_NAME") or environ.get("AWS_SAM_LOCAL"):
        return
    for name, real in _STANDINS.items():
        if environ.get(name):
            raise UsageError(f"{name} is for tests: a function on AWS works with {real} only.")


def _operator(environ: Mapping[str, str]) -> str | None:
    """Return the operator's address as one in a registry file is read; raises UsageError where it is none."""
    name = "ACCOUNT_HEALTH_OPERATOR"
    text = environ.get(name)
    try:
        return read_mail(text) if text else None
    except PydanticCustomError as error:
        raise UsageError(f"{name}: {error}.") from None


def _readers(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the addresses, read as those in a registry file, and what is wrong with each that is none.

    One that is wrong keeps no other from its mail, so it is told and not raised.
    """
    good: dict[str, None] = {}
    refused = []
    for part in filter(None, map(str.strip, text.split(","))):
        try:
            good[read_mail(part)] = None
        except PydanticCustomError as error:
            refused.append(str(error))
    return tuple(good), tuple(refused)


def _language(environ: Mapping[str, str], name: str, default: Language) -> Language:
    value = environ.get(name) or default
    if value not in LANGUAGES:
        raise UsageError(f"{name} is {value!r}. Possible are {' and '.join(LANGUAGES)}.")
    return value


def _switch(environ: Mapping[str, str], name: str) -> bool:
    value = environ.get(name) or "off"
    if value not in _SWITCH:
        raise UsageError(f"{name} is {value!r}. Possible are on and off.")
    return value == "on"


def _number(environ: Mapping[str, str], name: str, default: int) -> int:
    value = environ.get(name) or str(default)
    if not value.isascii() or not value.isdigit() or not int(value):
        raise UsageError(f"{name} is {value!r}. It has to be a whole number from 1 on.")
    return int(value)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise UsageError(f"ACCOUNT_HEALTH_TIMEZONE is {name!r}, and no time zone has this name.") from error


def _clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the functions' clock: from here on it is passed in


def _new_id() -> str:
    return uuid.uuid4().hex
