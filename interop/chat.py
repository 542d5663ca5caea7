"""Two people become contacts, see each other, chat, and miss nothing (RFC 6121, XEP-0160)."""

from datetime import datetime, timedelta, timezone

from slixmpp.plugins import xep_0082

from peers import online
from stanzas import is_message, is_presence, is_push
from steps import check, run

CAROL, DAVE = "carol@localhost", "dave@localhost"


async def becoming_contacts(steps, config):
    async with online(config, CAROL + "/garden", DAVE + "/attic") as (carol, dave):
        await forget(carol, DAVE)
        await forget(dave, CAROL)

        async with steps.step("subscribe: the roster item is pushed as pending"):
            carol.send_presence(pto=DAVE, ptype="subscribe")
            await carol.inbox.take("the push", is_push(DAVE, "none", ask="subscribe"))
        async with steps.step("subscribe: the request reaches the contact from the bare JID"):
            request = await dave.inbox.take("the request", is_presence(CAROL, "subscribe"))
            check(request.frm == CAROL, f"it came from {request.frm}")

        async with steps.step("subscribed: both rosters change, the presence of the contact comes"):
            dave.send_presence(pto=CAROL, ptype="subscribed")
            await dave.inbox.take("the push at the contact", is_push(CAROL, "from"))
            await carol.inbox.take("the push at the user", is_push(DAVE, "to", ask=None))
            await carol.inbox.take("subscribed", is_presence(DAVE, "subscribed"))
            await carol.inbox.take("presence of the contact", is_presence(dave.boundjid))

        async with steps.step("the other direction: both end as both"):
            dave.send_presence(pto=CAROL, ptype="subscribe")
            await carol.inbox.take("the request", is_presence(DAVE, "subscribe"))
            carol.send_presence(pto=DAVE, ptype="subscribed")
            await dave.inbox.take("the push at the contact", is_push(CAROL, "both"))
            await carol.inbox.take("the push at the user", is_push(DAVE, "both"))
            await dave.inbox.take("presence of the user", is_presence(carol.boundjid))

        async with steps.step("the roster read anew says both"):
            answer = await carol.ask_roster("get")
            item = answer.find(f"r:query/r:item[@jid='{DAVE}']")
            check(item is not None and item.get("subscription") == "both", f"roster: {answer}")


async def forget(client, jid):
    """Removes a contact that an earlier run may have left."""
    await client.ask_roster("set", f"<item jid='{jid}' subscription='remove'/>")
    await client.sync()
    client.inbox.clear()


async def seeing_and_chatting(steps, config):
    async with online(config, CAROL + "/garden") as (carol,):
        async with online(config, DAVE + "/attic") as (dave,):
            async with steps.step("a contact who comes online is seen, and sees us"):
                await carol.inbox.take("presence of the contact", is_presence(dave.boundjid))
                await dave.inbox.take("presence of the user", is_presence(carol.boundjid))
            async with steps.step("a change of show and status is seen"):
                dave.send_presence(pshow="away", pstatus="over the roofs")
                seen = await carol.inbox.take("the presence", is_presence(dave.boundjid))
                check((seen.text("show"), seen.text("status")) == ("away", "over the roofs"), f"got {seen}")

            for sender, receiver in ((carol, dave), (dave, carol)):
                async with steps.step(f"chat from {sender.boundjid.user} to {receiver.boundjid.user}, 20 in order"):
                    for number in range(20):
                        body = f"line {number} <&> ü 😀"
                        sender.send_message(mto=receiver.boundjid.bare, mbody=body, mtype="chat")
                    for number in range(20):
                        message = await receiver.inbox.take("the next message", is_message(sender.boundjid))
                        check(message.text("body") == f"line {number} <&> ü 😀", f"{number} expected, got {message}")

            async with steps.step("leaving is seen as unavailable"):
                await dave.unavailable()
                await carol.inbox.take("unavailable", is_presence(dave.boundjid, "unavailable"))

        async with steps.step("a lost connection is seen as unavailable"):
            async with online(config, DAVE + "/cellar") as (dave,):
                await carol.inbox.take("presence of the contact", is_presence(dave.boundjid))
                dave.drop()
                await carol.inbox.take("unavailable", is_presence(DAVE + "/cellar", "unavailable"))


async def offline_messages(steps, config):
    async with online(config, CAROL + "/garden") as (carol,):
        async with steps.step("messages to an absent contact are taken without an error"):
            before = datetime.now(timezone.utc) - timedelta(seconds=2)
            for number in range(5):
                carol.send_message(mto=DAVE, mbody=f"missed {number}", mtype="chat")
            await carol.sync()
            back = carol.inbox.peek(lambda s: s.kind == "message" and s.type == "error")
            check(not back, f"came back: {back and back[0]}")
    async with steps.step("they come at the next login, in order, with the time they were sent"):
        async with online(config, DAVE + "/attic") as (dave,):
            for number in range(5):
                message = await dave.inbox.take("the next message", is_message(carol.boundjid))
                check(message.text("body") == f"missed {number}", f"{number} expected, got {message}")
                delay = message.find("d:delay")
                check(delay is not None, f"no delay: {message}")
                stamp = xep_0082.parse(delay.get("stamp"))
                check(before <= stamp <= datetime.now(timezone.utc) + timedelta(seconds=2), f"stamp {stamp}")
    async with steps.step("they come only once"):
        async with online(config, DAVE + "/attic") as (dave,):
            again = dave.inbox.peek(is_message(CAROL + "/garden"))
            check(not again, f"came again: {again and again[0]}")
    async with steps.step("a message to an account that does not exist is ignored, as by one that is offline"):
        async with online(config, CAROL + "/garden") as (carol,):
            carol.send_message(mto="nobody-here@localhost", mbody="hello?", mtype="chat")
            # The answer to a ping that was sent later comes later than an error would.
            await carol["xep_0199"].send_ping(config.domain, timeout=6)
            error = carol.inbox.peek(is_message("nobody-here@localhost"))
            check(not error, f"got {error and error[0]}")


