#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Lays out GeoServer's data directory at its first start, with an administrator whose password comes from a secret, and
# starts what it is told to. GeoServer's well-known password is never valid, not even for a moment.
set -eu

fail() {
    echo "start: $*" >&2
    exit 1
}

: "${GEOSERVER_DATA_DIR:?}" "${SB_PLUGIN_CLASSPATH:?}"
base=${SB_DATADIR_BASE:-/opt/socialbalance/datadir}
admin=${SB_GEOSERVER_ADMIN:-geodata}
data=$GEOSERVER_DATA_DIR

# The store finds host, port and name by themselves in the environment, the extension finds the URL.
case ${SB_DB_URL:-} in
    jdbc:postgresql://*/*) ;;
    *) fail "set SB_DB_URL to jdbc:postgresql://host:port/database" ;;
esac
place=${SB_DB_URL#jdbc:postgresql://}
server=${place%%/*}
name=${place#*/}
SB_DB_NAME=${name%%\?*}
SB_DB_HOST=${server%%:*}
case $server in *:*) SB_DB_PORT=${server##*:} ;; *) SB_DB_PORT=5432 ;; esac
if [ -n "${SB_DB_PUBLISH_PASSWORD_FILE:-}" ]; then
    [ -r "$SB_DB_PUBLISH_PASSWORD_FILE" ] || fail "the secret SB_DB_PUBLISH_PASSWORD_FILE cannot be read"
    SB_DB_PUBLISH_PASSWORD=$(cat "$SB_DB_PUBLISH_PASSWORD_FILE")
fi
[ -n "${SB_DB_PUBLISH_PASSWORD:-}" ] || fail "set SB_DB_PUBLISH_PASSWORD or SB_DB_PUBLISH_PASSWORD_FILE"
export SB_DB_HOST SB_DB_PORT SB_DB_NAME SB_DB_PUBLISH_PASSWORD

mkdir -p "$data"
if [ ! -e "$data/global.xml" ]; then
    [ -z "$(ls -A "$data")" ] || fail "$data holds something else than a data directory: mount an empty volume"
    cp -R "$base/." "$data"
fi
if [ ! -e "$data/security/config.xml" ]; then
    # GeoServer makes its security folder from this list at its first start. The name is not "admin": then the
    # master password would be made of this one.
    case $admin in
        admin | root | '' | *[!a-z0-9_-]*) fail "SB_GEOSERVER_ADMIN must be another name than admin or root, of a-z 0-9 _ -" ;;
    esac
    [ -r "${SB_GEOSERVER_ADMIN_PASSWORD_FILE:-}" ] ||
        fail "SB_GEOSERVER_ADMIN_PASSWORD_FILE must name a file with the administrator's password"
    digest=$(java -cp "$SB_PLUGIN_CLASSPATH" dk.socialbalance.geoserver.password.AdminPassword \
        <"$SB_GEOSERVER_ADMIN_PASSWORD_FILE") || fail "the administrator's password cannot be used"
    mkdir -p "$data/security"
    (umask 077 && printf '%s=%s,ADMIN\n' "$admin" "$digest" >"$data/security/users.properties")
fi
rm -f "$data/security/users.properties.old" "$data/security/masterpw.info"
well_known=D9miJH/hVgfxZJscMafEtbtliG0ROxhLfsznyWfG38X2pda2JOSV4POi55PQI4tw
if grep -rqF -e "$well_known" -e 'plain:geoserver' "$data/security"; then
    fail "the data directory has GeoServer's well-known password: change it before you start"
fi

export JAVA_OPTS="${JAVA_OPTS:-} -DALLOW_ENV_PARAMETRIZATION=true -DGEOSERVER_DATA_DIR=$data -DGEOSERVER_ROOT_LOGIN_ENABLED=false"
exec "$@"
