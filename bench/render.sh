#!/bin/bash
# How many home pages a second are rendered, compared with a plain page of Spring MVC, Thymeleaf and JPA.
# Usage: bench/render.sh [rounds, 5] [seconds, 10] [connections, 32]. README.md beside this file tells how to read the result.
# It needs wrk, curl and target/rowhouse.jar (mvn -DskipTests package). PREPARED names a java.args of platform/deploy/prepare.sh,
# to start Rowhouse with it.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds="${1:-5}"
seconds="${2:-10}"
connections="${3:-32}"
warm_requests="${WARM_REQUESTS:-30000}"
. bench/build.sh
work="$(mktemp -d)"
port=18990
plain_port=18992
pids=()
stop() {
	for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
	wait
	rm -rf "$work"
}
trap stop EXIT
trap 'exit 1' INT TERM

# Who asks for the same page at once shares one that is made, so there are more sites than connections, asked in turn.
sites=$((connections * 2))
site="$work/home/sites/s1"
mkdir -p "$site/content/posts" "$work/home/platform" "$work/plain"
cp -r platform/themes "$work/home/platform/"
cat > "$site/site.yml" <<YAML
name: The Row
theme: journal
locale: en-GB
timeZone: Europe/London
tagline: Ten posts and a menu
menu:
  - { label: About, path: /about }
  - { label: Visit, path: /visit }
  - { label: Work, path: /work }
  - { label: Posts, path: /posts }
YAML
printf -- '---\ntitle: Welcome\n---\nA few words of *welcome* with a [link](/about) in them.\n' > "$site/content/index.md"
for page in about visit work; do
	printf -- '---\ntitle: %s\n---\nThe page %s.\n' "$page" "$page" > "$site/content/$page.md"
done
for post in 1 2 3 4 5 6 7 8 9 10 11 12; do
	month="$(printf %02d "$post")"
	printf -- '---\ntitle: Post number %s of the row\nauthor: Ann Author\ntags: [news, topic-%s]\nsummary: What the post number %s is about in a sentence that has about the length of a real one.\n---\nThe text of the post.\n' \
		"$month" "$((post % 4))" "$month" > "$site/content/posts/2026-$month-01-post-$month.md"
done

for ((i = 2; i <= sites; i++)); do cp -r "$site" "$work/home/sites/s$i"; done

# Pages that are kept would not be rendered.
program="${JAVA_OPTS:-} -jar target/rowhouse.jar"
[ -z "${PREPARED:-}" ] || program="@$PREPARED"
"$java" -Xmx512m $program --rowhouse.home="$work/home" --server.port=$port \
	--management.server.port=18991 --rowhouse.admin.password=only-for-this-measurement --rowhouse.page-cache.size=0 \
	--rowhouse.limits.requests-per-second=unlimited --rowhouse.limits.concurrent-renders=unlimited > "$work/rowhouse.log" 2>&1 &
rowhouse=$!
pids+=("$rowhouse")
"$java" -Xmx512m ${JAVA_OPTS:-} -cp "$classpath" org.rowhouse.delivery.PlainPages $plain_port bench/render "$work/plain" \
	> "$work/plain.log" 2>&1 &
plain=$!
pids+=("$plain")

url() { [ "$1" = rowhouse ] && echo "http://127.0.0.1:$port/" || echo "http://127.0.0.1:$plain_port/"; }
pid() { [ "$1" = rowhouse ] && echo "$rowhouse" || echo "$plain"; }
load() { wrk -t 1 -c "$2" -d "$3s" -s bench/hosts.lua "$(url "$1")" -- "$sites" /; }

for one in rowhouse plain; do
	for ((i = 0; i < 90; i++)); do
		kill -0 "$(pid $one)" || { cat "$work/$one.log"; exit 1; }
		curl -sf -o "$work/$one.html" -H "Host: s$sites.localhost" "$(url $one)" &&
			[ "$(grep -c '<article class="story"' "$work/$one.html")" = 10 ] && break
		[ "$i" -lt 89 ] || { echo "There is no page of ten posts from $one" >&2; exit 1; }
		sleep 1
	done
	echo "$one: a page of $(wc -c < "$work/$one.html") bytes"
done

# Few connections: with many, the compiler gets no processor.
for one in rowhouse plain; do
	done=0
	while [ "$done" -lt "$warm_requests" ]; do
		done=$((done + $(load $one 2 10 | awk '/requests in/ { print $1 }')))
	done
done

ticks="$(getconf CLK_TCK)"
used() { awk '{ print $14 + $15 }' "/proc/$(pid "$1")/stat"; }
for ((round = 0; round < rounds; round++)); do
	for one in rowhouse plain; do
		before="$(used $one)"
		load $one "$connections" "$seconds" > "$work/wrk"
		after="$(used $one)"
		! grep Non-2xx "$work/wrk" || exit 1
		awk -v used=$((after - before)) -v ticks="$ticks" \
			'/requests in/ { count = $1 } /Requests\/sec/ { print $2, used * 1000000 / ticks / count }' "$work/wrk" >> "$work/$one.figures"
	done
done

median() { sort -n | awk '{ all[NR] = $1 } END { print (NR % 2) ? all[(NR + 1) / 2] : (all[NR / 2] + all[NR / 2 + 1]) / 2 }'; }
rate() { cut -d ' ' -f 1 "$work/$1.figures" | median; }
cpu() { cut -d ' ' -f 2 "$work/$1.figures" | median; }
printf '%-34s %12s %12s %8s\n' "median of $rounds, load $(cut -d ' ' -f 1 /proc/loadavg)" rowhouse plain ratio
awk -v a="$(rate rowhouse)" -v b="$(rate plain)" 'BEGIN { printf "%-34s %12.0f %12.0f %8.2f\n", "requests a second", a, b, a / b }'
awk -v a="$(cpu rowhouse)" -v b="$(cpu plain)" 'BEGIN { printf "%-34s %12.0f %12.0f %8.2f\n", "processor time a request, µs", a, b, b / a }'
