/** What docs/servers/README.md says that every server does, as checks. */
import { deepEqual, match, ok } from "node:assert/strict";
import { readStream } from "./servers.ts";

const idsIn = (text: string): number[] => [...text.matchAll(/^id: ?(\d+)$/gm)].map(([, id]) => Number(id));
const whole = (text: string): boolean => text.endsWith("\n\n");

/** The server at `url` sends an event every second or so. Throws where it breaks a promise. */
export async function keepsItsPromises(url: string): Promise<void> {
  const { headers, text } = await readStream(url, (text) => idsIn(text).length > 2 && whole(text));
  match(headers.get("content-type") ?? "", /^text\/event-stream/);
  match(headers.get("cache-control") ?? "", /no-store|no-cache/);
  ok(text.startsWith(":"), "a comment comes first");
  match(text, /^event: ?tick$/m);
  match(text, /^data: ?<b>Tick \d+<\/b>$/m);
  const [first = 0, ...next] = idsIn(text);
  deepEqual(
    next,
    next.map((_, index) => first + index + 1),
  );

  const resumed = await readStream(url, (text) => idsIn(text).length > 1 && whole(text), String(first));
  deepEqual(idsIn(resumed.text).slice(0, 2), [first + 1, first + 2], "what came after Last-Event-ID comes again");
}

/** The server, told to be quick about it, sends comments while nothing happens. */
export async function keepsAlive(url: string): Promise<void> {
  const { text } = await readStream(url, (text) => (text.match(/^:/gm)?.length ?? 0) > 2);
  ok(text);
}
