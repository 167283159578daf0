"""What a registry file may say, what follows by itself, and what its owner is told when it is wrong."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from account_health.model.company import Brand, Done, Facts, Mute, Pause, Person, ReportSettings, Team
from account_health.model.errors import RegistryError
from account_health.registry import merge_defaults, read_company, read_defaults
from tests.shared_data import shared

FIXTURES = Path(__file__).parents[2] / "fixtures" / "registry"
HEAD = 'name = "N"\n[report]\nto = ["a@b.example"]\n'
ACCOUNT = '[[accounts]]\nurl = "https://www.facebook.com/n"\n'
GOOD = HEAD + ACCOUNT


def problems(text: str | bytes, file: str = "n.toml") -> list[str]:
    """Return the problems of a file; none when it is good."""
    data = text.encode() if isinstance(text, str) else text
    try:
        read_company(data, file)
    except RegistryError as error:
        return list(error.problems)
    return []


def only(text: str | bytes) -> str:
    """Return the one problem of a file."""
    (problem,) = problems(text)
    return problem


def test_the_smallest_file_gets_every_default() -> None:
    """Name, one recipient and one address are enough."""
    company = read_company((FIXTURES / "tischlerei-birke.toml").read_bytes(), "folder/tischlerei-birke.toml")
    assert (company.id, company.name, company.language, company.address_form) == (
        "tischlerei-birke",
        "Tischlerei Birke",
        "de",
        "Sie",
    )
    assert (company.country, company.region, company.timezone) == ("DE", None, "Europe/Berlin")
    assert company.report == ReportSettings(to=("werkstatt@birke.example",))
    assert (company.facts, company.people, company.pauses, company.done) == (Facts(), (), (), ())
    (account,) = company.accounts
    assert (account.id, account.platform, account.posts, account.state) == (
        "facebook",
        "facebook",
        "biweekly",
        "active",
    )
    assert (account.url, account.username) == (
        "https://www.facebook.com/tischlerei.birke",
        "tischlerei.birke",
    )


def test_the_full_file_is_read_whole() -> None:
    """Every key of the registry arrives where it belongs."""
    company = read_company((FIXTURES / "gasthof-linde.toml").read_bytes(), "gasthof-linde.toml")
    assert (company.legal_name, company.language, company.address_form) == (
        "Gasthof Linde Huber OHG",
        "en",
        "du",
    )
    assert (company.country, company.region, company.timezone) == ("AT", "9", "Europe/Vienna")
    assert company.report == ReportSettings(
        to=("wirtin@linde.example",),
        copy_to=("team@weitblick.example",),
        mode="review",
        reply_to="antwort@weitblick.example",
        from_name="Agentur Weitblick",
        quotes=False,
        task_mails=True,
        unsubscribed=("koch@linde.example",),
        people="none",
    )
    assert company.brand == Brand(
        name="Agentur Weitblick",
        color="#7a1f3d",
        logo="https://weitblick.example/logo.png",
        footer="Agentur Weitblick e.U., Hauptplatz 2, 1010 Wien",
    )
    assert company.facts.phone == ("01 2345678", "+43 660 1234567")
    assert company.people == (
        Person(id="resi", name="Resi Huber", email="resi@linde.example"),
        Person(id="toni", name="Toni Huber"),
    )
    assert company.pauses == (Pause(first=date(2027, 2, 1), last=date(2027, 2, 14), note="Betriebsurlaub"),)
    assert company.team == Team(hours_per_week=2.5, departments=("Küche", "Zimmer"))
    assert company.done == (Done(item="fb-1_2", note="Spam"),)
    facebook, instagram, x, branch, everywhere, blog = company.accounts
    assert (facebook.owner, facebook.deputy, facebook.posts) == ("resi", "toni", "weekly")
    assert facebook.credential == "shared/agency-meta"
    assert facebook.thresholds == (("last-post-age", (("warn_days", 7.0), ("fail_days", 21.0))),)
    assert facebook.checks == (("posting-gap", "on"), ("photos", "off"))
    assert facebook.mute[0] == Mute(
        check="imprint", reason="comes with the new site", until=date(2027, 1, 31)
    )
    assert facebook.mute[1].until is None
    assert (instagram.id, instagram.username, instagram.login, instagram.posts) == (
        "instagram",
        "gasthof_linde",
        "instagram",
        "biweekly",
    )
    assert (x.url, x.username, x.max_reads, x.state, x.posts) == (
        "https://x.com/gasthof_linde",
        "gasthof_linde",
        200,
        "dormant",
        "monthly",
    )
    assert (branch.location_id, branch.account_id, branch.posts) == ("4711", "42", "none")
    assert (everywhere.location_id, everywhere.credential) == ("*", "google")
    assert (blog.feed, blog.responders) == ("https://www.linde.example/neues/feed", (3, "Resi Huber"))


def test_facts_of_an_account_lie_over_the_companys() -> None:
    """A branch has its own number and address, and shares everything else."""
    company = read_company((FIXTURES / "gasthof-linde.toml").read_bytes(), "gasthof-linde.toml")
    branch = company.account("google-anger").facts
    assert branch.phone == ("01 7654321",)
    assert branch.address == ("Am Anger 6, 1130 Wien",)
    assert (branch.email, branch.website, branch.hours) == (
        company.facts.email,
        company.facts.website,
        company.facts.hours,
    )


def test_an_empty_list_takes_a_fact_away() -> None:
    """A branch without a mail address of its own is not judged by the company's."""
    text = HEAD + '[facts]\nemail = "a@b.example"\n' + ACCOUNT + "facts = { email = [] }\n"
    assert read_company(text.encode(), "n.toml").accounts[0].facts.email == ()


