"""The report of one company: as a mail, as a page, as text, as JSON and as a table; all from one `CompanyReport`.

Nothing here judges: what is printed was decided before. Beside it the mails that tell a part of it, or many: the alert, one person's tasks, the overview of all companies.
"""

from account_health.report.alert import readers_alerts, render_alert
from account_health.report.brief import Brief, brief_of
from account_health.report.build import reply_address
from account_health.report.companies import Line, Reader, render_overview
from account_health.report.data import as_csv, as_json
from account_health.report.links import ReportLink
from account_health.report.mime import Envelope, compose
from account_health.report.page_policy import policy_in
from account_health.report.rendering import Letter, Rendered, render, render_json, render_mail, render_page
from account_health.report.task_mail import own_tasks, render_tasks

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
    "render_json",
    "render_mail",
    "render_overview",
    "render_page",
    "render_tasks",
    "reply_address",
]
