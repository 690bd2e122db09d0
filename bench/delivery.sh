#!/bin/sh
# How many pages a second that were made once, beside nginx and others with the same bytes in the same run.
# Usage: bench/delivery.sh [sites, 1000] [seconds, 8] [rounds, 5] [connections, "32 64"]. README.md beside this file tells
# how to read the result. It needs wrk and nginx, takes caddy if it is there, and builds with Maven. PREPARED names a java.args of
# platform/deploy/prepare.sh, to start Rowhouse with it.
set -eu
cd "$(dirname "$0")/.."
. bench/build.sh
sites="${1:-1000}"
seconds="${2:-8}"
rounds="${3:-5}"
all_connections="${4:-32 64}"
work="$(mktemp -d)"
port=18980
version="$("$java" -XshowSettings:properties -version 2>&1 | awk '/java.specification.version / { print $3 }')"
threads=$([ "$version" -ge 21 ] && echo virtual || echo platform)
# What platform/deploy/prepare.sh gives Java; the bare connector gets the same.
options="${JAVA_OPTS:--Xmx512m -XX:+UseSerialGC -Xss512k -XX:TrimNativeHeapInterval=5000 $([ "$version" -lt 25 ] || echo -XX:+UseCompactObjectHeaders)}"
mkdir -p "$work/temp" "$work/www"
text="$(awk 'BEGIN { for (i = 0; i < 130; i++) printf "Sentence %d of a page that is as long as pages are. ", i }')"
i=1
while [ "$i" -le "$sites" ]; do
	mkdir -p "$work/home/sites/s$i/content"
	printf 'name: Site %d\naddresses: [s%d.localhost]\n' "$i" "$i" > "$work/home/sites/s$i/site.yml"
	printf -- '---\ntitle: Site %d\n---\n%s\n' "$i" "$text" > "$work/home/sites/s$i/content/index.md"
	i=$((i + 1))
done
program="$options -jar target/rowhouse.jar"
[ -z "${PREPARED:-}" ] || program="-Xmx512m @$PREPARED"
"$java" -Xlog:gc:file="$work/gc-rowhouse" $program --rowhouse.home="$work/home" \
	--server.port=$port --management.server.port=18981 --rowhouse.limits.requests-per-second=unlimited --rowhouse.admin.password=only-for-this-measurement > "$work/log" 2>&1 &
rowhouse=$!
trap 'kill $rowhouse ${bare:-} ${bares:-} ${caddy:-}; kill "$(cat "$work/nginx.pid")"; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
until curl -sf -o "$work/page" -H "Host: s$sites.localhost" "http://127.0.0.1:$port/"; do
	kill -0 $rowhouse || { cat "$work/log"; exit 1; }
	sleep 1
done
i=1
while [ "$i" -le "$sites" ]; do
	mkdir "$work/www/s$i.localhost"
	cp "$work/page" "$work/www/s$i.localhost/index.html"
	i=$((i + 1))
done
cat > "$work/nginx.conf" <<CONF
worker_processes auto;
pid $work/nginx.pid;
error_log $work/error.log;
events { worker_connections 4096; }
http {
	include /etc/nginx/mime.types;
	access_log off;
	sendfile on;
	keepalive_requests 100000000;
	client_body_temp_path $work/temp; proxy_temp_path $work/temp; fastcgi_temp_path $work/temp;
	uwsgi_temp_path $work/temp; scgi_temp_path $work/temp;
	server { listen 127.0.0.1:18982; root $work/www/\$host; }
	server { listen 127.0.0.1:18983; root $work/www/\$host; open_file_cache max=10000; open_file_cache_valid 60s; }
}
CONF
chmod a+rx "$work"
chmod -R a+rX "$work/www" "$work/temp"
nginx -c "$work/nginx.conf"
"$java" $options -Xlog:gc:file="$work/gc-bare" -cp "$classpath" org.rowhouse.cache.BareConnector 18984 \
	"$work/page" "$threads" 0 > "$work/bare.log" 2>&1 &
bare=$!
"$java" $options -cp "$classpath" org.rowhouse.cache.BareConnector 18986 "$work/page" "$threads" "$sites" > "$work/bares.log" 2>&1 &
bares=$!
if command -v caddy > /dev/null; then
	printf '{\n\tadmin off\n}\nhttp://:18985 {\n\troot * %s/www/{host}\n\tfile_server\n}\n' "$work" > "$work/Caddyfile"
	caddy run --adapter caddyfile --config "$work/Caddyfile" > "$work/caddy.log" 2>&1 &
	caddy=$!
fi
nginx_pid="$(cat "$work/nginx.pid")"
until curl -sf -o "$work/answer" http://127.0.0.1:18984/ && curl -sf -o "$work/answer" -H 'Host: s1.localhost' http://127.0.0.1:18986/; do
	kill -0 $bare $bares || { cat "$work/bare.log" "$work/bares.log"; exit 1; }
	sleep 1