def test_the_files_of_the_contract_are_good() -> None:
    """The registry files printed in the architecture page are read without a complaint."""
    page = shared("design/architecture.md").read_text(encoding="utf-8")
    files = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert len(files) == 2
    for text in files:
        assert problems(text, "stadtbaeckerei.toml") == []


def test_answers_go_to_the_first_copy() -> None:
    """Without reply_to the agency that gets the copy also gets the answers."""
    text = 'name = "N"\n[report]\nto = ["a@b.example"]\ncopy_to = ["c@d.example"]\n' + ACCOUNT
    assert read_company(text.encode(), "n.toml").report.reply_to == "c@d.example"


def test_a_mail_domain_of_umlauts_is_converted() -> None:
    """Mail goes to the ASCII form of the domain; somebody named twice gets one mail."""
    text = GOOD.replace('"a@b.example"', '"Chefin@Bäckerei.example", "Chefin@xn--bckerei-5wa.example"')
    assert read_company(text.encode(), "n.toml").report.to == ("Chefin@xn--bckerei-5wa.example",)


def test_a_byte_order_mark_and_windows_lines_are_accepted() -> None:
    """Files from Windows editors are read."""
    assert problems(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()) == []


WRONG_SYNTAX = [
    ("phone = 089 1234567", "line 5, phone: telephone numbers, postal codes and ids need quotes"),
    ("phone = 0891234567", "line 5, phone: telephone numbers, postal codes and ids need quotes"),
    ("phone = +49 89 1234567", "line 5, phone: telephone numbers, postal codes and ids need quotes"),
    ("phone = 089/1234567 # office", "line 5, phone: telephone numbers, postal codes and ids need quotes"),
    ("address = 01067", "line 5, address: telephone numbers, postal codes and ids need quotes"),
    ("address = 80331 München", "line 5, address: a text needs quotes, also when it begins with a number"),
    ("address = Marktplatz 1", "line 5, address: a text needs straight quotes around it"),
    ("website = https://example.org", "line 5, website: a text needs straight quotes around it"),
    ("phone = “089 1234567”", "line 5, phone: has typographic quotes"),
    ("phone = „089 1234567“", "line 5, phone: has typographic quotes"),
    ('phone = "089 1234567“', "line 5, phone: has typographic quotes"),
    ("phone =\u00a0'089'", "line 5, phone: holds an invisible special blank"),
    ('phone = "089', "line 5, phone: the closing quote is missing"),
    ('phone = "a\\d"', "line 5, phone: a backslash inside quotes must be written twice"),
    ('phone = ["1" "2"]', "line 5, phone: a list needs commas"),
    ('phone = "1"\nphone = "2"', ": says something a second time"),
    ("[report]", "line 5: says something a second time"),
    ("[brand", "line 5: a table's line ends with the brackets"),
    ("phone: 089", "line 5: write = between key and value"),
    ("just words", "line 5: cannot be read"),
    ("<html>", "line 5: is not TOML"),
    ("from = 24.12.2026", "line 5, from: is a date in the wrong order"),
    ("from = 2026-02-30", "line 5, from: is no day of the calendar"),
    ("quotes = True", "line 5, quotes: write true or false"),
    ('x = { a = "b",\nc = "d" }', ": everything between { and } has to stand on one line"),
    ('phone = "1" "2"', "line 5, phone: there is something after the value"),
]


@pytest.mark.parametrize(("line", "said"), WRONG_SYNTAX)
def test_what_is_no_toml_is_named_by_line_with_its_cure(line: str, said: str) -> None:
    """People's real slips are answered with the line and what to write instead."""
    assert said in only(HEAD + "[facts]\n" + line + "\n" + ACCOUNT)


