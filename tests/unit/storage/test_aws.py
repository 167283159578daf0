"""What AWS answers becomes our errors; requests are counted on a wire of our own on loopback."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3  # noqa: TID251 - the tests of the module that talks to AWS
import pytest
from botocore.config import Config
from moto import mock_aws

from account_health.connectors.pool import MAX_THREADS
from account_health.model.errors import (
    BackendError,
    ConflictError,
    MailRefusedError,
    MailThrottledError,
    MailUnknownError,
    StorageDeniedError,
    UsageError,
)
from account_health.storage import Mail, Secret
from account_health.storage.aws import (
    Clients,
    ComprehendTones,
    S3Storage,
    SesMailer,
    SsmSecrets,
    StepFunctionsEngine,
    clients,
    comprehend,
)
from account_health.storage.aws.connect import CONNECTIONS
from account_health.storage.aws.mail import _REFUSALS

MAIL = Mail(
    sender="reports@example.org",
    recipient="chefin@example.org",
    raw=b"From: x\r\n\r\nbody",
    tags=(("ledger", "abc"),),
)


@pytest.fixture(autouse=True)
def _nobodys_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)  # it remembers the credentials of the test before
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nonexistent")


class _Wire:
    """A server that gives the same answers to whatever is asked, one after the other, and counts."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, str, bytes]] = []
        self.answers: list[tuple[int, dict[str, str], bytes] | None] = []
        self._lock = threading.Lock()

    def take(self, method: str, path: str, body: bytes) -> tuple[int, dict[str, str], bytes] | None:
        with self._lock:
            self.requests.append((method, path, body))
            return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def _serving(wire: _Wire) -> Iterator[str]:
    class Answering(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answer = wire.take(self.command, self.path, body)
            if answer is None:
                self.connection.shutdown(socket.SHUT_RDWR)
                self.close_connection = True
                return
            status, headers, content = answer
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_PUT = do_POST = _answer  # noqa: N815 - the names that http.server calls

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's own name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _pointing(service: str, real: Any, url: str) -> Any:
    """Return a client with the factory's own settings, pointed at the wire, with a time-out that a busy machine keeps."""
    config = real.meta.config.merge(Config(read_timeout=5))
    return boto3.client(service, region_name="eu-central-1", endpoint_url=url, config=config)  # type: ignore[call-overload] # the service is a variable


def _error(status: int, code: str, text: str = "") -> tuple[int, dict[str, str], bytes]:
    return (
        status,
        {"x-amzn-ErrorType": code, "Content-Type": "application/json"},
        json.dumps({"__type": code, "message": text}).encode(),
    )


def _xml(status: int, code: str) -> tuple[int, dict[str, str], bytes]:
    return status, {"Content-Type": "application/xml"}, f"<Error><Code>{code}</Code></Error>".encode()


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (_error(429, "TooManyRequestsException"), MailThrottledError),
        (_error(400, "ThrottlingException"), MailThrottledError),
        (_error(400, "Throttling"), MailThrottledError),
        (_error(400, "Throttling", "Maximum sending rate exceeded."), MailThrottledError),
        (_error(400, "Throttling", "Daily message quota exceeded."), MailRefusedError),
        (_error(429, "TooManyRequestsException", "Daily message quota exceeded"), MailRefusedError),
        (_error(400, "LimitExceededException"), MailRefusedError),
        (
            _error(400, "MessageRejected", "Email address is not verified: chefin@example.org"),
            MailRefusedError,
        ),
        (_error(400, "MailFromDomainNotVerifiedException"), MailRefusedError),
        (_error(400, "SendingPausedException"), MailRefusedError),
        (_error(400, "AccountSuspendedException"), MailRefusedError),
        (_error(404, "NotFoundException"), MailRefusedError),
        (_error(400, "BadRequestException"), MailRefusedError),
        (_error(403, "AccessDeniedException"), MailRefusedError),
        (_error(418, "SomethingNew"), MailRefusedError),
        (_error(500, "InternalServiceErrorException"), MailUnknownError),
        (_error(503, "ServiceUnavailable"), MailUnknownError),
        (None, MailUnknownError),
    ],
)
def test_every_answer_of_ses_is_one_request_and_one_meaning(
    answer: tuple[int, dict[str, str], bytes] | None, expected: type[Exception]
) -> None:
    """SES is asked once whatever it answers; 429 may be tried later, 4xx never went out, all else is unknown."""
    wire = _Wire()
    wire.answers = [answer]
    with _serving(wire) as url:
        mailer = SesMailer(_pointing("sesv2", clients("eu-central-1").ses, url))
        with pytest.raises(expected) as caught:
            mailer.send(MAIL)
    assert len(wire.requests) == 1
    assert "chefin" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_time_out_of_ses_is_one_request() -> None:
    """A request whose answer does not come in time is not repeated and is unknown."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        accepted: list[socket.socket] = []
        stop = threading.Event()

        def listen() -> None:
            silent.settimeout(0.05)
            while not stop.is_set():
                try:
                    accepted.append(silent.accept()[0])
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(MailUnknownError, match="ReadTimeoutError"):
            SesMailer(_pointing("sesv2", clients("eu-central-1").ses, url)).send(MAIL)
        stop.set()
        thread.join()
        assert len(accepted) == 1
        for connection in accepted:
            connection.close()


def test_a_mail_goes_out_raw_with_its_tags_and_without_copies() -> None:
    """SES gets the frozen bytes, one recipient, the configuration set and the tags, and nothing else."""
    wire = _Wire()
    wire.answers = [(200, {"Content-Type": "application/json"}, b'{"MessageId": "0100-1"}')]
    with _serving(wire) as url:
        mailer = SesMailer(_pointing("sesv2", clients("eu-central-1").ses, url), "stack-reports")
        assert mailer.send(MAIL) == "0100-1"
    assert json.loads(wire.requests[0][2]) == {
        "FromEmailAddress": "reports@example.org",
        "Destination": {"ToAddresses": ["chefin@example.org"]},
        "Content": {"Raw": {"Data": "RnJvbTogeA0KDQpib2R5"}},
        "EmailTags": [{"Name": "ledger", "Value": "abc"}],
        "ConfigurationSetName": "stack-reports",
    }


def test_a_mail_that_never_left_is_not_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without credentials nothing is asked, so the mail certainly was not sent."""
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
    wire = _Wire()
    with _serving(wire) as url, pytest.raises(MailRefusedError, match="NoCredentialsError"):
        SesMailer(_pointing("sesv2", clients("eu-central-1").ses, url)).send(MAIL)
    assert wire.requests == []


