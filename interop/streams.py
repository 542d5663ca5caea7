"""Streams: TLS, SASL, what is refused, resources (RFC 6120)."""

import asyncio
from unittest import mock

from slixmpp.util.sasl.client import MECHANISMS

from peers import Client, EndPointScram, end_point, online
from stanzas import is_message
from steps import Unexpected, check, run


async def log_in(config, jid="alice@localhost", direct_tls=False, **how):
    """One login that succeeds; answers the client after it has left."""
    client = Client(config, jid, **how).dial(direct_tls)
    try:
        await client.started()
        client.tls_version = client.socket.version()
    finally:
        await client.leave()
    return client


async def login(steps, config):
    for mechanism in ("SCRAM-SHA-256", "SCRAM-SHA-1"):
        async with steps.step(f"login over STARTTLS with {mechanism}"):
            client = await log_in(config, mechanisms={mechanism})
            check(client.mechanism == mechanism, f"used {client.mechanism}")
            check(client.tls_version in ("TLSv1.2", "TLSv1.3"), f"used {client.tls_version}")

    async with steps.step("STARTTLS is required, no mechanism is offered before it"):
        features = client.inbox.peek(lambda s: s.kind == "features")
        check(features[0].find("tls:starttls/tls:required") is not None, f"not required: {features[0]}")
        check(features[0].find("sasl:mechanisms") is None, f"mechanisms without TLS: {features[0]}")

    async with steps.step("channel binding: SCRAM-SHA-256-PLUS with tls-server-end-point"):
        offered = {m.text for m in features[1].all("sasl:mechanisms/sasl:mechanism")}
        check("SCRAM-SHA-256-PLUS" in offered, f"offered: {sorted(offered)}")
        types = {t.get("type") for t in features[1].all("cb:sasl-channel-binding/cb:channel-binding")}
        check("tls-server-end-point" in types, f"channel binding types: {sorted(types)} (XEP-0440)")
        client = await bound(config, end_point)
        check(client.mechanism == "SCRAM-SHA-256-PLUS", f"used {client.mechanism}")

    async with steps.step("channel binding: data of another channel is refused"):
        check("SCRAM-SHA-256-PLUS" in offered, f"offered: {sorted(offered)}")
        try:
            await bound(config, lambda socket: bytes(32))
        except Unexpected as refusal:
            check("failed_all_auth" in str(refusal), str(refusal))
        else:
            raise Unexpected("logged in although the channel binding data was wrong")

    async with steps.step("direct TLS on its own port"):
        client = await log_in(config, direct_tls=True)
        check("starttls" not in client.features, "STARTTLS was negotiated inside TLS")

    async with steps.step("slixmpp as Debian ships it logs in by itself") as notes:
        client = await log_in(config, mechanisms=None)
        notes.append(f"it ended up with {client.mechanism}")

    async with steps.step("the certificate is checked: another authority is not trusted"):
        stranger = Client(config, "alice@localhost", ca=None).dial()
        await stranger.happened("ssl_invalid_chain")
        stranger.drop()


async def bound(config, data):
    """Logs in with SCRAM-SHA-256-PLUS over the channel binding data that `data` makes of the TLS socket."""
    with mock.patch.dict(MECHANISMS, {"SCRAM-SHA-256-PLUS": EndPointScram}):
        client = Client(config, "alice@localhost", mechanisms={"SCRAM-SHA-256-PLUS"})
        client.bind_channel(data)
        try:
            return await client.dial().started()
        finally:
            await client.leave()


async def refusals(steps, config):
    for what, jid, password in (("wrong password", "alice@localhost", "not " + config.secret("alice@localhost")),
                                ("unknown account", "nobody-here@localhost", "secret")):
        async with steps.step(f"{what} gives not-authorized"):
            client = Client(config, jid, password, mechanisms={"SCRAM-SHA-256"}).dial()
            _, failure = await client.happened("failed_auth")
            check(failure["condition"] == "not-authorized", f"condition {failure['condition']}")
            await client.leave()

    async with steps.step("unknown host gives host-unknown"):
        client = Client(config, "alice@unknown.example", "secret").dial()
        found = await client.stream_error()
        check(found == "host-unknown", f"condition {found}")
        client.drop()

    async with steps.step("XML that is not well-formed gives not-well-formed, the server goes on"):
        client = await Client(config, "bob@localhost").dial().started()
        client.send_raw("<message to='alice@localhost'><body></message>")
        found = await client.thrown_out()
        check(found == "not-well-formed", f"condition {found}")
        client.drop()
        await log_in(config, "bob@localhost")


async def resources(steps, config):
    async with online(config, "alice@localhost/one", "bob@localhost/two") as (alice, bob):
        async with steps.step("the client's resource is honoured"):
            check(alice.boundjid.full == "alice@localhost/one", f"bound {alice.boundjid.full}")

        async with steps.step("a second resource: a full JID reaches only that one"):
            async with online(config, "alice@localhost/other") as (other,):
                bob.send_message(mto="alice@localhost/other", mbody="only there", mtype="chat")
                await other.inbox.take("the message", is_message(bob.boundjid, "only there"))
                await bob.sync(alice.boundjid)
                check(not alice.inbox.peek(is_message(body="only there")), "the first resource got it too")

        async with steps.step("no resource asked for: the server makes one"):
            async with online(config, "alice@localhost") as (some,):
                check(some.boundjid.resource not in ("", "one"), f"bound {some.boundjid.full}")

        async with steps.step("the same resource again: a conflict is resolved, one session has it"):
            await conflict(config, alice, bob)


async def conflict(config, old, bob):
    """RFC 6120 7.7.2.2 leaves three ways; each must be carried out cleanly."""
    new = Client(config, str(old.boundjid)).dial()
    try:
        waits = [asyncio.ensure_future(w) for w in (new.started(), old.thrown_out(seconds=3))]
        await asyncio.wait(waits)
        bound, ended = [w.exception() is None for w in waits]
        if ended:
            check(waits[1].result() == "conflict", f"the old session ended with {waits[1].result()}")
            check(bound, f"the old session was ended but {waits[0].exception()}")
        elif bound:
            check(new.boundjid.full != old.boundjid.full, "two sessions stand with one full JID")
        else:
            await old.sync()
            return
        await new.available()
        bob.send_message(mto=new.boundjid, mbody="who has it", mtype="chat")
        await new.inbox.take("a message to the new session", is_message(body="who has it"))
    finally:
        await new.leave()


if __name__ == "__main__":
    run(login, refusals, resources)
