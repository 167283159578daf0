"""Reads a registry file into a `Company`: defaults filled in, or every problem on one line with its cure."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from pathlib import PurePath
from typing import Any

from pydantic import ValidationError

from account_health.model.company import (
    Company,
    is_id,
)
from account_health.model.errors import RegistryError
from account_health.model.limits import limits
from account_health.model.platform import PLATFORM_ROWS, is_site
from account_health.model.watching import WATCH
from account_health.registry.addresses import (
    AddressError,
    read_address,
)
from account_health.registry.assembly import company_of
from account_health.registry.document import merge_defaults, read_document
from account_health.registry.fields import ID_RULE
from account_health.registry.hints import Path, explain, key_text, wrong_paths
from account_health.registry.known_checks import known_checks
from account_health.registry.partial_validation import without
from account_health.registry.secrets import CURE, find_secrets, shown
from account_health.registry.table import Reading
from account_health.registry.tables import Registry
from account_health.text.followable import may_load_logo
from account_health.text.hosts import host_of
from account_health.text.profile_keys import profile_of

MOST_PROBLEMS = 50
"""Nobody reads more at once."""

_MOST_ROUNDS = 20
"""One account may hold nine keys that mean nothing on its platform, and each is found alone."""


def read_company(
    data: bytes,
    file: str,
    defaults: Mapping[str, Any] | None = None,
    *,
    company: str | None = None,
) -> Company:
    """Return the company that a registry file describes.

    Args:
        data: the file's bytes (TOML, UTF-8).
        file: its name, for messages; the name without folder and `.toml` is the company's id.
        defaults: the tables of the shared defaults, from `read_defaults`; the file's own win.
        company: the company's id where the file's name is not it.

    Raises:
        RegistryError: with one line per problem, `file:key: what is wrong, what is allowed, the cure`.
    """
    name = company or PurePath(file).stem
    if not is_id(name):
        raise RegistryError((f"{file}:file name: is the company's id; {_rename(name)}",))
    document = _with_website(merge_defaults(defaults or {}, read_document(data, file)))
    checks = known_checks()
    problems = dict(_secrets(document))
    registry = _judged(document, checks, problems)
    _add(problems, _ids(document))
    if registry is not None:
        read = company_of(name, registry)
        _add(problems, _inverted(read, checks, problems))
        if not any(_hides_hosts(path, document) for path in problems):
            _add(problems, _foreign_logo(read))
        if not problems:
            return read
    raise RegistryError(_lines(problems, document, file))


def _with_website(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document in which an account that is a site, and gives no address, has that of `[facts] website`."""
    facts, accounts = document.get("facts"), document.get("accounts")
    website = facts.get("website") if isinstance(facts, dict) else None
    if isinstance(website, list) and website:
        website = website[0]
    if not isinstance(website, str) or not isinstance(accounts, list):
        return document
    filled = [
        {"url": website, **table}
        if isinstance(table, dict) and _is_site(table.get("platform")) and "url" not in table
        else table
        for table in accounts
    ]
    return document | {"accounts": filled}


def read_defaults(data: bytes, file: str) -> dict[str, Any]:
    """Return the tables that all companies share.

    Raises:
        RegistryError: like `read_company`, but nothing is missing from a file of defaults.
    """
    document = read_document(data, file)
    found: dict[Path, str] = {}
    _judged(document, known_checks(), found)
    problems = dict(_secrets(document))
    _add(problems, ((path, text) for path, text in found.items() if _is_there(path, document)))
    if problems:
        raise RegistryError(_lines(problems, document, file))
    return document


def _judged(
    document: Mapping[str, Any], checks: Mapping[str, Mapping[str, float]], problems: dict[Path, str]
) -> Registry | None:
    """Return the file's tables without their wrong parts, None where that does not end, and add every problem.

    Pydantic asks how parts fit together only where each of them is right, so it is asked again about what is left.
    """
    reading = _reading(document, checks)
    rest = dict(document)
    for _ in range(_MOST_ROUNDS):
        try:
            return Registry.model_validate(rest, context=reading)
        except ValidationError as error:
            _add(problems, explain(error))
            rest = without(rest, wrong_paths(error))
    return None


