"""What the functions build from their environment, and what they refuse."""

import os
import tempfile
from pathlib import Path

import pytest

from account_health.model.errors import UsageError
from account_health.storage import aws
from account_health.storage.local import EmlMailer, FolderStorage
from account_health.text.tone import WordLists
from account_health.workflow.lambda_services import services, services_from
from account_health.workflow.run_secrets import RunSecrets

STACK = {
    "ACCOUNT_HEALTH_STORE": "s3://bucket",
    "ACCOUNT_HEALTH_SENDER": "reports@agency.example",
    "ACCOUNT_HEALTH_OPERATOR": "operator@agency.example",
    "ACCOUNT_HEALTH_TIMEZONE": "Europe/Vienna",
}


@pytest.fixture(autouse=True)
def _region(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give boto3 what Lambda gives it."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")


def test_bucket_means_aws() -> None:
    """Objects, mails and secrets go to S3, SES and SSM, with the stack's settings."""
    built = services_from(STACK)
    assert isinstance(built.storage, aws.S3Storage)
    assert isinstance(built.mailer, aws.SesMailer)
    assert isinstance(built.secrets, RunSecrets)
    assert isinstance(built.secrets.stored, aws.SsmSecrets)
    assert built.engine is None, "only StartAudit is told of a machine"
    assert (built.settings.sender, built.settings.operator) == (
        "reports@agency.example",
        "operator@agency.example",
    )
    assert built.settings.zone.key == "Europe/Vienna"


@pytest.mark.parametrize("said", [{}, {"ACCOUNT_HEALTH_SENTIMENT": "none"}])
def test_no_text_is_sent_anywhere_by_default(said: dict[str, str]) -> None:
    """The word lists alone read how comments sound."""
    assert isinstance(services_from({**STACK, **said}).tones, WordLists)


def test_comprehend_is_asked_where_it_is_switched_on() -> None:
    """One variable, on AWS only; any other word is refused instead of being taken for "off"."""
    wanted = {"ACCOUNT_HEALTH_SENTIMENT": "comprehend"}
    assert isinstance(services_from({**STACK, **wanted}).tones, aws.ComprehendTones)
    with pytest.raises(UsageError, match="needs AWS"):
        services_from({"ACCOUNT_HEALTH_STORE": "folder", **wanted})
    with pytest.raises(UsageError, match="none or comprehend"):
        services_from({**STACK, "ACCOUNT_HEALTH_SENTIMENT": "Comprehend"})


def test_overview_and_daily_look_are_the_stacks_to_set() -> None:
    """Nobody reads the overview and no daily look reads X unless the stack says so."""
    silent = services_from(STACK).settings
    assert (silent.overview, silent.overview_language, silent.alerts_read_x) == ((), "de", False)
    told = services_from(
        {
            **STACK,
            "ACCOUNT_HEALTH_OVERVIEW": "a@agency.example, b@agency.example,,a@agency.example",
            "ACCOUNT_HEALTH_OVERVIEW_LANGUAGE": "en",
            "ACCOUNT_HEALTH_ALERTS_READ_X": "on",
        }
    ).settings
    assert told.overview == ("a@agency.example", "b@agency.example")
    assert (told.overview_language, told.alerts_read_x) == ("en", True)


def test_readers_and_operator_are_read_as_addresses_in_a_registry_file_are() -> None:
    """A domain with ß stays that domain and becomes no other, a name is refused, and a wrong reader stops no other."""
    told = services_from(
        {
            **STACK,
            "ACCOUNT_HEALTH_OPERATOR": " Max@maßanfertigung.example ",
            "ACCOUNT_HEALTH_OVERVIEW": "müller@agency.example, b@Büro.example,b@xn--bro-hoa.example,c@agency",
        }
    ).settings
    assert told.operator == "Max@xn--maanfertigung-cdb.example"
    assert told.overview == ("b@xn--bro-hoa.example",)
    assert [why.partition(" is no mail address")[0] for why in told.overview_refused] == [
        '"müller@agency.example"',
        '"c@agency"',
    ]
    with pytest.raises(UsageError, match=r"ACCOUNT_HEALTH_OPERATOR: .*with a comma between"):
        services_from({**STACK, "ACCOUNT_HEALTH_OPERATOR": "a@agency.example,b@agency.example"})


@pytest.mark.parametrize(
    ("name", "value"),
    [("ACCOUNT_HEALTH_OVERVIEW_LANGUAGE", "fr"), ("ACCOUNT_HEALTH_ALERTS_READ_X", "yes")],
)
def test_wrong_switch_is_refused_with_what_is_possible(name: str, value: str) -> None:
    """Nobody pays for X because of a spelling."""
    with pytest.raises(UsageError, match=f"{name} is '{value}'. Possible are"):
        services_from({**STACK, name: value})


