"""A run, step by step: who is looked at, what is kept, who is mailed, and what the operator hears."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from account_health.checks import CHECKS
from account_health.connectors.connector import Look
from account_health.connectors.versions import GRAPH, X_API, ending
from account_health.judging.account import judge_account
from account_health.ledger import Suppression, address_hash, lift, suppress
from account_health.model import Certificate, Snapshot
from account_health.model.errors import (
    BackendError,
    EmptyRegistryError,
    IncompleteRunError,
    MailRefusedError,
    MailThrottledError,
    MailUnknownError,
    PlatformUnavailableError,
    RateLimitedError,
    UnknownAccountError,
    UnknownCompanyError,
    UsageError,
)
from account_health.storage import Stored
from account_health.storage.local import FolderStorage
from account_health.workflow.audit_account import Looked
from account_health.workflow.audit_company import audit_company
from account_health.workflow.close_run import close_run
from account_health.workflow.run import run_to_json
from account_health.workflow.send_report import send_report
from account_health.workflow.start_audit import start_audit
from tests import builders
from tests.world import NOW, OPERATOR, WEEKLY, World, world

FULL = """
name = "Acme"
region = "BY"
[report]
to = ["chefin@acme.example", "Team@Agency.example"]
copy_to = ["team@agency.example", "boss@agency.example"]
unsubscribed = ["BOSS@agency.example"]
[[accounts]]
url = "https://www.acme.example/"
[[accounts]]
id = "shop"
url = "https://shop.acme.example/"
[[accounts]]
url = "https://www.facebook.com/acme"
"""


SIGNED_OFF = """
name = "Acme"
region = "BY"
[report]
to = ["chefin@acme.example"]
copy_to = ["team@agency.example"]
unsubscribed = ["TEAM@agency.example"]
[[accounts]]
url = "https://www.acme.example/"
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A world."""
    with world(tmp_path / "store", monkeypatch) as made:
        yield made


def fails(error: BaseException) -> Any:
    """Return a look that raises."""

    def look(_look: Look) -> Snapshot:
        raise error

    return look


def report_of(here: World, company: str, run: str) -> Any:
    """Return a company's report as JSON."""
    return here.json(f"runs/{company}/{run}/report.json")


def owners_subject(here: World) -> str:
    """Return the subject of the owner's last mail."""
    mail = [one for one in here.outbox.sent if one.recipient == "chefin@acme.example"][-1]
    return str(message_from_bytes(mail.raw, policy=policy.default)["Subject"])


def operator_mail(here: World) -> Any:
    """Return the operator's only mail."""
    (mail,) = [mail for mail in here.outbox.sent if mail.recipient == OPERATOR]
    return message_from_bytes(mail.raw, policy=policy.default)


# --- start ----------------------------------------------------------------------------------------


def test_the_same_event_starts_one_execution(here: World) -> None:
    """Ten deliveries of one schedule are one execution, and all ten are successes."""
    answers = [start_audit(WEEKLY, here.services) for _ in range(10)]
    assert answers[0] == {"execution": "weekly-2026-W48", "started": True}
    assert all(answer == {"execution": "weekly-2026-W48", "started": False} for answer in answers[1:])


def test_an_execution_gets_its_run_and_an_attempt_of_its_own(here: World) -> None:
    """The engine takes equal input for the same start, so no two inputs are equal."""
    start_audit({}, here.services)
    engine = here.services.engine
    (document,) = engine.documents.values()  # type: ignore[union-attr] # the world's own engine
    assert document["attempt"] == "attempt-1"
    assert document["run"]["now"] == "2026-11-23T07:00:00Z"


def test_nothing_starts_without_a_machine(here: World) -> None:
    """Where no machine is named, the error names the variable."""
    with pytest.raises(UsageError, match="ACCOUNT_HEALTH_STATE_MACHINE"):
        start_audit({}, replace(here.services, engine=None))


# --- plan -----------------------------------------------------------------------------------------


def test_a_plan_has_every_file_that_is_named_like_a_company(here: World) -> None:
    """Other files are left out, and those that look like a slip are noted for the operator."""
    for key in ("registry/Acme GmbH.toml", "registry/bakery.toml.txt", "registry/notes.md", "registry/.env"):
        here.storage.write(key, b"x")
    here.storage.write("registry/_defaults.toml", b'language = "de"')
    here.register("acme")
    here.register("zett")
    run, rows = here.plan(WEEKLY)
    assert rows == [{"company": company, "due": True} for company in ("acme", "zett")]
    notes = here.json(f"runs/_plans/{run.id}.notes.json")
    assert notes == {
        "now": "2026-11-23T07:00:00Z",
        "defaults": [],
        "differing": [],
        "ignored": ["registry/Acme GmbH.toml", "registry/bakery.toml.txt"],
        "look_from": "2026-11-23T07:00:00Z",
        "look_until": "2026-11-23T08:00:00Z",
        "mail_from": "2026-11-23T07:00:00Z",
    }


