import html
import os
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

# All entries, oldest first, as pairs of ID and HTML.
entries = []
changed = threading.Condition()


def page():
    last = f" last:{entries[-1][0]}" if entries else ""
    return f"""<!doctype html>
<meta charset="utf-8">
<title>Live</title>
<link rel="icon" href="data:,">
<script src="/sse.min.js" defer></script>
<main hx-sse="connect:/events{last}">
  <p hx-sse="swap:news">Waiting…</p>
  <ul hx-sse="swap:message" hx-swap="beforeend">{"".join(item for _, item in entries)}</ul>
  <form hx-post="/say" hx-swap="none">
    <input name="text" aria-label="Say something" required>
    <button>Send</button>
  </form>
</main>"""


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/events":
            self.stream()
        elif self.path == "/sse.min.js":
            self.respond("text/javascript", Path("sse.min.js").read_bytes())
        else:
            self.respond("text/html; charset=utf-8", page().encode())

    def do_POST(self):
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        # One line: a line break would end the data.
        text = " ".join(form.get("text", [""])[0].split())
        with changed:
            entries.append((f"{time.time_ns()}", f"<li>{html.escape(text)}</li>"))
            changed.notify_all()
        self.send_response(204)
        self.end_headers()

    def stream(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        # The events after the last one that this browser received.
        last = self.headers.get("Last-Event-ID")
        seen = next((index + 1 for index, (id, _) in enumerate(entries) if id == last), 0)
        try:
            while True:
                fresh = entries[seen:]
                seen += len(fresh)
                for id, item in fresh:
                    self.wfile.write(f"id: {id}\ndata: {item}\n\n".encode())
                self.wfile.write(f"event: news\ndata: <b>{time.strftime('%X')}</b>\n\n".encode())
                with changed:
                    changed.wait(1)
        except OSError:
            pass  # The browser has disconnected.

    def respond(self, kind, body):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", 3000))), Handler).serve_forever()
