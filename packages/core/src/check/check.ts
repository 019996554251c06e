/** Checks an endpoint: asks it as a browser would, more than once, and notes what a stream needs and does not get. */
import { checkAnswer, checkHeaders, checkVersion } from "./answer.ts";
import { compare } from "./compare.ts";
import { checkCors } from "./cors.ts";
import { checkEvent, checkFirstByte, checkOpen, checkSilence, checkWire } from "./delivery.ts";
import { checkNames, type CheckName, type Finding, type Note } from "./finding.ts";
import { checkIds, checkPosition, checkResume, checkUnknown, type VisitFrom } from "./resume.ts";
import { visit, type Visit } from "./visit.ts";

/** What is checked, and how. */
export interface CheckOptions {
  /** The stream that must be the same: of another server, or behind a proxy. */
  readonly second?: string | undefined;
  /** How long to listen, in ms; without it, until enough is known, at most 8 s. */
  readonly listen?: number | undefined;
  /** The origin of a page that is to read the stream. */
  readonly origin?: string | undefined;
  /** The name of an event that has to come. */
  readonly event?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly skip?: readonly CheckName[];
}

/** What was found of one address. */
export interface Checked {
  readonly url: string;
  readonly findings: readonly Finding[];
}

/** How long is listened where nobody says, in ms. */
const usual = 8000;

/** So many events tell enough. */
const enough = 3;

/** How long a server may take to notice that a client has gone, in ms. */
const farewell = 3000;

/** What went wrong before there was an answer. */
function connectFailure(error: unknown, url: string): { message: string; change: string } {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const message = error instanceof Error ? error.message || code : String(error);
  const { host, hostname, protocol } = new URL(url);
  const changes: Readonly<Record<string, string>> = {
    ECONNREFUSED: `Nothing listens at ${host}: start the server, or mend the port.`,
    ENOTFOUND: `There is no host ${hostname}.`,
    EAI_AGAIN: `The name ${hostname} cannot be looked up.`,
    ECONNRESET: "The server closed the connection before it responded: look at its log.",
    EPROTO: `What answers there does not speak ${protocol === "https:" ? "TLS: try http:" : "HTTP"}.`,
  };
  return {
    message: code && !message.includes(code) ? `${message} (${code})` : message,
    change: changes[code] ?? "Look at the server's log.",
  };
}

/** Checks `url`, and the second address where there is one. Rejects only for addresses that are no `http:` or `https:` URLs. */
export async function check(url: string, options: CheckOptions = {}): Promise<readonly Checked[]> {
  const { second, headers = {} } = options;
  const one = await checkOne(url, options);
  if (second === undefined) return [one];
  const other = await checkOne(second, options);
  const notes = createNotes(options.skip);
  await compare(url, second, headers, options.listen ?? usual, notes.note);
  return [one, { url: second, findings: [...other.findings, ...notes.findings()] }];
}

function createNotes(skip: readonly CheckName[] = []): { note: Note; findings: () => Finding[] } {
  const found: Finding[] = [];
  return {
    note(check, verdict, message, { shown, change } = {}) {
      if (skip.includes(check)) return;
      const more = {
        ...(shown !== undefined && { shown }),
        ...(change !== undefined && verdict !== "ok" && { change }),
      };
      found.push({ check, verdict, message, ...more });
    },
    findings: () => found.toSorted((one, other) => checkNames.indexOf(one.check) - checkNames.indexOf(other.check)),
  };
}

async function checkOne(url: string, options: CheckOptions): Promise<Checked> {
  const { headers = {}, skip } = options;
  const { note, findings } = createNotes(skip);
  try {
    const first = await visit(url, { headers });
    try {
      if (await checkAnswer(first, note)) await checkStream(first, options, note);
    } finally {
      first.leave();
    }
  } catch (error) {
    const { message, change } = connectFailure(error, url);
    note("connect", "fail", message, { change });
  }
  return { url, findings: findings() };
}

/** All that takes a stream which is open. */
async function checkStream(first: Visit, options: CheckOptions, note: Note): Promise<void> {
  const { listen, origin, event, headers = {}, skip = [] } = options;
  const { url } = first;
  const time = listen ?? usual;
  const from: VisitFrom = (id) => visit(url, { headers: { ...headers, "Last-Event-ID": id } });
  checkHeaders(first, note);
  await checkFirstByte(first, time, note);
  await checkVersion(first, note);
  if (origin !== undefined) await checkCors(url, origin, headers, note);
  if (!skip.includes("unknown-id")) await checkUnknown(from, note);
  const satisfied = (): boolean =>
    listen === undefined &&
    first.events.length >= enough &&
    (event === undefined || first.events.some((one) => one.event === event));
  await first.until(satisfied, time - first.now());
  checkOpen(first, note);
  checkWire(first, note);
  if (event !== undefined) checkEvent(first, event, note);
  checkSilence(first, note);
  checkIds(first, note);
  checkPosition(first, note);
  if (!skip.includes("resume")) await checkResume(first, from, note);
  if (first.ended === undefined && !skip.includes("abort")) await checkAbort(first, note);
}

/** Whether the server notices that a client goes. */
async function checkAbort(first: Visit, note: Note): Promise<void> {
  const start = first.now();
  if (await first.hangUp(farewell))
    note("abort", "ok", `closed ${Math.round(first.now() - start)} ms after the client`);
  else
    note(
      "abort",
      "skip",
      `did not close within ${farewell / 1000} s of the client's end; many servers notice at their next write, which cannot be seen from here`,
    );
}
