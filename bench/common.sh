# SPDX-License-Identifier: EUPL-1.2
# What the comparisons with MapServer share: a companion with the demo, MapServer beside it, wrk. Sourced.
# shellcheck shell=bash disable=SC2154

work=$(mktemp -d)
chmod 755 "$work"
pids=()
# shellcheck disable=SC2317 # called by the trap
stop() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    wait
    # MapServer would end with its next request only.
    while read -r pid; do kill -9 "$pid"; done < <(grep . "$work/mapserv.pids" 2>/dev/null)
    rm -rf "$work"
}
trap stop EXIT
trap 'echo "$(basename "$0"): line $LINENO failed" >&2' ERR

free_port() {
    /usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# wait_for URL WHAT [SECONDS]: until it answers, at most three minutes.
wait_for() {
    curl --silent --fail --output /dev/null --retry "${3:-180}" --retry-delay 1 --retry-all-errors "$1" || {
        echo "bench: $2 does not answer at $1" >&2
        exit 1
    }
}

# sb VERB ...: the launcher on the instance that is measured.
sb() {
    env -u SB_DB_URL -u SB_CATALOGUE SB_HOME="$work/home" SB_PORT="$port" "$root/sb" "$@"
}

# Starts the companion with the demo; sets ours (its address) and database (for GDAL and MapServer).
start_companion() {
    port=$(free_port)
    ours=http://127.0.0.1:$port
    echo "Starting the companion with the demo municipality"
    mkdir -p "$work/home"
    # Not by the function: its process would be a shell, which leaves the companion behind when it is stopped.
    env -u SB_DB_URL -u SB_CATALOGUE SB_HOME="$work/home" SB_PORT="$port" "$root/sb" run >"$work/run.log" 2>&1 &
    companion=$!
    pids+=("$companion")
    wait_for "$ours/actuator/health" "the companion (its output: $work/run.log)"
    db_port=$(sed -n 4p "$work/home/postgres/data/postmaster.pid")
    password=$(cat "$work/home/secrets/db-superuser")
    # shellcheck disable=SC2034 # used by the scripts that source this
    database="host=127.0.0.1 port=$db_port dbname=socialbalance user=postgres password=$password"
}

# sql STATEMENT: what it gives, bare.
sql() {
    PGPASSWORD=$password psql -qtA -h 127.0.0.1 -p "$db_port" -U postgres -d socialbalance -c "$1"
}

# MapServer will be at http://127.0.0.1:$map_port/NAME for each $work/NAME.map.
map_port=$(free_port)

# start_mapserver NAME ...: FastCGI, two processes, behind nginx.
start_mapserver() {
    local name locations=
    printf 'CONFIG\n ENV\n MS_MAP_PATTERN "."\n END\n MAPS\n END\nEND\n' >"$work/mapserver.conf"
    MAPSERVER_CONFIG_FILE=$work/mapserver.conf spawn-fcgi -F 2 -P "$work/mapserv.pids" -s "$work/mapserv.sock" \
        -M 0777 -- "$(command -v mapserv)" >"$work/mapserv.log" 2>&1
    for name in "$@"; do
        locations+="location /$name { include /etc/nginx/fastcgi_params; fastcgi_param MS_MAPFILE $work/$name.map;
            fastcgi_pass unix:$work/mapserv.sock; }
"
    done
    cat >"$work/nginx.conf" <<NGINX
worker_processes 1;
daemon off;
pid $work/nginx.pid;
error_log $work/nginx.log;
events { worker_connections 512; }
http {
  access_log off;
  client_body_temp_path $work/n1; proxy_temp_path $work/n2; fastcgi_temp_path $work/n3;
  uwsgi_temp_path $work/n4; scgi_temp_path $work/n5;
  server {
    listen 127.0.0.1:$map_port;
    fastcgi_buffers 32 64k;
    $locations
  }
}
NGINX
    nginx -c "$work/nginx.conf" >"$work/nginx.out" 2>&1 &
    pids+=($!)
    wait_for "http://127.0.0.1:$map_port/$1?service=WMS&version=1.3.0&request=GetCapabilities" MapServer 10
}

# measure SECONDS CLIENTS URL [SCRIPT]: "requests-per-second p99-milliseconds requests"; answers that are no 200 end
# the run.
measure() {
    local out
    out=$(wrk -t 1 -c "$2" -d "$1s" --latency ${4:+-s "$4"} "$3")
    if grep -q 'Non-2xx\|Socket errors' <<<"$out"; then
        echo "$out" >&2
        exit 1
    fi
    awk '/Requests\/sec/ { rate = $2 }
        / requests in / { n = $1 }
        $1 == "99%" { v = $2; f = v ~ /us$/ ? 0.001 : v ~ /ms$/ ? 1 : v ~ /m$/ ? 60000 : 1000; sub(/[a-z]+$/, "", v); p = v * f }
        END { print rate, p, n }' <<<"$out"
}

# median FILE COLUMN
median() { cut -d' ' -f"$2" "$1" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