def test_every_refusal_that_ses_documents_is_explained() -> None:
    """The page about errors names each, and the operator reads a cause instead of a code alone."""
    page = (Path(__file__).resolve().parents[3] / "docs/errors.md").read_text("utf-8")
    model = clients("eu-central-1").ses.meta.service_model.operation_model("SendEmail")
    documented = {shape.name for shape in model.error_shapes} | {"AccessDeniedException"}
    assert set(_REFUSALS) == documented - {"TooManyRequestsException"}
    for code in documented:
        assert f"`{code}`" in page, code


def test_machine_without_a_region_is_told_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """A laptop where nobody chose a region gets a sentence instead of a traceback."""
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(UsageError, match="AWS_DEFAULT_REGION"):
        clients()


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("AWS_PROFILE", "nobodys", "nobodys"),
        ("AWS_DEFAULT_REGION", "eu central", "eu central"),
        ("AWS_CONFIG_FILE", str(Path(__file__)), "test_aws.py"),
    ],
)
def test_settings_of_aws_that_cannot_be_used_are_named(
    variable: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistyped profile or region is a sentence, and no traceback of botocore's."""
    monkeypatch.delenv("AWS_REGION", raising=False)
    monkeypatch.setenv(variable, value)
    with pytest.raises(UsageError, match=said):
        clients()


def test_nobody_reads_a_mere_code_where_there_is_a_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever forgot to log in reads how."""
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
    with (
        _serving(_Wire()) as url,
        pytest.raises(BackendError, match="NoCredentialsError: no AWS credentials"),
    ):
        _storage(url).read("registry/a.toml")


def test_only_ses_is_asked_once_and_all_others_are_patient() -> None:
    """The one attempt is SES's alone."""
    made = clients("eu-central-1")
    assert made.ses.meta.config.retries["total_max_attempts"] == 1  # type: ignore[attr-defined] # the stubs lack it
    for other in (made.s3, made.ssm, made.stepfunctions):
        assert other.meta.config.retries["total_max_attempts"] > 1  # type: ignore[attr-defined] # as above


def _storage(url: str) -> S3Storage:
    return S3Storage("bucket", _pointing("s3", clients("eu-central-1").s3, url))


@pytest.mark.parametrize(
    ("listing", "missing"),
    [
        (b"<ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>", True),
        (b"<ListBucketResult><Contents><Key>state/b.json.old</Key></Contents></ListBucketResult>", True),
        (b"<ListBucketResult><Contents><Key>state/b.json</Key></Contents></ListBucketResult>", False),
        (None, False),
    ],
)
def test_a_403_for_an_object_that_a_list_lacks_is_nothing_there_yet(
    listing: bytes | None,
    missing: bool,  # noqa: FBT001 - a row of a table
) -> None:
    """Both readings of a condition on s3:prefix work: S3 answers 404, or 403 and a list that lacks the key; else it is a refusal."""
    wire = _Wire()
    listed = (
        _xml(403, "AccessDenied") if listing is None else (200, {"Content-Type": "application/xml"}, listing)
    )
    wire.answers = [_xml(403, "AccessDenied"), listed]
    with _serving(wire) as url:
        if missing:
            assert _storage(url).read("state/b.json") is None
        else:
            with pytest.raises(StorageDeniedError):
                _storage(url).read("state/b.json")


def test_as_many_connections_are_kept_as_there_are_threads() -> None:
    """Else each sixteenth call dials anew."""
    assert CONNECTIONS == MAX_THREADS
    made = clients("eu-central-1")
    assert made.s3.meta.config.max_pool_connections == CONNECTIONS  # type: ignore[attr-defined] # as above


@pytest.mark.parametrize(
    ("answer", "call", "expected"),
    [
        (_xml(412, "PreconditionFailed"), lambda s: s.create("a", b"1"), ConflictError),
        (_xml(412, "PreconditionFailed"), lambda s: s.replace("a", b"1", '"x"'), ConflictError),
        (_xml(404, "NoSuchKey"), lambda s: s.replace("a", b"1", '"x"'), ConflictError),
        (_xml(404, "NoSuchBucket"), lambda s: s.create("a", b"1"), BackendError),
        (_xml(404, "NoSuchBucket"), lambda s: s.read("a"), BackendError),
        (_xml(403, "AccessDenied"), lambda s: s.read("a"), StorageDeniedError),
        (_xml(403, "AccessDenied"), lambda s: s.write("a", b"1"), StorageDeniedError),
        (_xml(403, "AccessDenied"), lambda s: list(s.keys("a")), StorageDeniedError),
        (_xml(400, "InvalidRequest"), lambda s: s.write("a", b"1"), BackendError),
    ],
)
def test_every_refusal_of_s3_has_its_name(
    answer: tuple[int, dict[str, str], bytes], call: Callable[[S3Storage], object], expected: type[Exception]
) -> None:
    """A condition that does not hold is a conflict, a refusal is a refusal, and neither is "nothing there"."""
    wire = _Wire()
    wire.answers = [answer]
    with _serving(wire) as url, pytest.raises(BackendError) as caught:
        call(_storage(url))
    assert type(caught.value) is expected


def test_s3_is_asked_again_after_a_write_that_crossed_another() -> None:
    """409 means that two writes met: the same conditional write is tried again."""
    wire = _Wire()
    conflict = _xml(409, "ConditionalRequestConflict")
    wire.answers = [conflict, conflict, (200, {"ETag": '"new"'}, b"")]
    with _serving(wire) as url:
        assert _storage(url).create("a", b"1") == '"new"'
    assert len(wire.requests) == 3


def test_a_write_that_always_crosses_another_is_a_conflict() -> None:
    """After some tries the writer is told that somebody else keeps writing."""
    wire = _Wire()
    wire.answers = [_xml(409, "ConditionalRequestConflict")]
    with _serving(wire) as url, pytest.raises(ConflictError, match="keeps writing"):
        _storage(url).replace("a", b"1", '"x"')


@pytest.mark.parametrize(
    "write", [lambda s: s.create("a", b"ours"), lambda s: s.replace("a", b"ours", '"x"')]
)
@pytest.mark.parametrize("there", [b"ours", b"theirs", None])
def test_a_condition_that_our_own_lost_write_broke_is_no_conflict(
    write: Callable[[S3Storage], str], there: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer to a write is lost, and the client repeats it: what lies there by then is ours, or somebody else's."""
    monkeypatch.setattr("botocore.endpoint.time", SimpleNamespace(sleep=lambda _seconds: None))
    wire = _Wire()
    stored = _xml(403, "AccessDenied") if there is None else (200, {"ETag": '"new"'}, there)
    wire.answers = [None, _xml(412, "PreconditionFailed"), stored]
    with _serving(wire) as url:
        if there == b"ours":
            assert write(_storage(url)) == '"new"'
        else:
            with pytest.raises(ConflictError):
                write(_storage(url))
    assert [method for method, _, _ in wire.requests[:3]] == ["PUT", "PUT", "GET"]


def test_a_condition_that_was_broken_at_once_is_a_conflict_whatever_lies_there() -> None:
    """Nobody looks at what lies there: the same bytes are somebody else's where ours never left before."""
    wire = _Wire()
    wire.answers = [_xml(412, "PreconditionFailed")]
    with _serving(wire) as url, pytest.raises(ConflictError):
        _storage(url).create("a", b"ours")
    assert [method for method, _, _ in wire.requests] == ["PUT"]


def test_a_connection_that_breaks_is_an_error_of_the_storage() -> None:
    """A lost connection is a BackendError that names the object, not an exception of another library."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
    client = clients("eu-central-1").s3
    hasty = boto3.client(
        "s3",
        region_name="eu-central-1",
        endpoint_url=url,
        config=client.meta.config.merge(Config(retries={"total_max_attempts": 1})),
    )
    with pytest.raises(BackendError, match=r"write a in the bucket bucket \(EndpointConnectionError: "):
        S3Storage("bucket", hasty).write("a", b"1")


@pytest.fixture
def aws() -> Iterator[Clients]:
    """AWS as moto plays it."""
    with mock_aws():
        yield clients("eu-central-1")


def test_a_secret_is_read_from_its_own_place(aws: Clients) -> None:
    """An account's, a named and a shared credential lie where the operator's page says."""
    for name, token in (("/acme/facebook", "1"), ("/acme/google", "2"), ("/_shared/agency-meta", "3")):
        value = json.dumps({"access_token": token})
        aws.ssm.put_parameter(Name=f"/account-health{name}", Value=value, Type="SecureString")
    secrets = SsmSecrets(aws.ssm)
    found = [secrets.get("acme", name) for name in ("facebook", "google", "shared/agency-meta")]
    assert [dict(secret.values) for secret in found if secret] == [
        {"access_token": str(n)} for n in (1, 2, 3)
    ]
    assert secrets.get("other", "facebook") is None


@pytest.mark.parametrize(
    "value", ["CANARY-token", '["CANARY"]', '{"access_token": {"CANARY": 1}}', '{"CANARY": ']
)
def test_a_secret_that_is_no_json_object_is_refused_without_being_told(aws: Clients, value: str) -> None:
    """The error names the parameter and says what is expected, and neither it nor what caused it holds the value."""
    aws.ssm.put_parameter(Name="/account-health/acme/x", Value=value, Type="SecureString")
    with pytest.raises(BackendError, match="/account-health/acme/x has to be a JSON object") as caught:
        SsmSecrets(aws.ssm).get("acme", "x")
    assert "CANARY" not in str(caught.value)
    assert caught.value.__context__ is None


def test_a_refusal_of_ssm_is_not_a_missing_secret() -> None:
    """What SSM refuses is an error that names the parameter, never "none stored"."""
    wire = _Wire()
    wire.answers = [
        _error(400, "AccessDeniedException", "User: arn:aws:sts::1:assumed-role/x is not authorized")
    ]
    with (
        _serving(wire) as url,
        pytest.raises(BackendError, match=r"/account-health/acme/x \(AccessDeniedException\)"),
    ):
        SsmSecrets(_pointing("ssm", clients("eu-central-1").ssm, url)).get("acme", "x")


def _lies(aws: Clients, name: str, **more: Any) -> dict[str, Any]:
    """Put a credential there, or return what SSM says of the one that is there."""
    if more:
        aws.ssm.put_parameter(Name=name, Type="SecureString", **more)
    [row] = [one for one in aws.ssm.describe_parameters()["Parameters"] if one["Name"] == name]
    return dict(row)


def test_a_stack_s_own_folder_comes_before_the_one_that_all_stacks_shared(aws: Clients) -> None:
    """What lies in the old folder is read and says so, until the stack has its own; a stack of its name has one folder."""
    _lies(aws, "/account-health/acme/x", Value='{"token": "old"}')
    secrets = SsmSecrets(aws.ssm, "clients")
    found = secrets.get("acme", "x")
    assert found is not None
    assert (dict(found.values), found.old_place) == ({"token": "old"}, "/account-health/acme/x")
    assert secrets.named("acme", "x") == "/clients/acme/x"
    assert secrets.store("acme", "x", found) == "/clients/acme/x"
    _lies(aws, "/account-health/acme/x", Value='{"token": "older"}', Overwrite=True)
    moved = secrets.get("acme", "x")
    assert moved is not None
    assert (dict(moved.values), moved.old_place) == ({"token": "old"}, None)
    same = SsmSecrets(aws.ssm).get("acme", "x")
    assert same is not None
    assert same.old_place is None
    assert secrets.get("acme", "google") is None


def test_the_old_folder_is_asked_only_where_the_stack_has_nothing_of_its_own() -> None:
    """One read where all was moved, two where nothing is; a refusal is never taken for "nothing there"."""
    missing = _error(400, "ParameterNotFound", "")
    for answers, reads in (([missing, missing], 2), ([_error(400, "AccessDeniedException", "")], 1)):
        wire = _Wire()
        wire.answers = list(answers)
        with _serving(wire) as url:
            secrets = SsmSecrets(_pointing("ssm", clients("eu-central-1").ssm, url), "clients")
            if reads == 2:
                assert secrets.get("acme", "x") is None
            else:
                with pytest.raises(BackendError, match="/clients/acme/x"):
                    secrets.get("acme", "x")
        assert len(wire.requests) == reads


def test_what_is_stored_lies_under_the_stack_s_key_and_stays_there_when_it_is_renewed(aws: Clients) -> None:
    """SSM would take its own key, which opens for everybody, for whoever names none. The old folder stays as it is."""
    secrets = SsmSecrets(aws.ssm, "clients")
    secrets.store("acme", "instagram", Secret(OLD))
    assert _lies(aws, "/clients/acme/instagram")["KeyId"] == "alias/clients/credentials"
    before = secrets.get("acme", "instagram")
    assert before is not None
    secrets.put("acme", "instagram", Secret(NEW), before)
    assert _lies(aws, "/clients/acme/instagram")["KeyId"] == "alias/clients/credentials"
    _lies(aws, "/account-health/acme/old", Value=json.dumps(OLD))
    old = secrets.get("acme", "old")
    assert old is not None
    secrets.put("acme", "old", Secret(NEW), old)
    assert _lies(aws, "/account-health/acme/old")["KeyId"] == "alias/aws/ssm"
    assert "/clients/acme/old" not in [one["Name"] for one in aws.ssm.describe_parameters()["Parameters"]]


def test_readable_text_that_is_renewed_needs_no_key(aws: Clients) -> None:
    """A parameter's type cannot be changed, and SSM refuses a key for what is not encrypted."""
    aws.ssm.put_parameter(Name=NAME, Value=json.dumps(OLD), Type="String")
    before = SsmSecrets(aws.ssm).get("acme", "instagram")
    assert before is not None
    SsmSecrets(aws.ssm).put("acme", "instagram", Secret(NEW), before)
    assert "KeyId" not in _lies(aws, NAME)


def test_a_stack_without_its_key_is_told_with_what_to_do() -> None:
    """Whoever connects before this release was deployed."""
    wire = _Wire()
    wire.answers = [_error(400, "ParameterNotFound", ""), _error(400, "InvalidKeyId", "")]
    with _serving(wire) as url, pytest.raises(BackendError, match="deploy this release first"):
        SsmSecrets(_pointing("ssm", clients("eu-central-1").ssm, url), "clients").store(
            "acme", "x", Secret(OLD)
        )


NAME = "/account-health/acme/instagram"
OLD = {"access_token": "old", "note": "kept"}
NEW = {"access_token": "new", "note": "kept", "expires_at": "2027-01-01T00:00:00Z"}


def _versions(aws: Clients) -> list[dict[str, str]]:
    rows = aws.ssm.get_parameter_history(Name=NAME, WithDecryption=True)["Parameters"]
    return [json.loads(row["Value"]) for row in rows]


@pytest.fixture
def stored(aws: Clients) -> SsmSecrets:
    """A store with one credential in it."""
    aws.ssm.put_parameter(Name=NAME, Value=json.dumps(OLD), Type="SecureString")
    return SsmSecrets(aws.ssm)


def test_a_renewed_secret_is_stored_over_the_one_that_was_read(aws: Clients, stored: SsmSecrets) -> None:
    """It stays a SecureString in its own place, and says since when it is there."""
    before = stored.get("acme", "instagram")
    assert before is not None
    assert before.stored_at is not None
    stored.put("acme", "instagram", Secret(NEW), before)
    after = stored.get("acme", "instagram")
    assert after is not None
    assert after.values == NEW
    assert aws.ssm.get_parameter(Name=NAME)["Parameter"]["Type"] == "SecureString"


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"access_token": "", "note": "kept"},
        {"access_token": " \n", "note": "kept"},
        {"access_token": "new"},
        {"note": "kept"},
        {**NEW, "expires_at": ""},
    ],
)
def test_a_secret_never_loses_anything(aws: Clients, stored: SsmSecrets, values: dict[str, str]) -> None:
    """Neither an empty credential, nor an empty field, nor one field less is written."""
    with pytest.raises(BackendError, match="The old one stays"):
        stored.put("acme", "instagram", Secret(values), Secret(OLD))
    assert _versions(aws) == [OLD]


