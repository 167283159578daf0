"""Answers and refusals of the real X that others recorded, where they lie beside the checkout: each is understood."""

import json
from collections.abc import Mapping
from typing import Any, Final

import pytest

from account_health.connectors.http.answer import Answer
from account_health.connectors.x.dialect import TWEET
from account_health.connectors.x.errors import error_in, gap_of, refused
from account_health.connectors.x.posts import moment_of, number_of, posts_in
from account_health.judging.audit import audit
from account_health.model import (
    Access,
    Conversation,
    Identity,
    Presence,
    Reason,
    Snapshot,
    Status,
    Unavailable,
)
from account_health.model.reasons import reason_on
from account_health.text.i18n import translator
from tests.builders import NOW, company
from tests.shared_data import shared
from tests.simulator.gateway import json_reply
from tests.simulator.x_looks import Bakery, account, lab

GERMAN = translator("de", timezone="Europe/Berlin", now=NOW)
ENGLISH = translator("en", timezone="Europe/Berlin", now=NOW)
POSTS: Final = (
    "get_quote_tweets",
    "get_tweet",
    "get_tweets",
    "get_users_mentions",
    "get_users_tweets",
    "search_recent_tweets",
)
USERS: Final = ("get_me", "get_user", "get_users")
COUNTS: Final = ("get_recent_tweets_count",)
REFUSALS: Final[Mapping[str, tuple[str, Reason]]] = {
    "client_not_enrolled": ("XRefusedError", Reason.NOT_ENROLLED),
    "credits_depleted": ("XRefusedError", Reason.NO_CREDITS),
    "unauthorized": ("XRefusedError", Reason.CREDENTIAL_REFUSED),
    "invalid_request": ("InvalidRequestError", Reason.UNREADABLE),
    "rate_limited_legacy_body": ("RateLimitedError", Reason.RATE_LIMITED),
    "rate_limited_problem_body": ("RateLimitedError", Reason.RATE_LIMITED),
    "user_suspended": ("SuspendedError", Reason.SUSPENDED),
    "user_not_found": ("NotFoundError", Reason.NOT_FOUND),
}
"""The class and the state of each recorded refusal."""
SAID: Final = {
    Reason.NOT_ENROLLED: (
        "has not opened its interface for us yet",
        "Schnittstelle für uns noch nicht freigegeben",
    ),
    Reason.NO_CREDITS: ("prepaid credit", "Das Guthaben"),
    Reason.CREDENTIAL_REFUSED: ("expired or was withdrawn", "Zugang"),
    Reason.UNREADABLE: ("could not be read", "Antwort"),
    Reason.RATE_LIMITED: ("did not accept our requests today", "heute nicht angenommen"),
    Reason.SUSPENDED: ("has suspended the profile", "X hat das Profil gesperrt"),
    Reason.NOT_FOUND: ("was not there", "nicht"),
}
"""What people read of it, in English and in German."""


def recorded(name: str) -> list[Any]:
    """Return the bodies of one recording."""
    file = shared("data/x/recorded") / f"test_client_{name}.json"
    return [one["response"]["body"] for one in json.loads(file.read_text("utf-8"))["interactions"]]


def samples() -> dict[str, Any]:
    """Return the bodies of errors by name."""
    rows = json.loads((shared("data/x/samples") / "x_error_bodies.json").read_text("utf-8"))
    return {row["name"]: row for row in rows}


def looked(topic: str, body: Any, status: int = 200, **registered: Any) -> tuple[Snapshot, dict[str, Status]]:
    """Return what a look sees where X answers one kind of request so, and what the checks say of it."""
    bakery = Bakery()
    bakery.posts(2)
    mine = account(**registered)
    with lab(bakery) as x:
        x.api.troubles[topic] = json_reply(body, status)
        seen = x.look(**registered)
    report = audit(seen, company(mine), mine, NOW, None)
    return seen, {row.check: row.status for row in report.findings}


def test_every_recording_is_of_a_kind_that_is_tested_here() -> None:
    """A new one has to be looked at."""
    files = {file.stem.removeprefix("test_client_") for file in shared("data/x/recorded").glob("*.json")}
    assert files == {*POSTS, *USERS, *COUNTS}
    assert set(samples()) == {*REFUSALS, "partial"}


