"""The table of checks says what was agreed: how bad, who acts, how often, and what may go out between reports."""

from account_health.checks import BY_ID, CHECKS
from account_health.model import Severity

AGREED = """
credential-valid        critical operator weekly !
credential-expiry       high     operator weekly
permissions-complete    high     operator weekly
identity-unchanged      high     operator weekly
data-complete           medium   operator weekly
last-complete-look      high     operator weekly
account-public          critical owner    weekly !
owner-assigned          low      operator monthly
last-post-age           high     owner    weekly
posting-frequency       low      owner    number
posting-gap             low      owner    off
dormant-account         critical owner    weekly
dormancy-notice         medium   owner    monthly
expired-promotion       low      owner    off
rejected-post           medium   operator weekly
feed-readable           medium   operator weekly
plausible-dates         low      operator weekly
unanswered-criticism    critical owner    weekly !
unanswered-comments     high     owner    weekly
unanswered-reviews      high     owner    weekly
unanswered-mentions     high     owner    weekly
reply-rejected          critical owner    weekly !
review-changed          medium   owner    weekly
response-time           medium   owner    number
response-rate           medium   owner    number
rating                  medium   owner    number
review-freshness        low      owner    number
unread-messages         medium   owner    number
comment-surge           critical owner    weekly !
comments-disabled       low      owner    off
hidden-comments         low      owner    off
reply-pending           low      owner    off
identical-replies       low      owner    off
hours                   high     owner    weekly
holiday-hours           high     owner    weekly
closed-status           critical owner    weekly !
phone                   high     owner    weekly
address                 high     owner    weekly
website                 high     owner    weekly
domain-lost             critical owner    weekly !
certificate             high     operator weekly
imprint                 high     owner    weekly
email                   medium   owner    monthly
name                    medium   owner    monthly
google-edits            high     owner    weekly
profile-changed         info     operator weekly
verification            critical owner    weekly !
duplicate-profile       high     operator weekly
outdated-text           medium   owner    weekly
description             low      owner    monthly
picture                 low      owner    monthly
photos                  low      owner    monthly
category                medium   owner    monthly
privacy-policy          low      owner    monthly
imprint-names-profiles  low      owner    monthly
dead-links              low      owner    monthly
handle                  low      owner    off
alt-text                low      owner    off
"""


def test_every_check_is_as_bad_as_agreed_and_reaches_whom_it_was_agreed_for() -> None:
    """Severity, audience, cadence and the mark of what may go out as an alert."""
    agreed = {line.split()[0]: line.split()[1:] for line in AGREED.strip().splitlines()}
    found = {
        check.id: [check.severity, check.audience, check.cadence] + ["!"] * check.alert for check in CHECKS
    }
    assert found == agreed


def test_only_critical_checks_may_go_out_between_the_reports() -> None:
    """An alert is for what cannot wait until Monday."""
    assert {check.severity for check in CHECKS if check.alert} == {Severity.CRITICAL}


def test_a_check_is_found_by_its_id() -> None:
    """And the table holds each id once."""
    assert len(BY_ID) == len(CHECKS)
    assert all(BY_ID[check.id] is check for check in CHECKS)
