"""What X asks for what it returns. The rate card in X's developer console decides; these are its public prices.

Source: docs.x.com, x-api/getting-started/pricing, as of `AS_OF`. Billed is what is returned, not the request, and a
resource once per UTC day; an answer without data costs nothing.
"""

from datetime import date
from typing import Final

AS_OF: Final = date(2026, 8, 22)
POST_USD: Final = 0.005
"""One post returned, also one that comes along as an expansion."""
USER_USD: Final = 0.010
"""One user returned, also one that comes along as an expansion."""
DEFAULT_MAX_READS: Final = 500
"""What a look may buy at most where the registry file gives no `max_reads`: 2.51 dollars."""
LOOKS_A_MONTH: Final = 52 / 12
DAYS_A_MONTH: Final = 365 / 12
WEEK: Final = 7.0


def month_cost(profile: float, rest: float, days: float) -> float:
    """Return the dollars of a month of weekly looks.

    Each buys the `profile` again; the `rest` was new in so many `days`, less than a week counting as a week.
    """
    return round(profile * LOOKS_A_MONTH + rest / max(days, WEEK) * DAYS_A_MONTH, 3)
