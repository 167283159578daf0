"""What tests of whole looks share: a simulated internet, and the threads of a process."""

from collections.abc import Iterator

import pytest

from account_health.connectors.pool import Pool
from tests.simulator.gateway import Gateway


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    """A simulated internet without sites."""
    with Gateway() as running:
        yield running


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """The threads of this process."""
    with Pool() as threads:
        yield threads
