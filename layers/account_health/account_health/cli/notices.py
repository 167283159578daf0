"""The command `notice`: prints what a person may send to a platform about a known fake. It sends nothing itself."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from account_health.cli.arguments import Options
from account_health.cli.known import fake_of
from account_health.cli.registry import read_registered
from account_health.cli.screen import print_line
from account_health.report.notice_text import notice_text
from account_health.text.i18n import translator


def print_notice(path: Path, options: Options, now: datetime) -> int:
    """Print the notice; returns the exit code. Raises RegistryError, and UsageError where the address is no known fake."""
    company = read_registered(path).company
    known = fake_of(company, options.url)
    spoken = replace(company, language=options.language or company.language)
    translate = translator(spoken.language, spoken.address_form, timezone=spoken.timezone, now=now)
    print_line(notice_text(spoken, known, translate))
    return 0
