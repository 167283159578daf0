"""A notice to a platform about somebody who poses as the company, with what Article 16 DSA asks for: to be read, and sent, by a person."""

from account_health.judging.watch.reporting_ways import EVIDENCE, network_name, way_of
from account_health.model import Message, Outside, message
from account_health.model.company import Company, Known
from account_health.text.i18n import Translator


def notice_text(company: Company, known: Known, translate: Translator) -> str:
    """Return the notice, with what to do before and where to send it above a line."""
    way = way_of(known.url)
    network = network_name(known.url)
    above: list[Message] = [EVIDENCE, way.menus]
    if way.form:
        above.append(
            message(
                "Form of {network}: {form} (address as of {day} {year})",
                network=network,
                form=way.form,
                day=way.checked,
                year=str(way.checked.year),
            )
        )
    above.append(message("This is a draft and no legal advice: read it, correct it, send it yourself."))
    name = company.legal_name or company.name
    body = [
        message("Notice under Article 16 of Regulation (EU) 2022/2065"),
        message("1. The address: {url}", url=Outside(known.url)),
        _reason(company),
        message("What on it pretends to be ours: … (name, pictures, address, offers)"),
        message("Our own pages: {pages}", pages=tuple(Outside(page) for page in _pages(company))),
        message(
            "3. Who writes: {name}, {address}, {mail}",
            name=Outside(name),
            address=Outside(_first(company.facts.address)),
            mail=Outside(_mail(company)),
        ),
        message("4. We believe in good faith that what is written here is correct and complete."),
        message("Please confirm that you got this notice, and tell us what you decide."),
    ]
    lines = [translate.text(one) for one in above]
    return "\n".join([*lines, "-" * 60, *(translate.text(one) for one in body), ""])


def _reason(company: Company) -> Message:
    name = Outside(company.name)
    if company.country == "DE":
        return message(
            "2. Why it is against the law: the profile uses the name {name} and so pretends to be us. The name is ours"
            " (§ 12 BGB) and the sign of our company (§§ 5, 15 MarkenG). We have not allowed it.",
            name=name,
        )
    return message(
        "2. Why it is against the law: the profile uses the name {name} and so pretends to be us. The name and the sign of our"
        " company are ours by law. We have not allowed it.",
        name=name,
    )


def _pages(company: Company) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*company.facts.website, *(one.url for one in company.accounts if one.url))))[
        :5
    ]


def _first(values: tuple[str, ...]) -> str:
    return values[0] if values else "…"


def _mail(company: Company) -> str:
    return company.facts.email[0] if company.facts.email else company.report.to[0]
