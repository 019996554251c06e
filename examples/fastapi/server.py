import asyncio
import contextlib
import os
import random
import time
from collections import deque
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.responses import FileResponse, HTMLResponse, StreamingResponse
from starlette.routing import Route

PAGE = """<!doctype html>
<meta charset="utf-8">
<title>News</title>
<link rel="icon" href="data:,">
<script src="/sse.min.js" defer></script>
<p hx-sse="connect:/events swap:news">Waiting…</p>"""

# IDs begin with the start time, so that IDs of an earlier process are recognised.
epoch = time.time_ns() // 1_000_000
recent = deque(maxlen=100)
queues = set()
last = 0

def publish(event, data):
    global last
    last += 1
    lines = data.replace("\n", "\ndata: ")
    message = (last, f"id: {epoch}-{last}\nevent: {event}\ndata: {lines}\n\n")
    recent.append(message)
    for queue in list(queues):
        if queue.full():  # Too slow: the client is disconnected. It reconnects, and gets what it missed.
            end(queue)
        else:
            queue.put_nowait(message)

def end(queue):
    queues.discard(queue)
    if queue.full():
        queue.get_nowait()
    queue.put_nowait((0, None))

def place(id):
    """The client's position: the number in its ID, and whether everything after it is still here."""
    if id is None:
        return last, True
    begun, _, number = id.partition("-")
    if begun == str(epoch) and number.isdecimal() and last - len(recent) <= int(number) <= last:
        return int(number), True
    return last, False

async def listen(number, whole):
    queue = asyncio.Queue(maxsize=100)
    missed = [text for heard, text in recent if heard > number]
    queues.add(queue)
    try:
        yield f": welcome\nretry: 1000\nid: {epoch}-{number}\n\n"
        if not whole:
            yield "event: reset\ndata: some news is missing\n\n"
        for text in missed:
            yield text
        while True:
            try:
                _, text = await asyncio.wait_for(queue.get(), timeout=15)
            except asyncio.TimeoutError:
                text = ":\n\n"
            if text is None:
                return
            yield text
    finally:
        queues.discard(queue)

async def events(request):
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    stream = listen(*place(request.headers.get("last-event-id")))
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)

async def index(request):
    return HTMLResponse(PAGE)

async def bundle(request):
    return FileResponse(Path(__file__).with_name("sse.min.js"), media_type="text/javascript")

async def news():
    while True:
        await asyncio.sleep(1)
        publish("news", f"<b>News {last + 1}</b>")

@contextlib.asynccontextmanager
async def lifespan(app):
    task = asyncio.create_task(news())
    yield
    task.cancel()

class Server(uvicorn.Server):
    def handle_exit(self, sig, frame):
        """At SIGTERM uvicorn takes no new requests; streams end within a second, not all at one moment."""
        loop = asyncio.get_running_loop()
        for queue in list(queues):
            loop.call_later(random.random(), end, queue)
        super().handle_exit(sig, frame)

# FastAPI: app = FastAPI(lifespan=lifespan); app.add_route("/events", events), and so on.
routes = [Route("/", index), Route("/sse.min.js", bundle), Route("/events", events)]
app = Starlette(routes=routes, lifespan=lifespan)

if __name__ == "__main__":
    port = int(os.environ.get("PORT", 3000))
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", timeout_graceful_shutdown=2)
    Server(config).run()
