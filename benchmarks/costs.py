"""Counts what a week costs on AWS: the real machine and handlers on moto, every transition, request, call and object of it.

Run: python -m benchmarks.costs [--page] [COMPANIES ...]; `--page` prints docs/costs.md, with more companies than two runs
were counted for reckoned from them.

moto forgets nothing and waits for nobody, so numbers are exact and durations are reckoned (`benchmarks/lambda_time.py`) from the
processor time of our own code, the requests to S3 and to sites that were really made, and the pauses that were really asked for.
"""

import contextlib
import io
import json
import logging
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

import boto3  # noqa: TID251 - listens to what the product asks
import pytest
from moto.stepfunctions.parser.asl.component.state.state import CommonStateField

from account_health.model.lines import pace_of
from benchmarks.lambda_time import S3_SECONDS, SITE_SECONDS, START_SECONDS, lambda_clock
from tests import aws as stack
from tests import small_sites
from tests.simulator.gateway import Gateway
from tests.template import GIVEN, STACK, functions, raw_template, resources

COMPANIES: Final = (1, 1 + pace_of("web").batch)
"""Counted. Everything grows by the company, so larger numbers are reckoned from these two; between them lie whole batches."""
TOLD: Final = (1, 30, 1000)
ACCOUNTS: Final = (2, 5)
"""Of a company."""
WEEKS: Final = 52 / 12
"""Weekly runs of a month."""
EVENTS: Final = 2
"""What SES tells of an ordinary mail, sent and delivered: each is a call of RecordMailEvent that writes an object."""
EVENT_SECONDS: Final = 0.2
SLOW: Final = 3
"""So wrong the three assumptions about time may be: what it would cost then is told as well."""
PATIENCE: Final = 3600
"""So many seconds a week may take here, on a machine that does other things as well."""
LINE_GB: Final = 600 / 1e9
"""Of a line in the log; a call leaves two of Lambda's own and one of ours."""
GB_SECOND: Final = {"arm64": 13.3334e-6, "x86_64": 16.6667e-6}
PROCESSOR: Final = raw_template()["Parameters"]["Architecture"]["Default"]
PRICES: Final[Mapping[str, tuple[str, float]]] = {
    "transitions": ("Step Functions: transitions", 25e-6),
    "calls": ("Lambda: calls", 0.2e-6),
    "gb_seconds": ("Lambda: GB-seconds", GB_SECOND[PROCESSOR]),
    "writes": ("S3: writing and listing", 5.4e-6),
    "reads": ("S3: reading", 0.43e-6),
    "gb_months": ("S3: gigabytes kept for the six months of a run", 0.0245),
    "mails": ("SES: mails", 100e-6),
    "log_gb": ("CloudWatch: gigabytes of log", 0.63),
    "traces": ("X-Ray: traces, where each call had one", 5e-6),
}
"""What it is, and dollars for one, in eu-central-1; AWS's price lists as of November 2026 are not asked by this program."""
ALARM_METRIC: Final = 0.10
"""Dollars a month for each metric that an alarm reads."""
ALARM_METRICS_FREE: Final = 10
LOOKS_BETWEEN: Final = 4
"""Daily looks of a week, from Tuesday to Friday."""
MONDAY: Final = {"kind": "weekly", "scheduled_time": "2026-11-23T06:00:00Z"}
_WRITES: Final = frozenset({"PutObject", "ListObjectsV2", "CreateMultipartUpload", "CompleteMultipartUpload"})
_RUN_MONTHS: Final = 6


@dataclass
class Bill:
    """What one run used, by the names of `PRICES`; `steps` are calls of each function and their seconds."""

    used: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    steps: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    objects: float = 0

    @property
    def dollars_between(self) -> float:
        """What the daily looks of the week cost where each does as much as the weekly run, without its mails."""
        return LOOKS_BETWEEN * (self.dollars() - self.used["mails"] * PRICES["mails"][1])

    def dollars(self, calls_last: int = 1) -> float:
        """Return what it costs, also where every call lasts so many times as long as reckoned."""
        waiting = (calls_last - 1) * self.used["gb_seconds"] * PRICES["gb_seconds"][1]
        return waiting + sum(amount * PRICES[name][1] for name, amount in self.used.items())


def between(few: Bill, many: Bill, share: float) -> Bill:
    """Return the bill that lies at a share of the way from one to another: beyond 1, what more companies would use."""

    def at(one: Mapping[str, float], other: Mapping[str, float]) -> defaultdict[str, float]:
        rows = {
            name: one.get(name, 0) + share * (amount - one.get(name, 0)) for name, amount in other.items()
        }
        return defaultdict(float, rows)

    return Bill(
        at(few.used, many.used),
        at(few.steps, many.steps),
        at(few.seconds, many.seconds),
        few.objects + share * (many.objects - few.objects),
    )


