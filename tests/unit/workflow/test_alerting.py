"""A daily run: who is mailed what cannot wait, once, and what happens where something fails on the way."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from account_health.connectors.connector import Look
from account_health.ledger import Suppression, address_hash, lift, suppress
from account_health.model import Access, Conversation, NotOffered, Reason, Site, Snapshot, Unavailable
from account_health.model.errors import (
    IncompleteRunError,
    MailRefusedError,
    MailThrottledError,
    MailUnknownError,
)
from account_health.workflow.close_run import close_run
from account_health.workflow.run import run_to_json
from account_health.workflow.send_report import send_report
from tests import builders
from tests.world import NOW, OPERATOR, WEEKLY, Killed, World, remember_what_is_rendered, world

ACME = """
name = "Acme"
region = "BY"
[report]
to = ["owner@acme.example"]
copy_to = ["team@agency.example"]
[[accounts]]
url = "https://www.acme.example/"
"""
OWNER, TEAM = "owner@acme.example", "team@agency.example"
COMPLAINT = "Das Brot war hart und die Bedienung unfreundlich."
SITE = builders.URL
FAULTS = ("before", "after", "killed before", "killed after")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A world with one company: an owner, and an agency that gets the copy."""
    with world(tmp_path / "store", monkeypatch) as made:
        made.register("acme", ACME)
        yield made


def on(here: World, moment: datetime) -> None:
    """Let it be that time."""
    here.services = replace(here.services, clock=lambda: moment)


def daily(here: World, day: int, **more: Any) -> dict[str, object]:
    """Run the daily look so many days after Monday."""
    moment = NOW + timedelta(days=day)
    on(here, moment)
    return here.run({"kind": "daily", "scheduled_time": f"{moment:%Y-%m-%dT%H:%M:%SZ}", **more})


def sees(here: World, account: str = "acme/blog", **parts: Any) -> None:
    """Let a look see this from now on."""

    def look(asked: Look) -> Snapshot:
        return replace(
            builders.snapshot(**parts), account=asked.account.id, url=asked.account.url, taken_at=asked.now
        )

    here.platform.does[account] = look


def complaints(*numbers: int) -> Conversation:
    """Return complaints of the week before, long overdue."""
    return builders.conversation(*(builders.comment(number, 4 + number, COMPLAINT) for number in numbers))


LOST = Site(url=SITE, final_url=None, lost="unknown_host")
REFUSED = Access(problem="revoked")


def mailed(here: World) -> list[tuple[str, str]]:
    """Return everybody's mails with their subjects, the operator's aside."""
    return [
        (mail.recipient, str(message_from_bytes(mail.raw, policy=policy.default)["Subject"]))
        for mail in here.outbox.sent
        if mail.recipient != OPERATOR
    ]


def recipients(here: World) -> list[str]:
    """Return who was mailed, the operator aside."""
    return [mail.recipient for mail in here.outbox.sent if mail.recipient != OPERATOR]


def text_of(here: World, recipient: str) -> str:
    """Return the text of the last mail to somebody, in one line."""
    raw = [mail.raw for mail in here.outbox.sent if mail.recipient == recipient][-1]
    body = message_from_bytes(raw, policy=policy.default).get_body(("plain",))
    assert body is not None
    return " ".join(body.get_content().split())


# --- what is mailed -------------------------------------------------------------------------------


def test_a_quiet_day_mails_nobody(here: World) -> None:
    """Neither the company nor the operator hears of a look that found nothing new."""
    answer = daily(here, 1)
    assert here.outbox.asked == []
    assert (answer["companies_due"], answer["companies_missing"]) == (0, 0)
    assert here.json("runs/acme/daily-2026-11-24/due.json") == []


