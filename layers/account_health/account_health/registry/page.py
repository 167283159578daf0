"""The page `docs/registry.md`: every key of a registry file, what it means, its default, an example, and since when it is there."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from account_health.registry.schema import registry_schema

TABLES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "": ("The top of the file", "Above the first line in [brackets]."),
        "ReportTable": ("[report]", "Who gets the report, and how it speaks."),
        "BrandTable": ("[brand]", "The look of an agency's report."),
        "FactsTable": (
            "[facts]",
            "What every profile has to say; a list means that each of its values is right.",
        ),
        "PersonTable": ("[people.ID]", "Somebody who can own an account."),
        "PauseTable": (
            "[[pauses]]",
            "Company holidays, both days included: no cadence, and the reply clock rests.",
        ),
        "TeamTable": ("[team]", "The time that is there, and who can give ideas."),
        "AccountTable": ("[[accounts]]", "One account, or with `*` every location of a Google entry."),
        "MuteTable": ("mute of an account", "A check that is not told for a while."),
        "DoneTable": ("[[done]]", "An item that needs no answer."),
        "KnownTable": (
            "[[known]]",
            "A profile or place that is no account, and whose it is: a link to it is told once and never again.",
        ),
        "WatchTable": (
            "[watch]",
            "What is looked for in your name ([watch.md](watch.md)); an empty table switches it on.",
        ),
        "AlertFeedTable": (
            "[[watch.feeds]]",
            "A search that you made elsewhere, whose finds come as a feed.",
        ),
        "NameMuteTable": ("mute of [watch]", "A check of your name that is not told."),
    }
)
"""Table of the schema -> its heading in the file, and what it is; in the order of the page."""

EXAMPLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "name": '"Stadtbäckerei Beispiel"',
        "legal_name": '"Stadtbäckerei Beispiel GmbH"',
        "language": '"en"',
        "address_form": '"du"',
        "country": '"AT"',
        "region": '"BY"',
        "timezone": '"Europe/Vienna"',
        "ReportTable.to": '["chefin@example.org"]',
        "ReportTable.copy_to": '["team@agency.example"]',
        "ReportTable.mode": '"review"',
        "ReportTable.reply_to": '"team@agency.example"',
        "ReportTable.from_name": '"Agentur Nordlicht"',
        "ReportTable.quotes": "false",
        "ReportTable.task_mails": "true",
        "ReportTable.unsubscribed": '["chef@example.org"]',
        "ReportTable.people": '"none"',
        "BrandTable.name": '"Agentur Nordlicht"',
        "BrandTable.color": '"#0b5d5a"',
        "BrandTable.logo": '"https://www.agency.example/logo.png"',
        "BrandTable.footer": '"Agentur Nordlicht GmbH, Musterweg 1, 12345 Musterstadt"',
        "FactsTable.phone": '"089 1234567"',
        "FactsTable.email": '["hallo@example.org", "bestellung@example.org"]',
        "FactsTable.website": '"https://www.example.org/"',
        "FactsTable.address": '"Marktplatz 1, 80331 München"',
        "FactsTable.hours": '"Mo-Fr 6:30-18:00"',
        "PersonTable.name": '"Jana Vogt"',
        "PersonTable.email": '"jana@example.org"',
        "PauseTable.from": "2026-12-24",
        "PauseTable.to": "2027-01-06",
        "PauseTable.note": '"Betriebsferien"',
        "TeamTable.hours_per_week": "4",
        "TeamTable.departments": '["Backstube", "Verkauf"]',
        "AccountTable.url": '"https://www.facebook.com/stadtbaeckerei"',
        "AccountTable.platform": '"google_business_profile"',
        "AccountTable.id": '"filiale-bahnhof"',
        "AccountTable.name": '"Bahnhof"',
        "AccountTable.owner": '"jana"',
        "AccountTable.deputy": '"tom"',
        "AccountTable.posts": '"monthly"',
        "AccountTable.state": '"dormant"',
        "AccountTable.credential": '"shared/agency-meta"',
        "AccountTable.facts": '{ phone = "089 7654321" }',
        "AccountTable.thresholds": "{ last-post-age = { warn_days = 14, fail_days = 30 } }",
        "AccountTable.checks": '{ posting-gap = "on", photos = "off" }',
        "AccountTable.mute": '[{ check = "imprint", reason = "new site", until = 2027-01-31 }]',
        "AccountTable.feed": '"https://www.example.org/feed/"',
        "AccountTable.comments": '"elsewhere"',
        "AccountTable.responders": '["Jana Vogt", 3]',
        "AccountTable.login": '"instagram"',
        "AccountTable.username": '"stadtbaeckerei"',
        "AccountTable.page_id": '"1234567890"',
        "AccountTable.user_id": '"17841400000000000"',
        "AccountTable.account_id": '"17841400000000000"',
        "AccountTable.location_id": '"987"',
        "AccountTable.max_reads": "200",
        "MuteTable.check": '"imprint"',
        "MuteTable.reason": '"comes with the new site"',
        "MuteTable.until": "2027-01-31",
        "DoneTable.item": '"fb-1234_5678"',
        "DoneTable.note": '"Spam"',
        "KnownTable.url": '"https://www.linkedin.com/company/stadtbaeckerei"',
        "KnownTable.is": '"ours"',
        "KnownTable.owner": '"jana"',
        "KnownTable.seen": "2026-11-30",
        "KnownTable.reported": "2026-11-28",
        "KnownTable.gone": "2026-12-11",
        "KnownTable.note": '"Namensvetter im Allgäu"',
        "WatchTable.names": '["Stadtbäckerei Beispiel", "Bäckerei Beispiel"]',
        "WatchTable.near": '["Sendling", "München"]',
        "WatchTable.not_us": '["Hotel Beispiel"]',
        "WatchTable.search": '["google"]',
        "WatchTable.searched": "2026-11-30",
        "WatchTable.mute": '[{ check = "new-mentions", reason = "nobody reads them" }]',
        "NameMuteTable.check": '"new-mentions"',
        "NameMuteTable.reason": '"nobody reads them"',
        "NameMuteTable.until": "2027-01-31",
        "AlertFeedTable.name": '"Suchauftrag Bäckerei Beispiel"',
        "AlertFeedTable.credential": '"alert"',
        "AlertFeedTable.url": '"https://www.google.com/alerts/feeds/123/456"',
    }
)
"""Key -> what its owner could write; a test holds that every key has one, and that it is read without a complaint."""

SINCE: Final[Mapping[str, str]] = MappingProxyType({})
"""Key -> the version that brought it, where that is not the first one."""
FIRST: Final = "0.1.0"


def registry_page() -> str:
    """Return the page."""
    return "\n".join(_lines(registry_schema())) + "\n"


def keys_of(schema: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield table, key and schema of every key that holds a value: what is a table of its own has a section instead."""
    for table in TABLES:
        for key, value in (schema if not table else schema["$defs"][table])["properties"].items():
            is_table = not table and (
                "$ref" in value or key in {"people", "pauses", "accounts", "done", "known", "watch"}
            )
            if not is_table and (table, key) != ("WatchTable", "feeds"):
                yield table, key, value


