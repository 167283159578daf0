"""One connection, on which neither time nor bytes can run away."""

import socket
import time

import pytest

from account_health.connectors.http.wire import BoundedSocket, Bounds, OversizeError


def test_bounds_end_at_the_deadline() -> None:
    """The seconds left are positive, or there are none."""
    assert 0 < Bounds(time.monotonic() + 60).seconds() <= 60
    with pytest.raises(TimeoutError):
        Bounds(time.monotonic()).seconds()


def test_bounds_end_with_the_budget() -> None:
    """The last byte may be taken, the next one not."""
    bounds = Bounds(time.monotonic() + 60, budget=3)
    bounds.take(3)
    with pytest.raises(OversizeError):
        bounds.take(1)


def test_a_socket_reads_nothing_after_its_deadline() -> None:
    """Not even what lies there: who floods us does not get more time than who is silent."""
    here, there = socket.socketpair()
    with there, BoundedSocket(here.family, here.type, here.proto, fileno=here.detach()) as bounded:
        there.sendall(b"flood")
        bounded.bounds = Bounds(time.monotonic() + 60)
        assert bounded.recv_into(bytearray(2)) == 2
        bounded.bounds = Bounds(time.monotonic())
        with pytest.raises(TimeoutError):
            bounded.recv_into(bytearray(2))