@contextmanager
def counted(cloud: stack.Cloud, gateway: Gateway, patch: pytest.MonkeyPatch) -> Iterator[Bill]:
    """Count into a bill whatever happens in it."""
    bill = Bill()
    clock = lambda_clock(gateway, patch)
    memory = {row["FunctionName"]: row["MemorySize"] for row in functions().values()}
    enter, dispatch = CommonStateField._eval_body, cloud.dispatch  # noqa: SLF001 - where moto enters a state

    def entered(state: CommonStateField, env: Any) -> None:  # noqa: ANN401 - moto's own
        bill.used["transitions"] += 1
        enter(state, env)

    def asked(event_name: str, **_: object) -> None:
        bill.used["writes" if event_name.rpartition(".")[2] in _WRITES else "reads"] += 1
        clock.wait(S3_SECONDS)

    def called(function: str, payload: Any, headers: dict[str, str]) -> bytes:  # noqa: ANN401 - moto's own
        name = function.rpartition(":")[2]
        step = name.removeprefix(f"{STACK}-")
        with clock.call(memory[name]) as lasted:
            answer = dispatch(function, payload, headers)
        seconds = lasted.seconds + (0 if bill.steps[step] else START_SECONDS)
        bill.used["calls"] += 1
        bill.used["gb_seconds"] += seconds * memory[name] / 1024
        bill.used["traces"] += 1
        bill.used["log_gb"] += 3 * LINE_GB
        bill.steps[step] += 1
        bill.seconds[step] += seconds
        return answer

    assert boto3.DEFAULT_SESSION is not None
    boto3.DEFAULT_SESSION.events.register("before-send.s3", asked)
    patch.setattr(CommonStateField, "_eval_body", entered)
    patch.setattr(cloud, "dispatch", called)
    yield bill


def week(companies: int, accounts: int) -> Bill:
    """Run one week of so many companies with so many accounts each, and return what it used."""
    with pytest.MonkeyPatch.context() as patch, Gateway() as gateway:
        patch.setitem(GIVEN, "ReportLink", "off")
        patch.setattr(stack, "LOOKING", timedelta(seconds=PATIENCE))
        with stack.deployed(patch, gateway.url) as cloud:
            cloud.patience = PATIENCE
            for number in range(companies):
                register(cloud, gateway, f"bakery-{number:05}", accounts)
            before = len(cloud.keys(""))
            with counted(cloud, gateway, patch) as bill:
                ended = cloud.run(MONDAY)
            assert ended["status"] == "SUCCEEDED", ended
            mails, kept = len(cloud.mails()), cloud.keys("")
            size = sum(len(cloud.get(key) or b"") for key in kept)
            seen = sum("/snapshots/" in key for key in kept)
            assert seen == companies * accounts, f"{seen} accounts were looked at"
    bill.objects = len(kept) - before + EVENTS * mails
    told = EVENTS * mails
    bill.used["mails"] = mails
    bill.used["gb_months"] = _RUN_MONTHS * size / 1e9
    bill.used["calls"] += told
    bill.used["traces"] += told
    bill.used["writes"] += told
    memory = functions()["RecordMailEventFunction"]["MemorySize"]
    bill.used["gb_seconds"] += told * EVENT_SECONDS * memory / 1024
    bill.used["log_gb"] += 3 * told * LINE_GB
    return bill


def register(cloud: stack.Cloud, gateway: Gateway, company: str, accounts: int) -> None:
    """Register a company with so many websites, and let them answer."""
    hosts = [f"www.{company}-{number}.example" for number in range(accounts)]
    for host in hosts:
        gateway.add(host, small_sites.bakery(host, company.title()))
    text = small_sites.registry_file(company.title(), hosts[0])
    text += "".join(
        f'\n[[accounts]]\nid = "site-{n}"\nurl = "https://{host}/"\n' for n, host in enumerate(hosts[1:])
    )
    cloud.put(f"registry/{company}.toml", text)


def bills(accounts: int) -> dict[int, Bill]:
    """Return what a week of so many companies uses: counted for the first numbers, reckoned from them beyond."""
    few, many = (week(companies, accounts) for companies in COMPANIES)
    first, last = COMPANIES
    return {one: between(few, many, (one - first) / (last - first)) for one in TOLD}


