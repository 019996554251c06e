/** What docs/servers/README.md says that every server does, as checks. */
import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
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

/** The ids of events. */
const idsIn = (text: string): string[] =>
  text
    .split("\n\n")
    .filter((event) => /^data:/m.test(event))
    .flatMap((event) => /^id: ?(\S+)$/m.exec(event)?.[1] ?? []);
/** Whether one id comes after another: numbers, or several with dashes between them. */
function isAfter(one = "", other = ""): boolean {
  const [ones, others] = [one, other].map((id) => id.split("-").map(Number));
  const place = (ones ?? []).findIndex((number, index) => number !== others?.[index]);
  return (ones?.[place] ?? 0) > (others?.[place] ?? 0);
}
/** The numbers of the news in a stream. */
export const newsIn = (text: string): number[] =>
  [...text.matchAll(/^data: ?<\/i><b>News (\d+)<\/b>$/gm)].map(([, number]) => Number(number));
const events =
  (count: number) =>
  (text: string): boolean =>
    newsIn(text).length >= count && text.endsWith("\n\n");
const reset = /^event: ?reset$/m;

/** A position comes with the first bytes, before any event. Later on, an id that the server gave. */
const POSITION = /^(?:(?::.*|retry:.*|id: ?(\S+))\n)+\n/;

/** Sends at once: headers that proxies heed, a comment, the least delay, the position. Then events, whole, with their ids. */
async function streams(url: string): Promise<string> {
  const { headers, text } = await hear(url, events(3));
  match(headers.get("content-type") ?? "", /^text\/event-stream/);
  match(headers.get("cache-control") ?? "", /no-store|no-cache/);
  equal(headers.get("x-accel-buffering"), "no");
  ok(text.startsWith(":"), "a comment comes first");
  match(text, /^retry: ?\d+$/m);
  match(text, POSITION);
  match(text, /^event: ?news$/m);
  match(text, /^data: ?<i>ü\ndata: ?<\/i><b>News \d+<\/b>$/m);
  ok(!reset.test(text), "a new reader has missed nothing");
  const [first = 0, ...next] = newsIn(text);
  deepEqual(
    next,
    next.map((_, index) => first + index + 1),
  );
  ok(isAfter(idsIn(text)[1], idsIn(text)[0]), "ids rise");
  return idsIn(text)[0] ?? "";
}

/** Sends again what came after `Last-Event-ID`, be it the position at connect; says so where that is not known any more. */
async function resumes(url: string, id: string): Promise<void> {
  const first = await hear(url, events(1), id);
  const again = await hear(url, events(2), id);
  deepEqual(
    newsIn(again.text).slice(0, 1),
    newsIn(first.text).slice(0, 1),
    "what came after Last-Event-ID comes again",
  );
  ok(!reset.test(again.text), "nothing is missing");
  const cut = await hear(url, (text) => POSITION.test(text));
  const position = POSITION.exec(cut.text)?.[1] ?? "";
  const back = await hear(url, events(2), position);
  ok(!reset.test(back.text), "the position at connect is one to go on from");
  const [next = 0, more = 0] = newsIn(back.text);
  equal(more, next + 1);
  for (const unknown of ["of-another-server", "1-1", "1"]) {
    const other = await hear(url, events(1), unknown);
    match(other.text, reset, `an id that is not known, ${unknown}, is told`);
    ok((newsIn(other.text)[0] ?? 0) >= next, "and brings nothing old");
  }
}

/** Its history is bounded, and a reader that was away for longer is told. */
async function forgets(url: string, id: string): Promise<void> {
  await eventually(async () => match((await hear(url, events(1), id)).text, reset));
}

/** Serves the page and the bundle, too: it is a whole site. */
async function serves(url: string): Promise<void> {
  const page = await fetch(new URL("/", url));
  match(page.headers.get("content-type") ?? "", /^text\/html/);
  const markup = await page.text();
  match(markup, /<p hx-sse="connect:\/events swap:news">Waiting…<\/p>/);
  match(markup, /<script src="\/sse\.min\.js" defer><\/script>/);
  const bundle = await fetch(new URL("/sse.min.js", url));
  match(bundle.headers.get("content-type") ?? "", /javascript/);
  equal(await bundle.text(), "// The bundle.\n");
}

/** Sends comments while nothing happens. */
async function keepsAlive(url: string): Promise<void> {
  const { text } = await hear(url, (text) => (text.match(/^:/gm)?.length ?? 0) > 3);
  ok(text);
}

/** Notices that clients have gone, and lets go of what it held for them. */
async function letsGo({ port, url, said }: RunningServer, witnessed: boolean): Promise<void> {
  const before = said().match(/left/g)?.length ?? 0;
  const leave = new AbortController();
  // One after the other: a server that has few workers gives two at once to the same.
  for (const _ of "123")
    ok((await fetch(url, { signal: AbortSignal.any([leave.signal, AbortSignal.timeout(PATIENCE)]) })).ok);
  const held = connectionsHeldBy(port);
  if (held !== undefined) ok(held >= 3, `${held} connections`);
  leave.abort();
  await eventually(() => {
    if (held !== undefined) equal(connectionsHeldBy(port), 0, "connections of clients that have gone");
    if (witnessed) ok((said().match(/left/g)?.length ?? 0) >= before + 3, "listeners that were let go");
  });
}

/** At SIGTERM it takes nobody in any more, ends its streams, and goes. The last check: the server is gone afterwards. */
export async function drains({ url, terminate }: RunningServer): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
  const read = response.text().then(
    () => "ended",
    () => "cut",
  );
  await terminate();
  match(await read, /ended|cut/);
  await rejects(fetch(url), "nobody is taken in any more");
}

/** The server sends an event, and then a comment, several times a second. Throws where it breaks a promise. */
export async function keepsItsPromises(server: RunningServer, witnessed: boolean): Promise<void> {
  const id = await streams(server.url);
  await resumes(server.url, id);
  await keepsAlive(server.url);
  await forgets(server.url, id);
  await serves(server.url);
  await letsGo(server, witnessed);
}
