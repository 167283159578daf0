"""Credentials at the folder that all stacks shared until 0.1: read, and named in the operator's mail until they are moved."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from account_health.connectors.connector import Look
from account_health.model import Snapshot
from account_health.model.errors import AccessDeniedError, IncompleteRunError, MailRefusedError
from account_health.storage import Secret
from account_health.workflow.close_run import close_run
from account_health.workflow.run import run_to_json
from tests.world import OPERATOR, WEEKLY, World, world

TOLD = "These credentials lie at their old path"


@dataclass
class TwoFolders:
    """A store in which some credentials still lie in the old folder."""

    old: dict[tuple[str, str], str] = field(default_factory=dict)
    writable = True

    def get(self, company: str, name: str) -> Secret | None:
        """Return the credential, which every account has."""
        return Secret({"token": "canary"}, old_place=self.old.get((company, name)))

    def named(self, company: str, name: str) -> str:
        """Return its place in the new folder."""
        return f"/clients/{company}/{name}"

    def put(self, company: str, name: str, secret: Secret, before: Secret) -> None:
        """Store nothing."""


@pytest.fixture
def store() -> TwoFolders:
    """A store without anything old."""
    return TwoFolders()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: TwoFolders) -> Iterator[World]:
    """A stack that is not called as the old folder is, with two companies."""
    with world(tmp_path, monkeypatch) as made:
        settings = replace(made.services.settings, stack="clients")
        made.services = replace(made.services, secrets=store, settings=settings)
        made.register("acme")
        made.register("other")
        yield made


def operators_mail(here: World) -> str:
    """Do a week and return what the operator reads, subject first."""
    run, plan = here.plan(WEEKLY)
    for row in plan:
        here.run_company(row, run)
    with suppress(IncompleteRunError):
        close_run({"run": run_to_json(run)}, here.services)
    [raw] = [mail.raw for mail in here.outbox.sent if mail.recipient == OPERATOR]
    mail = message_from_bytes(raw, policy=policy.default)
    return f"{mail['Subject']}\n{mail.get_content()}".replace("\r\n", "\n")


def test_what_was_found_in_the_old_folder_is_named_with_the_command_that_moves_it(
    here: World, store: TwoFolders
) -> None:
    """By company, account and parameter; no company's people hear of it, and no credential stands anywhere."""
    store.old[("acme", "blog")] = "/account-health/_shared/agency"
    told = operators_mail(here)
    assert told.startswith("Credentials have to be moved before the next release (")
    assert f"{TOLD}, which the next release of account-health no longer reads:\n" in told
    assert "- acme: blog: /account-health/_shared/agency\n" in told
    assert "  account-health move-credentials --stack clients\n" in told
    assert "other: blog" not in told
    others = [mail.raw for mail in here.outbox.sent if mail.recipient != OPERATOR]
    assert len(others) == 2
    assert not any(b"/account-health/_shared" in raw or b"canary" in raw for raw in others)
    assert "canary" not in told


def test_where_all_were_moved_nothing_is_said(here: World) -> None:
    """The silent twin."""
    assert TOLD not in operators_mail(here)


def test_it_is_told_of_an_account_that_shows_nothing_and_of_a_company_whose_mail_is_owed(
    here: World, store: TwoFolders
) -> None:
    """What the platform answers and what SES answers changes nothing of where a credential lies."""
    store.old[("acme", "blog")] = "/account-health/acme/blog"

    def refused(_look: Look) -> Snapshot:
        raise AccessDeniedError("no")

    here.platform.does["acme/blog"] = refused
    here.outbox.answers["owner@acme.example"] = [MailRefusedError]
    assert "- acme: blog: /account-health/acme/blog\n" in operators_mail(here)
