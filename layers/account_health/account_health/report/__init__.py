"""The report of one company: as a mail, as a page, as text, as JSON and as a table; all from one `CompanyReport`.

Nothing here judges: what is printed was decided before. Beside it the mails that tell a part of it, or many: the alert, one person's tasks, the overview of all companies.
"""

from account_health.report.brief import Brief, brief_of
from account_health.report.channels import reply_address
from account_health.report.data import as_csv, as_json
from account_health.report.letters import own_tasks, readers_alerts, render_alert, render_tasks
from account_health.report.links import ReportLink
from account_health.report.mime import Envelope, compose
from account_health.report.overview import Line, Reader, render_overview, render_overview_page
from account_health.report.rendering import (
    Rendered,
    render,
    render_first_check,
    render_json,
    render_mail,
    render_page,
)
from account_health.report.setting import Letter, policy_in

__all__ = [
    "Brief",
    "Envelope",
    "Letter",
    "Line",
    "Reader",
    "Rendered",
    "ReportLink",
    "as_csv",
    "as_json",
    "brief_of",
    "compose",
    "own_tasks",
    "policy_in",
    "readers_alerts",
    "render",
    "render_alert",
    "render_first_check",
    "render_json",
    "render_mail",
    "render_overview",
    "render_overview_page",
    "render_page",
    "render_tasks",
    "reply_address",
]
