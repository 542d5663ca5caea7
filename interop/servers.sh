# Sourced by run: starts and stops the servers, all on loopback, on free ports, in the temporary directory.

# ended_within SECONDS PID: waits for the end of a process.
ended_within() {
    timeout "$1" tail --pid="$2" -f /dev/null
}

listening() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# free_port [OFFSET...]: prints a number n such that the port n, or every port OFFSET + n, is free.
free_port() {
    "$python" -E -s - "$@" <<'PYTHON'
import random, socket, sys

offsets = [int(o) for o in sys.argv[1:]] or [0]
for _ in range(200):
    n = random.randrange(20000, 50000)
    sockets = [socket.socket() for _ in offsets]
    try:
        for s, offset in zip(sockets, offsets):
            s.bind(("127.0.0.1", n + offset))
        print(n)
        break
    except OSError:
        continue
    finally:
        for s in sockets:
            s.close()
else:
    sys.exit("no free ports")
PYTHON
}

# wait_ready SECONDS PORT [COMMAND...]: until the port answers and the command succeeds, or the server is gone.
wait_ready() {
    local deadline=$((SECONDS + $1)) port=$2
    shift 2
    while [ "$SECONDS" -lt "$deadline" ]; do
        if ! kill -0 "$server_pid" 2>/dev/null; then
            echo "the server ended: $(tail -n 3 "$work/server.log")"
            return 1
        fi
        if listening "$port" && { [ $# = 0 ] || "$@"; }; then return 0; fi
        sleep 0.2
    done
    echo "not ready; its last words: $(tail -n 3 "$work/server.log")"
    return 1
}

# give_up: ends a server that did not get as far as it should.
give_up() {
    if [ -n "$server_pid" ] && kill -TERM "$server_pid" 2>/dev/null; then
        ended_within 10 "$server_pid" || kill -KILL "$server_pid" || true
    fi
    server_pid=''
}

# ended_cleanly NAME: the server, told to stop, ends by itself and with exit code 0.
ended_cleanly() {
    local code=0
    if ended_within 30 "$server_pid"; then
        wait "$server_pid" || code=$?
        if [ "$code" = 0 ]; then
            pass "$1"
        else
            fail "$1" "exit code $code: $(tail -n 2 "$work/server.log" | tr '\n' ' ')"
        fi
    else
        fail "$1" "still running after 30 s"
        kill -KILL "$server_pid"
    fi
    server_pid=''
}

# ---- Regent ----------------------------------------------------------------------------------------------------

# start_regent DATA [ARGUMENT...]: starts the demo and reads the addresses and secrets that it made.
start_regent() {
    local data=$1
    shift
    offset=$(free_port 5222 5223 5347)
    "$root/regent" run --port-offset "$offset" --data "$data" "$@" </dev/null >"$work/server.log" 2>&1 &
    server_pid=$!
    if ! step "./regent run starts" \
        wait_ready "$build_seconds" $((5222 + offset)) "$root/regent" status --data "$data" ||
        ! step "the demo wrote its credentials and its authority" \
            test -s "$data/credentials" -a -s "$data/ca.pem"; then
        give_up
        return 1
    fi
    step "the credentials can be read by their owner only" test "$(stat -c %a "$data/credentials")" = 600 || true
    ca=$data/ca.pem
    if [ ! -s "$data.added" ]; then : >"$data.added"; fi
    credentials=$data.credentials
    (umask 077 && cat "$data/credentials" "$data.added" >"$credentials")
}

# add_accounts DATA: two more accounts, strangers to everybody, made while the server runs.
add_accounts() {
    local name password
    for name in carol dave; do
        password=$(random_word)
        step "./regent user add $name@localhost, while the server runs" \
            add_account "$1" "$name@localhost" "$password" || true
        echo "$name@localhost = $password" >>"$1.added"
    done
    cat "$1.added" >>"$credentials"
}

add_account() {
    printf '%s\n' "$3" | "$root/regent" user add "$2" --password-stdin --data "$1"
}

random_word() {
    "$python" -c 'import secrets; print(secrets.token_urlsafe(18))'
}

stop_regent() {
    step "./regent stop" "$root/regent" stop --data "$1" || kill -TERM "$server_pid" || true
    ended_cleanly "./regent stop ends the server with exit code 0"
}

# ---- PostgreSQL ------------------------------------------------------------------------------------------------

# PostgreSQL refuses to run as root.
as_postgres() (
    cd /
    if [ "$(id -u)" = 0 ]; then exec runuser -u postgres -- "$@"; else exec "$@"; fi
)

start_postgres() {
    pg_bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
    pg_port=$(free_port)
    pg_password=$(random_word)
    mkdir "$work/postgres"
    (umask 077 && echo "$pg_password" >"$work/postgres/password")
    if [ "$(id -u)" = 0 ]; then chown -R postgres "$work/postgres"; fi
    pg_data=$work/postgres/data
    step "a private PostgreSQL is created" as_postgres "$pg_bin/initdb" -D "$pg_data" --username=regent \
        --pwfile="$work/postgres/password" --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 || return 1
    step "it starts" as_postgres "$pg_bin/pg_ctl" -D "$pg_data" -w -t 60 -l "$work/postgres/log" \
        -o "-p $pg_port -c listen_addresses=127.0.0.1 -c unix_socket_directories=''" start || return 1
    local database
    for database in regent contract; do
        PGPASSWORD=$pg_password "$pg_bin/createdb" -h 127.0.0.1 -p "$pg_port" -U regent -w \
            --maintenance-db=postgres "$database"
    done 2>"$work/step.log" || { fail "its databases are created" "$(tail -n 1 "$work/step.log")"; return 1; }
}

stop_postgres() {
    as_postgres "$pg_bin/pg_ctl" -D "$pg_data" -w -m fast stop >/dev/null 2>&1
    pg_data=''
}

postgres_url() {
    echo "jdbc:postgresql://127.0.0.1:$pg_port/$1?user=regent&password=$pg_password"
}

# The contract that the in-memory and H2 stores pass must have been run on PostgreSQL too, not skipped.
storage_contract() {
    touch "$work/contract.begin"
    echo "--    storage contract on PostgreSQL"
    (cd "$root" && step "the storage contract holds on PostgreSQL" \
        mvn -B -o -pl server-storage -am verify "-Dregent.test.postgres=$(postgres_url contract)") ||
        grep -F '[ERROR]' "$work/step.log" | head -n 20 || true
    step "its tests were run, none skipped" contract_was_run || true
}

contract_was_run() {
    local report found=0
    while IFS= read -r report; do
        found=1
        # Nested test classes are not in the counts of <testsuite>, but each test is in the report.
        echo "$(basename "$report"): $(grep -c '<testcase ' "$report") tests, $(grep -c '<skipped' "$report") skipped"
        grep -q '<testcase ' "$report" || return 1
        if grep -q '<skipped' "$report"; then return 1; fi
    done < <(find "$root/server-storage/target" -name 'TEST-*Postgres*.xml' -newer "$work/contract.begin")
    if [ "$found" = 0 ]; then echo "no report named TEST-*Postgres*.xml below server-storage/target"; return 1; fi
}

# ---- Prosody, to calibrate the scenarios -----------------------------------------------------------------------

configure_prosody() {
    offset=$(free_port 5222 5223 5347)
    local home=$work/prosody name secret
    mkdir -p "$home/data/localhost/accounts" "$home/data/localhost/roster"
    ca=$home/ca.pem
    credentials=$home/credentials
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=calibration authority" \
        -keyout "$home/ca.key" -out "$ca" 2>/dev/null
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=localhost" \
        -keyout "$home/localhost.key" -out "$home/localhost.csr" 2>/dev/null
    openssl x509 -req -in "$home/localhost.csr" -CA "$ca" -CAkey "$home/ca.key" -CAcreateserial -days 2 \
        -extfile <(echo "subjectAltName=DNS:localhost") -out "$home/localhost.crt" 2>/dev/null
    for name in alice bob admin carol dave; do
        secret=$(random_word)
        echo "$name@localhost = $secret" >>"$credentials"
        echo "return { [\"password\"] = \"$secret\" }" >"$home/data/localhost/accounts/$name.dat"
    done
    prosody_roster alice bob admin
    prosody_roster bob alice admin
    prosody_roster admin alice bob
    secret=$(random_word)
    echo "gateway.localhost = $secret" >>"$credentials"
    prosody_settings "$home" "$secret" >"$home/prosody.cfg.lua"
}

prosody_roster() {
    local owner=$1 contact
    shift
    {
        echo 'return { [false] = { version = 1, pending = {} };'
        for contact in "$@"; do echo "[\"$contact@localhost\"] = { subscription = \"both\", groups = {} };"; done
        echo '}'
    } >"$work/prosody/data/localhost/roster/$owner.dat"
}

prosody_settings() {
    cat <<LUA
run_as_root = true
interfaces = { "127.0.0.1" }
pidfile = "$1/prosody.pid"
data_path = "$1/data"
log = { info = "*console" }
authentication = "internal_plain"
c2s_require_encryption = true
c2s_ports = { $((5222 + offset)) }
c2s_direct_tls_ports = { $((5223 + offset)) }
component_ports = { $((5347 + offset)) }
modules_enabled = { "roster", "saslauth", "tls", "disco", "ping", "version", "time", "offline", "smacks", "carbons",
    "mam", "blocklist", "privilege" }
modules_disabled = { "s2s" }
ssl = { key = "$1/localhost.key", certificate = "$1/localhost.crt" }
VirtualHost "localhost"
    privileged_entities = { ["gateway.localhost"] = {
        roster = "both", message = "outgoing", presence = "roster",
        iq = {
            ["http://jabber.org/protocol/disco#info"] = "get",
            ["urn:xmpp:ping"] = "get",
            ["jabber:iq:version"] = "get",
        },
    } }
Component "gateway.localhost"
    component_secret = "$2"
    modules_enabled = { "privilege" }
LUA
}

start_prosody() {
    prosody --config "$work/prosody/prosody.cfg.lua" -F </dev/null >"$work/server.log" 2>&1 &
    server_pid=$!
    step "prosody starts" wait_ready 30 $((5222 + offset)) listening $((5347 + offset)) || { give_up; return 1; }
}
