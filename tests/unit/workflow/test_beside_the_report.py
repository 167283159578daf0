"""What goes out beside the report: a mail with the own tasks to each person, and one overview over all companies."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from account_health.connectors.connector import Look
from account_health.ledger import LedgerKey, Suppression, address_hash, suppress
from account_health.model import Snapshot
from account_health.model.company import Company, Person, ReportSettings
from account_health.model.errors import IncompleteRunError, MailRefusedError, MailThrottledError
from account_health.workflow.publish import task_readers
from tests import builders
from tests.world import NOW, OPERATOR, WEEKLY, World, world

ACME = """
name = "Acme"
region = "BY"
[report]
to = ["owner@acme.example"]
task_mails = true
[facts]
phone = "089 7654321"
[people.jana]
name = "Jana"
email = "jana@acme.example"
[people.tom]
name = "Tom"
email = "tom@acme.example"
[[accounts]]
url = "https://www.acme.example/"
owner = "jana"
"""
OWNER, JANA, OFFICE = "owner@acme.example", "jana@acme.example", "head-office@agency.example"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A world with one company whose website shows another phone number."""
    with world(tmp_path / "store", monkeypatch) as made:
        made.register("acme", ACME)
        yield made


def subjects(here: World, recipient: str) -> list[str]:
    """Return the subjects of somebody's mails."""
    return [
        str(message_from_bytes(mail.raw, policy=policy.default)["Subject"])
        for mail in here.outbox.sent
        if mail.recipient == recipient
    ]


def overviews(here: World, *readers: str) -> None:
    """Let these read the overview."""
    here.services = replace(here.services, settings=replace(here.services.settings, overview=readers))


# --- a mail per person ----------------------------------------------------------------------------


def test_each_owner_gets_the_own_tasks_and_nobody_else_a_mail(here: World) -> None:
    """Jana owns the website, Tom owns nothing, and the company's owner gets the report."""
    answer = here.run(WEEKLY)
    assert here.outbox.recipients == sorted([OWNER, JANA, OPERATOR])
    assert "für Sie" in subjects(here, JANA)[0]
    assert answer["mails_sent"] == 2
    assert here.json("runs/acme/weekly-2026-W48/due.json") == [
        {"mail": "report", "recipient": OWNER},
        {"mail": "tasks", "recipient": JANA},
    ]


def test_a_repeated_week_sends_no_second_one(here: World) -> None:
    """The ledger holds for tasks as for reports."""
    here.run(WEEKLY)
    here.run({**WEEKLY, "repeat": 2})
    assert here.outbox.asked.count(JANA) == 1


def test_a_mail_of_tasks_that_is_not_sent_rings(here: World) -> None:
    """The company has its report, and still somebody waits for a mail."""
    here.outbox.answers[JANA] = [MailRefusedError]
    with pytest.raises(IncompleteRunError, match=r"acme \(FAILED\)"):
        here.run(WEEKLY)
    assert OWNER in here.outbox.recipients


def test_a_throttled_mail_of_tasks_is_sent_by_a_repeat_of_the_step(here: World) -> None:
    """And the report beside it goes out once."""
    here.outbox.answers[JANA] = [MailThrottledError]
    here.run(WEEKLY)
    assert (here.outbox.recipients.count(JANA), here.outbox.asked.count(OWNER)) == (1, 1)


def test_whoever_has_nothing_to_do_gets_no_mail(here: World) -> None:
    """A healthy week asks nobody for anything."""
    here.register("acme", ACME.replace("089 7654321", "089 1234567") + 'deputy = "tom"\n')

    def well(look: Look) -> Snapshot:
        seen = builders.snapshot()
        return replace(seen, account=look.account.id, url=look.account.url, taken_at=look.now)

    here.platform.does["acme/blog"] = well
    here.run(WEEKLY)
    assert here.outbox.recipients == sorted([OWNER, OPERATOR])


def test_a_rehearsal_freezes_the_mails_of_tasks_and_sends_none(here: World) -> None:
    """They lie beside the report for a person to look at."""
    here.run({"dry_run": True})
    assert here.outbox.asked == []
    assert [key for key in here.storage.keys("runs/acme/") if "/mails/tasks/" in key]


def company(*people: Person, **settings: object) -> Company:
    """Return a company with these people and these settings of its report."""
    made = {"to": ("owner@acme.example",), "task_mails": True, **settings}
    return builders.company(people=people, report=ReportSettings(**made))  # type: ignore[arg-type] # a row of a table


