-- Grants what the conformance kit needs, to components that are named after what they may do. For tests only.
-- interop/kit.sh puts a directory in the place of @DIR@, and ports in those of @C2S@ and @COMPONENT@.
run_as_root = true
interfaces = { "127.0.0.1" }
pidfile = "@DIR@/prosody.pid"
data_path = "@DIR@/data"
log = { info = "*console" }
authentication = "internal_plain"
c2s_require_encryption = true
c2s_ports = { @C2S@ }
component_ports = { @COMPONENT@ }
modules_enabled = { "roster", "saslauth", "tls", "disco", "ping", "version", "time", "offline", "carbons", "blocklist" }
modules_disabled = { "s2s" }
ssl = { key = "@DIR@/localhost.key", certificate = "@DIR@/localhost.crt" }

VirtualHost "localhost"
    modules_enabled = { "privilege", "delegation" }
    privileged_entities = {
        ["full.localhost"] = {
            roster = "both", message = "outgoing", presence = "roster",
            iq = {
                ["urn:example:kit:both"] = "both",
                ["urn:example:kit:get"] = "get",
                ["urn:example:kit:set"] = "set",
                ["http://jabber.org/protocol/disco#info"] = "get",
            },
        },
        ["reader.localhost"] = { roster = "get", presence = "managed_entity" },
        ["writer.localhost"] = { roster = "set" },
    }
    delegations = {
        ["urn:example:kit:delegated"] = { jid = "pep.localhost" },
        ["jabber:iq:version"] = { jid = "pep.localhost", filtering = { "node" } },
        ["urn:xmpp:delegation:2:bare:disco#info:*"] = { jid = "pep.localhost" },
        ["urn:xmpp:delegation:2:bare:disco#items:*"] = { jid = "pep.localhost" },
    }

Component "full.localhost"
    component_secret = "the secret of full"
    modules_enabled = { "privilege" }
Component "reader.localhost"
    component_secret = "the secret of reader"
    modules_enabled = { "privilege" }
Component "writer.localhost"
    component_secret = "the secret of writer"
    modules_enabled = { "privilege" }
Component "none.localhost"
    component_secret = "the secret of none"
Component "pep.localhost"
    component_secret = "the secret of pep"
    modules_enabled = { "delegation" }
