"""Runs at a laptop: objects in a folder, secrets from the environment, mails as `.eml` files."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from account_health.model.errors import BackendError, ConflictError, MailRefusedError, StorageDeniedError
from account_health.storage import Mail, Secret, Stored
from account_health.storage.dotenv import read_variables
from account_health.storage.secret import parse_secret, place
from account_health.storage.whole_file import HIDDEN, write_whole

PREFIX: Final = "ACCOUNT_HEALTH_SECRET__"
"""What every variable that holds a credential begins with."""


class FolderStorage:
    """Objects as files below one folder; an object's version is the SHA-256 of its bytes.

    An object appears whole or not at all, and conditional writes hold between threads and processes of one
    machine. A folder on a network drive promises less.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, key: str) -> Stored | None:
        """Return the object, None where there is none.

        Raises StorageDeniedError where access is refused, BackendError for anything else.
        """
        return self._load(self._path(key))

    def write(self, key: str, body: bytes) -> None:
        """Write the object, replacing what is there; raises StorageDeniedError or BackendError."""
        path = self._path(key)
        with self._alone(path):
            self._put(path, body)

    def create(self, key: str, body: bytes) -> str:
        """Write the object only where there is none and return its version; raises ConflictError otherwise."""
        path = self._path(key)
        with self._alone(path):
            if path.exists():
                raise ConflictError(f"{path} exists already.")
            return self._put(path, body)

    def replace(self, key: str, body: bytes, version: str) -> str:
        """Write the object only over `version` and return the new one; raises ConflictError otherwise."""
        path = self._path(key)
        with self._alone(path):
            stored = self._load(path)
            if stored is None or stored.version != version:
                raise ConflictError(f"Somebody else wrote {path} in between.")
            return self._put(path, body)

    def keys(self, prefix: str) -> Iterator[str]:
        """Yield every key below the prefix, sorted."""
        folder = self._folder / prefix.rpartition("/")[0]
        found = (
            path.relative_to(self._folder).as_posix()
            for path in folder.rglob("*")
            if path.is_file() and not path.name.startswith(HIDDEN)
        )
        yield from sorted((key for key in found if key.startswith(prefix)), key=str.encode)

    def _path(self, key: str) -> Path:
        parts = key.split("/")
        if (
            "\\" in key
            or "\0" in key
            or any(part in {"", ".", ".."} or part.startswith(HIDDEN) for part in parts)
        ):
            raise BackendError(f"{key!r} is no key of an object.")
        return self._folder.joinpath(*parts)

    def _load(self, path: Path) -> Stored | None:
        try:
            body = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise _translated("read", path, error) from error
        return Stored(body, _version(body))

    def _put(self, path: Path, body: bytes) -> str:
        try:
            write_whole(path, body)
        except OSError as error:
            raise _translated("write", path, error) from error
        return _version(body)

    @contextmanager
    def _alone(self, path: Path) -> Iterator[None]:
        """Hold the folder's lock while one object is compared and written."""
        # Not at the top: there is no fcntl on Windows, where the command needs only the rest of this module.
        try:
            import fcntl  # noqa: PLC0415 - as said above
        except ImportError:
            raise BackendError(
                f"{self._folder} cannot be locked on this system; name a bucket (s3://BUCKET), or use Linux or macOS"
            ) from None

        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = (self._folder / f"{HIDDEN}lock").open("w")
        except OSError as error:
            raise _translated("write", path, error) from error
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


class EnvironmentSecrets:
    """Credentials from variables `ACCOUNT_HEALTH_SECRET__<COMPANY>__<NAME>`, upper case, `-` as `_`.

    What companies share is `ACCOUNT_HEALTH_SECRET___SHARED__<NAME>`. A `.env` file is read too; a variable
    that is really set wins over it.
    """

    writable: Final = False

    def __init__(self, environ: Mapping[str, str], dotenv: Path | None = None) -> None:
        self._variables = {**(read_variables(dotenv) if dotenv else {}), **environ}

    def names(self) -> tuple[str, ...]:
        """Return the name of every variable, of whatever program."""
        return tuple(self._variables)

    def get(self, company: str, name: str) -> Secret | None:
        """Return the credential, None where none is set.

        Raises BackendError where the variable could also belong to another company, as with the companies
        `a` and `a--b`, and where its value is no JSON object.
        """
        variable = variable_of(company, name)
        value = self._variables.get(variable)
        if value is None:
            return None
        owners = _owners(variable)
        if len(owners) > 1:
            raise BackendError(
                f"The variable {variable} could belong to {' or to '.join(owners)}. "
                "Give the company or the account an id without --."
            )
        return parse_secret(value, variable)

    def named(self, company: str, name: str) -> str:
        """Return the variable's name."""
        return variable_of(company, name)

    def put(self, company: str, name: str, secret: Secret, before: Secret) -> None:  # noqa: ARG002 - never stored
        """Raise BackendError: nobody can set a variable for the next process."""
        raise BackendError(
            f"The variable {variable_of(company, name)} cannot be renewed from here: put the new credential there."
        )


def variable_of(company: str, name: str) -> str:
    """Return the name of the variable that holds a credential."""
    folder, rest = place(company, name)
    return PREFIX + f"{folder}__{rest}".upper().replace("-", "_")


class EmlMailer:
    """Puts each mail into a folder as an `.eml` file, which any mail program opens."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def holds_back(self, address: str) -> bool:  # noqa: ARG002 - a folder refuses nobody
        """Return False: a folder takes every mail."""
        return False

    def sending(self) -> None:
        """Return None: a folder has no quota."""

    def send(self, mail: Mail) -> str:
        """Write the mail under a name of its own and return that; sending twice leaves two files.

        Raises MailRefusedError where the folder cannot be written.
        """
        digest = hashlib.sha256(mail.raw).hexdigest()[:16]
        number = 1
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            while True:
                path = self._folder / f"{digest}-{number}.eml"
                try:
                    with path.open("xb") as file:
                        file.write(mail.raw)
                except FileExistsError:
                    number += 1
                else:
                    return path.stem
        except OSError as error:
            raise MailRefusedError(
                f"The mail cannot be written to {self._folder}: {error.strerror}."
            ) from error


def _version(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _translated(verb: str, path: Path, error: OSError) -> BackendError:
    kind = StorageDeniedError if isinstance(error, PermissionError) else BackendError
    return kind(f"Cannot {verb} {path}: {error.strerror}.")


def _owners(variable: str) -> tuple[str, ...]:
    """Return every pair of ids that a variable's name can be read as."""
    rest = variable.removeprefix(PREFIX)
    if rest.startswith("_"):
        return (rest,)
    cuts = [cut for cut in range(1, len(rest) - 2) if rest[cut : cut + 2] == "__" and rest[cut + 2] != "_"]
    return tuple(f"{rest[:cut]}/{rest[cut + 2 :]}".lower().replace("_", "-") for cut in cuts)
