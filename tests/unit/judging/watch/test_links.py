"""Links to unknown profiles live on the same five lines a month as everything else about the company's name."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from account_health.judging.company import Judged, judge_company
from account_health.judging.history import History
from account_health.judging.watch.links import LINKED
from account_health.memory.state import State
from account_health.model import Snapshot
from account_health.model.company import Account, Company
from account_health.workflow.run import name_run
from tests.builders import snapshot, statements
from tests.watch_samples import FAKE, NOW, bakery

SITES = tuple(f"https://filiale{n}.example/" for n in range(4))
UNKNOWN = "https://www.facebook.com/lindner.alt"


def chain(*known: Any) -> Company:
    """Return a bakery with four sites and no watch."""
    accounts = tuple(
        Account(id=f"site{n}", platform="website", url=url, posts="none") for n, url in enumerate(SITES)
    )
    return bakery(*known, watch=None, accounts=accounts)


def looked(days: int, *links: str) -> tuple[Snapshot, ...]:
    """Return looks at the four sites; each links one of these profiles, those left over none."""
    at = NOW + timedelta(days=days)
    return tuple(
        snapshot(
            account=f"site{n}",
            platform="website",
            url=url,
            taken_at=at,
            links=statements(*links[n : n + 1], url=url),
        )
        for n, url in enumerate(SITES)
    )


def lived(company: Company, weeks: Sequence[tuple[str, ...]]) -> list[Judged]:
    """Return the reports of these weeks, each with the links that stand there."""
    history, state, made = History(), State(), []
    for week, links in enumerate(weeks):
        now = NOW + timedelta(days=7 * week)
        run = name_run({"kind": "weekly", "scheduled_time": now.isoformat()}, now, company.zone)
        judged = judge_company(company, looked(7 * week, *links), run, history, state)
        history, state = judged.history, judged.state
        made.append(judged)
    return made


def listed(judged: Judged) -> list[str]:
    """Return on which channels a report lists a link."""
    return [
        account.account
        for account in judged.report.accounts
        for finding in account.findings
        if finding.check == LINKED and not finding.crowded_out and finding.status.value in {"warn", "fail"}
    ]


def test_two_of_a_month_s_lines_may_be_about_links() -> None:
    """The same unknown page on four sites: two are told, what is left is counted and stays on the page."""
    (judged,) = lived(chain(), [(UNKNOWN,) * 4])
    assert listed(judged) == ["site0", "site1"]
    assert len([task for task in judged.report.tasks if task.check == LINKED]) == 1


def test_a_link_to_a_stranger_comes_first() -> None:
    """A page that a person called somebody else's is worse than one that nobody knows."""
    (judged,) = lived(chain(FAKE), [(UNKNOWN, UNKNOWN, UNKNOWN, FAKE.url)])
    assert listed(judged) == ["site0", "site3"]


def test_a_link_that_comes_and_goes_is_told_three_times_at_most() -> None:
    """Every week another state for a year: the same matter stays the same."""
    weeks = [(UNKNOWN,) if week % 2 == 0 else () for week in range(52)]
    told = [judged.history.watched for judged in lived(chain(), weeks)][-1]
    assert len({one.matter for one in told}) == 1
    assert 1 < len(told) <= 3


def test_another_link_each_week_stays_within_the_month() -> None:
    """Links that change all the time are bounded like everything else."""
    weeks = [(f"https://www.facebook.com/lindner.alt{week}",) * 4 for week in range(20)]
    told = lived(chain(), weeks)[-1].history.watched
    months = [(one.at.year, one.at.month) for one in told]
    assert max(map(months.count, set(months))) == 2
    assert min(one.at.date() for one in told) == date(2026, 11, 30)
