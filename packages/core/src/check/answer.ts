/** The head of the answer: status, type, and the headers that proxies and caches heed. */
import { connect } from "node:tls";
import { quoted, type Note } from "./finding.ts";
import type { Visit } from "./visit.ts";

/** Headers by which proxies make themselves known. */
const marks = ["via", "server", "x-served-by", "cf-ray", "x-amz-cf-id", "x-cache", "x-vercel-id", "fly-request-id"];

/** What the headers tell of who stands in between; nothing where they tell nothing. */
export function proxiesOf({ headers }: Visit): string {
  return marks.flatMap((name) => (headers[name] ? `${name}: ${String(headers[name])}` : [])).join(", ");
}

/** The beginning of a body tells what was sent instead of a stream. */
export function looksLike(text: string): "HTML" | "JSON" | undefined {
  const start = text.trimStart();
  if (/^<(?:!doctype|html|head|body|!--|[a-z][\w-]*[\s>])/i.test(start)) return "HTML";
  return /^[[{]\s*["[{}\]\d]/.test(start) ? "JSON" : undefined;
}

/** Whether it is an event stream at all. Where it is not, no other check makes sense. */
export async function checkAnswer(visit: Visit, note: Note): Promise<boolean> {
  const { status, headers, redirects, url } = visit;
  const type = headers["content-type"] ?? "";
  const streams = /^text\/event-stream\s*(?:;|$)/i.test(type);
  const body = async (): Promise<string | undefined> => {
    await visit.until(() => visit.text !== "", 1000);
    return visit.text ? quoted(visit.text) : undefined;
  };
  const login = /log-?in|sign-?in|auth|sso|session/i.test(url) ? ", which looks like a login" : "";
  if (redirects.length)
    note("redirect", streams ? "warn" : "fail", `redirected to ${url}${login}`, {
      change: streams
        ? "Connect to that URL: a redirect to another origin is refused, and each reconnect sends two requests."
        : "Respond at the stream's own URL, and with 401 if a session is missing. To send a session here: --header 'Cookie: …'.",
    });
  if (status !== 200) {
    note("status", "fail", `${status}`, { shown: await body(), change: changeFor(status) });
    return false;
  }
  note("status", "ok", "200");
  if (!streams) {
    const like = looksLike((await body()) === undefined ? "" : visit.text);
    note(
      "type",
      "fail",
      `Content-Type is ${type ? quoted(type) : "missing"}${like ? `, and the body looks like ${like}` : ""}`,
      {
        shown: await body(),
        change: "Send Content-Type: text/event-stream. Everything else ends the stream in a browser.",
      },
    );
    return false;
  }
  const [, charset = "utf-8"] = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(type) ?? [];
  if (/^utf-?8$/i.test(charset)) note("type", "ok", type);
  else
    note("type", "warn", type, {
      change: `Send UTF-8 and leave charset=${charset} out: streams are always read as UTF-8, and EventSource of Chromium refuses other charsets.`,
    });
  return true;
}

function changeFor(status: number): string {
  if (status === 204)
    return "204 tells a browser to end the stream for good. Send 200 while there is anything to come.";
  if (status === 404) return "Nothing is at this path. Compare it with the route of the server, base path included.";
  if (status === 401 || status === 403)
    return "Send what the server wants to see with --header 'Cookie: …' or --header 'Authorization: …'.";
  if (status >= 300 && status < 400) return "Respond with 200 at this URL.";
  if (status === 405) return "Respond to GET.";
  return status >= 500
    ? "The server failed: look at its log. A browser tries again, with growing delays."
    : "Respond with 200. A browser ends the stream at any other status below 500, except 408 and 429.";
}

/** Headers for caches, and compression. */
export function checkHeaders({ headers }: Visit, note: Note): void {
  const cache = headers["cache-control"] ?? "";
  if (/no-store|no-cache/.test(cache)) note("cache", "ok", `Cache-Control: ${cache}`);
  else
    note("cache", "warn", cache ? `Cache-Control: ${cache}` : "no Cache-Control", {
      change: "Send Cache-Control: no-store, or a proxy may send an old stream.",
    });
  const encoding = headers["content-encoding"];
  if (!encoding || encoding === "identity") note("compression", "ok", "none");
  else
    note("compression", "warn", `Content-Encoding: ${encoding}`, {
      change:
        "Leave text/event-stream uncompressed, or flush the compressor after every event: otherwise events arrive late.",
    });
}

/** The version of HTTP that browsers will speak, which decides on how many streams they open at once. */
export async function checkVersion(visit: Visit, note: Note): Promise<void> {
  const { hostname, port, protocol } = new URL(visit.url);
  const six = "browsers open at most six connections to it, for all tabs together";
  if (protocol === "http:") return note("http", "ok", `HTTP/${visit.version}: ${six}`);
  const chosen = await new Promise<string>((resolve) => {
    const socket = connect({
      host: hostname,
      port: Number(port || 443),
      servername: hostname,
      ALPNProtocols: ["h2", "http/1.1"],
    });
    const finish = (protocol: string): void => {
      socket.destroy();
      resolve(protocol);
    };
    socket.setTimeout(2000, () => finish(""));
    socket.on("secureConnect", () => finish(socket.alpnProtocol || "http/1.1"));
    socket.on("error", () => finish(""));
  });
  if (chosen === "h2") note("http", "ok", "HTTP/2: many streams share one connection");
  else note("http", "warn", `HTTP/1.1: ${six}`, { change: "Turn HTTP/2 on, in the server or the proxy." });
}
