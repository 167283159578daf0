"""What holds for every test: no property fails because a machine was slow, and none waits for what proves nothing."""

import os
from functools import cache

import botocore.session
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

# Each session of boto3 would unpack the descriptions of all services anew: most of the time of every test with AWS in it.
botocore.session.create_loader = cache(botocore.session.create_loader)

# No test outlives a power cut, so none waits until the disk has everything.
os.fsync = lambda fd: None  # noqa: ARG005 - takes what the real one takes
