"""What is seen of a website: whether it answers, where it leads, its certificate, its links and its legal pages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from account_health.model.part import Unavailable


@dataclass(frozen=True, slots=True)
class Site:
    """Where the registered address leads. `lost` says why there is no home page of the company any more.

    `strange` says that nothing of the company was found on a page that shows content: "unrecognised"; with a second
    sign "gone" (an earlier look found it there) or "language" (the page is in another one).
    `planted` says what is there that the company hardly wrote: posts that offer "wares" or stand in "letters" that the
    site does not use, and lead away; or "links" of the home page to such wares.
    `ours` says that the page which it leads to states a registered number, e-mail or postal address.
    `unlisted_by` says who asks search engines not to list the home page.
    """

    url: str
    final_url: str | None
    lost: Literal["not_found", "gone", "unknown_host", "parked", "expired"] | None = None
    strange: Literal["unrecognised", "gone", "language"] | None = None
    planted: Literal["wares", "letters", "links"] | None = None
    unlisted_by: Literal["page", "server"] | None = None
    ours: bool = False
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """The TLS certificate that the site shows; `problem` says why it is refused.

    "incomplete" lacks the certificates between it and one that is trusted; most browsers find those themselves.
    """

    host: str
    not_before: datetime | None
    not_after: datetime | None
    problem: Literal["expired", "wrong_host", "untrusted", "incomplete"] | None = None
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True)
class Try:
    """One try to open the registered address.

    "error" is an answer of the 500s or of broken machinery, "placeholder" a page of the host in the place of the site, "lost" a connection that was refused or broke off, "slow" one that took too long;
    "refused" lets no program look, "other" is any other answer that is no page of the site. "cut_off" says that we had
    no network at all.
    """

    at: datetime
    what: Literal[
        "worked",
        "error",
        "placeholder",
        "lost",
        "slow",
        "unknown_host",
        "certificate",
        "refused",
        "other",
        "cut_off",
    ]


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether the registered address answers: the tries of one run, the last one last.

    `beyond` says whether the same run reached any other host: "distrusted" where it met certificates there, too, of which
    none is trusted, so that something between us and the world shows its own.
    """

    tries: tuple[Try, ...]
    beyond: Literal["reached", "nothing", "distrusted"] = "reached"
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True)
class LegalPage:
    """The imprint or the privacy page: its address, None where no link leads to one, and whether it answers.

    `named` is False where a profile leads to the company's home page alone, without a word of a legal notice.
    """

    url: str | None
    answers: bool
    clicks: int | None = None
    named: bool = True
    gap: Unavailable | None = None


LegalPlace: TypeAlias = Literal["imprint", "privacy", "terms", "footer", "profile"]


@dataclass(frozen=True, slots=True)
class LegalSentence:
    """A sentence that names law or a service, as written, the page that says it and what kind of place that is."""

    value: str
    url: str
    place: LegalPlace


@dataclass(frozen=True, slots=True)
class LegalWording:
    """Sentences of legal pages, of the foot of a page or of a profile that name law or services; `read` is what was read."""

    items: tuple[LegalSentence, ...]
    read: tuple[LegalPlace, ...]
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True)
class NoticeContent:
    """What the page of the legal notice states.

    `whole` says that it names the company and holds more than a few lines, so that what is missing is missing.
    `samples` are words of a template that nobody filled in. `email` is "unsure" where a script or a picture may show it.
    `register` says that a register or a number of one is named; `covers` are the profiles that it names as its own, by
    address, and the platforms of which it says that it applies there, too.
    """

    url: str
    whole: bool
    samples: tuple[str, ...]
    email: Literal["stated", "missing", "unsure"]
    register: bool
    covers: tuple[str, ...] = ()
    gap: Unavailable | None = None


@dataclass(frozen=True, slots=True)
class Destination:
    """Where one link of an article or a profile led when it was last looked at, and the page that has the link.

    `state` is "dead" only where the answer proves it: not there, gone for good, no such host. "refused" is an answer
    that says nothing about the page, such as one that programs get; "trouble" may pass by itself.
    """

    url: str
    page: str
    state: Literal["alive", "dead", "refused", "trouble"]
    at: datetime


@dataclass(frozen=True, slots=True)
class Destinations:
    """Where links lead: those that were looked at so far, a few at each look, out of `links` that there are."""

    items: tuple[Destination, ...]
    links: int
    gap: Unavailable | None = None
