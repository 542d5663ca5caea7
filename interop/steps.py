"""Steps of a scenario: each one has a deadline and prints one line, `pass` or `FAIL`."""

import argparse
import asyncio
import copy
import logging
import sys
import traceback
from contextlib import asynccontextmanager

STEP_SECONDS = 20
WAIT_SECONDS = 6


class Unexpected(Exception):
    """The server did something else than the step asks for."""


def check(condition, detail):
    """Fails the step with `detail` unless `condition` holds."""
    if not condition:
        raise Unexpected(detail)


def explain(problem):
    """One line that says what went wrong, for a person who reads only this line."""
    if isinstance(problem, Unexpected):
        text = str(problem)
    elif isinstance(problem, TimeoutError):
        text = "the deadline passed " + _place(problem)
    else:
        text = f"{type(problem).__name__}: {problem} {_place(problem)}"
    return " ".join(text.split())[:600]


def _place(problem):
    """The innermost line of our own scripts on the way to the problem."""
    here = [f for f in traceback.extract_tb(problem.__traceback__) if "/interop/" in f.filename]
    return f"({here[-1].filename.rsplit('/', 1)[-1]}:{here[-1].lineno})" if here else ""


class Steps:
    """Counts and prints the steps of one scenario."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    @asynccontextmanager
    async def step(self, name, seconds=STEP_SECONDS):
        """Runs the body under a deadline; a failure is printed and does not stop the scenario.

        What the body appends to the list it is given is printed after the name.
        """
        notes = []
        try:
            async with asyncio.timeout(seconds):
                yield notes
        except Exception as problem:  # the border of a step: whatever goes wrong is its result
            self.fail(name, explain(problem))
        else:
            self.passed += 1
            print(f"pass  {name}{''.join(f' ({note})' for note in notes)}", flush=True)

    def fail(self, name, detail):
        self.failed += 1
        print(f"FAIL  {name} — {detail}", flush=True)

    async def group(self, scenario, config):
        """Runs one group of steps; what its set-up throws is a failed step of its own."""
        name = scenario.__name__.replace("_", " ")
        try:
            await scenario(self, config)
        except Exception as problem:  # as above: the border of a group
            self.fail(name, f"cannot go on: {explain(problem)}")


class Config:
    """Where the server listens, whom it knows, and whose certificate to trust."""

    def __init__(self, args):
        self.host = "127.0.0.1"
        self.domain = args.domain
        self.c2s_port = 5222 + args.port_offset
        self.tls_port = 5223 + args.port_offset
        self.component_port = 5347 + args.port_offset
        self.ca = args.ca
        self.server_pid = args.server_pid
        self._secrets = _read_credentials(args.credentials)

    def through(self, port):
        """The same, with clients' streams at another port."""
        other = copy.copy(self)
        other.c2s_port = port
        return other

    def secret(self, jid):
        """The password of an account or the secret of a component."""
        check(jid in self._secrets, f"the credentials file has no line for {jid}")
        return self._secrets[jid]


def _read_credentials(path):
    """Lines `alice@localhost = password`; quotes around either side and comments are allowed."""
    secrets = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            name, equals, value = line.partition("=")
            if equals and not line.lstrip().startswith(("#", "//")):
                secrets[name.strip().strip('"')] = value.strip().strip('"')
    return secrets


def run(*scenarios):
    """Reads the command line, runs the groups in order, exits 1 when a step failed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--credentials", required=True, help="lines `address = secret`")
    parser.add_argument("--ca", required=True, help="the certificate authority to trust (PEM)")
    parser.add_argument("--port-offset", type=int, required=True, help="added to 5222, 5223 and 5347")
    parser.add_argument("--domain", default="localhost")
    parser.add_argument("--server-pid", type=int, help="the process that a scenario may send SIGTERM to")
    parser.add_argument("--verbose", action="store_true", help="show every stanza on standard error")
    args = parser.parse_args()
    # slixmpp logs what it meets on the way (a refused certificate is an error to it); the steps judge that.
    logging.basicConfig(stream=sys.stderr, level=logging.DEBUG if args.verbose else logging.CRITICAL)
    steps = Steps()

    async def all_of_them():
        config = Config(args)
        for scenario in scenarios:
            await steps.group(scenario, config)

    asyncio.run(all_of_them())
    sys.exit(1 if steps.failed else 0)
