"""Strangers' pages are read by a step that knows no credential; what a password shows is asked for afterwards, reading no page."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from account_health.connectors import CONNECTORS
from account_health.connectors.http.network import Network
from account_health.model import Access, Conversation, NotOffered, Reason, Snapshot, Unavailable
from account_health.model.errors import BackendError, CredentialUnreadableError
from account_health.storage import Secret
from account_health.storage.jsons import from_json
from account_health.workflow.places import CompanyPlace
from account_health.workflow.plan_run import plan_run
from account_health.workflow.run import run_to_json
from tests.in_process import look_at_lines
from tests.simulator.gateway import Gateway
from tests.simulator.sites import SimulatedPost
from tests.simulator.wordpress import SimulatedComment, WordPressSite
from tests.world import NOW, WEEKLY, World, world

HOST = "www.acme.example"
PASSWORD = {"username": "audit", "application_password": "abcd efgh ijkl"}
POSTS = (SimulatedPost(number=1, at=NOW - timedelta(days=3), title="Neues", slug="neues"),)
COMMENTS = (SimulatedComment(number=7, post=1, at=NOW - timedelta(days=2), text="Wo bleibt mein Brot?"),)


@dataclass
class Vault:
    """Credentials, and who asked for one: for a step that may ask for none, asking is the fault."""

    stored: dict[str, str] | None = None
    trouble: BackendError | None = None
    asked: list[str] = field(default_factory=list)
    writable: bool = False

    def get(self, company: str, name: str) -> Secret | None:
        """Return the password."""
        self.asked.append(f"{company}/{name}")
        if self.trouble is not None:
            raise self.trouble
        return Secret(self.stored) if self.stored else None

    def named(self, company: str, name: str) -> str:
        """Return what it is called."""
        return f"{company}/{name}"

    def put(self, *_: Any) -> None:
        """Nothing is renewed here."""
        raise AssertionError


@dataclass
class Week:
    """A company with one blog, whose run is planned and looked at."""

    here: World
    gateway: Gateway
    vault: Vault

    def look(self, site: WordPressSite) -> Snapshot:
        """Let the lines of the week be looked at, and return what was kept."""
        self.gateway.add(HOST, site)
        self.here.register("acme")
        run = self.here.named(WEEKLY)
        planned = plan_run({"run": run_to_json(run)}, self.here.services)
        look_at_lines(planned, self.here.services)
        key = CompanyPlace("acme", run.id).snapshot("blog")
        stored = self.here.storage.read(key)
        assert stored is not None
        return from_json(Snapshot, stored.body, key)

    def authorised(self) -> list[str]:
        """Return the paths that were asked for with the password."""
        return [request.path for request in self.gateway.requests if "authorization" in request.headers]


@pytest.fixture
def week(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Week]:
    """A run over the real connector."""
    with Gateway() as gateway, world(tmp_path, monkeypatch) as here:
        monkeypatch.setattr("account_health.workflow.collect.CONNECTORS", CONNECTORS)
        vault = Vault()
        network = Network(gateway=gateway.url, sleep=lambda _: None)
        here.services = replace(here.services, secrets=vault, network=network)
        yield Week(here, gateway, vault)


def wordpress(**how: Any) -> WordPressSite:
    """Return a site of WordPress."""
    given: dict[str, Any] = {"host": HOST, "posts": POSTS, "comments": COMMENTS, "comment_feed": False}
    return WordPressSite(**{**given, **how})


def test_a_password_opens_what_the_pages_do_not_show(week: Week) -> None:
    """The site's own pages name the interface, the password goes there alone, and everything else stays as it was seen."""
    week.vault.stored = PASSWORD
    site = wordpress(rest="rest_login_required", users={"audit": "abcd efgh ijkl"})
    seen = week.look(site)
    assert isinstance(seen.comments, Conversation)
    assert [item.text for item in seen.comments.items] == ["Wo bleibt mein Brot?"]
    assert seen.comments.gap is None
    assert week.authorised() == ["/wp-json/wp/v2/comments"]
    parts = {name: getattr(seen, name) for name in ("posts", "site", "imprint")}
    assert not any(isinstance(part, NotOffered) for part in parts.values())


def test_without_a_password_the_pages_stay_what_is_known(week: Week) -> None:
    """The vault was asked once, after the pages were read, and nothing was asked of the site with a key."""
    seen = week.look(wordpress(rest="rest_login_required"))
    assert isinstance(seen.comments, Unavailable)
    assert seen.comments.reason is Reason.CLOSED
    assert (week.vault.asked, week.authorised()) == (["acme/blog"], [])


def test_a_refused_password_is_told(week: Week) -> None:
    """Also where everybody sees the comments: somebody has to make a new one."""
    week.vault.stored = {**PASSWORD, "application_password": "old"}
    seen = week.look(wordpress(users={"audit": "abcd efgh ijkl"}, comments=()))
    assert isinstance(seen.comments, Unavailable)
    assert seen.comments.reason is Reason.CREDENTIAL_REFUSED
    assert seen.access == Access(problem="revoked", never_expires=True)


def test_a_password_that_cannot_be_read_is_a_gap(week: Week) -> None:
    """What everybody sees stays; whether there is more, nobody knows."""
    week.vault.trouble = CredentialUnreadableError("the credential acme/blog")
    seen = week.look(wordpress())
    assert isinstance(seen.comments, Conversation)
    assert seen.comments.gap is not None
    assert seen.comments.gap.reason is Reason.CREDENTIAL_UNREADABLE


def test_a_fault_of_ours_is_a_gap_too(week: Week, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where our own code breaks behind the door, an empty view of everybody's is no "nobody waits"."""
    week.vault.stored = PASSWORD

    def break_down(*_: object) -> None:
        raise KeyError

    monkeypatch.setattr("account_health.connectors.blog.with_password.look_at_rest", break_down)
    seen = week.look(wordpress(comments=()))
    assert isinstance(seen.comments, Unavailable)
    assert (seen.comments.reason, seen.comments.detail) == (Reason.NOT_AUDITED, "KeyError")


def test_strangers_who_have_the_address_are_shown_no_password(week: Week) -> None:
    """Nothing of the company stands on the site any more: the password stays here."""
    week.vault.stored = PASSWORD
    row = CONNECTORS["blog"].behind
    assert row is not None
    seen = week.look(wordpress(users={"audit": "abcd efgh ijkl"}))
    assert row.is_there(seen)
    assert not row.is_there(replace(seen, comments=Unavailable(Reason.NOT_OURS, "")))
    assert not row.is_there(replace(seen, comments=NotOffered()))
    assert not row.is_there(replace(seen, memory=None))