def test_a_complaint_beyond_its_limit_is_told_once(here: World) -> None:
    """Owner and agency get one mail; the next day none; a second complaint alerts again, and only of itself."""
    sees(here, comments=complaints(1))
    daily(here, 1)
    assert mailed(here) == [(OWNER, "Eine Beschwerde wartet – Acme"), (TEAM, "Eine Beschwerde wartet – Acme")]
    assert COMPLAINT in text_of(here, OWNER)
    daily(here, 2)
    assert len(mailed(here)) == 2
    sees(here, comments=complaints(1, 2))
    daily(here, 3)
    assert recipients(here) == [OWNER, TEAM] * 2
    assert text_of(here, OWNER).count(COMPLAINT) == 1
    assert "blog-blog-2" in text_of(here, OWNER)


def test_the_ledger_knows_the_alert_by_its_day(here: World) -> None:
    """One alert per recipient, company and day."""
    sees(here, comments=complaints(1))
    daily(here, 1)
    keys = list(here.storage.keys("ledger/alert/"))
    assert len(keys) == 2
    assert all(key.startswith("ledger/alert/2026-11-24/acme/") for key in keys)


def test_what_only_the_agency_can_do_is_told_to_the_agency(here: World) -> None:
    """Access that is refused alerts whoever gets the copy; where nobody does, the company itself."""
    sees(here, access=REFUSED)
    daily(here, 1)
    assert mailed(here) == [(TEAM, "Blog: kein Zugang mehr – Acme")]
    here.register("acme", ACME.replace('copy_to = ["team@agency.example"]', ""))

    sees(here, access=Access(problem=None))
    daily(here, 2)
    sees(here, access=REFUSED)
    daily(here, 3)
    assert recipients(here) == [TEAM, OWNER]


def test_the_company_is_told_where_everybody_signed_off_who_got_a_copy(here: World) -> None:
    """No alert goes to nobody."""
    here.register(
        "acme", ACME.replace("[[accounts]]", 'unsubscribed = ["team@agency.example"]\n[[accounts]]', 1)
    )
    sees(here, access=REFUSED)
    daily(here, 1)
    assert recipients(here) == [OWNER]


def test_the_company_is_told_where_the_agencys_address_is_gone(here: World) -> None:
    """A mailbox that bounced reads no alert."""
    suppress(here.storage, address_hash(TEAM), Suppression(since=NOW, why="Bounce", event="e"))
    sees(here, access=REFUSED)
    daily(here, 1)
    assert mailed(here) == [(OWNER, "Blog: kein Zugang mehr – Acme")]
    assert "Erneuern Sie den Zugang" in text_of(here, OWNER)


def test_while_reports_are_reviewed_only_the_agency_is_alerted(here: World) -> None:
    """A company that does not get its report yet gets no alert either."""
    here.register("acme", ACME.replace("[[accounts]]", 'mode = "review"\n[[accounts]]', 1))
    sees(here, comments=complaints(1))
    daily(here, 1)
    assert recipients(here) == [TEAM]
    assert "Entwurf" in text_of(here, TEAM)


def test_what_could_not_be_seen_is_no_alert(here: World) -> None:
    """An outage of the platform waits for the report, which tells it."""
    down = Unavailable(Reason.PLATFORM_UNAVAILABLE, "HTTP 503")
    sees(here, comments=down, site=down, access=down)
    daily(here, 1)
    assert here.outbox.asked == []


def test_a_refusal_before_anything_could_be_asked_is_an_alert(here: World) -> None:
    """The access is dead although the check could not judge it."""
    sees(here, access=Unavailable(Reason.CREDENTIAL_REFUSED, "HTTP 401"))
    daily(here, 1)
    assert mailed(here) == [(TEAM, "Blog: kein Zugang mehr – Acme")]
    assert "Erneuern Sie den Zugang" in text_of(here, TEAM)


# --- between the reports --------------------------------------------------------------------------


def test_the_weekly_report_suppresses_the_next_days_alert_of_the_same_matter(here: World) -> None:
    """What Monday's report told is told: also of somebody who was not overdue by then."""
    early = builders.comment(1, 0.1, COMPLAINT)
    sees(here, comments=builders.conversation(early), site=LOST)
    here.run(WEEKLY)
    assert len(mailed(here)) == 2
    for day in (1, 2, 3, 4):
        daily(here, day)
    assert len(mailed(here)) == 2


