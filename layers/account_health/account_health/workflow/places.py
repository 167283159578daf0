"""Where a run leaves what it makes: the keys of its objects."""

from dataclasses import dataclass
from typing import Final

REGISTRY: Final = "registry/"
DEFAULTS: Final = "registry/_defaults.toml"
"""What all companies share: beside their files, as on a laptop, so that copying the folder copies it too."""
OTHER_DEFAULTS: Final = ("registry/defaults.toml", "defaults.toml")
"""Where people keep it as well: under the plain name, and at the top of the bucket, where it was until 0.1."""
LAST_GOOD_DEFAULTS: Final = "state/_defaults.toml"


def registry_file(company: str) -> str:
    """Return the key of a company's registry file."""
    return f"{REGISTRY}{company}.toml"


def state_file(company: str) -> str:
    """Return the key of what the last looks at a company's accounts left behind."""
    return f"state/{company}.json"


def history_file(company: str) -> str:
    """Return the key of a company's past runs."""
    return f"history/{company}.json"


def line_clock(line: str) -> str:
    """Return the key of a line's clock: until when nobody asks there. It belongs to no run."""
    return f"state/_lines/{line}.json"


def ask_file(ask: str) -> str:
    """Return the key of when a run by hand that mails companies was last asked for."""
    return f"state/_asks/{ask}.json"


def alert_file(company: str, period: str) -> str:
    """Return the key of what one day's alert of a company told, whichever run of the day told it."""
    return f"runs/{company}/alerts/{period}.json"


@dataclass(frozen=True, slots=True)
class PlanPlace:
    """The objects of a run that belong to no company."""

    run: str

    @property
    def plan(self) -> str:
        """Whom the run is about."""
        return f"runs/_plans/{self.run}.json"

    @property
    def notes(self) -> str:
        """When the run began, and what the operator should hear about the registry."""
        return f"runs/_plans/{self.run}.notes.json"

    @property
    def operator_mail(self) -> str:
        """The operator's mail, frozen."""
        return f"runs/_plans/{self.run}.operator.eml"

    @property
    def lines(self) -> str:
        """The lines in which the accounts of the run are looked at."""
        return f"runs/_plans/{self.run}.lines.json"

    def outcome(self, company: str) -> str:
        """Return the key of what became of one company's mails."""
        return f"runs/_plans/{self.run}.outcomes/{company}.json"

    def overview_mail(self, address_hash: str) -> str:
        """Return the key of one recipient's overview, frozen."""
        return f"runs/_plans/{self.run}.overview/{address_hash}.eml"


@dataclass(frozen=True, slots=True)
class LinePlace:
    """What a run knows of one of its lines, round after round."""

    run: str
    line: str

    @property
    def _folder(self) -> str:
        return f"runs/_plans/{self.run}/{self.line}/"

    @property
    def end(self) -> str:
        """Why looking ended before everybody was seen, and who was left."""
        return f"{self._folder}end.json"

    def queue(self, number: int) -> str:
        """Return the key of who still waits after a round was planned, with the round itself."""
        return f"{self._folder}{number}.queue.json"

    def batches(self, number: int) -> str:
        """Return the key of a round as the map reads it."""
        return f"{self._folder}{number}.json"

    def answer(self, number: int, batch: int) -> str:
        """Return the key of what became of one batch."""
        return f"{self._folder}{number}/{batch}.json"


@dataclass(frozen=True, slots=True)
class CompanyPlace:
    """The folder of one company in one run."""

    company: str
    run: str

    @property
    def folder(self) -> str:
        """The folder itself, with its last `/`."""
        return f"runs/{self.company}/{self.run}/"

    @property
    def company_file(self) -> str:
        """The company as this run reads it."""
        return f"{self.folder}company.json"

    @property
    def error(self) -> str:
        """Why there is no report."""
        return f"{self.folder}error.json"

    @property
    def due(self) -> str:
        """Which mails this run owes the company's people."""
        return f"{self.folder}due.json"

    @property
    def mails(self) -> str:
        """The folder of the frozen mails."""
        return f"{self.folder}mails/"

    def report(self, form: str) -> str:
        """Return the key of the report in one form: html, txt, json or csv."""
        return f"{self.folder}report.{form}"

    def snapshot(self, account: str) -> str:
        """Return the key of what was seen of an account."""
        return f"{self.folder}snapshots/{account}.json"

    def listed(self, entry: str) -> str:
        """Return the key of the accounts that an entry for every location stands for."""
        return f"{self.folder}listed/{entry}.json"

    def failure(self, account: str) -> str:
        """Return the key of why an account has no snapshot."""
        return f"{self.folder}failures/{account}.json"

    def mail(self, address_hash: str) -> str:
        """Return the key of one recipient's frozen mail."""
        return f"{self.mails}{address_hash}.eml"

    def task_mail(self, address_hash: str) -> str:
        """Return the key of one person's frozen mail with the own tasks."""
        return f"{self.mails}tasks/{address_hash}.eml"

    def alert_mail(self, address_hash: str) -> str:
        """Return the key of one recipient's frozen alert."""
        return f"{self.mails}alert/{address_hash}.eml"