def test_a_bracket_too_few_is_named_although_a_later_line_is_the_syntax_error() -> None:
    """`[accounts]` followed by `[[accounts]]` is a clash for TOML and one missing bracket for a person."""
    text = HEAD + '[accounts]\nurl = "https://x.com/n"\n' + ACCOUNT
    assert only(text).startswith("n.toml:line 4: write [[accounts]] with two pairs of brackets")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "n.toml:line 1: the file is empty"),
        (b" \n\t\n", "n.toml:line 1: the file is empty"),
        (b"\xff\xfen\x00a\x00", "save it again with the encoding UTF-8"),
        (
            'name = "N"\nlegal_name = "Bäcker"\n'.encode("latin-1"),
            "n.toml:line 2: holds a character that is not UTF-8",
        ),
        (b"#" * 1_000_001, "larger than 500 KB"),
        (b"#" * 10_000_000, "larger than 500 KB"),
        (b"x = " + b"[" * 100_000, "n.toml:line 1: is no registry file"),
        (b"a = { " * 400 + b"}" * 400, "n.toml:line 1: "),
        (b"x = " + b"9" * 10_000, "n.toml:line 1: is no registry file"),
        (b"a" + b".a" * 20 + b" = 1", "nested too deeply"),
        (b"a" + b".a" * 200_000 + b" = 1", "a key has too many points"),
        (b"x = { a" + b".a" * 200_000 + b" = 1 }", "a key has too many points"),
        (b'x = { "a"' + b'."a"' * 100_000 + b" = 1 }", "a key has too many points"),
        (b"PK\x03\x04\x00\x00", "save it again with the encoding UTF-8"),
    ],
)
def test_what_is_no_text_file_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    """Word documents, foreign encodings and bombs are refused before anything is built from them."""
    assert said in only(data)


