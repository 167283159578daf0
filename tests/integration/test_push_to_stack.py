"""`push` and `pull` without a variable: the stack's own bucket is where the registry lies."""

from pathlib import Path

import boto3  # noqa: TID251 - plays the person beside us
import pytest

from account_health.cli import main
from tests.integration.test_stack_doctor import FILE, Aws, aws
from tests.template import BUCKET, REGION

__all__ = ["aws"]


@pytest.fixture(autouse=True)
def _nobody_at_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("account_health.cli.sync.is_asked", lambda: False)


def there(company: str) -> str:
    """Return a company's file in the bucket."""
    answer = boto3.client("s3", region_name=REGION).get_object(Bucket=BUCKET, Key=f"registry/{company}.toml")
    return answer["Body"].read().decode()


def test_a_file_goes_into_the_stacks_bucket_and_back(aws: Aws) -> None:
    """The stack's output names the bucket; what was written comes back byte for byte."""
    Path("abend.toml").write_text(FILE, encoding="utf-8")
    assert main(["push", "abend.toml", "--yes"], {}) == 0
    assert there("abend") == FILE
    assert main(["pull", "--out", "clients"], {}) == 0
    assert Path("clients/abend.toml").read_text(encoding="utf-8") == FILE
    assert Path("clients/morgenrot.toml").read_text(encoding="utf-8") == FILE
    assert "abend.toml: written" in aws.capsys.readouterr().out


def test_a_change_in_between_is_not_overwritten_in_s3(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    """S3's own condition holds what was compared to what is written over."""
    theirs = FILE + "# theirs\n"

    def agreed(_question: str, *, default: bool) -> bool:
        del default
        boto3.client("s3", region_name=REGION).put_object(
            Bucket=BUCKET, Key="registry/morgenrot.toml", Body=theirs.encode()
        )
        return True

    Path("morgenrot.toml").write_text(FILE + "# ours\n", encoding="utf-8")
    monkeypatch.setattr("account_health.cli.sync.is_asked", lambda: True)
    monkeypatch.setattr("account_health.cli.sync.agreed", agreed)
    assert main(["push", "morgenrot.toml"], {}) == 2
    assert there("morgenrot") == theirs
    assert "pull, and look at the difference again" in aws.capsys.readouterr().err
