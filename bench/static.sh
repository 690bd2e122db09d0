#!/bin/sh
# How many static files a second, compared with nginx serving the same file in the same run.
# Usage: bench/static.sh [seconds, 10] [connections, 32]. README.md beside this file tells how to read the result.
# It needs wrk and nginx, and target/rowhouse.jar (mvn -DskipTests package).
set -eu
cd "$(dirname "$0")/.."
seconds="${1:-10}"
connections="${2:-32}"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
work="$(mktemp -d)"
port=18980
nginx_port=18982
mkdir -p "$work/home/sites/shelf/static" "$work/temp"
printf 'name: Shelf\naddresses: [shelf.localhost]\n' > "$work/home/sites/shelf/site.yml"
files="$work/home/sites/shelf/static"
cp src/main/resources/rowhouse/theme/static/site.css "$files/site.css"
head -c 100000 /dev/urandom > "$files/photo.jpg"
head -c 20000000 /dev/urandom > "$files/film.mp4"
touch -d '1 hour ago' "$files"/*

cat > "$work/nginx.conf" <<CONF
worker_processes auto;
pid $work/nginx.pid;
error_log $work/error.log;
events { worker_connections 1024; }
http {
	include /etc/nginx/mime.types;
	access_log off;
	sendfile on;
	keepalive_requests 1000000;
	gzip on;
	gzip_types text/css;
	client_body_temp_path $work/temp; proxy_temp_path $work/temp; fastcgi_temp_path $work/temp;
	uwsgi_temp_path $work/temp; scgi_temp_path $work/temp;
	server { listen 127.0.0.1:$nginx_port; location /static/ { alias $files/; } }
}
CONF
chmod -R a+rX "$work"
nginx -c "$work/nginx.conf"
"$java" -Xmx512m -jar target/rowhouse.jar --rowhouse.home="$work/home" --rowhouse.limits.requests-per-second=unlimited --server.port=$port \
	--management.server.port=18981 --rowhouse.admin.password=only-for-this-measurement > "$work/log" 2>&1 &
rowhouse=$!
trap 'kill $rowhouse; kill "$(cat "$work/nginx.pid")"; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
until curl -sf -o "$work/answer" -H 'Host: shelf.localhost' "http://127.0.0.1:$port/static/site.css"; do
	kill -0 $rowhouse || { cat "$work/log"; exit 1; }
	sleep 1
done

rate() {
	wrk -t 2 -c "$connections" -d "${seconds}s" -H 'Host: shelf.localhost' "$@" |
		awk '/Non-2xx/ { print "wrong answers: " $NF > "/dev/stderr"; exit 1 } /Requests\/sec/ { print $2 }'
}

compare() {
	name="$1"
	path="$2"
	shift 2
	rate "$@" "http://127.0.0.1:$port$path" > "$work/warm-up"
	ours="$(rate "$@" "http://127.0.0.1:$port$path")"
	theirs="$(rate "$@" "http://127.0.0.1:$nginx_port$path")"
	awk -v name="$name" -v ours="$ours" -v theirs="$theirs" \
		'BEGIN { printf "%-30s %12.0f %12.0f %8.2f\n", name, ours, theirs, ours / theirs }'
}

printf '%-30s %12s %12s %8s\n' 'requests a second' rowhouse nginx ratio
compare 'site.css' /static/site.css
compare 'site.css, gzip' /static/site.css -H 'Accept-Encoding: gzip'
compare 'photo.jpg, 100 kB' /static/photo.jpg
compare 'film.mp4, 20 MB' /static/film.mp4
compare 'film.mp4, 64 kB of it' /static/film.mp4 -H 'Range: bytes=10000000-10065535'
