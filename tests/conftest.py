"""What holds for every test: no property fails because a machine was slow, and none waits for what proves nothing."""

import os
from functools import cache
from pathlib import Path

import botocore.session
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

# Each session of boto3 would unpack the descriptions of all services anew: most of the time of every test with AWS in it.
botocore.session.create_loader = cache(botocore.session.create_loader)

# No test outlives a power cut, so none waits until the disk has everything.
os.fsync = lambda fd: None  # noqa: ARG005 - takes what the real one takes

# Programs that tests start find their byte code; it lies elsewhere, since `sam build` copies the package meanwhile.
os.environ["PYTHONPYCACHEPREFIX"] = str(Path(__file__).resolve().parents[1] / "build" / "pycache")
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_collection_finish() -> None:
    """Compile the templates before the first test, for the same reason."""
    from account_health.report.rendering import compile_templates  # noqa: PLC0415 - only after coverage has begun

    compile_templates()
