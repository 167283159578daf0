"""What a person starts by hand: the event of a run, and the sample mail."""

import email
from datetime import UTC, datetime
from email.policy import default

import pytest

from account_health.cli import operator_arguments
from account_health.cli.arguments import parse
from account_health.model.company import Language
from account_health.operations.runs import event_of
from account_health.operations.test_mail import Correspondents, compose_test_mail
from account_health.workflow.run import FIRST_REPEAT, LAST_REPEAT, name_run
from tests.builders import company

NOW = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)


def test_a_second_run_of_a_day_is_asked_for_by_its_number() -> None:
    """`--repeat 2` is another run than the first of that day, for the same company and its people."""
    options = parse(["run", "morgenrot", "--mail", "company", "--repeat", "2"])
    first, second = (
        name_run(event_of("morgenrot", dry_run=False, mail="company", repeat=repeat), NOW, company().zone)
        for repeat in (None, options.repeat)
    )
    assert second.repeat == 2
    assert first.id != second.id
    assert first.period != second.period


@pytest.mark.parametrize("number", ["1", "0", "100", "two", "-2"])
def test_a_number_that_is_none_is_told(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The bounds are those of the workflow."""
    assert (operator_arguments.FIRST_REPEAT, operator_arguments.LAST_REPEAT) == (FIRST_REPEAT, LAST_REPEAT)
    with pytest.raises(SystemExit):
        parse(["run", "morgenrot", f"--repeat={number}"])
    assert "the second run of a day is 2" in capsys.readouterr().err


@pytest.mark.parametrize(("language", "task"), [("de", "Diese Woche zu tun"), ("en", "What to do this week")])
def test_the_sample_is_a_whole_report_that_says_what_it_is(language: Language, task: str) -> None:
    """Two bodies, tasks, a quote and a channel that could not be seen; its foot is whole, and nothing tags it."""
    between = Correspondents("reports@agency.example", "me@agency.example", "team@agency.example")
    mail = compose_test_mail(between, language, NOW)
    message = email.message_from_bytes(mail.raw, policy=default)
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    text, html = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert html is not None
    told = " ".join(text.get_content().split())
    assert task in told
    assert "Erika Muster" in told
    assert told.endswith(("no report is counted as sent.", "kein Bericht gilt als verschickt."))
    assert "(test)" in str(message["Subject"]).lower()
    assert message["Reply-To"] == "team@agency.example"
    assert mail.tags == ()
    assert len(html.get_content()) > 5_000
