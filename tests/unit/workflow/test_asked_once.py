"""A run by hand that mails companies, asked for again and again around midnight: one name, one mail."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from account_health.model.errors import BackendError, ConflictError
from account_health.workflow.asked_once import SAME_ASK
from account_health.workflow.start_audit import start_audit
from tests.template import functions
from tests.world import World, world

ASK = {"kind": "manual", "company": "acme", "mail": "company"}
EVENING = datetime(2026, 11, 23, 22, 59, 50, tzinfo=UTC)
"""Ten seconds before midnight in Berlin."""
SAME = "manual-acme-2026-11-23"


@dataclass
class Hand:
    """A person at the console, at some time."""

    here: World
    now: datetime = EVENING

    def ask(self, after: timedelta = timedelta(), **more: Any) -> tuple[str, bool]:
        """Start a run so much later; return its name and whether that started it."""
        self.now += after
        answer = start_audit({**ASK, **more}, self.here.services)
        return str(answer["execution"]), bool(answer["started"])


@pytest.fixture
def hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hand]:
    """Stand before midnight."""
    with world(tmp_path, monkeypatch) as here:
        made = Hand(here)
        here.services = replace(here.services, clock=lambda: made.now)
        yield made


@pytest.mark.parametrize("seconds", [0, 9, 11, 60, 180, 3600, 5 * 3600])
def test_a_retry_behind_midnight_is_the_same_run(hand: Hand, seconds: int) -> None:
    """A double click, a retry of the command, and Lambda's own, which may come hours later."""
    assert hand.ask() == (SAME, True)
    assert hand.ask(timedelta(seconds=seconds)) == (SAME, False)


def test_the_next_day_is_another_run(hand: Hand) -> None:
    """Whoever asks again in the morning wants a second report."""
    hand.ask()
    assert hand.ask(timedelta(hours=9)) == ("manual-acme-2026-11-24", True)
    assert hand.ask(timedelta(minutes=1)) == ("manual-acme-2026-11-24", False)


def test_a_retry_of_what_the_day_had_already_is_none_of_tomorrow(hand: Hand) -> None:
    """Asked in the morning, and once more just before midnight: the retry behind it starts nothing either."""
    hand.ask(-timedelta(hours=14))
    assert hand.ask(timedelta(hours=14)) == (SAME, False)
    assert hand.ask(timedelta(seconds=20)) == (SAME, False)


def test_nobody_is_kept_out_by_asking_on_and_on(hand: Hand) -> None:
    """Behind midnight the hours are reckoned from the evening before, however often somebody asks in them."""
    hand.ask()
    for _ in range(5):
        assert hand.ask(timedelta(hours=1)) == (SAME, False)
    assert hand.ask(timedelta(hours=1, seconds=1)) == ("manual-acme-2026-11-24", True)


def test_a_second_report_a_person_asks_for_by_its_number(hand: Hand) -> None:
    """Behind midnight, too; and its own retry is one run with it."""
    hand.ask()
    second = ("manual-acme-2026-11-24-r2", True)
    assert hand.ask(timedelta(minutes=1), repeat=2) == second
    assert hand.ask(repeat=2) == (second[0], False)
    assert hand.ask() == (SAME, False)


def test_companies_do_not_share_a_name(hand: Hand) -> None:
    """Another company, one named like a day, and all of them are asks of their own."""
    names = {hand.ask(company=company)[0] for company in ("acme", "acme-2026-11-23", "all", None)}
    assert len(names) == 4
    again = {
        hand.ask(timedelta(seconds=20), company=company)
        for company in ("acme", "acme-2026-11-23", "all", None)
    }
    assert again == {(name, False) for name in names}


def test_a_start_that_failed_is_made_up_for_behind_midnight(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine refuses once: the retry starts the run, under the name of the evening, and later ones find it."""
    engine: Any = hand.here.services.engine
    with monkeypatch.context() as patch:
        patch.setattr(engine, "start", lambda *_: (_ for _ in ()).throw(BackendError("no")))
        with pytest.raises(BackendError):
            hand.ask()
    assert hand.ask(timedelta(minutes=3)) == (SAME, True)
    assert hand.ask(timedelta(minutes=3)) == (SAME, False)


def test_two_at_the_same_moment_agree(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    """One right before midnight writes its note while another right behind it reads: who loses takes the other's name."""
    storage = hand.here.storage
    create = storage.create

    def lose(key: str, _body: bytes) -> str:
        monkeypatch.setattr(storage, "create", create)
        hand.now -= timedelta(seconds=20)
        assert hand.ask() == (SAME, True)
        hand.now += timedelta(seconds=20)
        raise ConflictError(key)

    monkeypatch.setattr(storage, "create", lose)
    assert hand.ask(timedelta(seconds=20)) == (SAME, False)


def test_the_hour_that_comes_twice_is_one_evening(hand: Hand) -> None:
    """In the night of the change of clocks hours are counted as they pass."""
    hand.now = datetime(2026, 10, 24, 21, 59, 50, tzinfo=UTC)
    name, _ = hand.ask()
    assert hand.ask(SAME_ASK - timedelta(seconds=1)) == (name, False)


def test_a_note_that_cannot_be_read_stops_nobody(hand: Hand) -> None:
    """It is written anew."""
    hand.here.storage.write("state/_asks/manual-acme.json", b"{")
    assert hand.ask() == (SAME, True)
    assert hand.ask(timedelta(minutes=1)) == (SAME, False)


def test_what_mails_the_operator_alone_and_what_names_its_time_needs_no_note(hand: Hand) -> None:
    """They may be started as often as one likes, or say the day themselves."""
    hand.ask(mail="operator")
    hand.ask(scheduled_time="2026-11-23T12:00:00Z")
    assert not [call for call in hand.here.storage.calls if "_asks" in call]


def test_the_hours_are_those_in_which_lambda_delivers_an_event() -> None:
    """The template says how long Lambda tries, and so long two deliveries are one ask."""
    told = functions()["StartAuditFunction"]["EventInvokeConfig"]["MaximumEventAgeInSeconds"]
    assert timedelta(seconds=told) <= SAME_ASK
