"""The tables about the company's name: what is known already, and what is looked for."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Final, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from account_health.checks import BY_ID
from account_health.checks.name_checks import NAME_CHECK_IDS
from account_health.registry.fields import Credential, Day, Line, WebAddress, wrong
from account_health.registry.guesses import did_you_mean
from account_health.registry.secrets import shown
from account_health.registry.table import Table, known_person


class KnownTable(Table):
    """A profile or place that is no account above, and whose it is."""

    url: Annotated[WebAddress, Field(description="Its public address")]
    verdict: Annotated[
        Literal["ours", "not_ours", "fake"],
        Field(alias="is", description="Whose it is: yours, somebody else's, or somebody's who poses as you"),
    ]
    owner: Annotated[Line | None, Field(description="Yours: id of the person who has the keys")] = None
    seen: Annotated[
        Day | None,
        Field(
            description="Yours: the day on which a person looked at it; a fake: on which somebody first saw it"
        ),
    ] = None
    reported: Annotated[
        Day | None, Field(description="A fake: the day on which somebody reported it to the platform")
    ] = None
    gone: Annotated[
        Day | None, Field(description="A fake: the day on which somebody saw that it is gone")
    ] = None
    note: Annotated[Line | None, Field(description="Why")] = None

    @field_validator("owner")
    @classmethod
    def _person(cls, name: str | None, info: ValidationInfo) -> str | None:
        return known_person(name, info)

    @model_validator(mode="after")
    def _keys_fit(self) -> Self:
        for key, verdicts in _MEANT_FOR.items():
            if getattr(self, key) is not None and self.verdict not in verdicts:
                raise wrong(
                    f"only has a meaning with is = {' or '.join(map(shown, verdicts))}; delete it", key
                )
        return self


_MEANT_FOR: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"owner": ("ours",), "seen": ("ours", "fake"), "reported": ("fake",), "gone": ("fake",)}
)
"""Key -> the verdicts with which it means something."""


class AlertFeedTable(Table):
    """A search that you made elsewhere, such as a Google Alert, whose finds come as a feed."""

    name: Annotated[Line, Field(description="How the report calls it")]
    credential: Annotated[
        Credential | None, Field(description="Where its address is stored like a token: the safe way")
    ] = None
    url: Annotated[
        WebAddress | None, Field(description="Its address, where the file may hold it; it is never shown")
    ] = None

    @model_validator(mode="after")
    def _address_once(self) -> Self:
        if (self.credential is None) == (self.url is None):
            raise wrong("needs the feed's address once: as credential, or as url; delete one of them", "url")
        return self


class NameMuteTable(Table):
    """A check of your name that is not told."""

    check: Annotated[Line, Field(description="The check's id, from the last table of checks.md")]
    reason: Annotated[Line, Field(description="Why; the report says it")]
    until: Annotated[
        Day | None, Field(description="The last day of the silence; missing: until you delete it")
    ] = None

    @field_validator("check")
    @classmethod
    def _known(cls, name: str) -> str:
        if name in NAME_CHECK_IDS:
            return name
        hint = "; mute it at its account" if name in BY_ID else did_you_mean(name, NAME_CHECK_IDS)
        allowed = ", ".join(sorted(NAME_CHECK_IDS))
        raise wrong(f"{shown(name)} is no check of your name; allowed: {allowed}{hint}")


class WatchTable(Table):
    """What is looked for in your name; everything has a default."""

    names: Annotated[
        list[Line],
        Field(description="What others call you; default: name, and legal_name without its legal form"),
    ] = []
    near: Annotated[
        list[Line],
        Field(description="Town, district, street; default: town and street of the facts' address"),
    ] = []
    not_us: Annotated[list[Line], Field(description="Words that mean somebody else")] = []
    search: Annotated[
        list[Literal["google"]], Field(description="Where a program searches; an empty list: nowhere")
    ] = ["google"]
    searched: Annotated[Day | None, Field(description="The day on which somebody last searched by hand")] = (
        None
    )
    feeds: Annotated[list[AlertFeedTable], Field(description="Alert feeds that you made", max_length=10)] = []
    mute: Annotated[list[NameMuteTable], Field(description="Checks of your name that are not told")] = []

    @model_validator(mode="after")
    def _each_feed_once(self) -> Self:
        names = [feed.name.casefold() for feed in self.feeds]
        for index, name in enumerate(names):
            if name in names[:index]:
                raise wrong("there already is a feed of this name; give it another", "feeds", str(index))
        return self
