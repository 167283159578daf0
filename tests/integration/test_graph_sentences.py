"""What Meta's platforms do without an error, down to the sentence that a person reads."""

from pathlib import Path
from typing import Any

import pytest

from tests.builders import NOW
from tests.graph_reports import FILE, INSTAGRAM, never_healthy, reports, settle
from tests.simulator.graph import Token
from tests.simulator.graph_world import (
    INSTAGRAM_SCOPES,
    INSTAGRAM_TOKEN,
    PAGE_SCOPES,
    FacebookWorld,
    InstagramWorld,
)


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(tmp_path, monkeypatch)


def page() -> FacebookWorld:
    """Return a Page with 25 posts and a question that waits."""
    shop = FacebookWorld(NOW)
    for number in range(1, 26):
        shop.post(number, number + 1)
    shop.comment(shop.page.edges["published_posts"][0], 11, 2, "Wann habt ihr offen?")
    return shop


def account(waiting: str = "Wann habt ihr offen?") -> InstagramWorld:
    """Return an account with one comment."""
    shop = InstagramWorld(NOW)
    shop.comment(shop.medium(1, 3), 11, 2, waiting)
    return shop


def finding(row: Any, check: str) -> Any:
    """Return what is said of one check."""
    return next(one for one in row["findings"] if one["check"] == check)


@pytest.mark.parametrize(("kind", "field"), [("Page", "impressum"), ("PagePost", "story")])
def test_an_unknown_field_is_dropped_once_and_told_as_our_fault(kind: str, field: str) -> None:
    """The Page is asked twice and read all the same; the report names the field, also one that no check needs."""
    graph = page().graph()
    graph.gone = {(kind, field)}
    row, german, english, asked = reports(graph)
    assert asked.count("/v26.0/111222333") == 2
    assert [item["id"] for item in row["open_items"]] == ["fb-1_11"]
    told = finding(row, "data-complete")
    assert told["status"] == "warn"
    assert told["message"] == f"Facebook kennt „{field}“ nicht mehr; danach fragen wir aber."
    if kind == "Page":
        assert (
            "Facebook (das Impressum und der Wortlaut der Rechtstexte): Bei uns ist etwas schiefgegangen."
            in german
        )
        assert "Something went wrong on our side." in english
        assert finding(row, "imprint")["status"] == "unknown"


def test_another_version_of_the_interface_is_told() -> None:
    """Facebook runs an expired version on another one without a word; the agency reads which."""
    graph = page().graph()
    graph.runs_version = "v25.0"
    row, _, _, _ = reports(graph)
    told = finding(row, "data-complete")
    assert told["status"] == "warn"
    assert "in der Fassung „v25.0“" in told["message"]
    assert [item["id"] for item in row["open_items"]] == ["fb-1_11"]


def test_a_request_that_is_too_large_is_halved_until_it_fits() -> None:
    """Limits of 25 and 50 become 12 and 25: the report is whole, and the look cost one request for each half."""
    graph = page().graph()
    graph.most_cells = 8_000
    row, german, _, asked = reports(graph)
    assert asked.count("/v26.0/111222333") > 1
    assert row["unavailable"] == []
    assert [item["id"] for item in row["open_items"]] == ["fb-1_11"]
    assert "25 Beiträge und einen Kommentar" in german


def test_a_persons_token_without_a_role_is_said_to_be_one() -> None:
    """Facebook would answer it with empty lists and HTTP 200; the report says whose token it is, and nothing is well."""
    graph = page().graph()
    graph.tokens["person"] = Token("USER", "7", PAGE_SCOPES)
    row, german, english, asked = reports(graph, FILE, "person")
    told = finding(row, "credential-valid")
    assert (told["status"], told["message"]) == (
        "fail",
        "Der Zugang gehört einer Person; gebraucht wird der des Kanals.",
    )
    assert "no role on this Page" in row["unavailable"][0]["detail"]
    assert "/v26.0/111222333" not in asked
    never_healthy(row, german, english)


def test_what_instagram_holds_back_by_design_is_named_and_not_judged() -> None:
    """Two comments of restricted accounts: said beside the all-clear, which stands, and no score is lost."""
    shop = account("Danke!")
    shop.account.edges["media"][0].fields["comments_count"] += 2
    row, _, _, _ = reports(shop.graph(), INSTAGRAM, INSTAGRAM_TOKEN)
    told = finding(row, "unanswered-comments")
    assert told["status"] == "pass"
    assert told["message"] == (
        "Niemand wartet auf Antwort. Zwei weitere Kommentare zählt Instagram, zeigt sie uns aber nicht."
    )
    assert row["areas"]["conversation"] == 100
    page_text = Path("reports/morgenrot/report.html").read_text(encoding="utf-8")
    assert "zählt Instagram, zeigt sie uns aber nicht" in page_text


@pytest.mark.parametrize("platform", ["instagram", "facebook"])
def test_more_held_back_than_shown_is_no_design(platform: str) -> None:
    """A dozen comments counted and one shown: nobody knows who waits, whatever the permissions say."""
    if platform == "instagram":
        shop = account("Danke!")
        shop.account.edges["media"][0].fields["comments_count"] += 12
        row, german, english, _ = reports(shop.graph(), INSTAGRAM, INSTAGRAM_TOKEN)
    else:
        shown = FacebookWorld(NOW)
        shown.comment(shown.post(1, 3, _total=13), 11, 2, "Danke!")
        row, german, english, _ = reports(shown.graph())
    assert finding(row, "unanswered-comments")["status"] == "unknown"
    assert "(Kommentare): " in german
    assert "does not allow our check." in english


def test_without_the_comment_permission_comments_are_unknown_and_the_permission_is_named() -> None:
    """Zero would be a false all-clear; who looks after the access reads what is missing."""
    graph = account().graph(scopes=INSTAGRAM_SCOPES - {"instagram_manage_comments"})
    row, german, _, _ = reports(graph, INSTAGRAM, INSTAGRAM_TOKEN)
    assert row["seen"]["comments"] is None
    assert row["score"] is None
    for check in ("unanswered-criticism", "unanswered-comments"):
        assert finding(row, check)["status"] == "unknown"
    assert "Instagram (Kommentare und Erwähnungen): Instagram lässt unsere Prüfung nicht zu." in german
    assert "Niemand wartet" not in german
    assert finding(row, "permissions-complete")["message"] == (
        "Es fehlen Berechtigungen: „instagram_manage_comments“."
    )
