#!/bin/sh
# Install what `make bench` measures us against: notmuch and mu from Debian's or Ubuntu's
# packages, HyperKitty in an environment of its own.  Does nothing when all of it is there.
set -eu

cd "$(dirname "$0")/.."
python=${1:-python3}
venv=build/bench/hyperkitty
lock=bench/hyperkitty.lock

main() {
    packages=$(missing_packages)
    [ -z "$packages" ] || install $packages
    cmp -s $lock $venv/installed.lock || install_hyperkitty
}

missing_packages() {
    command -v notmuch >/dev/null || echo notmuch
    command -v mu >/dev/null || echo maildir-utils
}

install() {
    echo "bench-peers: installing $*" >&2
    if [ "$(id -u)" = 0 ]; then as_root=; else as_root="sudo -n"; fi
    { $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" >&2; } || {
        echo "bench-peers: root is needed to install: $*.  Run this once as root:" >&2
        echo "    $PWD/tools/bench-peers.sh" >&2
        exit 1
    }
}

install_hyperkitty() {
    echo "bench-peers: installing HyperKitty into $venv" >&2
    rm -rf $venv
    "$python" -m venv $venv
    $venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $lock
    cp $lock $venv/installed.lock
}

main
