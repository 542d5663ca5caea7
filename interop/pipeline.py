"""What a person with several devices and a bad network expects, with both libraries: sessions that resume (XEP-0198),
carbons (XEP-0280), paging through the archive (XEP-0313), blocking (XEP-0191)."""

import aioxmpp
import aioxmpp.blocking
import aioxmpp.carbons
import aioxmpp.xso as xso

from faults import network
from lasting import Arrived, Resumptions, chat, lasting, second
from peers import online
from stanzas import is_message, is_presence, refused
from steps import check, run

CAROL, DAVE = "carol@localhost", "dave@localhost"
CARBONS = "urn:xmpp:carbons:2"
ARCHIVE = "urn:xmpp:mam:2"
PAGES = "http://jabber.org/protocol/rsm"
PAGE, PAGES_WANTED = 10, 3


async def resuming(steps, config):
    """A connection breaks; the session does not, and nobody notices."""
    async with network(config) as (relay, unstable), online(config, DAVE + "/attic") as (dave,):
        async with steps.step("slixmpp resumes after a cut: what was sent meanwhile comes once, in order"):
            async with lasting(unstable, CAROL + "/phone") as phone:
                for round_of_cuts in range(5):
                    relay.cut()
                    for number in range(20):
                        dave.send_message(mto=CAROL, mbody=f"{round_of_cuts}.{number}", mtype="chat")
                    await phone.resumes(round_of_cuts)
                for round_of_cuts in range(5):
                    for number in range(20):
                        message = await phone.inbox.take("the next message", is_message(dave.boundjid))
                        check(message.text("body") == f"{round_of_cuts}.{number}", f"got {message}")
                await phone.sync()
                again = phone.inbox.peek(is_message(dave.boundjid))
                check(not again, f"came again: {again and again[0]}")

        async with steps.step("slixmpp resumes after a cut: what it had sent goes on once, in order"):
            async with lasting(unstable, CAROL + "/phone") as phone:
                dave.inbox.clear()
                for number in range(100):
                    phone.send_message(mto=DAVE, mbody=f"from the tunnel {number}", mtype="chat")
                    if number % 20 == 10:
                        relay.cut()
                await phone.confirmed()
                for number in range(100):
                    message = await dave.inbox.take("the next message", is_message(CAROL + "/phone"))
                    check(message.text("body") == f"from the tunnel {number}", f"{number} expected, got {message}")

        async with steps.step("aioxmpp resumes after a cut: what was sent meanwhile comes once, in order"):
            async with second(unstable, CAROL + "/tablet") as (tablet,):
                arrived, resumptions = Arrived(tablet), Resumptions(tablet)
                for round_of_cuts in range(5):
                    relay.cut()
                    for number in range(20):
                        dave.send_message(mto=CAROL, mbody=f"{round_of_cuts}.{number}", mtype="chat")
                    await resumptions.next()
                await arrived.number(100)
                await aioxmpp.ping.ping(tablet, aioxmpp.JID.fromstr(config.domain))
                wanted = [f"{r}.{n}" for r in range(5) for n in range(20)]
                check(arrived.bodies == wanted, f"got {arrived.bodies}")
                check(resumptions.lost == 0, f"{resumptions.lost} sessions were lost")

        async with steps.step("a session that nobody resumes hands its messages to the next one"):
            async with lasting(unstable, CAROL + "/phone") as phone:
                phone._leaving = True  # it will not come back
                phone.cancel_connection_attempt()
                relay.cut()
                for number in range(3):
                    dave.send_message(mto=CAROL, mbody=f"for whoever comes {number}", mtype="chat")
                await dave.sync()
            async with online(config, CAROL + "/phone") as (successor,):  # takes the resource over
                for number in range(3):
                    message = await successor.inbox.take("the next message", is_message(dave.boundjid))
                    check(message.text("body") == f"for whoever comes {number}", f"{number} expected, got {message}")


