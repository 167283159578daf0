"""What stands around the matter of a mail beside the report: sender, company and day, the first sentence, the foot."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from account_health.model import Message, message
from account_health.report.build import COLOR, FOOTER
from account_health.report.context import NAME, ReportContext
from account_health.report.links import mailto
from account_health.report.view import Link
from account_health.text.i18n import Phrase, Translator, foreign


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The head and the foot of a mail. `about` is the company, None where the mail is about many."""

    language: str
    subject: str
    sender: Phrase
    about: Phrase | None
    day: str
    draft: Phrase | None
    preheader: str
    verdict: Phrase
    lead: tuple[Phrase, ...]
    footer: tuple[Phrase, ...]
    unsubscribe: Link
    brand_footer: Phrase | None
    color: str


class Framed(Protocol):
    """A view with a frame."""

    @property
    def frame(self) -> Frame:
        """What stands around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How a mail begins, and why it is sent: subject, first sentence, what follows it, and the foot's own sentence."""

    subject: str
    verdict: Phrase
    lead: tuple[Phrase, ...] = ()
    because: Message


def company_frame(context: ReportContext, opening: Opening, reply_to: str) -> Frame:
    """Return the frame of a mail that one company's people get."""
    say_, company = context.translate, context.company
    settings, brand = company.report, company.brand
    sender = settings.from_name or brand.name or say_.text(message("Channel check"))
    draft = settings.mode == "review"
    return Frame(
        language=say_.language,
        subject=opening.subject,
        sender=foreign(sender, NAME),
        about=foreign(company.name, NAME),
        day=say_.weekday(context.today),
        draft=say_.phrase(message("Draft: only you get this mail.")) if draft else None,
        preheader=" ".join(map(str, (opening.verdict, *opening.lead))),
        verdict=opening.verdict,
        lead=opening.lead,
        footer=foot(say_, context.report.now, opening.because),
        unsubscribe=Link(
            mailto(reply_to, f"Unsubscribe {company.id}"), say_.phrase(message("Stop getting these mails"))
        ),
        brand_footer=foreign(brand.footer, FOOTER) if brand.footer else None,
        color=brand.color or COLOR,
    )


def foot(say_: Translator, at: datetime, because: Message) -> tuple[Phrase, ...]:
    """Return the foot: as of when, why this mail, whom to ask, and what we never ask for."""
    day = say_.local(at).date()
    moment = message(
        "Data as of {day} {year}, {time} ({zone}).",
        day=say_.weekday(day),
        year=str(day.year),
        time=say_.time(at),
        zone=say_.zone_name(at),
    )
    rest = (message("Questions? Just answer this mail."), message("We never ask for passwords."))
    return tuple(map(say_.phrase, (moment, because, *rest)))
