#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Starts a verb of the companion. Passwords come from files, as secrets of a container do.
set -eu

fail() {
    echo "start: $*" >&2
    exit 1
}

# secret NAME FILE: the content of a secret that can stand in a URL.
secret() {
    [ -r "$2" ] || fail "the secret $1 cannot be read at $2"
    value=$(cat "$2")
    case $value in
        '' | *[!A-Za-z0-9._~-]*) fail "the secret $1 must be made of letters, digits and . _ ~ - only" ;;
    esac
    printf '%s' "$value"
}

if [ -n "${SB_DB_PASSWORD_FILE:-}" ]; then
    password=$(secret SB_DB_PASSWORD_FILE "$SB_DB_PASSWORD_FILE")
    SB_DB_URL="postgresql://${SB_DB_USER:?}:$password@${SB_DB_HOST:?}:${SB_DB_PORT:-5432}/${SB_DB_NAME:?}"
    export SB_DB_URL
fi
if [ -n "${SB_DB_PUBLISH_PASSWORD_FILE:-}" ]; then
    SB_DB_PUBLISH_PASSWORD=$(secret SB_DB_PUBLISH_PASSWORD_FILE "$SB_DB_PUBLISH_PASSWORD_FILE")
    export SB_DB_PUBLISH_PASSWORD
fi
[ -n "${SB_DB_URL:-}" ] || fail "set SB_DB_URL, or SB_DB_HOST, SB_DB_NAME, SB_DB_USER and SB_DB_PASSWORD_FILE"

# shellcheck disable=SC2086 # options are words
exec java -XX:MaxRAMPercentage=70 -Djava.awt.headless=true -DEPSG-HSQL.directory="${SB_HOME:?}/epsg" \
    ${SB_JAVA_OPTS:-} org.springframework.boot.loader.launch.JarLauncher "$@"
