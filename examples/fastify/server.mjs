import { createReadStream } from "node:fs";
import Fastify from "fastify";

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

function stream(request, response) {
  const send = ({ number, event, data }) => {
    response.write(`id: ${epoch}-${number}\nevent: ${event}\ndata: ${data.replaceAll("\n", "\ndata: ")}\n\n`);
    // A client that reads too slowly is disconnected. It reconnects, and gets what it missed.
    if (response.writableLength > 1_000_000) response.destroy();
  };
  response.writeHead(200, {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
  });
  const { number, whole } = place(request.headers["last-event-id"]);
  response.write(`: welcome\nretry: 1000\nid: ${epoch}-${number}\n\n`);
  if (!whole) response.write("event: reset\ndata: some news is missing\n\n");
  for (const message of recent) if (message.number > number) send(message);
  const listener = { send, end: () => response.end() };
  listeners.add(listener);
  const heartbeat = setInterval(() => response.write(":\n\n"), 15_000);
  response.on("close", () => {
    clearInterval(heartbeat);
    listeners.delete(listener);
  });
}

const app = Fastify({ forceCloseConnections: "idle" });
app.get("/events", (request, reply) => {
  // From here on, Fastify neither compresses nor ends the response.
  reply.hijack();
  stream(request.raw, reply.raw);
});
app.get("/sse.min.js", (_, reply) =>
  reply.type("text/javascript").send(createReadStream(new URL("sse.min.js", import.meta.url))),
);
app.get("/", (_, reply) => reply.type("text/html; charset=utf-8").send(page));
await app.listen({ port: Number(process.env.PORT ?? 3000), host: "127.0.0.1" });
const { server } = app;

// Takes no new requests, and ends streams within a second, not all at the same moment: their clients reconnect to other servers.
process.on("SIGTERM", () => {
  server.close(() => process.exit());
  setInterval(() => server.closeIdleConnections(), 50);
  for (const { end } of listeners) setTimeout(end, Math.random() * 1000);
});
