"""What is left of an answer without greeting, name and thanks."""

import pytest

from account_health.text.courtesy import own_words


@pytest.mark.parametrize(
    "text",
    [
        "Vielen Dank!",
        "Danke dir, Anna 😊",
        "Liebe Anna, herzlichen Dank und liebe Grüße, Ihr Team der Bäckerei Morgenrot",
        "Thank you so much, see you soon!",
        "Merci beaucoup, à bientôt",
        "❤️❤️❤️",
        "Gern.",
        "",
    ],
)
def test_courtesy_alone_says_nothing(text: str) -> None:
    """Thanks are due to everybody, and the same for everybody."""
    assert own_words(text, ("Anna Berg", "Bäckerei Morgenrot")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Hallo Anna, der Ofen ist wieder an.",
        "Der Ofen ist wieder an, Anna!",
        "Liebe Frau Berg!\nDer Ofen ist wieder an",
        "DER OFEN IST WIEDER AN",
        "Hallo Kathi, der Ofen ist wieder an.",
    ],
)
def test_one_text_with_other_openings_and_names_is_one_text(text: str) -> None:
    """Also where somebody is greeted by another name than the one that they write under."""
    assert own_words(text, ("Anna Berg",)) == ("der", "ofen", "ist", "wieder", "an")


def test_what_precedes_the_first_comma_counts_where_it_says_something() -> None:
    """It is an opening only where it greets."""
    assert own_words("Den Ofen, das Brot und alles andere zeigen wir gern", ())[:2] == ("den", "ofen")


def test_a_script_that_our_folding_does_not_know_has_words_too() -> None:
    """Nobody's answers are all alike because we cannot fold them."""
    assert own_words("Ждём вас снова", ()) != own_words("Спасибо за визит снова", ()) != ()
