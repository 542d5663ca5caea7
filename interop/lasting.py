"""Clients whose sessions outlive their connections (XEP-0198): slixmpp and aioxmpp, each with what it needs for it."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

import aioxmpp
import aioxmpp.connector
from slixmpp.plugins.xep_0198 import stanza as sm
from slixmpp.stanza import Iq, Message, Presence

from logins import Mechanism, security
from peers import Client
from steps import WAIT_SECONDS, check

RECONNECT_SECONDS = 0.05


class Lasting(Client):
    """slixmpp that connects again and resumes whenever its connection breaks."""

    def __init__(self, config, jid):
        super().__init__(config, jid)
        self.register_plugin("xep_0198")
        self._sm = self["xep_0198"]
        # slixmpp 1.8 forgets what is not confirmed when it asks to resume, and what is sent without a connection.
        self.del_filter("out_sync", self._sm._handle_outgoing)
        self.add_filter("out_sync", self._outgoing)
        self.resumed = 0
        self.is_live = False
        self._moved = asyncio.Event()
        self._leaving = False
        for event in ("session_start", "session_resumed"):
            self.add_event_handler(event, self._live)
        self.add_event_handler("session_resumed", self._count)
        self.add_event_handler("sm_enabled", lambda stanza: self._moved.set())
        self.add_filter("in", self._heard)  # acknowledgements, too
        self.add_event_handler("disconnected", self._lost)

    def _outgoing(self, stanza):
        if isinstance(stanza, sm.Resume):
            self._sm.enabled_out = True
            return stanza
        if self._sm.sm_id and not self._sm.enabled_out and isinstance(stanza, (Iq, Message, Presence)):
            self._sm.seq += 1
            self._sm.unacked_queue.append((self._sm.seq, stanza))
            return None  # sent with the others once the session is resumed
        return self._sm._handle_outgoing(stanza)

    def _heard(self, stanza):
        self._moved.set()
        return stanza

    def _live(self, event):
        self.is_live = True
        self._moved.set()

    def _count(self, event):
        self.resumed += 1
        self._ask()  # behind what slixmpp sends again, after which it does not ask

    def _lost(self, event):
        self.is_live = False
        if not self._leaving:
            asyncio.get_running_loop().call_later(RECONNECT_SECONDS, self._again)

    def _again(self):
        if not self._leaving:
            self.dial()

    async def until(self, condition, seconds=WAIT_SECONDS):
        """Waits until this holds; asked again whenever something came or the session went on."""
        async with asyncio.timeout(seconds):
            while not condition():
                self._moved.clear()
                await self._moved.wait()

    async def room(self, most):
        """Waits until there is a session and less than `most` stanzas are unsent or unconfirmed."""
        await self.until(lambda: self.is_live and self._waiting() < most, seconds=60)

    async def confirmed(self, seconds=60):
        """Waits until the server has confirmed everything."""
        self._ask()  # slixmpp asks after every fifth stanza
        await self.until(lambda: self.is_live and not self._waiting(), seconds)

    def _waiting(self):
        return self.waiting_queue.qsize() + len(self._sm.unacked_queue)

    def _ask(self):
        self.send(sm.RequestAck(self), use_filters=False)

    async def resumes(self, more_than, seconds=WAIT_SECONDS):
        """Waits for a resumption after that many."""
        await self.until(lambda: self.resumed > more_than and self.is_live, seconds)

    async def leave(self):
        self._leaving = True
        await super().leave()


@asynccontextmanager
async def lasting(config, jid):
    """A slixmpp client, online, with stream management; it leaves at the end."""
    client = Lasting(config, jid).dial()
    try:
        await client.started()
        await client.until(lambda: client["xep_0198"].sm_id)
        await client.ask_roster("get")
        yield await client.available()
    finally:
        await client.leave()


def in_order(stream):
    """What was not confirmed is sent again as it was: aioxmpp 0.13 would begin with the last."""
    usual = stream._resume_sm

    def resume(counter):
        stream.sm_ack(counter)
        stream._sm_unacked_list.reverse()
        usual(counter)

    stream._resume_sm = resume


class Patient:
    """A stream on which what cannot be sent any more counts as sent: aioxmpp 0.13 would give it up instead of resending it."""

    def __init__(self, stream):
        self._stream = stream

    def send_xso(self, stanza):
        try:
            self._stream.send_xso(stanza)
        except Exception:  # whatever broke the connection; the stanza waits for the next one
            pass


def patiently(stream):
    """Nothing is given up, nothing sent twice and no client stopped because something cannot be sent, while the session can be
    resumed: also where aioxmpp asks for a confirmation, or gives one, on a connection that has just broken."""
    for name in ("_process_outgoing", "_process_incoming"):
        setattr(stream, name, partial(_with_patience, stream, getattr(stream, name)))


def _with_patience(stream, usual, xmlstream, what):
    return usual(Patient(xmlstream) if stream.sm_enabled else xmlstream, what)


@asynccontextmanager
async def second(config, jid, *services):
    """An aioxmpp client, online, that resumes by itself; and its services."""
    bare = jid.partition("/")[0]
    client = aioxmpp.PresenceManagedClient(
        aioxmpp.JID.fromstr(jid),
        security(config.ca, Mechanism("SCRAM-SHA-256", config.secret(bare))),
        override_peer=[(config.host, config.c2s_port, aioxmpp.connector.STARTTLSConnector())])
    in_order(client.stream)
    patiently(client.stream)
    client.backoff_start = timedelta(seconds=RECONNECT_SECONDS)
    client.backoff_cap = timedelta(seconds=1)
    client.summon(aioxmpp.RosterClient)
    summoned = [client.summon(service) for service in services]
    async with client.connected() as stream:
        check(stream.sm_enabled and stream.sm_id, "the server gave no id to resume with")
        yield (client, *summoned)


class Arrived:
    """Bodies of chat messages that an aioxmpp client was given, in order."""

    def __init__(self, client):
        self.bodies = []
        self._event = asyncio.Event()
        dispatcher = client.summon(aioxmpp.dispatcher.SimpleMessageDispatcher)
        dispatcher.register_callback(aioxmpp.MessageType.CHAT, None, self.put)

    def put(self, message):
        if message.body:
            self.bodies.append(message.body.any())
            self._event.set()

    async def number(self, count, seconds=90):
        """Waits until that many are there."""
        async with asyncio.timeout(seconds):
            while len(self.bodies) < count:
                self._event.clear()
                await self._event.wait()


class Resumptions:
    """Counts how often an aioxmpp client resumed, and waits for it."""

    def __init__(self, client):
        self.count = 0
        self.lost = 0
        self._event = asyncio.Event()
        client.on_stream_resumed.connect(self._resumed)
        client.on_stream_destroyed.connect(self._destroyed)

    def _resumed(self):
        self.count += 1
        self._event.set()

    def _destroyed(self, reason=None):
        self.lost += 1

    async def next(self, seconds=WAIT_SECONDS):
        """Waits for one more."""
        before = self.count
        async with asyncio.timeout(seconds):
            while self.count == before:
                self._event.clear()
                await self._event.wait()


def chat(to, body):
    """A chat message for aioxmpp."""
    message = aioxmpp.Message(type_=aioxmpp.MessageType.CHAT, to=aioxmpp.JID.fromstr(to))
    message.body[None] = body
    return message
