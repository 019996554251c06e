import { readFileSync } from "node:fs";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";

const page = `<!doctype html>
<meta charset="utf-8">
<title>News</title>
<link rel="icon" href="data:,">
<script src="/sse.min.js" defer></script>
<p hx-sse="connect:/events swap:news">Waiting…</p>`;

// IDs begin with the start time, so that IDs of an earlier process are recognised.
const epoch = Date.now();
const recent = [];
const listeners = new Set();
let last = 0;

function publish(event, data) {
  const message = { number: ++last, event, data };
  if (recent.push(message) > 100) recent.shift();
  for (const listener of listeners) listener.send(message);
}

setInterval(() => publish("news", `<b>News ${last + 1}</b>`), 1000);

// The client's position: the number in its ID, and whether everything after it is still here.
function place(id) {
  if (id === undefined) return { number: last, whole: true };
  const [begun, number] = id.split("-").map(Number);
  const whole = begun === epoch && number >= last - recent.length && number <= last;
  return whole ? { number, whole } : { number: last, whole };
}

const app = new Hono();
app.get("/events", (context) => {
  context.header("X-Accel-Buffering", "no");
  return streamSSE(context, async (stream) => {
    const { number, whole } = place(context.req.header("Last-Event-ID"));
    const queue = recent.filter((message) => message.number > number);
    let ended = false;
    let wake = () => {};
    const listener = {
      send(message) {
        queue.push(message);
        // A client that reads too slowly is disconnected. It reconnects, and gets what it missed.
        if (queue.length > 100) stream.abort();
        wake();
      },
      end() {
        ended = true;
        wake();
      },
    };
    listeners.add(listener);
    const heartbeat = setInterval(() => void stream.write(":\n\n"), 15_000);
    stream.onAbort(listener.end);
    await stream.write(`: welcome\nretry: 1000\nid: ${epoch}-${number}\n\n`);
    if (!whole) await stream.write("event: reset\ndata: some news is missing\n\n");
    while (!ended) {
      const message = queue.shift();
      if (message) await stream.writeSSE({ ...message, id: `${epoch}-${message.number}` });
      else await new Promise((resolve) => (wake = resolve));
    }
    clearInterval(heartbeat);
    listeners.delete(listener);
  });
});
app.get("/sse.min.js", (context) => {
  context.header("Content-Type", "text/javascript");
  return context.body(readFileSync(new URL("sse.min.js", import.meta.url)));
});
app.get("/", (context) => context.html(page));
const server = serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000), hostname: "127.0.0.1" });

// Takes no new requests, and ends streams within a second, not all at the same moment: their clients reconnect to other servers.
process.on("SIGTERM", () => {
  server.close(() => process.exit());
  setInterval(() => server.closeIdleConnections(), 50);
  for (const { end } of listeners) setTimeout(end, Math.random() * 1000);
});
