#!/bin/sh
# Whether one site is left in peace while another is hammered. Usage: bench/fair.sh [rounds, 3] [seconds of each measurement, 10]
# Needs wrk and target/rowhouse.jar; PORT=18090 and the next one must be free. README.md beside this file tells how to read the result.
set -eu
cd "$(dirname "$0")/.."
rounds="${1:-3}"
seconds="${2:-10}"
port="${PORT:-18090}"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
home="target/bench/fair"
rm -rf "$home"
mkdir -p "$home/sites/hammered/content" "$home/sites/hammered/templates"
cp -r sites/bakery "$home/sites/"
cp -r platform "$home/"

# a site whose pages compute until they are stopped, and one page that fails at once
printf 'name: Hammered\naddresses: [hammered.test]\n' >"$home/sites/hammered/site.yml"
for page in slow broken; do
	printf -- '---\ntitle: %s\ntemplate: %s\n---\n\nText.\n' "$page" "$page" >"$home/sites/hammered/content/$page.md"
done
cat >"$home/sites/hammered/templates/slow.html" <<'TEMPLATE'
<!DOCTYPE html><html><body>
<th:block th:each="a : ${#numbers.sequence(1, 1000)}"><th:block th:each="b : ${#numbers.sequence(1, 1000)}"><th:block th:each="c : ${#numbers.sequence(1, 1000)}"><i th:if="${(a * b + c) % 100000 == 7}">x</i></th:block></th:block></th:block>
</body></html>
TEMPLATE
printf '<!DOCTYPE html><html><body>\n<p th:text="${nothing.at.all}"></p></body></html>\n' >"$home/sites/hammered/templates/broken.html"
# a visitor every few milliseconds, not as many as possible: whoever is left in peace has time left
cat >"$home/visitor.lua" <<'LUA'
function delay() return 20 end
LUA

# shellcheck disable=SC2086
"$java" ${JAVA_OPTS:-} -jar target/rowhouse.jar --rowhouse.home="$home" --server.port="$port" \
	--management.server.port="$((port + 1))" --rowhouse.admin.password="only for measuring" >"$home/log" 2>&1 &
server=$!
hammer=""
stop() {
	[ -z "$hammer" ] || kill "$hammer" 2>/dev/null || true
	kill "$server" 2>/dev/null || true
	wait 2>/dev/null || true
}
trap stop EXIT
trap 'exit 1' INT TERM
tries=0
until grep -q 'Rowhouse is ready' "$home/log"; do
	tries=$((tries + 1))
	kill -0 "$server" && [ "$tries" -lt 120 ] || { cat "$home/log"; exit 1; }
	sleep 1
done
url="http://127.0.0.1:$port"
# a number that is written like this is never kept (decision 0024): the page is made for each visitor
made="$url/posts?page=01"

visit() { # SECONDS: prints p50 and p99 in milliseconds, requests, and those that did not get 2xx
	wrk -t1 -c4 -d"$1s" --timeout 20s --latency -s "$home/visitor.lua" -H 'Host: bakery.localhost' "$made" | awk '
		function ms(t) { return (t ~ /us$/) ? t / 1000 : (t ~ /ms$/) ? t + 0 : t * 1000 }
		$1 == "50%" { p50 = ms($2) } $1 == "99%" { p99 = ms($2) } / requests in / { n = $1 }
		/Non-2xx/ { bad = $NF } /Socket errors/ { bad = bad " " $0 }
		END { printf "%.2f %.2f %d %s\n", p50, p99, n, (bad == "") ? 0 : bad }'
}

while_hammering() { # PAGE SECONDS
	wrk -t1 -c64 -d"$(($2 + 3))s" --timeout 30s -H 'Host: hammered.test' "$url/$1" >"$home/$1.wrk" 2>&1 &
	hammer=$!
	sleep 2
	visit "$2"
	kill "$hammer" 2>/dev/null || true
	wait "$hammer" 2>/dev/null || true
	hammer=""
}

echo "$("$java" -version 2>&1 | sed -n 2p), $(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg)"
wrk -t1 -c8 -d15s -H 'Host: bakery.localhost' "$made" >/dev/null
wrk -t1 -c8 -d5s -H 'Host: hammered.test' "$url/broken" >/dev/null
sleep 2
echo "                       p50 ms   p99 ms  requests  not 2xx   p50 ratio  p99 ratio"
round=0
while [ "$round" -lt "$rounds" ]; do
	round=$((round + 1))
	# shellcheck disable=SC2046
	set -- $(visit "$seconds")
	quiet50=$1
	quiet99=$2
	printf '%d quiet             %8s %8s %9s %8s\n' "$round" "$1" "$2" "$3" "$4"
	for page in slow broken; do
		# shellcheck disable=SC2046
		set -- $(while_hammering "$page" "$seconds")
		printf '%d while %-11s %8s %8s %9s %8s %11s %10s\n' "$round" "$page" "$1" "$2" "$3" "$4" \
			"$(awk "BEGIN { printf \"%.2f\", $1 / $quiet50 }")" "$(awk "BEGIN { printf \"%.2f\", $2 / $quiet99 }")"
		sleep 3
	done
done
curl -s "http://127.0.0.1:$((port + 1))/actuator/sites/hammered" | grep -o '"rejected":{[^}]*}' || true