WRONG_KEYS = [
    # a key below the wrong table, unknown keys, and keys that are nearly right
    (GOOD + 'language = "en"', "accounts[1].language: does not belong below [[accounts]]; move it to the top"),
    (HEAD + 'language = "en"\n' + ACCOUNT, "report.language: does not belong below [report]; move it to the top"),
    (HEAD + 'phone = "089"\n' + ACCOUNT, "report.phone: does not belong below [report]; move it to below [facts]"),
    (GOOD + 'phone = "089 123"', 'accounts[1].phone: belongs to the facts of this account; write facts = { phone = "…" }'),
    ('to = ["a@b.example"]\n' + GOOD, "to: does not belong here; move it to below [report]"),
    (GOOD.replace("name", "nmae"), 'nmae: is no key of this file; did you mean "name"?'),
    (GOOD.replace("name", "Name"), 'Name: is no key of this file; did you mean "name"?'),
    ('sprache = "de"\n' + GOOD, 'sprache: is no key of this file; did you mean "language"?'),
    (GOOD + 'zzzzzz = "1"', "accounts[1].zzzzzz: is no key of this file; allowed here: url, platform"),
    (GOOD + '[[account]]\nurl = "https://x.com/n"', 'account: is no key of this file; did you mean "accounts"?'),
    # brackets
    (HEAD + '[accounts]\nurl = "https://x.com/n"', "accounts: write [[accounts]] with two pairs of brackets"),
    (GOOD + "[pauses]\nfrom = 2026-01-01\nto = 2026-01-02", "pauses: write [[pauses]] with two pairs"),
    (GOOD.replace("[report]", "[[report]]"), "report: write [report] with one pair of brackets"),
    (GOOD + '[[people]]\nname = "J"', "people: must be a table for each person: [people.jana]"),
    # what is missing
    (ACCOUNT + '[report]\nto = ["a@b.example"]', "name: is missing"),
    ('name = "N"\n' + ACCOUNT, 'report: is missing; write [report] and below it to = ["name@example.org"]'),
    (HEAD, "accounts: is missing; write [[accounts]]"),
    ("accounts = []\n" + HEAD, "accounts: is empty; it needs one at least"),
    (GOOD.replace('["a@b.example"]', "[]"), "report.to: is empty; it needs one at least"),
    (HEAD + "[[accounts]]\nposts = 'weekly'", "accounts[1].url: is missing; write the account's address"),
    # wrong types
    (GOOD.replace('"N"', "3"), "name: is a number without quotes; write it in quotes"),
    (GOOD.replace('"N"', "true"), 'name: must be a text in quotes, such as "…", not true or false'),
    (GOOD.replace('"N"', '["N"]'), "not a list"),
    (GOOD.replace('"N"', "2026-01-01"), "not a day"),
    (GOOD.replace('"N"', '" "'), "name: is empty; fill it in or delete the line"),
    (GOOD.replace('"N"', '"a\\nb"'), "name: holds a line break"),
    (GOOD.replace('["a@b.example"]', '"a@b.example"'), "report.to: must be a list; put square brackets around it"),
    (GOOD.replace("[[", 'quotes = "true"\n[['), "report.quotes: must be true or false, without quotes"),
    (GOOD + "[facts]\nphone = 891234567", "facts.phone: is a number without quotes"),
    (GOOD + "[facts]\naddress = 80331", "facts.address: is a number without quotes"),
    (GOOD + "[facts]\nphone = [891234567]", "facts.phone[1]: is a number without quotes"),
    (GOOD + 'state = "asleep"', 'accounts[1].state: "asleep" is not possible; allowed: "active", "dormant" (account facebook)'),
    (GOOD + 'posts = "weekley"', 'did you mean "weekly"?'),
    ('language = "fr"\n' + GOOD, 'language: "fr" is not possible; allowed: "de", "en"'),
    (GOOD + "checks = { photos = true }", 'accounts[1].checks.photos: must be one of these, in quotes: "on", "off"'),
    (GOOD + "max_reads = 1.5", "must be a whole number without quotes"),
    (GOOD + "[team]\nhours_per_week = 200", "team.hours_per_week: must be 168 or less"),
    (GOOD + "[team]\nhours_per_week = nan", "team.hours_per_week: must be"),
    (GOOD + "[team]\nhours_per_week = -1", "team.hours_per_week: must be 0 or more"),
    # names that refer to something
    (GOOD + 'owner = "tom"', 'accounts[1].owner: "tom" is no person of this file; add [people.ID]'),
    (GOOD + 'deputy = "jan"\n[people.jana]\nname = "J"', 'allowed: jana; did you mean "jana"?'),
    (GOOD + "checks = { photoz = 'on' }", '"photoz" is no check; `account-health checks` lists them; did you mean "photos"?'),
    (GOOD + "thresholds = { nothing = { warn_days = 1 } }", '"nothing" is no check'),
    (GOOD + "thresholds = { last-post-age = { warn_day = 1 } }", '"warn_day" is no limit of last-post-age; allowed: warn_days, fail_days'),
    (GOOD + "thresholds = { imprint = { warn_days = 1 } }", "the check imprint has no limits to set"),
    (GOOD + "thresholds = { last-post-age = { warn_days = 60, fail_days = 30 } }", "accounts[1].thresholds.last-post-age.warn_days: warn_days (60) must not be more than fail_days (30)"),
    (GOOD + "posts = 'weekly'\nthresholds = { last-post-age = { warn_days = 31 } }", "warn_days (31) must not be more than fail_days (30)"),
    (GOOD + "thresholds = { certificate = { warn_percent = 5 } }", "warn_percent (5) must not be less than fail_percent (10)"),
    (GOOD + "thresholds = { last-post-age = { warn_days = -1 } }", "must be 0 or more"),
    (GOOD + 'mute = [{ check = "nothing", reason = "x" }]', 'accounts[1].mute[1].check: "nothing" is no check'),
    (GOOD + 'mute = [{ check = "imprint" }]', "accounts[1].mute[1].reason: is missing"),
    (GOOD + 'mute = ["imprint"]', 'must be a table with check and reason: mute = [{ check = "…", reason = "…" }]'),
    (GOOD + 'mute = [{ check = "imprint", reason = "x", until = "soon" }]', "must be a day without quotes, year-month-day"),
    (GOOD + 'mute = { check = "imprint", reason = "x" }', "accounts[1].mute: must be a list of tables"),
    (GOOD + 'credential = "Shared/X"', 'accounts[1].credential: "Shared/X" is no name of a credential'),
    (GOOD + '[people.Jana]\nname = "J"', "people.Jana: is no id of a person; allowed: small letters"),
    # values with a meaning
    ('timezone = "Berlin"\n' + GOOD, 'timezone: "Berlin" is no time zone; write one such as Europe/Berlin; did you mean "Europe/Berlin"?'),
    ('timezone = "../../etc/passwd"\n' + GOOD, "timezone: "),
    ('country = "Germany"\n' + GOOD, 'country: "Germany" is no country; write its two letters'),
    ('country = "ZZ"\n' + GOOD, 'country: "ZZ" is no country'),
    ('region = "XX"\n' + GOOD, 'region: "XX" is no region of DE; allowed: BB, BE'),
    ('country = "LI"\nregion = "BY"\n' + GOOD, "region: "),
    (GOOD.replace("a@b.example", "a at b"), 'report.to[1]: "a at b" is no mail address'),
    (GOOD.replace("a@b.example", "A B <a@b.example>"), "report.to[1]: write one bare address per text"),
    (GOOD.replace("a@b.example", "a@b"), "needs an ending"),
    (GOOD.replace("a@b.example", "ä@b.example"), "is no mail address"),
    (GOOD.replace("a@b.example", "a@b..example"), "is no mail address"),
    (GOOD.replace("[[", 'mode = "review"\n[['), 'report.copy_to: needs one address at least when mode = "review"'),
    (GOOD + '[brand]\ncolor = "#eeeeee"', "brand.color: is too light: its contrast with white is 1.2:1 and needs 4.9:1"),
    (GOOD + '[brand]\ncolor = "petrol"', 'brand.color: "petrol" is no colour'),
    (GOOD + '[brand]\nlogo = "http://a.example/x.png"', "brand.logo: must begin with https://"),
    (GOOD + '[brand]\nlogo = "https://tracker.example/x.png"', "brand.logo: must lie on a host of the company or of"),
    (GOOD + '[facts]\nhours = "whenever"', "facts.hours: has a line without a day"),
    (GOOD + '[facts]\nphone = "call us"', 'facts.phone[1]: "call us" is no telephone number'),
    (GOOD + "[[pauses]]\nfrom = 2026-12-24\nto = 2026-12-01", "pauses[1].to: the pause ends before it begins"),
    (GOOD + "[[pauses]]\nfrom = 2026-12-24T00:00:00\nto = 2026-12-30", "pauses[1].from: is a time; write only the day"),
    (GOOD + '[[pauses]]\nfrom = "24.12.2026"\nto = 2026-12-30', "pauses[1].from: must be a day without quotes"),
    (GOOD + "[[done]]\nnote = 'x'", "done[1].item: is missing"),
    # what people really type there
    (GOOD + '[facts]\nhours = ["Mo-Fr 9-18", "Sa 9-12"]', 'facts.hours: must be one text, with ; between its parts: hours = "Mo-Fr 9:00-18:00; Sa 9:00-12:00"'),
    ('timezone = "Europe/Belrin"\n' + GOOD, 'is no time zone; write one such as Europe/Berlin; did you mean "Europe/Berlin"?'),
    ('timezone = "europe/vienna"\n' + GOOD, 'did you mean "Europe/Vienna"?'),
    ('timezone = "New York"\n' + GOOD, 'did you mean "America/New_York"?'),
    ('timezone = "MEZ"\n' + GOOD, 'timezone: "MEZ" knows no summer time; write a place of the zone, such as Europe/Berlin'),
    ('timezone = "GMT+1"\n' + GOOD, '"GMT+1" knows no summer time'),
    ('timezone = "+01:00"\n' + GOOD, '"+01:00" knows no summer time'),
    ('timezone = ""\n' + GOOD, 'timezone: "" is no time zone; write one such as Europe/Berlin'),
    ('timezone = "Europe"\n' + GOOD, 'timezone: "Europe" is no time zone'),
    ('country = "Österreich"\n' + GOOD, 'such as DE, AT or CH; did you mean "AT"?'),
    ('region = "Bayren"\n' + GOOD, 'Augsburg or the name, such as Brandenburg; did you mean "Bayern"?'),
    ('region = "Bavaria"\n' + GOOD, 'did you mean "Bayern"?'),
    ('region = "NRW"\n' + GOOD, 'did you mean "NW"?'),
    ('country = "LI"\nregion = "BY"\n' + GOOD, "region: is not needed: LI has no regions here; delete the line"),
    ('language = "Deutsch"\n' + GOOD, 'did you mean "de"?'),
    ('address_form = "sie"\n' + GOOD, 'did you mean "Sie"?'),
    (GOOD + 'posts = "wöchentlich"', 'did you mean "weekly"?'),
    (GOOD + "checks = { photos = 'nein' }", 'did you mean "off"?'),
    (GOOD + 'mute = [{ check = "impressum", reason = "x" }]', 'did you mean "imprint"?'),
    (HEAD + '[[accounts]]\nplatform = "Google"\nlocation_id = "1"', 'did you mean "google_business_profile"?'),
    (HEAD + '[[accounts]]\nplatform = "twitter"\nusername = "n"', 'did you mean "x"?'),
    (GOOD + 'owner = "Jana Vogt"\n[people.jana]\nname = "Jana Vogt"', 'accounts[1].owner: "Jana Vogt" is a name; write the person\'s id: "jana"'),
    ('lang = "de"\n' + GOOD, 'lang: is no key of this file; did you mean "language"?'),
    (GOOD.replace("a@b.example", "info@example,com"), '"info@example,com" is no mail address: it holds a comma or semicolon where a point belongs'),
    (GOOD.replace("a@b.example", "a@b.example, c@b.example"), "report.to[1]: holds more than one address; write each in quotes of its own"),
    (GOOD.replace("a@b.example", "mailto:a@b.example"), "report.to[1]: is a link; delete mailto:"),
    (GOOD.replace("a@b.example", "a @b.example"), '"a @b.example" is no mail address: it holds a blank; delete it'),
    (GOOD.replace("a@b.example", "jürgen@b.example"), '"jürgen@b.example" is no mail address: before the @ it needs letters a-z, such as ue for ü'),
    (GOOD + '[people.jürgen]\nname = "J"', "line 6: between the brackets of a table's line only a-z, digits, - and _ are possible, such as [people.juergen]"),
    (GOOD + 'name2 = "C:\\Users"', "line 6, name2: a backslash inside quotes must be written twice, or use / instead"),
    (HEAD + '[[accounts]]\nurl = "https://www.example,org/"', "accounts[1].url: holds a comma where a point belongs"),
    (HEAD + '[[accounts]]\nurl = "https://fritz.local/"', "accounts[1].url: is a name inside a network"),
    # accounts
    (GOOD + ACCOUNT, "accounts[2].url: is listed twice: it is the same account as accounts[1]; delete one of the two"),
    (GOOD + '[[accounts]]\nurl = "https://www.facebook.com/another"', 'accounts[2].id: there already is an account "facebook"; give it an id, such as id = "facebook-2"'),
    (GOOD + 'id = "Main Page"', 'accounts[1].id: "Main Page" is no id; allowed: small letters'),
    (GOOD + 'platform = "linkedin"', 'accounts[1].platform: "linkedin" is not possible; allowed: "facebook", "instagram"'),
    (GOOD + 'platform = "instagram"', "accounts[1].url: is no address of platform instagram"),
    (HEAD + '[[accounts]]\nplatform = "instagram"\nurl = "stadt.cafe"', 'delete platform; a handle belongs into username = "…"'),
    (GOOD + 'platform = "google_business_profile"', "accounts[1].url: a Google Business Profile has no address here"),
    (HEAD + '[[accounts]]\nplatform = "google_business_profile"', "accounts[1].location_id: is missing"),
    (HEAD + '[[accounts]]\nplatform = "blog"', "accounts[1].url: is missing"),
    (HEAD + '[[accounts]]\nplatform = "x"\nusername = "way too long for a handle"', "is no X name"),
    (GOOD + 'location_id = "*"', "accounts[1].location_id: has no meaning for facebook, only for google_business_profile"),
    (GOOD + 'feed = "https://a.example/feed"', "accounts[1].feed: has no meaning for facebook, only for blog"),
    (GOOD + "page_id = 123", "accounts[1].page_id: is a number without quotes"),
    (GOOD + 'page_id = "abc"', "accounts[1].page_id: must be a number in quotes"),
    (HEAD + '[[accounts]]\nurl = "https://a.example/"\nresponders = [true]', "must be a WordPress user id without quotes or a name in quotes"),
    (HEAD + '[[accounts]]\nurl = "https://a.example/"\nresponders = [0]', "a WordPress user id is 1 or more"),
    (HEAD + '[[accounts]]\nurl = "https://a.example/"\nfeed = "ftp://a.example/feed"', "accounts[1].feed: must begin with https:// or http://"),
    (HEAD + '[[accounts]]\nurl = ""', "accounts[1].url: is empty"),
]  # fmt: skip


