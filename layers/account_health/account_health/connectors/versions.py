"""The versions of the interfaces that we read from, when each ends, and when somebody last looked: one table.

`docs/versions.md` is made from it (`make versions`), and the operator's mail names what ends within 90 days.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from account_health.model import Message, message
from account_health.text.i18n import translator

NOTICE: Final = timedelta(days=90)
"""So long before an end the operator hears of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterfaceVersion:
    """One version of one interface.

    `ends` is the announced end, None where none is announced; `promised` is until when it works at least, where its owner
    promises that. `checked` is the day on which `source` said so, `then` what happens after the end.
    """

    interface: str
    serves: str
    version: str
    checked: date
    source: str
    ends: date | None = None
    promised: date | None = None
    then: Message

    @property
    def last_day(self) -> date | None:
        """The day to be ready by: the announced end, else the end of the promise."""
        return self.ends or self.promised

    @property
    def until(self) -> Message:
        """How long it works."""
        if self.ends is not None:
            return message("ends on {day}", day=str(self.ends))
        if self.promised is not None:
            return message("promised until {day}", day=str(self.promised))
        return message("no end announced")


GRAPH: Final = InterfaceVersion(
    interface="Graph API",
    serves="Facebook, Instagram",
    version="v26.0",
    promised=date(2028, 7, 29),
    checked=date(2026, 10, 4),
    source="https://developers.facebook.com/docs/graph-api/changelog/versions/",
    then=message("Meta answers as the next oldest version does, without a word"),
)
X_API: Final = InterfaceVersion(
    interface="X API",
    serves="X",
    version="2 (documents 2.166 and 2.167)",
    checked=date(2026, 8, 22),
    source="https://docs.x.com/changelog",
    then=message("the other vocabulary is tried by itself; without both, posts and mentions are unknown"),
)
_GOOGLE_SOURCE: Final = "https://developers.google.com/my-business/content/sunset-dates"
_GOOGLE_THEN: Final = message("Google answers 404, and the parts that it filled are unknown")


def _google(interface: str, version: str, checked: date) -> InterfaceVersion:
    return InterfaceVersion(
        interface=interface,
        serves="Google Business Profile",
        version=version,
        checked=checked,
        source=_GOOGLE_SOURCE,
        then=_GOOGLE_THEN,
    )


INTERFACES: Final[tuple[InterfaceVersion, ...]] = (
    GRAPH,
    X_API,
    _google("My Business Account Management API", "v1", date(2026, 10, 26)),
    _google("My Business Business Information API", "v1", date(2026, 10, 26)),
    _google("My Business Verifications API", "v1", date(2026, 5, 27)),
    _google("Business Profile Performance API", "v1", date(2026, 10, 26)),
    _google("Google My Business API (reviews, posts, photos)", "v4", date(2026, 8, 28)),
    InterfaceVersion(
        interface="WordPress REST API",
        serves="blogs and websites",
        version="wp/v2",
        checked=date(2025, 6, 4),
        source="https://developer.wordpress.org/rest-api/",
        then=message("posts and comments are read from feeds"),
    ),
)
"""Every versioned interface."""


def ending(today: date, interfaces: Iterable[InterfaceVersion] = INTERFACES) -> tuple[InterfaceVersion, ...]:
    """Return what ends within 90 days or has ended, the first end first."""
    soon = [(one.last_day, one) for one in interfaces if one.last_day and one.last_day - today <= NOTICE]
    return tuple(one for _, one in sorted(soon, key=lambda pair: (pair[0], pair[1].interface)))


def page(interfaces: Iterable[InterfaceVersion] = INTERFACES) -> str:
    """Return the table as Markdown."""
    return "\n".join(_page(interfaces)) + "\n"


def _page(interfaces: Iterable[InterfaceVersion]) -> Iterator[str]:
    yield "# Versions of the interfaces"
    yield ""
    yield "Made from `connectors/versions.py` by `make versions`. The operator's weekly mail names what ends within 90 days, so that"
    yield "a newer account-health can be deployed before. Prices of X, with their day, are in [x.md](x.md)."
    yield ""
    yield "| Interface | Serves | Version | End | Checked on | After that |"
    yield "|---|---|---|---|---|---|"
    translate = translator("en").text
    for one in interfaces:
        named = f"[{one.interface}]({one.source})"
        yield f"| {named} | {one.serves} | {one.version} | {translate(one.until)} | {one.checked} | {translate(one.then)} |"
