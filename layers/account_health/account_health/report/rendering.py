"""Sets a report: the mail's HTML and text, the page for a browser, JSON and a table."""

import json
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Final, TypeVar, cast

from jinja2 import Environment
from markupsafe import Markup, escape

from account_health.model import Audience, CompanyReport
from account_health.model.company import Company
from account_health.report.agency import agency
from account_health.report.build import build, reply_address
from account_health.report.channels import Sheet
from account_health.report.context import ReportContext
from account_health.report.data import as_csv, as_json, speaker
from account_health.report.engine import FOLDER, engine
from account_health.report.links import ReportLink, SafeUrl, links_of
from account_health.report.page import page
from account_health.report.page_policy import policy
from account_health.report.sayable import as_far_as_sayable
from account_health.report.verdict import Stance, stance, subject
from account_health.report.view import OverviewRow, View
from account_health.text.i18n import MONTH_NAMES, Fragment, Phrase, Translator

MOST_BYTES: Final = 85_000
"""The most bytes of the mail's HTML; Gmail cuts off what is longer than about 100 KB."""
FINDINGS: Final = 40
"""The most findings that a mail tells."""
LINE: Final = 76
"""The width of the text part; only links may be longer."""
_NAME_COLUMN = 40
_Shown = TypeVar("_Shown")
_BREAK = "\N{ZERO WIDTH SPACE}"
_LONG_WORD = re.compile(r"(\S{30})(?=\S)")
_DAY = re.compile(rf"\b(\d{{1,2}}\.?) (?=(?:{'|'.join(MONTH_NAMES)})\b)")
_LINKING = re.compile(r"([.@:])(?=[^\W\d_]|/)")
"""What joins the parts of an address: before a letter or a slash, so that hours and numbers stay as they are."""
_STAND_INS: Final = {".": "\ue000", "@": "\ue001", ":": "\ue002"}
"""Of the same width, until the lines are set."""
_BROKEN: Final = str.maketrans({stand_in: mark + _BREAK for mark, stand_in in _STAND_INS.items()})
_AUTO_LINK = re.compile(r"([.@:])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail, set: `html` and `text` are its two bodies."""

    subject: str
    sender_name: str
    language: str
    html: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered(Letter):
    """A report in every form: its mail, and the page for a browser, JSON and a table beside it."""

    page: str
    json: str
    csv: str


def render(
    report: CompanyReport,
    company: Company,
    *,
    audience: Audience = Audience.OWNER,
    reply_to: str | None = None,
    report_link: ReportLink | None = None,
) -> Rendered:
    """Return the report in the company's language; the same input gives the same text.

    Args:
        report: what is to be said.
        company: who is told, in which language, and which links may stand in the report.
        audience: OWNER reads one plain sentence of each finding for whoever holds the keys; OPERATOR gets the same
            mail with these findings in full below a line, and reads them in place in the page.
        reply_to: the mailbox that reads answers; by default `reply_address(company)`.
        report_link: where the mail may lead to the whole report; by default it stands alone.
    """

    def made(told: CompanyReport) -> Rendered:
        sheet = _sheet(told, company, audience, reply_to)
        mail = _mail(replace(sheet, report_link=report_link))
        return Rendered(
            subject=mail.subject,
            sender_name=mail.sender_name,
            language=mail.language,
            html=mail.html,
            text=mail.text,
            page=_page(replace(sheet, whole=True)),
            json=_json(told, company),
            csv=as_csv(told, company),
        )

    return as_far_as_sayable(report, made)


def render_mail(
    report: CompanyReport,
    company: Company,
    *,
    audience: Audience = Audience.OWNER,
    reply_to: str | None = None,
    report_link: ReportLink | None = None,
) -> Letter:
    """Return the report's mail alone, for a fraction of the time; the arguments are those of `render`."""

    def made(told: CompanyReport) -> Letter:
        return _mail(replace(_sheet(told, company, audience, reply_to), report_link=report_link))

    return as_far_as_sayable(report, made)


def render_page(
    report: CompanyReport,
    company: Company,
    *,
    audience: Audience = Audience.OWNER,
    reply_to: str | None = None,
) -> str:
    """Return the page for a browser alone; the arguments are those of `render`."""

    def made(told: CompanyReport) -> str:
        return _page(replace(_sheet(told, company, audience, reply_to), whole=True))

    return as_far_as_sayable(report, made)


def render_json(report: CompanyReport, company: Company) -> str:
    """Return the report as JSON, two spaces a level."""
    return as_far_as_sayable(report, lambda told: _json(told, company))


def _json(report: CompanyReport, company: Company) -> str:
    return json.dumps(as_json(report, company), ensure_ascii=False, indent=2) + "\n"


def _sheet(report: CompanyReport, company: Company, audience: Audience, reply_to: str | None) -> Sheet:
    context = ReportContext(report, company, audience, speaker(report, company))
    links = links_of([account.url for account in company.accounts] + [*company.facts.website])
    return Sheet(context, links, reply_to or reply_address(company), whole=False, room=FINDINGS)


def _mail(sheet: Sheet) -> Letter:
    mail, html, text = bodies(sheet)
    return Letter(
        subject=_subject(sheet.context),
        sender_name=str(mail.sender),
        language=mail.language,
        html=html,
        text=text,
    )


def _subject(context: ReportContext) -> str:
    """Return the owner's subject; where that says "nothing for you", the agency's copy names what is the agency's."""
    owner = replace(context, audience=Audience.OWNER)
    return subject(context if stance(owner) is Stance.LEFT_TO_OTHERS else owner)


def bodies(sheet: Sheet) -> tuple[View, str, str]:
    """Return the mail, its HTML and its text, with as many findings as a mail can hold."""
    owner = replace(sheet, context=replace(sheet.context, audience=Audience.OWNER))
    while True:
        mail = build(owner)
        if sheet.context.audience is Audience.OPERATOR:
            mail = replace(mail, agency=agency(owner))
        html = _set("mail.html.j2", mail, sheet.context.translate)
        if len(html.encode()) <= MOST_BYTES or owner.room == 1:
            return mail, html, _set("mail.txt.j2", mail, sheet.context.translate)
        owner = replace(owner, room=owner.room // 2)


def _page(sheet: Sheet) -> str:
    """Return the whole report for a browser; its policy names the very bytes of its script and its styles."""
    shown = build(sheet)
    more = page(sheet, shown)
    styles = (
        _text()
        .get_template("page.css.j2")
        .render(accent=shown.color, accent_on_dark=more.accent_on_dark, weeks=more.weeks)
    )
    script = _script()
    written = (
        _html()
        .get_template("page.html.j2")
        .render(
            v=shown,
            p=more,
            _=sheet.context.translate.label,
            styles=Markup(styles),  # noqa: S704 - ours, with a colour that the registry checked
            script=Markup(script),  # noqa: S704 - ours, a file of the package
            policy=Markup(policy(script, styles)),  # noqa: S704 - ours, with two hashes
        )
    )
    return written.strip() + "\n"


@cache
def _script() -> str:
    return (FOLDER / "page.js").read_text("utf-8")


def _set(template: str, shown: object, translate: Translator) -> str:
    if template.endswith(".txt.j2"):
        written = _text().get_template(template).render(v=inert(shown), _=translate.label)
        return written.translate(_BROKEN).strip() + "\n"
    return _html().get_template(template).render(v=shown, _=translate.label).strip() + "\n"


@cache
def _html() -> Environment:
    return engine({"html": as_markup, "href": followed, "page_href": followed_from_a_page}, escaping=True)


@cache
def _text() -> Environment:
    return engine({"wrapped": wrapped, "table": table}, escaping=False)


def compile_templates() -> None:
    """Compile every template, so that it is kept compiled; `sam build` does it in the layer."""
    for path in FOLDER.glob("*.j2"):
        environment = _html() if path.name.endswith(".html.j2") else _text()
        environment.get_template(path.name)


def followed(url: object) -> str:
    """Return an address for `href` or `src` in a mail or a page; raises TypeError for anything that `links` did not make.

    A stranger's address is no link in a mail: whoever reads there trusts us with what they click on.
    """
    if not isinstance(url, SafeUrl) or url.whose == "stranger":
        raise TypeError(
            "only an address of ours or of a platform, made by report/links.py, may be followed here"
        )
    return url.text


def followed_from_a_page(url: object) -> str:
    """Return an address for `href` in a page, a stranger's too; raises TypeError for what `links` did not make."""
    if not isinstance(url, SafeUrl):
        raise TypeError("only an address that report/links.py made may be followed")
    return url.text


def as_markup(phrase: Phrase) -> Markup:
    """Return a phrase as HTML: escaped, and its foreign words such that no mail client makes a link of them."""
    return Markup("").join(
        _defused(fragment.text) if fragment.foreign else escape(_unbroken(fragment.text))
        for fragment in phrase.fragments
    )


def _unbroken(text: str) -> str:
    """Keep a day and its month on one line."""
    return _DAY.sub("\\1\N{NO-BREAK SPACE}", text)


def _defused(text: str) -> Markup:
    """Escape; put what makes an address in spans of its own, and break points into endless words."""
    pieces = _AUTO_LINK.split(_LONG_WORD.sub(rf"\1{_BREAK}", text))
    span = Markup("<span>{}</span>")
    return Markup("").join(
        span.format(piece) if piece in {".", "@", ":"} else escape(piece) for piece in pieces
    )


def _stand_in(found: re.Match[str]) -> str:
    return _STAND_INS[found[1]]


def inert(shown: _Shown) -> _Shown:
    """Return what is shown with the foreign words of each phrase such that no reader of plain text makes a link of them."""
    changed: object
    if isinstance(shown, Phrase):
        changed = Phrase(
            tuple(
                Fragment(_LINKING.sub(_stand_in, one.text), foreign=True) if one.foreign else one
                for one in shown.fragments
            )
        )
    elif isinstance(shown, tuple):
        changed = tuple(map(inert, shown))
    elif is_dataclass(shown) and not isinstance(shown, type):
        changed = replace(shown, **{field.name: inert(getattr(shown, field.name)) for field in fields(shown)})
    else:
        return shown
    return cast("_Shown", changed)


def wrapped(text: object, first: str = "", rest: str | None = None) -> str:
    """Return text in lines of at most LINE characters, each with its indent."""
    return textwrap.fill(
        str(text),
        LINE,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=True,
        break_on_hyphens=False,
    )


def table(rows: Sequence[OverviewRow], head: tuple[str, str, str]) -> str:
    """Return the overview as columns of text; a long name goes on below itself."""
    wide = min(max(len(str(row.name)) for row in rows), _NAME_COLUMN)
    wide = max(wide, len(head[0]))
    lines = [f"{head[0]:<{wide}}  {head[1]:>{len(head[1])}}  {head[2]}"]
    for row in rows:
        first, *rest = textwrap.wrap(str(row.name), wide, break_on_hyphens=False) or [""]
        lines.append(f"{first:<{wide}}  {row.score_summary:>{len(head[1])}}  {row.state}")
        lines += rest
    return "\n".join(line.rstrip() for line in lines)


def set_letter(name: str, shown: object, translate: Translator) -> tuple[str, str]:
    """Return the two bodies of a mail, HTML and text, set by the templates of this name."""
    return _set(f"{name}.html.j2", shown, translate), _set(f"{name}.txt.j2", shown, translate)
