"""A line at work: its pace, its stops, who is looked at again, and what is told of whom nobody reached."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from account_health.connectors import ConnectorRow
from account_health.connectors.connector import Look
from account_health.model import Snapshot, Unavailable
from account_health.model.errors import (
    AccessDeniedError,
    CollectError,
    PlatformUnavailableError,
    RateLimitedError,
)
from account_health.model.lines import LONG_STOP, Stop
from account_health.storage import Stored
from account_health.storage.jsons import from_json
from account_health.workflow.audit_accounts import HAND_OVER, audit_accounts
from account_health.workflow.line_clock import read_stop, release_line, stop_line
from account_health.workflow.log_keys import known
from account_health.workflow.plan_looks import plan_looks
from account_health.workflow.plan_run import plan_run
from account_health.workflow.rounds import Answer
from account_health.workflow.run import run_to_json
from account_health.workflow.send_report import send_report
from tests.in_process import look_at_line
from tests.world import NOW, WEEKLY, World, world

MINUTE = timedelta(minutes=1)
SITE = '[[accounts]]\nurl = "https://www.{0}.example/"\n'
PAGE = '[[accounts]]\nurl = "https://www.facebook.com/{0}"\n'
HEAD = 'name = "{0}"\nregion = "BY"\n[report]\nto = ["owner@{0}.example"]\n'


@dataclass
class Hours:
    """A clock that every look moves on."""

    now: datetime = NOW
    a_look: timedelta = timedelta(seconds=1)


@pytest.fixture
def hours() -> Hours:
    """The clock."""
    return Hours()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hours: Hours) -> Iterator[World]:
    """A world with websites and Facebook Pages, whose clock goes on."""
    with world(tmp_path, monkeypatch) as made:
        rows = {"blog": ConnectorRow(made.platform), "facebook": ConnectorRow(made.platform)}
        monkeypatch.setattr("account_health.workflow.collect.CONNECTORS", rows)
        collect = made.platform.collect

        def slowly(look: Look) -> Snapshot:
            hours.now += hours.a_look
            return replace(collect(look), platform=look.account.platform)

        monkeypatch.setattr(made.platform, "collect", slowly)
        made.services = replace(
            made.services,
            clock=lambda: hours.now,
            network=replace(made.services.network, sleep=lambda _: None),
        )
        yield made


def register(here: World, form: str, count: int) -> list[str]:
    """Register companies with one account each."""
    companies = [f"company-{number:02}" for number in range(count)]
    for company in companies:
        here.register(company, (HEAD + form).format(company))
    return companies


def planned(here: World, event: Any = WEEKLY) -> dict[str, Any]:
    """Plan a run."""
    return plan_run({"run": run_to_json(here.named(event))}, here.services)


def batch(here: World, plan: dict[str, Any], line: str, accounts: list[tuple[str, str]]) -> Answer:
    """Do one batch of a line, and return what it left."""
    rows = [
        {"company": company, "account": account, "due": "2026-11-23T07:00:00Z", "looks": 0, "alone": False}
        for company, account in accounts
    ]
    event = {"line": line, "round": 1, "batch": 0, "accounts": rows, "run": plan["run"]}
    told = audit_accounts(event, here.services)
    key = f"runs/_plans/{plan['run']['id']}/{line}/1/0.json"
    stored = here.storage.read(key)
    assert stored is not None
    answer = from_json(Answer, stored.body, key)
    assert told == {"left": len(answer.left)}
    return answer


def fails(error: CollectError) -> Callable[[Look], Snapshot]:
    """Look and meet an error."""

    def look(_look: Look) -> Snapshot:
        raise error

    return look


def pages(companies: list[str]) -> list[tuple[str, str]]:
    """Return the Pages of companies."""
    return [(company, "facebook") for company in companies]


# --- stops ----------------------------------------------------------------------------------------


def test_a_limit_that_two_accounts_meet_stops_the_line_for_every_run(here: World, hours: Hours) -> None:
    """Nobody else of the line is asked; a daily, a manual and the weekly run all wait for the same clock."""
    companies = register(here, PAGE, 5)
    for company in companies:
        here.platform.does[f"{company}/facebook"] = fails(RateLimitedError("too many"))
    plan = planned(here)
    answer = batch(here, plan, "meta", pages(companies))
    assert here.platform.looks == [f"{company}/facebook" for company in companies[:2]]
    stop = read_stop(here.storage, "meta", hours.now)
    assert (stop.failures, stop.why, stop.until) == (1, "rate_limited", hours.now + MINUTE)
    assert [(one.company, one.looks) for one in answer.left] == [
        (company, int(number < 2)) for number, company in enumerate(companies)
    ]
    assert [one.due for one in answer.left[2:]] == [stop.until] * 3

    other = planned(here, {"company": companies[4]})
    assert batch(here, other, "meta", pages(companies[4:])).left[0].due == stop.until
    assert len(here.platform.looks) == 2, "another run asks nobody either"


def test_a_platform_that_says_how_long_is_left_alone_so_long(here: World, hours: Hours) -> None:
    """Retry-After of ten minutes, said by any request of the batch."""
    companies = register(here, PAGE, 3)

    def refuse(look: Look) -> Snapshot:
        look.fetcher._network.turns.hear(429, {"retry-after": "600"})  # noqa: SLF001 - as an answer would
        raise RateLimitedError("too many", 600)

    for company in companies:
        here.platform.does[f"{company}/facebook"] = refuse
    batch(here, planned(here), "meta", pages(companies))
    assert read_stop(here.storage, "meta", hours.now).until == hours.now + 10 * MINUTE


def test_a_limit_of_one_page_stops_nobody(here: World, hours: Hours) -> None:
    """It is looked at again by itself."""
    companies = register(here, PAGE, 4)
    here.platform.does[f"{companies[1]}/facebook"] = fails(RateLimitedError("this Page"))
    answer = batch(here, planned(here), "meta", pages(companies))
    assert len(here.platform.looks) == 4
    assert [(one.company, one.looks) for one in answer.left] == [(companies[1], 1)]
    assert read_stop(here.storage, "meta", hours.now).failures == 0


@pytest.mark.parametrize(("accounts", "asked"), [(8, 3), (3, 3), (2, 2), (1, 1)])
def test_a_platform_of_which_nothing_answers_stops_the_line(
    here: World, hours: Hours, accounts: int, asked: int
) -> None:
    """Three in a row; fewer may be those accounts, and each is looked at again by itself."""
    companies = register(here, PAGE, accounts)
    for company in companies:
        here.platform.does[f"{company}/facebook"] = fails(PlatformUnavailableError("HTTP 503"))
    batch(here, planned(here), "meta", pages(companies))
    assert len(here.platform.looks) == asked
    assert read_stop(here.storage, "meta", hours.now).failures == int(accounts > 2)


def test_sites_that_are_down_stop_no_other_site(here: World, hours: Hours) -> None:
    """Each is somebody else's machine: all sixteen are asked, and those that are down again later."""
    companies = register(here, SITE, 16)
    for company in companies[:8]:
        here.platform.does[f"{company}/blog"] = fails(PlatformUnavailableError("no answer"))
    answer = batch(here, planned(here), "web", [(company, "blog") for company in companies])
    assert len(here.platform.looks) == 16
    assert [one.company for one in answer.left] == companies[:8]
    assert read_stop(here.storage, "web", hours.now).failures == 0