@pytest.mark.parametrize(
    ("event", "due"),
    [
        (WEEKLY, True),
        ({"kind": "daily"}, False),
        ({}, False),
        ({"mail": "company"}, True),
        ({"dry_run": True}, False),
        ({"company": "acme", "account": "blog"}, False),
    ],
)
def test_the_plan_says_which_mails_are_due(here: World, event: dict[str, object], due: bool) -> None:  # noqa: FBT001 - a row of a table
    """Weekly, and by hand only where the event says so."""
    here.register("acme")
    _, (row,) = here.plan(event)
    assert row["due"] is due


def test_a_repeated_plan_is_the_first_one(here: World) -> None:
    """A company that is registered while a run is planned twice waits for the next run."""
    here.register("acme")
    run, first = here.plan(WEEKLY)
    here.register("later")
    again, second = here.plan(WEEKLY)
    assert (run, first) == (again, second)


def test_an_empty_registry_is_an_error(here: World) -> None:
    """A run about nobody would be green and say nothing."""
    here.storage.write("registry/Wrong Name.toml", b"x")
    with pytest.raises(EmptyRegistryError, match="registry/"):
        here.plan(WEEKLY)


def test_who_is_not_registered_cannot_be_audited(here: World) -> None:
    """A misspelt company or account is an error before anything is looked at."""
    here.register("acme")
    with pytest.raises(UnknownCompanyError, match=r"registry/acne\.toml"):
        here.plan({"company": "acne"})
    with pytest.raises(UnknownAccountError, match="acme has no account blogg; it has blog"):
        here.plan({"company": "acme", "account": "blogg"})


# --- what all companies share ---------------------------------------------------------------------


def test_broken_defaults_stop_nobody_and_the_operator_is_told(here: World) -> None:
    """The last version that was right counts until the file is mended."""
    here.register("acme")
    here.storage.write("defaults.toml", b'language = "en"')
    here.run(WEEKLY)
    here.storage.write("defaults.toml", b'language = "klingonisch"')
    answer = here.run({"kind": "weekly", "period": "2026-W49"})
    company = here.json("runs/acme/weekly-2026-W49/company.json")
    assert company["language"] == "en"
    assert answer["mails_sent"] == 1
    text = here.outbox.sent[-1].raw.decode()
    assert "registry/_defaults.toml cannot be used" in text
    assert "The registry needs attention" in text


