"""The report of one company: as a mail, as a page, as text, as JSON and as a table; all from one `CompanyReport`."""

from account_health.report.build import reply_address
from account_health.report.data import as_json
from account_health.report.links import ReportLink
from account_health.report.mime import Envelope, compose
from account_health.report.page_policy import policy_in
from account_health.report.rendering import Rendered, render

__all__ = ["Envelope", "Rendered", "ReportLink", "as_json", "compose", "policy_in", "render", "reply_address"]