done

# Microseconds of processor that a process and its children have taken.
cpu() {
	cat /proc/"$1"/stat $(for child in $(pgrep -P "$1"); do echo "/proc/$child/stat"; done) 2> /dev/null |
		sed 's/.*) //' | awk -v hertz="$(getconf CLK_TCK)" '{ sum += $12 + $13 } END { printf "%.0f\n", sum * 1000000 / hertz }'
}

# name, port, process, connections, further arguments of hosts.lua
run() {
	name="$1" at="$2" process="$3" connections="$4"
	shift 4
	before="$(cpu "$process")"
	wrk -t 2 -c "$connections" -d "${seconds}s" -s bench/hosts.lua "http://127.0.0.1:$at" -- "$sites" "$@" |
		awk -v name="$name" -v connections="$connections" \
			'/^figures/ { printf "%s\t%s\t%s\t%s\t%s\t%s\n", name, connections, $2, $3, $4, $5 }' > "$work/one"
	after="$(cpu "$process")"
	awk -F '\t' -v used="$((after - before))" -v seconds="$seconds" '{ print $0 "\t" used / ($3 * seconds) }' "$work/one" >> "$work/$round"
}

kinds() {
	for connections in $all_connections; do
		run 'nginx' 18982 "$nginx_pid" "$connections" / plain
		run 'Rowhouse' $port $rowhouse "$connections" / plain
		run 'bare connector' 18984 $bare "$connections" / plain
		run "bare, $sites arrays" 18986 $bares "$connections" / plain
		run 'nginx, open_file_cache' 18983 "$nginx_pid" "$connections" / plain
		run 'Rowhouse, gzip' $port $rowhouse "$connections" / gzip
		run 'Rowhouse, 304' $port $rowhouse "$connections" / plain '*'
		if [ -n "${caddy:-}" ]; then run 'Caddy' 18985 "$caddy" "$connections" / plain; fi
	done
}

# Bytes that a process has allocated for each request since the warm-up, from the log of its collections.
# allocated gc-LOG NAME-PATTERN
allocated() {
	megabytes="$(tail -n "+$(cat "$work/$1-lines")" "$work/$1" | sed -n 's/.* \([0-9]*\)M->\([0-9]*\)M(.*/\1 \2/p' |
		awk 'NR > 1 { sum += $1 - after } { after = $2 } END { print sum + 0 }')"
	awk -F '\t' -v wanted="^$2" -v seconds="$seconds" -v megabytes="$megabytes" '$1 ~ wanted { requests += $3 * seconds }
		END { printf "%d", megabytes * 1048576 / requests }' "$work/measured"
}

# The folders of other sites may still be read.
until wrk -t 1 -c 2 -d 5s -s bench/hosts.lua "http://127.0.0.1:$port" -- "$sites" / plain | grep -q '^figures .* 0$'; do sleep 1; done
round=warm-up
kinds
for log in gc-rowhouse gc-bare; do wc -l < "$work/$log" > "$work/$log-lines"; done
i=1
while [ "$i" -le "$rounds" ]; do
	round=measured
	kinds
	i=$((i + 1))
done
echo "Java $version, $threads threads, $sites sites, $(wc -c < "$work/page") bytes, medians of $rounds runs of $seconds s"
echo
echo '| connections | server | requests a second | ratio to nginx | p50 µs | p99 µs | server CPU µs | errors |'
echo '|---|---|---|---|---|---|---|---|'
sort -t "$(printf '\t')" -k2,2n -k1,1 -k3,3n "$work/measured" | awk -F '\t' '
	{ key = $2 "\t" $1; if (!(key in count)) order[++keys] = key; n = ++count[key]
		rate[key, n] = $3; median[key, n] = $4; high[key, n] = $5; errors[key] += $6; cpu[key, n] = $7 }
	function middle(values, key, n,   i, j, t, v) {
		for (i = 1; i <= n; i++) v[i] = values[key, i]
		for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++) if (v[j] < v[i]) { t = v[i]; v[i] = v[j]; v[j] = t }
		return v[int((n + 1) / 2)] }
	END { for (k = 1; k <= keys; k++) { key = order[k]; split(key, part, "\t"); base = part[1] "\tnginx"
		printf "| %s | %s | %d | %.2f | %d | %d | %.1f | %d |\n", part[1], part[2], middle(rate, key, count[key]),
			middle(rate, key, count[key]) / middle(rate, base, count[base]), middle(median, key, count[key]),
			middle(high, key, count[key]), middle(cpu, key, count[key]), errors[key] } }'
echo
echo "Bytes allocated for each request, all kinds of them: Rowhouse $(allocated gc-rowhouse Rowhouse)," \
	"bare connector $(allocated gc-bare 'bare connector')"
