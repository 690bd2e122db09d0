#!/bin/sh
# How long the start takes, and what the process weighs then. Usage: bench/start.sh [runs, 3]
#   bench/start.sh small: whether 1,000 sites all answer with a heap of 256 MB, and what the process weighs then
# JAR, JAVA_17, JAVA_25 and SITES name the jar, two JDKs and the numbers of sites; a JDK that is not there is left out.
# README.md beside this file tells how to read the result.
set -eu
cd "$(dirname "$0")/.."
jar="${JAR:-target/rowhouse.jar}"
[ -f "$jar" ] || { echo "There is no $jar. Build it with: mvn -q -DskipTests package" >&2; exit 1; }
jar="$(realpath "$jar")"
java17="${JAVA_17:-$(ls -d /usr/lib/jvm/*17* 2>/dev/null | head -n 1)}"
java25="${JAVA_25:-$(ls -d /usr/lib/jvm/*25* 2>/dev/null | head -n 1)}"
[ -x "$java17/bin/java" ] || [ -x "$java25/bin/java" ] || { echo "Name a JDK: JAVA_17=… or JAVA_25=…" >&2; exit 1; }
any="$java25"
[ -x "$any/bin/java" ] || any="$java17"
folder="$(realpath -m target/bench/start)"
mkdir -p "$folder"
port="${PORT:-18480}"
process=
trap '[ -z "$process" ] || kill "$process" 2>/dev/null || true' EXIT
trap 'exit 1' INT TERM

# status HOST PATH
status() {
	curl -s -o /dev/null -w '%{http_code}' -H "Host: $1" "http://127.0.0.1:$port$2" || true
}

# started HOME command...: in the background, as $process
started() {
	in="$1"
	shift
	(cd "$folder" && exec "$@" --rowhouse.home="$in" --rowhouse.admin.password=only-for-measuring --server.port="$port" \
		--management.server.port=$((port + 1))) >"$folder/log" 2>&1 &
	process=$!
}

# until HOST PATH
until_ok() {
	until [ "$(status "$1" "$2")" = 200 ]; do
		kill -0 "$process" 2>/dev/null || { tail -n 30 "$folder/log" >&2; exit 1; }
		sleep 0.03
	done
}

ended() {
	kill "$process"
	wait "$process" || true
	process=
}

# A home with so many sites, each with an address of its own and no folder.
home_of() {
	home="$folder/home-$1"
	[ ! -f "$home/filled" ] || return 0
	rm -rf "$home"
	started "$home" "$any/bin/java" -XX:TieredStopAtLevel=1 -jar "$jar"
	until_ok localhost /login
	ended
	"$any/bin/java" -cp "$(ls "$folder"/extracted/lib/h2-*.jar)" org.h2.tools.Shell -user sa -password '' \
		-url "jdbc:h2:file:$home/data/rowhouse;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH" -sql "
		insert into site (id, site_key, name, tagline, theme, locale, time_zone, state, version, options, created_at)
			select \"X\", 'site-' || \"X\", 'Site ' || \"X\", '', 'plain', 'en', 'UTC', 'ACTIVE', 1, '{}', current_timestamp
			from system_range(1, $1);
		insert into address (id, site_id, position, host, path, role)
			select \"X\", \"X\", 0, 'site-' || \"X\" || '.localhost', '', 'PRIMARY' from system_range(1, $1)" >"$folder/log"
	touch "$home/filled"
}

ticks() {
	cut -d ')' -f 2 "/proc/$process/stat" | awk '{ print $12 + $13 }'
}

memory() {
	awk '/^Rss:/ { rss = $2 } /^Pss:/ { pss = $2 } END { printf "%d %d", rss / 1024, pss / 1024 }' "/proc/$process/smaps_rollup"
}

