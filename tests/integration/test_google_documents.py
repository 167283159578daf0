"""Our requests and the simulator's answers, held against Google's own discovery documents where these are at hand."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl

import pytest

from account_health.connectors.google.locations import LIST_MASK
from account_health.connectors.google.profile import FIELD_OF, READ_MASK
from tests.builders import NOW
from tests.shared_data import shared
from tests.simulator.gateway import Reply, Request
from tests.simulator.google_api import (
    ACCOUNTS,
    FIELDS,
    HOSTS,
    INFORMATION,
    LISTS,
    OLD,
    PERFORMANCE,
    TOKEN,
    VERIFICATIONS,
    GoogleApis,
    error,
    invalid_grant,
    quota,
    scope_insufficient,
)
from tests.simulator.google_locations import facts, post, quiet, reply, review
from tests.simulator.google_looks import Lab, google_account, google_lab

DOCUMENTS = {
    ACCOUNTS: "mybusinessaccountmanagement.v1",
    INFORMATION: "mybusinessbusinessinformation.v1",
    VERIFICATIONS: "mybusinessverifications.v1",
    PERFORMANCE: "businessprofileperformance.v1",
    OLD: "mybusiness_google_rest_v4p9",
}
NEWER = {
    "Review": {"reviewReplyUrl", "reviewMediaItems"},
    "ReviewReply": {"reviewReplyState", "policyViolation"},
    "LocalPost": {"scheduledTime", "recurringInstanceTime", "recurrenceInfo"},
}
"""What Google announced in 2026, after the document of the old interface was written."""
NEWER_VALUES = {"state": {"SCHEDULED", "RECURRING"}}
GLOBAL = {
    "$.xgafv",
    "access_token",
    "alt",
    "callback",
    "fields",
    "key",
    "oauth_token",
    "prettyPrint",
    "quotaUser",
}


def document(host: str) -> dict[str, Any]:
    """Return a discovery document; skips where it is absent."""
    read: dict[str, Any] = json.loads(shared(f"data/gbp/{DOCUMENTS[host]}.json").read_text("utf-8"))
    return read


def methods(resource: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield every method below a resource."""
    yield from resource.get("methods", {}).values()
    for inner in resource.get("resources", {}).values():
        yield from methods(inner)


