"""An external component is the PEP service of everybody (XEP-0163 by XEP-0355 and XEP-0356): before it is there, while
it is, and after it was started anew."""

import base64
import hashlib
import sys

from peers import Client, online
from stanzas import refused
from steps import check, run

ALICE, BOB, ADMIN, CAROL = "alice@localhost", "bob@localhost", "admin@localhost", "carol@localhost"
PUBSUB = "http://jabber.org/protocol/pubsub"
ITEM_CONFIG = PUBSUB + "#item-config"
EVENT = "{http://jabber.org/protocol/pubsub#event}"
NICK, AVATAR, METADATA = "http://jabber.org/protocol/nick", "urn:xmpp:avatar:data", "urn:xmpp:avatar:metadata"
BLOG = "urn:xmpp:microblog:0"
PICTURE = bytes(range(256)) * 8
HASH = hashlib.sha1(PICTURE).hexdigest()


def publish(client, node, payload, item):
    return client.request("set", ALICE, f"<pubsub xmlns='{PUBSUB}'><publish node='{node}'><item id='{item}'>{payload}"
                                        "</item></publish></pubsub>")


def for_group(group):
    """What libervia-pubsub takes inside an item: only this group of the publisher's roster may have it."""
    return (f"<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE' type='hidden'><value>{ITEM_CONFIG}</value></field>"
            "<field var='pubsub#access_model'><value>publisher-roster</value></field>"
            f"<field var='pubsub#roster_groups_allowed'><value>{group}</value></field></x>")


def items(client, node):
    return client.request("get", ALICE, f"<pubsub xmlns='{PUBSUB}'><items node='{node}'/></pubsub>")


def is_event(node):
    return lambda s: s.kind == "message" and s.find(f"{EVENT}event/{EVENT}items[@node='{node}']") is not None


async def interested(client, *nodes):
    """Says by capabilities (XEP-0115) that it wants to be notified of these nodes."""
    client.register_plugin("xep_0115")
    for node in nodes:
        client["xep_0030"].add_feature(node + "+notify")
    await client["xep_0115"].update_caps()
    return client


async def preparing(steps, config):
    async with online(config, ALICE + "/balcony") as (alice,):
        async with steps.step("alice puts bob into a group"):  # libervia-pubsub 0.4 reads a roster once in an hour
            answer = await alice.ask_roster("set", f"<item jid='{BOB}'><group>Friends</group></item>")
            check(answer.type == "result", f"got {answer}")
        async with steps.step("while the component is absent, its requests get service-unavailable"):
            refused(await alice.ask(items(alice, NICK)), "service-unavailable")


async def features(steps, config):
    async with online(config, ALICE + "/balcony") as (alice,):
        async with steps.step("disco#info of the own account: the component's features and identity are merged in"):
            answer = await alice.ask(alice.request("get", ALICE, "<query xmlns='http://jabber.org/protocol/disco#info'/>"))
            found = {f.get("var") for f in answer.all("info:query/info:feature")}
            kinds = {(i.get("category"), i.get("type")) for i in answer.all("info:query/info:identity")}
            check(PUBSUB in found or any(f.startswith(PUBSUB + "#") for f in found), f"features: {sorted(found)}")
            check(("pubsub", "pep") in kinds and ("account", "registered") in kinds, f"identities: {kinds}")


async def publishing(steps, config):
    async with online(config, ALICE + "/balcony") as (alice,):
        async with online(config, BOB + "/attic", ADMIN + "/tower", presence=False) as (bob, admin):
            for client in (bob, admin):
                await interested(client, NICK, METADATA, BLOG)
                await client.available()
                await client.sync(to=ALICE + "/balcony")
            for what, node, payload, item in (
                    ("a nickname, for her friends", NICK, f"<nick xmlns='{NICK}'>Ally</nick>" + for_group("Friends"), "1"),
                    ("an avatar's data", AVATAR,
                     f"<data xmlns='{AVATAR}'>{base64.b64encode(PICTURE).decode()}</data>", HASH),
                    ("an avatar's metadata", METADATA,
                     f"<metadata xmlns='{METADATA}'><info bytes='{len(PICTURE)}' id='{HASH}' type='image/png'/></metadata>",
                     HASH),
                    ("a microblog item", BLOG, "<entry xmlns='http://www.w3.org/2005/Atom'><title>Tea</title>"
                     "<id>tag:localhost,1</id><published>2026-01-02T03:04:05Z</published>"
                     "<updated>2026-01-02T03:04:05Z</updated></entry>", "first")):
                async with steps.step(f"alice publishes {what} to her own account"):
                    answer = await alice.ask(publish(alice, node, payload, item))
                    check(answer.type == "result" and answer.frm in ("", ALICE), f"got {answer}")
                if node == AVATAR:
                    continue
                async with steps.step(f"bob, who has {node.rpartition('/')[2]}+notify, is told of {what}"):
                    event = await bob.inbox.take("the event", is_event(node), seconds=10)
                    check(event.frm == ALICE, f"it came from {event.frm}")
                    check(payload[1:4] in str(event), f"without its payload: {event}")
            async with steps.step("a contact outside the group is told of the rest, and not of the nickname"):
                await admin.inbox.take("the event", is_event(BLOG))
                check(not admin.inbox.peek(is_event(NICK)), "the nickname came")


async def access(steps, config):
    async with online(config, ALICE + "/balcony", BOB + "/attic", ADMIN + "/tower", CAROL + "/garden") as everybody:
        alice, bob, admin, carol = everybody
        async with steps.step("a contact reads what is open"):
            answer = await bob.ask(items(bob, METADATA))
            check(answer.type == "result" and HASH in str(answer), f"got {answer}")
        for who, client in (("a contact outside the group", admin), ("a stranger", carol)):
            async with steps.step(f"{who} does not read the nickname"):
                answer = await client.ask(items(client, NICK))
                check("Ally" not in str(answer), f"got {answer}")
        async with steps.step("an error of the component comes back with its own condition"):
            refused(await alice.ask(items(alice, "no-such-node")), "item-not-found")


async def afterwards(steps, config):
    async with online(config, ALICE + "/balcony") as (alice,):
        async with steps.step("everything is still there"):
            for node, text in ((NICK, "Ally"), (AVATAR, "data"), (METADATA, HASH), (BLOG, "Tea")):
                answer = await alice.ask(items(alice, node))
                check(answer.type == "result" and text in str(answer), f"{node}: {answer}")
        async with steps.step("a contact who comes online is sent the last item"):
            bob = Client(config, BOB + "/attic").dial()
            await bob.started()
            await interested(bob, METADATA)
            bob.send_presence()
            event = await bob.inbox.take("the last item", is_event(METADATA), seconds=15)
            check(event.frm == ALICE and HASH in str(event), f"got {event}")
            await bob.leave()


if __name__ == "__main__":
    run(*{"absent": [preparing], "before": [features, publishing, access],
          "after": [features, afterwards, access]}[sys.argv.pop(1)])
