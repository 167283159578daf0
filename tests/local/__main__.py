"""`make local` and `make local-aws`: the stack on this machine, with an AWS that exists only here. Nothing is mailed to anybody.

    python -m tests.local OUT [--registry FOLDER] [--kind weekly|daily|manual]
    python -m tests.local --stand [--aws-port 4566] [--sites-port 8099]

The first runs the whole state machine, once with the steps in this process, once more with each step in one of Lambda's
containers where an engine answers, and says where the mails lie. The second only stands there for `sam local invoke`.
"""

import argparse
import logging
import shutil
import sys
import threading
import time
from collections import Counter
from contextlib import ExitStack, redirect_stdout
from pathlib import Path

import pytest

from account_health.model.errors import AccountHealthError
from tests.aws import Cloud, all_variables, by_day, deployed
from tests.aws_server import AwsServer
from tests.local.containers import in_containers, unfit
from tests.local.engine import AWS_PORT, SITES_PORT, Engine, NoEngineError, find_engine, inside
from tests.local.machine import answered_by, fill_with, fill_with_demo, sites, write_mails, write_reports
from tests.simulator.gateway import Gateway


def main() -> int:
    """Run what the arguments ask for; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="tests.local", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, nargs="?", default=Path("reports/local"))
    parser.add_argument(
        "--registry",
        type=Path,
        help="your own registry files instead of the demo's, looked at on the real internet",
    )
    parser.add_argument("--kind", default="weekly", choices=("weekly", "daily", "manual"))
    parser.add_argument(
        "--stand", action="store_true", help="run nothing: answer to `sam local` until Ctrl-C"
    )
    parser.add_argument("--aws-port", type=int, default=AWS_PORT)
    parser.add_argument("--sites-port", type=int, default=SITES_PORT)
    chosen = parser.parse_args()
    logging.disable(logging.WARNING)  # moto warns of what its interpreter leaves out
    try:
        return stand(chosen) if chosen.stand else run(chosen)
    except AccountHealthError as error:
        print(f"account-health: {error}", file=sys.stderr)
        return 2


def run(chosen: argparse.Namespace) -> int:
    """Run the machine in this process, and in containers where that is possible; return 1 where a run did not succeed."""
    shutil.rmtree(chosen.out, ignore_errors=True)
    chosen.out.mkdir(parents=True)
    print("The whole state machine, its steps in this process:")
    succeeded = one_run(chosen, chosen.out / "in-process", None)
    try:
        engine = find_engine()
    except NoEngineError as error:
        print(f"Not run in Lambda's containers: {error}")
        return 0 if succeeded else 1
    if why_not := unfit():
        print(f"Not run in Lambda's containers: {why_not}")
        return 0 if succeeded else 1
    print("The same, each step in one of Lambda's containers:")
    return 0 if one_run(chosen, chosen.out / "in-containers", engine) and succeeded else 1


def one_run(chosen: argparse.Namespace, out: Path, engine: Engine | None) -> bool:
    """Run the machine once and tell what came of it; return whether it succeeded."""
    host = engine.door if engine else "127.0.0.1"
    out.mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patch, Gateway(sites(), host=host) as gateway, ExitStack() as stack:
        internet = "" if chosen.registry else gateway.url
        cloud = stack.enter_context(deployed(patch, internet))
        if chosen.registry:
            fill_with(cloud, chosen.registry)
        else:
            fill_with_demo(cloud)
        if engine:
            aws = stack.enter_context(AwsServer(host))
            variables = all_variables() | {
                "AWS_ENDPOINT_URL": inside(aws.url),
                "ACCOUNT_HEALTH_GATEWAY": inside(internet),
            }
            containers = stack.enter_context(in_containers(engine, variables, out / "start-lambda.log"))
            stack.enter_context(answered_by(cloud, containers.invoke))
        began = time.monotonic()
        with (
            (out / "steps.log").open("w") as log,
            redirect_stdout(log),
        ):  # the functions' metrics are lines there
            ended = cloud.run(by_day(chosen.kind))
        print(f"  {ended['status']} after {time.monotonic() - began:.0f} s; {told(cloud)}")
        if ended["status"] != "SUCCEEDED":
            print(f"  {ended.get('error')}: {ended.get('cause')}")
        for file, subject in write_mails(cloud, out):
            print(f"  {file}   {subject}")
        print(f"  {len(write_reports(cloud, out))} whole reports below {out / 'runs'}")
    return bool(ended["status"] == "SUCCEEDED")


def stand(chosen: argparse.Namespace) -> int:
    """Answer for AWS and the demo's sites until somebody ends it."""
    try:
        host = find_engine().door
    except NoEngineError as error:
        print(f"`sam local` will not work yet: {error}")
        host = "127.0.0.1"
    with (
        pytest.MonkeyPatch.context() as patch,
        Gateway(sites(), host=host, port=chosen.sites_port) as gateway,
        deployed(patch, gateway.url) as cloud,
        AwsServer(host, chosen.aws_port) as aws,
    ):
        fill_with_demo(cloud)
        print(
            f"AWS answers at {aws.url}, the demo's sites at {gateway.url}; from a container {inside(aws.url)} and {inside(gateway.url)}."
        )
        print("events/local/environment.json names them. Ctrl-C ends it, and nothing is kept.", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print()
    return 0


def told(cloud: Cloud) -> str:
    """Return which steps ran how often."""
    steps = Counter(step for step, _ in cloud.calls)
    return ", ".join(f"{step} {count}" for step, count in steps.items())


if __name__ == "__main__":
    sys.exit(main())
