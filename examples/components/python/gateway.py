"""A privileged component with slixmpp: reads a roster, adds a contact, speaks for a user."""

import asyncio
import os

from slixmpp import ComponentXMPP


class Gateway(ComponentXMPP):
    def __init__(self, secret):
        super().__init__("gateway.localhost", secret, "localhost", int(os.environ.get("PORT", "5347")))
        self.register_plugin("xep_0356")
        self.done = asyncio.get_running_loop().create_future()
        self.add_event_handler("privileges_advertised", self.granted)

    async def granted(self, _):
        """The server has told us what we may do. Everything before this would be too early."""
        print("granted:", self["xep_0356"].granted_privileges)
        roster = await self["xep_0356"].get_roster("alice@localhost")
        print("alice knows:", sorted(str(jid) for jid in roster["roster"]["items"]))

        await self["xep_0356"].set_roster("alice@localhost", {
            "weather@gateway.localhost": {"name": "Weather", "subscription": "both", "groups": ["Services"]}})
        print("alice has a new contact")

        message = self.make_message(mfrom="alice@localhost", mto="bob@localhost", mtype="chat",
                                    mbody="Sent by a component, as alice, from Python")
        message.namespace = "jabber:client"  # what is forwarded is a client's stanza, not a component's
        message.xml.tag = "{jabber:client}message"
        self["xep_0356"].send_privileged_message(message)
        print("bob has a message")
        self.done.set_result(None)


async def main():
    gateway = Gateway(os.environ["SECRET"])
    gateway.connect()
    await asyncio.wait_for(gateway.done, 20)
    await gateway.disconnect()


asyncio.run(main())