def test_a_plan_reads_what_all_share_as_often_for_many_companies_as_for_one(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand companies do not ask for one file a thousand times."""
    read = FolderStorage.read
    asked: list[str] = []

    def counted(storage: FolderStorage, key: str) -> Stored | None:
        asked.append(key)
        return read(storage, key)

    monkeypatch.setattr(FolderStorage, "read", counted)
    here.storage.write("registry/_defaults.toml", b'language = "en"')
    here.register("acme")
    here.plan(WEEKLY)
    for_one = asked.count("registry/_defaults.toml")
    assert for_one
    asked.clear()
    for number in range(20):
        here.register(f"firm-{number}")
    here.plan({"kind": "weekly", "period": "2026-W49"})
    assert asked.count("registry/_defaults.toml") == for_one


def test_defaults_without_a_good_copy_stop_no_plan(here: World) -> None:
    """Where even the last good version cannot be read any more, each company says so, and the run is planned."""
    here.register("acme")
    here.storage.write("registry/_defaults.toml", b'language = "klingonisch"')
    here.storage.write("state/_defaults.toml", b'language = "klingonisch"')
    run, rows = here.plan(WEEKLY)
    assert [row["company"] for row in rows] == ["acme"]
    assert here.json(f"runs/acme/{run.id}/error.json")["error"] == "RegistryError"


DRAFTS = b'[report]\nmode = "review"\ncopy_to = ["team@agency.example"]\n'
SENT = b'[report]\nmode = "send"\ncopy_to = ["team@agency.example"]\n'


@pytest.mark.parametrize("key", ["registry/_defaults.toml", "registry/defaults.toml", "defaults.toml"])
def test_shared_defaults_are_found_under_every_name_that_people_use(here: World, key: str) -> None:
    """Copied with the folder, under the plain name, or at the top of the bucket: clients who are to get drafts get none."""
    here.register("acme")
    here.storage.write(key, DRAFTS)
    here.run(WEEKLY)
    assert "owner@acme.example" not in here.outbox.recipients
    assert "team@agency.example" in here.outbox.recipients
    assert b"differ" not in here.outbox.sent[-1].raw


def test_while_two_files_differ_whoever_takes_from_them_gets_a_draft(here: World) -> None:
    """Never the client: copy_to, and the operator hears which keys; a company that says it all itself is mailed as usual."""
    here.register("acme")
    here.register(
        "zett",
        'name = "Zett"\n[report]\nto = ["owner@zett.example"]\nmode = "send"\n'
        'copy_to = ["zett@agency.example"]\n[[accounts]]\nurl = "https://www.zett.example/"\n',
    )
    here.storage.write("defaults.toml", DRAFTS)
    here.storage.write("registry/_defaults.toml", SENT)
    here.run(WEEKLY)
    assert here.outbox.recipients == [
        OPERATOR,
        "owner@zett.example",
        "team@agency.example",
        "zett@agency.example",
    ]
    text = " ".join(here.outbox.sent[-1].raw.decode().replace("=\r\n", "").split())
    assert "Shared defaults differ" in text
    assert "registry/_defaults.toml and defaults.toml differ in report.mode" in text


def test_a_draft_without_copy_to_goes_to_the_operator(here: World) -> None:
    """Where nobody else is named, whoever runs the stack decides."""
    here.register("acme")
    here.storage.write("defaults.toml", b'language = "en"\n')
    here.storage.write("registry/_defaults.toml", b'language = "de"\n')
    here.run(WEEKLY)
    assert here.outbox.recipients == [OPERATOR, OPERATOR]


def test_two_files_that_say_the_same_are_one(here: World) -> None:
    """Whoever moves the file and forgets the old one has lost nothing; a comment is no difference."""
    here.register("acme")
    here.storage.write("defaults.toml", b'language = "en"\n')
    here.storage.write("registry/_defaults.toml", b'# all of us\nlanguage = "en"\n')
    here.run(WEEKLY)
    assert "owner@acme.example" in here.outbox.recipients


def test_a_second_file_that_cannot_be_read_makes_drafts_too(here: World) -> None:
    """Nobody knows what it was to say."""
    here.register("acme")
    here.storage.write("defaults.toml", b"[[[")
    here.storage.write("registry/_defaults.toml", SENT)
    here.run(WEEKLY)
    assert "owner@acme.example" not in here.outbox.recipients


def test_defaults_that_were_broken_from_the_start_count_as_none(here: World) -> None:
    """Without any good version every company has the product's own defaults."""
    here.register("acme")
    here.storage.write("defaults.toml", b"[[[")
    here.run(WEEKLY)
    assert here.json("runs/acme/weekly-2026-W48/company.json")["language"] == "de"


# --- accounts -------------------------------------------------------------------------------------


def test_a_company_is_frozen_as_the_plan_read_it(here: World) -> None:
    """A file that is edited in the middle of a run changes the next run."""
    here.register("acme", FULL)
    run, _ = here.plan(WEEKLY)
    here.register("acme")
    here.plan(WEEKLY)
    accounts = here.json(f"runs/acme/{run.id}/company.json")["accounts"]
    assert [one["id"] for one in accounts] == ["blog", "shop", "facebook"]
    waiting = [here.json(f"runs/_plans/{run.id}/{line}/0.queue.json")["rest"] for line in ("web", "meta")]
    assert [[one["account"] for one in line] for line in waiting] == [["blog", "shop"], ["facebook"]]


def test_one_account_on_demand_is_the_only_one_in_the_list(here: World) -> None:
    """Nothing else of the company is looked at, mailed or remembered as history."""
    here.register("acme", FULL)
    here.run({"company": "acme", "account": "shop"})
    assert here.platform.looks == ["acme/shop"]
    assert here.outbox.sent == []
    assert list(here.storage.keys("history/")) == []
    (folder,) = {key.split("/")[2] for key in here.storage.keys("runs/acme/")}
    assert [account["id"] for account in report_of(here, "acme", folder)["accounts"]] == ["shop"]


def test_what_is_wrong_with_an_account_is_a_row(here: World) -> None:
    """A platform's refusal, a bug of ours and a platform without a connector are told, never healthy."""
    here.register("acme", FULL)
    here.platform.does["acme/blog"] = fails(RateLimitedError("later"))
    here.platform.does["acme/shop"] = fails(ZeroDivisionError("with a token=CANARY"))
    here.run(WEEKLY)
    report = report_of(here, "acme", "weekly-2026-W48")
    rows = {account["id"]: account for account in report["accounts"]}
    details = {name: {gap["detail"] for gap in row["unavailable"]} for name, row in rows.items()}
    assert details == {
        "blog": {"later"},
        "shop": {"ZeroDivisionError"},
        "facebook": {"KeyError"},
    }
    assert [row["score"] for row in rows.values()] == [None] * 3
    assert [row["coverage"] for row in rows.values()] == [0] * 3
    assert report["score"] is None
    stored = b"".join(path.read_bytes() for path in here.storage._folder.rglob("*") if path.is_file())  # noqa: SLF001 - every byte that was kept
    assert b"CANARY" not in stored


def test_a_date_that_cannot_be_true_costs_no_account_its_row(here: World) -> None:
    """A post, a certificate and an answer of the year 9999, a comment of the year 1: the rest is judged."""
    here.register("acme")
    first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC, microsecond=0)
    seen = builders.snapshot(
        posts=replace(builders.posts(3), items=(replace(builders.post(1), at=last), builders.post(3))),
        comments=builders.conversation(
            builders.comment(1, 3, "Wann habt ihr offen?", at=first),
            builders.comment(2, 9, "Und am Sonntag?"),
            replace(builders.answer(3, 8, "2"), at=last),
        ),
        certificate=Certificate("www.acme.example", builders.days_ago(30), last),
    )
    here.platform.does["acme/blog"] = lambda look: replace(seen, url=look.account.url)
    here.run(WEEKLY)
    (row,) = report_of(here, "acme", "weekly-2026-W48")["accounts"]
    status = {finding["check"]: finding["status"] for finding in row["findings"]}
    assert {gap["reason"] for gap in row["unavailable"]} == {"no_dates"}
    assert [item["id"] for item in row["open_items"]] == ["blog-blog-2", "blog-blog-1"]
    assert status["unanswered-criticism"] == "fail"
    assert (status["plausible-dates"], status["last-post-age"]) == ("warn", "pass")