def test_a_secret_that_somebody_changed_stays(aws: Clients, stored: SsmSecrets) -> None:
    """What a person put there after it was read wins; what a person deleted is not made again."""
    aws.ssm.put_parameter(Name=NAME, Value='{"access_token": "by hand"}', Overwrite=True)
    with pytest.raises(ConflictError, match="it stays so"):
        stored.put("acme", "instagram", Secret(NEW), Secret(OLD))
    assert _versions(aws)[-1] == {"access_token": "by hand"}
    with pytest.raises(ConflictError):
        stored.put("acme", "facebook", Secret(NEW), Secret(OLD))
    assert stored.get("acme", "facebook") is None


class _Interrupted:
    """The client, where somebody writes `text` in the moment between our last look and our own write."""

    def __init__(self, client: Any, text: str) -> None:
        self._client = client
        self._text = text

    def get_parameter(self, **request: Any) -> Any:
        return self._client.get_parameter(**request)

    def put_parameter(self, **request: Any) -> Any:
        self._client.put_parameter(Name=NAME, Value=self._text, Overwrite=True)
        return self._client.put_parameter(**request)


@pytest.mark.usefixtures("stored")
def test_a_write_in_the_very_moment_is_told(aws: Clients) -> None:
    """SSM has no conditional write: what was lost is kept as an older version and named, never silent."""
    secrets = SsmSecrets(_Interrupted(aws.ssm, '{"access_token": "by hand"}'))  # type: ignore[arg-type] # the two calls that are made
    with pytest.raises(BackendError, match=r"wrote version 2 .* version 3 lies over it") as told:
        secrets.put("acme", "instagram", Secret(NEW), Secret(OLD))
    assert "by hand" not in str(told.value)
    assert _versions(aws) == [OLD, {"access_token": "by hand"}, NEW]


