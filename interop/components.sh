# Sourced by run: components of Debian. libervia-pubsub, with its own database, is a complete external PEP service (XEP-0355,
# XEP-0356); biboumi is a gateway that knows nothing of privileges and must not notice them.

pep_pid=''
pep_secret=''
biboumi_pid=''
biboumi_secret=''

# components_configuration DATA: what the demo is to know of the two, in a file beside its configuration.
components_configuration() {
    pep_secret=$(random_word)
    biboumi_secret=$(random_word)
    mkdir -p "$1/conf.d"
    (umask 077 && cat >"$1/conf.d/pep.conf") <<HOCON
components {
  "pubsub.localhost" { secret = "$pep_secret" }
  "irc.localhost" { secret = "$biboumi_secret" }
}
virtual-hosts {
  "localhost" {
    privileged-entities {
      "pubsub.localhost" {
        roster = get
        message = outgoing
        presence = roster
        presence-updates = caps
      }
    }
    delegations {
      "http://jabber.org/protocol/pubsub" = "pubsub.localhost"
      "http://jabber.org/protocol/pubsub#owner" = "pubsub.localhost"
      "urn:xmpp:delegation:2:bare:disco#info:*" = "pubsub.localhost"
      "urn:xmpp:delegation:2:bare:disco#items:*" = "pubsub.localhost"
    }
  }
}
HOCON
}

# pep_database: the component's tables, in the private PostgreSQL.
pep_database() {
    PGPASSWORD=$pg_password "$pg_bin/createdb" -h 127.0.0.1 -p "$pg_port" -U regent -w --maintenance-db=postgres pubsub &&
        PGPASSWORD=$pg_password "$pg_bin/psql" -q -h 127.0.0.1 -p "$pg_port" -U regent -w -d pubsub -v ON_ERROR_STOP=1 \
            -f /usr/share/libervia/sat_pubsub/db/pubsub.sql
}

# start_pep: its address must be a sub-domain of the server's, from which it guesses the server's (--server_jid crashes it).
start_pep() {
    mkdir -p "$work/pep"
    # wokkel 18 imports a name that Twisted 22.4 has dropped.
    printf 'import twisted.python.compat\ntwisted.python.compat._PY3 = True\n' >"$work/pep/sitecustomize.py"
    (
        cd "$work/pep" || exit 1
        exec env PYTHONPATH="$work/pep:/usr/share/libervia:/usr/share/libervia/twisted" \
            LIBERVIA_PUBSUB_XMPP_PWD="$pep_secret" PGPASSWORD="$pg_password" \
            twistd3 --nodaemon --pidfile= libervia-pubsub --jid pubsub.localhost --rhost 127.0.0.1 \
            --rport $((5347 + offset)) --db_host 127.0.0.1 --db_port "$pg_port" --db_user regent --db_name pubsub --verbose
    ) </dev/null >>"$work/pep.log" 2>&1 &
    pep_pid=$!
    step "libervia-pubsub connects" pep_connected || { stop_components; return 1; }
}

# pep_connected: it has answered what the server asks about the delegated namespaces.
pep_connected() {
    local deadline=$((SECONDS + 60))
    while [ "$SECONDS" -lt "$deadline" ]; do
        kill -0 "$pep_pid" 2>/dev/null || break
        if grep -q "SEND: .*urn:xmpp:delegation:2::" "$work/pep.log"; then return 0; fi
        sleep 0.5
    done
    tail -n 3 "$work/pep.log"
    return 1
}

start_biboumi() {
    mkdir -p "$work/biboumi"
    (umask 077 && cat >"$work/biboumi/biboumi.cfg") <<CFG
hostname=irc.localhost
password=$biboumi_secret
xmpp_server_ip=127.0.0.1
port=$((5347 + offset))
db_name=$work/biboumi/biboumi.sqlite
log_level=0
CFG
    biboumi "$work/biboumi/biboumi.cfg" </dev/null >"$work/biboumi.log" 2>&1 &
    biboumi_pid=$!
}

stop_components() {
    local pid
    for pid in "$pep_pid" "$biboumi_pid"; do
        if [ -n "$pid" ] && kill -TERM "$pid" 2>/dev/null; then
            ended_within 10 "$pid" || kill -KILL "$pid" || true
            wait "$pid" 2>/dev/null || true
        fi
    done
    pep_pid=''
    biboumi_pid=''
}

biboumi_scenario() {
    start_biboumi
    scenario "biboumi" gateway.py irc.localhost
    stop_components
}

# pep_scenarios: before the component is there, while it is, and after it was started anew.
pep_scenarios() {
    scenario "without libervia-pubsub" pep.py absent
    start_pep || return 0
    scenario "libervia-pubsub as PEP service" pep.py before
    stop_components
    : >"$work/pep.log"
    start_pep || return 0
    scenario "after a restart of libervia-pubsub" pep.py after
    stop_components
}
