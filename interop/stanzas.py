"""What arrived on a stream: kept in order, waited for, and recognized."""

import asyncio
import copy

from slixmpp.xmlstream.tostring import tostring

from steps import WAIT_SECONDS, Unexpected, check

NS = {
    "p": "urn:xmpp:privilege:2",
    "f": "urn:xmpp:forward:0",
    "r": "jabber:iq:roster",
    "c": "jabber:client",
    "d": "urn:xmpp:delay",
    "info": "http://jabber.org/protocol/disco#info",
    "sasl": "urn:ietf:params:xml:ns:xmpp-sasl",
    "tls": "urn:ietf:params:xml:ns:xmpp-tls",
    "cb": "urn:xmpp:sasl-cb:0",
    "e": "urn:ietf:params:xml:ns:xmpp-stanzas",
    "t": "urn:xmpp:time",
}

class Seen:
    """One top-level element as it arrived."""

    def __init__(self, xml):
        self.xml = xml
        self.kind = xml.tag.rpartition("}")[2]
        self.type = xml.get("type", "")
        self.frm = xml.get("from", "")
        self.to = xml.get("to", "")
        self.id = xml.get("id", "")
        self.lang = xml.get("{http://www.w3.org/XML/1998/namespace}lang", "")

    def find(self, path):
        return self.xml.find(path, NS)

    def all(self, path):
        return self.xml.findall(path, NS)

    def text(self, name):
        """Text of a direct child in the stanza's own namespace, '' when there is none."""
        return self.xml.findtext("{*}" + name, "")

    def __str__(self):
        return tostring(self.xml, xmlns=self.xml.tag[1:].partition("}")[0])


class Inbox:
    """What arrived and was not taken yet, in order."""

    def __init__(self):
        self._seen = []
        self._arrived = asyncio.Event()

    def put(self, stanza):
        self._seen.append(Seen(copy.deepcopy(stanza.xml)))
        self._arrived.set()
        return stanza

    def peek(self, match):
        """Everything there that matches; nothing is taken out."""
        return [s for s in self._seen if match(s)]

    def clear(self):
        self._seen.clear()

    def pick(self, match):
        """Takes out the first stanza that matches and is there already."""
        found = self.peek(match)[0]
        self._seen.remove(found)
        return found

    async def take(self, what, match, seconds=WAIT_SECONDS):
        """Waits for the first stanza that matches and takes it out."""
        try:
            async with asyncio.timeout(seconds):
                while True:
                    if self.peek(match):
                        return self.pick(match)
                    self._arrived.clear()
                    await self._arrived.wait()
        except TimeoutError:
            waiting = " ".join(str(s) for s in self._seen[-3:]) or "nothing"
            raise Unexpected(f"no {what} within {seconds} s; last arrived: {waiting}") from None


def is_message(frm=None, body=None):
    return lambda s: s.kind == "message" and (not frm or s.frm == str(frm)) and (body is None or s.text("body") == body)


def is_presence(frm, kind=""):
    """Presence of this type from a full JID, or from any resource when a bare JID is given."""
    frm = str(frm)
    return lambda s: s.kind == "presence" and s.type == kind and (s.frm == frm or s.frm.startswith(frm + "/"))


def is_push(jid, subscription=None, **attributes):
    """A roster push for this contact."""
    def match(stanza):
        item = stanza.find("r:query/r:item")
        return (stanza.kind == "iq" and stanza.type == "set" and item is not None and item.get("jid") == str(jid)
                and (subscription is None or item.get("subscription") == subscription)
                and all(item.get(name) == value for name, value in attributes.items()))
    return match


def condition(stanza):
    """The condition of a stanza error, '' when it is none."""
    error = stanza.find("{*}error")
    found = [] if error is None else [c for c in error if c.tag.startswith("{" + NS["e"] + "}")]
    return next((c.tag.rpartition("}")[2] for c in found if not c.tag.endswith("}text")), "")


def refused(stanza, *conditions):
    """Fails unless the stanza is an error with one of these conditions."""
    check(stanza.type == "error" and condition(stanza) in conditions, f"not refused with {conditions}: {stanza}")
