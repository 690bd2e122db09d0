#!/bin/sh
# Whether the heap grows with what is uploaded. usage: bench/media.sh [PHOTOGRAPHS=1000] [HEAP=256m]
# Needs target/rowhouse.jar (or CLASSPATH_UNDER_TEST), curl and python3; PORT=18490 and the next one must be free. Each photograph
# has 12 megapixels and differs from the others; three are sent at once, as the library does it. README.md tells how to read it.
set -eu
cd "$(dirname "$0")/.."
count=${1:-1000}
heap=${2:-256m}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
port=${PORT:-18490}
home=$(mktemp -d)
pid=
stop() { [ -z "$pid" ] || { kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; }; rm -rf "$home"; }
trap stop EXIT INT TERM

"$java" src/bench/java/org/rowhouse/media/Photograph.java "$home/base.jpg" 4032 3024
settings="--rowhouse.home=$home --server.port=$port --management.server.port=$((port + 1)) --rowhouse.admin.password=photographs-1000 --rowhouse.limits.storage=unlimited"
if [ -n "${CLASSPATH_UNDER_TEST:-}" ]; then
	"$java" "-Xmx$heap" -cp "$CLASSPATH_UNDER_TEST" org.rowhouse.RowhouseApplication $settings >"$home/log" 2>&1 &
else
	"$java" "-Xmx$heap" -jar target/rowhouse.jar $settings >"$home/log" 2>&1 &
fi
pid=$!
until curl -fs -o /dev/null -u admin:photographs-1000 "http://localhost:$port/api/sites"; do
	kill -0 "$pid" || { tail -20 "$home/log"; exit 1; }
	sleep 1
done
curl -fs -o /dev/null -u admin:photographs-1000 -H 'Content-Type: application/json' -d '{"key":"photos","name":"Photos"}' "http://localhost:$port/api/sites"

python3 - "$home/base.jpg" "$count" "$port" "$pid" <<'PY'
import base64, concurrent.futures, http.client, json, sys, time
base = bytearray(open(sys.argv[1], 'rb').read())
count, port, pid = int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
table = base.index(b'\xff\xdb') + 5  # of how the colours are coded: another number there is another picture
auth = 'Basic ' + base64.b64encode(b'admin:photographs-1000').decode()

def send(number):
    picture = bytearray(base)
    place = table + 20 + number % 40
    picture[place] = max(1, (picture[place] + 1 + number // 40) % 256)
    connection = http.client.HTTPConnection('localhost', port, timeout=600)
    started = time.time()
    connection.request('POST', f'/api/sites/photos/media?name=photo-{number}.jpg', bytes(picture), {'Authorization': auth, 'Content-Type': 'image/jpeg'})
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status == 201, (answer.status, body[:300])
    return time.time() - started

def heap():
    connection = http.client.HTTPConnection('127.0.0.1', port + 1, timeout=60)
    connection.request('GET', '/actuator/metrics/jvm.memory.used?tag=area:heap')
    return json.loads(connection.getresponse().read())['measurements'][0]['value'] / 2**20

highest, started, times = 0.0, time.time(), []
with concurrent.futures.ThreadPoolExecutor(3) as pool:
    for number, took in enumerate(pool.map(send, range(count))):
        times.append(took)
        if number % 10 == 0:
            highest = max(highest, heap())
total = time.time() - started
resident = next(line.split()[1] for line in open(f'/proc/{pid}/status') if line.startswith('VmHWM'))
times.sort()
print(f'{count} photographs of {len(base) / 2**20:.1f} MB in {total:.0f} s, {total / count:.2f} s each; slowest answer {times[-1]:.1f} s')
print(f'heap seen, garbage included: at most {highest:.0f} MB; resident at most {int(resident) / 1024:.0f} MB')
PY
grep -c OutOfMemoryError "$home/log" || true
