# Sourced by run: the conformance kit for privileged entities, on Regent and on Debian's Prosody and ejabberd.

kit_accounts="kit-alice kit-bob kit-carol"

# kit_ready: builds the kit if a source is newer.
kit_ready() {
    local lib=$root/privilege-kit/target/lib
    kit_jar=$(find "$lib" -name 'privilege-kit-*.jar' 2>/dev/null | head -n 1)
    if [ -z "$kit_jar" ] || [ -n "$(find "$root/privilege-kit/src/main" -newer "$kit_jar" -print -quit)" ]; then
        (cd "$root" && mvn -B -q -Dmaven.test.skip=true -Djacoco.skip=true -pl privilege-kit -am package) || return 1
        kit_jar=$(find "$lib" -name 'privilege-kit-*.jar' | head -n 1)
    fi
    [ -n "$kit_jar" ]
}

# kit_secret NAME: what the files in privilege-kit/conf have as the secret of this component or account.
kit_secret() { echo "the secret of ${1#kit-}"; }

# kit_scene NAME C2S_PORT COMPONENT_PORT: the kit's configuration for the running server.
kit_scene() {
    {
        cat "$root/privilege-kit/conf/kit.conf"
        printf 'server { name = "%s", c2s-port = %s, component-port = %s }\n' "$1" "$2" "$3"
    } >"$work/kit.conf"
}

# run_kit LABEL WORD: puts the questions to the running server and keeps the answers in $work/WORD.json. What another server
# does wrong is no failure of this stage; what Regent does wrong is.
run_kit() {
    local code=0 summary
    java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar "$kit_jar" run "$work/kit.conf" --json "$work/$2.json" \
        >"$work/kit.txt" 2>&1 || code=$?
    summary=$(tail -n 1 "$work/kit.txt")
    if [ "$code" = 0 ] || { [ "$code" = 4 ] && [ "$2" != regent ]; }; then
        pass "privilege-kit on $1: $summary"
    else
        fail "privilege-kit on $1" "$summary"
        grep -A 1 -E '^  (fail|error) ' "$work/kit.txt" || true
    fi
}

kit_regent() {
    local data=$work/kit-regent name version
    mkdir -p "$data/conf.d"
    cp "$root/privilege-kit/conf/regent.conf" "$data/conf.d/kit.conf"
    start_regent "$data" || return 0
    for name in $kit_accounts; do
        step "./regent user add $name@localhost" add_account "$data" "$name@localhost" "$(kit_secret "$name")" || true
    done
    version=$("$root/regent" version | head -n 1 | sed 's/^[Rr]egent *//')
    kit_scene "Regent ${version%% *}" $((5222 + offset)) $((5347 + offset))
    run_kit Regent regent
    stop_regent "$data"
}

package_version() { dpkg-query -W -f '${Version}' "$1" | sed 's/[-+~].*//'; }

kit_prosody() {
    local home=$work/kit-prosody name
    offset=$(free_port 5222 5347)
    mkdir -p "$home/data/localhost/accounts"
    self_signed "$home"
    for name in $kit_accounts; do
        echo "return { [\"password\"] = \"$(kit_secret "$name")\" }" >"$home/data/localhost/accounts/${name/-/%2d}.dat"
    done
    sed -e "s|@DIR@|$home|g" -e "s/@C2S@/$((5222 + offset))/" -e "s/@COMPONENT@/$((5347 + offset))/" \
        "$root/privilege-kit/conf/prosody.cfg.lua" >"$home/prosody.cfg.lua"
    prosody --config "$home/prosody.cfg.lua" -F </dev/null >"$work/server.log" 2>&1 &
    server_pid=$!
    step "prosody starts" wait_ready 30 $((5222 + offset)) listening $((5347 + offset)) || { give_up; return 0; }
    kit_scene "Prosody $(package_version prosody)" $((5222 + offset)) $((5347 + offset))
    run_kit Prosody prosody
    give_up
}

self_signed() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=localhost" \
        -addext "subjectAltName=DNS:localhost" -keyout "$1/localhost.key" -out "$1/localhost.crt" 2>/dev/null
    cat "$1/localhost.key" "$1/localhost.crt" >"$1/localhost.pem"
}

# The arguments of Debian's ejabberdctl, but with no node name: nothing else is to talk to it.
kit_ejabberd() {
    local home=$work/kit-ejabberd name http port=5347 places=()
    offset=$(free_port 5222 5280 5347 5348 5349 5350 5351)
    http=$((5280 + offset))
    mkdir -p "$home/mnesia" "$home/log"
    self_signed "$home"
    for name in full reader writer none pep; do
        places+=(-e "s/@${name^^}@/$((port++ + offset))/")
    done
    sed -e "s|@DIR@|$home|g" -e "s/@C2S@/$((5222 + offset))/" -e "s/@HTTP@/$http/" "${places[@]}" \
        "$root/privilege-kit/conf/ejabberd.yml" >"$home/ejabberd.yml"
    ERL_LIBS=/usr/lib/$(uname -m)-linux-gnu ERL_CRASH_DUMP="$home/log/crash" EJABBERD_CONFIG_PATH="$home/ejabberd.yml" \
        EJABBERD_LOG_PATH="$home/log/ejabberd.log" ERL_MAX_PORTS=32000 \
        erl +K true +P 250000 -noinput -mnesia dir "\"$home/mnesia\"" -s ejabberd </dev/null >"$work/server.log" 2>&1 &
    server_pid=$!
    step "ejabberd starts" wait_ready 60 $((5222 + offset)) listening $((5347 + offset)) || { give_up; return 0; }
    for name in $kit_accounts; do
        step "ejabberd makes $name" register_at "$http" "$name" "$(kit_secret "$name")" || true
    done
    kit_scene "ejabberd $(package_version ejabberd)" $((5222 + offset)) $((5347 + offset))
    port=5347
    for name in full reader writer none pep; do
        echo "components.$name.port = $((port++ + offset))" >>"$work/kit.conf"
    done
    run_kit ejabberd ejabberd
    give_up
}

# register_at HTTP_PORT USER PASSWORD
register_at() {
    local body="{\"user\":\"$2\",\"host\":\"localhost\",\"password\":\"$3\"}"
    "$python" -E -s - "$1" "$body" <<'PYTHON'
import sys, urllib.request

request = urllib.request.Request(f"http://127.0.0.1:{sys.argv[1]}/api/register", sys.argv[2].encode())
print(urllib.request.urlopen(request, timeout=20).read().decode())
PYTHON
}

run_kit_everywhere() {
    require_packages openssl python3 prosody prosody-modules ejabberd
    step "the kit is built" kit_ready || return 0
    kit_regent
    kit_prosody
    kit_ejabberd
    if [ "$write" = yes ]; then
        step "the page is written" kit_page || true
    fi
}

kit_page() {
    java -jar "$kit_jar" page "$work/regent.json" "$work/prosody.json" "$work/ejabberd.json" \
        >"$work/page.md" && cp "$work/page.md" "$root/docs/privilege-servers.md"
}
