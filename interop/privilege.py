"""A privileged component acts for its users (XEP-0356, urn:xmpp:privilege:2)."""

import uuid

from peers import gateway, online
from stanzas import is_message, is_presence, is_push, refused
from steps import check, run

GATEWAY, ALICE, BOB = "gateway.localhost", "alice@localhost", "bob@localhost"
INFO = "http://jabber.org/protocol/disco#info"
GRANTED_IQ = {INFO: "get", "urn:xmpp:ping": "get", "jabber:iq:version": "get"}


async def advertisement(steps, config):
    async with gateway(config) as component:
        async with steps.step("the advertisement is the first stanza after the handshake"):
            advert = await component.inbox.take("stanza", lambda s: s.kind in ("message", "presence", "iq"))
            check(advert.find("p:privilege") is not None, f"first came {advert}")
            check((advert.frm, advert.to) == (config.domain, GATEWAY), f"from {advert.frm} to {advert.to}")
        perms = {p.get("access"): p for p in advert.all("p:privilege/p:perm")}
        for access, kind in (("roster", "both"), ("message", "outgoing"), ("presence", "roster")):
            async with steps.step(f"it grants {access}={kind}"):
                check(access in perms and perms[access].get("type") == kind, f"got {advert}")
        async with steps.step("it says that roster pushes come"):
            check(perms["roster"].get("push") == "true", f"push is {perms['roster'].get('push')}")
        async with steps.step("it grants iq per namespace, side by side and without a type of its own"):
            found = {n.get("ns"): n.get("type") for n in advert.all("p:privilege/p:perm[@access='iq']/p:namespace")}
            check(found == GRANTED_IQ, f"namespaces: {found}")
            check(perms["iq"].get("type") is None, f"type is {perms['iq'].get('type')}")
        async with steps.step("slixmpp's own plugin xep_0356 understands it"):
            plugin = component["xep_0356"].granted_privileges
            check((plugin["roster"], plugin["message"], plugin["presence"]) == ("both", "outgoing", "roster"),
                  f"it noted {plugin}")


async def rosters(steps, config):
    async with gateway(config) as component, online(config, ALICE + "/home") as (alice,):
        plugin = component["xep_0356"]
        contact = f"legacy@{GATEWAY}"
        async with steps.step("it reads the roster of a user"):
            answer = await plugin.get_roster(ALICE, timeout=5)
            items = answer["roster"]["items"]
            check(answer["from"] == ALICE and BOB in items, f"got {answer}")
            check(items[BOB]["subscription"] == "both", f"bob is {items[BOB]}")
        async with steps.step("it reads the roster of a user who is offline"):
            answer = await plugin.get_roster("admin@localhost", timeout=5)
            check(answer["roster"]["items"], f"got {answer}")
        async with steps.step("it writes an item, the user's client gets the push"):
            item = {"name": "Old friend", "groups": ["Gateway"], "subscription": "both"}
            await plugin.set_roster(ALICE, {contact: item}, timeout=5)
            push = await alice.inbox.take("the push", is_push(contact, name="Old friend"))
            check(push.find("r:query/r:item/r:group").text == "Gateway", f"push: {push}")
        async with steps.step("it reads what it wrote"):
            found = (await plugin.get_roster(ALICE, timeout=5))["roster"]["items"]
            check(contact in found and found[contact]["name"] == "Old friend", f"items: {found}")
            # Its own contact: RFC 6121, 2.1.2.5 would have the server ignore the subscription, gateways depend on it.
            check(found[contact]["subscription"] == "both", f"items: {found}")
        async with steps.step("it gets the push of its own change"):
            await component.inbox.take("the push", is_user_push(ALICE, contact, name="Old friend"))
        await pushes(steps, component, alice)
        await bad_roster_sets(steps, component, contact)


def is_user_push(user, contact, subscription=None, **attributes):
    push = is_push(contact, subscription, **attributes)
    return lambda s: push(s) and s.frm == user and s.to == GATEWAY


async def pushes(steps, component, alice):
    async with steps.step("the user adds an item: it gets the push from her bare JID"):
        await alice.ask_roster("set", "<item jid='frank@localhost' name='Frank'><group>New</group></item>")
        push = await component.inbox.take("the push", is_user_push(ALICE, "frank@localhost", name="Frank"))
        check(len(push.all("r:query/r:item")) == 1, f"more than one item: {push}")
    async with steps.step("its refusal of a push changes nothing (slixmpp answers feature-not-implemented)"):
        await component.sync()
        check(not alice.inbox.peek(lambda s: s.kind == "iq" and s.type == "error"), "an error reached the user")
    async with steps.step("the user renames it: the push follows"):
        await alice.ask_roster("set", "<item jid='frank@localhost' name='Francis'/>")
        await component.inbox.take("the push", is_user_push(ALICE, "frank@localhost", name="Francis"))
    async with steps.step("the user removes it: the push says remove"):
        await alice.ask_roster("set", "<item jid='frank@localhost' subscription='remove'/>")
        await component.inbox.take("the push", is_user_push(ALICE, "frank@localhost", "remove"))


