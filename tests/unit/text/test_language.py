"""The language of a text: by its small words or its script, and never where that is unsure."""

import pytest

from account_health.text.language import OTHER_SCRIPT, languages_of, written_in

GERMAN = (
    "Wir backen seit 1920 in der Altstadt von Linz. Unser Brot entsteht aus Mehl von Bauern aus der Umgebung, und jeden Morgen"
    " um sechs Uhr ist der erste Laib fertig. Kommen Sie vorbei, wir freuen uns auf Ihren Besuch und beraten Sie gern."
)
INDONESIAN = (
    "Selamat datang di situs slot terpercaya. Kami adalah agen resmi yang menyediakan berbagai permainan dengan bonus untuk"
    " anggota baru. Daftar sekarang juga dan nikmati layanan dari kami dalam 24 jam, dengan deposit yang tidak mahal dan"
    " hadiah besar untuk anda."
)
ITALIAN = (
    "Benvenuti nella nostra azienda agricola. La famiglia coltiva da tre generazioni le mele che si vendono nel negozio del"
    " maso. Siamo aperti tutti i giorni e vi aspettiamo per una degustazione di vini con i nostri prodotti, anche la domenica."
)
TURKISH = (
    "G\u00fcvenilir bahis sitesi ile tan\u0131\u015f\u0131n. Bu sitede her g\u00fcn yeni bir bonus var ve \u00fcyeler i\u00e7in \u00e7ok daha fazla kazan\u00e7 olarak"
    " geri d\u00f6n\u00fcyor. Siz de hemen \u00fcye olun ve en iyi oyunlar ile kazanmaya ba\u015flay\u0131n. Canl\u0131 destek ekibi her zaman sizin i\u00e7in burada"
    " ve h\u0131zl\u0131 olan \u00f6demeler gibi avantajlar."
)
ENGLISH = (
    "Welcome to the best online casino of the year. We have all the games that you can play with your friends, and our bonus is"
    " available for new players from this week. You will be able to win with every spin that you make at our tables."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GERMAN, "de"),
        (INDONESIAN, "id"),
        (ITALIAN, "it"),
        (TURKISH, "tr"),
        (ENGLISH, "en"),
        (
            "\u6211\u4eec\u7684\u7f51\u7ad9\u63d0\u4f9b\u6700\u597d\u7684\u6e38\u620f\u548c\u5956\u91d1" * 12,
            OTHER_SCRIPT,
        ),
        (
            "\u0421\u0442\u0430\u0432\u043a\u0438 \u043d\u0430 \u0441\u043f\u043e\u0440\u0442 \u0438 \u043a\u0430\u0437\u0438\u043d\u043e \u043e\u043d\u043b\u0430\u0439\u043d \u0441 \u0431\u043e\u043d\u0443\u0441\u043e\u043c. "
            * 8,
            OTHER_SCRIPT,
        ),
    ],
)
def test_a_text_tells_its_language(text: str, language: str) -> None:
    """A few sentences are enough."""
    assert written_in(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Willkommen! Tel. 089 1234567",
        "Brot Kuchen Torten Semmeln Brezen Kipferl Strudel Krapfen Kekse Pralinen Eis Kaffee Tee Saft " * 6,
        f"{GERMAN} {ENGLISH}",
    ],
    ids=["nothing", "a line", "a list of goods", "two languages"],
)
def test_a_text_that_does_not_tell_is_not_guessed(text: str) -> None:
    """Too short, without sentences, or in two languages."""
    assert written_in(text) is None


def test_the_languages_of_a_country() -> None:
    """English is everywhere; of a country that is not listed nothing more is known."""
    assert languages_of("CH") == {"de", "fr", "it", "en"}
    assert languages_of("JP") == {"en"}