@pytest.mark.parametrize("name", POSTS)
def test_recorded_posts_are_read(name: str) -> None:
    """Every one of them, alone or in a list, with the time that its number holds and no error seen in it."""
    for body in recorded(name):
        assert error_in(body, "") is None
        data = body["data"] if isinstance(body["data"], list) else [body["data"]]
        posts = posts_in({**body, "data": data})
        assert [post.id for post in posts] == [number_of(row["id"]) for row in data]
        assert all(post.text for post in posts)
        for post, row in zip(posts, data, strict=True):
            assert moment_of(post.id).year in range(2010, 2023)
            assert post.first == min(int(one) for one in row["edit_history_tweet_ids"])


@pytest.mark.parametrize("name", ["get_users_tweets", "get_users_mentions"])
def test_recorded_timelines_lack_what_was_not_asked_for_and_prove_nothing(name: str) -> None:
    """They were recorded without any fields: nobody can say who was answered, so nothing passes."""
    for body in recorded(name):
        assert TWEET.mentions.lacks(tuple(body["data"])) == "conversation_id"
        seen, judged = looked("tweets" if name == "get_users_tweets" else "mentions", body)
        assert isinstance(seen.mentions, Unavailable)
        assert seen.mentions.reason is Reason.UNREADABLE
        assert judged["unanswered-mentions"] is judged["unanswered-criticism"] is Status.UNKNOWN


@pytest.mark.parametrize("name", USERS)
def test_recorded_users_are_found(name: str) -> None:
    """By name and id; what was not asked for is unknown and not missing."""
    for body in recorded(name):
        first = body["data"] if isinstance(body["data"], dict) else body["data"][0]
        seen, judged = looked("users", {"data": [first]}, username=first["username"])
        assert seen.identity == Identity(id=first["id"], handle=first["username"], name=first["name"])
        assert judged["account-public"] is Status.UNKNOWN


def test_a_recorded_count_is_taken_for_no_post() -> None:
    """Rows without a number of their own are no empty timeline."""
    for body in recorded("get_recent_tweets_count"):
        assert posts_in(body) == ()
        _, judged = looked("mentions", body)
        assert judged["unanswered-mentions"] is Status.UNKNOWN


@pytest.mark.parametrize("name", REFUSALS)
def test_every_recorded_refusal_has_its_class_its_state_and_its_sentence(name: str) -> None:
    """In English and German; nothing of the profile passes, and what X says of our access or of us is told as such."""
    row, (kind, reason) = samples()[name], REFUSALS[name]
    body = json.dumps(row["body"]).encode()
    answer = Answer("https://api.x.com/2/users/by", row["http_status"], {}, body, ())
    error = refused(answer) or error_in(row["body"], "")
    assert error is not None
    assert (type(error).__name__, gap_of(error).reason) == (kind, reason)
    english, german = (one.text(reason_on("x", reason)) for one in (ENGLISH, GERMAN))
    assert SAID[reason][0] in english
    assert SAID[reason][1] in german
    assert english != german
    seen, judged = looked("users", row["body"], row["http_status"])
    assert isinstance(seen.mentions, Unavailable)
    assert seen.mentions.reason is reason
    assert judged["unanswered-mentions"] is judged["last-post-age"] is judged["website"] is Status.UNKNOWN
    refuses_us = reason in {Reason.NOT_ENROLLED, Reason.CREDENTIAL_REFUSED}
    assert (judged["credential-valid"] is Status.FAIL) is refuses_us
    assert isinstance(seen.access, Access) is (refuses_us or isinstance(seen.presence, Presence))
    gone = {Reason.SUSPENDED: "suspended", Reason.NOT_FOUND: "gone"}.get(reason)
    assert (seen.presence.problem if isinstance(seen.presence, Presence) else None) == gone
    assert (judged["account-public"] is Status.FAIL) is (gone is not None)


def test_a_recorded_answer_with_data_and_errors_keeps_both() -> None:
    """The post is read; that another one is gone takes nothing from what was asked for."""
    body = samples()["partial"]["body"]
    rows = [{**row, "author_id": "9", "conversation_id": row["id"]} for row in body["data"]]
    seen, _ = looked("mentions", {**body, "data": rows})
    assert isinstance(seen.mentions, Conversation)
    assert [item.text for item in seen.mentions.items] == ["Hello"]
    assert seen.mentions.gap is None
