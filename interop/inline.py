"""A client that logs in, binds and resumes in one step, xmpp.js: SASL2 (XEP-0388), Bind 2 (XEP-0386), FAST (XEP-0484), with stream
management (XEP-0198), carbons (XEP-0280) and client states (XEP-0352) inline. With `rotating` the server renews tokens at each login."""

import secrets
import sys
from datetime import datetime, timezone
from xml.sax.saxutils import escape

from faults import network
from peers import Client, online
from stanzas import is_message, is_presence
from steps import check, run
from xmppjs import NS, Installation

ALICE, BOB, CAROL, DAVE = "alice@localhost", "bob@localhost", "carol@localhost", "dave@localhost"
BY_PASSWORD = ["out authenticate", "in challenge", "out response", "in success"]
BY_TOKEN = ["out authenticate", "in success"]
FALLEN_BACK = ["out authenticate", "in failure"] + BY_PASSWORD
ROUNDS, MESSAGES = 5, 20


async def logins(steps, config):
    for direct_tls in (False, True):
        way = "direct TLS" if direct_tls else "STARTTLS"
        async with steps.step(f"xmpp.js logs in over {way} by SASL2") as notes:
            async with Installation(config, CAROL).online(direct_tls=direct_tls) as program:
                check(program.login() == BY_PASSWORD, f"passed: {program.login()}")
                check(program.mechanism.startswith("SCRAM-SHA-"), f"used {program.mechanism}")
                notes.append(program.mechanism)
                await program.sync()

    async with steps.step("SASL2 is not offered before TLS, and Bind 2, FAST and resumption are offered in it"):
        async with Installation(config, CAROL).online() as program:
            before, after = [connection[0][1] for connection in program.connections]
            check(before.find("{urn:xmpp:sasl:2}authentication") is None, f"offered without TLS: {before}")
            inline = after.xml.find("sasl2:authentication/sasl2:inline", NS)
            options = {f.get("var") for f in inline.findall("bind2:bind/bind2:inline/bind2:feature", NS)}
            check(options >= {NS["sm"], NS["carbons"], NS["csi"]}, f"options: {options}")
            check(inline.find("sm:sm", NS) is not None, f"no resumption: {after}")
            check(inline.find("fast:fast", NS) is not None, f"no tokens: {after}")

    async with steps.step("a wrong password gives not-authorized"):
        stranger = Installation(config, CAROL)
        stranger.password = "not " + stranger.password
        async with stranger.running() as program:
            await program.refused(1)
            failure = program.element("in", "failure")
            check(failure.find("{urn:ietf:params:xml:ns:xmpp-sasl}not-authorized") is not None, "another condition")
            check("in success" not in program.login(), f"passed: {program.login()}")

    async with steps.step("the certificate is checked: another authority is not trusted"):
        async with Installation(config, CAROL).running(ca=None) as program:
            await program.until("error", lambda: program.errors)
            check("certificate" in program.errors[0], f"the error is {program.errors[0]}")
            check(not program.login(), f"passed: {program.login()}")


async def binding(steps, config):
    phone = Installation(config, CAROL)
    async with phone.online() as program, online(config, CAROL + "/laptop", DAVE + "/attic") as (laptop, dave):
        async with steps.step("Bind 2: bound with the login, below the client's tag"):
            check(program.address.startswith(f"{CAROL}/{phone.tag}/"), f"bound {program.address}")
            check(phone.device not in program.address, f"the address tells the device: {program.address}")
            check(program.success().find("bind2:bound", NS) is not None, "not bound")
            asked = [s for d, s in program.wire() if d == "out" and s.kind != "authenticate" and s.kind != "response"]
            check(not asked, f"more was asked for: {asked and asked[0]}")
            dave.send_message(mto=program.address, mbody="to this very device", mtype="chat")
            await program.inbox.take("the message", is_message(dave.boundjid, "to this very device"))

        async with steps.step("stream management is enabled with the login, and not offered a second time"):
            enabled = program.success().find("bind2:bound/sm:enabled", NS)
            check(enabled is not None and enabled.get("id") and enabled.get("resume") == "true", "cannot be resumed")
            features = program.element("in", "features")
            check(features.find("sm:sm", NS) is None, "xmpp.js would enable it again, which ends the stream")
            await program.tell(DAVE, "please confirm")
            await program.until("confirmation", lambda: ("in", "a") in [(d, s.kind) for d, s in program.wire()])
            check(program.element("in", "a").get("h") == "1", "counted otherwise")

        async with steps.step("carbons are enabled with the login: a message to the other device is copied"):
            dave.send_message(mto=laptop.boundjid, mbody="to the laptop", mtype="chat")
            await laptop.inbox.take("the message", is_message(dave.boundjid, "to the laptop"))
            copy = await program.inbox.take("the copy", lambda s: s.find(f"{{{NS['carbons']}}}received") is not None)
            inner = copy.find(f"{{{NS['carbons']}}}received/f:forwarded/c:message/c:body")
            check(copy.frm == CAROL and inner is not None and inner.text == "to the laptop", f"got {copy}")
        check(not program.errors, f"xmpp.js reports {program.errors}")

    async with steps.step("the same installation has the same address again, another one another"):
        first = program.address
        async with phone.online() as program:
            check(program.address == first, f"{program.address} instead of {first}")
        async with Installation(config, CAROL).online() as program:
            check(program.address != first, f"both have {first}")