async def bad_roster_sets(steps, component, contact):
    async def change(items, to=ALICE):
        return await component.ask(component.request(
            "set", to, f"<query xmlns='jabber:iq:roster'>{items}</query>", GATEWAY))

    async with steps.step("a roster set without, and one with two items give bad-request"):
        refused(await change(""), "bad-request")
        refused(await change(f"<item jid='a@{GATEWAY}'/><item jid='b@{GATEWAY}'/>"), "bad-request")
    async with steps.step("removing an absent item gives item-not-found"):
        refused(await change(f"<item jid='nobody@{GATEWAY}' subscription='remove'/>"), "item-not-found")
    async with steps.step("the roster of an unknown account gives item-not-found"):
        refused(await change(f"<item jid='{contact}'/>", "nobody-here@localhost"), "item-not-found")
    async with steps.step("it removes its item again"):
        answer = await change(f"<item jid='{contact}' subscription='remove'/>")
        check(answer.type == "result", f"got {answer}")


async def messages(steps, config):
    async with gateway(config) as component, online(config, ALICE + "/home", BOB + "/work") as (_, bob):
        await component.inbox.take("the advertisement", lambda s: s.find("p:privilege") is not None)
        async with steps.step("it sends a message as the user, the recipient sees only her"):
            message = component.make_message(mto=bob.boundjid.full, mfrom=ALICE, mbody="by the gateway", mtype="chat")
            message["id"] = "kept-1"
            message.namespace = "jabber:client"
            message.xml.tag = "{jabber:client}message"
            component["xep_0356"].send_privileged_message(message)
            got = await bob.inbox.take("the message", is_message(ALICE, "by the gateway"))
            check(got.id == "kept-1" and got.type == "chat", f"got {got}")
            check(got.find("p:privilege") is None and got.find("f:forwarded") is None, f"a wrapper is left: {got}")
        for what, sender in (("a full JID", ALICE + "/home"), ("another domain", "alice@elsewhere.example"),
                             ("its own address", f"someone@{GATEWAY}")):
            async with steps.step(f"a message as {what} gives forbidden"):
                refused(await privileged_message(component, sender, "forbidden fruit"), "forbidden")
        async with steps.step("none of those was delivered"):
            await bob.sync()
            check(not bob.inbox.peek(is_message(body="forbidden fruit")), "one was delivered")


async def privileged_message(component, sender, body):
    """Sends a message wrapped by hand; answers the error that comes back."""
    number = uuid.uuid4().hex
    component.send_raw(
        f"<message from='{GATEWAY}' to='{component.config.domain}' id='{number}'>"
        "<privilege xmlns='urn:xmpp:privilege:2'>"
        f"<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' from='{sender}' to='{BOB}' type='chat'>"
        f"<body>{body}</body></message></forwarded></privilege></message>")
    return await component.inbox.take("the error", lambda s: s.kind == "message" and s.id == number)


async def requests(steps, config):
    async with gateway(config) as component, online(config, ALICE + "/home", BOB + "/work") as (_, bob):
        async with steps.step("it sends an iq as the user, the server's answer comes back wrapped"):
            inner = answered(await privileged_iq(component, f"<query xmlns='{INFO}'/>", to=config.domain))
            check((inner.get("from"), inner.get("to")) == (config.domain, ALICE), f"inner from, to: {inner.attrib}")
            check(inner.find("info:query/info:identity", {"info": INFO}) is not None, "no identity in the answer")
        async with steps.step("the same to a contact: it sees the bare JID of the user"):
            inner = answered(await privileged_iq(component, "<query xmlns='jabber:iq:version'/>", to=bob.boundjid))
            check(inner.get("from") == bob.boundjid.full, f"inner from: {inner.get('from')}")
            await bob.inbox.take("the request", lambda s: s.kind == "iq" and s.frm == ALICE and s.type == "get")
        async with steps.step("an error of the asked one comes back wrapped, as an error"):
            answer = await privileged_iq(component, "<query xmlns='jabber:iq:version'/>", to=BOB + "/nowhere")
            inner = answer.find("p:privilege/f:forwarded/c:iq")
            check(answer.type == "error" and inner is not None and inner.get("type") == "error", f"got {answer}")
            check(answer.find("{*}error") is not None, f"no error of its own: {answer}")

        ping = "<ping xmlns='urn:xmpp:ping'/>"
        for what, changes in {
            "a namespace that is not granted": {"payload": "<query xmlns='jabber:iq:private'/>"},
            "a type that is not granted": {"kind": "set", "inner_kind": "set"},
            "a full JID as the user": {"user": ALICE + "/home"},
            "the server as the user": {"user": config.domain},
            "an unknown user": {"user": "nobody-here@localhost"},
            "an inner iq of the component namespace": {"namespace": "jabber:component:accept"},
            "an inner from of somebody else": {"sender": BOB},
            "different types outside and inside": {"inner_kind": "set"},
        }.items():
            async with steps.step(f"iq as the user with {what} gives forbidden"):
                answer = await privileged_iq(component, **({"payload": ping, "to": config.domain} | changes))
                refused(answer, "forbidden")


