"""Answers and refusals of the real Google that others recorded, where they lie beside the checkout: each is understood."""

import json
from collections.abc import Mapping
from typing import Any, Final

import pytest

from account_health.connectors.google.errors import error_of, gap_of
from account_health.connectors.http.answer import Answer
from account_health.model import Access, Conversation, Reason, Statements, Status, Unavailable, WeekHours
from account_health.model.reasons import reason_on
from account_health.text.i18n import translator
from tests.builders import NOW
from tests.shared_data import shared
from tests.simulator.gateway import json_reply
from tests.simulator.google_api import HOSTS, TOKEN, GoogleApis
from tests.simulator.google_locations import quiet
from tests.simulator.google_looks import google_lab, judged

GERMAN = translator("de", timezone="Europe/Berlin", now=NOW)
ENGLISH = translator("en", timezone="Europe/Berlin", now=NOW)
READ: Final = {
    "attributes_get_real_shape_anonymised.json", "gbp_error_bodies.json", "location_get_SYNTHETIC_shape.json",
    "reviews_list_SYNTHETIC_shape.json",
}  # fmt: skip
REFUSALS: Final[Mapping[str, tuple[str, Reason]]] = {
    "readmask_required": ("OwnFaultError", Reason.NOT_AUDITED),
    "scope_insufficient": ("ScopeMissingError", Reason.SCOPE_MISSING),
    "quota_gate_zero_qpm": ("QuotaZeroError", Reason.QUOTA_ZERO),
    "old_v4_migrated_method": ("OwnFaultError", Reason.NOT_AUDITED),
    "oauth_invalid_grant": ("GrantRefusedError", Reason.CREDENTIAL_REFUSED),
}
"""The class and the state of each recorded refusal."""
SAID: Final = {
    Reason.NOT_AUDITED: ("went wrong on our side", "Bei uns"),
    Reason.SCOPE_MISSING: ("permission to see the profile", "Die Erlaubnis"),
    Reason.QUOTA_ZERO: ("has not approved our access", "noch nicht freigegeben"),
    Reason.CREDENTIAL_REFUSED: ("expired or was withdrawn", "Zugang"),
    Reason.TEST_GRANT: ("for a test only and ended after seven days", "nach sieben Tagen abgelaufen"),
    Reason.SERVICE_DISABLED: ("has not switched this part of its data on", "noch nicht freigeschaltet"),
}
"""What people read of it, in English and in German."""


def sample(name: str) -> Any:
    """Return one recorded file."""
    return json.loads((shared("data/gbp/samples") / name).read_text("utf-8"))


def refusals() -> dict[str, Any]:
    """Return the recorded bodies of errors by name."""
    return {row["name"]: row for row in sample("gbp_error_bodies.json")}


def test_every_recording_is_one_that_is_tested_here() -> None:
    """A new one has to be looked at."""
    assert {file.name for file in shared("data/gbp/samples").glob("*.json")} == READ
    assert set(refusals()) == set(REFUSALS)


def test_recorded_location_reviews_and_attributes_are_read() -> None:
    """Every field of them that a check needs, with whatever equals its type's default left out."""
    location = sample("location_get_SYNTHETIC_shape.json")["response"]
    reviews = sample("reviews_list_SYNTHETIC_shape.json")["response"]
    attributes = sample("attributes_get_real_shape_anonymised.json")["attributes"]
    given = quiet(facts=location, reviews=reviews["reviews"], attributes=attributes)
    with google_lab(GoogleApis(locations=[given])) as lab:
        first = lab.collect(now=NOW.replace(day=2))
        snapshot = lab.collect(now=NOW.replace(day=9), memory=first.memory)
    assert isinstance(snapshot.hours, WeekHours)
    assert snapshot.hours.week is not None
    assert (snapshot.hours.week[0], snapshot.hours.week[5]) == (((540, 1110),), ((0, 1440),))
    assert snapshot.hours.special is not None
    assert [one.day.isoformat() for one in snapshot.hours.special] == ["2026-12-25"]
    assert isinstance(snapshot.reviews, Conversation)
    assert [one.rejected for one in snapshot.reviews.items if one.ours] == [False, True]
    assert [one.rating for one in snapshot.reviews.items if not one.ours] == [2, 5, 1]
    assert isinstance(snapshot.links, Statements)
    assert [one.value for one in snapshot.links.items] == ["https://www.instagram.com/example/"]
    for part in ("names", "phones", "addresses", "websites", "descriptions"):
        assert getattr(snapshot, part).items, part


@pytest.mark.parametrize("name", REFUSALS)
def test_every_recorded_refusal_has_its_class_its_state_and_its_sentence(name: str) -> None:
    """In English and German; nothing of the profile passes, and what it says of our access is told as such."""
    row, (kind, reason) = refusals()[name], REFUSALS[name]
    if name != "oauth_invalid_grant":  # that one comes from the token endpoint alone
        body = json.dumps(row["body"]).encode()
        error = error_of(
            Answer("https://x.googleapis.com/v1", row["http_status"], {}, body, ()), "The interface"
        )
        assert error is not None
        assert (type(error).__name__, gap_of(error).reason) == (kind, reason)
    with google_lab(GoogleApis(locations=[quiet()])) as lab:
        for host in [TOKEN] if name == "oauth_invalid_grant" else [one for one in HOSTS if one != TOKEN]:
            lab.apis.troubles[f"{host}/"] = json_reply(row["body"], row["http_status"])
        snapshot = lab.collect()
    found = judged(snapshot)
    assert isinstance(snapshot.reviews, Unavailable)
    assert snapshot.reviews.reason is reason
    for check in ("unanswered-reviews", "unanswered-criticism", "phone", "hours", "last-post-age"):
        assert (found[check].status, found[check].message) == (
            Status.UNKNOWN,
            reason_on("google_business_profile", reason),
        ), check
    refuses_us = reason in {Reason.QUOTA_ZERO, Reason.CREDENTIAL_REFUSED}
    assert (found["credential-valid"].status is Status.FAIL) is refuses_us
    assert (found["permissions-complete"].status is Status.FAIL) is (reason is Reason.SCOPE_MISSING)
    assert isinstance(snapshot.access, Access)


@pytest.mark.parametrize("reason", SAID)
def test_the_sentences_are_said_in_both_languages(reason: Reason) -> None:
    """Each of these states has its own."""
    english, german = (one.text(reason_on("google_business_profile", reason)) for one in (ENGLISH, GERMAN))
    assert SAID[reason][0] in english
    assert SAID[reason][1] in german
    assert english != german