def test_a_daily_look_at_the_time_of_the_weekly_run_leaves_the_matter_to_the_report(here: World) -> None:
    """Whichever of the two comes to the company first: its owner reads the matter once that day."""
    sees(here, site=LOST)
    run, (row,) = here.plan(WEEKLY)
    daily(here, 0)
    assert mailed(here) == []
    here.run_company(row, run)
    daily(here, 0, repeat=2)
    daily(here, 1)
    assert recipients(here) == [OWNER, TEAM]
    assert here.json("runs/acme/weekly-2026-W48/due.json") != []


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Los_Angeles"])
def test_what_turns_up_after_the_weekly_report_alerts_on_the_same_day(here: World, zone: str) -> None:
    """The report is out, so it cannot tell it; also where it is still Sunday, of the week before."""
    here.register("acme", f'timezone = "{zone}"\n{ACME}')
    here.run(WEEKLY)
    sees(here, site=LOST)
    daily(here, 0)
    assert recipients(here) == [OWNER, TEAM] * 2


def test_a_weekly_run_that_never_came_to_the_company_hides_nothing_from_the_next_day(here: World) -> None:
    """It rings where the report is missing, and the look of Tuesday alerts."""
    sees(here, site=LOST)
    run, _ = here.plan(WEEKLY)
    daily(here, 0)
    with pytest.raises(IncompleteRunError, match="acme"):
        close_run({"run": run_to_json(run)}, here.services)
    daily(here, 1)
    assert recipients(here) == [OWNER, TEAM]


def test_a_weekly_run_without_a_report_for_the_company_holds_no_alert_back(here: World) -> None:
    """One that mails nobody, and one that could not read the company's file."""
    sees(here, site=LOST)
    here.plan({**WEEKLY, "mail": "operator"})
    daily(here, 0)
    assert recipients(here) == [OWNER, TEAM]
    here.register("zett", "name =")
    run, (_, row) = here.plan({"kind": "weekly", "scheduled_time": "2026-11-30T07:00:00Z"})
    here.run_company(row, run)
    here.register("zett")
    sees(here, "zett/blog", site=LOST)
    daily(here, 7)
    assert recipients(here) == [OWNER, TEAM, "owner@zett.example"]


def test_a_daily_run_leaves_no_weekly_entry_and_keeps_the_state(here: World) -> None:
    """The next report compares with the last report."""
    here.run(WEEKLY)
    sees(here, comments=complaints(1))
    daily(here, 1)
    history = here.json("history/acme.json")
    assert [entry["run"] for entry in history["entries"]] == ["weekly-2026-W48"]
    assert [one["id"] for one in history["alerted"]] == ["unanswered-criticism/blog-blog-1"]
    [state] = here.json("state/acme.json")["accounts"]
    assert state["last_look"].startswith("2026-11-24")


def test_an_alert_does_not_hide_the_matter_from_the_report(here: World) -> None:
    """The next report tells everything that is still so."""
    sees(here, site=LOST)
    daily(here, 1)
    on(here, NOW + timedelta(days=7))
    here.run({"kind": "weekly", "scheduled_time": "2026-11-30T07:00:00Z"})
    assert recipients(here) == [OWNER, TEAM] * 2
    assert "Webadresse" in mailed(here)[-1][1]


def test_what_was_mended_and_breaks_again_is_told_again(here: World) -> None:
    """Gone, back, gone: the second time is new."""
    sees(here, site=LOST)
    daily(here, 1)
    sees(here)
    daily(here, 2)
    sees(here, site=LOST)
    daily(here, 3)
    daily(here, 4)
    assert recipients(here) == [OWNER, TEAM] * 2


