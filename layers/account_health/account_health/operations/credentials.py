"""Where an account's credential is expected, what it has to hold, and what lies beside it unused: names, never values."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from account_health.model.company import Account, Company, Platform
from account_health.model.platform import PLATFORM_ROWS, is_site
from account_health.registry.guesses import guess
from account_health.storage import Secret
from account_health.storage.local import variable_of
from account_health.storage.secret import parameter_of

_TAIL: Final = re.compile(r"SECRETS?(.*)", re.DOTALL)
_ALIKE: Final = 0.85


@dataclass(frozen=True, slots=True)
class Expected:
    """One account's credential, by the company and the name that stores know it by; `optional` where most accounts need none."""

    company: str
    name: str
    optional: bool = False

    @property
    def variable(self) -> str:
        """Where it belongs on a laptop."""
        return variable_of(self.company, self.name)

    def parameter(self, stack: str) -> str:
        """Return where it belongs in a stack on AWS."""
        return parameter_of(self.company, self.name, stack)


@dataclass(frozen=True, slots=True)
class Unused:
    """A name under which something is stored that no account uses; `meant` is the one that was probably meant."""

    name: str
    meant: str | None = None


def expected(company: Company, account: Account) -> Expected:
    """Return where an account's credential belongs."""
    optional = is_site(account.platform) and account.credential is None
    return Expected(company.id, account.credential or account.id, optional)


def expected_feeds(company: Company) -> Mapping[str, tuple[str, Expected]]:
    """Return for each alert feed whose address is stored like a credential its name -> that credential, and where it belongs."""
    feeds = company.watch.feeds if company.watch else ()
    return {
        feed.name: (feed.credential, Expected(company.id, feed.credential))
        for feed in feeds
        if feed.credential
    }


def all_expected(companies: Iterable[Company]) -> tuple[Expected, ...]:
    """Return where every credential of these companies belongs: those of accounts and those of alert feeds."""
    return tuple(
        one
        for company in companies
        for one in (
            *(expected(company, account) for account in company.accounts),
            *(feed for _, feed in expected_feeds(company).values()),
        )
    )


def lacking(platform: Platform, secret: Secret) -> tuple[str, ...]:
    """Return the fields that a stored credential lacks, each with the one beside it that was probably meant."""
    fields = PLATFORM_ROWS[platform].fields
    missing = [name for name in fields if not secret.values.get(name, "").strip()]
    there = [name for name in secret.values if name not in fields]
    told = []
    for name in missing:
        near = guess(name.replace("_", ""), [one.replace("_", "") for one in there])
        misspelt = next((one for one in there if one.replace("_", "") == near), None)
        told.append(name if misspelt is None else f"{name} (is {misspelt} that?)")
    return tuple(told)


def unused_variables(names: Iterable[str], wanted: Iterable[str], found: Iterable[str]) -> tuple[Unused, ...]:
    """Return the variables that look like a credential and that no account asks for.

    Args:
        names: every variable that is set, of whatever program.
        wanted: the variables that registered accounts ask for.
        found: those of them that are set.
    """
    asked = set(wanted)
    open_ = {_tail(name): name for name in asked - set(found)}
    told = []
    for name in sorted(set(names) - asked):
        if "HEALTH" not in name.upper() or not _TAIL.search(name.upper()):
            continue
        near = get_close_matches(_tail(name), open_, n=1, cutoff=_ALIKE)
        told.append(Unused(name, open_[near[0]] if near else None))
    return tuple(told)


def unused_parameters(
    names: Iterable[str], wanted: Iterable[str], found: Iterable[str]
) -> tuple[Unused, ...]:
    """Return the parameters of SSM that no account asks for, as `unused_variables` does."""
    asked = set(wanted)
    missing = sorted(asked - set(found))
    told = []
    for name in sorted(set(names) - asked):
        near = get_close_matches(name.lower(), missing, n=1, cutoff=_ALIKE)
        told.append(Unused(name, near[0] if near else None))
    return tuple(told)


def _tail(name: str) -> str:
    """Return what tells one variable from the next, however its underscores were written."""
    found = _TAIL.search(name.upper())
    return re.sub(r"[^A-Z0-9]", "", found[1] if found else name.upper())
