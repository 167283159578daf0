"""Whether a comment calls a friend by a tag, or speaks to the company."""

import pytest

from account_health.text.friends import calls_a_friend

OURS = ("morgenrot", "Bäckerei Morgenrot")


@pytest.mark.parametrize(
    "text",
    [
        "@anna schau mal",
        "@sarah look at this",
        "@anna da müssen wir hin",
        "schau mal @anna",
        "We need to go @mike 😍",
        "@anna.meier_ guck mal 😂😂",
        "@Tom.Vogel das wäre was für uns",
        "@anna hast du das gesehen?",
        "@anna wollen wir da mal hin?",
        "@sarah shall we?",
        "@tom same 😂",
        "@max Bock?",
        "@lisa dein Geburtstag 😍",
        "Super schön! @anna da müssen wir hin",
        "@anna @ben lets go",
        "@anna da müssen wir hin @morgenrot",
        "@anna luag mal",
    ],
)
def test_a_friend_is_called(text: str) -> None:
    """Each part shows a friend something, makes a plan with them or is kind; a tag of ours at the end changes nothing."""
    assert calls_a_friend(text, OURS)


@pytest.mark.parametrize(
    "text",
    [
        "schau mal",
        "da müssen wir hin",
        "@anna guck mal — habt ihr Sonntag offen?",
        "@anna schau mal, habt ihr Sonntag offen",
        "@sarah look at this. Do you open Sundays?",
        "@anna da müssen wir hin, gibt es Parkplätze?",
        "@anna can we book a table for ten on Sunday?",
        "@anna ist das Kabel dabei?",
        "@anna was kostet das",
        "@anna da müssen wir nicht mehr hin",
        "@anna schau mal, die haben mein Paket verloren",
        "@anna guck mal, so sah mein Kuchen aus",
        "@anna schau mal wie das Brot aussieht",
        "@anna look how small the portions are",
        "@sarah look at this, rude staff",
        "@anna look at this mould in my bread",
        "@sarah you should see how rude they were",
        "@morgenrot schau mal",
        "@Bäckerei schau mal",
        "@morgenrot @anna look at this",
        "@anna @morgenrot look at this",
        "@tom kommt am Montag um zehn",
        "mail@anna.example schau mal",
    ],
)
def test_the_company_is_spoken_to(text: str) -> None:
    """Without a tag of somebody else, with ours in the opening, with a question, a fault or anything else for the company."""
    assert not calls_a_friend(text, OURS)
