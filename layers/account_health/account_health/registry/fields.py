"""The kinds of values in a registry file: each reads one value, or says what is wrong with it and the cure."""

import re
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from typing import Annotated, TypeAlias
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError, PydanticKnownError

from account_health.model.company import is_id
from account_health.model.platform import registered_platforms
from account_health.registry.addresses import AddressError, check_web_address
from account_health.registry.guesses import did_you_mean
from account_health.registry.secrets import shown
from account_health.text.colour import contrast
from account_health.text.hosts import ascii_host
from account_health.text.mail_address import has_ending, is_domain, is_local_part
from account_health.text.opening_hours import read_hours

ID_RULE = "small letters a-z, digits and -, not beginning with -, at most 63 characters"

_LONGEST_LINE = 300
_LONGEST_TEXT = 4000
_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}\Z")
_USUAL_ZONE = "Europe/Berlin"
_OFFSET = re.compile(r"(?i:mesz?|mez|cest|(?:utc|gmt|cet)?\s*[+-]\s*\d{1,2}(?::?\d{2})?)\Z")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_WHITE = "#ffffff"
_LEAST_CONTRAST = 4.9
"""With white; so that links keep 4.5 (WCAG 2.2) on the tinted ground of the report's tasks."""


def wrong(sentence: str, *keys: str) -> PydanticCustomError:
    """Return an error for pydantic to collect: the sentence, and the keys below the table that lead to its place."""
    return PydanticCustomError("registry", "{sentence}", {"sentence": sentence, "keys": keys})


def read_id(text: str) -> str:
    """Return an id; raises where it has other characters than ids have."""
    if not is_id(text):
        raise wrong(f"{shown(text)} is no id; allowed: {ID_RULE}")
    return text


def read_mail(text: str) -> str:
    """Return a mail address with an ASCII domain; raises where it is not exactly one address."""
    address = text.strip()
    _refuse_usual_slips(address)
    local, at, domain = address.rpartition("@")
    if not at or not is_local_part(local):
        raise wrong(f"{shown(address)} is no mail address; write one such as name@example.org")
    ascii_domain = ascii_host(domain.rstrip("."))
    if not is_domain(ascii_domain):
        raise wrong(f"{shown(address)} is no mail address: its part after @ cannot be a domain")
    if not has_ending(ascii_domain):
        raise wrong(f"{shown(address)} is no mail address: its part after @ needs an ending, such as .de")
    return f"{local}@{ascii_domain}"


def _refuse_usual_slips(address: str) -> None:
    if "<" in address:
        raise wrong("write one bare address per text, without a name, such as name@example.org")
    if address.count("@") > 1:
        raise wrong(
            "holds more than one address; write each in quotes of its own, with a comma between:"
            ' "a@example.org", "b@example.org"'
        )
    if "," in address or ";" in address:
        raise wrong(
            f"{shown(address)} is no mail address: it holds a comma or semicolon where a point belongs"
        )
    if address.lower().startswith("mailto:"):
        raise wrong("is a link; delete mailto: and leave the address, such as name@example.org")
    if re.search(r"\s", address):
        raise wrong(f"{shown(address)} is no mail address: it holds a blank; delete it")
    if not address.partition("@")[0].isascii():
        raise wrong(
            f"{shown(address)} is no mail address: before the @ it needs letters a-z, such as ue for ü"
        )


def _line(text: str) -> str:
    stripped = text.strip()
    if not stripped:
        raise wrong("is empty; fill it in or delete the line")
    if len(stripped) > _LONGEST_LINE:
        raise wrong(f"is longer than {_LONGEST_LINE} characters; shorten it")
    if not stripped.isprintable():
        raise wrong("holds a line break or an invisible character; write it on one line")
    return stripped


def _text(text: str) -> str:
    stripped = text.strip()
    if not stripped:
        raise wrong("is empty; fill it in or delete the line")
    if len(stripped) > _LONGEST_TEXT:
        raise wrong(f"is longer than {_LONGEST_TEXT} characters; shorten it")
    if not all(sign.isprintable() or sign in "\n\r\t" for sign in stripped):
        raise wrong("holds an invisible character; type it again")
    return stripped


def _one_or_more(value: object) -> object:
    if isinstance(value, bool | int | float):
        raise wrong('is a number without quotes; write it in quotes, such as "089 1234567"')
    return [value] if isinstance(value, str) else value


