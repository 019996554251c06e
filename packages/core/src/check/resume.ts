/** Positions: whether events have IDs, and whether a stream that was cut goes on without a loss and without doubles. */
import { quoted, time, type Note } from "./finding.ts";
import type { Visit } from "./visit.ts";

/** Opens the stream from a position. */
export type VisitFrom = (lastEventId: string) => Promise<Visit>;

const idsOf = ({ events }: Visit): string[] => events.flatMap(({ id }) => id ?? []);

const listed = (ids: readonly string[]): string => ids.slice(0, 5).join(", ") + (ids.length > 5 ? ", …" : "");

/** IDs, and what they look like. */
export function checkIds(first: Visit, note: Note): void {
  const ids = idsOf(first);
  const { length } = first.events;
  if (!length) return note("ids", "skip", "no event arrived");
  const missing = first.events.find(({ id }) => id === undefined);
  if (!ids.length)
    return note("ids", "fail", "no event has an id: events sent while a connection is broken are lost", {
      shown: missing && quoted(`data: ${missing.data}`),
      change: 'Number the events ("id: …") and keep the last ones, to send them again after Last-Event-ID.',
    });
  if (missing)
    note("ids", "warn", `${length - ids.length} of ${length} events have no id`, {
      shown: quoted(`data: ${missing.data}`),
    });
  else if (ids.every((id) => /^\d{1,12}$/.test(id)))
    note("ids", "warn", `a bare counter (${listed(ids)})`, {
      change: "Add a prefix that changes when the counter starts over, such as the start time: 1717171717-7.",
    });
  else note("ids", "ok", listed(ids));
}

/** The position that came before the first event, if one came. */
function positionOf({ text }: Visit): string | undefined {
  for (const block of text.replaceAll(/\r\n?/g, "\n").split("\n\n")) {
    if (/^data(?::|$)/m.test(block)) return undefined;
    const id = /^id: ?(.+)$/m.exec(block)?.[1];
    if (id !== undefined) return id;
  }
  return undefined;
}

/** Whether a client that is cut before its first event knows where it was. */
export function checkPosition(first: Visit, note: Note): void {
  const position = positionOf(first);
  if (position !== undefined) note("position", "ok", `sent at connect: ${position}`);
  else if (idsOf(first).length)
    note(
      "position",
      "warn",
      "not sent at connect: a client that loses the connection before its first event has no position",
      {
        change: 'Send the last id immediately, without data: "id: 7\\n\\n".',
      },
    );
}

/** Longest wait for an event that was missed, in ms. */
const patience = 2000;

/**
 * Asks again for what `first`, which goes on, has heard after one of its events, at `where`. Needs an event that came after a known
 * position.
 */
export async function checkResume(first: Visit, from: VisitFrom, note: Note, where = ""): Promise<void> {
  const ids = idsOf(first);
  const position = positionOf(first);
  const start = ids.length > 1 ? ids[0] : position;
  if (start === undefined || !ids.length)
    return note(
      "resume",
      "skip",
      ids.length ? "only one event arrived; --for 60s waits longer" : "there is no event with an id",
    );
  const expected = ids.slice(ids.indexOf(start) + 1);
  const again = await from(start).catch((error: unknown) => String(error));
  if (typeof again === "string") return note("resume", "fail", `the second connection failed: ${again}`);
  const asked = `Last-Event-ID: ${start}`;
  const last = expected.at(-1) ?? "";
  await again.until(() => idsOf(again).includes(last), patience);
  again.leave();
  judge({ start, asked: asked + where, expected, before: ids.slice(0, ids.indexOf(start) + 1) }, again, note);
}

interface Asked {
  readonly start: string;
  readonly asked: string;
  readonly expected: readonly string[];
  /** What the first connection had heard before, the position included. */
  readonly before: readonly string[];
}

function judge({ start, asked, expected, before }: Asked, again: Visit, note: Note): void {
  if (again.status !== 200)
    return note("resume", "fail", `${asked} gets ${again.status}`, {
      change: "Respond with 200 and the events after that one.",
    });
  const ids = idsOf(again);
  const old = ids.filter((id) => id === start || before.includes(id));
  const strangers = ids.slice(0, Math.max(0, ids.indexOf(expected[0] ?? ""))).filter((id) => !expected.includes(id));
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  const doubled = [...new Set([...old, ...strangers, ...twice])];
  const lost = expected.filter((id) => !ids.includes(id));
  const came = expected.filter((id) => ids.includes(id));
  const order = ids.filter((id) => expected.includes(id)).join() !== came.join();
  if (lost.length)
    note("resume", "fail", `lost: after ${asked} ${listed(lost)} did not come again`, {
      shown: ids.length ? `came: ${listed(ids)}` : "nothing came",
      change: "Keep the last events, and send those after Last-Event-ID before anything new.",
    });
  if (doubled.length)
    note("resume", "fail", `doubled: after ${asked} ${listed(doubled)} came again, which the client has`, {
      change: "Send only the events after Last-Event-ID.",
    });
  if (order && !doubled.length)
    note("resume", "fail", `after ${asked} events arrived in another order`, {
      shown: listed(ids),
      change: "Send the missed events first.",
    });
  if (!lost.length && !doubled.length && !order)
    note("resume", "ok", `after ${asked} came ${listed(expected)}, each once`);
}

/** Whether a position that the server never gave is no reason for an error. */
export async function checkUnknown(from: VisitFrom, note: Note): Promise<void> {
  const id = `sse-check-${process.pid}`;
  const again = await from(id).catch((error: unknown) => String(error));
  if (typeof again === "string") return note("unknown-id", "fail", `Last-Event-ID: ${id} gets no response: ${again}`);
  const quick = await again.until(() => again.text !== "", 1000);
  again.leave();
  const change =
    "Treat a position that you do not know as none: respond with 200, and tell the page of the gap by an event if it matters.";
  if (again.status !== 200) note("unknown-id", "fail", `Last-Event-ID: ${id} gets ${again.status}`, { change });
  else if (!quick) note("unknown-id", "warn", `after Last-Event-ID: ${id} nothing came within ${time(1000)}`);
  else note("unknown-id", "ok", "an unknown Last-Event-ID gets the stream");
}
