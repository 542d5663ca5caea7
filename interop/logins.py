"""Logins of a second client library, aioxmpp: every way in, what is refused, resources (RFC 6120 6 and 7)."""

from contextlib import asynccontextmanager

import aiosasl
import aioxmpp
import aioxmpp.connector
import aioxmpp.ping
import aioxmpp.security_layer
import OpenSSL
from aiosasl.channel_binding import TLSServerEndPoint

from steps import Unexpected, check, run


class EndPoint(TLSServerEndPoint):
    """Hash of the server's certificate (RFC 5929 4.1); aiosasl cannot read the names of ECDSA signatures."""

    def extract_cb_data(self):
        certificate = self._connection.get_peer_certificate()
        return bytes.fromhex(certificate.digest("sha256").decode().replace(":", ""))


class OtherEndPoint(EndPoint):
    """As seen by somebody in between, whose certificate is another one."""

    def extract_cb_data(self):
        return bytes(32)


class Mechanism(aioxmpp.security_layer.PasswordSASLProvider):
    """Logs in with the mechanism of this name only, and fails at the first refusal."""

    def __init__(self, name, password, binding=EndPoint):
        super().__init__(None)
        self.name, self.password, self.binding = name, password, binding

    async def execute(self, client_jid, features, xmlstream, tls_transport):
        async def credentials():
            return client_jid.localpart, self.password

        if self.name == "PLAIN":
            mechanism = aiosasl.PLAIN(credentials)
        elif self.name.endswith("-PLUS"):
            tls = tls_transport.get_extra_info("ssl_object")
            mechanism = aiosasl.SCRAMPLUS(credentials, self.binding(tls))
        else:
            mechanism = aiosasl.SCRAM(credentials)
        offered = features[aioxmpp.security_layer.SASLMechanisms].get_mechanism_list()
        check(self.name in offered, f"offered: {sorted(offered)}")
        token = mechanism.any_supported([self.name])
        interface = aioxmpp.sasl.SASLXMPPInterface(xmlstream)
        return await self._execute(interface, mechanism, token)


def security(ca, provider):
    """TLS that trusts this authority only, and then this way to log in."""

    def context():
        made = aioxmpp.security_layer.default_ssl_context()
        if ca:
            made.load_verify_locations(ca)
        return made

    return aioxmpp.security_layer.SecurityLayer(
        context, aioxmpp.security_layer.PKIXCertificateVerifier, True, (provider,))


@asynccontextmanager
async def connected(config, jid, provider, direct_tls=False, ca="of the server"):
    """A client that is logged in and bound; it leaves at the end."""
    if direct_tls:
        where = (config.host, config.tls_port, aioxmpp.connector.XMPPOverTLSConnector())
    else:
        where = (config.host, config.c2s_port, aioxmpp.connector.STARTTLSConnector())
    client = aioxmpp.Client(
        aioxmpp.JID.fromstr(jid),
        security(config.ca if ca == "of the server" else ca, provider),
        override_peer=[where], max_initial_attempts=1)
    async with client.connected() as stream:
        yield client, stream


async def refusal(config, jid, provider, **how):
    """The exception that a login ends with."""
    try:
        async with connected(config, jid, provider, **how):
            raise Unexpected(f"{jid} logged in")
    except Unexpected:
        raise
    except Exception as problem:  # the step judges what it is
        return problem


async def ways_in(steps, config):
    alice, password = "alice@localhost", config.secret("alice@localhost")
    for name in ("SCRAM-SHA-256-PLUS", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN"):
        for direct_tls in (False, True):
            way = "direct TLS" if direct_tls else "STARTTLS"
            async with steps.step(f"aioxmpp logs in over {way} with {name}"):
                async with connected(config, alice, Mechanism(name, password), direct_tls) as (client, _):
                    await aioxmpp.ping.ping(client, aioxmpp.JID.fromstr(config.domain))

    async with steps.step("aioxmpp left alone logs in") as notes:
        usual = aioxmpp.security_layer.PasswordSASLProvider(password_of(password))
        async with connected(config, alice, usual) as (client, _):
            check(client.local_jid.bare() == aioxmpp.JID.fromstr(alice), f"bound {client.local_jid}")
            notes.append(f"as {client.local_jid}")


def password_of(password):
    async def provider(jid, attempt):
        return password if attempt == 0 else None

    return provider


async def refusals(steps, config):
    password = config.secret("alice@localhost")
    for name in ("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256", "PLAIN"):
        for what, jid, secret in (("a wrong password", "alice@localhost", "not " + password),
                                  ("an unknown account", "nobody-here@localhost", password)):
            async with steps.step(f"{what} with {name} gives not-authorized"):
                problem = await refusal(config, jid, Mechanism(name, secret))
                check(isinstance(problem, aiosasl.AuthenticationFailure), f"got {problem!r}")
                check("not-authorized" in str(problem.opaque_error), f"got {problem!r}")

    async with steps.step("channel binding data of another channel gives not-authorized"):
        problem = await refusal(config, "alice@localhost", Mechanism("SCRAM-SHA-256-PLUS", password, OtherEndPoint))
        check(isinstance(problem, aiosasl.AuthenticationFailure), f"got {problem!r}")
        check("not-authorized" in str(problem.opaque_error), f"got {problem!r}")

    async with steps.step("the certificate is checked: another authority is not trusted"):
        problem = await refusal(config, "alice@localhost", Mechanism("SCRAM-SHA-256", password), ca=None)
        check(isinstance(problem, (aioxmpp.errors.TLSFailure, OpenSSL.SSL.Error)), f"got {problem!r}")


async def resources(steps, config):
    provider = Mechanism("SCRAM-SHA-256", config.secret("alice@localhost"))

    async with steps.step("the client's resource is honoured, letter by letter"):
        async with connected(config, "alice@localhost/Balcony of é ♥", provider) as (client, _):
            check(client.local_jid.resource == "Balcony of é ♥", f"bound {client.local_jid}")

    async with steps.step("no resource asked for: the server makes a new one each time"):
        made = set()
        for _ in range(3):
            async with connected(config, "alice@localhost", provider) as (client, _):
                made.add(client.local_jid.resource)
        check(len(made) == 3 and None not in made, f"resources {made}")


if __name__ == "__main__":
    run(ways_in, refusals, resources)
