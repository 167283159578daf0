"""Renews docs/versions.md from the table of interface versions.

Run: python -m tests.versions
"""

from pathlib import Path
from typing import Final

from account_health.connectors.versions import page

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "versions.md"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
