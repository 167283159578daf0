"""Reads an account's address: which platform it belongs to, and which page or handle it names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from account_health.model.company import Platform
from account_health.model.platform import PLATFORM_ROWS, is_site
from account_health.text.hosts import HostFault, ascii_host, host_fault, is_within
from account_health.text.listing_hosts import LISTS_OF_LINKS, SHORTENERS, listing_at
from account_health.text.profile_keys import LABELS, led_to, profile_of

MAX_LENGTH = 2048
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\\<>\"`{}|^\u2000-\u200f\u2028-\u202f\ufeff]")
_HOST = re.compile(r"[^\s%@:/?#]+\Z")

_NEWS_SEARCH = re.compile(
    r"(?:www\.)?(?:bing\.com/(?:news|search)|google\.[a-z.]{2,6}/alerts|(?:(?:old|www)\.)?reddit\.com/(?:r/\w+/)?search(?:\.rss)?)/"
    r"|news\.(?:google\.[a-z.]{2,6}|search\.yahoo\.com)/|(?:\w+\.)?(?:talkwalker|mention)\.com/"
)
_GOOGLE = re.compile(r"(?:.+\.)?google\.(?:[a-z]{2,3}|com?\.[a-z]{2})\Z")
_GOOGLE_SHORT = frozenset({"goo.gl", "maps.app.goo.gl", "g.page", "g.co", "share.google"})

_TRAILING_ID = re.compile(r"(?:.*-)?(\d{8,})\Z")
_HOST_FAULTS: Mapping[HostFault, str] = MappingProxyType(
    {
        HostFault.IMPOSSIBLE: "has a part after // that no website can be called; copy it from the browser again",
        HostFault.NUMBER: "is a number; write the website's name, such as https://www.example.org/",
        HostFault.ONE_LABEL: "names no public website: the part after // needs a dot, such as www.example.org",
        HostFault.INNER: "is a name inside a network; only public websites are looked at",
    }
)
_OTHERS_POSTS = (
    "is an alert or a news search: what strangers write would count as your own posts;"
    " delete it, or write the address of the company's own feed"
)
_AS_KNOWN = 'write it below [[known]] with is = "ours" instead'


class AddressError(ValueError):
    """An address that cannot be an account's; the text says what is wrong and the cure."""


@dataclass(frozen=True, slots=True)
class Address:
    """An account's address: completed with its scheme, and what it names on its platform."""

    platform: Platform
    url: str
    username: str | None = None
    page_id: str | None = None


def check_web_address(text: str) -> str:
    """Return a web address with its scheme; raises AddressError where it is none or holds more than an address."""
    return _split(text)[0]


def read_address(text: str) -> Address:
    """Return what an account's address means.

    An address without a scheme gets `https://`. Sub-domains and short hosts of the platforms count.
    Raises AddressError for addresses of platforms that are not audited, and where no account is named.
    """
    url, parts = _split(text)
    host = _host(parts)
    _refuse_other_platforms(host, parts.path)
    platform = next((name for name, row in PLATFORM_ROWS.items() if is_within(host, row.hosts)), None)
    if platform is None:
        return Address("blog", url)
    onward = led_to(url)
    if onward and onward != url:
        return read_address(onward)
    if platform in LABELS and not _names_an_account(url):
        raise AddressError(_no_account(platform))
    return _read_handle(platform, url, parts)


def platform_keys() -> Mapping[str, tuple[Platform, ...]]:
    """Return the keys of an account that mean something on some platforms only, each with those platforms."""
    keys = sorted({key for row in PLATFORM_ROWS.values() for key in row.keys})
    return {key: tuple(name for name, row in PLATFORM_ROWS.items() if key in row.keys) for key in keys}


def fits(found: Platform, written: Platform) -> bool:
    """Tell whether an address of one platform may be registered as another: a site is what its owner calls it."""
    return found == written or (is_site(found) and is_site(written))


def read_handle(platform: Platform, text: str) -> str:
    """Return a handle without its @; raises AddressError where the platform has no such handles."""
    handle = text.strip().removeprefix("@")
    row = PLATFORM_ROWS[platform]
    if not row.handle or not re.fullmatch(row.handle, handle):
        raise AddressError(f"is no {row.label} name; write it as in the address, without blanks")
    return handle


def profile_address(platform: Platform, username: str | None, number: str | None) -> str:
    """Return the public address of a page or handle; empty where the platform has none for what is known."""
    row = PLATFORM_ROWS[platform]
    if username and row.by_name:
        return row.by_name.format(username)
    if not number:
        return ""
    return (
        row.by_all
        if number == "*" and row.by_all
        else row.by_number.format(number.removeprefix("locations/"))
    )


def _split(text: str) -> tuple[str, SplitResult]:
    url = text.strip()
    _check_text(url)
    if not _SCHEME.match(url):
        url = "https://" + url.removeprefix("//")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise AddressError("is no web address; copy it from the browser again") from None
    if parts.scheme not in {"http", "https"}:
        raise AddressError("must begin with https:// or http://")
    if "@" in parts.netloc:
        raise AddressError("holds a user name or password; delete everything between // and @")
    if port not in {None, 443 if parts.scheme == "https" else 80}:
        raise AddressError(
            "holds a port number; only the ordinary ports of http and https are asked: delete it"
        )
    _check_host(parts.hostname or "")
    return url, parts


