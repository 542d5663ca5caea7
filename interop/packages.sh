# Sourced by run: installs what is missing from Debian, without starting any service, and one client from npm.

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

policy=/usr/sbin/policy-rc.d
policy_state=untouched

# While packages are installed, policy-rc.d answers 101, "action forbidden by policy", to every start.
forbid_starts() {
    if [ -e "$policy" ]; then
        local code=0
        "$policy" postgresql start >/dev/null 2>&1 || code=$?
        [ "$code" != 101 ] || return 0 # the machine forbids it already
        as_root mv "$policy" "$policy.before-interop"
        policy_state=replaced
    else
        policy_state=created
    fi
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
}

restore_policy() {
    case $policy_state in
        created) as_root rm -f "$policy" ;;
        replaced) as_root mv -f "$policy.before-interop" "$policy" ;;
    esac
    policy_state=untouched
}

missing_packages() {
    local package
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
    done
}

require_packages() {
    local missing
    mapfile -t missing < <(missing_packages "$@")
    [ "${#missing[@]}" -gt 0 ] || return 0
    echo "--    installing ${missing[*]}"
    if ! command -v apt-get >/dev/null; then
        echo "interop/run needs Debian or a relative of it; missing: ${missing[*]}" >&2
        exit 2
    fi
    forbid_starts
    if ! apt_install "${missing[@]}" && { ! apt_update || ! apt_install "${missing[@]}"; }; then
        tail -n 20 "$work/apt.log" >&2
        echo "interop/run could not install: ${missing[*]}" >&2
        exit 2
    fi
    restore_policy
}

# install_xmppjs: the versions that package-lock.json names, into a copy.
install_xmppjs() {
    mkdir "$XMPPJS" && cp "$here"/inline-client/*.js* "$XMPPJS" &&
        (cd "$XMPPJS" && npm ci --ignore-scripts --no-audit --no-fund)
}

apt_update() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >>"$work/apt.log" 2>&1
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >>"$work/apt.log" 2>&1
}
