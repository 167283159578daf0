"""Registry files between a folder and the bucket: what would change, and whether it may. Pure but for the storage it is given."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from account_health.model.company import Company
from account_health.model.errors import RegistryError
from account_health.registry import read_company, read_defaults
from account_health.registry.secrets import looks_secret
from account_health.storage import Storage, Stored, write_over
from account_health.text.redact import redact
from account_health.text.sanitise import clean
from account_health.workflow.places import DEFAULTS, registry_file
from account_health.workflow.registry import list_registry
from account_health.workflow.shared_defaults import read_shared

_REPORT: Final = re.compile(r"^\[report\][^\n]*\n", re.MULTILINE)
_HIDDEN: Final = "(a line that looks like a password or token)"
_LINE: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One file of the registry as it is in the bucket, and as it would be. `company` is None for the shared defaults."""

    key: str
    before: Stored | None = field(repr=False)
    after: bytes = field(repr=False)
    company: Company | None = None

    @property
    def is_needed(self) -> bool:
        """Whether anything differs."""
        return self.before is None or self.before.body != self.after

    @property
    def offers_review(self) -> bool:
        """Whether this company is new, would be mailed at once, and has somebody who could read its drafts first."""
        return (
            self.before is None
            and self.company is not None
            and self.company.report.mode != "review"
            and bool(self.company.report.copy_to)
        )


def company_change(name: str, data: bytes, where: str, storage: Storage) -> Change:
    """Return what pushing a company's file changes, read with the bucket's own defaults. Raises RegistryError, BackendError."""
    company = read_company(data, where, read_shared(storage).tables, company=name)
    key = registry_file(name)
    return Change(key=key, before=storage.read(key), after=data, company=company)


def defaults_change(data: bytes, where: str, storage: Storage) -> Change:
    """Return what pushing the shared defaults changes.

    Raises RegistryError where they are wrong, or where a company of the bucket that is right now would not be any more.
    """
    tables = read_defaults(data, where)
    before = read_shared(storage).tables
    spoilt = []
    for company in list_registry(storage).companies:
        stored = storage.read(registry_file(company))
        if (
            stored is not None
            and _reads(stored.body, company, before)
            and not _reads(stored.body, company, tables)
        ):
            spoilt.append(
                f"{where}:file: {registry_file(company)} would be wrong with these defaults; mend it first"
            )
    if spoilt:
        raise RegistryError(tuple(spoilt))
    return Change(key=DEFAULTS, before=storage.read(DEFAULTS), after=data)


def _reads(data: bytes, company: str, tables: Mapping[str, Any]) -> bool:
    try:
        read_company(data, company, tables, company=company)
    except RegistryError:
        return False
    return True


def write(change: Change, storage: Storage) -> None:
    """Write a change over exactly what it was compared with. Raises ConflictError where somebody wrote in between."""
    write_over(storage, change.key, change.after, change.before)


def in_review(data: bytes) -> bytes | None:
    """Return a file with `mode = "review"` in its report table; None where that cannot be written for sure."""
    text = data.decode("utf-8-sig")
    line = "\r\n" if "\r\n" in text else "\n"
    written, count = _REPORT.subn(lambda found: f'{found[0]}mode = "review"{line}', text, count=1)
    try:
        known = tomllib.loads(written).get("report", {})
    except tomllib.TOMLDecodeError:
        return None
    return written.encode() if count and known.get("mode") == "review" else None


def difference(before: bytes | None, after: bytes, name: str) -> Iterator[str]:
    """Yield the lines that differ, with + and -; what looks like a credential is not repeated."""
    old, new = ((body or b"").decode("utf-8", "replace").splitlines() for body in (before, after))
    if before is None:
        yield f"{name}: new, {len(new)} lines"
        return
    yield f"{name}:"
    for line in list(difflib.unified_diff(old, new, lineterm="", n=1))[2:]:
        yield f"  {shown(line)}"
    if old == new:
        yield "  only line ends differ"


def shown(line: str) -> str:
    """Return a line of a file for a terminal: nothing that moves its cursor, nothing that looks like a credential."""
    sign, rest = line[:1], line[1:]
    if looks_secret(rest) or redact(rest) != rest:
        return f"{sign} {_HIDDEN}"
    indent = len(rest) - len(rest.lstrip(" "))
    return sign + " " * min(indent, _LINE) + clean(rest, _LINE)
