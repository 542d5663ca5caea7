"""Ten thousand messages between two people whose connections break at random: each arrives once, and in order."""

import asyncio

import aioxmpp
from faults import network
from lasting import Arrived, Resumptions, chat, lasting, second
from peers import Client
from steps import check, run

CAROL, DAVE = "carol@localhost", "dave@localhost"
EACH_WAY = 5_000
UNCONFIRMED = 100
UNREAD = 200  # a session that waits for its client may hold a thousand, see docs/configuration.md
LIFE = (20_000, 160_000)  # bytes until a connection breaks
SEED = 20_261_126


async def ten_thousand(steps, config):
    async with network(config, LIFE, SEED) as (relay, unstable):
        async with lasting(unstable, CAROL + "/phone") as phone, second(unstable, DAVE + "/tablet") as (tablet,):
            at_tablet, resumptions = Arrived(tablet), Resumptions(tablet)
            at_phone = Numbers(phone)
            name = f"{2 * EACH_WAY} messages over connections that break at random: each once, in order"
            async with steps.step(name, seconds=300) as notes:
                began = asyncio.get_running_loop().time()
                await asyncio.gather(from_phone(phone, at_tablet), from_tablet(tablet, at_phone))
                relay.calm()
                await phone.confirmed()
                await at_tablet.number(EACH_WAY, seconds=90)
                await at_phone.number(EACH_WAY, seconds=90)
                await phone.sync()
                # Whoever leaves while its connection is broken leaves a session behind, which messages then wait in.
                await aioxmpp.ping.ping(tablet, aioxmpp.JID.fromstr(config.domain))
                took = asyncio.get_running_loop().time() - began
                wanted = [str(number) for number in range(EACH_WAY)]
                for bodies, where in ((at_tablet.bodies, "aioxmpp"), (at_phone.bodies, "slixmpp")):
                    check(bodies == wanted, f"{where}: {difference(bodies, wanted)}")
                check(resumptions.lost == 0, f"{resumptions.lost} sessions were lost")
                check(relay.cuts >= 20, f"only {relay.cuts} connections broke")
                notes.append(f"{relay.cuts} connections broke, {phone.resumed} and {resumptions.count} resumptions, "
                             f"{took:.0f} s")


async def from_phone(phone, there):
    for number in range(EACH_WAY):
        await there.number(number - UNREAD)
        await phone.room(UNCONFIRMED)
        phone.send_message(mto=DAVE, mbody=str(number), mtype="chat")


async def from_tablet(tablet, there):
    for first in range(0, EACH_WAY, UNCONFIRMED):
        await there.number(first - UNREAD)
        tokens = [tablet.enqueue(chat(CAROL, str(number))) for number in range(first, first + UNCONFIRMED)]
        await asyncio.gather(*tokens)


def difference(got, wanted):
    """The first place where they differ."""
    at = next((i for i, (g, w) in enumerate(zip(got, wanted)) if g != w), min(len(got), len(wanted)))
    return f"{len(got)} came, {len(set(got))} different; at {at}: {got[at:at + 5]}"


class Numbers:
    """Bodies of chat messages that a slixmpp client was given, in order."""

    def __init__(self, client: Client):
        self.bodies = []
        self._event = asyncio.Event()
        client.del_filter("in", client.inbox.put)  # ten thousand stanzas need not be kept
        client.add_filter("in", self._all)
        self._inbox = client.inbox

    def _all(self, stanza):
        if stanza.xml.tag == "{jabber:client}message":
            body = stanza.xml.findtext("{jabber:client}body")
            if body and stanza.xml.get("type") == "chat":
                self.bodies.append(body)
                self._event.set()
            return stanza
        return self._inbox.put(stanza)

    async def number(self, count, seconds=90):
        """Waits until that many are there."""
        async with asyncio.timeout(seconds):
            while len(self.bodies) < count:
                self._event.clear()
                await self._event.wait()


if __name__ == "__main__":
    run(ten_thousand)