def test_an_access_that_is_refused_is_no_passing_trouble(here: World) -> None:
    """Nobody asks again for what a person has to mend, and the line goes on."""
    companies = register(here, PAGE, 5)
    for company in companies:
        here.platform.does[f"{company}/facebook"] = fails(AccessDeniedError("no"))
    assert batch(here, planned(here), "meta", pages(companies)).left == ()
    assert len(here.platform.looks) == 5


def test_a_line_that_answers_again_is_released(here: World, hours: Hours) -> None:
    """By the one account that is asked after the stop; one that is refused again makes the rest longer."""
    companies = register(here, PAGE, 2)
    stop_line(here.storage, "meta", hours.now, "rate_limited", None)
    hours.now += 2 * MINUTE
    here.platform.does[f"{companies[0]}/facebook"] = fails(RateLimitedError("still"))
    batch(here, planned(here), "meta", pages(companies[:1]))
    assert read_stop(here.storage, "meta", hours.now).failures == 2
    hours.now += 3 * MINUTE
    batch(here, planned(here), "meta", pages(companies[1:]))
    assert read_stop(here.storage, "meta", hours.now).failures == 0


def test_two_processes_that_meet_the_same_trouble_stop_the_line_once(here: World) -> None:
    """The second one's stop is the same stop, as long as the longer of both."""
    assert stop_line(here.storage, "meta", NOW, "rate_limited", None) == Stop(
        until=NOW + MINUTE, failures=1, why="rate_limited", since=NOW
    )
    second = stop_line(here.storage, "meta", NOW + MINUTE / 2, "rate_limited", 300)
    assert (second.failures, second.until) == (1, NOW + MINUTE / 2 + 5 * MINUTE)
    release_line(here.storage, "meta", NOW + 9 * MINUTE)
    assert read_stop(here.storage, "meta", NOW + 9 * MINUTE).failures == 0