def test_a_weekly_run_that_mails_nobody_tells_nothing(here: World) -> None:
    """What stood in a report that no one got is still new."""
    sees(here, site=LOST)
    here.run({**WEEKLY, "mail": "operator"})
    assert mailed(here) == []
    daily(here, 1)
    assert recipients(here) == [OWNER, TEAM]


def test_a_report_by_hand_that_was_mailed_told_its_matters(here: World) -> None:
    """Whoever got a report on demand needs no alert of what stood in it."""
    sees(here, site=LOST)
    here.run({"kind": "manual", "company": "acme", "mail": "company"})
    daily(here, 1)
    assert recipients(here) == [OWNER, TEAM]
    assert here.json("history/acme.json")["entries"] == []


def test_a_rehearsal_and_a_daily_run_for_the_operator_alone_alert_nobody(here: World) -> None:
    """And they leave nothing behind that would hide the matter from the real one."""
    sees(here, site=LOST)
    here.run({"kind": "daily", "dry_run": True})
    daily(here, 1, mail="operator")
    assert mailed(here) == []
    daily(here, 2)
    assert recipients(here) == [OWNER, TEAM]


# --- once a day -----------------------------------------------------------------------------------


def test_a_day_that_is_repeated_sends_what_it_decided_first(here: World) -> None:
    """At most one mail a day: what turns up in the repetition waits for the next day, and is told then."""
    sees(here, comments=complaints(1))
    daily(here, 1)
    sees(here, comments=complaints(1, 2))
    daily(here, 1, repeat=2)
    assert recipients(here) == [OWNER, TEAM]
    daily(here, 2)
    assert recipients(here) == [OWNER, TEAM] * 2
    assert "blog-blog-2" in text_of(here, OWNER)
    assert "blog-blog-1" not in text_of(here, OWNER)


def test_a_repetition_alerts_where_the_first_run_found_nothing(here: World) -> None:
    """Nothing was decided yet for the day."""
    daily(here, 1)
    sees(here, site=LOST)
    daily(here, 1, repeat=2)
    assert recipients(here) == [OWNER, TEAM]


def test_an_alert_that_is_refused_rings_and_goes_out_when_the_day_is_repeated(here: World) -> None:
    """The same bytes, to the one who did not get them; the other one has his mail already."""
    sees(here, comments=complaints(1))
    here.outbox.answers[OWNER] = [MailRefusedError]
    with pytest.raises(IncompleteRunError, match=r"acme \(FAILED\)"):
        daily(here, 1)
    assert recipients(here) == [TEAM]
    assert OPERATOR in here.outbox.recipients
    daily(here, 2)
    assert recipients(here) == [TEAM], "nothing is sent again by itself"
    sees(here)
    daily(here, 1, repeat=2)
    assert recipients(here) == [TEAM, OWNER]
    assert COMPLAINT in text_of(here, OWNER)


def test_an_alert_of_unknown_fate_rings_and_is_never_sent_again(here: World) -> None:
    """One request, whatever is repeated."""
    sees(here, comments=complaints(1))
    here.outbox.answers[OWNER] = [MailUnknownError]
    for repeat in ({}, {"repeat": 2}):
        with pytest.raises(IncompleteRunError, match=r"acme \(UNKNOWN\)"):
            daily(here, 1, **repeat)
    assert here.outbox.asked.count(OWNER) == 1


def test_a_throttled_alert_is_sent_by_a_repeat_of_the_step(here: World) -> None:
    """SES asking for patience costs a repetition, not a mail."""
    sees(here, comments=complaints(1))
    here.outbox.answers[OWNER] = [MailThrottledError, MailThrottledError]
    daily(here, 1)
    assert sorted(recipients(here)) == [OWNER, TEAM]


# --- what rings -----------------------------------------------------------------------------------


def test_a_company_without_a_look_rings_for_no_mail(here: World) -> None:
    """A broken file makes the operator's mail, and no missing alert where none was due."""
    here.register("zett", "name =")
    answer = daily(here, 1)
    assert answer["companies_missing"] == 0
    assert here.outbox.recipients == [OPERATOR]
    assert "registry/zett.toml" in text_of(here, OPERATOR)