def _lines(schema: Mapping[str, Any]) -> Iterator[str]:
    yield "# The registry file, key by key"
    yield ""
    yield "<!-- made by `make registry-page`; a test compares it with the tables -->"
    yield ""
    yield "One TOML file a company; its name is the company's id. `account-health validate FILE.toml` says what is wrong with one,"
    yield "`account-health schema` prints the same as JSON Schema, so that editors complete it. What all companies share is in"
    yield "`_defaults.toml` beside the files: tables merge key by key, lists replace, and a company's own word wins."
    shown = ""
    for table, key, value in keys_of(schema):
        if table != shown or key == next(iter(schema["properties"])):
            heading, what = TABLES[table]
            shown = table
            yield from ("", f"## `{heading}`" if table else f"## {heading}", "", what, "")
            yield "| key | what it means | default | example | since |"
            yield "|---|---|---|---|---|"
        name = f"{table}.{key}" if table else key
        needed = key in (schema if not table else schema["$defs"][table]).get("required", ())
        usual = "required" if needed else _written(value.get("default"))
        yield (
            f"| `{key}` | {_meaning(value)} | {usual} | `{key} = {EXAMPLES[name]}` | {SINCE.get(name, FIRST)} |"
        )


def _meaning(value: Mapping[str, Any]) -> str:
    said = str(value.get("description", "")).replace("|", "\\|")
    choices = value.get("enum", ())
    allowed = ", ".join(f"`{choice}`" for choice in choices) if len(choices) <= len(TABLES) else ""
    return f"{said}. One of {allowed}" if allowed else said


def _written(default: object) -> str:
    if default is None or default in ([], {}):
        return "–"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    return f'`"{default}"`' if isinstance(default, str) else f"`{default}`"
