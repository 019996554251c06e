/** What docs/servers/README.md says that every server does, as checks. */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { eventually, PATIENCE } from "@sse/testkit";
import type { RunningServer } from "./servers.ts";
import { connectionsHeldBy } from "./sockets.ts";

interface Heard {
  readonly headers: Headers;
  readonly text: string;
}

/** The beginning of a stream, up to and with the first piece after which `enough` says so. Then the client leaves. */
async function hear(url: string, enough: (text: string) => boolean, lastEventId?: string): Promise<Heard> {
  const leave = new AbortController();
  const headers = lastEventId === undefined ? {} : { "Last-Event-ID": lastEventId };
  const signal = AbortSignal.any([leave.signal, AbortSignal.timeout(PATIENCE)]);
  const response = await fetch(url, { headers, signal });
  const decoder = new TextDecoder();
  let text = "";
  if (response.body)
    for await (const piece of response.body) {
      text += decoder.decode(piece, { stream: true });
      if (enough(text)) break;
    }
  leave.abort();
  return { headers: response.headers, text };
}

const idsIn = (text: string): number[] => [...text.matchAll(/^id: ?(\d+)$/gm)].map(([, id]) => Number(id));
const events =
  (count: number) =>
  (text: string): boolean =>
    idsIn(text).length >= count && text.endsWith("\n\n");

/** Sends at once: headers that proxies heed, and a comment before everything else. Then events, whole, with their ids. */
async function streams(url: string): Promise<number> {
  const { headers, text } = await hear(url, events(3));
  match(headers.get("content-type") ?? "", /^text\/event-stream/);
  match(headers.get("cache-control") ?? "", /no-store|no-cache/);
  equal(headers.get("x-accel-buffering"), "no");
  ok(text.startsWith(":"), "a comment comes first");
  match(text, /^event: ?tick$/m);
  match(text, /^data: ?<i>ü\ndata: ?<\/i><b>Tick \d+<\/b>$/m);
  const [first = 0, ...next] = idsIn(text);
  deepEqual(
    next,
    next.map((_, index) => first + index + 1),
  );
  return first;
}

/** Sends again what came after `Last-Event-ID`, and nothing old to whoever sends one that it never gave. */
async function resumes(url: string, first: number): Promise<void> {
  const { text } = await hear(url, events(2), String(first));
  deepEqual(idsIn(text).slice(0, 2), [first + 1, first + 2], "what came after Last-Event-ID comes again");
  const other = await hear(url, events(1), "of-another-server");
  ok((idsIn(other.text)[0] ?? 0) > first + 2, "an id of another server is not an error, and brings nothing old");
}

/** Sends comments while nothing happens. */
async function keepsAlive(url: string): Promise<void> {
  const { text } = await hear(url, (text) => (text.match(/^:/gm)?.length ?? 0) > 3);
  ok(text);
}

/** Those of `startServerOf`, of the checks above, and of the one below. */
const streamsOpened = 1 + 4 + 3;

/** Notices that clients have gone, and lets go of what it held for them. */
async function letsGo({ port, url, said }: RunningServer, witnessed: boolean): Promise<void> {
  const leave = new AbortController();
  // One after the other: a server that has few workers gives two at once to the same.
  for (const _ of "123")
    ok((await fetch(url, { signal: AbortSignal.any([leave.signal, AbortSignal.timeout(PATIENCE)]) })).ok);
  const held = connectionsHeldBy(port);
  if (held !== undefined) ok(held >= 3, `${held} connections`);
  leave.abort();
  await eventually(() => {
    if (held !== undefined) equal(connectionsHeldBy(port), 0, "connections of clients that have gone");
    if (witnessed) equal(said().match(/left/g)?.length, streamsOpened, "listeners that were let go");
  });
}

/** The server sends an event, and then a comment, several times a second. Throws where it breaks a promise. */
export async function keepsItsPromises(server: RunningServer, witnessed: boolean): Promise<void> {
  const first = await streams(server.url);
  await resumes(server.url, first);
  await keepsAlive(server.url);
  await letsGo(server, witnessed);
}