async def privileged_iq(component, payload, to, user=ALICE, kind="get", inner_kind="get",
                        namespace="jabber:client", sender=None):
    """Sends an iq as the user (XEP-0356 6.3); slixmpp 1.8's plugin has no call for that."""
    frm = f" from='{sender}'" if sender else ""
    return await component.ask(component.request(
        kind, user, f"<privileged_iq xmlns='urn:xmpp:privilege:2'><iq xmlns='{namespace}' type='{inner_kind}' to='{to}'"
        f" id='{uuid.uuid4().hex}'{frm}>{payload}</iq></privileged_iq>", GATEWAY))


def answered(answer):
    """The inner iq of an answer that is a result outside and inside."""
    inner = answer.find("p:privilege/f:forwarded/c:iq")
    check(answer.type == "result" and answer.frm == ALICE, f"got {answer}")
    check(inner is not None and inner.get("type") == "result", f"no wrapped result: {answer}")
    return inner


async def presences(steps, config):
    async with gateway(config) as component:
        async with online(config, ALICE + "/home", presence=False) as (alice,):
            async with steps.step("the user comes online: it sees her, with show, status and language"):
                alice.send_raw("<presence id='p1' xml:lang='en'>"
                               "<show>chat</show><status>on the balcony</status></presence>")
                seen = await component.inbox.take("the presence", is_presence(alice.boundjid))
                found = (seen.to, seen.text("show"), seen.text("status"), seen.lang)
                check(found == (GATEWAY, "chat", "on the balcony", "en"), f"got {seen}")
            async with steps.step("a later change of hers is not passed on (7.1: only initial and unavailable)"):
                await alice.available(pshow="dnd")
                await component.sync()
                again = component.inbox.peek(is_presence(alice.boundjid))
                check(not again, f"it got {again and again[0]}")
                component.inbox.clear()
            async with steps.step("a contact comes online: one presence, although several rosters hold him"):
                async with online(config, BOB + "/work") as (bob,):
                    await component.sync()
                    seen = component.inbox.peek(is_presence(bob.boundjid))
                    check(len(seen) == 1, f"{len(seen)} presences: {' '.join(map(str, seen))}")
                    component.inbox.clear()
            async with steps.step("and goes: one unavailable"):
                await component.inbox.take("unavailable", is_presence(BOB + "/work", "unavailable"))
                await alice.inbox.take("unavailable at the user", is_presence(BOB + "/work", "unavailable"))
                await component.sync()
                check(not component.inbox.peek(is_presence(BOB)), "it was sent more than once")
            async with steps.step("the user goes: unavailable"):
                await alice.unavailable()
                await component.inbox.take("unavailable", is_presence(ALICE + "/home", "unavailable"))
        async with steps.step("the connection of the user is lost: unavailable all the same"):
            async with online(config, ALICE + "/train") as (alice,):
                await component.inbox.take("the presence", is_presence(ALICE + "/train"))
                alice.drop()
                await component.inbox.take("unavailable", is_presence(ALICE + "/train", "unavailable"))
        async with steps.step("it is transparent: a user sees no item, presence or message of the mechanism"):
            async with online(config, BOB + "/work") as (bob,):
                roster = await bob.ask_roster("get")
                check(GATEWAY not in str(roster), f"roster: {roster}")
                seen = bob.inbox.peek(lambda s: s.frm.endswith(GATEWAY) or s.find("p:privilege") is not None)
                check(not seen, f"the user got {seen and seen[0]}")


async def late(steps, config):
    async with online(config, ALICE + "/home", BOB + "/work"):
        async with steps.step("connecting late: after the advertisement come the presences that stand"):
            async with gateway(config) as component:
                first = await component.inbox.take("stanza", lambda s: s.kind in ("message", "presence", "iq"))
                check(first.find("p:privilege") is not None, f"first came {first}")
                await component.inbox.take("presence of the user", is_presence(ALICE + "/home"))
                await component.inbox.take("presence of the contact", is_presence(BOB + "/work"))


if __name__ == "__main__":
    run(advertisement, rosters, messages, requests, presences, late)
