"""What a step works with: the storage, secrets, mail, the network, threads, the clock and the stack's settings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from account_health.connectors.http.network import Network
from account_health.connectors.pool import Pool
from account_health.connectors.process_cache import Once
from account_health.model.company import Language
from account_health.storage import Mailer, Secrets, Sending, Storage
from account_health.storage.secret import OLD_FOLDER
from account_health.text.tone import Tones, WordLists


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the stack, or a person at a laptop, decides for all companies.

    `sender` is the bare address that mails come from; `operator` hears of every run, None where nobody does.
    `operator_language` is the language of that mail.
    `overview` gets the week's overview of all companies, in `overview_language`; `overview_refused` says of each reader
    that no mail can be sent to why. `alerts_read_x` is whether the daily
    looks read X, which costs.
    `stack` is what the deployment is called.
    `senders` is how many companies are mailed side by side at most.
    `report_url` is where whole reports are shown to who has a link, None where mails carry none.
    """

    zone: ZoneInfo
    sender: str
    stack: str = OLD_FOLDER
    operator: str | None = None
    operator_language: Language = "en"
    overview: tuple[str, ...] = ()
    overview_refused: tuple[str, ...] = ()
    overview_language: Language = "de"
    alerts_read_x: bool = False
    report_url: str | None = None
    senders: int = 5


class Engine(Protocol):
    """Starts executions of the state machine."""

    def start(self, name: str, document: Mapping[str, object]) -> bool:
        """Start the execution; False where one of this name exists already, running or not.

        Raises BackendError where the engine refuses.
        """


def _no_bound() -> Sending | None:
    """Return that nobody knows of a bound: at a laptop mails are files."""
    return None


def _nobody_knows() -> int | None:
    """Return that nobody knows who hears the alarms: at a laptop there are none."""
    return None


def _count_nothing(_figures: Mapping[str, int]) -> None:
    """Drop the figures: at a laptop nobody draws curves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Everything outside the core that a step may touch.

    `new_id` gives a fresh id at every call; `once` lives as long as the process and is shared by all looks;
    `tones` may add criticism to what the word lists hear, and is the word lists where no service is switched on.
    `sending` asks what the mailer takes, and how fast, `alarm_readers` how many people hear the alarms; None where nobody
    knows.
    """

    storage: Storage
    secrets: Secrets
    mailer: Mailer
    network: Network
    pool: Pool
    settings: Settings
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    engine: Engine | None = None
    count: Callable[[Mapping[str, int]], None] = _count_nothing
    once: Once = field(default_factory=Once)
    tones: Tones = field(default_factory=WordLists)
    sending: Callable[[], Sending | None] = _no_bound
    alarm_readers: Callable[[], int | None] = _nobody_knows
