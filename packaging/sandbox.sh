# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# To be sourced, with $root set: whatever the tools and tests that follow like to keep is kept in build/.

# What a test expects must not depend on the language of who runs it.
export LC_ALL=C.UTF-8
export QT_QPA_PLATFORM=offscreen
export CCACHE_DIR="${CCACHE_DIR:-$root/build/.ccache}"
export HOME="$root/build/home"
export XDG_CONFIG_HOME="$HOME/config" XDG_CACHE_HOME="$HOME/cache" XDG_DATA_HOME="$HOME/data" XDG_STATE_HOME="$HOME/state"
export XDG_RUNTIME_DIR="$HOME/runtime"
mkdir -p "$HOME" "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"
# Nor on a desktop, or on a token that happens to be set.
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS OS_TOKEN OS_AUTH_TOKEN
