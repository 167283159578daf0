"""Which profile of which network an address names: one key however people write it, none for what is no profile.

Share buttons, groups, events, hashtags, log-ins, rules and help pages, and the profiles of who made the theme are nobody's
own. The address of a single post names its profile where it stands in the path, and is marked: somebody else's post may be
shown on a page. What leads through a log-in, an outbound link, a widget or a follow button is what it leads to.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from account_health.model.company import Account
from account_health.text.hosts import host_of, is_within, same_site
from account_health.text.listing_hosts import LISTS_OF_LINKS, SHORTENERS
from account_health.text.nobodys_profiles import NOBODYS

_ONWARD: Final = LISTS_OF_LINKS | SHORTENERS
_ID: Final = re.compile(r"(?:.*-)?(\d{8,})")
_FACEBOOK_RESERVED: Final = frozenset(
    "2008 ads ajax apps badges business campaign checkpoint dialog directory events flx gaming games groups hashtag help home.php l.php latest"
    " adpreferences customaudiences e legal lite login login.php marketplace me media messages notes permalink.php photo photo.php photos places plugins policies policy.php"
    " posts privacy public r.php recover reel reels search settings share share.php sharer sharer.php stories story.php terms tr v2.0"
    " video video.php videos watch pages people pg p about".split()
)
_RESERVED: Final = frozenset(
    "about account accounts auth blog business careers channels company contact developer dialog direct download embed explore feed gaming hashtag"
    " help home i ideas intent invite join joinchat jobs legal library login logout messages music notifications oembed p pages personalization pin"
    " playlist pl policies premium privacy pulse reel reels results s search settings share shareArticle sharer shop shorts signin signup"
    " social spi sso stories store terms today tos trends tv upload uas url video videos watch web widgets www".casefold().split()
)
_LANGUAGE: Final = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)
_PLACE: Final = re.compile(
    r"(?:(?<=[?&])(?:cid|(?:query_)?place_id)=|place_id(?::|%3A))([\w:-]+)", re.IGNORECASE
)
"""What names a place on a map, where everything else of the address is the same for all."""
_GOOGLE: Final = re.compile(r"(?:^|\.)google\.[a-z.]{2,6}$")
_SERVICES: Final = frozenset(
    "about ads advertising api blog brand careers creators developer developers engineering forum help investor investors"
    " legal marketing newsroom policies policy press privacy research safety status studio support tools transparency".split()
)
"""Hosts of a network on which it speaks of itself: rules, help, what it sells."""
_CARRIED: Final = re.compile(
    r"(?:^|\.)(?:l\.(?:facebook|instagram)\.com/.*|facebook\.com/(?:l\.php|login(?:\.php)?|plugins/.*)|instagram\.com/accounts/login|google\.[a-z.]{2,6}/url)/?$"
)
"""Addresses that lead on to another one, which stands in a parameter."""
_CARRIERS: Final = ("u", "next", "href", "q", "url")
_FOLLOWED: Final = re.compile(r"/intent/(?:follow|user)/?$")
_OPAQUE: Final = re.compile(r"(?:share/\w{6,}|pfbid\w{10,})")
_POSTS: Final = frozenset(
    "posts post status photos photo videos video reel reels p events event stories media tv live".split()
)


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile of a network by its name there, in lower case, or its number.

    `post` marks the address of one post of it, `person` a kind of profile that people have and companies do not.
    """

    network: str
    name: str
    post: bool = field(default=False, compare=False)
    person: bool = field(default=False, compare=False)

    @property
    def numbered(self) -> bool:
        """Whether it is named by its number, of which nobody sees the name."""
        return self.name.isdigit() or (self.network == "youtube" and not self.name.startswith("@"))

    @property
    def opaque(self) -> bool:
        """Whether it is named by what Facebook makes up for a shared link, which nobody can compare."""
        return bool(_OPAQUE.fullmatch(self.name))

    def may_be(self, other: "Profile") -> bool:
        """Tell whether both may be one: a number names the same profile as a name, a shared link any of its network."""
        if self.network != other.network:
            # Whoever opens Threads does so with the account of Instagram, under its name.
            return {self.network, other.network} == {"threads", "instagram"} and self.name == other.name
        return self == other or self.opaque or other.opaque or self.numbered != other.numbered


_Reader = Callable[[list[str], Mapping[str, list[str]]], str]


