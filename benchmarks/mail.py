"""Measures the report's mail: bytes, processor time of rendering and MIME hot and cold, and what rendering adds to the layer.

Run: python -m benchmarks.mail
"""

import io
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from importlib.metadata import distribution
from pathlib import Path
from tempfile import TemporaryDirectory

from account_health.model import Audience, CompanyReport
from account_health.report import reply_address
from account_health.report.channels import Sheet
from account_health.report.context import ReportContext, speaker
from account_health.report.links import links_of
from account_health.report.rendering import mail_of
from account_health.report.setting import FOLDER
from tests import report_samples as samples
from tests.mail_renderings import Mail, raw

ROUNDS = 20
COLD_ROUNDS = 7
MOST_HOT, MOST_COLD = 20, 150
MOST_FEW, MOST_MANY = 45_000, 90_000
MOST_ZIPPED = 1_000_000
COMPANY = samples.company()
COLD = """
import time
from tests.report_samples import NOW, company, fifteen_findings
report, firm = fifteen_findings(), company()
start = time.process_time()
from account_health.report import Envelope, compose, render_mail
envelope = Envelope(
    sender="reports@mail.example.org",
    recipient="chefin@example.org",
    reply_to="team@agentur.example",
    company="stadtbaeckerei",
    key="ledger/report/2026-W48/stadtbaeckerei/0123",
    now=NOW,
)
compose(render_mail(report, firm, reply_to=envelope.reply_to), envelope)
print(time.process_time() - start)
"""


def mail(report: CompanyReport) -> bytes:
    """Return a report's mail as it is handed over."""
    context = ReportContext(report, COMPANY, Audience.OWNER, speaker(report, COMPANY))
    links = links_of(account.url for account in COMPANY.accounts)
    set_ = mail_of(Sheet(context, links, reply_address(COMPANY), whole=False))
    return raw(Mail(set_.subject, set_.sender_name, set_.language, set_.html, set_.text))


def html_bytes(report: CompanyReport) -> int:
    """Return the bytes of a mail's HTML."""
    context = ReportContext(report, COMPANY, Audience.OWNER, speaker(report, COMPANY))
    return len(mail_of(Sheet(context, links_of(()), "team@agentur.example", whole=False)).html.encode())


def hot(report: CompanyReport) -> float:
    """Return the least milliseconds of processor time that one mail takes in a process that has set some before."""
    mail(report)
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        mail(report)
        times.append(time.process_time() - start)
    return min(times) * 1000


def cold() -> float:
    """Return the least milliseconds of processor time of imports and the first mail in a fresh process.

    Byte code lies ready, as in the layer: a first process, which does not count, makes it.
    """
    with TemporaryDirectory() as kept:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": kept, "PYTHONDONTWRITEBYTECODE": ""}
        command = [sys.executable, "-c", COLD]
        run: Callable[[], float] = lambda: float(  # noqa: E731 - one line
            subprocess.run(  # noqa: S603 - our own interpreter
                command, check=True, capture_output=True, text=True, env=environment
            ).stdout
        )
        run()
        return min(run() for _ in range(COLD_ROUNDS)) * 1000


def zipped() -> int:
    """Return the zipped bytes of what is in the layer for rendering alone: the engine and our templates."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for package in ("jinja2", "markupsafe"):
            for file in distribution(package).files or ():
                place = Path(str(file.locate()))
                if place.is_file() and place.suffix != ".pyc":
                    archive.write(place, str(file))
        for template in filter(Path.is_file, FOLDER.iterdir()):
            archive.write(template, template.name)
    return len(packed.getvalue())


def measure() -> int:
    """Print the figures, each with its bound; return 1 where a size is over it."""
    few, many = html_bytes(samples.fifteen_findings()), html_bytes(samples.many_findings())
    added = zipped()
    print(f"HTML of the golden week: {html_bytes(samples.golden_week())} bytes")
    print(f"HTML of 15 findings: {few} bytes (goal: below {MOST_FEW})")
    print(f"HTML of 500 findings: {many} bytes (goal: below {MOST_MANY})")
    print(f"rendering in the layer, zipped: {added} bytes (goal: at most {MOST_ZIPPED})")
    for name, report in (("golden week", samples.golden_week()), ("15 findings", samples.fifteen_findings())):
        print(f"render and MIME, hot, {name}: {hot(report):.1f} ms of processor time (goal: {MOST_HOT})")
    print(f"imports, render and MIME, cold: {cold():.0f} ms of processor time (goal: {MOST_COLD})")
    return 1 if few >= MOST_FEW or many >= MOST_MANY or added > MOST_ZIPPED else 0


if __name__ == "__main__":
    sys.exit(measure())