# each FUNCTION: calls it with NAME SITES command... for every start that is measured
each() {
	for java in "$java17" "$java25"; do
		[ -x "$java/bin/java" ] || continue
		jdk="$(basename "$java")"
		for sites in ${SITES:-10 10000}; do "$1" "jar as it is, $jdk" "$sites" "$java/bin/java" -jar "$jar"; done
		for sites in ${SITES:-10 10000}; do "$1" "extracted, $jdk" "$sites" "$java/bin/java" -jar "$app"; done
		for sites in ${SITES:-10 10000}; do
			"$1" "prepared, $jdk" "$sites" "$java/bin/java" "@$folder/prepared-$jdk/java.args"
		done
	done
}

# measure NAME SITES command...: one start
measure() {
	name="$1, $2"
	home="$folder/home-$2"
	shift 2
	begun="$(date +%s.%N)"
	started "$home" "$@"
	until_ok site-1.localhost /
	page="$(date +%s.%N)"
	until_ok localhost /login
	admin="$(date +%s.%N)"
	echo "$(echo "$page - $begun" | bc) $(echo "$admin - $begun" | bc) $(ticks) $(memory)" >>"$folder/runs/$name"
	ended
}

# middle COLUMN NAME: the median of a column of its runs
middle() {
	cut -d ' ' -f "$1" "$folder/runs/$2" | sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
}

# report NAME SITES command...: the medians of its starts
report() {
	runs_of="$1, $2"
	printf '| %s | %s | %.2f | %.2f | %.2f | %s | %s |\n' "$1" "$2" "$(middle 1 "$runs_of")" "$(middle 2 "$runs_of")" \
		"$(echo "scale=2; $(middle 3 "$runs_of") / $(getconf CLK_TCK)" | bc)" "$(middle 4 "$runs_of")" "$(middle 5 "$runs_of")"
}

# small NAME command...
small() {
	name="$1"
	shift
	started "$folder/home-1000" "$@"
	until_ok localhost /login
	for site in $(seq 1000); do
		echo "$(status "site-$site.localhost" /)"
	done | sort | uniq -c | awk '{ printf "%s%d x %s", (NR > 1) ? ", " : "", $1, $2 }' >"$folder/answers"
	set -- $(memory)
	echo "| $name | $(cat "$folder/answers") | $1 | $2 |"
	ended
}

rm -rf "$folder/extracted"
"$any/bin/java" -Djarmode=tools -jar "$jar" extract --destination "$folder/extracted" >"$folder/log"
app="$(ls "$folder"/extracted/*.jar)"
for java in "$java17" "$java25"; do
	[ ! -x "$java/bin/java" ] || JAVA_HOME="$java" sh platform/deploy/prepare.sh "$jar" "$folder/prepared-$(basename "$java")" >"$folder/prepare.log" 2>&1 \
		|| { cat "$folder/prepare.log" >&2; exit 1; }
done
if [ "${1:-}" = small ]; then
	home_of 1000
	echo "| 1,000 sites, -Xmx256m | answers | resident MB | PSS MB |"
	echo "|---|---|---|---|"
	for java in "$java17" "$java25"; do
		[ -x "$java/bin/java" ] || continue
		small "jar as it is, $(basename "$java")" "$java/bin/java" -Xmx256m -jar "$jar"
		small "prepared, $(basename "$java")" "$java/bin/java" -Xmx256m "@$folder/prepared-$(basename "$java")/java.args"
	done
	exit 0
fi
runs="${1:-3}"
echo "$(nproc) processors, load $(cut -d ' ' -f 1 /proc/loadavg), medians of $runs"
echo
echo "| start | sites | s to the first page of a site | s to the sign-in page | s of processor | resident MB | PSS MB |"
echo "|---|---|---|---|---|---|---|"
for sites in ${SITES:-10 10000}; do home_of "$sites"; done
rm -rf "$folder/runs"
mkdir "$folder/runs"
# In rounds, since the speed of a machine varies: what it does meanwhile, it does to all.
for round in $(seq "$runs"); do each measure; done
each report