@pytest.mark.usefixtures("stored")
def test_our_own_repeated_write_is_no_strangers(aws: Clients) -> None:
    """The client writes again where it saw no answer: two versions of one text are nobody's loss."""
    secrets = SsmSecrets(_Interrupted(aws.ssm, json.dumps(NEW)))  # type: ignore[arg-type] # as above
    secrets.put("acme", "instagram", Secret(NEW), Secret(OLD))
    assert _versions(aws) == [OLD, NEW, NEW]


def test_a_refused_write_tells_no_secret() -> None:
    """The error names the parameter and AWS's code."""
    wire = _Wire()
    row = {
        "Name": NAME,
        "Type": "SecureString",
        "Value": json.dumps(OLD),
        "Version": 1,
        "LastModifiedDate": 1,
    }
    found = (200, {"Content-Type": "application/json"}, json.dumps({"Parameter": row}).encode())
    wire.answers = [found, _error(400, "AccessDeniedException", "CANARY")]
    with (
        _serving(wire) as url,
        pytest.raises(
            BackendError, match=r"write the parameter .*instagram \(AccessDeniedException\)"
        ) as told,
    ):
        SsmSecrets(_pointing("ssm", clients("eu-central-1").ssm, url)).put(
            "acme", "instagram", Secret(NEW), Secret(OLD)
        )
    assert "CANARY" not in str(told.value)


