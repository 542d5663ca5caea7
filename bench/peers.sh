#!/usr/bin/env bash
# Measures Regent beside Debian's Prosody and ejabberd on this machine: each server alone, on loopback, with the
# modules that its package enables, rate limits off and log-ins without TLS allowed. The rounds are interleaved
# (A B C A B C A B C); the table shows medians and how they compare. docs/benchmark.md explains the figures.
#
#   bench/peers.sh                      all servers, three rounds
#   ROUNDS=1 PEERS="prosody" bench/peers.sh
#
# Variables (and what they are when not set):
#   PEERS        which servers ("prosody ejabberd regent")
#   ROUNDS       how often each is measured (3)
#   BENCH        the load generator ("./regent bench")
#   CHAT         options of its chat command ("--pairs 50 --window 10 --body 100 --seconds 20 --warmup 5")
#   IDLE         options of its idle command ("--connections 10000 --stage bound"); "" leaves it out
#   ARCHIVE      "off": nobody archives messages, as the peers' packages have it; "on": everybody does ("off")
#   PORT         the first of the ports that are used (35222)
#   OUT          a folder for configuration, data, logs and figures (a new one below /tmp)
#   REGENT_START a command that starts Regent in the foreground and becomes its process ("exec"); it finds in its
#                environment PORT (where clients must be able to log in without TLS, and to send as fast as they like), DATA
#                (a folder that does not exist yet) and ACCOUNTS (a file of accounts to make in the domain localhost:
#                localpart, space, password on each line). When not set: ./regent run and ./regent user add of this
#                source tree
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
PEERS=${PEERS-prosody ejabberd regent}
ROUNDS=${ROUNDS-3}
BENCH=${BENCH-$root/regent bench}
CHAT=${CHAT---pairs 50 --window 10 --body 100 --seconds 20 --warmup 5}
IDLE=${IDLE---connections 10000 --stage bound}
ARCHIVE=${ARCHIVE-off}
PORT=${PORT-35222}
OUT=${OUT-$(mktemp -d "${TMPDIR:-/tmp}/regent-peers.XXXXXX")}
ACCOUNTS=$OUT/accounts
REGENT_START=${REGENT_START-}
server_pid=
policy=

say() { printf '%s\n' "$*" >&2; }

stop_server() {
  [ -n "$server_pid" ] || return 0
  kill "$server_pid" 2>/dev/null || true
  for _ in $(seq 100); do kill -0 "$server_pid" 2>/dev/null || break; sleep 0.1; done
  kill -9 "$server_pid" 2>/dev/null || true
  wait "$server_pid" 2>/dev/null || true
  server_pid=
}