def test_machine_is_started_by_who_knows_it() -> None:
    """The machine's ARN makes an engine."""
    arn = "arn:aws:states:eu-central-1:123456789012:stateMachine:health-prod-audit"
    assert services_from({**STACK, "ACCOUNT_HEALTH_STATE_MACHINE": arn}).engine is not None


def test_who_hears_the_alarms_is_asked_where_the_topic_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only CloseRun is told the topic; whoever is not, and a folder, ask nobody."""
    asked: list[str] = []
    monkeypatch.setattr("account_health.storage.aws.alarms.alarm_readers", asked.append)
    topic = "arn:aws:sns:eu-central-1:123456789012:account-health-AlarmTopic"
    for variables in (STACK, {"ACCOUNT_HEALTH_STORE": str(tmp_path), "ACCOUNT_HEALTH_ALARM_TOPIC": topic}):
        assert services_from(variables).alarm_readers() is None
    assert asked == []
    services_from({**STACK, "ACCOUNT_HEALTH_ALARM_TOPIC": topic}).alarm_readers()
    assert asked == [topic]


def test_links_to_reports_are_for_aws_and_for_https(tmp_path: Path) -> None:
    """The address of reports comes from the stack, empty where links are off; a folder has none at all."""
    url = "https://abc.lambda-url.eu-central-1.on.aws/"
    told = {"ACCOUNT_HEALTH_REPORT_URL": url}
    assert services_from({**STACK, **told}).settings.report_url == url
    assert services_from({**STACK, "ACCOUNT_HEALTH_REPORT_URL": ""}).settings.report_url is None
    assert services_from({"ACCOUNT_HEALTH_STORE": str(tmp_path), **told}).settings.report_url is None
    for wrong in ("http://abc.example/", "https://", "https://a b/", "javascript:alert(1)"):
        with pytest.raises(UsageError, match="ACCOUNT_HEALTH_REPORT_URL"):
            services_from({**STACK, "ACCOUNT_HEALTH_REPORT_URL": wrong})


def test_folder_means_no_aws(tmp_path: Path) -> None:
    """A path works without credentials: mails become files, and nobody is the operator."""
    built = services_from({"ACCOUNT_HEALTH_STORE": str(tmp_path)})
    assert isinstance(built.storage, FolderStorage)
    assert isinstance(built.mailer, EmlMailer)
    assert built.settings.operator is None
    assert built.settings.zone.key == "Europe/Berlin"


def test_folder_that_is_read_only_is_copied(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`sam local invoke` mounts what it is given read-only: the registry is found, and the report has a place."""
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry/bakery.toml").write_text("x")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("elsewhere")))
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    storage = services_from({"ACCOUNT_HEALTH_STORE": str(tmp_path)}).storage
    monkeypatch.undo()
    storage.write("runs/report.html", b"y")
    assert list(storage.keys("registry/")) == ["registry/bakery.toml"]
    assert not (tmp_path / "runs").exists()


@pytest.mark.parametrize("store", ["", "s3://", "s3:///"])
def test_store_has_to_be_named(store: str) -> None:
    """Without a place for reports nothing starts, and the sentence says what to set."""
    with pytest.raises(UsageError, match="s3://BUCKET"):
        services_from({**STACK, "ACCOUNT_HEALTH_STORE": store})


def test_zone_has_to_exist() -> None:
    """A misspelt zone is refused, not replaced by UTC."""
    with pytest.raises(UsageError, match="ACCOUNT_HEALTH_TIMEZONE is 'Europe/Berlim'"):
        services_from({**STACK, "ACCOUNT_HEALTH_TIMEZONE": "Europe/Berlim"})


def test_stand_in_for_the_internet_is_refused_in_a_real_lambda() -> None:
    """Only a function that runs on this machine may look at a gateway."""
    gateway = {**STACK, "ACCOUNT_HEALTH_GATEWAY": "http://127.0.0.1:8099"}
    in_lambda = {**gateway, "AWS_LAMBDA_FUNCTION_NAME": "audit-company"}
    assert services_from(gateway).network.gateway == "http://127.0.0.1:8099"
    assert services_from({**in_lambda, "AWS_SAM_LOCAL": "true"}).network.gateway is not None
    with pytest.raises(UsageError, match="is for tests"):
        services_from(in_lambda)


def test_one_process_builds_its_services_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Connections and threads are kept from one event to the next."""
    services.cache_clear()
    monkeypatch.setenv("ACCOUNT_HEALTH_STORE", str(tmp_path))
    monkeypatch.delenv("ACCOUNT_HEALTH_GATEWAY", raising=False)
    assert services() is services()
    services.cache_clear()


def test_every_event_gets_the_time_and_an_id_of_its_own() -> None:
    """The clock is aware and in UTC; no two attempts share an id."""
    built = services_from(STACK)
    offset = built.clock().utcoffset()
    assert offset is not None
    assert not offset
    assert built.new_id() != built.new_id()