def test_a_clock_that_cannot_be_read_holds_nobody_back(here: World) -> None:
    """What nobody of us wrote stops no line."""
    here.storage.write("state/_lines/meta.json", b"{")
    assert read_stop(here.storage, "meta", NOW).failures == 0
    assert stop_line(here.storage, "meta", NOW, "rate_limited", None).failures == 1


# --- time -----------------------------------------------------------------------------------------


def test_a_process_hands_over_before_its_time_is_up(here: World, hours: Hours) -> None:
    """Whom it did not come to waits on as before, due at once."""
    companies = register(here, PAGE, 8)
    hours.a_look = timedelta(minutes=1.5)
    answer = batch(here, planned(here), "meta", pages(companies))
    assert len(here.platform.looks) == 3
    assert 3 * hours.a_look >= HAND_OVER
    assert [(one.company, one.looks, one.due) for one in answer.left] == [
        (company, 0, NOW) for company in companies[3:]
    ]


def test_nobody_is_looked_at_after_the_time_for_looking(here: World, hours: Hours) -> None:
    """Also where a round was planned before."""
    companies = register(here, PAGE, 4)
    plan = planned(here)
    hours.now = datetime.fromisoformat(plan["run"]["look_until"])
    assert len(batch(here, plan, "meta", pages(companies)).left) == 4
    assert here.platform.looks == []


def test_a_mistake_of_ours_in_one_look_is_that_accounts_row(here: World) -> None:
    """A state that cannot be read, or a fault in our code beside the look, takes none of the batch along."""
    companies = register(here, PAGE, 3)
    plan = planned(here)
    here.storage.write(f"state/{companies[1]}.json", b"spoilt")
    assert batch(here, plan, "meta", pages(companies)).left == ()
    assert len(here.platform.looks) == 2
    note = here.json(f"runs/{companies[1]}/weekly-2026-W48/failures/facebook.json")
    assert note == {"error": "BrokenFileError"}