def _day(value: object) -> date:
    if isinstance(value, datetime):
        raise wrong("is a time; write only the day, such as 2026-12-24")
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _ISO_DATE.match(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise wrong("is no day of the calendar") from None
    raise wrong("must be a day without quotes, year-month-day, such as 2026-12-24")


def _web_address(text: str) -> str:
    try:
        return check_web_address(text)
    except AddressError as error:
        raise wrong(str(error)) from None


def _https_address(text: str) -> str:
    url = _web_address(text)
    if not url.startswith("https://"):
        raise wrong("must begin with https://, or mail programs do not load it")
    return url


def _hours(text: str) -> str:
    try:
        read_hours(text)
    except ValueError as error:
        raise wrong(str(error)) from None
    return text.strip()


def _phone(text: str) -> str:
    if sum(sign.isdigit() for sign in text) < 3:  # noqa: PLR2004 - the shortest telephone numbers
        raise wrong(f"{shown(text)} is no telephone number")
    return text


def _plain_mail(text: str) -> str:
    read_mail(text)
    return text


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _zone(name: str) -> str:
    # Asked for by the list, not by opening the file: some systems' files take "europe/berlin" too, others do not.
    if name == _USUAL_ZONE or name in _zones():
        return name
    if _OFFSET.match(name):
        raise wrong(f"{shown(name)} knows no summer time; write a place of the zone, such as {_USUAL_ZONE}")
    raise wrong(f"{shown(name)} is no time zone; write one such as {_USUAL_ZONE}{_zone_meant(name)}")


def _zone_meant(name: str) -> str:
    """Return a guess among places: the town alone, small letters, a slip of the finger."""
    places = sorted(zone for zone in _zones() if "/" in zone and not zone.startswith("Etc/"))
    wanted = name.strip().lower().replace(" ", "_")
    town = [zone for zone in places if wanted and zone.lower().endswith("/" + wanted)]
    same = {zone.lower(): zone for zone in places}
    near = town or [same[zone] for zone in get_close_matches(wanted, same, n=1, cutoff=0.85)]
    return f'; did you mean "{near[0]}"?' if near else ""


def _color(text: str) -> str:
    if not _COLOR.match(text):
        raise wrong(f"{shown(text)} is no colour; write # and six digits 0-9 a-f, such as #0b5d5a")
    found = contrast(text, _WHITE)
    if found < _LEAST_CONTRAST:
        raise wrong(
            f"is too light: its contrast with white is {found:.1f}:1 and needs {_LEAST_CONTRAST}:1 to be read;"
            " choose a darker one"
        )
    return text


def _responder(value: object) -> int | str:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise wrong("must be a WordPress user id without quotes or a name in quotes")
    if isinstance(value, int):
        if value < 1:
            raise wrong("a WordPress user id is 1 or more")
        return value
    return _line(value)


def _credential(text: str) -> str:
    name = text.removeprefix("shared/")
    if not is_id(name):
        raise wrong(
            f"{shown(text)} is no name of a credential; write a name such as google or shared/agency-meta"
            f" ({ID_RULE})"
        )
    return text


def _country(text: str) -> str:
    code = text.upper() if text.isascii() else text
    if code == "DE":
        return code
    import holidays  # noqa: PLC0415 - 0.3 s, and most files name no other country

    known = holidays.list_supported_countries(include_aliases=False)
    if code not in known:
        raise wrong(
            f"{shown(text)} is no country; write its two letters (ISO 3166), such as DE, AT or CH"
            f"{did_you_mean(text, known)}"
        )
    return code


def _platform(value: object) -> object:
    known = registered_platforms()
    if value in known:
        return value
    *first, last = map(repr, known)
    raise PydanticKnownError("literal_error", {"expected": f"{', '.join(first)} or {last}"})


Line: TypeAlias = Annotated[str, AfterValidator(_line)]
Text: TypeAlias = Annotated[str, AfterValidator(_text)]
Id: TypeAlias = Annotated[
    str, AfterValidator(read_id), Field(json_schema_extra={"pattern": "^[a-z0-9][a-z0-9-]{0,62}$"})
]
_MAIL_SCHEMA = {"pattern": r"^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+$"}
MailAddress: TypeAlias = Annotated[str, AfterValidator(read_mail), Field(json_schema_extra=_MAIL_SCHEMA)]
Day: TypeAlias = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "format": "date"}),
]
WebAddress: TypeAlias = Annotated[str, AfterValidator(_web_address)]
HttpsAddress: TypeAlias = Annotated[
    str, AfterValidator(_https_address), Field(json_schema_extra={"pattern": "^https://"})
]
HoursText: TypeAlias = Annotated[str, AfterValidator(_hours)]
Zone: TypeAlias = Annotated[str, AfterValidator(_zone)]
Country: TypeAlias = Annotated[
    str, AfterValidator(_country), Field(json_schema_extra={"pattern": "^[A-Za-z]{2}$"})
]
PlatformName: TypeAlias = Annotated[str, BeforeValidator(_platform)]
Color: TypeAlias = Annotated[
    str, AfterValidator(_color), Field(json_schema_extra={"pattern": "^#([0-9a-fA-F]{3}){1,2}$"})
]
Credential: TypeAlias = Annotated[
    str,
    AfterValidator(_credential),
    Field(json_schema_extra={"pattern": "^(shared/)?[a-z0-9][a-z0-9-]{0,62}$"}),
]
Responder: TypeAlias = Annotated[
    int | str,
    BeforeValidator(_responder),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "minLength": 1}]}),
]


def _schema_of_several(**item: str) -> WithJsonSchema:
    one: dict[str, str | int] = {"type": "string", "minLength": 1, **item}
    return WithJsonSchema({"anyOf": [one, {"type": "array", "items": one}]})


Lines: TypeAlias = Annotated[list[Text], BeforeValidator(_one_or_more), _schema_of_several()]
Phones: TypeAlias = Annotated[
    list[Annotated[Line, AfterValidator(_phone)]], BeforeValidator(_one_or_more), _schema_of_several()
]
Mails: TypeAlias = Annotated[
    list[Annotated[Line, AfterValidator(_plain_mail)]],
    BeforeValidator(_one_or_more),
    _schema_of_several(**_MAIL_SCHEMA),
]
WebAddresses: TypeAlias = Annotated[list[WebAddress], BeforeValidator(_one_or_more), _schema_of_several()]
