"""Runs the examples of docs/components.md, in three languages, and looks at what they did as alice."""

import asyncio
import os
import sys

from peers import online
from stanzas import is_message
from steps import check, run

ALICE, BOB = "alice@localhost", "bob@localhost"
EXAMPLES = {
    "Python": ("python", [[sys.executable, "gateway.py"]]),
    "Java": ("java", [["mvn", "-q", "-B", "compile", "exec:java"]]),
    "JavaScript": ("javascript", [["npm", "install", "--no-package-lock", "--no-audit", "--no-fund"],
                                  ["node", "gateway.js"]]),
}


async def examples(steps, config):
    for language, (folder, commands) in EXAMPLES.items():
        async with online(config, ALICE + "/balcony", BOB + "/attic") as (alice, bob):
            await alice.ask_roster("set", "<item jid='weather@gateway.localhost' subscription='remove'/>")
            async with steps.step(f"the example in {language} reads a roster, adds a contact, speaks for a user", 240):
                for command in commands:
                    await perform(command, os.path.join(ROOT, folder), config)
                said = f"Sent by a component, as alice, from {language}"
                message = await bob.inbox.take("the message", is_message(ALICE, said))
                check(message.type == "chat", f"got {message}")
                roster = await alice.ask_roster("get")
                item = roster.find("r:query/r:item[@jid='weather@gateway.localhost']")
                check(item is not None and item.findtext("r:group", "", {"r": "jabber:iq:roster"}) == "Services",
                      f"the roster is {roster}")


async def perform(command, directory, config):
    environment = dict(os.environ, PORT=str(config.component_port), SECRET=config.secret("gateway.localhost"))
    process = await asyncio.create_subprocess_exec(
        *command, cwd=directory, env=environment, stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT)
    try:
        said, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
    check(process.returncode == 0, f"{command[0]} ended with {process.returncode}: {said[-500:].decode(errors='replace')}")


if __name__ == "__main__":
    ROOT = sys.argv.pop(1)
    run(examples)
