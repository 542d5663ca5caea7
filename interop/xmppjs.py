"""xmpp.js, which logs in by SASL2 (XEP-0388): programs that are started, watched on the wire, and started again."""

import asyncio
import json
import os
import uuid
import xml.etree.ElementTree as ET
from contextlib import asynccontextmanager
from types import SimpleNamespace
from xml.sax.saxutils import escape, quoteattr

from stanzas import Inbox, Seen
from steps import WAIT_SECONDS, Unexpected, check

CLIENT = os.environ.get("XMPPJS", os.path.join(os.path.dirname(os.path.abspath(__file__)), "inline-client"))
STREAM = "<s xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>{}</s>"
NS = {
    "sasl2": "urn:xmpp:sasl:2",
    "bind2": "urn:xmpp:bind:0",
    "fast": "urn:xmpp:fast:0",
    "sm": "urn:xmpp:sm:3",
    "carbons": "urn:xmpp:carbons:2",
    "csi": "urn:xmpp:csi:0",
}


class Installation:
    """What stays when the program ends: who it is, and the token that it was given last."""

    def __init__(self, config, jid, tag="sofa", wishes=("carbons",)):
        self.config = config
        self.jid = jid
        self.tag = tag
        self.device = str(uuid.uuid4())
        self.password = config.secret(jid)
        self.token = None
        self.wishes = {NS[name]: "inactive" if name == "csi" else "enable" for name in wishes}

    @asynccontextmanager
    async def running(self, direct_tls=False, config=None, ca="of the server"):
        """The program, connecting; it leaves at the end."""
        program = Program(self)
        await program.start(config or self.config, direct_tls, self.config.ca if ca == "of the server" else ca)
        try:
            yield program
        finally:
            await program.end()

    @asynccontextmanager
    async def online(self, **how):
        """The program, with its session."""
        async with self.running(**how) as program:
            await program.online()
            yield program


class Program:
    """One run of client.js."""

    def __init__(self, installation):
        self.inbox = Inbox()
        self.connections = []  # of each: what passed on it, in order, as (direction, element)
        self.errors = []
        self.resumed = 0
        self._installation = installation
        self._status = ""
        self._sent = set()
        self._moved = asyncio.Event()
        self._process = None
        self._reader = None

    async def start(self, config, direct_tls, ca):
        who = self._installation
        self._process = await asyncio.create_subprocess_exec(
            "node", os.path.join(CLIENT, "client.js"), env=dict(os.environ, NODE_EXTRA_CA_CERTS=ca or ""),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=1 << 20)
        self._reader = asyncio.ensure_future(self._read())
        self._tell({
            "service": f"xmpps://{config.domain}:{config.tls_port}" if direct_tls else f"xmpp://{config.host}:{config.c2s_port}",
            "domain": config.domain, "username": who.jid.partition("@")[0], "password": who.password,
            "tag": who.tag, "device": who.device, "token": who.token, "wishes": who.wishes})

    def _tell(self, command):
        self._process.stdin.write(json.dumps(command).encode() + b"\n")

    async def _read(self):
        while line := await self._process.stdout.readline():
            for kind, value in json.loads(line).items():
                self._reported(kind, value)
            self._moved.set()

    def _reported(self, kind, value):
        if kind in ("in", "out"):
            self._passed(kind, value)
        elif kind == "token":
            self._installation.token = value
        elif kind == "sent":
            self._sent.add(value)
        elif kind == "error":
            self.errors.append(value)
        elif value == "resumed":
            self.resumed += 1
        else:
            self._status = value

    def _passed(self, direction, text):
        if text.startswith("<?xml"):
            self.connections.append([])  # a stream begins, on a new connection or inside TLS
        elif not text.startswith("</"):
            for element in ET.fromstring(STREAM.format(text)):
                self.connections[-1].append((direction, Seen(element)))
                if direction == "in" and element.tag.startswith("{jabber:client}"):
                    self.inbox.put(SimpleNamespace(xml=element))

    async def until(self, what, condition, seconds=WAIT_SECONDS):
        """Waits until this holds; asked again whenever something is reported."""
        try:
            async with asyncio.timeout(seconds):
                while not condition():
                    check(not self._reader.done(), f"the program ended before {what}: {self.errors[-1:]}")
                    self._moved.clear()
                    await asyncio.wait({self._reader, moved := asyncio.ensure_future(self._moved.wait())},
                                       return_when=asyncio.FIRST_COMPLETED)
                    moved.cancel()
        except TimeoutError:
            passed = " ".join(f"{d}: {s}" for d, s in self.wire()[-2:])
            raise Unexpected(f"no {what} within {seconds} s; errors: {self.errors[-2:]}; last: {passed}") from None

    async def online(self):
        # The features behind it, too: xmpp.js takes notice of stream management only after it has said "online".
        await self.until("session", lambda: self._status == "online" and self.wire()[-1][1].kind == "features")
        return self

    async def refused(self, failures):
        """Waits until the server has refused the login that many times."""
        await self.until("refusal", lambda: self.login().count("in failure") >= failures)

    def wire(self):
        """What passed on the last stream."""
        return self.connections[-1] if self.connections else []

    def login(self):
        """How the last login went, in short: what passed after the features until <success/>, or until now."""
        names = [f"{direction} {seen.kind}" for direction, seen in self.wire() if seen.xml.tag.startswith("{" + NS["sasl2"])]
        return names[:names.index("in success") + 1] if "in success" in names else names

    def element(self, direction, kind):
        """The last one of the last stream."""
        found = [seen for d, seen in self.wire() if d == direction and seen.kind == kind]
        check(found, f"no <{kind}/> went {direction}; passed: {[f'{d} {s.kind}' for d, s in self.wire()]}")
        return found[-1].xml

    def success(self):
        return self.element("in", "success")

    @property
    def address(self):
        return self.success().findtext("sasl2:authorization-identifier", "", NS)

    @property
    def mechanism(self):
        return self.element("out", "authenticate").get("mechanism")

    def say(self, xml):
        self._tell({"send": xml})

    async def tell(self, to, *bodies):
        """Sends chat messages; returns when xmpp.js keeps them until they are confirmed."""
        ids = [uuid.uuid4().hex for _ in bodies]
        for number, body in zip(ids, bodies):
            self.say(f"<message type='chat' id='{number}' to={quoteattr(to)}><body>{escape(body)}</body></message>")
        await self.until("message sent", lambda: self._sent.issuperset(ids))

    async def ask(self, kind, payload):
        """Asks the server; answers what it answered."""
        number = uuid.uuid4().hex
        self.say(f"<iq type='{kind}' id='{number}'>{payload}</iq>")
        return await self.inbox.take("the answer", lambda s: s.kind == "iq" and s.id == number)

    async def sync(self):
        answer = await self.ask("get", "<ping xmlns='urn:xmpp:ping'/>")
        check(answer.type == "result", f"ping was answered with {answer}")

    async def end(self):
        if self._process.returncode is None:
            self._tell({"stop": True})
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
        await self._reader
