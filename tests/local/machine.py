"""The stack as the template describes it, filled with companies, and what came of a run in it."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import boto3  # noqa: TID251 - plays the person who deploys

from account_health.registry import read_company, read_defaults
from account_health.storage.local import EnvironmentSecrets
from account_health.storage.secret import place
from account_health.workflow.places import DEFAULTS
from tests import small_sites
from tests.aws import Cloud
from tests.simulator.demo import COMPANIES, SECRETS, demo_sites
from tests.simulator.gateway import Site
from tests.template import STACK, functions, step_of

EXAMPLE, EXAMPLE_HOST = "Stadtbäckerei", "www.stadtbaeckerei.example"
"""The company that the events in `events/` ask for."""

Invoke = Callable[[str, str, dict[str, str]], bytes]
"""(logical id, event as JSON, headers to add to) -> the answer."""


def sites() -> dict[str, Site]:
    """Return the sites and platforms of the demo's companies, and the site of the company that the events ask for."""
    now = datetime.now(UTC)  # noqa: TID251 - ages are measured by the real clock of the functions
    return demo_sites(now) | {EXAMPLE_HOST: small_sites.bakery(EXAMPLE_HOST, EXAMPLE)}


def fill_with_demo(cloud: Cloud) -> None:
    """Put the demo's registry into the bucket, and its invented credentials where the functions read them."""
    for file in sorted(COMPANIES.glob("*.toml")):
        cloud.put(f"registry/{file.name}", file.read_text("utf-8"))
    cloud.put("registry/stadtbaeckerei.toml", small_sites.registry_file(EXAMPLE, EXAMPLE_HOST))
    for variable, fields in SECRETS.items():
        company, _, name = (
            variable.removeprefix("ACCOUNT_HEALTH_SECRET__").lower().replace("_", "-").partition("--")
        )
        _keep("_shared" if company == "-shared" else company, name, fields)
    _keep("_stack", "report-link", {"k1": "7" * 64})


def fill_with(cloud: Cloud, folder: Path, environ: Mapping[str, str] = os.environ) -> None:
    """Put a folder's registry files into the bucket, with the credentials that `account-health audit` would use for them.

    Raises RegistryError where a file cannot be used.
    """
    shared = folder / Path(DEFAULTS).name
    defaults = read_defaults(shared.read_bytes(), str(shared)) if shared.is_file() else None
    secrets = EnvironmentSecrets(environ, folder / ".env")
    for file in sorted(folder.glob("*.toml")):
        cloud.put(f"registry/{file.name}", file.read_text("utf-8"))
        if file != shared:
            company = read_company(file.read_bytes(), str(file), defaults)
            feeds = company.watch.feeds if company.watch else ()
            named = {account.credential or account.id for account in company.accounts}
            for name in sorted(named | {feed.credential for feed in feeds if feed.credential}):
                secret = secrets.get(company.id, name)
                if secret is not None:
                    _keep(*place(company.id, name), secret.values)


def _keep(folder: str, name: str, fields: Mapping[str, str]) -> None:
    boto3.client("ssm").put_parameter(
        Name=f"/account-health/{folder}/{name}",
        Type="SecureString",
        Value=json.dumps(dict(fields)),
        Overwrite=True,
    )


LOOKING = timedelta(seconds=60)
"""So long a run looks whose functions keep the product's own pauses: trouble that passes is not waited for."""
PATIENCE_SECONDS = 400


@contextmanager
def answered_by(cloud: Cloud, invoke: Invoke) -> Iterator[None]:
    """Let somebody else answer for every function, such as containers, and end a run's looking soon."""
    names = {f"{STACK}-{step_of(logical_id).replace('_', '-')}": logical_id for logical_id in functions()}

    def dispatch(function: str, payload: Any, headers: dict[str, str]) -> bytes:
        name = function.rpartition(":")[2]
        event = json.loads(payload or "{}")
        cloud.calls.append((step_of(names[name]), event))
        answer = invoke(names[name], json.dumps(event), headers)
        return _looking_shortly(answer) if step_of(names[name]) == "plan_run" and not headers else answer

    with patch.object(cloud, "dispatch", dispatch), patch.object(cloud, "patience", PATIENCE_SECONDS):
        yield


def _looking_shortly(planned: bytes) -> bytes:
    answer = json.loads(planned)
    until = datetime.now(UTC) + LOOKING  # noqa: TID251 - the functions' clock is the real one
    answer["run"]["look_until"] = until.isoformat(timespec="seconds").replace("+00:00", "Z")
    return json.dumps(answer).encode()


def write_mails(cloud: Cloud, folder: Path) -> list[tuple[Path, str]]:
    """Write every mail that was sent as `.eml` with its page beside it; return each file with its subject."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number, (recipient, mail) in enumerate(cloud.mails(), 1):
        file = folder / f"{number:02}-{recipient}.eml"
        file.write_bytes(mail.as_bytes())
        page = mail.get_body(("html",))
        if page is not None:
            file.with_suffix(".html").write_text(page.get_content(), "utf-8")
        written.append((file, str(mail["subject"])))
    return written


def write_reports(cloud: Cloud, folder: Path) -> list[Path]:
    """Write every whole report of the bucket as a page; return the files."""
    files = []
    for key in cloud.keys("runs/"):
        if key.endswith("/report.html"):
            file = folder / key
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(cloud.get(key) or b"")
            files.append(file)
    return files
