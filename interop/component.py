"""A component of today connects: what XEP-0114 gives it, privileged or not."""

import asyncio

from peers import Component, gateway, online
from stanzas import is_message, refused
from steps import Unexpected, check, run

GATEWAY = "gateway.localhost"


async def streams(steps, config):
    async with steps.step("wrong secret gives not-authorized"):
        component = Component(config, secret="not " + config.secret(GATEWAY)).dial()
        found = await component.stream_error()
        check(found == "not-authorized", f"condition {found}")
        component.drop()

    async with steps.step("unknown component gives host-unknown"):
        component = Component(config, "stranger.localhost", "secret").dial()
        found = await component.stream_error()
        check(found == "host-unknown", f"condition {found}")
        component.drop()

    async with steps.step("a from that is not its own gives invalid-from"):
        component = await Component(config).dial().started()
        component.send_raw("<message from='alice@localhost' to='bob@localhost'><body>forged</body></message>")
        found = await component.thrown_out()
        check(found == "invalid-from", f"condition {found}")
        component.drop()

    async with steps.step("a second connection of the same component: one of them stays usable"):
        async with gateway(config) as first:
            await first.sync()
            second = Component(config).dial()
            try:
                await one_remains(first, second)
            finally:
                await second.leave()


async def one_remains(first, second):
    waits = [asyncio.ensure_future(w) for w in (second.started(), first.thrown_out(seconds=3))]
    await asyncio.wait(waits)
    accepted, replaced = [w.exception() is None for w in waits]
    if accepted and replaced:
        check(waits[1].result() == "conflict", f"the first one ended with {waits[1].result()}")
        await second.sync()
    elif not accepted and not replaced:
        check("conflict" in str(waits[0].exception()), f"the second one was refused: {waits[0].exception()}")
        await first.sync()
    else:
        raise Unexpected("both connections stand" if accepted else "neither connection stands")


async def stanzas(steps, config):
    async with steps.step("a message to the absent component gives an error at once"):
        async with online(config, "alice@localhost") as (alice,):
            alice.send_message(mto=f"someone@{GATEWAY}", mbody="anyone?", mtype="chat")
            error = await alice.inbox.take("the error", is_message(f"someone@{GATEWAY}"))
            check(error.type == "error", f"got {error}")

    async with gateway(config) as component, online(config, "alice@localhost/home") as (alice,):
        async with steps.step("ordinary disco#info to the server and to a client"):
            for target in (config.domain, str(alice.boundjid)):
                info = await component["xep_0030"].get_info(jid=target, ifrom=GATEWAY, timeout=5)
                check(info["disco_info"]["identities"], f"no identity: {info}")
        async with steps.step("ordinary messages both ways, from any address of its domain"):
            component.send_message(mto=alice.boundjid.bare, mfrom=f"someone@{GATEWAY}", mbody="hello", mtype="chat")
            await alice.inbox.take("the message", is_message(f"someone@{GATEWAY}", "hello"))
            alice.send_message(mto=f"someone@{GATEWAY}", mbody="hello yourself", mtype="chat")
            message = await component.inbox.take("the answer", is_message(alice.boundjid, "hello yourself"))
            check(message.to == f"someone@{GATEWAY}", f"got {message}")
        async with steps.step("requests of a client reach the component and are answered"):
            answer = await alice["xep_0092"].get_version(GATEWAY, timeout=5)
            check(answer["from"] == GATEWAY, f"got {answer}")
        async with steps.step("an address of its domain has none of its privileges"):
            puppet = component.request("get", alice.boundjid.bare, "<query xmlns='jabber:iq:roster'/>",
                                       f"someone@{GATEWAY}")
            refused(await component.ask(puppet), "forbidden", "service-unavailable")
        async with steps.step("a user cannot forge an advertisement or a push"):
            alice.send_raw(f"<message to='{GATEWAY}'><privilege xmlns='urn:xmpp:privilege:2'>"
                           "<perm access='roster' type='none'/></privilege></message>")
            alice.send_message(mto=GATEWAY, mbody="after it", mtype="chat")
            await component.inbox.take("the later message", is_message(alice.boundjid, "after it"))
            forged = component.inbox.peek(lambda s: s.find("p:privilege") is not None and s.frm != config.domain)
            check(not forged, f"it arrived: {forged and forged[0]}")


if __name__ == "__main__":
    run(streams, stanzas)
