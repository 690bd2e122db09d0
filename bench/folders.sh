#!/bin/sh
# How long thousands of site folders take: first start, start with nothing new, rescan, and until a change is live.
# usage: bench/folders.sh [FOLDERS=10000]; needs target/rowhouse.jar, curl and python3. README.md tells how to read it.
set -eu
cd "$(dirname "$0")/.."
count=${1:-10000}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
port=${PORT:-18480}
management=$((port + 1))
home=$(mktemp -d)
pid=
stop() { [ -z "$pid" ] || { kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; pid=; }; }
trap 'stop; rm -rf "$home"' EXIT INT TERM

now() { date +%s.%N; }
since() { python3 -c "print(f'{$(now) - $1:.2f}')"; }

make_sites() {
	python3 - "$home/sites" "$count" <<'PY'
import os, sys
root, count = sys.argv[1], int(sys.argv[2])
for i in range(count):
    site = f"{root}/site-{i:05d}"
    os.makedirs(f"{site}/content/posts"); os.makedirs(f"{site}/static")
    open(f"{site}/site.yml", "w").write(f"name: Site {i}\ntagline: Number {i}\n")
    for page in ("index", "about", "contact"):
        open(f"{site}/content/{page}.md", "w").write(f"---\ntitle: {page.title()} of {i}\n---\n\n" + "Some words. " * 100)
    for post in range(2):
        open(f"{site}/content/posts/2026-0{post + 1}-11-post-{post}.md", "w").write(
            f"---\ntitle: Post {post}\ntags: [news]\n---\n\n" + "More words. " * 100)
    open(f"{site}/static/site.css", "w").write("body { margin: 0 }\n" * 20)
PY
}

start() {
	"$java" ${JAVA_OPTS:-} -jar target/rowhouse.jar --rowhouse.home="$home" --server.port="$port" \
		--management.server.port="$management" --rowhouse.admin.password=bench-bench-bench >"$home/log" 2>&1 &
	pid=$!
	began=$(now)
	until grep -q "Rowhouse is ready" "$home/log"; do
		kill -0 "$pid" 2>/dev/null || { cat "$home/log"; exit 1; }
		sleep 0.1
	done
	took=$(since "$began")
}

resident() { awk '/VmRSS/ { printf "%d MB", $2 / 1024 }' "/proc/$pid/status"; }
ask() { curl -s -o /dev/null -w '%{http_code}' -H "Host: $1.localhost" "http://127.0.0.1:$port$2"; }
body() { curl -s -H "Host: $1.localhost" "http://127.0.0.1:$port$2"; }

# until_live HOST PATH TEXT: seconds until the text is there
until_live() {
	began=$(now)
	until body "$1" "$2" | grep -q "$3"; do
		kill -0 "$pid" || exit 1
		sleep 0.02
	done
	since "$began"
}

make_sites
start
echo "first start, $count folders     $took s, resident $(resident)"
grep "Site folders:" "$home/log" | tail -1 || true
stop
start
echo "second start, nothing new      $took s, resident $(resident)"
sleep 5
last=$(printf 'site-%05d' $((count - 1)))
echo "a changed page is live after   $(sed -i 's/Some/Other/' "$home/sites/$last/content/about.md"; until_live "$last" /about Other) s"
echo "a changed site.yml             $(echo 'name: Changed' > "$home/sites/$last/site.yml"; until_live "$last" /about Changed) s"
mkdir -p "$home/sites/$last/templates"
echo "a new template                 $(echo '<p>Own template</p>' > "$home/sites/$last/templates/page.html"; until_live "$last" /about 'Own template') s"
echo "a changed static file          $(echo 'p { color: red }' > "$home/sites/$last/static/site.css"; until_live "$last" /static/site.css red) s"
cp -r "$home/sites/site-00000" "$home/fresh"
echo "a folder moved in              $(mv "$home/fresh" "$home/sites/fresh"; until_live fresh /about 'About of 0') s"
mkdir "$home/big"; mkdir "$home/big/content"
echo "name: Big" > "$home/big/site.yml"
python3 -c "
for i in range(5000): open(f'$home/big/content/p{i}.md', 'w').write(f'# Page {i}\n\n' + 'Some words. ' * 100)"
echo "a folder of 5,000 pages moved in $(mv "$home/big" "$home/sites/big"; until_live big /p4999 'Page 4999') s"
echo "one page of these changed      $(echo '# Changed' > "$home/sites/big/content/p77.md"; until_live big /p77 Changed) s"
echo "all 5,000 changed              $(sed -i 's/words/texts/' "$home"/sites/big/content/*.md; until_live big /p4999 texts) s"
echo "resident after that            $(resident)"
began=$(now)
mv "$home/sites/fresh" "$home/gone"
until [ "$(ask fresh /about)" = 410 ]; do sleep 0.02; done
echo "a folder taken away            $(since "$began") s until 410"
cpu() { awk '{ print $14 + $15 }' "/proc/$pid/stat"; }
before=$(cpu); sleep 60; after=$(cpu)
echo "idle, with rescans every 30 s  $(python3 -c "print(f'{($after - $before) / 60:.1f}')") % of one core"
grep -c "is broken" "$home/log" >/dev/null && { echo "some sites broke:"; grep "is broken" "$home/log" | head -3; } || true
