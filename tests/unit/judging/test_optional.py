"""Nothing optional costs the report: each section raises in turn, and the mail goes out without it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest

from account_health.cli import main
from account_health.judging import account as judging_account
from account_health.judging import company as judging_company
from account_health.model import Notice, message
from account_health.model.report import Section
from tests.world import OPERATOR, WEEKLY, World, world

SECTIONS = {
    "ideas": (judging_account, "with_ideas"),
    "advice": (judging_company, "advise"),
    "resolved": (judging_company, "_resolved"),
    "notices": (judging_company, "notices_of"),
    "reopened": (judging_company, "_reopened"),
    "achieved": (judging_company, "achieved"),
    "hours": (judging_company, "with_hours"),
    "results": (judging_company, "results"),
    "watch": (judging_company, "told_links"),
}


def broken(*_: object, **__: object) -> object:
    """Fail as our own code would, with what nobody may read."""
    raise ZeroDivisionError("with a token=CANARY")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Give a world with one company that had its first report a month ago."""
    with world(tmp_path, monkeypatch) as made:
        made.register("acme")
        now = made.services
        made.services = replace(now, clock=lambda: datetime(2026, 10, 26, 7, tzinfo=UTC))
        made.run({"kind": "weekly", "scheduled_time": "2026-10-26T07:00:00Z"})
        made.services = now
        made.outbox.sent.clear()
        yield made


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_that_fails_is_left_out_and_the_operator_is_told(
    here: World, monkeypatch: pytest.MonkeyPatch, section: str
) -> None:
    """The company gets its mail; who runs the stack hears which section is missing, and which line of ours failed."""
    monkeypatch.setattr(*SECTIONS[section], broken)
    here.run(WEEKLY)
    assert here.outbox.recipients == [OPERATOR, "owner@acme.example"]
    omitted = here.json("runs/acme/weekly-2026-W48/report.json")["omitted"]
    assert {one["section"] for one in omitted} == {section}
    assert all(one["place"].startswith("test_optional.py:") for one in omitted)
    (told,) = [mail.raw.decode() for mail in here.outbox.sent if mail.recipient == OPERATOR]
    text = " ".join(told.replace("=\r\n", "").split())
    assert f"acme: {section}" in text
    assert "ZeroDivisionError in test_optional.py:" in text
    assert "CANARY" not in text


def test_every_section_is_made_to_fail() -> None:
    """A new one has to stand in the table above."""
    assert set(SECTIONS) == set(get_args(Section))


def test_a_report_that_lacks_nothing_says_nothing_of_it(here: World) -> None:
    """No line for the operator where every section is there."""
    here.run(WEEKLY)
    assert here.json("runs/acme/weekly-2026-W48/report.json")["omitted"] == []
    assert b"LEFT OUT" not in b"".join(mail.raw for mail in here.outbox.sent)


def test_the_command_says_it_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Below the table, and the report is there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(*SECTIONS["notices"], broken)
    (tmp_path / "acme.toml").write_text(
        'name = "Acme"\n[report]\nto = ["a@acme.example"]\n[[accounts]]\nplatform = "x"\nusername = "acme"\n'
    )
    main(["audit", "acme.toml", "--now", "2026-11-23T07:00:00Z"], {})
    assert (
        "acme: left out of the report, by a fault of account-health itself: notices"
        in capsys.readouterr().err
    )
    assert (tmp_path / "reports" / "acme" / "report.html").exists()


def test_a_section_that_cannot_be_said_is_left_out_too(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence whose value is missing stops no mail: the boundary is around the telling as well."""
    unsayable = Notice(kind="time", message=message("Nobody knows {what}."))
    monkeypatch.setattr(judging_company, "notices_of", lambda *_: (unsayable,))
    here.run(WEEKLY)
    assert here.outbox.recipients == [OPERATOR, "owner@acme.example"]
    (omitted,) = here.json("runs/acme/weekly-2026-W48/report.json")["omitted"]
    assert (omitted["section"], omitted["error"]) == ("notices", "KeyError")
    (told,) = [mail.raw.decode() for mail in here.outbox.sent if mail.recipient == OPERATOR]
    assert "acme: notices: KeyError in " in " ".join(told.replace("=\r\n", "").split())