def _check_text(url: str) -> None:
    if not url:
        raise AddressError("is empty; write the whole address, such as https://www.example.org/")
    if len(url) > MAX_LENGTH:
        raise AddressError(f"is longer than {MAX_LENGTH} characters; copy the address from the browser again")
    if "@" in url and "/" not in url:
        raise AddressError(
            'is a mail address or a handle; write the whole web address instead of it, or platform = "instagram" and username = "…"'
        )
    if _FORBIDDEN.search(url):
        raise AddressError(
            "holds a blank or a character that no web address has; copy it from the browser again"
        )


def _check_host(host: str) -> None:
    """Refuse a host that no audit opens; an IP address is refused here too, since no company calls its site so."""
    if "," in host:
        raise AddressError("holds a comma where a point belongs, in the part after //")
    if host.count(":") > 1:
        raise AddressError(_HOST_FAULTS[HostFault.NUMBER])
    if not _HOST.match(host):
        raise AddressError("names no website; write the whole address, such as https://www.example.org/")
    fault = host_fault(ascii_host(host))
    if fault is not None:
        raise AddressError(_HOST_FAULTS[fault])


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").rstrip(".").lower()


def _refuse_other_platforms(host: str, path: str) -> None:
    _refuse_news(host, path)
    listing = listing_at(host)
    if listing is not None:
        raise AddressError(f"is an address of {listing}, which is not audited; {_AS_KNOWN}")
    if _is_google_place(host, path):
        raise AddressError(
            "is an address of Google Maps or Google Search; for your Google listing delete `url` and write"
            ' platform = "google_business_profile" and location_id = "…"'
        )
    if is_within(host, LISTS_OF_LINKS):
        raise AddressError("is a list of links; write each address that it lists")
    if is_within(host, SHORTENERS):
        raise AddressError("is a shortened link; write the address that it leads to")


def check_feed_address(text: str) -> str:
    """Return the address of a feed of own posts; raises AddressError for one in which strangers' articles stand."""
    url, parts = _split(text)
    _refuse_news(_host(parts), parts.path)
    if _is_google_place(_host(parts), parts.path):
        raise AddressError(_OTHERS_POSTS)
    return url


def _refuse_news(host: str, path: str) -> None:
    if _NEWS_SEARCH.match(f"{host}{path}/"):
        raise AddressError(_OTHERS_POSTS)
    if is_within(host, ("bing.com",)) and path.startswith("/maps"):
        raise AddressError(f"is an address of Bing Maps, which is not audited; {_AS_KNOWN}")


def _is_google_place(host: str, path: str) -> bool:
    if is_within(host, _GOOGLE_SHORT):
        return True
    if not _GOOGLE.match(host):
        return False
    return host.startswith(("maps.", "business.", "search.", "local.")) or path.startswith(
        ("/maps", "/search", "/business")
    )


def _names_an_account(url: str) -> bool:
    """Say whether an address of a platform names a profile: no group, no shared link, no page of the platform's own."""
    named = profile_of(url)
    return named is not None and not named.opaque


def _read_handle(platform: Platform, url: str, parts: SplitResult) -> Address:
    steps = [unquote(step) for step in parts.path.split("/") if step]
    if platform == "facebook":
        return _read_facebook(url, steps, parse_qs(parts.query))
    if not steps:
        raise AddressError(_no_account(platform))
    handle = steps[0].removeprefix("@")
    row = PLATFORM_ROWS[platform]
    if handle.lower() in row.reserved or not re.fullmatch(row.handle, handle):
        raise AddressError(_no_account(platform))
    return Address(platform, url, username=handle)


def _read_facebook(url: str, steps: list[str], query: Mapping[str, list[str]]) -> Address:
    first = steps[0].lower() if steps else ""
    if first == "profile.php":
        number = query.get("id", [""])[0]
        if not number.isdigit():
            raise AddressError(_no_account("facebook"))
        return Address("facebook", url, page_id=number)
    if first in {"pages", "people", "pg", "p"}:
        named = _TRAILING_ID.match(steps[-1])
        if named:
            return Address("facebook", url, page_id=named[1])
        if first != "pg" or len(steps) == 1:
            raise AddressError(_no_account("facebook"))
        return Address("facebook", url, username=steps[1])
    row = PLATFORM_ROWS["facebook"]
    if not steps or not re.fullmatch(row.handle, steps[0]):
        raise AddressError(_no_account("facebook"))
    named = _TRAILING_ID.match(steps[0])
    if named:
        return Address("facebook", url, page_id=named[1])
    return Address("facebook", url, username=steps[0])


def _no_account(platform: Platform) -> str:
    row = PLATFORM_ROWS[platform]
    return (
        f"is an address of {row.label} that names no {row.entry}; "
        f"write the address of the {row.entry} itself, such as {row.example}"
    )
