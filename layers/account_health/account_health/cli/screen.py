"""What the command shows: the table of accounts on stdout, progress and complaints on stderr."""

import sys
import threading
from collections.abc import Iterable, Sequence
from datetime import UTC
from types import TracebackType
from typing import Self

from account_health.model import (
    TOLD,
    AccountReport,
    CompanyReport,
    Status,
)

UNKNOWN = "unknown"
CONVERSATION = "unanswered-criticism"
"""The check that reads everything that people write."""


def print_line(text: str) -> None:
    """Write a line of the answer."""
    sys.stdout.write(text + "\n")


def complain(text: str) -> None:
    """Write a line that somebody has to read, beside the answer."""
    sys.stdout.flush()
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def flush() -> None:
    """Push the answer out, so that a closed pipe shows now and not when Python ends."""
    sys.stdout.flush()


def table(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> Iterable[str]:
    """Yield rows as lines with columns of equal width; the columns in `right` end at their right edge."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


def company_table(report: CompanyReport) -> Iterable[str]:
    """Yield a company's accounts with their scores, and the company's own."""
    rows: list[tuple[str, ...]] = [
        ("account", "platform", "score", "coverage", "last post", "waiting", "to do")
    ]
    rows += [_row(account) for account in report.accounts]
    rows.append(("all", "", _number(report.score), _share(report.coverage), "", "", ""))
    yield f"{report.name} ({report.company}), {report.week}"
    for line in table(rows, right=frozenset({2, 3, 5, 6})):
        yield "  " + line


def companies_table(reports: Sequence[CompanyReport]) -> Iterable[str]:
    """Yield one line for each of several companies, the lowest score first and those without one before all."""
    if not reports:
        return
    rows: list[tuple[str, ...]] = [("company", "score", "coverage", "to do")]
    ordered = sorted(reports, key=lambda one: (one.score is not None, one.score or 0, one.company))
    rows += [
        (one.name, _number(one.score), _share(one.coverage), str(sum(map(to_do, one.accounts))))
        for one in ordered
    ]
    yield from table(rows, right=frozenset({1, 2, 3}))


def to_do(account: AccountReport) -> int:
    """Return how many findings of an account ask for something."""
    return sum(finding.status in TOLD for finding in account.findings)


def _row(account: AccountReport) -> tuple[str, ...]:
    last = account.last_post_at
    return (
        account.account,
        account.platform,
        "dormant" if account.state == "dormant" and account.score is None else _number(account.score),
        _share(account.coverage),
        "-" if last is None else f"{last.astimezone(UTC):%Y-%m-%d}",
        _waiting(account),
        str(to_do(account)),
    )


def _waiting(account: AccountReport) -> str:
    """Return how many wait; a dash, and never zero, where nobody can say that nobody does."""
    judged = any(
        finding.check == CONVERSATION and finding.status not in {Status.UNKNOWN, Status.NOT_APPLICABLE}
        for finding in account.findings
    )
    return str(len(account.open_items)) if account.open_items or judged else "-"


def _number(score: int | None) -> str:
    return UNKNOWN if score is None else str(score)


def _share(coverage: float | None) -> str:
    return "-" if coverage is None else f"{int(round(coverage * 100, 6))} %"


class Progress:
    """Counts finished looks on one line of a terminal; says nothing elsewhere."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._lock = threading.Lock()
        self._shown = sys.stderr.isatty()
        self._show()

    def more(self, accounts: int) -> None:
        """Note that so many more accounts than registered will be looked at."""
        with self._lock:
            self._total += accounts
            self._show()

    def step(self) -> None:
        """Note that one more account was looked at."""
        with self._lock:
            self._done += 1
            self._show()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _show(self) -> None:
        if self._shown:
            sys.stderr.write(f"\r\x1b[Klooked at {self._done} of {self._total} accounts")
            sys.stderr.flush()
