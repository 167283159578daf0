"""The labelled sets of what is written and shown in a firm's name, and our own: `python -m tests.watch_figures` prints the figures."""

import html
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from account_health.connectors.watch.targets import target_of
from account_health.judging.watch.identity import identity_of
from account_health.judging.watch.mentions import read_mention
from account_health.judging.watch.resemblance import resemblance
from account_health.model import Hit, Lookalike
from account_health.model.company import Account, Company, Facts, ReportSettings, Watch
from tests.shared_data import shared

DRAWERS = {
    "weekly": "weekly",
    "monthly": "monthly",
    "counted": "count",
    "profile": "candidate",
    "dropped": "drop",
}
OWN = Path(__file__).parent / "fixtures" / "watch"


@dataclass(frozen=True)
class Case:
    """One labelled entry or candidate: what is right, and what we say."""

    name: str
    right: str
    said: str

    @property
    def well(self) -> bool:
        """Whether both agree."""
        return self.right == self.said


def company_of(row: Mapping[str, Any]) -> Company:
    """Return a firm of the labelled sets as a registry file would have it."""
    facts = Facts(phone=(row["phone"],), website=(row["website"],), address=(row["address"],))
    return Company(
        id=row["id"],
        name=row["name"],
        legal_name=row["legal_name"],
        report=ReportSettings(to=("a@b.example",)),
        facts=facts,
        accounts=(Account(id="site", platform="website", url=row["website"], posts="none", facts=facts),),
        watch=Watch(
            names=tuple(row["watch_names"]),
            near=(row["district"], row["town"]),
            not_us=tuple(row["not_us"]),
        ),
    )


def plain(text: str) -> str:
    """Return what an entry shows, without its markup."""
    return html.unescape(re.sub(r"<[^>]+>", "", html.unescape(text)))


def hit_of(entry: Mapping[str, Any]) -> Hit:
    """Return an entry as the feed's reader makes it."""
    return Hit(
        keys=(entry["link"],),
        url=target_of(entry["link"]),
        title=plain(entry["title_html"]),
        text=plain(entry["content_html"]),
        at=datetime.fromisoformat(entry["published"]),
        feed="alert",
        first=date(2026, 11, 23),
    )


def firms(folder: Path) -> dict[str, Company]:
    """Return the firms of a labelled set."""
    rows = json.loads((folder / "companies.json").read_text("utf-8"))["companies"]
    return {row["id"]: company_of(row) for row in rows}


def alerts(folder: Path, companies: Mapping[str, Company]) -> Iterator[Case]:
    """Yield every labelled entry; the same story at a second address is judged by itself here."""
    for row in json.loads((folder / "alerts.json").read_text("utf-8"))["entries"]:
        right = row["expected"]["tell"]
        said = DRAWERS[read_mention(hit_of(row["entry"]), identity_of(companies[row["company"]])).drawer]
        yield Case(row["id"], "weekly" if right == "merged" else right, said)


def lookalike_of(row: Mapping[str, Any]) -> Lookalike:
    """Return a candidate as an interface shows it."""
    return Lookalike(
        url=row["url"],
        platform=row["platform"],
        id=row["platform_id"],
        name=row["name"],
        handle=row["handle"],
        about=row["about"],
        town=row["town"],
        street=row["street"],
        phone=row["phone"],
        website=row["website"],
        followers=row["followers"],
        posts=row["posts"],
        created_at=date.fromisoformat(row["created_at"]) if row["created_at"] else None,
        claimed=row["claimed"],
        says_not_us=row["parody"] is True,
    )


OUTCOMES = {"poses": "ask", "ours": "ask_ours", "unclaimed": "ask_ours", "silent": "silent"}


def candidates(folder: Path, companies: Mapping[str, Company]) -> Iterator[Case]:
    """Yield every labelled candidate, without its picture: no picture is compared."""
    for row in json.loads((folder / "candidates.json").read_text("utf-8"))["candidates"]:
        found = resemblance(lookalike_of(row), identity_of(companies[row["company"]]), date(2026, 11, 23))
        yield Case(f"{row['platform']} {row['id']}", row["expected"], OUTCOMES[found.outcome])


def main() -> int:
    """Print the figures."""
    folder = shared("data/watch")
    companies = firms(folder)
    found = list(candidates(folder, companies))
    google = [case for case in found if case.name.startswith("google")]
    sets = (
        ("alert entries", list(alerts(folder, companies))),
        ("Google's candidates", google),
        ("candidates of all networks", found),
    )
    for title, cases in sets:
        well = sum(case.well for case in cases)
        false = sum(case.right == "silent" and not case.well for case in cases)
        sys.stdout.write(f"{title}: {well} of {len(cases)} as labelled, {false} false suspicions\n")
        for case in cases:
            if not case.well:
                sys.stdout.write(f"  {case.name}: right {case.right}, said {case.said}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