@lru_cache(maxsize=1_024)
def profile_of(url: str) -> Profile | None:
    """Return which profile an address names, None where it names none of a network that we know."""
    url = led_to(url)
    network = network_of(url)
    if network is None:
        return None
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
    except ValueError:
        return None
    steps = [step for step in unquote(f"{parts.path}").split("/") if step]
    if parts.fragment.startswith("!/"):
        steps = [step for step in parts.fragment[2:].split("/") if step]
    name = _READERS[network](steps, parse_qs(parts.query)) if steps else ""
    if not name or name in NOBODYS:
        return None
    return Profile(
        network,
        name,
        # The last step names a part of the profile, such as all of its photos.
        post=any(step.casefold() in _POSTS for step in steps[1:-1]),
        person=network in _PEOPLE and steps[0].casefold() in _PEOPLE[network],
    )


def led_to(url: str) -> str:
    """Return what an address leads to where that stands in it, else the address itself."""
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        query = parse_qs(parts.query)
    except ValueError:
        return url
    host = (parts.hostname or "").removeprefix("www.")
    if _CARRIED.search(f"{host}{parts.path}"):
        carried = next((query[key][0] for key in _CARRIERS if key in query), "")
        return f"https://{host}{carried}" if carried.startswith("/") else carried
    if parts.path.startswith("/_u/"):
        # The form of Instagram's addresses that opens the app.
        return url.replace("/_u/", "/", 1)
    name = query.get("screen_name", [""])[0]
    if name and _FOLLOWED.search(parts.path):
        return f"https://{host}/{name}"
    return url


def leads_onward(url: str, page: str) -> bool:
    """Say whether nobody sees which profile is behind an address: a shortened link, a list of links, an own page called like a network."""
    return is_within(host_of(url), _ONWARD) or (same_site(url, page) and bool(_called_like(url)))


def may_lead_to(url: str, network: str) -> bool:
    """Say whether an address that leads onward may lead to a profile of a network."""
    return is_within(host_of(url), _ONWARD) or network in _called_like(url)


def _called_like(url: str) -> frozenset[str]:
    """Return the networks like which the last step of an address is called ("/go/facebook")."""
    try:
        last = urlsplit(url).path.rstrip("/").rpartition("/")[2].casefold()
    except ValueError:
        return frozenset()
    return frozenset(name for name, called in _CALLED.items() if last in called)


def shown_address(url: str) -> str:
    """Return an address as people say it: without scheme, www, a closing stroke and what only counts visitors, so that a phone shows it in one line."""
    url = led_to(url)
    if profile_of(url) is not None and "profile.php" not in url and "#!" not in url:
        url = url.partition("?")[0].partition("#")[0]
    return url.partition("://")[2].removeprefix("www.").rstrip("/") or url


def same_place(url: str, other: str) -> bool:
    """Tell whether two addresses name the same profile, or are the same page but for how they are written."""
    profile = profile_of(url)
    return (profile is not None and profile == profile_of(other)) or _address(url) == _address(other)


def _address(url: str) -> str:
    """Return an address without its scheme, www and what follows a question mark; a place on Google's map is its number."""
    host = host_of(url)
    path = url.rpartition("://")[2].partition("/")[2].partition("?")[0].partition("#")[0]
    place = _PLACE.search(url)
    if place and _GOOGLE.search(host):
        return f"place {place[1]}"
    return f"{host}/{path.rstrip('/')}{place[0] if place else ''}".casefold()


@lru_cache(maxsize=1_024)
def network_of(url: str) -> str | None:
    """Return the network on whose pages an address lies, None where it is none that we know."""
    host = host_of(url)
    if host.partition(".")[0] in _SERVICES:
        return None
    return next((name for name, hosts in _HOSTS.items() if hosts.search(host)), None)


def keys_of(account: Account) -> frozenset[Profile]:
    """Return every key by which links may name a registered account: its address, its name and its numbers."""
    named = (account.username, account.page_id, account.user_id)
    keys = {Profile(account.platform, _folded(account.platform, one)) for one in named if one}
    found = profile_of(account.url)
    return frozenset(keys | ({found} if found else set()))


def _folded(network: str, name: str) -> str:
    """Return a name as the network compares names: without case, on Facebook without points."""
    plain = name.strip().removeprefix("@").casefold()
    return plain.replace(".", "") if network == "facebook" else plain


