"""What was found of one account's access, judged: what is there, what is missing, what that costs, the one next step. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from account_health.checks import CHECKS
from account_health.connectors.whose import Whose
from account_health.model import Access, Reason
from account_health.model.company import Account, Company
from account_health.model.limits import limits
from account_health.model.platform import PLATFORM_ROWS, is_site
from account_health.operations.credentials import Expected, lacking
from account_health.operations.steps import ENDS_SOON, FIELDS, MISSPELT, PERMISSIONS, PROBLEMS, REASONS
from account_health.storage import Secret
from account_health.text.sanitise import clean

_TELLING: Final = frozenset(
    {Reason.SCOPE_MISSING, Reason.SERVICE_DISABLED, Reason.QUOTA_ZERO, Reason.NOT_ENROLLED}
)
"""Reasons that say more than the name of what is missing."""
_NAME: Final = 80
_NAMED: Final = 6
"""How many of the lost checks a row names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found of one account.

    `place` is where its credential belongs, as people write it there; `secret` what is stored there; `unreadable` why
    that cannot be read; `misspelt` another name under which it probably lies. `whose` is the platform's answer, None
    where it was not asked.
    """

    company: Company
    account: Account
    file: str
    wanted: Expected
    place: str
    secret: Secret | None = None
    unreadable: str | None = None
    misspelt: str | None = None
    whose: Whose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """One account: rows of (label, text), the checks that cannot be judged, and what to do next, None for nothing.

    `credential`, `owner` and `left` are the same in a few words, for a table.
    """

    company: str
    account: str
    platform: str
    rows: tuple[tuple[str, str], ...]
    lost: tuple[str, ...]
    step: str | None
    credential: str
    owner: str
    left: str


def diagnose(found: Found, now: datetime) -> Diagnosis:
    """Return what stands between an account and a whole look at it."""
    row = PLATFORM_ROWS[found.account.platform]
    access = found.whose.access if found.whose else None
    lost = checks_lost(found.account, _parts_lost(found))
    credential, owner, left = _credential(found), _owner(found), _left(found, access, now)
    rows = [("address", found.account.url), ("credential", credential)]
    if not is_site(found.account.platform) or found.whose is None:
        rows.append(("whose", owner))
    else:
        rows.append(("answers", owner))
    if found.whose and (found.whose.granted or found.whose.costs):
        rows.append(("permissions", _permissions(found.whose)))
    if left:
        rows.append(("days left", left))
    if lost:
        rows.append(("costs", _costs(lost)))
    return Diagnosis(
        company=found.company.id,
        account=found.account.id,
        platform=row.label,
        rows=tuple(rows),
        lost=lost,
        step=next_step(found, now),
        credential=credential.partition(":")[0],
        owner=owner,
        left=left,
    )


def next_step(found: Found, now: datetime) -> str | None:
    """Return the one thing to do next for an account, None where nothing is to do: the first that blocks the rest."""
    values = _values(found)
    step = _step_here(found, values)
    if step is None and found.whose is not None:
        step = _step_there(found.whose, values) or _step_soon(found, now, values)
    return step


def _step_here(found: Found, values: Mapping[str, str]) -> str | None:
    """Return what is wrong with what is stored, whatever the platform would say."""
    if found.unreadable is not None:
        return REASONS[Reason.CREDENTIAL_UNREADABLE].format(**values)
    if found.secret is None:
        if found.wanted.optional:
            return None
        if found.misspelt is not None:
            return MISSPELT.format(name=found.misspelt, meant=found.place)
        return REASONS[Reason.CREDENTIAL_MISSING].format(**values)
    missing = lacking(found.account.platform, found.secret)
    return FIELDS.format(names=", ".join(missing), **values) if missing else None


def _step_there(whose: Whose, values: Mapping[str, str]) -> str | None:
    """Return what to do about the platform's answer: who refuses all of it comes before what is missing of it."""
    access, trouble = whose.access, whose.trouble
    # That a project is not enrolled has several reasons, each with a step of its own.
    if (
        access is not None
        and access.problem is not None
        and (access.problem != "not_enrolled" or not trouble)
    ):
        return PROBLEMS[access.problem].format(**values)
    names = (access.missing if access else ()) or tuple(whose.costs)
    if trouble is not None and (not names or trouble.reason in _TELLING):
        return REASONS[trouble.reason].format(**values)
    return PERMISSIONS.format(names=", ".join(names), **values) if names else None


def _step_soon(found: Found, now: datetime, values: Mapping[str, str]) -> str | None:
    access = found.whose.access if found.whose else None
    if access is None or access.expires_at is None:
        return None
    if (access.expires_at - now).days > limits("credential-expiry", found.account)["warn_days_left"]:
        return None
    return ENDS_SOON.format(day=f"{access.expires_at:%Y-%m-%d}", **values)


def checks_lost(account: Account, parts: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the checks that read one of these parts and are judged for this account."""
    gone = set(parts) & PLATFORM_ROWS[account.platform].parts
    off = {name for name, word in account.checks if word == "off"}
    return tuple(check.id for check in CHECKS if gone & set(check.reads) and check.id not in off)


def _values(found: Found) -> Mapping[str, str]:
    row = PLATFORM_ROWS[found.account.platform]
    return {
        "place": found.place,
        "connect": f"account-health connect {row.connect} {found.file}"
        if row.connect
        else f"docs/{row.docs}",
        "docs": f"docs/{row.docs}",
        "platform": row.label,
        "url": found.account.url,
    }


def _parts_lost(found: Found) -> frozenset[str]:
    """Return the parts that cannot be seen as things are."""
    everything = PLATFORM_ROWS[found.account.platform].parts - {"access"}
    if found.whose is None or found.whose.identity is None:
        return everything
    return frozenset().union(*found.whose.costs.values())


def _credential(found: Found) -> str:
    if found.unreadable is not None:
        return f"cannot be read: {found.unreadable}"
    if found.secret is not None:
        return f"found: {found.place}"
    if found.wanted.optional:
        return "none needed"
    beside = f"; {found.misspelt} lies there, is that it?" if found.misspelt else ""
    return f"missing: {found.place}{beside}"


def _owner(found: Found) -> str:
    whose = found.whose
    if whose is None:
        return "not asked"
    if whose.identity is None:
        return "nobody answers" if whose.trouble is None else f"not known: {whose.trouble.detail}"
    named = whose.identity.name or whose.identity.handle or whose.identity.id
    told = clean(named, _NAME)
    if whose.identity.id not in told:
        told += f" ({clean(whose.identity.id, _NAME)})"
    if whose.identity.was:
        told += f", called {clean(whose.identity.was, _NAME)} in the registry file"
    return told if whose.trouble is None else f"{told}; {whose.trouble.detail}"


def _permissions(whose: Whose) -> str:
    there = ", ".join(whose.granted) or "none"
    return f"{there}; missing: {', '.join(whose.costs)}" if whose.costs else f"{there}; none missing"


def _left(found: Found, access: Access | None, now: datetime) -> str:
    if access is None or access.problem is not None or is_site(found.account.platform):
        return ""
    if access.never_expires:
        return "no end"
    if access.expires_at is None:
        return "the platform does not say"
    return f"{(access.expires_at - now).days}, until {access.expires_at:%Y-%m-%d}"


def _costs(lost: tuple[str, ...]) -> str:
    """Return what cannot be judged: the first of them by name, so that a line stays one."""
    more = f" and {len(lost) - _NAMED} more" if len(lost) > _NAMED else ""
    return f"{len(lost)} {'check' if len(lost) == 1 else 'checks'} cannot be judged: {', '.join(lost[:_NAMED])}{more}"