JANA_HERSELF = Person(id="jana", name="Jana", email="Jana@Acme.example")


@pytest.mark.parametrize(
    "settings",
    [
        {"task_mails": False},
        {"mode": "review", "copy_to": ("team@agency.example",)},
        {"people": "none"},
        {"unsubscribed": ("JANA@acme.example",)},
        {"to": ("jana@ACME.example",)},
        {"copy_to": ("jana@acme.example",)},
    ],
)
def test_who_gets_no_mail_of_tasks(settings: dict[str, object]) -> None:
    """Nobody unless it is switched on, while reports are reviewed, where people are not named; and not who gets the report."""
    assert task_readers(company(JANA_HERSELF)) == ((JANA_HERSELF,),)
    assert task_readers(company(JANA_HERSELF, **settings)) == ()


def test_who_has_no_address_or_shares_one() -> None:
    """Without an address there is no mail, and two people of one address are one reader."""
    both = Person(id="shop", name="Laden", email="jana@acme.example")
    mute = Person(id="tom", name="Tom")
    assert task_readers(company(JANA_HERSELF, mute, both)) == ((JANA_HERSELF, both),)


# --- the overview ---------------------------------------------------------------------------------


def test_the_overview_goes_to_its_readers_after_the_reports(here: World) -> None:
    """Each gets one, under the name of the week, in the language of the stack."""
    overviews(here, OFFICE, "second@agency.example")
    here.run(WEEKLY)
    assert [mail.recipient for mail in here.outbox.sent][-3:] == [OFFICE, "second@agency.example", OPERATOR]
    assert subjects(here, OFFICE) == ["Nichts Dringendes bei 1 Firma – Übersicht, 23. November"]
    key = LedgerKey(mail="overview", period="2026-W48", company="_all", recipient=OFFICE)
    assert key.path in list(here.storage.keys("ledger/overview/"))


def test_the_overview_speaks_its_own_language(here: World) -> None:
    """Whatever the companies' reports speak."""
    overviews(here, OFFICE)
    here.services = replace(here.services, settings=replace(here.services.settings, overview_language="en"))
    here.run(WEEKLY)
    assert subjects(here, OFFICE) == ["Nothing urgent at 1 company – Overview, 23 November"]


def test_no_other_run_makes_an_overview(here: World) -> None:
    """Neither a day's, nor one by hand, nor a week that mails nobody, nor the week's repetition."""
    overviews(here, OFFICE)
    here.run({"kind": "daily"})
    here.run({"mail": "company"})
    here.run({"dry_run": True})
    assert subjects(here, OFFICE) == []
    here.run(WEEKLY)
    here.run({**WEEKLY, "repeat": 2})
    assert len(subjects(here, OFFICE)) == 1


@pytest.mark.parametrize(("first", "named"), [(True, True), (False, False)])
def test_a_repeated_week_names_the_day_of_the_next_overview(here: World, *, first: bool, named: bool) -> None:
    """It is a week after the run that was to bring this one, whenever the repeat comes; of none that ran, none is named."""
    overviews(here, OFFICE)
    if first:
        here.run(WEEKLY)
    later = NOW + timedelta(days=2)
    here.services = replace(here.services, clock=lambda: later)
    here.run({**WEEKLY, "repeat": 2})
    (frozen,) = here.storage.keys("runs/_plans/weekly-2026-W48-r2.overview/")
    stored = here.storage.read(frozen)
    assert stored is not None
    body = message_from_bytes(stored.body, policy=policy.default).get_body(("plain",))
    assert body is not None
    assert ("Nächste Übersicht: 30. November." in body.get_content()) == named


def test_an_overview_that_is_refused_rings(here: World) -> None:
    """The reports and the operator's mail go out all the same."""
    overviews(here, OFFICE)
    here.outbox.answers[OFFICE] = [MailRefusedError]
    with pytest.raises(IncompleteRunError, match=r"the overview \(FAILED\)"):
        here.run(WEEKLY)
    assert {OWNER, OPERATOR} <= set(here.outbox.recipients)


