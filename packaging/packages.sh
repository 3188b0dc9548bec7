#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packages.sh GROUP...   installs what the groups need and what is missing, with apt-get (Debian 12, Ubuntu 24.04)
#
# Groups: build, test, run, check, clang, bench, mutation, valgrind. With everything there it does nothing and needs no rights.
set -euo pipefail

# A line is one package; a|b means whichever of the two the distribution has.
packages_build='
cmake
ninja-build
g++
qt6-base-dev
qt6-svg-dev|libqt6svg6-dev
qt6-tools-dev
qt6-tools-dev-tools
qt6-l10n-tools
libgl-dev
libsimdjson-dev
libexpected-dev
libyaml-cpp-dev
qtkeychain-qt6-dev
'
packages_test='
mold
faketime
openssl
dbus-daemon
gnome-keyring
libsecret-1-0
tzdata
fonts-dejavu-core
fonts-wqy-microhei|fonts-noto-cjk|fonts-wqy-zenhei|fonts-droid-fallback
qt6-translations-l10n
'
packages_run='
tzdata
qt6-qpa-plugins
libqt6svg6
libyaml-cpp0.8|libyaml-cpp0.7
libqt6keychain1
libsecret-1-0
qt6-translations-l10n
fonts-dejavu-core
fonts-wqy-microhei|fonts-noto-cjk|fonts-wqy-zenhei|fonts-droid-fallback
ca-certificates
'
packages_check='
clang-format
clang-tidy
clazy
desktop-file-utils
appstream
'
packages_valgrind='
valgrind
'
packages_bench='
libbenchmark-dev
jq
'
packages_clang='
clang-14
libclang-rt-14-dev
'
packages_mutation='
python3
lld
'

say() {
    printf '%s\n' "$*" >&2
}

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Whether one of the names in a|b is installed.
is_any_installed() {
    local name
    for name in ${1//|/ }; do
        if is_installed "$name"; then
            return 0
        fi
    done
    return 1
}

# The first of the names in a|b that apt knows; the first of all if it knows none, for apt to complain about.
known_name() {
    local name
    for name in ${1//|/ }; do
        if [ -n "$(apt-cache --quiet=0 madison "$name" 2>/dev/null)" ]; then
            printf '%s\n' "$name"
            return
        fi
    done
    printf '%s\n' "${1%%|*}"
}

missing_of() {
    local group list package
    for group in "$@"; do
        list="packages_$group"
        if [ -z "${!list-}" ]; then
            say "packages.sh: there is no group '$group'."
            exit 2
        fi
        for package in ${!list}; do
            is_any_installed "$package" || printf '%s\n' "$package"
        done
    done | sort -u
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

install_missing() {
    local package names=()
    as_root apt-get -q update || return 1
    for package in "$@"; do
        names+=("$(known_name "$package")")
    done
    as_root apt-get -q -y --no-install-recommends install "${names[@]}"
}

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say "This computer has no apt-get. Please install by hand what packaging/packages.sh lists, then build with cmake."
    exit 1
fi

wanted="$(missing_of "$@")"
if [ -z "$wanted" ]; then
    exit 0
fi
mapfile -t missing <<<"$wanted"
if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    say "These packages are missing: ${missing[*]}"
    say "Installing them needs root, and there is no sudo. Please run this once as root."
    exit 1
fi
say "Installing what is missing: ${missing[*]}"
if ! install_missing "${missing[@]}" </dev/null; then
    say "That did not work; trying once more."
    sleep 5
    install_missing "${missing[@]}" </dev/null || {
        say "The packages could not be installed; what apt-get said is above."
        exit 1
    }
fi