async def attention(steps, config):
    async with steps.step("inactive from the login on: of three presences the last comes, with a message"):
        async with (Installation(config, ALICE, wishes=("csi",)).online() as program,
                    online(config, BOB + "/attic") as (bob,)):
            program.say("<presence/>")
            await bob.inbox.take("her presence", is_presence(program.address))
            for status in ("one", "two", "three"):
                await bob.available(pstatus=status)
            bob.send_message(mto=program.address, mbody="wake up", mtype="chat")
            await program.inbox.take("the message", is_message(bob.boundjid, "wake up"))
            came = [s.text("status") for s in program.inbox.peek(is_presence(bob.boundjid))]
            check(came == ["three"], f"came: {came}")
            program.say(f"<active xmlns='{NS['csi']}'/>")
            await program.sync()
            program.inbox.clear()
            await bob.available(pstatus="four")
            await program.inbox.take("the presence of an active client", is_presence(bob.boundjid))


async def tokens(steps, config):
    phone = Installation(config, CAROL)
    async with phone.online() as program:
        address = program.address
        async with steps.step("FAST: a token comes with the login") as notes:
            check(phone.token, "no token")
            wish = program.element("out", "authenticate").find("fast:request-token", NS)
            check(wish is not None and wish.get("mechanism") == phone.token["mechanism"], "for another mechanism")
            check(datetime.fromisoformat(phone.token["expiry"]) > datetime.now(timezone.utc), f"{phone.token['expiry']}")
            notes.append(phone.token["mechanism"])

    async with steps.step("FAST: the next start logs in and binds in one round trip, without a password"):
        phone.password = "forgotten"
        kept = dict(phone.token)
        async with phone.online() as program:
            check(program.login() == BY_TOKEN, f"passed: {program.login()}")
            check(program.mechanism == kept["mechanism"], f"used {program.mechanism}")
            check(program.address == address, f"bound {program.address}")
            check(phone.token == kept, "a new token, although the old one is not due")
            await program.sync()
        phone.password = config.secret(CAROL)

    async with steps.step("FAST: a token that is wrong is refused, the password is asked for on the same stream"):
        wrong = Installation(config, CAROL)
        wrong.token = dict(phone.token, token=secrets.token_urlsafe(32))
        await falls_back(wrong)

    async with steps.step("FAST: the token of another installation is refused, and stays good for its own"):
        thief = Installation(config, CAROL)
        thief.token = dict(phone.token)
        await falls_back(thief)
        async with phone.online() as program:
            check(program.login() == BY_TOKEN, f"passed: {program.login()}")


async def falls_back(installation):
    """xmpp.js drops the token that is refused, logs in with the password, and gets another token."""
    before = installation.token
    async with installation.online() as program:
        check(program.login() == FALLEN_BACK, f"passed: {program.login()}")
        await program.sync()
    check(installation.token and installation.token != before, "no new token")
    async with installation.online() as program:
        check(program.login() == BY_TOKEN, f"with the new token passed: {program.login()}")


async def changed_password(steps, config):
    """The tokens of before are worth nothing after a change of the password."""
    old, new = config.secret(CAROL), secrets.token_urlsafe(18)
    phone, tablet = Installation(config, CAROL), Installation(config, CAROL, tag="tablet")
    is_changed = False
    try:
        async with steps.step("a password is changed (XEP-0077): tokens of before are refused, each falls back"):
            async with tablet.online(), phone.online() as program:
                answer = await program.ask("set", change("carol", new))
                check(answer.type == "result", f"got {answer}")
                is_changed = True
            for installation in (phone, tablet):
                installation.password = new
                await falls_back(installation)
        async with steps.step("neither a token nor the password of before opens anything"):
            lost = Installation(config, CAROL)
            async with phone.online():
                lost.device, lost.token = phone.device, dict(phone.token)
            await with_password(config, new, old)
            is_changed = False
            lost.password = new
            async with lost.running() as program:
                await program.refused(2)
                check("in success" not in program.login(), f"passed: {program.login()}")
    finally:
        if is_changed:
            await with_password(config, new, old)


