"""Where optional test data lies: a folder `shared` beside the checkout."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared(path: str) -> Path:
    """Return the file or folder below `shared`; skips the test where it is absent."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"optional test data is not part of this repository: shared/{path} beside the checkout")
    return found
