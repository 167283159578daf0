"""Law: are the legal pages in reach, do they say what they have to, and is what they cite still there?

Facts and rulings are as of November 2026. Nothing here is legal advice, and every sentence of why says so.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from account_health.checks import exempt
from account_health.checks.check import Context, not_applicable, passed, unknown
from account_health.model import (
    Evidence,
    LegalPage,
    LegalPlace,
    LegalSentence,
    LegalWording,
    Message,
    NoticeContent,
    Outside,
    Severity,
    Status,
    Verdict,
    message,
    message_n,
)
from account_health.model.platform import is_site
from account_health.text.legal_wording import registered_form, spotted
from account_health.text.legal_words import LegalCheck
from account_health.text.profile_keys import keys_of, profile_of

MOST_CLICKS: Final = 2
_GRAVE: Final = frozenset({"DE", "AT"})
"""Where a missing legal notice is of high severity."""
_LEGAL_PAGES: Final[frozenset[LegalPlace]] = frozenset({"imprint", "privacy", "terms", "profile"})
_PLACES: Final[Mapping[LegalPlace, Message]] = MappingProxyType(
    {
        "imprint": message("In the legal notice"),
        "privacy": message("In the privacy policy"),
        "terms": message("In the terms of business"),
        "footer": message("At the foot of the page"),
        "profile": message("In the profile"),
    }
)
_LAWS: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "privacy-shield": message("the Privacy Shield"),
        "safe-harbor": message("the Safe Harbor agreement"),
        "tmg": message("the Telemediengesetz (TMG)"),
        "ttdsg": message("the TTDSG"),
        "rstv": message("the Rundfunkstaatsvertrag (RStV)"),
        "mdstv": message("the media services law from before 2007"),
        "tkg2003": message("the TKG 2003"),
        "dsg2000": message("the DSG 2000"),
        "dsg1992": message("the data protection act of 1992"),
        "cnil": message("the declaration to the CNIL"),
    }
)
_INSTEAD: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "privacy-shield": message("Name the Data Privacy Framework or standard clauses, whichever applies."),
        "safe-harbor": message("Name the Data Privacy Framework or standard clauses, whichever applies."),
        "tmg": message("Write § 5 DDG, or leave the paragraph out; nobody has to cite it."),
        "ttdsg": message("Write TDDDG instead of TTDSG."),
        "rstv": message("Write § 18 (2) MStV, or leave the paragraph out."),
        "mdstv": message("Write § 18 (2) MStV, or leave the paragraph out."),
        "tkg2003": message("Write § 165 (3) TKG 2021."),
        "dsg2000": message("Write DSG and GDPR without the year."),
        "dsg1992": message("Cite the act of 25 September 2020."),
        "cnil": message("Delete the sentence; that declaration no longer exists."),
    }
)
_PROMISES: Final = frozenset({"privacy-shield", "safe-harbor"})
"""What promises a protection that is gone weighs more than a law's old name."""


def imprint(imprint: LegalPage, context: Context) -> Verdict:
    """Fail where the law asks for a legal notice and no visitor would find it; warn where we know that law less well.

    Two steps can be enough (BGH, 20 July 2006, I ZR 228/03), three were too many for OLG Braunschweig (28 May 2025, 2 U 16/25).
    Of profiles: a bare link to the home page is too little (OLG Braunschweig), a dead one is none (LG Bochum, I-17 O 1/18).
    """
    country = context.company.country
    if not is_site(context.account.platform):
        return _on_a_profile(imprint, country)
    page = _legal_page(
        imprint,
        absent=message("We could not find the legal notice within two clicks."),
        broken=message("The link to the legal notice leads nowhere."),
        present=message("The legal notice can be reached."),
        action=message("Add a link called “Impressum” (legal notice) to every page, ideally in the footer.")
        if country in exempt.NOTICE_COUNTRIES
        else message("Add a link to the legal notice at the foot of every page."),
    )
    if page.status is Status.PASS or country in _GRAVE:
        return page
    status = Status.FAIL if country in exempt.NOTICE_COUNTRIES else Status.WARN
    return page._replace(status=status, severity=Severity.MEDIUM)


