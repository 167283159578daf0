"""Is an article about us, and is it grave? The labelled entries, and entries written against our own rules."""

from datetime import date

import pytest

from account_health.judging.watch.identity import Identity
from account_health.judging.watch.mentions import read_mention
from account_health.model import Hit
from tests.shared_data import shared
from tests.watch_figures import alerts, firms
from tests.watch_samples import firm

BAKERY = firm("Bäckerei Morgenrot", "Marktplatz 1, 80331 München", "Sendling")
CARS = firm("Autohaus Brandt", "Kölner Straße 4, 34121 Kassel", "Wehlheiden", "Brandt & Söhne")
DENTIST = firm("Dr. Lena Hartmann;Zahnarztpraxis Hartmann", "Rheinufer 3, 55124 Mainz", "Gonsenheim")
CAFE = firm("Café Siebenpunkt;Siebenpunkt", "Südplatz 8, 04275 Leipzig", "Südvorstadt", "Käfer")
GYM = firm("StarkWerk Altona", "Holstenplatz 2, 22765 Hamburg", "Altona", "StarkWerk Kiel")
JOINERS = firm("Schreinerei Groß & Söhne", "Hauptstraße 5, 50733 Köln", "Nippes")


ENTRIES = (
    # name, firm, title, text, url, right
    ("grave title, name in the text", BAKERY, "Schimmel im Brot: Behörde greift durch", "Bei der Bäckerei Morgenrot in Sendling fanden Prüfer verdorbene Ware.", "https://kurier.example/a", "weekly"),
    ("we warn others", BAKERY, "Bäckerei Morgenrot warnt vor Betrügern an der Haustür", "Falsche Verkäufer sind in München unterwegs.", "https://kurier.example/b", "monthly"),
    ("closed for holidays", BAKERY, "Betriebsferien: Bäckerei Morgenrot bis 6. Januar geschlossen", "Das Team in Sendling macht Pause.", "https://kurier.example/c", "monthly"),
    ("in need is no town", CARS, "Autohaus Brandt in Not: Wasser im Keller", "In Wehlheiden steht das Wasser.", "https://kurier.example/d", "monthly"),
    ("acquitted", CARS, "Gericht: Kein Betrug beim Autohaus Brandt", "Das Amtsgericht Kassel sprach den Händler frei.", "https://kurier.example/e", "monthly"),
    ("a forum without a word of the list", DENTIST, "Zahnarzt in Mainz?", "Bei Dr. Lena Hartmann war ich zweimal, da gehe ich nicht mehr hin.", "https://forum.example/f", "weekly"),
    ("an animal", CAFE, "Siebenpunkt in der Südvorstadt: Warum der Käfer Glück bringt", "Der Marienkäfer ist zurück in Leipzig.", "https://natur.example/g", "dropped"),
    ("a band", CAFE, "Siebenpunkt mit neuem Album", "Die Leipziger Band spielt am Freitag in der Südvorstadt.", "https://musik.example/h", "dropped"),
    ("a job without brackets", BAKERY, "Aushilfe für den Verkauf", "Bäckerei Morgenrot München sucht ab sofort eine Aushilfe. Jetzt bewerben.", "https://zeitung.example/anzeigen/3", "counted"),
    ("a directory", BAKERY, "Bäckerei Morgenrot – Öffnungszeiten, Telefon, Adresse", "Marktplatz 1 in München", "https://www.mein-branchenbuch.example/m", "counted"),
    ("the s of a genitive", DENTIST, "Dr. Lena Hartmanns neue Räume", "Die Praxis in Gonsenheim ist umgezogen.", "https://kurier.example/i", "monthly"),
    ("English", CARS, "Customer sues Autohaus Brandt over odometer", "A court in Kassel hears the case.", "https://news.example/j", "weekly"),
    ("our street is called like another town", CARS, "Autohaus Brandt in Köln eröffnet", "Das Autohaus Brandt hat jetzt zwei Hallen in Köln.", "https://kurier.example/k", "counted"),
    ("somebody else's recall", CARS, "Rückruf bei Volkswagen: Autohaus Brandt hilft Kunden", "In Wehlheiden werden Termine vergeben.", "https://kurier.example/l", "monthly"),
    ("excluded sister", GYM, "StarkWerk Kiel meldet Insolvenz an", "Das Studio in Kiel schließt.", "https://kurier.example/m", "dropped"),
    ("own page", BAKERY, "Bäckerei Morgenrot: Neues", "Aus Sendling", "https://www.firma.example/neues", "dropped"),
    ("a profile without a town", CAFE, "Café Siebenpunkt (@cafe.siebenpunkt.win) • Instagram", "Nur heute: 80 % auf alles", "https://www.instagram.com/cafe.siebenpunkt.win/", "profile"),
    ("one star", CAFE, "Café Siebenpunkt, Leipzig – 88 Bewertungen", "Neueste: 1 von 5, kalte Suppe.", "https://essen.example/s", "weekly"),
    ("five stars", CAFE, "Café Siebenpunkt, Leipzig – 88 Bewertungen", "Neueste: 5 von 5, wunderbar.", "https://essen.example/s", "monthly"),
    ("police at the door is no trouble of ours", CARS, "Polizei sucht Zeugen nach Unfall", "Vor dem Autohaus Brandt in Wehlheiden stießen zwei Wagen zusammen.", "https://kurier.example/o", "monthly"),
    ("a genitive within the name", CARS, "Sohn des Chefs des Autohauses Brandt gewinnt Rennen", "In Kassel wurde gefeiert.", "https://kurier.example/p", "monthly"),
    ("victims", CARS, "Autohaus Brandt Opfer von Betrügern", "Der Händler aus Kassel verlor 40.000 Euro.", "https://kurier.example/q", "monthly"),
    ("the neighbour's raid", CARS, "Razzia galt dem Nachbarn: Autohaus Brandt arbeitet weiter", "In Wehlheiden war die Polizei im Haus.", "https://kurier.example/r", "monthly"),
    ("no umlauts", BAKERY, "Baeckerei Morgenrot Muenchen: nie wieder", "Ich war enttaeuscht.", "https://forum.example/t", "weekly"),
    ("gives up", CARS, "Nach 40 Jahren: Autohaus Brandt gibt auf", "In Kassel endet eine Ära.", "https://kurier.example/u", "weekly"),
    ("irony", BAKERY, "Toll, Bäckerei Morgenrot: drei Tage altes Brot zum vollen Preis", "Gesehen in Sendling.", "https://blog.example/v", "weekly"),
    ("a namesake in our town", DENTIST, "Dr. Lena Hartmann liest aus ihrem Roman", "Die Philosophin kommt nach Mainz.", "https://kurier.example/w", "dropped"),
    ("a shortened name", DENTIST, "Hartmann-Praxis in Gonsenheim: Patientin erhebt Vorwürfe", "Es geht um zwei Zähne.", "https://kurier.example/x", "weekly"),
    ("our town in English", BAKERY, "Mice in the flour: authority fines Baeckerei Morgenrot", "The shop in Munich has to pay.", "https://news.example/a1", "weekly"),
    ("umlauts dropped", BAKERY, "Backerei Morgenrot wins a prize for rye", "From Munchen with love.", "https://news.example/a2", "monthly"),
    ("written as one word", CAFE, "Kaffee im Test: #CafeSiebenpunkt vorn", "Fünf Häuser in Leipzig im Vergleich.", "https://kurier.example/a3", "monthly"),
    ("und for the sign", JOINERS, "Kunden verklagen Schreinerei Groß und Söhne", "Das Landgericht Köln verhandelt im März.", "https://kurier.example/a4", "weekly"),
    ("we sue", CARS, "Autohaus Brandt verklagt Hersteller wegen Lieferzeiten", "Der Händler aus Kassel will Klarheit.", "https://kurier.example/a5", "monthly"),
    ("sued, with more behind it", CARS, "Autohaus Brandt verklagt: Kundin will Geld zurück", "Verhandelt wird in Kassel.", "https://kurier.example/a6", "weekly"),
    ("a compound of scandal", BAKERY, "Hygieneskandal in Sendling: Bäckerei Morgenrot unter Druck", "Prüfer waren da.", "https://kurier.example/a7", "weekly"),
    ("a maker's scandal", CARS, "Abgasskandal: Autohaus Brandt bietet kostenloses Update", "In Wehlheiden stehen die Kunden an.", "https://kurier.example/a8", "monthly"),
    ("denies", DENTIST, "Dr. Lena Hartmann weist Vorwürfe zurück", "Die Zahnärztin aus Mainz äußert sich.", "https://kurier.example/a9", "weekly"),
    ("a death in the family", BAKERY, "Traueranzeige: Gründer der Bäckerei Morgenrot gestorben", "München nimmt Abschied.", "https://kurier.example/a10", "monthly"),
    ("the name turned round, our trade shorter", BAKERY, "Morgenrot-Bäckerei in Sendling sammelt für das Tierheim", "600 Euro kamen zusammen.", "https://kurier.example/a11", "monthly"),
    ("the surname beside another trade", DENTIST, "Hartmann-Reisen eröffnet in Gonsenheim", "Das Reisebüro zieht um.", "https://kurier.example/a12", "dropped"),
    ("ends for good", CAFE, "Aus nach zwölf Jahren: Café Siebenpunkt macht dicht", "Leipzig verliert einen Treffpunkt.", "https://kurier.example/a13", "weekly"),
    ("gives up an order", CARS, "Autohaus Brandt gibt Großbestellung auf", "Kassel bekommt 40 Wagen.", "https://kurier.example/a14", "monthly"),
    ("a novelist who writes of a dentist", DENTIST, "Zahnärztin Dr. Lena Hartmann schreibt Ratgeber", "Die Mainzerin liest am Freitag.", "https://kurier.example/a15", "monthly"),
    ("a series of frauds elsewhere", CARS, "Betrugsserie bei Gebrauchtwagen: Was das Autohaus Brandt rät", "Tipps aus Kassel.", "https://kurier.example/b1", "monthly"),
    ("the boss gives up an office", CARS, "Chef vom Autohaus Brandt gibt Vorsitz im Verein auf", "Kassel sucht einen Nachfolger.", "https://kurier.example/b2", "monthly"),
    ("a competitor under pressure", BAKERY, "Backketten unter Druck: Wie die Bäckerei Morgenrot dagegenhält", "Sendling kauft ein.", "https://kurier.example/b3", "monthly"),
    ("another dentist of the surname", DENTIST, "Hartmann-Praxis in Worms schließt", "Die Ärztin geht in Rente.", "https://kurier.example/b4", "dropped"),
    ("a customer is sued by us", JOINERS, "Schreinerei Groß & Söhne mahnt Kunden ab", "Es geht um eine Küche in Nippes.", "https://kurier.example/b5", "monthly"),
    ("a crime novel reading in our café", CAFE, "Krimiabend: Mord im Café Siebenpunkt", "Leipziger Autoren lesen.", "https://kurier.example/b6", "monthly"),
    ("a real crime in our café", CAFE, "Einbruch im Café Siebenpunkt: Polizei sucht Zeugen", "In der Leipziger Südvorstadt fehlt die Kasse.", "https://kurier.example/b7", "monthly"),
    ("food poisoning", CAFE, "Sechs Gäste nach Essen im Café Siebenpunkt im Krankenhaus", "Das Gesundheitsamt Leipzig prüft Salmonellen.", "https://kurier.example/b8", "weekly"),
    ("workers complain", GYM, "StarkWerk Altona: Trainer warten seit Monaten auf Lohn", "In Hamburg spricht die Gewerkschaft von Ausbeutung.", "https://kurier.example/b9", "weekly"),
    ("the town's other branch", GYM, "StarkWerk Bremen insolvent", "Das Studio an der Weser schließt.", "https://kurier.example/b10", "dropped"),
    ("a film about a scandal", CARS, "Skandal im Autohaus Brandt: Krimi in Kassel gedreht", "Die Folge läuft im Frühjahr.", "https://tv.example/y", "monthly"),
)  # fmt: skip
NOT_YET = {"irony"}
"""Written against our rules, and said wrong: a complaint in irony is told in the month's lines and not at once."""


Entry = tuple[str, Identity, str, str, str, str]


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry[0] for entry in ENTRIES])
def test_an_entry_comes_into_its_drawer(entry: Entry) -> None:
    """By phrase and place; hard words count near the name alone."""
    name, us, title, text, url, right = entry
    hit = Hit(keys=("1",), url=url, title=title, text=text, at=None, feed="alert", first=date(2026, 11, 23))
    assert (read_mention(hit, us).drawer == right) == (name not in NOT_YET)


def test_the_labelled_entries_come_into_their_drawers() -> None:
    """At least nine of ten, and no job advert, directory or other firm in a mail."""
    folder = shared("data/watch")
    cases = list(alerts(folder, firms(folder)))
    assert sum(case.well for case in cases) >= 0.9 * len(cases)
    assert not [
        case for case in cases if case.right in {"count", "drop"} and case.said in {"weekly", "monthly"}
    ]