def test_each_line_of_a_look_names_its_account(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also before and after the platform is asked: what the storage logs of an account's state is about that account."""
    companies = register(here, PAGE, 2)
    plan, about, read = planned(here), [], here.storage.read

    def watched(path: str) -> Stored | None:
        if path.startswith(("state/company", "runs/company")):
            about.append((path.split("/")[1].removesuffix(".json"), known("company"), known("account")))
        return read(path)

    monkeypatch.setattr(here.storage, "read", watched)
    batch(here, plan, "meta", pages(companies))
    assert {company for company, _, _ in about} == set(companies)
    assert all(row == (row[0], row[0], "facebook") for row in about)


# --- whole lines ----------------------------------------------------------------------------------


def through(here: World, hours: Hours, event: Any = WEEKLY) -> dict[str, Any]:
    """Plan a run and play its lines, each from the run's beginning, in hours that pass in no time."""
    plan = planned(here, event)
    began = hours.now
    for row in here.json(plan["lines"]):
        hours.now = began

        def wait(until: datetime) -> None:
            hours.now = until

        look_at_line(row["line"], plan, here.services, wait=wait)
    return plan


def seen(here: World, company: str, account: str) -> bool:
    """Tell whether the run saw something of an account."""
    stored = here.storage.read(f"runs/{company}/weekly-2026-W48/snapshots/{account}.json")
    return stored is not None and not isinstance(from_json(Snapshot, stored.body).posts, Unavailable)


def rung(here: World) -> list[float]:
    """Return the minutes of lines that stand still, where they are more than the alarm lets pass."""
    minutes = [row["line_stopped_minutes"] for row in here.counted if "line_stopped_minutes" in row]
    assert minutes, "each round says something"
    return [each for each in minutes if each > LONG_STOP / MINUTE]


def test_an_outage_of_half_an_hour_costs_time_and_nobody(here: World, hours: Hours) -> None:
    """While Facebook is down it is asked a few times; then everybody is looked at, and no website waited for it."""
    companies = register(here, PAGE + SITE, 40)
    until = NOW + 30 * MINUTE

    def down(look: Look) -> Snapshot:
        if hours.now < until:
            here.platform.looks.append("in vain")
            raise PlatformUnavailableError("HTTP 503")
        return here.platform.__class__().collect(look)

    for company in companies:
        here.platform.does[f"{company}/facebook"] = down
    through(here, hours)
    assert here.platform.looks.count("in vain") < 12
    assert all(seen(here, company, account) for company in companies for account in ("facebook", "blog"))
    assert rung(here) == [], "half an hour is nobody's trouble"


def test_answers_that_are_written_twice_make_nobody_wait_twice(here: World) -> None:
    """A batch that Lambda runs again, also when the next round is planned already: each waits once, what was seen stays."""
    companies = register(here, PAGE, 4)
    plan = planned(here)
    here.platform.does[f"{companies[0]}/facebook"] = fails(RateLimitedError("this Page"))

    def next_round(after: int) -> list[str]:
        plan_looks({"line": "meta", "next": {"round": after}, "run": plan["run"]}, here.services)
        told = here.json(f"runs/_plans/weekly-2026-W48/meta/{after + 1}.json")
        return [row["company"] for rows in told for row in rows["accounts"]]

    assert next_round(0) == companies
    for _ in range(2):
        batch(here, plan, "meta", pages(companies))
    assert next_round(1) == companies[:1]
    for company in companies:  # the copy that comes late meets an outage
        here.platform.does[f"{company}/facebook"] = fails(PlatformUnavailableError("HTTP 503"))
    batch(here, plan, "meta", pages(companies))
    assert next_round(1) == companies[:1], "the round was planned"
    assert all(seen(here, company, "facebook") for company in companies[1:])


def test_a_company_that_is_taken_out_while_a_run_is_under_way_is_told_once_more(
    here: World, tmp_path: Path
) -> None:
    """The run goes on with what it planned, for everybody; the next one knows the company no more."""
    companies = register(here, PAGE, 3)
    plan = planned(here)
    next(tmp_path.rglob(f"registry/{companies[1]}.toml")).unlink()
    for row in here.json(plan["lines"]):
        look_at_line(row["line"], plan, here.services)
    for row in here.json(plan["plan"]):
        send_report({**row, "run": plan["run"]}, here.services)
    assert sorted(here.outbox.recipients) == [f"owner@{company}.example" for company in companies]
    later = planned(here, {"kind": "weekly", "scheduled_time": "2026-11-30T07:00:00Z"})
    assert [row["company"] for row in here.json(later["plan"])] == [companies[0], companies[2]]


def test_an_outage_of_the_whole_night_is_told_as_that(here: World, hours: Hours) -> None:
    """When time is up, whoever was never reached is unknown with the line's reason, and their sites are in the report."""
    companies = register(here, PAGE + SITE, 6)
    for company in companies:
        here.platform.does[f"{company}/facebook"] = fails(PlatformUnavailableError("HTTP 503"))
    plan = through(here, hours)
    end = here.json("runs/_plans/weekly-2026-W48/meta/end.json")
    assert (end["why"], len(end["left"])) == ("platform_unavailable", 6)
    for row in here.json(plan["plan"]):
        send_report({**row, "run": plan["run"]}, here.services)
    for company in companies:
        rows = here.json(f"runs/{company}/weekly-2026-W48/report.json")["accounts"]
        told = {row["id"]: {gap["reason"] for gap in row["unavailable"]} for row in rows}
        assert told == {"facebook": {"platform_unavailable"}, "blog": set()}
        assert [row["score"] for row in rows if row["id"] == "facebook"] == [None]
    assert sorted(here.outbox.recipients) == [f"owner@{company}.example" for company in companies]


def test_a_line_that_stands_still_for_an_hour_rings(here: World, hours: Hours) -> None:
    """Counted from its first stop on, however often one account asked since, until somebody is answered."""
    companies = register(here, PAGE, 6)
    hours.now = NOW - timedelta(hours=12)
    back = NOW - timedelta(hours=2)

    def down(look: Look) -> Snapshot:
        if hours.now < back:
            raise PlatformUnavailableError("HTTP 503")
        return here.platform.__class__().collect(look)

    for company in companies:
        here.platform.does[f"{company}/facebook"] = down
    through(here, hours, {"kind": "weekly", "scheduled_time": "2026-11-22T19:00:00Z"})
    minutes = rung(here)
    assert minutes == sorted(minutes)
    assert 60 < minutes[0] < 60 + 16
    assert minutes[-1] > 2 * 60, "the looking begins in the night, not in the evening"
    assert read_stop(here.storage, "meta", hours.now).stands_still(hours.now) == timedelta()


def test_a_wait_of_hours_that_the_platform_asks_for_rings_at_once(here: World, hours: Hours) -> None:
    """Nobody asks meanwhile, so nobody would notice later."""
    companies = register(here, PAGE, 3)
    plan = planned(here)
    stop_line(here.storage, "meta", hours.now, "rate_limited", 2 * 60 * 60)
    plan_looks({"line": "meta", "next": {"round": 0}, "run": plan["run"]}, here.services)
    assert rung(here) == [120]
    hours.now += timedelta(hours=2)
    later = planned(here, {"company": companies[0]})
    batch(here, later, "meta", pages(companies[:1]))
    plan_looks({"line": "meta", "next": {"round": 0}, "run": later["run"]}, here.services)
    assert rung(here) == [120], "it answered"


def test_a_stop_of_last_week_says_nothing_of_today(here: World) -> None:
    """Nobody asked for a week: a line is not told to stand still before it is asked, and the next stop counts anew."""
    register(here, PAGE, 3)
    stop_line(here.storage, "meta", NOW - timedelta(days=7), "platform_unavailable", None)
    plan = planned(here)
    plan_looks({"line": "meta", "next": {"round": 0}, "run": plan["run"]}, here.services)
    stop = stop_line(here.storage, "meta", NOW, "platform_unavailable", None)
    assert (stop.since, stop.failures) == (NOW, 2)
    assert rung(here) == []


def test_a_clock_of_an_earlier_version_is_read(here: World) -> None:
    """It does not say since when: the line rests as it says, and counts from its next stop on."""
    old = b'{"failures": 3, "until": "2026-11-23T07:10:00Z", "why": "rate_limited"}'
    here.storage.write("state/_lines/meta.json", old)
    known = read_stop(here.storage, "meta", NOW)
    assert (known.failures, known.since, known.stands_still(NOW)) == (3, None, timedelta())
    assert stop_line(here.storage, "meta", NOW + 11 * MINUTE, "rate_limited", None).since == NOW + 11 * MINUTE


def test_a_page_that_always_fails_does_not_hold_its_line(here: World, hours: Hours) -> None:
    """After a stop each question goes to somebody else, so one bad account is no platform."""
    companies = register(here, PAGE, 30)
    bad = companies[:3]
    for company in bad:
        here.platform.does[f"{company}/facebook"] = fails(PlatformUnavailableError("HTTP 500"))
    through(here, hours)
    assert all(seen(here, company, "facebook") for company in companies[3:])
    assert read_stop(here.storage, "meta", hours.now).failures == 0