def test_one_companys_broken_file_leaves_the_others_their_alert(here: World) -> None:
    """Each is told by itself."""
    here.register("zett", "name =")
    sees(here, comments=complaints(1))
    daily(here, 1)
    assert recipients(here) == [OWNER, TEAM]


def sending(here: World) -> dict[str, Any]:
    """Do everything of Tuesday's run up to SendReport, and return its event."""
    on(here, NOW + timedelta(days=1))
    run, (row,) = here.plan({"kind": "daily", "scheduled_time": "2026-11-24T07:00:00Z"})
    event = {**row, "run": run_to_json(run)}
    here.look(run)
    here.storage.calls.clear()
    return event


@pytest.mark.once
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_every_call_of_the_storage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """Wherever the step fails, repeated or for good: never two alerts of one matter, and never a silence.

    Either the mail goes out that day, or it rings that day, or the next day's run tells the matter.
    """
    remember_what_is_rendered(monkeypatch)
    with pytest.MonkeyPatch.context() as patch, world(tmp_path / "calm", patch) as calm:
        calm.register("acme", ACME)
        sees(calm, comments=complaints(1))
        send_report(sending(calm), calm.services)
        calls = len(calm.storage.calls)
    assert calls > 15
    for at in range(1, calls + 1):
        for repeated in (True, False):
            with world(tmp_path / f"{at}-{repeated}", monkeypatch) as here:
                here.register("acme", ACME)
                sees(here, comments=complaints(1))
                event = sending(here)
                here.storage.at, here.storage.fault = at, fault
                _try(here, event, times=3 if repeated else 1)
                here.storage.at = None
                rang = _closes(here, event)
                first_day = recipients(here)
                if not rang:
                    daily(here, 2)
                assert sorted(recipients(here)) == [OWNER, TEAM] or rang, (at, fault, repeated)
                for someone in (OWNER, TEAM):
                    assert here.outbox.asked.count(someone) <= 1, (at, fault, repeated, first_day)


def test_an_alert_that_was_decided_rings_although_the_step_died_before_it_said_what_it_owes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And only then: where nothing was decided nothing is known to be owed, and where it went out nothing is."""
    with pytest.MonkeyPatch.context() as patch, world(tmp_path / "calm", patch) as calm:
        calm.register("acme", ACME)
        sees(calm, comments=complaints(1))
        send_report(sending(calm), calm.services)
        calls = list(calm.storage.calls)
    for dies_at, rings in (("alerts/2026-11-24.json", False), ("daily-2026-11-24/due.json", True)):
        with world(tmp_path / str(rings), monkeypatch) as here:
            here.register("acme", ACME)
            sees(here, comments=complaints(1))
            event = sending(here)
            here.storage.at = calls.index(f"create runs/acme/{dies_at}") + 1
            here.storage.fault = "killed before"
            with pytest.raises(Killed):
                send_report(event, here.services)
            here.storage.at = None
            assert _closes(here, event) is rings
            assert OPERATOR in here.outbox.recipients
            assert recipients(here) == []
            daily(here, 1, repeat=2)
            assert recipients(here) == [OWNER, TEAM]
            assert _closes(here, event) is False


def _try(here: World, event: Mapping[str, Any], *, times: int) -> None:
    """Do the step so often at most; its fault lies in one call, so that a repetition gets further."""
    for _ in range(times):
        try:
            send_report(json.loads(json.dumps(event)), here.services)
        except BaseException:  # noqa: BLE001, S112 - killed or failed, the engine tries again
            continue
        return


def _closes(here: World, event: Mapping[str, Any]) -> bool:
    """Return whether the end of the run rings."""
    try:
        close_run({"run": event["run"]}, here.services)
    except IncompleteRunError:
        return True
    return False


@pytest.mark.parametrize("kind", ["daily", "weekly"])
def test_what_reached_nobody_is_told_when_somebody_reads_again(here: World, kind: str) -> None:
    """While every address is withheld nothing was told, neither by the alert nor by the report."""
    sees(here, comments=complaints(1))
    for address in (OWNER, TEAM):
        suppress(here.storage, address_hash(address), Suppression(since=NOW, why="Bounce", event="e"))
    if kind == "weekly":
        here.run(WEEKLY)
    else:
        daily(here, 1)
    assert recipients(here) == []
    lift(here.storage, OWNER, NOW)
    daily(here, 2)
    assert recipients(here) == [OWNER]
    daily(here, 3)
    assert recipients(here) == [OWNER]


def test_a_mail_with_own_tasks_tells_no_critical_matter_to_everybody(here: World) -> None:
    """The owner's address is gone, Jana reads her own tasks alone: the rest was told to nobody."""
    here.register(
        "acme",
        ACME.replace(f'copy_to = ["{TEAM}"]', "task_mails = true")
        + f'owner = "jana"\n[people.jana]\nname = "Jana"\nemail = "{TEAM}"\n',
    )
    sees(here, site=LOST, access=REFUSED)
    suppress(here.storage, address_hash(OWNER), Suppression(since=NOW, why="Bounce", event="e"))
    here.run(WEEKLY)
    assert recipients(here) == [TEAM]
    lift(here.storage, OWNER, NOW)
    daily(here, 1)
    assert recipients(here) == [TEAM, OWNER]


