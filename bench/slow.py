"""The clients of slow.sh: many that are slow, and one visitor who is not."""
import socket
import statistics
import sys
import time

HEAD = b"GET / HTTP/1.1\r\nHost: bakery.localhost\r\nX-Slow: "
BODY = (b"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        b"Content-Length: 1000\r\n\r\nusername=a")
READER = b"GET /static/film.mp4 HTTP/1.1\r\nHost: shelf.localhost\r\n\r\n"
BROWSER = (b"GET / HTTP/1.1\r\nHost: bakery.localhost\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n"
           b"Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\nAccept-Language: de,en-GB;q=0.7,en;q=0.3\r\n"
           b"Accept-Encoding: gzip, deflate, br, zstd\r\n\r\n")
BEGINNINGS = {"heads": HEAD, "bodies": BODY, "readers": READER, "browsers": BROWSER}

# A browser asks for another page after so many seconds.
READING = 5

# What the visitor asks for. A number that is written like this is never kept (decision 0024), so that page is made each time.
PAGES = {"kept": "/", "made": "/posts?page=01"}


class Slow:
    """One connection, which does next to nothing once a second."""

    def __init__(self, port, kind):
        self.kind = kind
        self.socket = socket.socket()
        if kind == "readers":
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.settimeout(5)
        self.socket.connect(("127.0.0.1", port))
        self.socket.sendall(BEGINNINGS[kind])
        self.socket.setblocking(False)
        self.begun = time.monotonic()
        self.seconds = 0

    def go_on(self):
        """Whether the connection is still open."""
        try:
            if self.kind == "readers":
                return self.socket.recv(100) != b""
            if self.kind == "browsers":
                self.seconds += 1
                if self.seconds % READING == 0:
                    self.socket.send(BROWSER)
                return self.go_on_reading()
            self.socket.send(b"x")
            return self.socket.recv(10000) != b"" and self.go_on_reading()
        except BlockingIOError:
            return True
        except OSError:
            return False

    def go_on_reading(self):
        while True:
            if self.socket.recv(10000) == b"":
                return False


def attack(kind, port, count, seconds):
    """Has that many connections open at any time, and tells how long each of them lasted."""
    end = time.monotonic() + seconds
    slow = []
    lasted = []
    opened = 0
    while time.monotonic() < end:
        began = time.monotonic()
        while len(slow) < count and time.monotonic() < end:
            try:
                slow.append(Slow(port, kind))
                opened += 1
            except OSError:
                break
        still = []
        for one in slow:
            if one.go_on():
                still.append(one)
            else:
                lasted.append(time.monotonic() - one.begun)
                one.socket.close()
        slow = still
        time.sleep(max(0.0, began + 1 - time.monotonic()))
    closed = "none" if not lasted else f"{statistics.median(lasted):.0f}, {max(lasted):.0f}"
    print(f"{closed} | {opened}")
    for one in slow:
        one.socket.close()


def ask(port, path):
    """Asks for a page with a connection of its own; whether all of it came."""
    request = f"GET {path} HTTP/1.1\r\nHost: bakery.localhost\r\nConnection: close\r\n\r\n"
    try:
        with socket.create_connection(("127.0.0.1", port), 10) as connection:
            connection.sendall(request.encode())
            answer = b""
            piece = connection.recv(65536)
            while piece:
                answer += piece
                piece = connection.recv(65536)
    except OSError:
        return False
    return answer.startswith(b"HTTP/1.1 200 ") and answer.rstrip().endswith(b"</html>")


def visit(port, seconds):
    """Asks for a page each 20 ms, in turn for one of each kind."""
    times = {kind: [] for kind in PAGES}
    failed = dict.fromkeys(PAGES, 0)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for kind, path in PAGES.items():
            begun = time.monotonic()
            if not ask(port, path):
                failed[kind] += 1
            times[kind].append(1000 * (time.monotonic() - begun))
            time.sleep(max(0.0, begun + 0.02 - time.monotonic()))
    for of_kind in times.values():
        of_kind.sort()
    columns = (
        lambda kind: f"{times[kind][len(times[kind]) // 2]:.1f}",
        lambda kind: f"{times[kind][len(times[kind]) * 99 // 100]:.1f}",
        lambda kind: f"{times[kind][-1]:.0f}",
        lambda kind: f"{failed[kind]} of {len(times[kind])}",
    )
    print(" | ".join(", ".join(f"{kind} {column(kind)}" for kind in PAGES) for column in columns))


if __name__ == "__main__":
    if sys.argv[1] == "visit":
        visit(int(sys.argv[2]), float(sys.argv[3]))
    else:
        attack(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
