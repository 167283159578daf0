"""Our requests and the simulator's answers against X's OpenAPI documents, where those lie beside the checkout."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator

from account_health.connectors.x.dialect import DIALECTS
from tests.builders import NOW
from tests.shared_data import shared
from tests.simulator import x_api
from tests.simulator.gateway import Request
from tests.simulator.x_looks import Bakery, Lab, lab

DOCUMENTS: Final = {
    "tweet": "data/x/openapi_v2.166_2026-07-06_legacy_tweet_names.json",
    "post": "data/x/openapi_v2.167_2026-08-22.json",
}


def document(dialect: str) -> dict[str, Any]:
    """Return the document that describes a vocabulary."""
    found: dict[str, Any] = json.loads(shared(DOCUMENTS[dialect]).read_text("utf-8"))
    return found


def operation(spec: Mapping[str, Any], path: str) -> dict[str, Any]:
    """Return what the document says of an address."""
    for template, methods in spec["paths"].items():
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))
        if "get" in methods and "{username}" not in template and re.fullmatch(pattern, path):
            found: dict[str, Any] = methods["get"]
            return found
    raise AssertionError(f"{path} is not in the document")


def parameters(spec: Mapping[str, Any], described: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the query parameters of an operation by name."""
    rows = [
        spec["components"]["parameters"][one["$ref"].rpartition("/")[2]] if "$ref" in one else one
        for one in described["parameters"]
    ]
    return {one["name"]: one for one in rows if one["in"] == "query"}


def problems_of_request(spec: Mapping[str, Any], request: Request) -> Iterator[str]:
    """Yield what the document does not allow in a request."""
    described = operation(spec, request.path)
    if not any("BearerToken" in way for way in described["security"]):
        yield f"{request.path} takes no app-only token"
    allowed = parameters(spec, described)
    for name, written in request.query.items():
        if name not in allowed:
            yield f"{name} is no parameter of {request.path}"
            continue
        schema = allowed[name]["schema"]
        value: Any = written
        if schema.get("type") == "array":
            value = written.split(",")
        elif schema.get("type") == "integer":
            value = int(written)
        for error in Draft202012Validator({**schema, "components": spec["components"]}).iter_errors(value):
            yield f"{name}: {error.message}"


