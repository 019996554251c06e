import asyncio
import os
import threading
import time
from collections import deque
from pathlib import Path

import uvicorn
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.urls import path

settings.configure(ALLOWED_HOSTS=["127.0.0.1", "localhost"], ROOT_URLCONF=__name__, SECRET_KEY="only here")

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
going = threading.Event()

def publish(event, data):
    global last
    lines = data.replace("\n", "\ndata: ")
    recent.append((last + 1, f"id: {epoch}-{last + 1}\nevent: {event}\ndata: {lines}\n\n"))
    last += 1

def place(id):
    """The client's position: the number in its ID, and whether everything after it is still here."""
    if id is None:
        return last, True
    begun, _, number = id.partition("-")
    if begun == str(epoch) and number.isdecimal() and last - len(recent) <= int(number) <= last:
        return int(number), True
    return last, False

async def listen(heard, whole):
    yield f": welcome\nretry: 1000\nid: {epoch}-{heard}\n\n"
    if not whole:
        yield "event: reset\ndata: some news is missing\n\n"
    quiet = time.monotonic()
    while not going.is_set():
        # In a project: Event.objects.filter(id__gt=heard), whose IDs work for any number of processes.
        for number, text in list(recent):
            if number > heard:
                heard, quiet = number, time.monotonic()
                yield text
        if time.monotonic() - quiet > 15:
            quiet = time.monotonic()
            yield ":\n\n"
        await asyncio.sleep(0.25)

async def events(request):
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    stream = listen(*place(request.headers.get("Last-Event-ID")))
    return StreamingHttpResponse(stream, content_type="text/event-stream", headers=headers)

def index(request):
    return HttpResponse(PAGE)

def bundle(request):
    return FileResponse(Path(__file__).with_name("sse.min.js").open("rb"), content_type="text/javascript")

def news():
    while True:
        time.sleep(1)
        publish("news", f"<b>News {last + 1}</b>")

class Server(uvicorn.Server):
    def handle_exit(self, sig, frame):
        """At SIGTERM uvicorn takes no new requests; streams end by themselves."""
        going.set()
        super().handle_exit(sig, frame)

urlpatterns = [path("", index), path("sse.min.js", bundle), path("events", events)]
application = get_asgi_application()

if __name__ == "__main__":
    threading.Thread(target=news, daemon=True).start()
    port = int(os.environ.get("PORT", 3000))
    config = uvicorn.Config(application, host="127.0.0.1", port=port, log_level="warning", lifespan="off", timeout_graceful_shutdown=2)
    Server(config).run()
