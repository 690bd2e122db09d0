#!/bin/sh
# How long a large site takes to be copied, in a small heap, and that a copy goes on after a kill.
# usage: bench/clone.sh [ITEMS=10000] [PICTURES=1000] [HEAP=256m]; needs target/rowhouse.jar, curl and python3; PORT=18500
# and the next one must be free. README.md tells how to read it.
set -eu
cd "$(dirname "$0")/.."
items=${1:-10000}
pictures=${2:-1000}
heap=${3:-256m}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
port=${PORT:-18500}
home=$(mktemp -d)
pid=
stop() { [ -z "$pid" ] || { kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; }; rm -rf "$home"; }
trap stop EXIT INT TERM

mkdir -p "$home/sites/big/content/posts"
python3 - "$home/sites/big" "$items" <<'PY'
import sys
root, count = sys.argv[1], int(sys.argv[2])
open(f"{root}/site.yml", "w").write("name: Big\n")
for i in range(count - 1):
    open(f"{root}/content/posts/2026-{i % 12 + 1:02d}-{i % 28 + 1:02d}-post-{i}.md", "w").write(
        f"---\ntitle: Post {i}\ntags: [news, t{i % 50}]\n---\n\n" + f"Some words of {i}. " * 150)
open(f"{root}/content/index.md", "w").write("# Big\n\nWelcome.\n")
PY
start() {
	"$java" "-Xmx$heap" -XX:+ExitOnOutOfMemoryError -jar target/rowhouse.jar --rowhouse.home="$home" --server.port="$port" \
		--management.server.port="$((port + 1))" --rowhouse.admin.password=copies-of-sites --rowhouse.limits.storage=unlimited >>"$home/log" 2>&1 &
	pid=$!
	until curl -fs -o /dev/null -u admin:copies-of-sites "http://localhost:$port/api/sites"; do
		kill -0 "$pid" || { tail -20 "$home/log"; exit 1; }
		sleep 1
	done
}
start
until grep -q "Site folders:" "$home/log"; do sleep 1; done
"$java" src/bench/java/org/rowhouse/media/Photograph.java "$home/base.jpg" 640 480

cat > "$home/clone.py" <<'PY'
import base64, http.client, json, os, signal, sys, time
port, pid, home = int(sys.argv[2]), sys.argv[3], sys.argv[4]
auth = {'Authorization': 'Basic ' + base64.b64encode(b'admin:copies-of-sites').decode()}

def ask(method, path, body=None, kind='application/json', at=0):
    connection = http.client.HTTPConnection('127.0.0.1', port + at, timeout=600)
    connection.request(method, path, body, {**auth, 'Content-Type': kind, 'Host': 'localhost'})
    answer = connection.getresponse()
    return answer.status, answer.read()

def pictures(count):
    base = bytearray(open(home + '/base.jpg', 'rb').read())
    table = base.index(b'\xff\xdb') + 5  # another number there is another picture
    for number in range(count):
        picture = bytearray(base)
        place = table + 20 + number % 40
        picture[place] = max(1, (picture[place] + 1 + number // 40) % 256)
        status, body = ask('POST', f'/api/sites/big/media?name=p-{number}.jpg', bytes(picture), 'image/jpeg')
        assert status in (200, 201), (status, body[:300])

def job(key):
    status, body = ask('POST', '/api/sites/big/clone', json.dumps({'key': key, 'name': key}))
    assert status == 202, (status, body)
    return json.loads(body)['id']

def watch(number, until=lambda job: False):
    highest = 0.0
    while True:
        now = json.loads(ask('GET', f'/api/jobs/{number}')[1])
        used = json.loads(ask('GET', '/actuator/metrics/jvm.memory.used?tag=area:heap', at=1)[1])['measurements'][0]['value'] / 2**20
        highest = max(highest, used)
        if now['state'] not in ('running',) or until(now):
            return now, highest
        time.sleep(0.2)

def size(folder):
    seen = {}
    for path, _, files in os.walk(folder):
        for file in files:
            stat = os.stat(os.path.join(path, file))
            seen[(stat.st_dev, stat.st_ino)] = stat.st_blocks * 512
    return sum(seen.values()) / 2**20

if sys.argv[1] == 'copy':
    pictures(int(sys.argv[5]))
    before = size(home + '/data/sites')
    began = time.time()
    done, highest = watch(job('copy'))
    assert done['state'] == 'done', done
    resident = next(line.split()[1] for line in open(f'/proc/{pid}/status') if line.startswith('VmHWM'))
    print(f"{done['done']} parts copied in {time.time() - began:.1f} s; heap seen, garbage included: at most {highest:.0f} MB; resident at most {int(resident) / 1024:.0f} MB")
    print(f"media on the disk: {before:.1f} MB before, {size(home + '/data/sites'):.1f} MB after")
elif sys.argv[1] == 'kill':
    number = job('killed')
    now, _ = watch(number, lambda job: job['percent'] >= 30)
    os.kill(int(pid), signal.SIGKILL)
    print(f"killed at {now['percent']} %")
    open(home + '/job', 'w').write(str(number))
else:
    began = time.time()
    done, _ = watch(int(open(home + '/job').read()))
    items = json.loads(ask('GET', '/api/sites/killed/limits')[1])['use']['items']
    print(f"after the restart it was {done['state']} in {time.time() - began:.0f} s, with {items} items, {done['done']} of {done['total']} parts")
PY
python3 "$home/clone.py" copy "$port" "$pid" "$home" "$pictures"
python3 "$home/clone.py" kill "$port" "$pid" "$home"
wait "$pid" 2>/dev/null || true
start
python3 "$home/clone.py" resume "$port" "$pid" "$home"
grep -c OutOfMemoryError "$home/log" || true
