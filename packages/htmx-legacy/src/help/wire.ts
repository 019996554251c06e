/** Streams that send something, but no events, or less of them than was meant: what is wrong with what they send. */
import type { Connection } from "@sse/core";
import { nearest } from "@sse/parser";
import type { Say, Wants } from "./say.ts";
import type { Timers } from "./timers.ts";

/** How long a stream may send what is no event, in ms. */
const patience = 10_000;

/** So much of it is looked at, in UTF-16 code units. A larger piece is one of a burst, in which nothing is looked for. */
const most = 1024;

/** In so many pieces of a stream, lines without a field are looked for: a server that sends one sends more of them. */
const looks = 50;

/** In so many pieces of a stream, one without data is looked for among other events. A piece without events is always looked at. */
const mixed = 500;

/** A line that begins with no field, after another one: where a piece begins may be the middle of a line. */
const strange = /[\r\n](?!(?:data|event|id|retry)?(?::|[\r\n]))([^\r\n]+)[\r\n]/;

/** A backslash and an `n` where a line was to end: at the end of one, or before a field. */
const escaped = /\\n(?:$|(?:data|event|id|retry):)/m;
const lineFeeds = 'a backslash and an n, not a line feed: write "\\n" in double quotes';

/** The fields that there are. */
const fields = ["event", "data", "id", "retry"];

/** A line of data. */
const data = /^data(?::|$)/m;

/** What came of a stream so far. */
interface Seen {
  text: string;
  events: number;
  pieces: number;
  /** The last piece ended with its line. */
  isLineEnd: boolean;
}

/** Gives the listener for pieces of streams. */
export function createWire(
  wants: (connection: Connection) => Wants,
  timers: Timers,
  say: Say,
): (piece: string, events: number, connection: Connection) => void {
  const streams = new WeakMap<Connection, Seen>();
  let dropped = false;
  let unreadable = false;
  let ignored = false;

  function judge(connection: Connection, { text, events }: Seen): void {
    if (unreadable || events || connection.state === "closed") return;
    const wrong = faultOf(text);
    if (!wrong) return;
    unreadable = true;
    const { element } = wants(connection);
    say(element, "no-events", `${connection.url} sent no event in 10 s, but ${wrong}`);
  }

  function tell([block, next]: Dropped, connection: Connection): void {
    dropped = true;
    const name = /^event:? ?(.*)/m.exec(block)?.[1] ?? "";
    const { element, closes } = wants(connection);
    const ends = closes.includes(name) ? `, though close:${name} waits for it` : "";
    const line = strange.exec(`\n${block}\n`)?.[1];
    const isCut = data.test(next) && !/^event/m.test(next);
    const advice = escaped.test(name)
      ? `it has ${lineFeeds}`
      : line
        ? cureOf(line, block)
        : isCut
          ? "remove the empty line before its data:"
          : "add a data: line";
    const what = `without a data: line; browsers drop such events${ends}: ${advice}`;
    say(element, "no-data", `${connection.url} sent "${name}" ${what}`);
  }

  /** A piece of a stream that has sent events: of others, all that came is judged at once. */
  function look(piece: string, seen: Seen, connection: Connection): void {
    const line = strange.exec((seen.isLineEnd ? "\n" : "") + piece.slice(0, most))?.[1];
    seen.isLineEnd = /[\r\n]$/.test(piece);
    if (!line || !seen.events) return;
    ignored = true;
    const { element } = wants(connection);
    const advice = cureOf(line, piece, "write data: before every line");
    say(element, "ignored-line", `${connection.url} sent ${quoted(line)}, which is ignored: ${advice}`);
  }

  return (piece, events, connection) => {
    let seen = streams.get(connection);
    if (!seen) {
      const fresh = { text: "", events: 0, pieces: 0, isLineEnd: true };
      streams.set(connection, (seen = fresh));
      timers.start(() => judge(connection, fresh), patience);
    }
    seen.events += events;
    seen.pieces++;
    if (!ignored && seen.pieces <= looks) look(piece, seen, connection);
    if (!seen.events && seen.text.length < most) seen.text += piece.slice(0, most);
    if (dropped || piece.length > most) return;
    // Most pieces are one event, or a comment: no more than one empty line, at the end. To look at others takes longer than to read them.
    const isOne = events < 2 && piece.indexOf("\n\n") === piece.length - 2;
    if (events ? isOne || seen.pieces > mixed : isOne && piece.startsWith(":")) return;
    const found = droppedIn(piece, events);
    if (found) tell(found, connection);
  };
}

/** The lines of an event without data, and those that come behind it. */
type Dropped = readonly [block: string, next: string];

/** The first event in `piece` that no data goes with. */
function droppedIn(piece: string, events: number): Dropped | undefined {
  const blocks = piece.replaceAll(/\r\n?/g, "\n").split("\n\n").slice(0, -1);
  const whole = blocks.filter((block) => data.test(block)).length;
  // The data of the first block may have come with the piece before.
  const at = blocks.findIndex((lines, at) => at >= events - whole && /^event/m.test(lines) && !data.test(lines));
  return at < 0 ? undefined : [blocks[at] ?? "", blocks[at + 1] ?? ""];
}

/** What to do about a line of `text` that begins with no field. */
function cureOf(line: string, text: string, otherwise = "write data: before it"): string {
  const [, before, name = ""] = /^(\s*)([a-z]+)\s*[:=-]/i.exec(line) ?? [];
  const field = name.toLowerCase();
  const isBeforeData = /^\s*data:/.test(text.slice(text.indexOf(line) + line.length));
  const meant = fields.includes(field)
    ? field
    : isBeforeData && (/^(?:name|type)$/.test(field) ? "event" : nearest(field, fields));
  if (!meant) return otherwise;
  if (before) return `remove the spaces or byte order mark before ${name}`;
  return name === field ? `write ${meant}:` : "write field names in lower case";
}

/** What keeps a text from being events, and what to write; nothing where it is comments. */
function faultOf(text: string): string | undefined {
  // Servers greet with a comment, or a retry:, and go on with something else.
  const line = text.split(/[\r\n]+/).find((line) => line.trim() && !/^(?:event|id|retry)?:/.test(line));
  const start = line?.trimStart() ?? "";
  if (start.startsWith("<")) return "HTML: write data: before each line, and an empty line after the last";
  if (/^[{[]/.test(start)) return "JSON: write data: before it, and an empty line after it";
  if (escaped.test(text)) return lineFeeds;
  if (data.test(text)) return "the empty line that ends each event is missing";
  return line && `the line ${quoted(line)}: ${cureOf(line, text)}`;
}

const quoted = (line: string): string => JSON.stringify(line.slice(0, 40));