clean_up() {
  stop_server
  if [ -n "$policy" ]; then rm -f "$policy"; fi
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# A Debian package starts its service when it is installed unless this file forbids it.
forbid_services() {
  [ -e /usr/sbin/policy-rc.d ] && return
  policy=/usr/sbin/policy-rc.d
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod +x "$policy"
}

install_peer() {
  dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed' && return
  say "installing $1"
  forbid_services
  apt-get update -q >"$OUT/apt.log" 2>&1 || true
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$1" >>"$OUT/apt.log" 2>&1 ||
    { say "cannot install $1: see $OUT/apt.log"; exit 1; }
}

make_accounts() {
  for i in $(seq 0 99); do printf 'user%d secret%d\n' "$i" "$i"; done >"$ACCOUNTS"
}

is_listening() { (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; }

await_port() {
  for _ in $(seq 300); do
    is_listening && return
    kill -0 "$server_pid" 2>/dev/null || break
    sleep 0.1
  done
  say "$1 does not listen on port $PORT: see $2"
  exit 1
}

# Prosody: its package's modules without "limits"; accounts are files.
start_prosody() {
  local dir=$1 user password mam=
  if [ "$ARCHIVE" = on ]; then mam='"mam";'; fi
  mkdir -p "$dir/data/localhost/accounts"
  while read -r user password; do
    printf 'return {\n\t["password"] = "%s";\n};\n' "$password" >"$dir/data/localhost/accounts/$user.dat"
  done <"$ACCOUNTS"
  cat >"$dir/prosody.cfg.lua" <<CONFIG
run_as_root = true
data_path = "$dir/data"
pidfile = "$dir/prosody.pid"
network_backend = "epoll"
interfaces = { "127.0.0.1" }
c2s_ports = { $PORT }
modules_enabled = {
  "disco"; "roster"; "saslauth"; "tls"; "blocklist"; "bookmarks"; "carbons"; "pep"; "private"; "smacks"; "vcard4";
  "vcard_legacy"; "csi_simple"; "invites"; "invites_adhoc"; "invites_register"; "ping"; "register"; "time"; "uptime";
  "version"; "admin_adhoc"; "posix"; $mam
}
modules_disabled = { "s2s" }
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
authentication = "internal_plain"
log = { warn = "$dir/prosody.log" }
VirtualHost "localhost"
CONFIG
  prosody -F --config "$dir/prosody.cfg.lua" >"$dir/output.log" 2>&1 &
  server_pid=$!
  await_port prosody "$dir"
}

# ejabberd: its example configuration's modules, no shaper; accounts come over its HTTP interface.
start_ejabberd() {
  local dir=$1 user password http=$((PORT + 1)) mam=never
  if [ "$ARCHIVE" = on ]; then mam=always; fi
  mkdir -p "$dir/mnesia" "$dir/log"
  cat >"$dir/ejabberd.yml" <<CONFIG
loglevel: error
hosts: [localhost]
auth_password_format: plain
listen:
  - {port: $PORT, ip: "127.0.0.1", module: ejabberd_c2s, max_stanza_size: 262144, shaper: none, access: all,
     starttls_required: false}
  - {port: $http, ip: "127.0.0.1", module: ejabberd_http, request_handlers: {/api: mod_http_api}}
acl: {loopback: {ip: [127.0.0.0/8]}}
access_rules: {local: {allow: all}}
api_permissions:
  "bench": {from: [mod_http_api], who: {acl: loopback}, what: [register]}
shaper_rules: {max_user_sessions: infinity, max_user_offline_messages: infinity, c2s_shaper: none}
modules:
  mod_adhoc: {}
  mod_admin_extra: {}
  mod_announce: {}
  mod_avatar: {}
  mod_blocking: {}
  mod_bosh: {}
  mod_caps: {}
  mod_carboncopy: {}
  mod_client_state: {}
  mod_configure: {}
  mod_disco: {}
  mod_fail2ban: {}
  mod_http_api: {}
  mod_last: {}
  mod_mam: {assume_mam_usage: true, default: $mam}
  mod_muc: {}
  mod_offline: {access_max_user_messages: max_user_offline_messages}
  mod_ping: {}
  mod_privacy: {}
  mod_private: {}
  mod_pubsub: {plugins: [flat, pep]}
  mod_push: {}
  mod_push_keepalive: {}
  mod_roster: {versioning: true}
  mod_shared_roster: {}
  mod_stream_mgmt: {}
  mod_time: {}
  mod_vcard: {}
  mod_vcard_xupdate: {}
  mod_version: {}
CONFIG
  # The arguments of Debian's ejabberdctl, but with no node name: nothing else is to talk to it.
  ERL_LIBS=/usr/lib/$(uname -m)-linux-gnu ERL_CRASH_DUMP="$dir/log/crash" \
    EJABBERD_CONFIG_PATH="$dir/ejabberd.yml" EJABBERD_LOG_PATH="$dir/log/ejabberd.log" ERL_MAX_PORTS=32000 \
    erl +K true +P 250000 -noinput -mnesia dir "\"$dir/mnesia\"" -s ejabberd >"$dir/output.log" 2>&1 &
  server_pid=$!
  await_port ejabberd "$dir"
  while read -r user password; do
    post "$http" /api/register "{\"user\":\"$user\",\"host\":\"localhost\",\"password\":\"$password\"}" ||
      { say "ejabberd did not make $user: see $dir"; exit 1; }
  done <"$ACCOUNTS"
}

# One HTTP request; succeeds when the answer's status is 200.
post() {
  local port=$1 path=$2 body=$3 status
  exec 3<>"/dev/tcp/127.0.0.1/$port" || return 1
  printf 'POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s' \
    "$path" "${#body}" "$body" >&3
  read -r _ status _ <&3
  exec 3>&-
  [ "$status" = 200 ]
}

start_regent() {
  local dir=$1 same
  same=(--data "$dir/data" --port-offset $((PORT - 5222)) --set c2s.require-tls=false
    --set c2s.max-resources=1000
    --set c2s.rate.bytes-per-second=0 --set c2s.rate.stanzas-per-second=0
    --set connections.unauthenticated=1000000)
  if [ "$ARCHIVE" = off ]; then same+=(--set 'disabled-features=["archive"]'); fi
  (
    export DATA=$dir/data PORT ACCOUNTS
    if [ -n "$REGENT_START" ]; then exec bash -c "$REGENT_START"; fi
    exec "$root/regent" run "${same[@]}"
  ) >"$dir/output.log" 2>&1 &
  server_pid=$!
  await_port regent "$dir"
  if [ -z "$REGENT_START" ]; then
    "$root/regent" user add "${same[@]}" --bulk "$ACCOUNTS" >>"$dir/output.log" 2>&1 ||
      { say "regent did not make the accounts: see $dir/output.log"; exit 1; }
  fi
}

# The options that only a JVM server needs.
idle_options() { if [ "$1" = regent ]; then echo --gc; fi; }

measure() {
  local peer=$1 round=$2 dir=$OUT/$1-$2 target
  mkdir -p "$dir"
  target="--port $PORT --domain localhost --accounts $ACCOUNTS"
  say "round $round: $peer"
  "start_$peer" "$dir"
  $BENCH chat $target --server-pid "$server_pid" $CHAT --json "$dir/chat.json" >"$dir/chat.txt" ||
    say "  chat reported faults: see $dir/chat.txt"
  if [ -n "$IDLE" ]; then
    $BENCH idle $target --server-pid "$server_pid" $IDLE $(idle_options "$peer") --json "$dir/idle.json" \
      >"$dir/idle.txt" || say "  idle failed: see $dir/idle.txt"
  fi
  stop_server
}

# The median over all rounds of one figure of one server.
median() {
  local files
  files=$(ls "$OUT/$1"-*/"$2.json" 2>/dev/null) || { echo -; return; }
  awk -F'[:,]' -v name="\"$3\"" '{gsub(/ /, "", $1)} $1 == name {print $2 + 0}' $files | sort -n |
    awk '{v[NR] = $1} END {if (NR) print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2; else print "-"}'
}

row() {
  local title=$1 file=$2 figure=$3 peer first value ratio
  printf '%-42s' "$title"
  first=
  for peer in $PEERS; do
    value=$(median "$peer" "$file" "$figure")
    first=${first:-$value}
    ratio=$(awk -v a="$value" -v b="$first" 'BEGIN {print (a != "-" && b + 0 != 0) ? sprintf("%.2f", a / b) : "-"}')
    printf ' %14s %8s' "$value" "x$ratio"
  done
  printf '\n'
}

table() {
  printf '\nMedians of %s; "x" is the ratio to the first server.\n\n%-42s' "$ROUNDS" ''
  printf ' %14s         ' $PEERS
  printf '\n'
  row 'deliveries/s' chat deliveries_per_second
  row 'server CPU s per 100,000' chat server_cpu_seconds_per_100000
  row 'generator CPU s per 100,000' chat generator_cpu_seconds_per_100000
  row 'latency p50 (us)' chat latency_p50_us
  row 'latency p99 (us)' chat latency_p99_us
  row 'latency p99.9 (us)' chat latency_p999_us
  row 'lost' chat lost
  row 'server resident bytes before the load' chat server_resident_bytes_before
  row 'server resident bytes after the load' chat server_resident_bytes_after
  [ -n "$IDLE" ] || return 0
  row 'resident bytes per idle connection' idle resident_bytes_per_connection
  row 'heap bytes per idle connection (JVM)' idle heap_bytes_per_connection
  row 'server CPU ms per log-in' idle opening_server_cpu_ms_each
}

mkdir -p "$OUT"
ulimit -n "$(ulimit -Hn)"
is_listening && { say "port $PORT is in use: set PORT"; exit 1; }
make_accounts
# A source tree builds itself before its first command: not while something is measured.
"$root/regent" version >&2
for peer in $PEERS; do [ "$peer" = regent ] || install_peer "$peer"; done
for round in $(seq "$ROUNDS"); do
  for peer in $PEERS; do measure "$peer" "$round"; done
done
table | tee "$OUT/table.txt"
say "figures, configuration and logs: $OUT"