async def with_password(config, password, wanted):
    """Sets the password that the other scenarios know."""
    client = Client(config, CAROL, password).dial()
    try:
        await client.started()
        answer = await client.ask(client.request("set", config.domain, change("carol", wanted)))
        check(answer.type == "result", f"the password could not be changed back: {answer}")
    finally:
        await client.leave()


def change(name, password):
    return f"<query xmlns='jabber:iq:register'><username>{name}</username><password>{escape(password)}</password></query>"


async def resumption(steps, config):
    phone = Installation(config, CAROL)
    async with network(config) as (relay, unstable), online(config, DAVE + "/attic") as (dave,):
        async with phone.online(config=unstable) as program:
            address = program.address
            program.say("<presence/>")
            await program.sync()
            async with steps.step("a cut: login by token and resumption in one round trip, no message lost or doubled", 60):
                for number in range(ROUNDS):
                    relay.cut()
                    for message in range(MESSAGES):
                        dave.send_message(mto=address, mbody=f"{number}.{message}", mtype="chat")
                    await program.until("resumption", lambda: program.resumed > number)
                    check(program.login() == BY_TOKEN, f"passed: {program.login()}")
                    check(program.success().find("sm:resumed", NS) is not None, "not resumed")
                    check(program.success().find("bind2:bound", NS) is None, "bound and resumed")
                for number in range(ROUNDS):
                    for message in range(MESSAGES):
                        came = await program.inbox.take("the next message", is_message(dave.boundjid))
                        check(came.text("body") == f"{number}.{message}", f"{number}.{message} expected, got {came}")
                await program.sync()
                again = program.inbox.peek(is_message(dave.boundjid))
                check(not again, f"came again: {again and again[0]}")

            async with steps.step("the address of a resumed session is told in full, and no features follow"):
                check(program.address == address, f"{program.address} instead of {address}")
                kinds = [s.kind for d, s in program.wire() if d == "in"]
                check("features" not in kinds[kinds.index("success"):], f"came: {kinds}")

            async with steps.step("a cut: what xmpp.js had sent goes on once, in order", 60):
                dave.inbox.clear()
                for number in range(ROUNDS):
                    before = program.resumed
                    await program.tell(DAVE, *(f"{number}.{message}" for message in range(MESSAGES)))
                    relay.cut()
                    await program.until("resumption", lambda: program.resumed > before)
                for number in range(ROUNDS):
                    for message in range(MESSAGES):
                        came = await dave.inbox.take("the next message", is_message(address))
                        check(came.text("body") == f"{number}.{message}", f"{number}.{message} expected, got {came}")
                await program.sync()
                await dave.sync()
                again = dave.inbox.peek(is_message(address))
                check(not again, f"came again: {again and again[0]}")


async def rotation(steps, config):
    """The server gives a new token at each login; the one before is good until the new one is used."""
    phone = Installation(config, CAROL)
    async with phone.online():
        first = dict(phone.token)
    phone.password = "forgotten"

    async with steps.step("FAST: a token that is due is replaced at the login with it"):
        async with phone.online() as program:
            check(program.login() == BY_TOKEN, f"passed: {program.login()}")
        check(phone.token != first, "no new token")

    async with steps.step("FAST: who has not received the new token logs in with the old one, and gets another"):
        missed, phone.token = phone.token, dict(first)
        async with phone.online() as program:
            check(program.login() == BY_TOKEN, f"passed: {program.login()}")
        check(phone.token not in (first, missed), "no new token")
        async with phone.online() as program:
            check(program.login() == BY_TOKEN, f"passed: {program.login()}")

    for what, token in (("old one", first), ("one that was never used", missed)):
        async with steps.step(f"FAST: once the new token is used the {what} is refused"):
            phone.token = dict(token)
            async with phone.running() as program:
                await program.refused(2)  # the token, and the password that it does not know
                check("in success" not in program.login(), f"passed: {program.login()}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["rotating"]:
        del sys.argv[1]
        run(rotation)
    else:
        run(logins, binding, attention, tokens, changed_password, resumption)
