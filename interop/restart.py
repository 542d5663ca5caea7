"""SIGTERM tells everyone connected and loses nothing; the second part runs after the restart."""

import os
import signal
import sys

from peers import gateway, online
from stanzas import is_message
from steps import check, run

CAROL, DAVE = "carol@localhost", "dave@localhost"


async def before(steps, config):
    async with online(config, CAROL + "/garden") as (carol,), gateway(config) as component:
        async with steps.step("what the server confirmed before it is stopped"):
            answer = await carol.ask_roster("set", "<item jid='grace@localhost' name='Grace'/>")
            check(answer.type == "result", f"got {answer}")
            for number in range(5):
                carol.send_message(mto=DAVE, mbody=f"kept {number}", mtype="chat")
            await carol.sync()
        os.kill(config.server_pid, signal.SIGTERM)
        for name, peer in (("client", carol), ("component", component)):
            async with steps.step(f"SIGTERM: the {name} gets system-shutdown"):
                found = await peer.thrown_out(seconds=10)
                check(found == "system-shutdown", f"condition {found}")
        async with steps.step("SIGTERM: both connections are closed by the server"):
            for peer in (carol, component):
                await peer.happened("disconnected", seconds=10)


async def after(steps, config):
    async with steps.step("after the restart: the roster item is there"):
        async with online(config, CAROL + "/garden") as (carol,):
            roster = await carol.ask_roster("get")
            check(roster.find("r:query/r:item[@jid='grace@localhost']") is not None, f"roster: {roster}")
            await carol.ask_roster("set", "<item jid='grace@localhost' subscription='remove'/>")
    async with steps.step("after the restart: the messages are delivered, in order"):
        async with online(config, DAVE + "/attic") as (dave,):
            for number in range(5):
                message = await dave.inbox.take("the next message", is_message(CAROL + "/garden"))
                check(message.text("body") == f"kept {number}", f"{number} expected, got {message}")


if __name__ == "__main__":
    run({"before": before, "after": after}[sys.argv.pop(1)])
