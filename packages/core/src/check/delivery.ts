/** What comes, and when: the first byte, the lines, the events, and the silence between them. */
import { looksLike, proxiesOf } from "./answer.ts";
import { quoted, time, type Note } from "./finding.ts";
import type { Visit } from "./visit.ts";

/** The longest that the first byte may take, in ms. */
const second = 1000;

/** The longest silence that every proxy bears, in ms. */
const bearable = 30_000;

/** Whether a byte of the body came within a second; waits for up to `ms` to tell how late it is otherwise. */
export async function checkFirstByte(visit: Visit, ms: number, note: Note): Promise<void> {
  await visit.until(() => visit.began !== undefined, ms);
  const { began } = visit;
  if (began !== undefined && began <= second)
    return note("first-byte", "ok", `after ${time(began)}`, { shown: quoted(visit.text.slice(0, 40)) });
  const proxies = proxiesOf(visit);
  const encoding = visit.headers["content-encoding"];
  const causes = [
    encoding && `the response is compressed (${encoding}) and not flushed`,
    proxies && `something may buffer it on the way (${proxies})`,
  ].filter(Boolean);
  const when = began !== undefined ? `came after ${time(began)}` : `did not arrive within ${time(visit.now())}`;
  note("first-byte", "fail", `the first byte ${when}: it is buffered, or the server sends nothing at first`, {
    shown: causes.join("; ") || undefined,
    change:
      'Send a comment (": welcome\\n\\n") immediately and flush it. Turn buffering off: X-Accel-Buffering: no for nginx.',
  });
}

/** The blocks that an empty line ended, and what came after the last of them. */
function blocksOf(text: string): { blocks: readonly string[]; rest: string } {
  const blocks = text
    .replace(/^\ufeff/, "")
    .replaceAll(/\r\n?/g, "\n")
    .split("\n\n");
  const rest = blocks.pop() ?? "";
  return { blocks, rest };
}

/** A block that has a name, and one that has data. */
const named = /^event(?::|$)/m;
const withData = /^data(?::|$)/m;

const fields = /^(?:data|event|id|retry)(?::|$)|^:/;

/** What keeps a line from beginning with the name of a field, and how to mend it. */
const slips: readonly (readonly [line: RegExp, change: string])[] = [
  [/^\ufeff/, "Remove the byte order mark (U+FEFF): only the very first character of a stream may be one."],
  [/^\s+(?:data|event|id|retry|:)/i, "Remove the white space before the name of the field: a line begins with it."],
  [/^(?:data|event|id|retry)\s+:/i, 'Remove the space before the colon: "data: …", not "data : …".'],
  [/^(?:data|event|id|retry)\s*=/i, 'Write a colon for the equals sign: "event: …".'],
  [/^(?:data|event|id|retry)(?::|$)/i, "Write the name of the field in lower case: data, event, id, retry."],
  [/^(?:name|type)\s*[:=]/i, 'Write "event: …": that is the field for the name of an event.'],
];

/** What to change in a line without a field name. */
const changeOf = (line: string): string =>
  slips.find(([slip]) => slip.test(line))?.[1] ?? 'Begin every line of the data with "data: ".';

/** The beginning of a line up to a backslash and an `n` where it was to end: at its end, or before a field. */
function upToEscape(line: string): string | undefined {
  // JSON has them by right.
  if (/^(?:data:\s*)?[[{]/.test(line)) return undefined;
  const found = /\\n(?:$|(?:data|event|id|retry):)/.exec(line);
  return found ? line.slice(0, found.index + 2) : undefined;
}

/** Lines, empty lines and `data:`: whether what came is events. */
export function checkWire({ text, events, now }: Visit, note: Note): void {
  const { blocks, rest } = blocksOf(text);
  const lines = text.split(/\r\n?|\n/);
  const literal = lines.map(upToEscape).find((start) => start !== undefined);
  const unfinished = lines.pop() ?? "";
  const strange = lines.find((line) => line && !fields.test(line));
  const like = looksLike(text);
  if (literal !== undefined)
    return note("lines", events.length ? "warn" : "fail", "a backslash and an n where a line should end", {
      shown: quoted(literal),
      change:
        'Send line feeds: "\\n" in double quotes, which PHP, Ruby, Perl and shells take literally in single ones.',
    });
  if (strange !== undefined || (like && !events.length))
    note(
      "lines",
      events.length ? "warn" : "fail",
      `a line ${like ? `that looks like ${like}` : "without a field name"}: it is ignored`,
      {
        shown: quoted(strange ?? text),
        change: changeOf(strange ?? ""),
      },
    );
  else if (text) note("lines", "ok", "every line has the name of a field");

  const isBegun = /^(?:data|event)(?::|$)/m.test(rest) || (unfinished !== "" && !unfinished.startsWith(":"));
  if (!events.length && isBegun)
    note("blank-line", "fail", "no blank line ends an event, so none is complete", {
      shown: quoted(rest),
      change: 'End every event with a blank line: "data: …\\n\\n".',
    });
  else if (events.length) note("blank-line", "ok", "ends every event");

  const empty = blocks.findIndex((block) => named.test(block) && !withData.test(block));
  const next = blocks[empty + 1] ?? rest;
  if (empty >= 0)
    note("data", "fail", "an event without data: it is dropped, as the standard says", {
      shown: quoted(`${blocks[empty]}\n\n`),
      change:
        withData.test(next) && !named.test(next)
          ? "Remove the blank line between event: and its data: a blank line ends an event."
          : 'Send a data line with every event, if need be an empty one: "data:".',
    });
  else if (events.length) {
    const names = [...new Set(events.map(({ event }) => event ?? "message"))];
    note(
      "data",
      "ok",
      `${events.length} event${events.length === 1 ? "" : "s"}: ${names.slice(0, 5).join(", ")}${names.length > 5 ? ", …" : ""}`,
    );
  } else if (strange === undefined && !isBegun)
    note("data", "skip", `no event arrived within ${time(now())}; --for 60s waits longer`);
}

/** Whether the event that was asked for came. */
export function checkEvent({ events, now }: Visit, name: string, note: Note): void {
  const names = [...new Set(events.map(({ event }) => event ?? "message"))];
  if (names.includes(name)) note("event", "ok", `${name} came`);
  else
    note("event", "fail", `${name} did not arrive within ${time(now())}`, {
      shown: names.length ? `came: ${names.join(", ")}` : undefined,
      change: `Write "event: ${name}" above its data, or wait longer with --for.`,
    });
}

/** How long nothing came, be it an event or a comment. */
export function checkSilence(visit: Visit, note: Note): void {
  const end = visit.ended ?? visit.now();
  const silence = visit.silence();
  const comments = visit.text.match(/^:/gm)?.length ?? 0;
  const heard = `${comments} comment${comments === 1 ? "" : "s"}, the longest silence was ${time(silence)}`;
  const change =
    'Send a comment (":\\n\\n") every 15 seconds: proxies end connections that are quiet for 30 to 60 seconds.';
  if (silence > bearable) note("heartbeat", "fail", heard, { change });
  else if (end > bearable || comments > 1) note("heartbeat", "ok", heard);
  else note("heartbeat", "skip", `listened for ${time(end)} only; use --for 40s to see whether comments arrive`);
}

/** Whether the response goes on. */
export function checkOpen({ ended }: Visit, note: Note): void {
  if (ended === undefined) note("open", "ok", "stays open");
  else
    note("open", "warn", `the response ended after ${time(ended)}`, {
      change: "Keep it open: browsers reconnect after every end.",
    });
}