def test_an_execution_of_a_known_name_is_not_started_again() -> None:
    """The engine's "already exists" is an answer; any other refusal is an error."""
    wire = _Wire()
    started = (200, {"Content-Type": "application/json"}, b'{"executionArn": "arn:x", "startDate": 1}')
    wire.answers = [started, _error(400, "ExecutionAlreadyExists"), _error(400, "StateMachineDoesNotExist")]
    with _serving(wire) as url:
        engine = StepFunctionsEngine(
            "arn:aws:states:eu-central-1:123456789012:stateMachine:x-audit",
            _pointing("stepfunctions", clients("eu-central-1").stepfunctions, url),
        )
        assert engine.start("weekly-2026-W48", {"run": {"id": "weekly-2026-W48"}}) is True
        assert engine.start("weekly-2026-W48", {}) is False
        with pytest.raises(BackendError, match="StateMachineDoesNotExist"):
            engine.start("weekly-2026-W49", {})
    assert json.loads(json.loads(wire.requests[0][2])["input"]) == {"run": {"id": "weekly-2026-W48"}}


def _tones(url: str) -> ComprehendTones:
    return ComprehendTones(_pointing("comprehend", comprehend("eu-central-1"), url))


def _heard(*sentiments: str) -> tuple[int, dict[str, str], bytes]:
    rows = [{"Index": at, "Sentiment": one} for at, one in enumerate(sentiments) if one]
    failed = [{"Index": at, "ErrorCode": "INTERNAL"} for at, one in enumerate(sentiments) if not one]
    body = json.dumps({"ResultList": rows, "ErrorList": failed}).encode()
    return 200, {"Content-Type": "application/x-amz-json-1.1"}, body