def test_an_overview_that_does_not_reach_its_reader_is_told_to_the_operator(here: World) -> None:
    """Who bounced is not owed, so the run is green; that nobody reads the overview is no secret."""
    overviews(here, OFFICE, "second@agency.example")
    suppress(here.storage, address_hash(OFFICE), Suppression(since=NOW, why="Bounce", event="e"))
    assert here.run(WEEKLY)["companies_missing"] == 0
    assert OFFICE not in here.outbox.asked
    [subject] = subjects(here, OPERATOR)
    assert subject == "The overview does not reach everybody (weekly-2026-W48)"
    told = next(mail.raw.decode() for mail in here.outbox.sent if mail.recipient == OPERATOR)
    assert OFFICE in told
    assert f"ledger/events/suppressed/{address_hash(OFFICE)}.json" in told
    assert "second@agency.example" not in told


def test_an_operator_whom_the_overview_does_not_reach_rings(here: World) -> None:
    """On a calm week the overview would have said it all: nobody reads it, and the own mail cannot go out either."""
    overviews(here, OPERATOR)
    suppress(here.storage, address_hash(OPERATOR), Suppression(since=NOW, why="Bounce", event="e"))
    lifted = (
        rf"the operator's own mail \(SUPPRESSED: ledger/events/suppressed/{address_hash(OPERATOR)}\.json\)"
    )
    with pytest.raises(IncompleteRunError, match=lifted):
        here.run(WEEKLY)


def test_an_overview_that_ses_holds_back_itself_names_the_list_of_ses(here: World) -> None:
    """Deleting our own note would change nothing: SES goes on to send nothing there."""
    overviews(here, OFFICE)
    why = "Bounce Permanent/OnAccountSuppressionList"
    suppress(here.storage, address_hash(OFFICE), Suppression(since=NOW, why=why, event="e"))
    here.run(WEEKLY)
    told = next(mail.raw.decode() for mail in here.outbox.sent if mail.recipient == OPERATOR)
    assert f"aws sesv2 delete-suppressed-destination --email-address {OFFICE}" in told.replace("=\r\n", "")


def test_an_address_of_the_overview_that_cannot_be_mailed_costs_nobody_else_his_mail(here: World) -> None:
    """The reports, the other readers' overview and the operator's mail go out; the run is red and says which address."""
    overviews(here, OFFICE)
    wrong = "'müller@agency.example' is no mail address"
    here.services = replace(
        here.services, settings=replace(here.services.settings, overview_refused=(wrong,))
    )
    with pytest.raises(
        IncompleteRunError, match=r"the overview \('müller@agency\.example' is no mail address\)"
    ):
        here.run(WEEKLY)
    assert {OWNER, OFFICE, OPERATOR} <= set(here.outbox.recipients)
    assert "The overview does not reach everybody (weekly-2026-W48)" in subjects(here, OPERATOR)
    before = len(here.outbox.sent)
    here.run({"kind": "daily", "scheduled_time": "2026-11-24T06:30:00Z"})
    assert len(here.outbox.sent) == before, "no overview is due on other days"


def test_the_operator_who_reads_the_overview_hears_of_trouble_only(here: World) -> None:
    """On a calm week the overview says it all; a broken file is the operator's own matter."""
    overviews(here, OPERATOR)
    here.run(WEEKLY)
    assert subjects(here, OPERATOR) == ["Nichts Dringendes bei 1 Firma – Übersicht, 23. November"]
    here.register("zett", "name =")
    with pytest.raises(IncompleteRunError):
        here.run({"kind": "weekly", "period": "2026-W49"})
    assert len(subjects(here, OPERATOR)) == 3
    assert "1 of 2 reports was not sent" in subjects(here, OPERATOR)[-1]


def test_a_company_without_a_report_stands_in_the_overview_with_the_reason(here: World) -> None:
    """So does whoever signed off."""
    here.register("acme", ACME.replace("task_mails = true", 'unsubscribed = ["owner@acme.example"]'))
    here.register("zett", "name =")
    overviews(here, OFFICE)
    with pytest.raises(IncompleteRunError):
        here.run(WEEKLY)
    [raw] = [mail.raw for mail in here.outbox.sent if mail.recipient == OFFICE]
    body = message_from_bytes(raw, policy=policy.default).get_body(("plain",))
    assert body is not None
    text = " ".join(body.get_content().replace("\u200b", "").split())
    assert "zett: Registrierungsdatei fehlerhaft" in text
    assert "Acme: owner@acme.example (abbestellt)" in text
