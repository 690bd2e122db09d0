#!/bin/sh
# Whether visitors notice 2,000 clients that are as slow as they can be. Usage: bench/slow.sh [connections, 2000] [seconds, 20]
# Needs python3 and target/rowhouse.jar; PORT=18380 and the next one must be free. README.md beside this file tells how to read the result.
set -eu
cd "$(dirname "$0")/.."
connections="${1:-2000}"
seconds="${2:-20}"
port="${PORT:-18380}"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
home="target/bench/slow"
rm -rf "$home"
mkdir -p "$home/sites/shelf/static"
cp -r sites/bakery "$home/sites/"
cp -r platform "$home/"
printf 'name: Shelf\naddresses: [shelf.localhost]\n' >"$home/sites/shelf/site.yml"
head -c 5000000 /dev/urandom >"$home/sites/shelf/static/film.mp4"
ulimit -n "$(ulimit -Hn)"

# The attackers come from this machine, which may have any number of connections unless it is told otherwise.
# shellcheck disable=SC2086
"$java" -Xmx512m ${JAVA_OPTS:-} -jar target/rowhouse.jar --rowhouse.home="$home" --server.port="$port" \
	--management.server.port="$((port + 1))" --rowhouse.admin.password="only for measuring" \
	--rowhouse.limits.requests-per-second=unlimited --rowhouse.connections.unlimited-addresses=${UNLIMITED:-127.0.0.0/8} \
	>"$home/log" 2>&1 &
server=$!
attack=""
stop() {
	[ -z "$attack" ] || kill "$attack" 2>/dev/null || true
	kill "$server" 2>/dev/null || true
	wait 2>/dev/null || true
}
trap stop EXIT
trap 'exit 1' INT TERM
tries=0
until grep -q 'Rowhouse is ready' "$home/log"; do
	tries=$((tries + 1))
	kill -0 "$server" && [ "$tries" -lt 600 ] || { cat "$home/log"; exit 1; }
	sleep 1
done

process() { # prints threads of the system, and resident megabytes
	awk '/^Threads/ { threads = $2 } /^VmRSS/ { resident = $2 / 1024 } END { printf "%d | %.0f", threads, resident }' "/proc/$server/status"
}

python3 bench/slow.py visit "$port" 10 >/dev/null
echo "$("$java" -version 2>&1 | sed -n 2p), $(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg), $connections slow connections at any time"
echo
echo '| what is slow | page: p50 ms | p99 ms | slowest ms | failed of | closed after s: median, longest | opened | threads | resident MB |'
echo '|---|---|---|---|---|---|---|---|---|'
echo "| nothing | $(python3 bench/slow.py visit "$port" "$seconds") | – | – | $(process) |"
for kind in ${KINDS:-heads bodies readers browsers}; do
	python3 bench/slow.py "$kind" "$port" "$connections" "$((seconds + 10))" >"$home/$kind" &
	attack=$!
	sleep 5
	visited="$(python3 bench/slow.py visit "$port" "$seconds")"
	state="$(process)"
	wait "$attack"
	attack=""
	echo "| $kind | $visited | $(cat "$home/$kind") | $state |"
	sleep 5
done