def unknown_keys(spec: Mapping[str, Any], schema: Mapping[str, Any], value: Any, where: str) -> Iterator[str]:
    """Yield keys of an answer that its schema does not know: schemas allow them, X never sends them."""
    while "$ref" in schema:
        schema = spec["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if isinstance(value, list):
        for one in value:
            yield from unknown_keys(spec, schema.get("items", {}), one, where)
    if isinstance(value, dict) and "properties" in schema:
        for key, inner in value.items():
            if key in schema["properties"]:
                yield from unknown_keys(spec, schema["properties"][key], inner, f"{where}.{key}")
            else:
                yield f"{where}.{key}"


def problems_of_answer(spec: Mapping[str, Any], path: str, body: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the document does not allow in an answer."""
    schema = operation(spec, path)["responses"]["200"]["content"]["application/json"]["schema"]
    known = {key: value for key, value in body.items() if key != "errors"}
    for error in Draft202012Validator({**schema, "components": spec["components"]}).iter_errors(known):
        yield f"{path}: {error.json_path} {error.message}"
    yield from unknown_keys(spec, schema, known, path)
    for one in body.get("errors", ()):
        yield from problems_of_problem(spec, one)


def problems_of_problem(spec: Mapping[str, Any], problem: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the document does not allow in a problem; its type may name the older host too."""
    kind = problem["type"].rpartition("/")[2]
    known = spec["components"]["schemas"]["Problem"]["discriminator"]["mapping"]
    (place,) = [place for name, place in known.items() if name.rpartition("/")[2] == kind]
    schema = {"$ref": place, "components": spec["components"]}
    today = {**problem, "type": problem["type"].replace("api.twitter.com", "api.x.com")}
    for error in Draft202012Validator(schema).iter_errors(today):
        yield f"{kind}: {error.json_path} {error.message}"
    yield from unknown_keys(spec, {"$ref": place}, problem, kind)


def visited(x: Lab, bakery: Bakery) -> list[tuple[Request, Mapping[str, Any]]]:
    """Return every request of a first and a second look, pages and all, with the simulator's answers."""
    bakery.world.change(bakery.us, pinned=bakery.posts(300)[0].id)
    asked = [bakery.asks(number, NOW - timedelta(hours=120 - number)) for number in range(110)]
    bakery.world.reply(bakery.us, NOW - timedelta(hours=1), asked[0], "@gast_0 ja")
    bakery.world.quote(bakery.us, NOW - timedelta(hours=1), asked[1], "ja")
    requests = []
    for _ in range(2):
        x.look(max_reads=90)
        requests += list(x.requests)
        x.later(timedelta(days=1))
    bakery.world.change(
        bakery.us, username="morgenrot_muc"
    )  # found by its number, and told that the name is nobody's
    x.look()
    requests += list(x.requests)
    pairs = [(one, json.loads(x.api(one).body)) for one in requests]
    bakery.world.posts = {post.id: post for post in bakery.posts(300, 301)}  # asked for without a window
    x.state = type(x.state)()
    x.look(username="morgenrot_muc")
    pairs += [(one, json.loads(x.api(one).body)) for one in x.requests]
    bakery.world.change(bakery.us, protected=True)
    return pairs + [(one, json.loads(x.api(one).body)) for one in x.requests]


@pytest.mark.parametrize("dialect", DOCUMENTS)
def test_requests_and_answers_are_as_the_document_says(dialect: str) -> None:
    """Every parameter, field and expansion exists there, and the simulator answers nothing that does not."""
    spec = document(dialect)
    bakery = Bakery()
    bakery.posts(2, 9)
    with lab(bakery) as x:
        x.api.speaks = {dialect}
        pairs = visited(x, bakery)
    mine = [(request, body) for request, body in pairs if _speaks(request) == dialect]
    assert {request.path for request, _ in mine} == {
        "/2/users/by",
        "/2/users",
        "/2/tweets",
        f"/2/users/{bakery.us.id}/tweets",
        f"/2/users/{bakery.us.id}/mentions",
    }
    assert any("exclude" in request.query for request, _ in mine)
    told = {one["type"].rpartition("/")[2] for _, body in mine for one in body.get("errors", ())}
    assert told == {"resource-not-found", "not-authorized-for-resource"}
    for request, body in mine:
        assert not list(problems_of_request(spec, request))
        assert not list(problems_of_answer(spec, request.path, body))


@pytest.mark.parametrize("dialect", DOCUMENTS)
def test_simulated_refusals_are_as_the_document_says(dialect: str) -> None:
    """What the document knows has its shape; what it does not know has the shape that others recorded."""
    spec = document(dialect)
    known = json.loads(x_api.invalid("x").body)
    assert not [one for one in problems_of_problem(spec, known) if "errors" not in one]
    rows = json.loads((shared("data/x/samples") / "x_error_bodies.json").read_text("utf-8"))
    samples = {row["name"]: row for row in rows}
    for name, reply in (
        ("client_not_enrolled", x_api.NOT_ENROLLED),
        ("credits_depleted", x_api.NO_CREDITS),
        ("unauthorized", x_api.problem(401, "Unauthorized", "about:blank")),
        ("rate_limited_legacy_body", x_api.RATE_LIMITED),
        ("rate_limited_problem_body", x_api.problem(429, "Too Many Requests", "about:blank")),
    ):
        body, sample = json.loads(reply.body), samples[name]
        assert reply.status == sample["http_status"], name
        assert set(body) <= set(sample["body"]), name
        for key in {"type", "title", "reason", "errors"} & set(sample["body"]):
            assert body[key] == sample["body"][key], (name, key)


def test_every_answer_tells_the_rate_limit() -> None:
    """As X does, refusals included."""
    bakery = Bakery()
    bakery.posts(2, 9)
    with lab(bakery) as x:
        x.look()
        replies = [x.api(one) for one in x.requests]
        x.api.troubles["users"] = x_api.RATE_LIMITED
        replies.append(x.api(x.requests[0]))
    for reply in replies:
        given = {name.lower() for name, _ in reply.headers}
        assert given >= {f"x-rate-limit-{one}" for one in ("limit", "remaining", "reset")}


def _speaks(request: Request) -> str:
    new = "post.fields" in request.query or "pinned_post_id" in request.query.get("expansions", "")
    return "post" if new else "tweet"


@pytest.mark.parametrize("dialect", DOCUMENTS)
def test_the_simulator_knows_no_names_that_the_document_does_not(dialect: str) -> None:
    """Otherwise a request could pass here and be dropped in silence there."""
    spec = document(dialect)
    timeline = parameters(spec, operation(spec, "/2/users/1/tweets"))
    users = parameters(spec, operation(spec, "/2/users/by"))
    fields = timeline[f"{dialect}.fields"]["schema"]["items"]["enum"]
    expansions = timeline["expansions"]["schema"]["items"]["enum"]
    user_fields = users["user.fields"]["schema"]["items"]["enum"]
    user_expansions = users["expansions"]["schema"]["items"]["enum"]
    if dialect == "tweet":
        assert set(fields) >= x_api.TWEET_FIELDS
        assert set(expansions) >= x_api.TWEET_EXPANSIONS
        assert set(user_fields) >= x_api.USER_FIELDS | x_api.TWEET_USER_FIELDS
        assert set(user_expansions) >= x_api.TWEET_USER_EXPANSIONS
    else:
        assert set(fields) >= x_api.POST_FIELDS
        assert set(expansions) >= x_api.POST_EXPANSIONS
        assert set(user_fields) >= x_api.USER_FIELDS
        assert set(user_expansions) >= x_api.POST_USER_EXPANSIONS


def test_the_documents_tell_the_vocabularies_apart() -> None:
    """Each question of one vocabulary is wrong in the other's document: none of them mixes."""
    for mine, other in (("tweet", "post"), ("post", "tweet")):
        spec = document(other)
        for topic, path in (("own", "/2/users/1/tweets"), ("mentions", "/2/users/1/mentions")):
            question = getattr(DIALECTS[mine], topic)
            allowed = parameters(spec, operation(spec, path))
            assert not set(question.parameters) <= set(allowed), (mine, topic)
