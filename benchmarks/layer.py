"""Measures the Lambda layer: its size unpacked, its heaviest packages, and how long a function's imports take.

Run: python -m benchmarks.layer (needs Python 3.13; `make sam-setup` makes an environment with it)
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = ROOT / ".venv-sam" / "bin" / "python3.13"
MOST_MEGABYTES = 36
MEGABYTE = 1_000_000
ROUNDS = 7
HEAVIEST = 6
IMPORTS = ("json", "account_health.workflow.audit_accounts", "account_health.workflow.send_report")


def size(place: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(file.stat().st_size for file in place.rglob("*") if file.is_file())


def seconds(module: str, layer: Path) -> float:
    """Return the median wall time of a fresh process that imports one module from the layer."""
    code = (
        f"import sys, time; sys.path.insert(0, {str(layer)!r}); start = time.perf_counter();"
        f" import {module}; print(time.perf_counter() - start)"
    )
    times = [
        float(subprocess.run([PYTHON, "-I", "-c", code], check=True, capture_output=True, text=True).stdout)  # noqa: S603 - our own interpreter
        for _ in range(ROUNDS)
    ]
    return statistics.median(times)


def measure() -> int:
    """Build the layer in a folder of its own and print the figures."""
    if not PYTHON.exists():
        print("layer: not measured; it needs Lambda's own Python 3.13: `make sam-setup`")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        command = ["make", "--silent", "-f", "layers/account_health/Makefile", "build-AccountHealthLayer"]
        environ = os.environ | {"ARTIFACTS_DIR": folder, "PYTHON": str(PYTHON)}
        subprocess.run(command, check=True, cwd=ROOT, env=environ)  # noqa: S603 - a fixed program
        layer = Path(folder) / "python"
        whole = size(layer)
        print(f"layer unpacked: {whole / MEGABYTE:.1f} MB (goal: at most {MOST_MEGABYTES})")
        parts = sorted(((size(part), part.name) for part in layer.iterdir() if part.is_dir()), reverse=True)
        print(
            "heaviest: " + ", ".join(f"{name} {bytes_ / MEGABYTE:.1f}" for bytes_, name in parts[:HEAVIEST])
        )
        absent = [name for name in ("boto3", "botocore", "babel") if (layer / name).exists()]
        print(f"not in it: boto3, botocore, Babel{' - WRONG: ' + ', '.join(absent) if absent else ''}")
        start = seconds(IMPORTS[0], layer)
        for module in IMPORTS[1:]:
            took = seconds(module, layer)
            print(f"import {module}: {took * 1000:.0f} ms, {took / max(start, 1e-9):.0f} times `import json`")
    return 0


if __name__ == "__main__":
    sys.exit(measure())
