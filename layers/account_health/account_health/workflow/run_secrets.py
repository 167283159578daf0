"""Credentials are read once a run: a batch looks at thirty accounts with one token, and a process serves many batches.

A token that is renewed by the product itself is never kept: between two looks the stored one may be newer.
"""

import threading
from typing import Final

from account_health.model.errors import BackendError
from account_health.storage import Secret, Secrets
from account_health.storage.secret import place
from account_health.workflow.log_keys import known

_ENDS: Final = "expires_at"
"""The value by which RenewAccess knows when a token is due; what has none only a person replaces."""


class NoSecrets:
    """What the function knows that reads strangers' pages: nothing."""

    writable: Final = False

    def get(self, _company: str, _name: str) -> Secret | None:
        """Return that none is known."""
        return None

    def named(self, company: str, name: str) -> str:
        """Return what the credential is called; nobody stores it from here."""
        return "/".join(place(company, name))

    def put(self, company: str, name: str, _secret: Secret, _before: Secret) -> None:
        """Raise BackendError: whoever knows no credential renews none."""
        raise BackendError(
            f"The credential {name} of {company} cannot be stored by a function that holds no credentials."
        )


NO_SECRETS: Final = NoSecrets()


class RunSecrets:
    """The stored credentials, remembered while the work is about one and the same run; outside of runs nothing is."""

    def __init__(self, stored: Secrets) -> None:
        self.stored = stored
        self._lock = threading.Lock()
        self._run: str | None = None
        self._kept: dict[tuple[str, str], Secret] = {}

    @property
    def writable(self) -> bool:
        """Whether a renewed credential can be stored."""
        return self.stored.writable

    def get(self, company: str, name: str) -> Secret | None:
        """Return the credential, None where none is stored. Raises BackendError."""
        run = known("run")
        with self._lock:
            if run != self._run:
                self._run, self._kept = run, {}
            kept = self._kept.get(place(company, name))
        if kept is not None:
            return kept
        secret = self.stored.get(company, name)
        if run is not None and secret is not None and _ENDS not in secret.values:
            with self._lock:
                if run == self._run:
                    self._kept[place(company, name)] = secret
        return secret

    def named(self, company: str, name: str) -> str:
        """Return what the credential is called where it lies."""
        return self.stored.named(company, name)

    def put(self, company: str, name: str, secret: Secret, before: Secret) -> None:
        """Store a renewed credential over the one that was read. Raises ConflictError, BackendError."""
        with self._lock:
            self._kept.pop(place(company, name), None)
        self.stored.put(company, name, secret, before)


class NotedSecrets:
    """The credentials that one look reads, and the names of those that lay at a place which only this release reads."""

    def __init__(self, stored: Secrets) -> None:
        self._stored = stored
        self._old: set[str] = set()

    @property
    def writable(self) -> bool:
        """Whether a renewed credential can be stored."""
        return self._stored.writable

    @property
    def old_places(self) -> tuple[str, ...]:
        """Where credentials were found that have to move, sorted."""
        return tuple(sorted(self._old))

    def get(self, company: str, name: str) -> Secret | None:
        """Return the credential, None where none is stored. Raises BackendError."""
        secret = self._stored.get(company, name)
        if secret is not None and secret.old_place is not None:
            self._old.add(secret.old_place)
        return secret

    def named(self, company: str, name: str) -> str:
        """Return what the credential is called where it lies."""
        return self._stored.named(company, name)

    def put(self, company: str, name: str, secret: Secret, before: Secret) -> None:
        """Store a renewed credential over the one that was read. Raises ConflictError, BackendError."""
        self._stored.put(company, name, secret, before)
