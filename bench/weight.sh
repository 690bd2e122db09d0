#!/bin/sh
# What sites weigh: heap after a collection and memory of the process with few and very many of them, at rest and after one
# page of each of the first 1,000 was asked for. Usage: bench/weight.sh [numbers of sites, "1 1000 10000 100000"]
# JAR and JAVA_HOME name the jar and the JDK; PREPARED a java.args of platform/deploy/prepare.sh, to start with it.
# README.md beside this file tells how to read the result.
set -eu
cd "$(dirname "$0")/.."
jar="$(realpath "${JAR:-target/rowhouse.jar}")"
bin="${JAVA_HOME:+$JAVA_HOME/bin/}"
port="${PORT:-18580}"
work="$(mktemp -d)"
process=
trap '[ -z "$process" ] || kill "$process" 2>/dev/null || true; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

status() {
	curl -s -o /dev/null -w '%{http_code}' -H "Host: $1" "http://127.0.0.1:$port$2" || true
}

started() {
	set -- -XX:+UseSerialGC -jar "$jar"
	[ -z "${PREPARED:-}" ] || set -- "@$PREPARED"
	"${bin}java" -Xmx1g "$@" --rowhouse.home="$work/home" --rowhouse.admin.password=only-for-measuring \
		--server.port="$port" --management.server.port=$((port + 1)) >"$work/log" 2>&1 &
	process=$!
	until [ "$(status localhost /login)" = 200 ]; do
		kill -0 "$process" 2>/dev/null || { tail -n 30 "$work/log" >&2; exit 1; }
		sleep 0.2
	done
}

ended() {
	kill "$process"
	wait "$process" || true
	process=
}

# Kilobytes of heap that are reachable.
heap() {
	"${bin}jcmd" "$process" GC.class_histogram | awk '$1 == "Total" { printf "%d", $3 / 1024 }'
}

memory() {
	awk '/^Rss:/ { rss = $2 } /^Pss:/ { pss = $2 } END { printf "%d | %d", rss / 1024, pss / 1024 }' "/proc/$process/smaps_rollup"
}

mkdir -p "$work/h2"
unzip -q -j "$jar" 'BOOT-INF/lib/h2-*.jar' -d "$work/h2"
echo '| sites | heap at rest, kB | a site, bytes | heap after 1,000 pages, kB | resident MB | PSS MB | first page of an idle site, ms |'
echo '|---|---|---|---|---|---|---|'
before=
for sites in ${1:-1 1000 10000 100000}; do
	rm -rf "$work/home"
	started
	ended
	"${bin}java" -cp "$work/h2/*" org.h2.tools.Shell -user sa -password '' \
		-url "jdbc:h2:file:$work/home/data/rowhouse;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH" -sql "
		insert into site (id, site_key, name, tagline, theme, locale, time_zone, state, version, options, created_at)
			select \"X\", 'site-' || \"X\", 'Site ' || \"X\", '', 'plain', 'en', 'UTC', 'ACTIVE', 1, '{}', current_timestamp
			from system_range(1, $sites);
		insert into address (id, site_id, position, host, path, role)
			select \"X\", \"X\", 0, 'site-' || \"X\" || '.localhost', '', 'PRIMARY' from system_range(1, $sites)" >"$work/log"
	started
	[ "$(status site-1.localhost /)" = 200 ]
	rest="$(heap)"
	first="${before:-$rest}"
	before="$first"
	asked="$([ "$sites" -lt 1000 ] && echo "$sites" || echo 1000)"
	for site in $(seq "$asked"); do
		curl -s -o /dev/null -w '%{time_total} %{http_code}\n' -H "Host: site-$site.localhost" "http://127.0.0.1:$port/"
	done >"$work/times"
	awk '$2 != 200 { exit 1 }' "$work/times"
	slow="$(sort -n "$work/times" | awk '{ all[NR] = $1 } END {
		printf "%.0f (99 of 100 within %.0f, most %.0f)", all[int((NR + 1) / 2)] * 1000, all[int(NR * 0.99 + 0.5)] * 1000, all[NR] * 1000 }')"
	echo "| $sites | $rest | $([ "$sites" -gt 1 ] && echo $(((rest - first) * 1024 / (sites - 1))) || echo –) | $(heap) | $(memory) | $slow |"
	ended
done