def test_a_key_below_the_wrong_table_gets_one_place() -> None:
    """`name` belongs to four tables; below the last one the top of the file was meant."""
    problem = only('[report]\nto = ["a@b.example"]\nname = "N"\n' + ACCOUNT)
    assert problem.endswith("move it to the top of the file, above the first line in [brackets]")


@pytest.mark.parametrize("zone", ["Europe/Munich", "Europe", "Etc", "XX/YY"])
def test_no_time_zone_is_guessed_that_is_far_off(zone: str) -> None:
    """A wrong guess would be copied, and the report would come at the wrong hour."""
    assert "did you mean" not in only(f'timezone = "{zone}"\n' + GOOD)


@pytest.mark.parametrize(("text", "said"), WRONG_KEYS, ids=[said[:60] for _, said in WRONG_KEYS])
def test_a_wrong_value_is_named_with_what_is_allowed(text: str, said: str) -> None:
    """One cause, one line: file, key, what is wrong, what is allowed or the cure."""
    problem = only(text)
    assert problem.startswith("n.toml:")
    assert said in problem
    assert "\n" not in problem


def test_a_message_stays_readable_however_large_the_file_is() -> None:
    """Fifty problems are enough for one reading, and no line lists a thousand names."""
    told = problems(HEAD + ACCOUNT + "".join(f"surprise-{number} = 1\n" for number in range(300)))
    assert len(told) == 51
    assert told[-1].startswith("n.toml:file: has more problems than these 50")
    crowd = "".join(f'[people.p{number}]\nname = "P"\n' for number in range(300))
    assert len(only(GOOD + 'owner = "q"\n' + crowd)) < 250


