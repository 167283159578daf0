"""Puts together what a site tells of its company: which values are certain, and which a person has to look at first."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from account_health.connectors.blog.contacts import emails_on, phones_on
from account_health.connectors.blog.found import FoundFeed
from account_health.connectors.blog.hour_words import SEASON
from account_health.connectors.blog.hours import hours_on, office_weeks_said, says_days, weeks_said
from account_health.connectors.blog.hours_data import hours_in_data
from account_health.connectors.blog.page import Page
from account_health.connectors.blog.postal import addresses_on
from account_health.connectors.blog.strangers import own_part
from account_health.model import LegalPage, Message, NotOffered, Statement, Unavailable, message
from account_health.model import Posts as SeenPosts
from account_health.model.company import LANGUAGES, Facts, Language
from account_health.onboarding.countries import country_of
from account_health.onboarding.found import Found, Posts, SiteFacts, certain
from account_health.onboarding.linked import profiles_of
from account_health.onboarding.names import LONGEST, legal_name_of, name_of, registered_in_data
from account_health.onboarding.others import without_others
from account_health.onboarding.regions import region_of
from account_health.onboarding.site import ReadSite
from account_health.onboarding.week_words import week_text
from account_health.text.hosts import brand_of, readable_host
from account_health.text.language import written_in
from account_health.text.legal_forms import has_legal_form
from account_health.text.normalise import company_key, phone_key, words
from account_health.text.opening_list import is_sure

_TELLING: Final = 6
"""Letters; shorter words are syllables."""
_LABEL_LENGTH: Final = 30
MOST: Final = 8
"""Values of one kind; a page with more of them is a directory."""
_MAILBOXES: Final = frozenset(
    "gmail.com googlemail.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de outlook.com outlook.de hotmail.com hotmail.de"
    " yahoo.com yahoo.de icloud.com me.com aon.at chello.at bluewin.ch sunrise.ch posteo.de mailbox.org arcor.de live.de live.com"
    " libero.it tiscali.it orange.fr wanadoo.fr btinternet.com proton.me protonmail.com".split()
)
"""Where companies without a domain of their own have their mail."""
_OTHER_DESK: Final = re.compile(
    r"(?:datenschutz|privacy|dsb|dpo|gdpr|dsgvo|bewerbung(?:en)?|jobs?|karriere|career|recruiting|presse|press|webmaster|admin|abuse|hostmaster"
    r"|no-?reply|do-?not-?reply|newsletter|rechnung(?:en)?|invoice|buchhaltung|accounting|postmaster)\b.*",
    re.IGNORECASE,
)
"""Desks that answer no customers."""
_SHARED_RATE: Final = re.compile(
    r"(?:\+?(?:49|43|41)|0)\s?\(?0?\)?\s?(?:8(?:00|10|20|21|28|40|42|44|48)|180\d?|137|9(?:00|01|06|39)|118)\b|^\D*08(?:00|10|20|40|42|44|48)\b"
)
"""Numbers of hotlines: often a supplier's."""
_ASIDE: Final = re.compile(
    r"krankmeld|notdienst|bereitschaft|anrufbeantworter|st[öo]rung|lieferant|hersteller|h[äa]ndler|partner|datenschutz|pannendienst|sperr|polizei|feuerwehr",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Pages:
    """A site's own passages: of the home page, of the legal notice, and of the rest."""

    home: Page
    imprint: Page | None
    others: tuple[Page, ...]

    @property
    def all(self) -> tuple[Page, ...]:
        """Every page, the legal notice first: what stands there is the company's."""
        return (*([self.imprint] if self.imprint is not None else []), self.home, *self.others)


def facts_of(site: ReadSite, today: date) -> SiteFacts:
    """Return what the pages of a site tell of its company; `today` decides which hours are in force."""
    pages = _own(site)
    country = country_of(pages.all, site.home.url)
    assumed = country or "DE"
    addresses = _addresses(pages, assumed)
    name = name_of(
        pages.home,
        [*([pages.imprint] if pages.imprint else []), *pages.others],
        certain(addresses),
    )
    legal = _legal_name(pages, addresses, name.text if name else "")
    called = tuple(
        filter(None, (name.text if name else "", legal.value if legal else "", brand_of(site.home.url)))
    )
    language = _language(pages)
    place = next((one.value for one in addresses if one.certain), "")
    return SiteFacts(
        url=site.home.shown_at or site.home.url,
        name=Found(
            name.text, name.url, None if name.agreed else message("only one place on the site says so")
        )
        if name
        else None,
        legal_name=legal,
        country=country,
        region=region_of(place, country) if country else None,
        language=language,
        phones=_phones(pages, assumed),
        emails=_emails(pages, site.home.url),
        addresses=addresses,
        hours=_hours(pages, called, today, language or "de"),
        profiles=profiles_of(
            (pages.home, *pages.others, *([pages.imprint] if pages.imprint else [])),
            called,
        ),
        posts=_posts(site.posts),
        imprint=_address_of(site.legal.imprint),
        privacy=_address_of(site.legal.privacy),
    )


def _legal_name(pages: _Pages, addresses: Sequence[Found], name: str) -> Found | None:
    """Return the registered name: of the legal notice, else of the data for search engines where it shares the name's words."""
    streets = (one.value.rpartition(", ")[0] for one in addresses)
    if pages.imprint is not None:
        written = (legal_name_of(pages.imprint, street, name) for street in streets if street)
        if found := next(filter(None, written), None):
            return Found(found, pages.imprint.url)
    said = registered_in_data(pages.all) if pages.imprint is None else None
    return said if said is not None and set(company_key(said.value)) & set(company_key(name)) else None


def _own(site: ReadSite) -> _Pages:
    """Return the pages without passages about others; a home page that is the legal notice too counts as both."""
    imprint = site.legal.imprint_page
    read = [site.home.page, *([imprint] if imprint is not None else []), *site.others]
    own = [own_part(page, Facts()).page for page in read]
    home, *rest = without_others(own, _called(own, brand_of(site.home.url)))
    return _Pages(home, rest.pop(0) if imprint is not None else None, tuple(rest))


def _called(pages: Sequence[Page], brand: str) -> tuple[str, ...]:
    """Return what stands for the company before anybody knows its name: domain, titles, logo, registered names."""
    logos = [link.text for link in pages[0].links[:5] if link.text]
    first = [block.text for page in pages for block in page.blocks[:2]]
    formed = [
        block.text
        for page in pages
        for block in page.blocks
        if len(block.text) <= LONGEST and has_legal_form(block.text) and not block.post
    ]
    return (
        readable_host(brand),
        *(page.title for page in pages),
        *pages[0].site_names,
        *logos,
        *first,
        *formed,
    )


def _language(pages: _Pages) -> Language | None:
    said = " ".join(block.text for page in pages.all for block in page.blocks)
    found = written_in(" ".join(block.text for block in pages.home.blocks)) or written_in(said)
    return next((one for one in LANGUAGES if one == found), "en" if found is not None else None)


# --- telephone, mail, address ---------------------------------------------------------------------------


def _shown(page: Page) -> Page:
    """Return what visitors see of a page: data for search engines are often older."""
    return replace(page, structured=())


def _data(page: Page) -> Page:
    return Page(page.url, structured=page.structured)


def _phones(pages: _Pages, country: str) -> tuple[Found, ...]:
    """Return the telephone numbers: certain on the home page or in the legal notice, and elsewhere beside an address."""
    found: dict[str, Found] = {}
    for page in map(_shown, pages.all):
        beside = _beside_addresses(page, country)
        central = page.url in {pages.home.url, pages.imprint.url if pages.imprint else ""}
        for said in phones_on(page, country):
            key = phone_key(said.value, country)
            doubt = _doubt_of_phone(said, page, central=central or key in beside)
            before = found.get(key)
            if before is None or (before.doubt is not None and doubt is None):
                found[key] = Found(" ".join(said.value.split()), said.url, doubt)
    data = (
        Found(one.value, one.url, _only_data(found))
        for page in map(_data, pages.all)
        for one in phones_on(page, country)
    )
    return _ranked(_added(found, data, lambda value: phone_key(value, country)))


def _only_data(shown: Mapping[Any, Found]) -> Message | None:
    """Return why a value for search engines is doubtful: visitors are told another one."""
    told = any(one.certain for one in shown.values())
    return message("is only in the data for search engines; is it still yours?") if told else None


def _added(found: dict[Any, Found], more: Iterable[Found], key: Callable[[str], object]) -> Iterable[Found]:
    for one in list(more):
        found.setdefault(key(one.value), one)
    return found.values()


def _doubt_of_phone(said: Statement, page: Page, *, central: bool) -> Message | None:
    near = next((block.text for block in page.blocks if said.value in block.text), "")
    before = near.partition(said.value)[0][-60:]
    if _SHARED_RATE.match(said.value.strip()) and _ASIDE.search(near):
        return message("looks like somebody else's hotline; is it yours?")
    if _ASIDE.search(before):
        return message("is there for one purpose only; is it for customers?")
    return None if central else message("is on no other page; is it for customers?")


def _beside_addresses(page: Page, country: str) -> frozenset[str]:
    """Return the numbers that stand in the same paragraph as a postal address, or in the next one."""
    blocks = [block for block in page.blocks if not block.post]
    streets = {words(one.value.rpartition(", ")[0]) for one in addresses_on(page, country)}
    parts = {
        block.part
        for block in blocks
        for street in streets
        if street and words(block.text)[: len(street)] == street
    }
    order = list(dict.fromkeys(block.part for block in blocks))
    near = {
        part for place, part in enumerate(order) if part in parts or (place and order[place - 1] in parts)
    }
    beside = Page(page.url, blocks=tuple(block for block in blocks if block.part in near))
    return frozenset(phone_key(one.value, country) for one in phones_on(beside, country))


def _emails(pages: _Pages, url: str) -> tuple[Found, ...]:
    found: dict[str, Found] = {}
    brand = brand_of(url)
    for page in map(_shown, pages.all):
        for said in emails_on(page):
            found.setdefault(
                said.value.casefold(), Found(said.value, said.url, _doubt_of_email(said.value, brand))
            )
    data = (
        Found(one.value, one.url, _only_data(found) or _doubt_of_email(one.value, brand))
        for page in map(_data, pages.all)
        for one in emails_on(page)
    )
    return _ranked(_added(found, data, str.casefold))


def _doubt_of_email(address: str, brand: str) -> Message | None:
    local, _, domain = address.casefold().rpartition("@")
    if _OTHER_DESK.fullmatch(local):
        return message("is not an address for customers; should it be on every profile?")
    ours = brand_of(f"https://{domain}/") == brand or domain in _MAILBOXES or _alike(brand, domain)
    return None if ours else message("belongs to another domain; is it yours?")


def _alike(brand: str, domain: str) -> bool:
    """Say whether two domains share their telling words: zur-gruenen-au.de is gasthaus-zur-gruenen-au.de's."""
    ours, theirs = _plain(brand), _plain(brand_of(f"https://{domain}/"))
    return len(min(ours, theirs, key=len)) >= _TELLING and (ours in theirs or theirs in ours)


def _plain(brand: str) -> str:
    return "".join(words(readable_host(brand)))


def _addresses(pages: _Pages, country: str) -> tuple[Found, ...]:
    """Return the postal addresses: those that visitors see, and the first one of the legal notice.

    Further ones of a legal notice are of the persons whom it has to name.
    """
    found: dict[tuple[str, ...], Found] = {}
    visible = [
        one
        for page in (pages.home, *pages.others)
        if page is not pages.imprint
        for one in addresses_on(_shown(page), country)
    ]
    official = addresses_on(_shown(pages.imprint), country)[:1] if pages.imprint is not None else ()
    for one in official:
        lone = visible and not any(_same_place(one.value, each.value) for each in visible)
        doubt = message("only the legal notice says so; visitors are told another one") if lone else None
        found[_address_key(one.value)] = Found(one.value, one.url, doubt)
    for one in visible:
        _add_address(found, one, None)
    for page in map(_data, pages.all):
        for one in addresses_on(page, country):
            _add_address(found, one, _only_data(found))
    return _ranked(found.values())


def _add_address(found: dict[tuple[str, ...], Found], said: Statement, doubt: Message | None) -> None:
    if not any(_same_place(one.value, said.value) for one in found.values()):
        found[_address_key(said.value)] = Found(said.value, said.url, doubt)


def _address_key(address: str) -> tuple[str, ...]:
    return tuple(sorted(set(words(address))))


def _same_place(one: str, other: str) -> bool:
    first, second = set(words(one)), set(words(other))
    return first <= second or second <= first


def _ranked(found: Iterable[Found]) -> tuple[Found, ...]:
    return tuple(sorted(found, key=lambda one: not one.certain))[:MOST]


# --- hours, posts, legal pages --------------------------------------------------------------------------


def _hours(pages: _Pages, names: Sequence[str], today: date, language: Language) -> Found | None:
    """Return the opening hours: certain where the site says them in one way only, and for no season."""
    said = hours_on(pages.all, names, today)
    if said.week is not None:
        whole = all(said.week[day] for day in said.undecided)
        doubt = None if whole else message("some days say more than hours; are these complete?")
        return Found(week_text(said.week, language), said.url or pages.home.url, doubt)
    if said.noted == "prose" and (spoken := _spoken(pages, language)):
        return spoken
    if said.noted in {"prose", "part", "none"} and (office := _office_hours(pages, language)):
        return office
    data = hours_in_data([script for page in pages.all for script in page.structured], today)
    if data is None or said.noted != "data":
        return None
    doubt = message("is only in the data for search engines; is it right?")
    return Found(week_text(data.days, language), pages.home.url, doubt)


def _spoken(pages: _Pages, language: Language) -> Found | None:
    """Return the hours that sentences say: those of the home page where it knows one week, else those of all pages."""
    here = _weeks([pages.home])
    everywhere = _weeks(pages.all)
    weeks = here if len(here) == 1 else everywhere
    if len(weeks) != 1:
        return None
    ((days, page),) = weeks.items()
    texts = [block.text for block in page.blocks]
    seasons = any(
        _is_season(text) and any(map(says_days, texts[place + 1 : place + _COLUMNS]))
        for place, text in enumerate(texts)
    )
    doubt = message("the page also mentions seasons; are these hours right?") if seasons else None
    return Found(week_text(days, language), page.url, doubt)


def _office_hours(pages: _Pages, language: Language) -> Found | None:
    """Return an office's hours as a question, where no other ones are said and every page says the same."""
    if _weeks(pages.all):
        return None
    said = {week.days: page for page in pages.all for week in office_weeks_said(page) if is_sure(week)}
    if len(said) != 1:
        return None
    ((days, page),) = said.items()
    doubt = message("the page says this of the office; is the company open then?")
    return Found(week_text(days, language), page.url, doubt)


_COLUMNS: Final = 5
"""How many blocks below its label a season's hours begin: columns beside each other have their labels first."""


def _is_season(text: str) -> bool:
    """Say whether a short line may be the label of a season, such as "April–September", and is no sentence that holds a year."""
    return (
        len(text) <= _LABEL_LENGTH and bool(SEASON.search(text.lower())) and not any(map(str.isdigit, text))
    )


def _weeks(pages: Sequence[Page]) -> dict[tuple[tuple[tuple[int, int], ...], ...], Page]:
    return {
        week.days: page
        for page in pages
        for week in weeks_said(page)
        if is_sure(week) and all(week.days[day] for day in week.undecided)
    }


def _posts(found: FoundFeed) -> Posts:
    feed = found.feed
    newest = (
        max((post.at.date() for post in found.posts.items), default=None)
        if isinstance(found.posts, SeenPosts)
        else None
    )
    if isinstance(feed, NotOffered | Unavailable):
        return Posts(None if isinstance(feed, Unavailable) else False)
    if feed.problem == "no_blog":
        return Posts(there=False)
    if newest is None:
        return Posts(there=False if isinstance(found.posts, SeenPosts) else None)
    usable = (
        feed.url if feed.problem is None and feed.found_by not in {"list", "sitemap", "nothing"} else None
    )
    return Posts(there=True, feed=usable, newest=newest)


def _address_of(part: LegalPage | Unavailable | NotOffered) -> str | None:
    return part.url if isinstance(part, LegalPage) and part.answers else None
