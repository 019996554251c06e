import os
import signal
import threading
import time
from collections import deque

from flask import Flask, Response, request, send_file

PAGE = """<!doctype html>
<meta charset="utf-8">
<title>News</title>
<link rel="icon" href="data:,">
<script src="/sse.min.js" defer></script>
<p hx-sse="connect:/events swap:news">Waiting…</p>"""

# IDs begin with the start time, so that IDs of an earlier process are recognised.
epoch = time.time_ns() // 1_000_000
recent = deque(maxlen=100)
last = 0
changed = threading.Condition()
going = threading.Event()
app = Flask(__name__)


def publish(event, data):
    global last
    lines = data.replace("\n", "\ndata: ")
    with changed:
        last += 1
        recent.append((last, f"id: {epoch}-{last}\nevent: {event}\ndata: {lines}\n\n"))
        changed.notify_all()


def place(id):
    """The client's position: the number in its ID, and whether everything after it is still here."""
    if id is None:
        return last, True
    begun, _, number = id.partition("-")
    if begun == str(epoch) and number.isdecimal() and last - len(recent) <= int(number) <= last:
        return int(number), True
    return last, False


def listen(heard, whole):
    yield f": welcome\nretry: 1000\nid: {epoch}-{heard}\n\n"
    if not whole:
        yield "event: reset\ndata: some news is missing\n\n"
    while not going.is_set():
        with changed:
            changed.wait_for(lambda: last > heard or going.is_set(), timeout=15)
            fresh = [message for message in recent if message[0] > heard]
        for heard, text in fresh:
            yield text
        if not fresh:
            yield ":\n\n"


@app.get("/events")
def events():
    stream = listen(*place(request.headers.get("Last-Event-ID")))
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return Response(stream, content_type="text/event-stream", headers=headers)


@app.get("/sse.min.js")
def bundle():
    return send_file(os.path.join(app.root_path, "sse.min.js"), mimetype="text/javascript")


@app.get("/")
def index():
    return PAGE


def news():
    while True:
        time.sleep(1)
        publish("news", f"<b>News {last + 1}</b>")


def leave(*_):
    """At SIGTERM streams end, and then the process."""
    going.set()
    threading.Timer(0.5, os._exit, [0]).start()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, leave)
    threading.Thread(target=news, daemon=True).start()
    app.run("127.0.0.1", int(os.environ.get("PORT", 3000)), threaded=True)