def test_all_problems_are_told_at_once() -> None:
    """Nobody has to mend a file line by line in several rounds."""
    text = 'lang = "de"\nname = 3\n[report]\nto = ["x"]\n[[accounts]]\nurl = "https://www.tiktok.com/@n"\nposts = 1\n'
    keys = {problem.split(":")[1] for problem in problems(text)}
    assert keys == {"lang", "name", "report.to[1]", "accounts[1].url", "accounts[1].posts"}


FAULTS: dict[str, dict[str, Any]] = {
    "name": {"name": 3},
    "timezone": {"timezone": "Berlin"},
    "region": {"region": "XX"},
    "report.copy_to": {"report": {"mode": "review"}},
    "report.to[1]": {"report": {"to": ["x"]}},
    "brand.color": {"brand": {"color": "petrol"}},
    "brand.logo": {"brand": {"logo": "https://tracker.example/x.png"}},
    "team.hours_per_week": {"team": {"hours_per_week": 200}},
    "people.jana.name": {"people": {"jana": {"name": 1}}},
    "pauses[1].to": {"pauses": [{"from": date(2026, 2, 1), "to": date(2026, 1, 1)}]},
    "done[1].item": {"done": [{"note": "x"}]},
    "known[1].reported": {"known": [{"url": "https://x.com/n", "is": "ours", "reported": date(2026, 1, 1)}]},
    "zz": {"zz": 1},
    "accounts[1].posts": {"posts": "often"},
    "accounts[1].owner": {"owner": "nobody"},
    "accounts[1].feed": {"feed": "https://a.example/"},
    "accounts[1].max_reads": {"max_reads": 5},
    "accounts[1].thresholds.rating.warn_below": {
        "thresholds": {"rating": {"warn_below": 3, "fail_below": 4}}
    },
    "accounts[1].thresholds.nothing": {"thresholds": {"nothing": {}, "phone": {}}},
    "accounts[1].checks.nothing": {"checks": {"nothing": "on", "more": "off"}},
    "accounts[1].mute[1].check": {"mute": [{"check": "nothing", "reason": "x"}]},
}
"""Where a fault is told -> the keys that make it: of the file, or of its first account."""