def stumble(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let judging what was seen of the shop fail; return the accounts that are judged from now on."""
    judged: list[str] = []

    def stumbling(snapshot: Snapshot, *rest: Any) -> Any:
        judged.append(snapshot.account)
        if snapshot.account == "shop" and snapshot.requests:
            raise KeyError("odd")
        return judge_account(snapshot, *rest)

    monkeypatch.setattr("account_health.judging.company.judge_account", stumbling)
    return judged


def test_a_snapshot_that_cannot_be_judged_is_a_row_too(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that stumbles over one account's data takes nobody else's report along."""
    here.register("acme", FULL)
    here.register("zett")
    stumble(monkeypatch)
    here.run(WEEKLY)
    rows = {row["id"]: row for row in report_of(here, "acme", "weekly-2026-W48")["accounts"]}
    assert {gap["detail"] for gap in rows["shop"]["unavailable"]} == {"KeyError"}
    assert rows["shop"]["score"] is None
    assert rows["blog"]["score"] is not None
    assert report_of(here, "zett", "weekly-2026-W48")["score"] is not None
    assert here.json("runs/acme/weekly-2026-W48/snapshots/shop.json")["requests"] == 0


def test_the_short_way_tells_what_cannot_be_judged_and_judges_each_account_once(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row of what failed is judged in its place; nothing is judged on trial."""
    here.register("acme", FULL)
    judged = stumble(monkeypatch)
    answer = audit_company({"company": "acme"}, here.services)
    rows = {row["id"]: row for row in report_of(here, "acme", str(answer["run"]))["accounts"]}
    assert {gap["detail"] for gap in rows["shop"]["unavailable"]} == {"KeyError"}
    assert rows["blog"]["score"] is not None
    assert judged == ["blog", "shop", "shop", "facebook"]


def test_a_platform_that_does_not_answer_is_asked_again_and_told_meanwhile(here: World) -> None:
    """The row stands until a later look replaces it; a later look that sees less replaces nothing."""
    here.register("acme")
    run, _ = here.plan(WEEKLY)
    snapshot = "runs/acme/weekly-2026-W48/snapshots/blog.json"
    here.platform.does["acme/blog"] = fails(PlatformUnavailableError("HTTP 503"))
    assert here.look(run) == Looked(again=True, unseen=True, silent=True)
    assert here.json(snapshot)["posts"] == {
        "unavailable": {"reason": "platform_unavailable", "detail": "HTTP 503"}
    }
    del here.platform.does["acme/blog"]
    assert here.look(run) == Looked()
    seen = here.json(snapshot)
    here.platform.does["acme/blog"] = fails(PlatformUnavailableError("HTTP 503"))
    assert here.look(run).again
    assert here.json(snapshot) == seen


def test_an_account_without_a_snapshot_has_the_name_of_its_error(here: World) -> None:
    """What the engine noted is told; where it noted nothing, that nothing was seen is told."""
    here.register("acme", FULL)
    run, (row,) = here.plan(WEEKLY)
    here.storage.write("runs/acme/weekly-2026-W48/failures/blog.json", b'{"error": "Sandbox.Timedout"}')
    here.storage.write("runs/acme/weekly-2026-W48/failures/shop.json", b"garbage")
    send_report({**row, "run": run_to_json(run)}, here.services)
    rows = report_of(here, "acme", "weekly-2026-W48")["accounts"]
    assert [{gap["detail"] for gap in row["unavailable"]} for row in rows] == [
        {"Sandbox.Timedout"},
        {"NotAudited"},
        {"NotAudited"},
    ]


# --- mail -----------------------------------------------------------------------------------------


def test_each_person_gets_one_mail_in_the_fuller_form(here: World) -> None:
    """Somebody in `to` and `copy_to` is one person, and who signed off gets nothing."""
    here.register("acme", FULL)
    here.run(WEEKLY)
    assert here.outbox.recipients == ["chefin@acme.example", OPERATOR, "team@agency.example"]
    ledger = list(here.storage.keys("ledger/report/"))
    assert sorted(ledger) == sorted(
        f"ledger/report/2026-W48/acme/{address_hash(address)}.json"
        for address in ("chefin@acme.example", "team@agency.example")
    )


def test_where_the_agency_signed_off_the_owner_reads_what_was_the_agencys(here: World) -> None:
    """Nobody else would: a certificate that ends is told to the owner in full, and not as somebody else's matter."""
    here.register("acme", SIGNED_OFF)
    ends = Certificate("www.acme.example", NOW - timedelta(days=80), NOW + timedelta(days=2))
    here.platform.does["acme/blog"] = lambda look: replace(
        builders.snapshot(certificate=ends), account=look.account.id, url=look.account.url, taken_at=look.now
    )
    here.run(WEEKLY)
    mail = next(one for one in here.outbox.sent if one.recipient == "chefin@acme.example")
    subject = str(message_from_bytes(mail.raw, policy=policy.default)["Subject"])
    assert subject.startswith("Zertifikat")
    assert "team@agency.example" not in here.outbox.recipients


def test_where_the_agencys_address_is_gone_the_owner_reads_what_was_the_agencys(here: World) -> None:
    """A mailbox that bounced reads nothing; one of several is enough, and a lifted one counts again."""
    here.register("acme", SIGNED_OFF.replace("unsubscribed", "task_mails = true\n# "))
    ends = Certificate("www.acme.example", NOW - timedelta(days=380), NOW + timedelta(days=20))
    here.platform.does["acme/blog"] = lambda look: replace(
        builders.snapshot(certificate=ends), account=look.account.id, url=look.account.url, taken_at=look.now
    )
    team = "team@agency.example"
    suppress(here.storage, address_hash(team), Suppression(since=NOW, why="Bounce", event="e"))
    here.run(WEEKLY)
    assert owners_subject(here).startswith("Zertifikat")
    assert team not in here.outbox.recipients
    assert team in operator_mail(here).get_content()
    here.register(
        "acme", SIGNED_OFF.replace("unsubscribed", "# ").replace(team, f'{team}", "boss@agency.example')
    )
    here.run({**WEEKLY, "scheduled_time": "2026-11-30T07:00:00Z"})
    assert not owners_subject(here).startswith("Zertifikat")
    here.register("acme", SIGNED_OFF.replace("unsubscribed", "# "))
    lift(here.storage, team, NOW)
    here.run({**WEEKLY, "scheduled_time": "2026-12-07T07:00:00Z"})
    assert not owners_subject(here).startswith("Zertifikat")
    assert team in here.outbox.recipients


def test_in_review_only_the_agency_gets_the_draft(here: World) -> None:
    """The company is not mailed before somebody has looked."""
    here.register("acme", FULL.replace("[report]", '[report]\nmode = "review"'))
    here.run(WEEKLY)
    assert here.outbox.recipients == [OPERATOR, "team@agency.example"]


def test_one_refused_recipient_stops_no_other(here: World) -> None:
    """The others get their mail, and the run ends by naming the company."""
    here.register("acme", FULL)
    here.register("zett")
    here.outbox.answers["chefin@acme.example"] = [MailRefusedError] * 9
    with pytest.raises(IncompleteRunError, match=r"acme \(FAILED\)") as caught:
        here.run(WEEKLY)
    assert "zett" not in str(caught.value)
    assert here.outbox.recipients == [OPERATOR, "owner@zett.example", "team@agency.example"]
    assert "chefin@acme.example: FAILED (no)" in operator_mail(here).get_content()


def test_a_slower_pace_is_asked_for_by_an_error_and_kept_by_a_repetition(here: World) -> None:
    """429 fails the step after all others were tried; the repetition sends the frozen bytes to who is left."""
    here.register("acme", FULL)
    here.outbox.answers["chefin@acme.example"] = [MailThrottledError]
    run, (row,) = here.plan(WEEKLY)
    event = {**row, "run": run_to_json(run)}
    with pytest.raises(MailThrottledError, match="1 of 2"):
        send_report(event, here.services)
    assert here.outbox.recipients == ["team@agency.example"]
    frozen = here.storage.read(f"runs/acme/{run.id}/mails/{address_hash('chefin@acme.example')}.eml")
    assert frozen is not None
    here.platform.does["acme/blog"] = fails(RateLimitedError("the world changes"))
    here.look(run)
    assert send_report(event, here.services) == {"state": "settled"}
    assert here.outbox.asked == ["chefin@acme.example", "team@agency.example", "chefin@acme.example"]
    assert here.outbox.sent[-1].raw == frozen.body


def test_a_mail_of_unknown_fate_is_unsettled_and_rings(here: World) -> None:
    """Nobody sends it again: the step says unsettled, and the run fails naming the company."""
    here.register("acme")
    here.outbox.answers["owner@acme.example"] = [MailUnknownError]
    run, (row,) = here.plan(WEEKLY)
    event = {**row, "run": run_to_json(run)}
    assert send_report(event, here.services) == {"state": "unsettled"}
    assert send_report(event, here.services) == {"state": "unsettled"}
    with pytest.raises(IncompleteRunError, match=r"acme \(UNKNOWN\)"):
        close_run({"run": event["run"]}, here.services)
    assert here.outbox.asked.count("owner@acme.example") == 1


def test_a_mail_carries_tags_that_tell_nothing_of_a_person(here: World) -> None:
    """Tags have the letters that SES takes, and no address in them."""
    here.register("acme")
    here.run(WEEKLY)
    tags = dict(here.outbox.sent[0].tags)
    assert tags == {
        "ledger": tags["ledger"],
        "attempt": tags["attempt"],
        "mail": "report",
        "period": "2026-W48",
        "company": "acme",
    }
    assert all(value.replace("-", "").replace("_", "").isalnum() for value in tags.values())


def test_a_broken_registry_file_is_due_and_named_after_all_others_were_mailed(here: World) -> None:
    """One company's slip costs nobody else a report, and the operator reads what is wrong."""
    here.register("acme", "name = 12345\n[report\n")
    here.register("zett")
    with pytest.raises(IncompleteRunError, match=r"acme \(RegistryError\)"):
        here.run(WEEKLY)
    assert here.outbox.recipients == [OPERATOR, "owner@zett.example"]
    text = operator_mail(here).get_content()
    assert "1 of 2 reports was not sent (weekly-2026-W48)" in operator_mail(here)["Subject"]
    assert "registry/acme.toml:" in text
    error = here.json("runs/acme/weekly-2026-W48/error.json")
    assert (error["error"], len(error["problems"]) > 0) == ("RegistryError", True)


def test_a_broken_file_keeps_its_company_from_nothing_else(here: World) -> None:
    """Mended and repeated, it gets its mail, and who had one gets no second."""
    here.register("acme", "[")
    here.register("zett")
    with pytest.raises(IncompleteRunError):
        here.run(WEEKLY)
    here.register("acme")
    here.run({**WEEKLY, "repeat": 2})
    assert here.outbox.recipients == [OPERATOR, "owner@acme.example", "owner@zett.example"]


def test_a_manual_run_in_between_neither_blocks_nor_repeats_the_weekly_mail(here: World) -> None:
    """The week's mail is one event, a mail by hand another."""
    here.register("acme")
    here.run({"company": "acme", "mail": "company"})
    here.run(WEEKLY)
    here.run({"company": "acme"})
    here.run({**WEEKLY, "repeat": 2})
    assert here.outbox.recipients.count("owner@acme.example") == 2
    assert {key.split("/")[2] for key in here.storage.keys("ledger/report/")} == {
        "2026-W48",
        here.named({"company": "acme", "mail": "company"}).id,
    }


@pytest.mark.parametrize(
    ("event", "state", "history", "mails"),
    [
        (WEEKLY, True, True, [OPERATOR, "owner@acme.example"]),
        ({}, True, False, [OPERATOR]),
        ({"mail": "company"}, True, False, [OPERATOR, "owner@acme.example"]),
        ({"mail": "none"}, True, False, []),
        ({"dry_run": True}, False, False, []),
    ],
)
def test_each_kind_keeps_and_mails_what_the_table_says(
    here: World,
    event: dict[str, object],
    state: bool,  # noqa: FBT001 - a row of a table
    history: bool,  # noqa: FBT001 - as above
    mails: list[str],
) -> None:
    """State, history and mail of each kind of run; all of them render."""
    here.register("acme")
    here.run(event)
    assert bool(list(here.storage.keys("state/"))) is state
    assert bool(list(here.storage.keys("history/"))) is history
    assert here.outbox.recipients == mails
    forms = {Path(key).name for key in here.storage.keys("runs/acme/") if "/report." in key}
    assert forms == {"report.html", "report.txt", "report.json", "report.csv"}


# --- close ----------------------------------------------------------------------------------------


def test_a_good_run_tells_the_operator_and_counts(here: World) -> None:
    """One mail about the whole run, and the figures both as an answer and as metrics."""
    here.register("acme", FULL)
    here.register("zett")
    answer = here.run(WEEKLY)
    assert answer == {
        "run": "weekly-2026-W48",
        "companies": 2,
        "companies_due": 2,
        "companies_missing": 0,
        "companies_unreached": 0,
        "companies_without_report": 0,
        "accounts": 4,
        "accounts_unseen": 1,
        "mails_sent": 3,
        "mails_not_sent": 0,
        "mails_suppressed": 0,
    }
    first, *rounds, last = here.counted
    assert first == {"sending_in_doubt": 0}
    assert all(figures == {"line_stopped_minutes": 0} for figures in rounds)
    assert last == {key: value for key, value in answer.items() if key != "run"}
    mail = operator_mail(here)
    assert mail["Subject"] == "2 of 2 reports were sent (weekly-2026-W48)"
    assert "not checked: facebook" in mail.get_content()
    assert "unsubscribed: BOSS@agency.example" in mail.get_content()


def test_an_interface_that_ends_soon_is_told_in_the_weekly_run(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which one, when, as of which day, and what to do; a good run says so in its subject."""
    soon = replace(GRAPH, ends=date(2027, 1, 21))
    monkeypatch.setattr(f"{close_run.__module__}.ending", lambda today: ending(today, (soon, X_API)))
    here.register("zett")
    here.run(WEEKLY)
    mail = operator_mail(here)
    assert mail["Subject"] == "An interface ends soon: Graph API v26.0 (weekly-2026-W48)"
    assert "Graph API v26.0 (Facebook, Instagram): ends on 2027-01-21" in mail.get_content()
    assert "docs/versions.md" in mail.get_content()
    assert "X API" not in mail.get_content()


def test_alarms_that_reach_nobody_are_told_by_the_mail_that_goes_another_way(here: World) -> None:
    """A subscription that nobody confirmed, or that a mail filter ended, is silent by itself; a good week says so."""
    here.services = replace(here.services, alarm_readers=lambda: 0)
    here.register("zett")
    here.run(WEEKLY)
    mail = operator_mail(here)
    assert mail["Subject"] == "The alarms reach nobody (weekly-2026-W48)"
    assert "docs/operations.md" in mail.get_content()


@pytest.mark.parametrize("readers", [1, 2, None])
def test_alarms_with_a_reader_or_of_which_nobody_knows_are_no_word(here: World, readers: int | None) -> None:
    """What SNS does not tell is no accusation."""
    here.services = replace(here.services, alarm_readers=lambda: readers)
    here.register("zett")
    here.run(WEEKLY)
    mail = operator_mail(here)
    assert mail["Subject"] == "1 of 1 reports was sent (weekly-2026-W48)"
    assert "ALARM" not in mail.get_content()


def test_a_company_whose_steps_all_died_is_named(here: World) -> None:
    """No report and no note why is not nothing: the run fails with its name."""
    here.register("acme")
    here.register("zett")
    run, rows = here.plan(WEEKLY)
    here.run_company(rows[1], run)
    with pytest.raises(IncompleteRunError, match=r"acme \(NoReport\)"):
        close_run({"run": run_to_json(run)}, here.services)
    assert here.counted[-1]["companies_missing"] == 1


def test_a_closed_run_can_be_closed_again(here: World) -> None:
    """A repeated step mails the operator once and says the same."""
    here.register("acme")
    first = here.run(WEEKLY)
    again = close_run({"run": run_to_json(here.named(WEEKLY))}, here.services)
    assert again == first
    assert here.outbox.recipients.count(OPERATOR) == 1


def test_an_operator_who_cannot_be_mailed_rings(here: World) -> None:
    """All companies have their report, yet the run is not silent about its own mail."""
    here.register("acme")
    here.outbox.answers[OPERATOR] = [MailRefusedError]
    with pytest.raises(IncompleteRunError, match=r"the operator's own mail \(FAILED\)"):
        here.run(WEEKLY)


def test_everybody_may_sign_off(here: World) -> None:
    """Where nobody wants the report no mail is due, and the operator sees who signed off."""
    here.register(
        "acme",
        'name = "Acme"\n[report]\nto = ["a@acme.example"]\nunsubscribed = ["a@acme.example"]\n'
        '[[accounts]]\nurl = "https://www.acme.example/"\n',
    )
    assert here.run(WEEKLY)["companies_missing"] == 0
    assert here.outbox.recipients == [OPERATOR]
    assert operator_mail(here)["Subject"].startswith("0 of 1 reports were sent, 1 without a recipient")


def test_an_account_that_is_muted_and_was_not_seen_is_named(here: World) -> None:
    """Nothing of it is judged, so it has no coverage at all, and the operator hears of it all the same."""
    mutes = ", ".join(f'{{ check = "{check.id}", reason = "later" }}' for check in CHECKS)
    here.register(
        "acme",
        'name = "Acme"\n[report]\nto = ["a@acme.example"]\n'
        f'[[accounts]]\nurl = "https://www.acme.example/"\nmute = [{mutes}]\n',
    )
    here.platform.does["acme/blog"] = fails(RateLimitedError("later"))
    here.run(WEEKLY)
    assert "acme: no number, not checked: blog" in operator_mail(here).get_content()


def test_a_run_without_its_plan_cannot_be_closed(here: World) -> None:
    """A plan that is missing is an error, never a run about nobody."""
    with pytest.raises(BackendError, match=r"runs/_plans/weekly-2026-W48\.json is missing"):
        close_run({"run": run_to_json(here.named(WEEKLY))}, here.services)


def test_the_operator_hears_of_what_nobody_was_owed(here: World) -> None:
    """A broken file and a misnamed one are told after a run by hand too, which ends well: no mail was due."""
    here.register("acme", "[")
    here.register("zett")
    here.storage.write("registry/Zett GmbH.toml", b"")
    assert here.run({})["companies_without_report"] == 1
    mail = operator_mail(here)
    assert mail["Subject"].startswith("The registry needs attention (manual-")
    text = mail.get_content().replace("\r\n", "\n")
    assert "NO REPORT:\n- acme: RegistryError\n    registry/acme.toml:" in text
    assert "nothing after it:\n- registry/Zett GmbH.toml\n" in text


def test_a_run_by_hand_that_went_well_says_how_many(here: World) -> None:
    """Without due mails the subject counts companies."""
    here.register("acme")
    here.run({})
    assert operator_mail(here)["Subject"].startswith("Companies checked: 1 (manual-")


# --- one company at once --------------------------------------------------------------------------


def test_one_company_at_once_answers_and_keeps_nothing(here: World) -> None:
    """Score, findings and where the report lies; no mail, no state, no history."""
    here.register("acme", FULL)
    answer = audit_company({"company": "acme"}, here.services)
    assert set(answer) == {"company", "run", "score", "coverage", "findings", "report"}
    assert answer["company"] == "acme"
    assert answer["score"] is None, "Facebook was not seen"
    findings: Any = answer["findings"]
    assert {finding["account"] for finding in findings} == {"blog", "shop", "facebook"}
    assert all(set(finding) == {"account", "check", "status", "severity", "title"} for finding in findings)
    assert here.storage.read(str(answer["report"])) is not None
    assert here.outbox.sent == []
    assert not list(here.storage.keys("state/"))
    assert not list(here.storage.keys("history/"))
    assert not list(here.storage.keys("ledger/"))
    json.dumps(answer)


def test_one_account_at_once_has_a_number_of_its_own(here: World) -> None:
    """The other accounts of the company are not looked at."""
    here.register("acme", FULL)
    answer = audit_company({"company": "acme", "account": "shop"}, here.services)
    assert here.platform.looks == ["acme/shop"]
    assert isinstance(answer["score"], int)


@pytest.mark.parametrize(
    ("event", "error"),
    [
        ({}, UsageError),
        ({"company": "acme", "mail": "company"}, UsageError),
        ({"company": "nobody"}, UnknownCompanyError),
        ({"company": "acme", "account": "x"}, UnknownAccountError),
    ],
)
def test_what_cannot_be_audited_at_once_is_refused(
    here: World, event: dict[str, object], error: type[Exception]
) -> None:
    """The console gets a sentence, and nothing was written."""
    here.register("acme")
    with pytest.raises(error):
        audit_company(event, here.services)
    assert not list(here.storage.keys("runs/"))
