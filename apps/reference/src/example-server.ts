/** Serves an example of docs/codes as its page has it: the markup, the streams, and the response that is shown. */
import { readFileSync } from "node:fs";
import { freePort, type Handler, startServer } from "@sse/testkit";
import type { CodeExample } from "./code-examples.ts";
import { bundles, type Host, scripts } from "./example-hosts.ts";

/** The page of an example that shows a response alone: one to a stream, or one to a request. */
const stream = '<p hx-sse="connect:/events swap:news">Waiting…</p>';
const request = '<button hx-post="/save" hx-target="#log">Save</button><pre id="log"></pre>';

/** Codes whose response is one to a request. */
const ofRequests = /^(?:response|onLoadError|HX-Trigger)$/;

/** A page that is opened again as soon as the worker at `/worker.js` has it. */
const worked = `<script>
  navigator.serviceWorker.register("/worker.js");
  if (!navigator.serviceWorker.controller) navigator.serviceWorker.ready.then(() => location.reload());
</script>`;

/** Nothing listens there. */
const closed = await freePort();

type Headers = Readonly<Record<string, string>>;

/** Every event that the markup waits for, once each. */
function eventsOf(html: string): string {
  const names = Array.from(html.matchAll(/(?:swap:|sse:|sse-swap=")([a-z]+)/g), ([, name]) => name);
  return [...new Set(names)].map((name) => `event: ${name}\ndata: <b>1</b>\n\n`).join("");
}

/** A stream that stays open after `text`. */
const streaming =
  (text: string, headers: Headers = {}): Handler =>
  (_, response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream", ...headers });
    response.write(text || ": nothing yet\n\n");
  };

/** A stream of another origin that breaks after its first event; `headers` are those of its preflight. */
const breaking =
  (headers: Headers): Handler =>
  ({ method, lastEventId, query }, response) => {
    if (method === "OPTIONS") return { status: 204, headers };
    response.writeHead(200, { "Content-Type": "text/event-stream", "Access-Control-Allow-Origin": "*" });
    const resumed = lastEventId ?? query.get("lastEventId");
    response.write(resumed ? "id: b-9\nevent: news\ndata: 9\n\n" : "id: a-1\nevent: news\ndata: 1\n\n");
    if (!resumed) response.end();
  };

/** The server of an example, which is open. */
export interface ExampleServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the server of an example of `code`, for a page with `host`. */
export async function serveExample(code: string, example: CodeExample, host: Host): Promise<ExampleServer> {
  const [server, other] = await Promise.all([startServer(), startServer()]);
  /** The names of servers and files, as they are here. */
  const here = (text: string): string =>
    text
      .replaceAll(/https:\/\/(?:events|api)\.example\.com/g, other.origin)
      .replaceAll(/https:\/\/(?:eu|login)\.example(?:\.com)?/g, other.origin.replace("127.0.0.1", "localhost"))
      .replaceAll("https://www.example.com", server.origin)
      .replaceAll("http://localhost:3001", `http://127.0.0.1:${closed}`)
      .replaceAll(/https:\/\/unpkg\.com\/htmx\.org@(\d)[^"]*/g, "/htmx$1.js")
      .replaceAll("/htmx.min.js", "/htmx2.js")
      .replaceAll(/src="(sse[\w-]*\.min\.js)"/g, 'src="/$1"')
      .replaceAll("…20 million characters…", "x".repeat(20_000_000));

  const isRequest = ofRequests.test(code);
  const html = here(example.html ?? (isRequest ? request : stream));
  const script = here(example.script ?? "");
  const head = /<script src="(?:[^"]*sse|\/app\.js)/.test(html) ? "" : scripts[host];
  const own = script.includes("self.addEventListener") ? worked : `<script>${script}</script>`;
  server.page("/", `<!doctype html><title>Example</title>${head}${html}${own}`);
  server.get("/worker.js", () => ({ headers: { "Content-Type": "text/javascript" }, body: script }));
  for (const [path, file] of Object.entries(bundles))
    server.get(path, () => ({ headers: { "Content-Type": "text/javascript" }, body: readFileSync(file) }));

  // An application with a copy of its own, which does not look for `window.sse`.
  const application = `delete window.sse;\n${readFileSync(bundles["/sse.min.js"] ?? "", "utf8")}`;
  server.get("/app.js", () => ({ headers: { "Content-Type": "text/javascript" }, body: application }));

  const { status = 200, headers: shown = {} } = example.response ?? {};
  const headers = Object.fromEntries(Object.entries(shown).map(([name, value]) => [name, here(value)]));
  const wire = example.wire === undefined ? eventsOf(html) : here(example.wire);
  const streams = status === 200 && /^$|event-stream/.test(headers["Content-Type"] ?? "");
  const shownStream: Handler = streams ? streaming(wire, headers) : () => ({ status, headers });

  for (const path of ["/save", "/list", "/log", "/x", "/price", "/inbox", "/report"])
    server.handle(path, () => ({ ...(isRequest && { status, headers }), body: "<li>one</li>" }));
  for (const path of ["/events", "/prices", "/a", "/b"]) server.handle(path, shownStream);
  // The shown response is that of the other origin where the page asks it; else it lets the page read what it has.
  const isTheirs = html.includes(other.origin) && example.response !== undefined;
  other.cors(!isTheirs);
  other.handle("/events", code === "gap" ? breaking(headers) : isTheirs ? shownStream : streaming(wire));
  other.handle("/", streaming(wire));
  other.handle("/list", () => "<li>one</li>");
  return { url: server.url("/"), close: async () => void (await Promise.all([server.close(), other.close()])) };
}