LOGO = {"brand.logo", "report.copy_to"}
"""A logo may lie on a host of `copy_to`, so it is judged once that is right."""


def faulty(*names: str) -> list[str]:
    """Return where a file with these faults has its problems."""
    account: dict[str, Any] = {"url": "https://www.facebook.com/n"}
    document: dict[str, Any] = {"name": "N", "report": {"to": ["a@b.example"]}, "accounts": [account]}
    for name in names:
        into = account if name.startswith("accounts") else document
        into.update(merge_defaults(into, FAULTS[name]))
    with pytest.raises(RegistryError) as caught:
        read_company(b'legal_name = "L"', "n.toml", document)
    return sorted(problem.split(":")[1] for problem in caught.value.problems)


@pytest.mark.parametrize("one", FAULTS)
def test_no_fault_hides_another(one: str) -> None:
    """Faults of form and of sense are told in the same round, each as if it were alone."""
    for other in FAULTS.keys() - (LOGO if one in LOGO else set()):
        assert faulty(one, other) == sorted({*faulty(one), *faulty(other)}), other


def test_every_fault_of_all_is_told_at_once() -> None:
    """Nobody mends a file only to hear of the next fault."""
    assert set(faulty(*FAULTS)) >= FAULTS.keys() - {"brand.logo"}


FOLLOWS = [
    ('country = "Germany"\nregion = "9"\n' + GOOD, {"country"}),
    (GOOD + 'owner = "jana"\n[people.jana]\nname = 3', {"people.jana.name"}),
    (HEAD + '[[accounts]]\nplatform = "x"\nusername = "way too long for a handle"', {"accounts[1].username"}),
    (HEAD + '[[accounts]]\nplatform = "x"\nuserneme = "n"', {"accounts[1].userneme"}),
    (HEAD + '[[accounts]]\nurl = "https://www.tiktok.com/@n"\nmax_reads = 5', {"accounts[1].url"}),
    (HEAD + '[[account]]\nurl = "https://a.example/"', {"account"}),
    (GOOD + 'posts = "often"\nthresholds = { last-post-age = { warn_days = 50 } }', {"accounts[1].posts"}),
    (GOOD + 'thresholds = { last-post-age = { warn_days = 50, fail_days = "x" } }', {"accounts[1].thresholds.last-post-age.fail_days"}),
    (GOOD + '[facts]\nwebsite = "c"\n[brand]\nlogo = "https://c.example/x.png"', {"facts.website[1]"}),
    (GOOD + '[facts]\nwebsit = "https://c.example"\n[brand]\nlogo = "https://c.example/x.png"', {"facts.websit"}),
    (GOOD.replace("[[", 'mode = "review"\ncopy_to = ["x"]\n[['), {"report.copy_to[1]"}),
    (GOOD.replace("[[", 'mode = "review"\n[brand]\nlogo = "https://c.example/x.png"\n[['), {"report.copy_to"}),
    (HEAD + '[accounts]\nurl = "https://a.example/"', {"accounts"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "keys"), FOLLOWS, ids=[str(keys) for _, keys in FOLLOWS])
def test_what_follows_from_another_fault_is_not_told(text: str, keys: set[str]) -> None:
    """One cause, one line: a part whose sense hangs on a wrong one is judged once that is right."""
    assert {problem.split(":")[1] for problem in problems(text)} == keys


def test_defaults_are_judged_whole() -> None:
    """What would break every company is told at the defaults; what only companies can add is not missing there."""
    with pytest.raises(RegistryError) as caught:
        read_defaults(b'region = "XX"\n[report]\nmode = "review"\nquotes = 1\n', "_defaults.toml")
    assert [problem.split(":")[1] for problem in caught.value.problems] == ["report.quotes", "region"]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("Stadtbäckerei Müller.toml", "such as stadtbaeckerei-mueller.toml"),
        ("-a.toml", "such as a.toml"),
        (f"{'a' * 64}.toml", "at most 63 characters"),
        ("folder/A.toml", "such as a.toml"),
    ],
)
def test_a_file_name_that_is_no_id_gets_a_better_one(file: str, said: str) -> None:
    """The file name is the company's id, so it has an id's form."""
    (problem,) = problems(GOOD, file)
    assert problem.startswith(f"{file}:file name: ")
    assert said in problem


def test_a_company_may_be_named_beside_its_file() -> None:
    """The copy beside the reports is called company.toml and still is the company's."""
    assert read_company(GOOD.encode(), "company.toml", company="baecker").id == "baecker"