def method_of(request: Request, found: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the method that a request calls."""
    for method in methods(found):
        pattern = re.sub(r"\\\{\w+\\\}", "[^/:]+", re.escape(method.get("flatPath", method["path"])))
        if re.fullmatch("/" + pattern, request.path) and method["httpMethod"] == request.method:
            return method
    raise AssertionError(f"no document knows {request.method} {request.url}")


def fits(value: Any, schema: Mapping[str, Any], schemas: Mapping[str, Any], name: str) -> None:
    """Check a value against its schema: no unknown key, the right types, known words, no written default."""
    if "$ref" in schema:
        fits(value, schemas[schema["$ref"]], schemas, schema["$ref"])
        return
    match schema.get("type"):
        case "object":
            assert isinstance(value, dict), (name, value)
            for key, one in value.items():
                if key not in NEWER.get(name, set()):
                    assert key in schema.get("properties", {}), f"{name} has no {key}"
                    fits(one, schema["properties"][key], schemas, key)
        case "array":
            assert isinstance(value, list), (name, value)
            assert value, f"{name}: an empty list is left out"
            for one in value:
                fits(one, schema["items"], schemas, name)
        case "any":
            return
        case kind:
            assert type(value) in SIMPLE[kind or ""], (name, value)
            assert value, f"{name}: what equals the default is left out"
            words = {*schema.get("enum", [value]), *NEWER_VALUES.get(name, set())}
            assert value in words, (name, value)


SIMPLE: dict[str, set[type]] = {"string": {str}, "integer": {int}, "number": {int, float}, "boolean": {bool}}


@pytest.fixture(scope="module")
def exchanges() -> list[tuple[Request, Reply]]:
    """Everything that two looks at two locations and a list of locations ask, with the answers."""
    metadata = {"placeId": "x", "mapsUri": "https://maps.google.com/?cid=1", "hasGoogleUpdated": True}
    doubtful = quiet(
        facts=facts(metadata=metadata, storeCode=""),
        voice={"hasVoiceOfMerchant": False, "verify": {"hasPendingVerification": True}},
        updated={"diffMask": "regularHours", "pendingMask": ""},
        reviews=[review(n, n, "TWO", "Hm.", reviewReply=reply(1)) for n in range(1, 120)],
        metrics={"CALL_CLICKS": {NOW.date().replace(month=10, day=9): 3}},
        posts=[post(1, 3), post(2, 5, state="REJECTED"), post(3, 9, state="RECURRING")],
    )
    with google_lab(GoogleApis(locations=[doubtful, quiet("3", "4")], accounts=("1", "4"))) as lab:
        _everything(lab)
        assert all(reply.status == 200 for _, reply in lab.apis.answers), [
            (request.url, reply.status) for request, reply in lab.apis.answers if reply.status != 200
        ]
        return list(lab.apis.answers)


def _everything(lab: Lab) -> None:
    for location in ("2", "3"):
        account = google_account(account_id=None, location_id=location)
        first = lab.collect(account, now=NOW.replace(day=2))
        lab.collect(account, now=NOW.replace(day=9), memory=first.memory)


def test_every_request_is_one_that_a_document_describes(exchanges: list[tuple[Request, Reply]]) -> None:
    """Method, path and parameters; every parameter that a method requires is there."""
    called = set()
    for request, _ in exchanges:
        if request.host == TOKEN:
            continue
        method = method_of(request, document(request.host))
        called.add(method["id"])
        given = {name for name, _ in parse_qsl(request.raw_query)}
        parameters = method.get("parameters", {})
        assert given <= set(parameters) | GLOBAL, (request.url, given - set(parameters))
        for name, parameter in parameters.items():
            needed = parameter.get("required") or parameter.get("description", "").startswith("Required")
            assert parameter["location"] == "path" or not needed or name in given, (request.url, name)
    assert len(called) == 10, called


def test_every_answer_of_the_simulator_fits_the_documents(exchanges: list[tuple[Request, Reply]]) -> None:
    """Keys, types, words; and defaults are left out as proto3 does."""
    for request, answer in exchanges:
        if request.host == TOKEN:
            continue
        found = document(request.host)
        fits(json.loads(answer.body), method_of(request, found)["response"], found["schemas"], request.path)


def test_read_masks_name_fields_that_exist() -> None:
    """Also the simulator's own list, and the names of what Google may change."""
    properties = document(INFORMATION)["schemas"]["Location"]["properties"]
    assert set(properties) == FIELDS
    assert set(READ_MASK) | set(LIST_MASK) | set(FIELD_OF) <= set(properties)
    schemas = document(INFORMATION)["schemas"]
    for path in LISTS:
        outer, inner = path.split(".")
        assert schemas[properties[outer]["$ref"]]["properties"][inner]["type"] == "array"


def test_a_missing_read_mask_and_an_unknown_path_are_refused() -> None:
    """As the real one refuses them, with the same body."""
    with google_lab(GoogleApis(locations=[quiet()])) as lab:
        lab.collect()
        headers = {"Authorization": f"Bearer {next(iter(lab.apis.valid))}"}
        for query in (
            "",
            "?readMask=",
            "?readMask=nonsense",
            "?readMask=categories.additionalCategories.name",
        ):
            answer = lab.network.fetcher().fetch(f"https://{INFORMATION}/v1/locations/2{query}", headers)
            assert answer.status == 400, query
        answer = lab.network.fetcher().fetch(f"https://{INFORMATION}/v1/locations/2", headers)
    assert answer.json() == sample("readmask_required")


def test_simulated_errors_are_those_that_others_recorded() -> None:
    """Word for word where it matters: status, code, reason, limit."""
    assert json.loads(scope_insufficient().body) == sample("scope_insufficient")
    assert json.loads(invalid_grant().body) == sample("oauth_invalid_grant")
    recorded, ours = sample("quota_gate_zero_qpm")["error"], json.loads(quota("0").body)["error"]
    assert ours["status"] == recorded["status"]
    for key in ("@type", "reason", "metadata"):
        assert ours["details"][0][key] == recorded["details"][0][key]
    assert json.loads(error(404, "NOT_FOUND", "x").body)["error"]["code"] == 404


def sample(name: str) -> dict[str, Any]:
    """Return a recorded error body."""
    rows = json.loads(shared("data/gbp/samples/gbp_error_bodies.json").read_text("utf-8"))
    body: dict[str, Any] = next(row["body"] for row in rows if row["name"] == name)
    return body


def test_the_simulator_answers_for_every_host_that_we_ask(exchanges: list[tuple[Request, Reply]]) -> None:
    """And for no other."""
    assert {request.host for request, _ in exchanges} == set(HOSTS)