def page() -> Iterator[str]:
    """Yield the lines of docs/costs.md."""
    found = {accounts: bills(accounts) for accounts in ACCOUNTS}
    yield "# What it costs on AWS"
    yield ""
    yield "<!-- made by `python -m benchmarks.costs --page`; renew it where steps, functions or the machine change -->"
    yield ""
    yield "A program runs a week of the deployed stack on moto, with the real state machine and the real handlers, and counts every"
    yield f"transition, request, call and object. {COMPANIES[0]} and {COMPANIES[1]} companies are counted; larger numbers follow from them, as everything grows"
    yield f"by the company. A call lasts as long as our code needs of a processor as large as the function's, and as it waits: {S3_SECONDS * 1000:g} ms for"
    yield f"each request to S3, {SITE_SECONDS * 1000:g} ms for each to a site, side by side where it works so, and {START_SECONDS:g} s for the start of each function's process. These"
    yield "three are assumed; no AWS was asked."
    yield f"Prices are those of eu-central-1 for {PROCESSOR} without any free tier, in US dollars."
    yield ""
    for accounts, rows in found.items():
        yield f"## {accounts} accounts a company"
        yield ""
        yield (
            "| a week of | "
            + " | ".join(f"{one:,} compan{'y' if one == 1 else 'ies'}" for one in rows)
            + " |"
        )
        yield "|---|" + "---:|" * len(rows)
        for name, (title, price) in PRICES.items():
            cells = (f"{bill.used[name]:,.{_places(bill.used[name])}f}" for bill in rows.values())
            yield f"| {title}, {_price(price)} | " + " | ".join(cells) + " |"
        yield "| objects written | " + " | ".join(f"{bill.objects:,.0f}" for bill in rows.values()) + " |"
        yield "| **dollars a week** | " + " | ".join(f"{bill.dollars():.4f}" for bill in rows.values()) + " |"
        yield (
            "| dollars a month | "
            + " | ".join(f"{WEEKS * bill.dollars():.3f}" for bill in rows.values())
            + " |"
        )
        daily = (WEEKS * (bill.dollars() + bill.dollars_between) for bill in rows.values())
        yield (
            "| dollars a month with the daily looks, at most | "
            + " | ".join(f"{one:.3f}" for one in daily)
            + " |"
        )
        each = (1000 * bill.dollars() / (one * accounts) for one, bill in rows.items())
        yield "| **dollars for 1,000 accounts, once** | " + " | ".join(f"{one:.3f}" for one in each) + " |"
        slow = (1000 * bill.dollars(calls_last=SLOW) / (one * accounts) for one, bill in rows.items())
        yield (
            f"| the same, were every call {SLOW} times as long | "
            + " | ".join(f"{one:.3f}" for one in slow)
            + " |"
        )
        yield ""
    yield from _beside()


def _beside() -> Iterator[str]:
    """Yield what a stack costs a month whatever it does."""
    metrics = sum(
        sum("MetricStat" in row for row in alarm.get("Metrics", [])) or 1
        for alarm in resources("AWS::CloudWatch::Alarm").values()
    )
    alarms = ALARM_METRIC * max(0, metrics - ALARM_METRICS_FREE)
    yield "A daily look counts as a weekly run without its mails, though it looks at less; `Alerts=off` spares it. X-Ray takes a part of the"
    yield "calls only, so its row is the most that it could be."
    yield ""
    yield f"Beside that, each month: ${alarms:.2f} for the alarms, which read {metrics} metrics, of which AWS gives {ALARM_METRICS_FREE} away (${ALARM_METRIC:.2f} for each"
    yield "further one), nothing for the dashboard among an account's first three,"
    yield "hardly anything for the stack's own figures, which AWS charges only for hours in which they are written (a month of ten is free),"
    yield "$1.00 for the key of the credentials (its rotations add up to $2 more after two years; KMS gives 20,000 requests away, and a"
    yield "run opens each credential once a process), and what X charges for reading: [x.md](x.md)."


def _price(price: float) -> str:
    return f"${price:g} each" if price > 0.01 else f"${1e6 * price:.2f} a million"


def _places(amount: float) -> int:
    return 0 if amount >= 10 or amount == int(amount) else 4


def main() -> None:
    """Print the page, or the figures of the runs that were asked for."""
    logging.disable(logging.ERROR)
    numbers = [int(one) for one in sys.argv[1:] if one != "--page"]
    with contextlib.redirect_stdout(io.StringIO()):  # the handlers write their metrics there
        lines = list(page()) if "--page" in sys.argv else list(_plain(numbers or list(COMPANIES)))
    print("\n".join(lines))


def _plain(numbers: list[int]) -> Iterator[str]:
    for accounts in ACCOUNTS:
        for companies in numbers:
            bill = week(companies, accounts)
            each = 1000 * bill.dollars() / (companies * accounts)
            yield f"{companies} x {accounts}: ${bill.dollars():.4f} a week, ${each:.3f} for 1,000 accounts"
            yield f"  {json.dumps(bill.used)}, {bill.objects:.0f} objects"
            yield f"  {json.dumps({step: [n, round(bill.seconds[step], 1)] for step, n in bill.steps.items()})}"


if __name__ == "__main__":
    main()
