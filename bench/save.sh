#!/bin/sh
# How long after the start of a save a page is visible to visitors, and found by the search of its site.
# usage: bench/save.sh [SAVES=100]; needs target/rowhouse.jar and python3. README.md tells how to read it.
set -eu
cd "$(dirname "$0")/.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
port=${PORT:-18490}
home=$(mktemp -d)
pid=
stop() { [ -z "$pid" ] || { kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; pid=; }; }
trap 'stop; rm -rf "$home"' EXIT INT TERM

"$java" ${JAVA_OPTS:-} -jar target/rowhouse.jar --rowhouse.home="$home" --server.port="$port" \
	--management.server.port="$((port + 1))" --rowhouse.admin.password=bench-bench-bench >"$home/log" 2>&1 &
pid=$!
until grep -q "Rowhouse is ready" "$home/log"; do
	kill -0 "$pid" 2>/dev/null || { cat "$home/log"; exit 1; }
	sleep 0.2
done

python3 - "$port" "${1:-100}" <<'PY'
import base64, http.client, json, sys, time
port, saves = int(sys.argv[1]), int(sys.argv[2])
auth = "Basic " + base64.b64encode(b"admin:bench-bench-bench").decode()
connection = http.client.HTTPConnection("127.0.0.1", port)

def ask(method, host, path, body=None):
    headers = {"Host": host}
    if body is not None:
        headers.update({"Authorization": auth, "Content-Type": "application/json"})
    connection.request(method, path, json.dumps(body) if body is not None else None, headers)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()

def until(host, path, text, began):
    while text not in ask("GET", host, path)[1]:
        if time.perf_counter() - began > 30:
            sys.exit(f"{path} never showed {text}")
        time.sleep(0.002)
    return time.perf_counter() - began

status, answer = ask("POST", "localhost", "/api/sites", {"key": "bench", "name": "Bench", "addresses": ["bench.localhost"]})
assert status == 201, answer
saved, visible, found = [], [], []
for i in range(saves):
    word = f"zebra{i}x"
    began = time.perf_counter()
    status, answer = ask("PUT", "localhost", "/api/sites/bench/posts/changing",
        {"title": f"Changing {word}", "markdown": "Some words. " * 200 + word, "state": "published"})
    assert status in (200, 201), answer
    saved.append(time.perf_counter() - began)
    visible.append(until("bench.localhost", "/posts/changing", word, began))
    found.append(until("bench.localhost", "/search.json?q=" + word, "Changing", began))
for name, times in (("saved", saved), ("visible", visible), ("found", found)):
    times = sorted(times[min(10, saves // 2):])
    print(f"{name:8} median {times[len(times) // 2] * 1000:6.0f} ms   p95 {times[int(len(times) * 0.95)] * 1000:6.0f} ms   most {times[-1] * 1000:6.0f} ms")
PY
