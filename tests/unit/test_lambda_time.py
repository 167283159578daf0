"""How long a call would last on Lambda: what waits side by side, and what does not."""

import pytest

from benchmarks.lambda_time import S3_SECONDS, SITE_SECONDS, LambdaClock, Span


def clock_of(asked: list[int]) -> LambdaClock:
    """Return a clock whose sites were asked as often as the list says."""
    clock = LambdaClock(lambda: asked[0])
    clock.spans = [Span()]
    return clock


@pytest.mark.parametrize(("companies", "rounds"), [(1, 1), (16, 1), (17, 2), (32, 2)])
def test_what_waits_side_by_side_lasts_as_long_as_sixteen_threads_need(companies: int, rounds: int) -> None:
    """Each asks a site once: sixteen of them last as long as one, and the seventeenth begins when one has ended."""
    asked = [0]
    clock = clock_of(asked)

    def look(_number: int) -> None:
        asked[0] += 1

    with clock.call(1769) as lasted:
        clock.map(look, range(companies))
    assert lasted.seconds == pytest.approx(rounds * SITE_SECONDS, abs=0.05)


def test_calls_inside_of_calls_share_the_threads() -> None:
    """Sixteen who ask twice each, side by side or not, have one thread each: two rounds."""
    asked = [0]
    clock = clock_of(asked)

    def ask(_number: int) -> None:
        asked[0] += 1

    with clock.call(1769) as lasted:
        clock.map(lambda _number: clock.map(ask, range(2)), range(16))
    assert lasted.seconds == pytest.approx(2 * SITE_SECONDS, abs=0.05)


def test_one_after_the_other_is_a_sum_and_less_memory_reckons_longer() -> None:
    """Requests of one thread add up; a function with a quarter of a processor is paid for four times as long."""
    clock = clock_of([0])
    with clock.call(1769) as whole:
        clock.wait(S3_SECONDS)
        clock.wait(S3_SECONDS)
    assert whole.seconds == pytest.approx(2 * S3_SECONDS, abs=0.02)

    def reckon() -> None:
        sum(range(400_000))

    with clock.call(1769) as large:
        reckon()
    with clock.call(256) as small:
        reckon()
    assert small.seconds > 2 * large.seconds
