"""A gateway that was not made for this server connects, is found and is asked."""

import asyncio
import sys

from peers import online
from steps import check, run

CAROL = "carol@localhost"
INFO = "<query xmlns='http://jabber.org/protocol/disco#info'/>"
PING = "<command xmlns='http://jabber.org/protocol/commands' node='ping' action='execute'/>"
COMMANDS = "<query xmlns='http://jabber.org/protocol/disco#items' node='http://jabber.org/protocol/commands'/>"


async def gateway(steps, config):
    async with online(config, CAROL + "/garden") as (carol,):
        async with steps.step("it connects and answers disco#info"):
            answer = await carol.ask(carol.request("get", GATEWAY, INFO))
            while answer.type == "error":  # it is still on its way
                await asyncio.sleep(0.2)
                answer = await carol.ask(carol.request("get", GATEWAY, INFO))
            kinds = {(i.get("category"), i.get("type")) for i in answer.all("info:query/info:identity")}
            check(("conference", "irc") in kinds, f"identities: {kinds}")
        async with steps.step("it lists its ad-hoc commands"):
            answer = await carol.ask(carol.request("get", GATEWAY, COMMANDS))
            check(answer.type == "result" and "ping" in str(answer), f"got {answer}")
        async with steps.step("it carries one out"):
            answer = await carol.ask(carol.request("set", GATEWAY, PING))
            check(answer.type == "result" and "Pong" in str(answer), f"got {answer}")
        async with steps.step("it is still connected"):
            await carol.sync(to=GATEWAY)


if __name__ == "__main__":
    GATEWAY = sys.argv.pop(1)
    run(gateway)
