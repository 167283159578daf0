"""What an article says of whom: each grave one has a silent twin with the same words about somebody or something else."""

from datetime import date

import pytest

from account_health.judging.watch.identity import Identity
from account_health.judging.watch.mentions import read_mention
from account_health.model import Hit
from tests.watch_samples import firm

JOINER = firm("Tischlerei Ahorn", "Werkgasse 2, 01067 Dresden", "Pieschen")
VET = firm("Dr. Ida Falk;Tierarztpraxis Falk", "Uferweg 3, 8004 Zürich", "Aussersihl")
LAW = firm("Kanzlei Ebner & Voss", "Ring 5, 90402 Nürnberg", "Johannis")
INN = firm("Gasthof Rabe", "Am Markt 1, 28195 Bremen", "Findorff")
FLORIST = firm("Farbenmeer", "Hauptstraße 8, 34117 Kassel", "Wehlheiden")
STUDIO = firm("Blue Harbour", "Hafenweg 1, 48155 Münster")

PAIRS = (
    # what is read, firm, title, text, right
    ("a town's adjective", JOINER, "Kunden verklagen Tischlerei Ahorn", "Der Dresdner Betrieb schweigt.", "weekly"),
    ("another town's", JOINER, "Kunden verklagen Leipziger Tischlerei Ahorn", "Der Betrieb schweigt.", "counted"),
    ("a title with a point in it", VET, "Zürcher Tierärztin angezeigt", "Eine Halterin wirft Dr. Ida Falk Fehler vor.", "weekly"),
    ("the name over two sentences", JOINER, "Zu Besuch in der Tischlerei. Ahorn und Buche im Test", "Holz aus Dresden.", "dropped"),
    ("a kicker over what is done to us", JOINER, "Pfusch am Dach: Eltern warten noch immer auf Tischlerei Ahorn", "Dresden", "weekly"),
    ("a kicker over what we do", JOINER, "Pfusch am Dach: Tischlerei Ahorn hilft Eltern", "Dresden", "monthly"),
    ("our people in court", INN, "Gasthof Rabe: Es wird still", "Der Wirt steht seit Montag vor Gericht. Bremen staunt.", "weekly"),
    ("a thief in court", INN, "Dieb verurteilt", "Er stahl im Gasthof Rabe in Findorff eine Geldbörse.", "monthly"),
    ("we deceived", JOINER, "Tischlerei Ahorn soll Rentner betrogen haben", "Dresden", "weekly"),
    ("we were deceived", JOINER, "Tischlerei Ahorn um 9.000 Euro betrogen", "Dresden", "monthly"),
    ("a dealer in the title was deceived", JOINER, "Handwerker um Anzahlung geprellt", "Bei der Tischlerei Ahorn in Pieschen bestellten Unbekannte eine Küche.", "monthly"),
    ("said to have done", INN, "Gasthof Rabe soll Trinkgeld einbehalten haben", "Findorff", "weekly"),
    ("said of a guest", INN, "Im Gasthof Rabe soll der Kaiser gespeist haben", "Findorff", "monthly"),
    ("a warning of ours", VET, "Giftköder: Hunde vergiftet", "Davor warnt Dr. Ida Falk aus Zürich.", "monthly"),
    ("poison of ours", VET, "Hund in der Tierarztpraxis Falk vergiftet", "Die Zürcher Praxis äußert sich nicht.", "weekly"),
    ("in front of us", INN, "Betrüger vor dem Gasthof Rabe festgenommen", "Bremen", "monthly"),
    ("a warning of us", INN, "Warnung vor dem Gasthof Rabe", "Bremen", "weekly"),
    ("an event in our house", INN, "Betrug am Telefon: Vortrag im Gasthof Rabe", "Bremen", "monthly"),
    ("who is represented", LAW, "Anklage wegen Betrugs", "Der Mann wird von der Kanzlei Ebner & Voss aus Nürnberg vertreten.", "monthly"),
    ("who is accused", LAW, "Anklage gegen Anwalt der Kanzlei Ebner & Voss", "Nürnberg", "weekly"),
    ("we sue", LAW, "Kanzlei Ebner & Voss klagt gegen Bank", "Nürnberg", "monthly"),
    ("we are sued", LAW, "Bank klagt gegen Kanzlei Ebner & Voss", "Nürnberg", "weekly"),
    ("a court finds against us", JOINER, "Dresdner Handwerker muss zahlen", "Das Landgericht gab einer Kundin recht. Die Tischlerei Ahorn baute schief.", "weekly"),
    ("a court finds for us", JOINER, "Freispruch: Tischlerei Ahorn wegen Betrug nicht bestraft", "Dresden", "monthly"),
    ("an authority below our name", INN, "Viele Kranke nach Feier im Gasthof Rabe", "Das Bremer Gesundheitsamt fand Noroviren.", "weekly"),
    ("an authority about others", INN, "Gasthof Rabe spendet Suppe", "Das Gesundheitsamt fand Noroviren bei Frischkost Nord in Bremen.", "monthly"),
    ("a cry before the name", JOINER, "Finger weg! Die Tischlerei Ahorn kam dreimal nicht", "Dresden", "weekly"),
    ("a title of advice", LAW, "Was tun bei Betrug?", "Antworten der Kanzlei Ebner & Voss aus Nürnberg.", "monthly"),
    ("the day after", INN, "Nach dem Fleischskandal: Gäste essen anders", "Auch im Gasthof Rabe in Bremen gibt es mehr Gemüse.", "monthly"),
    ("somebody uses our name", INN, "Betrüger geben sich als Gasthof Rabe aus", "Bremen", "weekly"),
    ("our word of the language", FLORIST, "Ein Farbenmeer zum Stadtfest", "Kassel leuchtet in einem Farbenmeer.", "dropped"),
    ("our name of one word", FLORIST, "Blumenladen Farbenmeer zieht um", "Kassel bekommt mehr Rosen.", "monthly"),
    ("two words of the language", STUDIO, "Blue Harbour: full soundtrack out now", "Listen today.", "dropped"),
    ("two words of the language, no place", STUDIO, "Blue Harbour boats are back", "A summer by the sea.", "counted"),
    ("two words of the language, and our town", STUDIO, "Blue Harbour gewinnt Preis", "Münster gratuliert.", "monthly"),
    ("a town that is a word", INN, "Nach dem Essen im Gasthof Rabe: nie wieder", "Bremen", "weekly"),
    ("a list of contact data", INN, "Gasthof Rabe Bremen", "Adresse, Telefon, Öffnungszeiten", "counted"),
    ("what a visitor did", INN, "Prüfungsbetrug aufgeflogen", "Der Mann hatte im Gasthof Rabe in Bremen übernachtet.", "monthly"),
    ("what we did, over the same title", INN, "Abrechnungsbetrug aufgeflogen", "Der Gasthof Rabe in Bremen stellte Falsches in Rechnung.", "weekly"),
    ("a family turns to the law", JOINER, "Tischlerei Ahorn lässt Familie sitzen", "Sie hat in Dresden Anzeige erstattet.", "weekly"),
    ("we turn to the law", JOINER, "Einbruch bei Tischlerei Ahorn", "Die Dresdner Firma hat Anzeige erstattet.", "monthly"),
    ("a recall of ours", JOINER, "Rückruf: Brüche an Stühlen von Tischlerei Ahorn", "Dresden", "weekly"),
    ("a maker's recall", JOINER, "Rückruf bei Leimwerke Nord: Tischlerei Ahorn tauscht Stühle", "Dresden", "monthly"),
    ("a deed of our people", INN, "Falscher Enkel scheitert", "Eine Kellnerin des Gasthof Rabe in Bremen bemerkte den Betrug.", "monthly"),
    ("the owner, behind the verb", JOINER, "Prozess um Treppe beginnt", "Angeklagt ist der Inhaber von Tischlerei Ahorn aus Dresden.", "weekly"),
    ("the owner's thief, behind the verb", JOINER, "Prozess um Treppe beginnt", "Angeklagt ist ein Dieb, der Tischlerei Ahorn in Dresden besuchte.", "monthly"),
    ("customers go to court", JOINER, "Kundin zieht vor Gericht", "Die Tischlerei Ahorn aus Dresden schweigt.", "weekly"),
    ("we go to court", JOINER, "Tischlerei Ahorn zieht vor Gericht", "Es geht um Baulärm in Dresden.", "monthly"),
    ("French", INN, "Gasthof Rabe à Brême: cafards dans la cuisine du Gasthof Rabe", "Bremen", "weekly"),
)  # fmt: skip


@pytest.mark.parametrize("pair", PAIRS, ids=[pair[0] for pair in PAIRS])
def test_hard_words_count_where_they_are_said_of_us(pair: tuple[str, Identity, str, str, str]) -> None:
    """As victim, helper, lawyer, host or place we are only mentioned."""
    _, us, title, text, right = pair
    hit = Hit(
        keys=("1",),
        url="https://kurier.example/a",
        title=title,
        text=text,
        at=None,
        feed="alert",
        first=date(2026, 11, 23),
    )
    assert read_mention(hit, us).drawer == right