def test_who_signed_off_between_two_runs_of_a_day_gets_nothing(here: World) -> None:
    """What was decided in the morning names the recipient still; the agency's mail, which went out, stays one."""
    sees(here, comments=complaints(1))
    here.outbox.answers[OWNER] = [MailThrottledError] * 3
    with pytest.raises(IncompleteRunError, match="RETRYABLE"):
        daily(here, 1)
    here.register("acme", ACME.replace("[[accounts]]", f'unsubscribed = ["{OWNER}"]\n[[accounts]]', 1))
    daily(here, 1, repeat=2)
    assert recipients(here) == [TEAM]


# --- X --------------------------------------------------------------------------------------------

WITH_X = ACME + '[[accounts]]\nurl = "https://x.com/acme"\n'


@pytest.mark.parametrize(("reads_x", "accounts"), [(False, ["blog"]), (True, ["blog", "x"])])
def test_x_is_left_out_of_daily_looks_unless_it_is_switched_on(
    here: World,
    reads_x: bool,  # noqa: FBT001 - a row of a table
    accounts: list[str],
) -> None:
    """Its reads cost; what is not looked at is no row, no gap and no state."""
    here.services = replace(here.services, settings=replace(here.services.settings, alerts_read_x=reads_x))
    here.register("acme", WITH_X)
    daily(here, 1)
    frozen = here.json("runs/acme/daily-2026-11-24/company.json")["accounts"]
    assert [row["id"] for row in frozen] == accounts
    report = here.json("runs/acme/daily-2026-11-24/report.json")
    assert [row["id"] for row in report["accounts"]] == accounts


def test_a_weekly_run_always_reads_x(here: World) -> None:
    """The switch is about the daily looks."""
    here.register("acme", WITH_X)
    here.run(WEEKLY)
    frozen = here.json("runs/acme/weekly-2026-W48/company.json")["accounts"]
    assert [row["id"] for row in frozen] == ["blog", "x"]


def test_a_company_on_x_alone_has_nothing_to_look_at_daily(here: World) -> None:
    """And nothing breaks."""
    here.register("acme", WITH_X.replace('[[accounts]]\nurl = "https://www.acme.example/"\n', ""))
    answer = daily(here, 1)
    assert answer["accounts"] == 0
    assert here.outbox.asked == []


def test_a_blog_has_no_access_to_refuse() -> None:
    """The tests above give it one, as other platforms have."""
    assert isinstance(builders.snapshot().access, NotOffered)
