"""The report's tables are whole: no channel, part, reason, severity or check without its words."""

import pytest

from account_health.checks import CHECKS
from account_health.model import PARTS as SNAPSHOT_PARTS
from account_health.model import Audience, Reason, ReportRhythm, Severity, Status, Topic
from account_health.model.platform import PLATFORM_ROWS
from account_health.model.reasons import REASONS
from account_health.report import words


def test_every_platform_has_a_name() -> None:
    """A channel is called as its readers call it; a blog without posts is a website."""
    for platform, row in PLATFORM_ROWS.items():
        assert words.channel_words(platform, "weekly") == row.words
    assert words.channel_words("blog", "none") == PLATFORM_ROWS["website"].words
    assert words.channel_words("of a later version", None) == words.OTHER_CHANNEL


def test_every_part_and_reason_has_its_words() -> None:
    """What could not be seen, and why, is always told in words."""
    assert set(words.PARTS) == set(SNAPSHOT_PARTS)
    assert set(REASONS) == set(Reason)
    assert set(SNAPSHOT_PARTS) >= words.CONVERSATIONS


def test_severities_statuses_and_topics_have_their_words() -> None:
    """No internal word reaches a reader."""
    assert set(words.URGENCY) == set(Severity)
    assert set(words.STATUSES) == set(Status)
    assert set(words.TOPICS) == set(words.UPKEEP) == set(Topic)


@pytest.mark.parametrize(
    "check", [c for c in CHECKS if c.severity in {Severity.CRITICAL, Severity.HIGH}], ids=lambda c: c.id
)
def test_what_may_stand_first_has_a_subject(check: object) -> None:
    """Every weekly check of the owner that is grave enough to be the first to tell has a subject of its own."""
    row = next(one for one in CHECKS if one is check)
    if row.audience is Audience.OWNER and row.report_rhythm is ReportRhythm.WEEKLY:
        assert row.subject is not None
