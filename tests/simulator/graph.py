"""A simulated Graph API for graph.facebook.com and graph.instagram.com, as strict as the real one.

It rejects fields, edges, versions and parameters that do not exist, wants the right kind of token and its permissions,
pages through nested lists, and can be told to fail in every documented way. `Graph` is a site for the gateway:
`gateway.add("graph.facebook.com", graph)`.
"""

import hashlib
import hmac
from dataclasses import dataclass, replace
from typing import Any

from tests.simulator.gateway import Reply, Request, json_reply
from tests.simulator.graph_call import Call, parse
from tests.simulator.graph_fields import EXPIRED, KNOWN_PARAMETERS, REMOVED_PARAMETERS, VERSIONS
from tests.simulator.graph_things import (
    INSTAGRAM,
    Fault,
    GraphError,
    Moods,
    Thing,
    Token,
    usage_header,
)

__all__ = ["APP_ID", "APP_SECRET", "Fault", "Graph", "GraphError", "Thing", "Token", "usage_header"]

APP_ID, APP_SECRET = "100100100", "app-secret-of-the-simulation"


@dataclass
class Graph(Moods):
    """The platform itself. Change its attributes to change its moods."""

    def add(self, thing: Thing) -> Thing:
        """Put a thing and all below it into the platform."""
        self.things[thing.id] = thing
        username = thing.fields.get("username")
        if username and thing.kind == "Page":
            self.aliases[str(username).lower()] = thing.id
        for below in thing.edges.values():
            for one in below:
                self.add(one)
        return thing

    def fail(
        self,
        code: int,
        subcode: int | None = None,
        *,
        where: str = "",
        times: int = 1_000_000,
        spared: int = 0,
        **more: Any,
    ) -> None:
        """Answer with an error from now on, or after the first few requests."""
        self.faults.append(Fault(GraphError(code, subcode, **more), where, times, spared=spared))

    def __call__(self, request: Request) -> Reply:
        """Answer one request."""
        version, path = _split(request.path)
        headers = [
            ("facebook-api-version", self.runs_version or (version if version in VERSIONS else VERSIONS[0]))
        ]
        headers += list(self.usage.items())
        try:
            fault = self._fault(request)
            if fault is not None:
                if isinstance(fault.answer, Reply):
                    return fault.answer.with_headers(*headers, *fault.headers)
                return fault.answer.reply((*headers, *fault.headers))
            return json_reply(self._answer(request, version, path)).with_headers(*headers)
        except GraphError as error:
            return error.reply(tuple(headers))

    def _fault(self, request: Request) -> Fault | None:
        for fault in self.faults:
            if fault.times > 0 and fault.where in request.url:
                if fault.spared > 0:
                    fault.spared -= 1
                    continue
                fault.times -= 1
                return fault
        return None

    def _answer(self, request: Request, version: str, path: list[str]) -> dict[str, Any]:
        query = request.query
        self._well_formed(request, version)
        if self.app_off:
            message = "API access deactivated. To reactivate, go to the app dashboard."
            raise GraphError(200, message=message, status=200)
        bearer = self._bearer(request)
        if path == ["debug_token"] and request.host != INSTAGRAM:
            return self._debug(bearer, query.get("input_token", ""))
        if path == ["oauth", "access_token"] and request.host != INSTAGRAM:
            return self._exchange(query)
        if path == ["refresh_access_token"] and request.host == INSTAGRAM:
            return self._refresh(bearer if self.header_renews else "", query)
        token = self._token(bearer or query.get("access_token", ""), query)
        if not 1 <= len(path) <= 2:
            raise GraphError(2500, message="Unknown path components: /" + "/".join(path))
        thing = self._node(path[0], token, request.host)
        call = Call(self, token, request, bearer)
        if len(path) == 1:
            found = call.object(thing, parse(query.get("fields", "id")))
            return {"data": [found]} if self.wrapped_me and path[0] == "me" else found
        return call.edge(thing, path[1], parse(query.get("fields", "id")), query)

    def _well_formed(self, request: Request, version: str) -> None:
        """Complain about methods, versions and parameters that do not exist."""
        query = request.query
        if request.method != "GET":
            raise GraphError(100, message="(#100) Unsupported method in this simulation")
        if version and version not in VERSIONS + EXPIRED:
            raise GraphError(2500, message=f"Unknown path components: /{version}")
        for name in query:
            if name in REMOVED_PARAMETERS:
                raise GraphError(
                    100, message=f"(#100) The {name} query parameter is deprecated in v26.0+", status=500
                )
            if name not in KNOWN_PARAMETERS:
                raise GraphError(100, message=f"(#100) The simulation knows no parameter '{name}'")

    def _bearer(self, request: Request) -> str:
        heard = request.host != INSTAGRAM or self.header_counts
        return request.headers.get("authorization", "").removeprefix("Bearer ") if heard else ""

    def _token(self, text: str, query: dict[str, str]) -> Token:
        token = self.tokens.get(text)
        if token is None:
            raise GraphError(
                190, message="Invalid OAuth access token - Cannot parse access token", status=400
            )
        if token.dead is not None:
            raise GraphError(*token.dead, message="Error validating access token", status=400)
        proof = query.get("appsecret_proof")
        right = hmac.new(APP_SECRET.encode(), text.encode(), hashlib.sha256).hexdigest()
        if proof is None and self.wants_proof:
            raise GraphError(
                100,
                message="API calls from the server require an appsecret_proof argument",
                type="GraphMethodException",
            )
        if proof is not None and proof != right:
            raise GraphError(
                100,
                message="Invalid appsecret_proof provided in the API argument",
                type="GraphMethodException",
            )
        return token

    def _debug(self, asking: str, asked: str) -> dict[str, Any]:
        if asking != f"{APP_ID}|{APP_SECRET}":
            if "|" in asking:
                raise GraphError(190, message="Invalid OAuth access token signature.")
            if not self.tells_itself:
                raise GraphError(
                    100,
                    message="(#100) You must provide an app access token, or a user access token that is an owner or developer of the app",
                )
            holder = self.tokens.get(asking)
            code, subcode = (190, None) if holder is None else holder.dead or (0, None)
            if code:
                raise GraphError(code, subcode, "Error validating access token")
        token = self.tokens.get(asked)
        if token is None:
            return {
                "data": {
                    "error": {"code": 190, "message": "Invalid OAuth access token."},
                    "is_valid": False,
                    "scopes": [],
                }
            }
        data: dict[str, Any] = {
            "app_id": APP_ID,
            "type": token.kind,
            "application": "Simulated app",
            "is_valid": token.dead is None,
            "expires_at": token.expires_at,
            "data_access_expires_at": token.data_access_expires_at,
            "scopes": sorted(token.scopes),
            "granular_scopes": [{"scope": scope, "target_ids": ids} for scope, ids in token.granular.items()],
        }
        data |= (
            {"profile_id": token.subject, "user_id": "5005"}
            if token.kind == "PAGE"
            else {"user_id": token.subject}
        )
        if token.dead:
            code, subcode = token.dead
            data["error"] = {
                "code": code,
                "message": "Error validating access token",
                **({"subcode": subcode} if subcode else {}),
            }
        return {"data": data}

    def _refresh(self, bearer: str, query: dict[str, str]) -> dict[str, Any]:
        text = bearer or query.get("access_token", "")
        if query.get("grant_type") != "ig_refresh_token" or not text:
            raise GraphError(100, message="(#100) The parameter access_token is required")
        token = self._token(text, {})
        if self.renewed is not None:
            return self.renewed(text)
        new = f"{text}+"
        self.tokens[new] = token
        return {"access_token": new, "token_type": "bearer", "expires_in": 5183944}

    def _exchange(self, query: dict[str, str]) -> dict[str, Any]:
        """Give a person's token of sixty days for one of an hour, as the documents show it."""
        if query.get("grant_type") != "fb_exchange_token":
            raise GraphError(100, message="(#100) The parameter grant_type is wrong")
        if (query.get("client_id"), query.get("client_secret")) != (APP_ID, APP_SECRET):
            raise GraphError(1, message="Error validating client secret.", status=400)
        short = self._token(query.get("fb_exchange_token", ""), {})
        new = f"{query['fb_exchange_token']}Long"
        self.tokens[new] = replace(short, expires_at=short.expires_at + 5_183_944)
        return {"access_token": new, "token_type": "bearer", "expires_in": 5_183_944}

    def _node(self, name: str, token: Token, host: str) -> Thing:
        key = token.subject if name == "me" else self.aliases.get(name.lower(), name)
        if name == "me" and token.kind in ("USER", "SYSTEM_USER"):
            roles = [self.things[page] for page in token.roles if page in self.things]
            return Thing("User", key, key, {"name": "A person"}, {"accounts": roles})
        thing = self.things.get(key)
        if thing is None and not name.isdigit() and "_" not in name:
            raise GraphError(803, message="(#803) Some of the aliases you requested do not exist")
        reachable = thing is not None and self._reaches(token, thing)
        on_its_host = thing is not None and (host == INSTAGRAM) == self._is_instagram_login(thing)
        if self.moved_to and thing is not None and thing.kind == "Page":
            raise GraphError(21, message=f"(#21) Page ID {key} was migrated to page ID {self.moved_to}.")
        if thing is None or not on_its_host or (not reachable and thing.kind != "Page"):
            raise GraphError(
                100,
                33,
                f"Unsupported get request. Object with ID '{name}' does not exist",
                type="GraphMethodException",
            )
        if not reachable:
            raise GraphError(
                100,
                message="(#100) Object does not exist. This endpoint requires the 'pages_read_engagement' permission or the 'Page Public Content Access' feature.",
            )
        return thing

    def _reaches(self, token: Token, thing: Thing) -> bool:
        if thing.owner == token.subject or thing.owner in token.roles:
            return True
        pages = token.roles if token.kind != "PAGE" else (token.subject,)
        linked = [
            self.things[page].fields.get("instagram_business_account")
            for page in pages
            if page in self.things
        ]
        return any(isinstance(one, Thing) and one.id == thing.owner for one in linked)

    def _is_instagram_login(self, thing: Thing) -> bool:
        owner = self.things.get(thing.owner)
        return owner is not None and owner.kind == "IGUserOnly"


def _split(path: str) -> tuple[str, list[str]]:
    parts = [part for part in path.split("/") if part]
    if parts and parts[0].startswith("v") and parts[0][1:2].isdigit():
        return parts[0], parts[1:]
    return "", parts