async def rosters(steps, config):
    async with online(config, CAROL + "/garden", CAROL + "/kitchen") as (carol, other):
        async with steps.step("a roster change is answered and pushed to every resource"):
            erin = "<item jid='erin@localhost' name='Erin'><group>Friends</group></item>"
            answer = await carol.ask_roster("set", erin)
            check(answer.type == "result", f"answer: {answer}")
            for client in (carol, other):
                push = await client.inbox.take("the push", is_push("erin@localhost", name="Erin"))
                check(push.find("r:query/r:item/r:group").text == "Friends", f"push: {push}")

        async with steps.step("roster versioning: the feature is offered"):
            check("rosterver" in carol.features, f"stream features: {carol.features}")
        async with steps.step("roster versioning: a version is given, and the same one needs no roster"):
            full = await carol.ask_roster("get", version="")
            version = full.find("r:query").get("ver")
            check(version, f"no version: {full}")
            again = await carol.ask_roster("get", version=version)
            check(again.type == "result" and again.find("r:query") is None, f"the roster was sent again: {again}")
        async with steps.step("roster versioning: what changed since comes, as pushes or whole"):
            await carol.ask_roster("set", "<item jid='erin@localhost' name='Erin B.'/>")
            push = await carol.inbox.take("the push", is_push("erin@localhost", name="Erin B."))
            check(push.find("r:query").get("ver") not in (None, version), f"no new version: {push}")
            answer = await other.ask_roster("get", version=version)
            if answer.find("r:query") is None:
                await other.inbox.take("the push", is_push("erin@localhost", name="Erin B."))
            else:
                check(answer.find("r:query/r:item[@name='Erin B.']") is not None, f"old roster: {answer}")

        async with steps.step("a removed item is pushed as remove"):
            answer = await carol.ask_roster("set", "<item jid='erin@localhost' subscription='remove'/>")
            check(answer.type == "result", f"answer: {answer}")
            await other.inbox.take("the push", is_push("erin@localhost", "remove"))


async def asking_around(steps, config):
    async with online(config, CAROL + "/garden", DAVE + "/attic") as (carol, dave):
        async with steps.step("ping: the server and, through it, the contact"):
            await carol["xep_0199"].send_ping(config.domain, timeout=5)
            await carol["xep_0199"].send_ping(dave.boundjid, timeout=5)
        async with steps.step("disco#info of the server names what the steps here use"):
            info = await carol["xep_0030"].get_info(jid=config.domain, timeout=5)
            kinds = {identity[:2] for identity in info["disco_info"]["identities"]}
            check(("server", "im") in kinds, f"identities: {kinds}")
            wanted = {"http://jabber.org/protocol/disco#info", "http://jabber.org/protocol/disco#items",
                      "urn:xmpp:ping", "jabber:iq:version", "urn:xmpp:time", "msgoffline"}
            missing = wanted - set(info["disco_info"]["features"])
            check(not missing, f"missing: {sorted(missing)}")
        async with steps.step("disco#info of the own account says that it is registered"):
            info = await carol["xep_0030"].get_info(jid=CAROL, timeout=5)
            kinds = {identity[:2] for identity in info["disco_info"]["identities"]}
            check(("account", "registered") in kinds, f"identities: {kinds}")
        async with steps.step("version of the server"):
            answer = await carol["xep_0092"].get_version(config.domain, timeout=5)
            check(answer["software_version"]["name"] and answer["software_version"]["version"], f"got {answer}")
        async with steps.step("time of the server"):
            answer = await carol.ask(carol.request("get", config.domain, "<time xmlns='urn:xmpp:time'/>"))
            # Read by hand: the xep_0202 of slixmpp 1.8 cannot read any <tzo/>.
            utc = xep_0082.parse(answer.find("t:time/t:utc").text)
            off = abs(utc - datetime.now(timezone.utc))
            check(off < timedelta(seconds=30), f"{off} away from ours")
        async with steps.step("a request that nobody claims gives service-unavailable"):
            answer = await carol.ask(carol.request("get", config.domain, "<query xmlns='urn:example:nothing'/>"))
            check(answer.type == "error" and answer.find("{*}error/e:service-unavailable") is not None, f"got {answer}")


async def parting(steps, config):
    async with online(config, CAROL + "/garden", DAVE + "/attic") as (carol, dave):
        async with steps.step("removing a contact ends both subscriptions and the presence"):
            await carol.ask_roster("set", f"<item jid='{DAVE}' subscription='remove'/>")
            await carol.inbox.take("the push", is_push(DAVE, "remove"))
            await dave.inbox.take("the last presence", is_presence(carol.boundjid, "unavailable"))
            await dave.inbox.take("a push", is_push(CAROL, "none"))


if __name__ == "__main__":
    run(becoming_contacts, seeing_and_chatting, offline_messages, rosters, asking_around, parting)
