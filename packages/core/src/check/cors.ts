/** Whether a page of another origin may read the stream, and come back with a position. */
import type { Note } from "./finding.ts";
import { visit } from "./visit.ts";

type Headers = Readonly<Record<string, string>>;

const listOf = (header: string | undefined): string[] => (header ?? "").toLowerCase().split(/[\s,]+/);

/** Asks as a browser does for a page of `origin`: the stream, then the preflight of a reconnect. */
export async function checkCors(url: string, origin: string, headers: Headers, note: Note): Promise<void> {
  const answer = await visit(url, { headers: { ...headers, Origin: origin } });
  answer.leave();
  const allowed = answer.headers["access-control-allow-origin"];
  if (allowed !== "*" && allowed !== origin)
    return note("cors", "fail", `${origin} may not read it: Access-Control-Allow-Origin is ${allowed ?? "missing"}`, {
      change: `Send Access-Control-Allow-Origin: ${origin} with the stream.`,
    });
  const asked = { "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "last-event-id" };
  const preflight = await visit(url, { method: "OPTIONS", headers: { ...asked, Origin: origin } });
  preflight.leave();
  const { status } = preflight;
  const names = listOf(preflight.headers["access-control-allow-headers"]);
  const origins = preflight.headers["access-control-allow-origin"];
  if (
    status < 200 ||
    status > 299 ||
    !(names.includes("*") || names.includes("last-event-id")) ||
    !(origins === "*" || origins === origin)
  )
    return note("cors", "fail", `reconnects are refused: the preflight for Last-Event-ID got ${status}`, {
      shown: `Access-Control-Allow-Origin: ${origins ?? "missing"}, Access-Control-Allow-Headers: ${preflight.headers["access-control-allow-headers"] ?? "missing"}`,
      change:
        "Respond to OPTIONS with 204, Access-Control-Allow-Headers: Last-Event-ID and Access-Control-Allow-Origin.",
    });
  const credentials = answer.headers["access-control-allow-credentials"] === "true";
  if (credentials && allowed === "*")
    return note("cors", "fail", "Access-Control-Allow-Credentials does not go with Access-Control-Allow-Origin: *", {
      change: `Name the origin: Access-Control-Allow-Origin: ${origin}.`,
    });
  note(
    "cors",
    "ok",
    `${origin} may read it and reconnect, ${credentials ? "with cookies" : "without cookies: that takes Access-Control-Allow-Credentials: true"}`,
  );
}
