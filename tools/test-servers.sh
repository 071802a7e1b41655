#!/bin/sh
# Install, from Debian's or Ubuntu's packages, the servers and the browser that the tests run.
# Starts no service and replaces no mail server.  Does nothing when all of it is there.
set -eu

cd "$(dirname "$0")/.."
cache=.cache/test-servers
policy=/usr/sbin/policy-rc.d
kept=$policy.before-tests

main() {
    packages=$(missing_packages)
    if [ -z "$packages" ] && has_smtp_sink && has_browser; then
        return
    fi
    if [ -n "$packages" ]; then
        install $packages
    fi
    has_smtp_sink || unpack_smtp_sink
    has_browser || install_browser
}

missing_packages() {
    has_command dovecot && [ -e /usr/lib/dovecot/imap ] || echo dovecot-imapd
    has_command redis-server || has_command valkey-server || echo redis-server
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || echo postgresql
    has_command openssl || echo openssl
    has_command spamassassin || echo spamassassin
    [ -e /usr/share/doc/fonts-inter ] || echo fonts-inter
    [ -e /usr/share/doc/fonts-dejavu-core ] || echo fonts-dejavu-core
}

has_command() {
    [ -x "/usr/sbin/$1" ] || command -v "$1" >/dev/null 2>&1
}

install() {
    echo "test-servers: installing $*" >&2
    wanted=$*
    update
    hold_services
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 \
        -o Acquire::Retries=3 "$@" >&2
    release_services
}

# A new machine updates itself at first, and its apt lets no other in meanwhile.
update() {
    for pause in 5 15 30 60 0; do
        as_root apt-get update -qq -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 && return
        sleep $pause
    done
    return 1
}

# A package starts its service when it is installed, unless policy-rc.d says no.
hold_services() {
    trap release_services EXIT
    trap 'exit 130' INT TERM HUP
    if [ -e "$policy" ] && [ ! -e "$kept" ]; then
        as_root mv "$policy" "$kept"
    fi
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
}

release_services() {
    trap - EXIT INT TERM HUP
    if [ -e "$kept" ]; then
        as_root mv "$kept" "$policy"
    else
        as_root rm -f "$policy"
    fi
}

# Postfix conflicts with every other mail server, and all we want of it is a test program:
# unpack the package here, install only the libraries that the program loads.
has_smtp_sink() {
    [ -x $cache/usr/sbin/smtp-sink ] && [ ! -e $cache/incomplete ]
}

unpack_smtp_sink() {
    mkdir -p $cache
    touch $cache/incomplete
    rm -f $cache/postfix_*.deb  # Of a try that was broken off.
    wanted=postfix
    download_postfix || { update && download_postfix; }
    dpkg -x $cache/postfix_*.deb $cache
    rm $cache/postfix_*.deb
    if LD_LIBRARY_PATH=$cache/usr/lib/postfix ldd $cache/usr/sbin/smtp-sink | grep -q 'not found'
    then
        install $(libraries_of_postfix)
    fi
    rm $cache/incomplete
}

download_postfix() {
    # apt's own user may not write here, and apt would remark on that.
    (cd $cache && apt-get download -qq -o APT::Sandbox::User=root postfix)
}

libraries_of_postfix() {
    apt-cache depends --important postfix | sed -n 's/^ *Depends: \(lib[a-z0-9.+-]*\)$/\1/p'
}

# Ubuntu's package "chromium" is a script that asks for a snap.
has_browser() {
    for name in chromium google-chrome google-chrome-stable chromium-browser; do
        path=$(command -v $name) || continue
        head -c 4096 "$path" | grep -q snap || return 0
    done
    ls "${HOME:-/root}"/.cache/ms-playwright/chromium-*/chrome-linux*/chrome >/dev/null 2>&1
}

install_browser() {
    wanted=chromium
    update
    if apt-cache show chromium 2>/dev/null | grep -q '^Depends:.*libnss3'; then
        install chromium
    else
        echo "test-servers: installing Playwright's Chromium" >&2
        wanted="the libraries of Chromium"
        .venv/bin/playwright install chromium >&2
        as_root .venv/bin/playwright install-deps chromium >&2
    fi
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif sudo -n true 2>/dev/null; then
        sudo -n "$@"
    else
        sorry
    fi
}

sorry() {
    echo "test-servers: root is needed to install: $wanted.  Run this once as root:" >&2
    echo "    $PWD/tools/test-servers.sh" >&2
    exit 1
}

main