def _is_there(path: Path, document: Mapping[str, Any]) -> bool:
    part: Any = document
    for step in path:
        try:
            part = part[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def _reading(document: Mapping[str, Any], checks: Mapping[str, Mapping[str, float]]) -> Reading:
    people = document.get("people")
    tables = people.items() if isinstance(people, dict) else ()
    names = {key: table.get("name") if isinstance(table, dict) else None for key, table in tables}
    return Reading(checks, {key: name if isinstance(name, str) else "" for key, name in names.items()})


def _secrets(document: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    for path in find_secrets(document):
        yield path, CURE


def _add(problems: dict[Path, str], more: Iterator[tuple[Path, str]]) -> None:
    """Add what is new: a path below or above one that already has its sentence tells the same cause."""
    for path, sentence in more:
        if not any(path[:length] in problems for length in range(1, len(path) + 1)):
            problems[path] = sentence


def _lines(problems: Mapping[Path, str], document: Mapping[str, Any], file: str) -> tuple[str, ...]:
    told = [
        f"{file}:{key_text(path)}: {text}{_of_account(path, document)}"
        for path, text in islice(problems.items(), MOST_PROBLEMS)
    ]
    if len(problems) > MOST_PROBLEMS:
        told.append(
            f"{file}:file: has more problems than these {MOST_PROBLEMS}; mend them and check it again"
        )
    return tuple(told)


def _of_account(path: Path, document: Mapping[str, Any]) -> str:
    if len(path) < 2 or path[0] != "accounts" or not isinstance(path[1], int):  # noqa: PLR2004 - accounts[0].key
        return ""
    account = _account_id(document["accounts"][path[1]])
    return f" (account {account})" if account else ""


def _account_id(table: object) -> str | None:
    """Return the id that an account's table has or would get; None where that cannot be said."""
    if not isinstance(table, dict):
        return None
    given = table.get("id")
    if isinstance(given, str):
        return given if is_id(given) else None
    platform = table.get("platform")
    if isinstance(table.get("url"), str):
        try:
            found = read_address(table["url"]).platform
        except AddressError:
            return None
        platform = platform if _is_site(platform) and is_site(found) else found
    row = PLATFORM_ROWS.get(platform) if isinstance(platform, str) else None
    return None if row is None else row.default_id


def _is_site(platform: object) -> bool:
    return isinstance(platform, str) and platform in PLATFORM_ROWS and is_site(platform)


def _ids(document: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    people = document.get("people")
    for person in people if isinstance(people, dict) else ():
        if not is_id(person):
            yield ("people", person), f"is no id of a person; allowed: {ID_RULE}"
    accounts = document.get("accounts")
    seen: dict[str, int] = {}
    listed = accounts if isinstance(accounts, list) else ()
    for index, table in enumerate(listed):
        account = _account_id(table)
        if account == WATCH:
            yield ("accounts", index, "id"), f'"{WATCH}" is kept for [watch]; give it another id'
        elif account in seen and _same_account(listed[seen[account]], table):
            first = seen[account] + 1
            yield (
                ("accounts", index, "url"),
                f"is listed twice: it is the same account as accounts[{first}]; delete one of the two",
            )
        elif account in seen:
            yield (
                ("accounts", index, "id"),
                f'there already is an account "{account}"; give it an id, such as id = "{account}-2"',
            )
        elif account is not None:
            seen[account] = index


def _same_account(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Say whether two tables name the same profile or page, however its address is written."""
    first, second = (table.get("url") for table in (one, other))
    if not isinstance(first, str) or not isinstance(second, str):
        return False
    keys = profile_of(first), profile_of(second)
    if any(keys):
        return keys[0] == keys[1]
    return host_of(first) == host_of(second) and _path(first) == _path(second)


def _path(url: str) -> str:
    return url.partition("//")[2].partition("/")[2].rstrip("/")


def _inverted(
    company: Company, checks: Mapping[str, Mapping[str, float]], problems: Collection[Path]
) -> Iterator[tuple[Path, str]]:
    """Find limits whose warning would come after the fault; where the cadence is wrong, its limits are not known."""
    for index, account in enumerate(company.accounts):
        if ("accounts", index, "posts") in problems:
            continue
        for check, own in account.thresholds:
            now = {**checks.get(check, {}), **limits(check, account), **dict(own)}
            for warn, fail in _pairs(now):
                usual = checks.get(check, {})
                falls = usual.get(warn, 0) > usual.get(fail, 0)
                if (now[warn] < now[fail]) if falls else (now[warn] > now[fail]):
                    relation = "less" if falls else "more"
                    sentence = f"{warn} ({now[warn]:g}) must not be {relation} than {fail} ({now[fail]:g})"
                    path = ("accounts", index, "thresholds", check, warn)
                    yield path, f"{sentence}: the warning comes before the fault; set both"


def _hides_hosts(path: Path, document: Mapping[str, Any]) -> bool:
    """Return whether a wrong part may hold a host of the company or its agency."""
    match path:
        case ("report",) | ("report", "copy_to" | "reply_to", *_) | ("facts", *_) | ("accounts",):
            return True
        case ("accounts", _) | ("accounts", _, "url" | "platform", *_):
            return True
    unknown = path[0] not in Registry.model_fields
    return unknown and isinstance(document.get(str(path[0])), dict | list)


def _foreign_logo(company: Company) -> Iterator[tuple[Path, str]]:
    """Find a logo by which a stranger would learn who opens a report, and when."""
    if company.brand.logo is not None and not may_load_logo(company):
        sentence = (
            "must lie on a host of the company or of a mail address in copy_to, and its address must hold no query;"
            " put the image there"
        )
        yield ("brand", "logo"), sentence


def _pairs(found: Mapping[str, float]) -> Iterator[tuple[str, str]]:
    for key in found:
        fail = key.replace("warn", "fail", 1)
        if key.startswith("warn") and fail in found:
            yield key, fail


def _rename(name: str) -> str:
    if name.lower().endswith(".toml"):
        # Windows hides what it knows of a name's end, and editors add theirs.
        cure = f"rename the file to {name}, and let the system show the ends of names"
        return f"this one ends in .toml.txt or the like; {cure}"
    plain = name.lower().translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"})
    ascii_name = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    better = re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")[:63]
    hint = f"; rename the file, such as {better}.toml" if better else "; rename the file"
    return f"{shown(name)} is not possible; allowed: {ID_RULE}{hint}"