async def carbons(steps, config):
    """Every device sees the whole conversation."""
    async with online(config, CAROL + "/phone", CAROL + "/laptop", DAVE + "/attic") as (phone, laptop, dave):
        laptop.register_plugin("xep_0280")
        async with steps.step("carbons with slixmpp: both directions reach the other device, once"):
            await laptop["xep_0280"].enable()
            phone.send_message(mto=DAVE, mbody="from the phone", mtype="chat")
            sent = await laptop.inbox.take("the copy", lambda s: s.find(f"{{{CARBONS}}}sent") is not None)
            check(sent.frm == CAROL, f"it came from {sent.frm}")
            dave.send_message(mto=phone.boundjid, mbody="to the phone", mtype="chat")
            copy = await laptop.inbox.take("the copy", lambda s: s.find(f"{{{CARBONS}}}received") is not None)
            inner = copy.find(f"{{{CARBONS}}}received/f:forwarded/c:message")
            check(copy.frm == CAROL and inner.get("to") == phone.boundjid.full, f"got {copy}")
            await phone.inbox.take("the message", is_message(dave.boundjid, "to the phone"))
            await phone.sync()
            await laptop.sync()
            check(not phone.inbox.peek(lambda s: s.find(f"{{{CARBONS}}}sent") is not None), "the sender got a copy")
        async with steps.step("carbons: a forged copy does not come with the own address"):
            forged = (f"<message xmlns='jabber:client' to='{CAROL}' from='{CAROL}' type='chat'><received xmlns='{CARBONS}'>"
                      "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' from='admin@localhost/x' "
                      f"to='{CAROL}' type='chat'><body>send money</body></message></forwarded></received></message>")
            dave.send_raw(forged.replace(f"from='{CAROL}' ", "", 1))
            await dave.sync()
            await laptop.sync()
            wrong = laptop.inbox.peek(lambda s: s.kind == "message" and s.frm in ("", CAROL) and "money" in str(s))
            check(not wrong, f"got {wrong and wrong[0]}")

    async with second(config, CAROL + "/tablet", aioxmpp.carbons.CarbonsClient) as (tablet, copies):
        async with online(config, CAROL + "/phone", DAVE + "/attic") as (phone, dave):
            async with steps.step("carbons with aioxmpp: a message to the other device is copied"):
                await copies.enable()
                seen = []
                tablet.stream.app_inbound_message_filter.register(lambda m: seen.append(m) or m, 1)
                dave.send_message(mto=phone.boundjid, mbody="to the phone again", mtype="chat")
                await phone.inbox.take("the message", is_message(dave.boundjid, "to the phone again"))
                await aioxmpp.ping.ping(tablet, aioxmpp.JID.fromstr(config.domain))
                bodies = [m.xep0280_received.stanza.body.any() for m in seen if m.xep0280_received is not None]
                check(bodies == ["to the phone again"], f"copies: {bodies}")


class LastPage(xso.XSO):
    """The largest page of the end of the archive that RSM allows to ask for (XEP-0059 2.5)."""
    TAG = (PAGES, "set")
    limit = xso.ChildText((PAGES, "max"), type_=xso.Integer(), default=None)
    before = xso.ChildText((PAGES, "before"), default=None)
    first = xso.ChildText((PAGES, "first"), default=None, attr_policy=xso.UnknownAttrPolicy.DROP)
    last = xso.ChildText((PAGES, "last"), default=None)
    count = xso.ChildText((PAGES, "count"), type_=xso.Integer(), default=None)
    UNKNOWN_CHILD_POLICY = xso.UnknownChildPolicy.DROP
    UNKNOWN_ATTR_POLICY = xso.UnknownAttrPolicy.DROP


class Query(xso.XSO):
    TAG = (ARCHIVE, "query")
    page = xso.Child([LastPage])


class Finished(xso.XSO):
    TAG = (ARCHIVE, "fin")
    complete = xso.Attr("complete", type_=xso.Bool(), default=False)
    page = xso.Child([LastPage])
    UNKNOWN_CHILD_POLICY = xso.UnknownChildPolicy.DROP
    UNKNOWN_ATTR_POLICY = xso.UnknownAttrPolicy.DROP


