"""A token is read once a run and not once an account, and one that the product renews itself is read every time."""

from dataclasses import dataclass, field

import pytest

from account_health.storage import Secret
from account_health.workflow.log_keys import about
from account_health.workflow.run_secrets import RunSecrets


@dataclass
class Store:
    """A store that says what it was asked."""

    values: dict[str, dict[str, str]]
    asked: list[str] = field(default_factory=list)
    writable = True

    def get(self, company: str, name: str) -> Secret | None:
        """Return what is stored."""
        self.asked.append(f"{company}/{name}")
        found = self.values.get(name)
        return None if found is None else Secret(found)

    def named(self, company: str, name: str) -> str:
        """Return its name."""
        return f"{company}/{name}"

    def put(self, company: str, name: str, secret: Secret, before: Secret) -> None:  # noqa: ARG002 - as the protocol has it
        """Store it."""
        self.values[name] = dict(secret.values)


@pytest.fixture
def store() -> Store:
    """A token for good, one that ends, one of all companies, and none of another name."""
    return Store(
        {"x": {"token": "1"}, "ig": {"token": "1", "expires_at": "2027-01-01"}, "shared/x": {"token": "1"}}
    )


def test_within_a_run_each_credential_is_read_once(store: Store) -> None:
    """Also the one that companies share, whichever of them asks; another run reads it anew."""
    secrets = RunSecrets(store)
    for run in ("weekly-2026-W48", "weekly-2026-W48", "daily-2026-11-24"):
        with about(run=run):
            for company in ("acme", "bakery", "acme"):
                secrets.get(company, "x")
                secrets.get(company, "shared/x")
    assert store.asked == ["acme/x", "acme/shared/x", "bakery/x"] * 2


def test_outside_of_runs_nothing_is_remembered(store: Store) -> None:
    """Whoever renews compares with what is stored at that very moment."""
    secrets = RunSecrets(store)
    secrets.get("acme", "x")
    secrets.get("acme", "x")
    assert len(store.asked) == 2


def test_what_was_just_renewed_or_just_stored_is_never_served_from_before(store: Store) -> None:
    """Neither a token that ends, nor one that was missing, nor one that this process wrote."""
    secrets = RunSecrets(store)
    with about(run="weekly-2026-W48"):
        assert secrets.get("acme", "later") is None
        before = secrets.get("acme", "x")
        assert before is not None
        assert secrets.get("acme", "ig") == Secret(store.values["ig"])
        store.values["ig"] = {"token": "2", "expires_at": "2027-03-01"}
        store.values["later"] = {"token": "2"}
        assert secrets.get("acme", "ig") == Secret(store.values["ig"])
        assert secrets.get("acme", "later") == Secret({"token": "2"})
        secrets.put("acme", "x", Secret({"token": "2"}), before)
        assert secrets.get("acme", "x") == Secret({"token": "2"})
