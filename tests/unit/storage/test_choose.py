"""One variable chooses where the product runs."""

import sys
from pathlib import Path

import pytest

from account_health.model.errors import UsageError
from account_health.storage.aws import S3Storage, SesMailer, SsmSecrets
from account_health.storage.choose import choose
from account_health.storage.local import EmlMailer, EnvironmentSecrets, FolderStorage


def test_a_bucket_means_aws(monkeypatch: pytest.MonkeyPatch) -> None:
    """With s3://BUCKET all three are AWS's."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-central-1")
    backends = choose({"ACCOUNT_HEALTH_STORE": "s3://my-bucket/"})
    assert isinstance(backends.storage, S3Storage)
    assert isinstance(backends.secrets, SsmSecrets)
    assert isinstance(backends.mailer, SesMailer)


def test_a_folder_means_this_machine(tmp_path: Path) -> None:
    """With a folder nothing leaves it: files, the environment and registry/.env, and mails in outbox/."""
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry" / ".env").write_text('ACCOUNT_HEALTH_SECRET__A__X={"t": "1"}')
    backends = choose({"ACCOUNT_HEALTH_STORE": str(tmp_path)})
    assert isinstance(backends.storage, FolderStorage)
    assert isinstance(backends.secrets, EnvironmentSecrets)
    assert isinstance(backends.mailer, EmlMailer)
    assert backends.secrets.get("a", "x") is not None
    backends.storage.write("state/a.json", b"1")
    assert (tmp_path / "state" / "a.json").read_bytes() == b"1"


@pytest.mark.parametrize("store", ["", "  ", "s3://", "s3://Bad_Bucket", "s3://bucket/path", "gs://bucket"])
def test_anything_else_is_refused_with_a_sentence(store: str) -> None:
    """A missing or malformed store names the variable and both possibilities."""
    with pytest.raises(UsageError, match=r"ACCOUNT_HEALTH_STORE .*s3://BUCKET.* or a folder"):
        choose({"ACCOUNT_HEALTH_STORE": store})


def test_bucket_without_boto3_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package comes without it, so a laptop may lack it: a sentence, no traceback."""
    monkeypatch.setitem(sys.modules, "account_health.storage.aws", None)
    monkeypatch.delattr("account_health.storage.aws")
    with pytest.raises(
        UsageError, match="needs boto3 beside account-health: pipx inject account-health boto3"
    ):
        choose({"ACCOUNT_HEALTH_STORE": "s3://my-bucket"})