async def archive(steps, config):
    """Everything can be read again, page by page, from either end."""
    many = PAGE * PAGES_WANTED
    async with online(config, CAROL + "/phone") as (phone,):
        for number in range(many):
            phone.send_message(mto=DAVE, mbody=f"for the archive {number}", mtype="chat")
        await phone.sync()

    async with online(config, DAVE + "/attic", presence=False) as (dave,):
        dave.register_plugin("xep_0313")
        async with steps.step("archive with slixmpp: pages from the newest to the oldest, nothing twice") as notes:
            found, ids = [], set()
            iterator = dave["xep_0313"].retrieve(with_jid=CAROL, iterator=True, reverse=True, rsm={"max": PAGE})
            async for page in iterator:
                results = page["mam"]["results"]
                check(len(results) <= PAGE, f"a page of {len(results)}")
                here = [(r["mam_result"]["id"], r["mam_result"]["forwarded"]["stanza"]["body"]) for r in results]
                check(not ids & {i for i, _ in here}, "an id came twice")
                ids |= {i for i, _ in here}
                found = here + found
                if len(found) >= many:
                    break
            wanted = [f"for the archive {number}" for number in range(many)]
            check([body for _, body in found[-many:]] == wanted, f"got {found[-many:]}")
            notes.append(f"{len(found)} messages in pages of {PAGE}")
        async with steps.step("archive: a client that has read it gets no flood of offline messages"):
            await dave.available()
            async with online(config, CAROL + "/phone") as (phone,):
                phone.send_message(mto=DAVE, mbody="behind the archive", mtype="chat")
                # It waits in line behind whatever was kept.
                await dave.inbox.take("the next message", is_message(phone.boundjid, "behind the archive"))
            flood = dave.inbox.peek(lambda s: s.kind == "message" and s.text("body").startswith("for the archive"))
            check(not flood, f"{len(flood)} came again")
        async with steps.step("archive: an unknown id gives item-not-found"):
            answer = await dave.ask(dave.request(
                "set", DAVE, f"<query xmlns='{ARCHIVE}'><set xmlns='{PAGES}'><after>no-such-id</after></set></query>"))
            refused(answer, "item-not-found")
        async with steps.step("archive: nobody reads another's"):
            answer = await dave.ask(dave.request("set", CAROL, f"<query xmlns='{ARCHIVE}'/>"))
            refused(answer, "forbidden", "service-unavailable")

    aioxmpp.IQ.as_payload_class(Query)
    aioxmpp.IQ.as_payload_class(Finished)
    async with second(config, DAVE + "/tablet") as (tablet,):
        async with steps.step("archive with aioxmpp: the last page"):
            query = Query()
            query.page = LastPage()
            query.page.limit, query.page.before = PAGE, ""
            end = await tablet.send(aioxmpp.IQ(type_=aioxmpp.IQType.SET, payload=query))
            check(isinstance(end, Finished) and not end.complete and end.page.last, f"got {end}")


async def blocking(steps, config):
    """Who is blocked is gone, both ways; who is unblocked is back."""
    async with online(config, CAROL + "/phone", DAVE + "/attic") as (carol, dave):
        carol.register_plugin("xep_0191")
        async with steps.step("blocking with slixmpp: messages and requests of the blocked get an error") as notes:
            await carol["xep_0191"].block(DAVE)
            dave.send_message(mto=CAROL, mbody="let me in", mtype="chat")
            error = await dave.inbox.take("the error", is_message(CAROL))
            refused(error, "service-unavailable")
            answer = await dave.ask(dave.request("get", carol.boundjid.full, "<ping xmlns='urn:xmpp:ping'/>"))
            refused(answer, "service-unavailable")
            await carol.sync()
            check(not carol.inbox.peek(is_message(dave.boundjid)), "the message came through")
        async with steps.step("blocking: the own messages to the blocked do not leave"):
            carol.send_message(mto=DAVE, mbody="and yet", mtype="chat")
            error = await carol.inbox.take("the error", is_message(DAVE))
            refused(error, "not-acceptable")
        async with steps.step("blocking: the list is kept, and emptied"):
            listed = await carol["xep_0191"].get_blocked()
            check({str(j) for j in listed["blocklist"]["items"]} == {DAVE}, f"got {listed}")
            await carol["xep_0191"].unblock(DAVE)
            dave.send_message(mto=CAROL, mbody="again", mtype="chat")
            await carol.inbox.take("the message", is_message(dave.boundjid, "again"))

    async with online(config, DAVE + "/attic") as (dave,):
        async with second(config, CAROL + "/tablet", aioxmpp.blocking.BlockingClient) as (tablet, client):
            async with steps.step("blocking with aioxmpp: block, see the list, unblock"):
                them = aioxmpp.JID.fromstr(DAVE)
                await client.block_jids([them])
                dave.send_message(mto=CAROL, mbody="hello", mtype="chat")
                refused(await dave.inbox.take("the error", is_message(CAROL)), "service-unavailable")
                await aioxmpp.ping.ping(tablet, aioxmpp.JID.fromstr(config.domain))
                check(them in client.blocklist, f"the list is {client.blocklist}")
                await client.unblock_jids([them])
                arrived = Arrived(tablet)
                dave.send_message(mto=CAROL, mbody="hello again", mtype="chat")
                await arrived.number(1)
                check(arrived.bodies == ["hello again"], f"got {arrived.bodies}")


if __name__ == "__main__":
    run(resuming, carbons, archive, blocking)