def _facebook(steps: list[str], query: Mapping[str, list[str]]) -> str:
    first = steps[0].casefold()
    if first == "profile.php":
        number = query.get("id", [""])[0]
        return number if number.isdigit() else ""
    if first in {"pages", "people", "p"}:
        last = steps[-1] if len(steps) > 1 or first == "p" else ""
        found = _ID.fullmatch(last)
        return found[1] if found else last if last.isdigit() or _OPAQUE.fullmatch(last) else ""
    if first == "share" and len(steps) == len(("share", "ID")):
        shared = f"share/{steps[1]}"
        return shared if _OPAQUE.fullmatch(shared) else ""
    if first == "pg":
        steps = steps[1:]
    if not steps or steps[0].casefold() in _FACEBOOK_RESERVED:
        return ""
    found = _ID.fullmatch(steps[0])
    return found[1] if found else _folded("facebook", steps[0])


def _plain(steps: list[str], _: Mapping[str, list[str]]) -> str:
    if len(steps) > 1 and _LANGUAGE.fullmatch(steps[0]):
        # Pages of the network in a language.
        steps = steps[1:]
    name = _folded("", steps[0])
    # A plus begins an invitation of Telegram.
    return "" if name in _RESERVED or name.startswith("+") else name


def _x(steps: list[str], query: Mapping[str, list[str]]) -> str:
    if [step.casefold() for step in steps[:2]] == ["i", "user"]:
        return steps[2] if len(steps) > 2 and steps[2].isdigit() else ""  # noqa: PLR2004 - i/user/NUMBER
    return _plain(steps, query)


def _at_sign(steps: list[str], _: Mapping[str, list[str]]) -> str:
    return _folded("", steps[0]) if steps[0].startswith("@") else ""


def _below(*kinds: str) -> _Reader:
    """Return a reader of addresses such as /company/NAME."""

    def read(steps: list[str], _: Mapping[str, list[str]]) -> str:
        kind = steps[0].casefold()
        return _folded("", steps[1]) if kind in kinds and len(steps) > 1 else ""

    return read


def _youtube(steps: list[str], query: Mapping[str, list[str]]) -> str:
    if steps[0].startswith("@"):
        return f"@{_folded('', steps[0])}"
    return _below("channel", "c", "user")(steps, query)


def _vimeo(steps: list[str], query: Mapping[str, list[str]]) -> str:
    name = _plain(steps, query)
    return "" if name.isdigit() else name


_HOSTS: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        name: re.compile(rf"(?:^|\.)(?:{hosts})$")
        for name, hosts in (
            ("facebook", r"facebook\.com|fb\.com|fb\.me|m\.me"),
            ("instagram", r"instagram\.com|instagr\.am"),
            ("x", r"x\.com|twitter\.com"),
            ("linkedin", r"linkedin\.com"),
            ("xing", r"xing\.com"),
            ("youtube", r"youtube\.com"),
            ("tiktok", r"tiktok\.com"),
            ("pinterest", r"pinterest\.(?:[a-z]{2,3}|com?\.[a-z]{2})"),
            ("threads", r"threads\.(?:net|com)"),
            ("bluesky", r"bsky\.app"),
            ("vimeo", r"vimeo\.com"),
            ("telegram", r"t\.me|telegram\.me"),
        )
    }
)
_CALLED: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "facebook": frozenset({"facebook", "fb"}),
        "instagram": frozenset({"instagram", "insta", "ig"}),
        "x": frozenset({"x", "twitter"}),
        "youtube": frozenset({"youtube", "yt"}),
        "linkedin": frozenset({"linkedin"}),
        "tiktok": frozenset({"tiktok"}),
        "pinterest": frozenset({"pinterest"}),
    }
)
"""How own addresses that send visitors on to a network are called."""
_READERS: Final[Mapping[str, _Reader]] = MappingProxyType(
    {
        "facebook": _facebook,
        "instagram": _plain,
        "x": _x,
        "linkedin": _below("company", "school", "showcase", "in"),
        "xing": _below("pages", "companies", "profile"),
        "youtube": _youtube,
        "tiktok": _at_sign,
        "pinterest": _plain,
        "threads": _at_sign,
        "bluesky": _below("profile"),
        "vimeo": _vimeo,
        "telegram": _plain,
    }
)
_PEOPLE: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {"linkedin": frozenset({"in"}), "xing": frozenset({"profile"})}
)
LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "facebook": "Facebook",
        "instagram": "Instagram",
        "x": "X",
        "linkedin": "LinkedIn",
        "xing": "XING",
        "youtube": "YouTube",
        "tiktok": "TikTok",
        "pinterest": "Pinterest",
        "threads": "Threads",
        "bluesky": "Bluesky",
        "vimeo": "Vimeo",
        "telegram": "Telegram",
    }
)
"""How the networks are called."""
