"""What the simulated Graph API is made of: its objects, tokens, errors and moods."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.simulator.gateway import Reply, json_reply

INSTAGRAM = "graph.instagram.com"


class GraphError(Exception):
    """An error of the platform. `status` is only decoration: clients must not rely on it."""

    def __init__(
        self, code: int, subcode: int | None = None, message: str = "", *, status: int = 400, **more: Any
    ) -> None:
        super().__init__(message)
        self.status = status
        self.body: dict[str, Any] = {
            "message": message or f"(#{code}) simulated",
            "type": "OAuthException",
            "code": code,
        }
        if subcode is not None:
            self.body["error_subcode"] = subcode
        self.body |= more | {"fbtrace_id": "AbCdEfGhIjKlMnOpQ"}

    def reply(self, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
        """Return the error as it goes over the wire."""
        return json_reply({"error": self.body}, self.status).with_headers(*headers)


@dataclass
class Thing:
    """A node: a Page, a post, a comment and so on. `owner` is the Page or Instagram account that it belongs to."""

    kind: str
    id: str
    owner: str
    fields: dict[str, Any] = field(default_factory=dict)
    edges: "dict[str, list[Thing]]" = field(default_factory=dict)


@dataclass
class Token:
    """Who holds it and what it may. `subject` is a Page, a person or an Instagram account; `roles` are Pages' ids."""

    kind: str
    subject: str
    scopes: frozenset[str]
    roles: tuple[str, ...] = ()
    expires_at: int = 0
    data_access_expires_at: int = 0
    granular: dict[str, list[str]] = field(default_factory=dict)
    dead: tuple[int, int | None] | None = None


@dataclass
class Fault:
    """An error that is answered instead of the truth, `times` times, where `where` stands in the path and query.

    The first `spared` requests of that kind are answered truly: so a look is refused in its middle.
    """

    answer: GraphError | Reply
    where: str = ""
    times: int = 1_000_000
    headers: tuple[tuple[str, str], ...] = ()
    spared: int = 0


@dataclass
class Moods:
    """The platform. Change its attributes to change its moods.

    `most_cells` is how many objects it is willing to return at once; `empty` how it writes an empty nested list;
    `gone` are fields that it does not know any more; `strangers_named` whether `from` is given for strangers;
    `page_cap` makes pages shorter than asked for; `time_paging` are edges that page by time; `wants_proof` demands
    `appsecret_proof`; `tells_itself` whether a token may ask about itself; `anonymous_comments` hides names instead of
    refusing where the Instagram comment permission is missing; `header_renews` whether a renewal takes the header, and
    `header_counts` whether anything on Instagram's own host does; `says_next` whether a full page says that there is
    a next one; `emptied` are lists that hold nothing for the moment, without an error; `repeats` lists everything twice;
    `nameless` are kinds of objects whose id is left out; `ended` are fields that answer with error 12, which
    `names_ended` says whether it names; `mute` are fields that answer with error 100 and no name; `app_off` refuses
    everything, also what is asked about the token; `moved_to` is the Page that this one was merged into.
    """

    things: dict[str, Thing] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    usage: dict[str, str] = field(default_factory=dict)
    most_cells: int | None = None
    empty: str = "data"
    gone: set[tuple[str, str]] = field(default_factory=set)
    strangers_named: bool = True
    page_cap: int | None = None
    time_paging: set[str] = field(default_factory=set)
    wants_proof: bool = False
    tells_itself: bool = True
    anonymous_comments: bool = False
    header_renews: bool = True
    header_counts: bool = True
    wrapped_me: bool = False
    says_next: bool = True
    emptied: set[str] = field(default_factory=set)
    repeats: bool = False
    nameless: set[str] = field(default_factory=set)
    ended: set[tuple[str, str]] = field(default_factory=set)
    names_ended: bool = True
    mute: set[tuple[str, str]] = field(default_factory=set)
    app_off: bool = False
    moved_to: str | None = None
    runs_version: str | None = None
    renewed: Callable[[str], dict[str, Any]] | None = None


def usage_header(percent: int, minutes: int = 0) -> dict[str, str]:
    """Return the headers of an allowance that is used up so far."""
    row = {
        "type": "pages",
        "call_count": percent,
        "total_cputime": 1,
        "total_time": 1,
        "estimated_time_to_regain_access": minutes,
    }
    return {
        "X-App-Usage": json.dumps({"call_count": 1, "total_time": 1, "total_cputime": 1}),
        "X-Business-Use-Case-Usage": json.dumps({"4711": [row]}),
    }