CANARY = "EAABsbCS1iHgBAKZCq2XmT8ZAZC0kq7hVb9rT3QzYx"
PASTED = [
    f'access_token = "{CANARY}"',
    'client_secret = "Zu9xKq"',
    'application_password = "abcd"',
    "bearer_token = 12345",
    f'owner = "{CANARY}"',
    f'id = "{CANARY}"',
    f'credential = "{CANARY}"',
    f'posts = "{CANARY}"',
    f'{CANARY} = "x"',
    'deputy = "qT3x Y8bw 9LmN 4kPz R7vd 2HsJ"',
    'credential = "ya29.a0AfH6SMBx3kqQ"',
    'username = "AAAAAAAAAAAAAAAAAAAAAMLheAAAAAAA0%2BuSeid"',
    f'name = "Page {CANARY} x"',
    'feed = "https://n.example/feed?access_token=Zu9xKq"',
    "thresholds = { last-post-age = { token = 7 } }",
]


@pytest.mark.parametrize("line", PASTED)
def test_a_pasted_token_is_refused_and_never_repeated(line: str) -> None:
    """A credential in the file is named by its key alone, with where it belongs."""
    said = problems(GOOD + line)
    assert any("looks like a password or token" in problem for problem in said)
    for secret in (CANARY, "Zu9xKq", "12345", "qT3x", "ya29", "MLheA", "abcd"):
        assert not any(secret in problem for problem in said if secret in line)


@pytest.mark.parametrize(
    "line", [CANARY, f"owner = {CANARY}", f"access_token = {CANARY}", f"{CANARY} = {CANARY}"]
)
def test_a_token_on_a_line_that_is_no_toml_is_not_repeated(line: str) -> None:
    """A syntax error names the line by number and never shows it."""
    assert CANARY not in only(GOOD + line)


def test_an_address_with_a_password_is_refused_without_it() -> None:
    """User names and passwords in an address are credentials."""
    said = " ".join(problems(HEAD + '[[accounts]]\nurl = "https://me:Zu9xKq@a.example/"'))
    assert "accounts[1].url" in said
    assert "Zu9xKq" not in said


def test_ordinary_long_words_are_no_tokens() -> None:
    """Item ids, long German words and long addresses pass."""
    text = (
        GOOD.replace('"N"', '"Donaudampfschifffahrtsgesellschaftskapitän GmbH"')
        + '[facts]\nwebsite = "https://www.example.org/a/Q3xYk29LmN4kPzR7vd2HsJqT3xY8bw9LmN4kPzR7vd2HsJ"\n'
        + '[[done]]\nitem = "google-AbFvOqk2Q3xYk29LmN4kPzR7vd2HsJqT3xY8bw9LmN4kPzR7vd2HsJ"\n'
    )
    assert problems(text) == []


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    """Whatever the file holds, the answer is a company or a list of problems."""
    assert all(problem.startswith("n.toml:") for problem in problems(data))


words = st.text("abz_ü\n", max_size=4)
tables = st.recursive(
    st.sampled_from([None, True, 0, 1.5, float("nan"), date(2026, 1, 1)]) | words,
    lambda each: st.lists(each, max_size=3) | st.dictionaries(words, each, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(["report", "accounts", "people", "facts", "done", "known", "pauses", "zz"]), tables
    )
)
def test_no_shape_crashes_the_reader(document: dict[str, object]) -> None:
    """Whatever shape the tables have, the answer is a list of problems."""
    with pytest.raises(RegistryError) as caught:
        read_company(b"country = 1", "n.toml", document)
    assert all(problem.startswith("n.toml:") for problem in caught.value.problems)


def test_shared_defaults_merge_key_by_key_and_arrays_replace() -> None:
    """What all companies share stands in one file; a company's own word wins."""
    defaults = read_defaults(
        b'language = "en"\n[report]\ncopy_to = ["team@a.example", "two@a.example"]\nfrom_name = "A"\n',
        "_defaults.toml",
    )
    text = GOOD.replace("[[", 'copy_to = ["own@a.example"]\n[[')
    company = read_company(text.encode(), "n.toml", defaults)
    assert company.language == "en"
    assert company.report.from_name == "A"
    assert company.report.copy_to == ("own@a.example",)
    assert company.report.to == ("a@b.example",)
    assert defaults["report"]["from_name"] == "A"


def test_merging_leaves_both_sides_as_they_are() -> None:
    """Defaults are used for many companies one after the other."""
    defaults = {"report": {"quotes": True}}
    own = {"report": {"mode": "send"}, "name": "N"}
    assert merge_defaults(defaults, own) == {"report": {"quotes": True, "mode": "send"}, "name": "N"}
    assert defaults == {"report": {"quotes": True}}
    assert own == {"report": {"mode": "send"}, "name": "N"}


def test_broken_defaults_are_named_and_nothing_is_missing_from_them() -> None:
    """A file of defaults needs no name, and its mistakes are told like a company's."""
    assert read_defaults(b"[report]\nquotes = false\n", "_defaults.toml") == {"report": {"quotes": False}}
    with pytest.raises(RegistryError) as caught:
        read_defaults(b'[report]\nquotes = "no"\n', "_defaults.toml")
    assert caught.value.problems == ("_defaults.toml:report.quotes: must be true or false, without quotes",)