def _on_a_profile(imprint: LegalPage, country: str) -> Verdict:
    action = message("Write in the profile: Impressum, followed by the address of that page.")
    if imprint.url is None:
        return Verdict(
            status=Status.FAIL,
            severity=None if country == "DE" else Severity.MEDIUM,
            message=message("We found no legal notice in the profile."),
            action=action,
        )
    if not imprint.answers:
        return Verdict(
            status=Status.FAIL,
            message=message("The link to the legal notice leads nowhere."),
            action=action,
            fix_url=imprint.url,
        )
    if imprint.named:
        return passed(message("The legal notice can be reached."))
    return Verdict(
        status=Status.WARN,
        severity=Severity.MEDIUM,
        message=message(
            "The profile leads to your home page, not to the legal notice. A higher regional court found that too little in 2025."
        )
        if country == "DE"
        else message("The profile leads to your home page, not to the legal notice."),
        action=action,
    )


def privacy_policy(privacy: LegalPage, context: Context) -> Verdict:
    """Fail where the law asks for a privacy policy and no link leads to one, or the link is broken."""
    del context
    return _legal_page(
        privacy,
        absent=message("We found no link to the privacy policy."),
        broken=message("The link to the privacy policy leads nowhere."),
        present=message("The privacy policy can be reached."),
        action=message("Add a link to the privacy policy to every page."),
    )


def _legal_page(
    page: LegalPage, *, absent: Message, broken: Message, present: Message, action: Message
) -> Verdict:
    if page.url is None or (page.clicks is not None and page.clicks > MOST_CLICKS):
        return Verdict(status=Status.FAIL, message=absent, action=action)
    if not page.answers:
        return Verdict(status=Status.FAIL, message=broken, action=action, fix_url=page.url)
    return passed(present)


def imprint_names_profiles(notice: NoticeContent, context: Context) -> Verdict:
    """Warn where the page of the legal notice does not say for which profiles it is meant, too.

    LG Aschaffenburg, 19 August 2011, 2 HK O 54/11; OLG Braunschweig, 28 May 2025, 2 U 16/25. Icons at the foot of every
    page say nothing of the kind.
    """
    named = {profile_of(one) for one in notice.covers}
    missing = [
        one
        for one in exempt.profiles_of(context.company)
        if one.platform not in notice.covers and not keys_of(one) & named
    ]
    if not missing:
        return passed(message("The legal notice names all profiles."))
    return Verdict(
        status=Status.WARN,
        message=message_n(
            "The legal notice does not say that it also applies to {url}.",
            "The legal notice does not say that it also applies to {n} profiles, one of them {url}.",
            len(missing),
            url=Outside(missing[0].url),
        ),
        action=message("Add one line for each profile, saying that the notice also applies to it."),
        fix_url=notice.url,
    )


def dead_dispute_link(wording: LegalWording, context: Context) -> Verdict:
    """Fail where the EU's platform for disputes is still named: closed on 20 July 2025, Regulation (EU) 2024/3228."""
    found = _found(wording, "dead-dispute-link", context)
    if found is None:
        return _nothing(wording, message("We found no mention of the EU's closed dispute platform."))
    one, _, gone = found
    return Verdict(
        status=Status.FAIL,
        message=message(
            "{place}, the EU's dispute platform is still mentioned; it was closed on {day}.",
            place=_PLACES[one.place],
            day=gone,
        ),
        action=message(
            "Delete the sentence and the link everywhere. If you ever signed an undertaking about it, ask a lawyer first."
        ),
        fix_url=one.url,
        evidence=_evidence(one),
    )


def outdated_law(wording: LegalWording, context: Context) -> Verdict:
    """Warn where a legal page rests on law that is gone; more so where it promises a protection that is gone."""
    found = _found(wording, "outdated-law", context)
    if found is None:
        return _nothing(wording, message("We found no law cited that is no longer in force."))
    one, family, gone = found
    return Verdict(
        status=Status.WARN,
        severity=Severity.MEDIUM if family in _PROMISES else None,
        message=message(
            "{place}, {law} is still cited; it ended on {day}.",
            place=_PLACES[one.place],
            law=_LAWS[family],
            day=gone,
        ),
        action=_INSTEAD[family],
        fix_url=one.url,
        evidence=_evidence(one),
    )


