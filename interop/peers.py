"""Clients and components of the scenarios: slixmpp that keeps everything that arrived."""

import asyncio
import hashlib
import ssl
import xml.etree.ElementTree as ET
from contextlib import asynccontextmanager

from slixmpp import ClientXMPP, ComponentXMPP
from slixmpp.exceptions import IqError, IqTimeout
from slixmpp.util.sasl.mechanisms import SCRAM

from stanzas import Inbox
from steps import WAIT_SECONDS, Unexpected, check

SCRAM_ONLY = frozenset({"SCRAM-SHA-256", "SCRAM-SHA-1"})
EVENTS = ("session_start", "failed_auth", "failed_all_auth", "stream_error", "disconnected", "ssl_invalid_chain")


class Peer:
    """What clients and components have in common; mixed into slixmpp's stream classes."""

    def prepare(self, config):
        self.config = config
        self.inbox = Inbox()
        self.roster.auto_authorize = None  # the scenarios answer subscriptions themselves
        self.roster.auto_subscribe = False
        self.add_filter("in", self.inbox.put)
        self._happened = {name: asyncio.get_running_loop().create_future() for name in EVENTS}
        for name, future in self._happened.items():
            self.add_event_handler(name, lambda data, f=future: f.done() or f.set_result(data))
        for plugin in ("xep_0030", "xep_0199", "xep_0092", "xep_0202"):
            self.register_plugin(plugin)

    async def get_dns_records(self, domain, port=None):
        """Replaces slixmpp's look-up: it would ask for a name service and forget the port that was given."""
        return [(self.config.domain, self.config.host, self.address[1])]

    async def happened(self, *names, seconds=WAIT_SECONDS):
        """Waits for the first of these events; answers its name and its data."""
        futures = {self._happened[name]: name for name in names}
        done, _ = await asyncio.wait(futures, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        check(done, f"none of {', '.join(names)} within {seconds} s")
        first = next(f for f in futures if f in done)
        return futures[first], first.result()

    async def started(self):
        """Waits until stanzas may be sent; says why when that does not come about."""
        name, data = await self.happened(
            "session_start", "stream_error", "failed_all_auth", "ssl_invalid_chain", "disconnected")
        check(name == "session_start", f"no session: {name} {_stream_error(data)}")
        return self

    async def stream_error(self, seconds=WAIT_SECONDS):
        """Waits for a stream error; answers its condition."""
        name, data = await self.happened("stream_error", "session_start", "failed_all_auth", "disconnected",
                                         seconds=seconds)
        check(name == "stream_error", f"no stream error but {name}")
        return _stream_error(data)

    async def thrown_out(self, seconds=WAIT_SECONDS):
        """Waits for a stream error on a session that stands; answers its condition."""
        name, data = await self.happened("stream_error", "disconnected", seconds=seconds)
        check(name == "stream_error", "the connection was closed without a stream error")
        return _stream_error(data)

    async def ask(self, iq, seconds=WAIT_SECONDS):
        """Sends a request; answers the result, or the error, as it arrived."""
        try:
            await iq.send(timeout=seconds)
        except IqError:
            pass  # the error is an answer too
        except IqTimeout:
            raise Unexpected(f"no answer within {seconds} s to {iq}") from None
        # Not what slixmpp hands out: on component streams its IqError overwrites the condition.
        return self.inbox.pick(lambda s: s.kind == "iq" and s.id == iq["id"] and s.type in ("result", "error"))

    def request(self, kind, to, payload, frm=None):
        """An iq of type `kind` with a payload written as XML."""
        iq = self.Iq()
        iq["type"], iq["to"] = kind, to
        if frm:
            iq["from"] = frm
        iq.xml.append(ET.fromstring(payload))
        return iq

    async def sync(self, to=None):
        """A round trip: what was sent to us before its answer has arrived when this returns."""
        sender = self.boundjid.bare if self.is_component else None
        answer = await self.ask(self.request("get", to or self.config.domain, "<ping xmlns='urn:xmpp:ping'/>", sender))
        check(answer.type == "result", f"ping was answered with {answer}")

    def drop(self):
        """Closes the connection without a word, as a lost network does."""
        if self.transport:
            self.transport.abort()

    def abort(self):
        """Replaces slixmpp's, which closes and aborts and so fails on TLS connections of Python 3.11."""
        self.cancel_connection_attempt()
        self.drop()

    async def leave(self):
        """Closes the stream the proper way."""
        if self.is_connected():
            await self.disconnect()
            await self.happened("disconnected")


class Client(Peer, ClientXMPP):
    """A client that trusts only the given authority and by default uses only SCRAM."""

    def __init__(self, config, jid, password=None, mechanisms=SCRAM_ONLY, ca="of the server"):
        bare = jid.partition("/")[0]
        super().__init__(jid, config.secret(bare) if password is None else password)
        self.prepare(config)
        self.ca_certs = config.ca if ca == "of the server" else ca
        self.default_domain = config.domain  # the name that the certificate must carry
        self._sasl = self["feature_mechanisms"]
        if mechanisms:
            self._sasl.use_mechs = set(mechanisms)
            # slixmpp 1.8 knows only tls-unique, which TLS 1.3 does not have, and would send "y" although the server
            # offers channel binding: RFC 5802 6 "the server MUST fail authentication". Without it, "n" is right.
            self.bind_channel(None)

    def bind_channel(self, data):
        """Replaces what slixmpp takes for channel binding data; `data` is called once TLS stands."""
        usual = self._sasl._default_credentials

        def credentials(required, optional):
            values = usual(required, optional)
            if "channel_binding" in values:
                values["channel_binding"] = data(self.socket) if data else None
            return values

        self._sasl.sasl_callback = credentials

    @property
    def mechanism(self):
        """Name of the SASL mechanism that was used last."""
        return self._sasl.mech.name if self._sasl.mech else ""

    def dial(self, direct_tls=False):
        port = self.config.tls_port if direct_tls else self.config.c2s_port
        self.connect((self.config.host, port), use_ssl=direct_tls)
        return self

    async def available(self, **presence):
        """Sends presence and waits until the server has handled it."""
        self.send_presence(**presence)
        await self.sync()
        return self

    async def unavailable(self):
        self.send_presence(ptype="unavailable")
        await self.leave()

    def ask_roster(self, kind, payload="", version=None):
        ver = "" if version is None else f" ver='{version}'"
        return self.ask(self.request(kind, "", f"<query xmlns='jabber:iq:roster'{ver}>{payload}</query>"))


class Component(Peer, ComponentXMPP):
    """An external component (XEP-0114)."""

    def __init__(self, config, jid="gateway.localhost", secret=None):
        # The plugin xep_0356 sends privileged messages to `host`, so that must be the virtual host.
        super().__init__(jid, config.secret(jid) if secret is None else secret, config.domain, config.component_port)
        self.prepare(config)
        self.register_plugin("xep_0356")

    def dial(self):
        self.connect(self.config.host, self.config.component_port)
        return self


class EndPointScram(SCRAM):
    """SCRAM bound to the channel by `tls-server-end-point` (RFC 5929 4), which slixmpp 1.8 lacks."""

    def process_1(self, challenge=b""):
        super().process_1(challenge)
        self.gs2_header = self.gs2_header.replace(b"tls-unique", b"tls-server-end-point")
        self.client_first_message = self.gs2_header + self.client_first_message_bare
        return self.client_first_message


def end_point(socket):
    """Hash of the server's certificate; SHA-256 also stands for MD5 and SHA-1 signatures (RFC 5929 4.1)."""
    check(isinstance(socket, (ssl.SSLObject, ssl.SSLSocket)), "the connection is not encrypted")
    return hashlib.sha256(socket.getpeercert(binary_form=True)).digest()


@asynccontextmanager
async def online(config, *jids, presence=True):
    """Clients logged in over STARTTLS, with presence sent unless told otherwise; they leave at the end."""
    clients = []
    try:
        for jid in jids:
            client = Client(config, jid).dial()
            clients.append(client)
            await client.started()
            await client.ask_roster("get")  # makes it an interested resource (RFC 6121 2.2)
            if presence:
                await client.available()
        yield clients
    finally:
        for client in clients:
            await client.leave()


@asynccontextmanager
async def gateway(config):
    """The privileged component, connected; it leaves at the end."""
    component = Component(config).dial()
    try:
        yield await component.started()
    finally:
        await component.leave()


def _stream_error(data):
    try:
        return data["condition"]
    except (TypeError, KeyError):
        return str(data or "")
