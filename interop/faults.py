"""A network that fails: a relay before the server whose connections break, by command or at random."""

import asyncio
import random
from contextlib import asynccontextmanager


class Relay:
    """Passes bytes on in both directions until it cuts, which both ends see as a reset in the middle of anything."""

    def __init__(self, config, life=None, seed=0):
        self._to = (config.host, config.c2s_port)
        self._life = life  # how many bytes a connection lives, as (least, most); None: until cut() is called
        self._random = random.Random(seed)
        self._open = set()
        self._server = None
        self.port = None
        self.cuts = 0

    async def __aenter__(self):
        self._server = await asyncio.start_server(self._accepted, self._to[0], 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *problem):
        self.calm()
        self._server.close()
        for pair in list(self._open):
            self._reset(pair)

    def calm(self):
        """Connections live as long as they like from now on."""
        self._life = None
        for pair in self._open:
            pair.life = None

    def cut(self):
        """Breaks every connection."""
        for pair in list(self._open):
            self._broken(pair)

    def _broken(self, pair):
        if pair in self._open:
            self.cuts += 1
            self._reset(pair)

    def _reset(self, pair):
        self._open.discard(pair)
        for writer in pair.writers:
            writer.transport.abort()

    async def _accepted(self, reader, writer):
        try:
            there, onwards = await asyncio.open_connection(*self._to)
        except OSError:  # no server, no connection
            writer.transport.abort()
            return
        pair = _Pair((writer, onwards), self._life and self._random.randint(*self._life))
        self._open.add(pair)
        await asyncio.gather(self._pass_on(pair, reader, onwards), self._pass_on(pair, there, writer))
        self._reset(pair)

    async def _pass_on(self, pair, reader, writer):
        try:
            while data := await reader.read(4096):
                if pair.life is not None:
                    data, pair.life = data[:pair.life], pair.life - len(data)
                writer.write(data)
                if pair.life is not None and pair.life <= 0:
                    self._broken(pair)
                    return
                await writer.drain()
            if writer.can_write_eof():
                writer.write_eof()
        except OSError:  # broken by us or by an end: the other direction ends with it
            self._reset(pair)


class _Pair:
    def __init__(self, writers, life):
        self.writers = writers
        self.life = life


@asynccontextmanager
async def network(config, life=None, seed=0):
    """A relay, and a configuration whose clients go through it."""
    async with Relay(config, life, seed) as relay:
        yield relay, config.through(relay.port)
