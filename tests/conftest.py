"""What holds for every test: no property fails because a machine was slow, and AWS's descriptions are read once."""

from functools import cache

import botocore.session
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

# Each session of boto3 would unpack the descriptions of all services anew: most of the time of every test with AWS in it.
botocore.session.create_loader = cache(botocore.session.create_loader)