def dead_service(wording: LegalWording, context: Context) -> Verdict:
    """Warn where a service is named that was closed: Google+ in April 2019."""
    found = _found(wording, "dead-service", context)
    if found is None:
        return _nothing(wording, message("We found no mention of a service that is gone."))
    one = found[0]
    return Verdict(
        status=Status.WARN,
        message=message(
            "{place}, Google+ is still mentioned; it was closed in 2019.", place=_PLACES[one.place]
        ),
        action=message("Delete the passage or the link."),
        fix_url=one.url,
        evidence=_evidence(one),
    )


def foreign_law(wording: LegalWording, context: Context) -> Verdict:
    """Warn where the notice of an Austrian company cites German law and no Austrian one: § 5 ECG, § 25 MedienG."""
    notice = tuple(one for one in wording.items if one.place in {"imprint", "profile"})
    if not {"imprint", "profile"} & set(wording.read) and wording.gap is None:
        return not_applicable(message("We found no legal notice to read."))
    found = spotted((one.value for one in notice), "foreign-law", context.company.country, context.today)
    if found is None:
        return passed(message("The legal notice cites no German law."))
    one = notice[found.place]
    return Verdict(
        status=Status.WARN,
        message=message("The legal notice cites German law; in Austria § 5 ECG and § 25 MedienG apply."),
        action=message(
            "Have it rewritten under Austrian law; the company register and the chamber (WKO) have all the details."
        ),
        fix_url=one.url,
        evidence=_evidence(one),
    )


def imprint_content(notice: NoticeContent, context: Context) -> Verdict:
    """Fail sample text and a missing e-mail address, warn where a registered company names no register.

    § 5 (1) no. 1, 2, 4 DDG; a form does not replace the address (KG Berlin, 7 May 2013, 5 U 32/12); § 5 ECG, § 14 UGB.
    VAT ID, chamber and authority are not asked for: nobody sees from outside whether there is one.
    """
    add = message("Add the missing detail.")
    if notice.samples:
        return Verdict(
            status=Status.FAIL,
            severity=Severity.HIGH,
            message=message(
                "The legal notice still contains sample text: {words}.",
                words=tuple(Outside(word) for word in notice.samples[:3]),
            ),
            action=message("Replace it with your own details."),
            fix_url=notice.url,
        )
    form = registered_form(context.company.legal_name or context.company.name)
    unregistered = form is not None and not notice.register
    if not notice.whole and (notice.email == "missing" or unregistered):
        return unknown(message("The legal notice is too short to say what is missing."))
    if notice.email == "missing":
        return Verdict(
            status=Status.FAIL,
            message=message("The legal notice has no email address; a form does not replace it."),
            action=add,
            fix_url=notice.url,
        )
    if form and unregistered:
        return Verdict(
            status=Status.WARN,
            message=message("The legal notice of the {form} lacks its register number.", form=Outside(form)),
            action=add,
            fix_url=notice.url,
        )
    if notice.email == "unsure":
        return unknown(
            message("We cannot check automatically whether the legal notice shows an email address.")
        )
    return passed(message("The legal notice contains what we look for."))


def _found(
    wording: LegalWording, check: LegalCheck, context: Context
) -> tuple[LegalSentence, str, date] | None:
    """Return the sentence that names what is gone, what it is, and since when."""
    found = spotted((one.value for one in wording.items), check, context.company.country, context.today)
    return (wording.items[found.place], found.family.id, found.family.gone) if found else None


def _nothing(wording: LegalWording, sentence: Message) -> Verdict:
    """Return that all is well where a legal page was read; a home page's foot alone says nothing of what stands there.

    Where a page could not be read, that makes it unknown.
    """
    if _LEGAL_PAGES & set(wording.read) or wording.gap is not None:
        return passed(sentence)
    return not_applicable(message("We found no legal page to read."))


def _evidence(one: LegalSentence) -> tuple[Evidence, ...]:
    return (Evidence(one.url, excerpt=one.value),)