def test_only_negative_is_criticism() -> None:
    """German and English go in requests of their own; what is mixed, neutral or was not read adds nothing."""
    wire = _Wire()
    wire.answers = [_heard("NEGATIVE", "MIXED", ""), _heard("POSITIVE", "NEGATIVE")]
    german = ["das ist nicht der Laden den ich kenne", "und das ist es auch nicht", "aber wir sind noch da"]
    english = ["that was the shop we used to like", "they have not been in since"]
    texts = [german[0], english[0], "  ", german[1], english[1], german[2]]
    with _serving(wire) as url:
        kinds = [tone.kind for tone in _tones(url).read(texts)]
    assert kinds == ["criticism", "other", "other", "other", "criticism", "other"]
    asked = [json.loads(body) for _, _, body in wire.requests]
    assert [(one["LanguageCode"], one["TextList"]) for one in asked] == [("de", german), ("en", english)]


def test_no_request_is_larger_than_comprehend_takes() -> None:
    """At most 25 texts of at most 5,000 bytes; a character is never cut in half; nothing costs no request."""
    wire = _Wire()
    wire.answers = [_heard(*["NEUTRAL"] * 25), _heard("NEGATIVE")]
    with _serving(wire) as url:
        tones = _tones(url)
        assert not tones.read([])
        assert not wire.requests
        read = tones.read(["ä" * 4_999 + " die ist das und der"] * 26)
    assert [tone.kind for tone in read] == ["other"] * 25 + ["criticism"]
    sizes = [[len(text.encode()) for text in json.loads(body)["TextList"]] for _, _, body in wire.requests]
    assert [len(one) for one in sizes] == [25, 1]
    assert {size for one in sizes for size in one} == {5_000}


def test_a_refusal_of_comprehend_repeats_no_text() -> None:
    """The error carries AWS's code, and nothing of what people wrote."""
    wire = _Wire()
    wire.answers = [_error(400, "AccessDeniedException", "CANARY")]
    with (
        _serving(wire) as url,
        pytest.raises(BackendError, match=r"Comprehend .*\(AccessDeniedException\)") as told,
    ):
        _tones(url).read(["CANARY"])
    assert "CANARY" not in str(told.value)
    assert told.value.__cause__ is None
