/** Two addresses of one stream: the same events, at the same time, and a position of one is good at the other. */
import { proxiesOf } from "./answer.ts";
import { time, type Note } from "./finding.ts";
import { checkResume } from "./resume.ts";
import { visit, type Visit } from "./visit.ts";

/** How much later an event may come at the second address, in ms. */
const late = 1000;

/** What tells the events of one stream apart. */
const keyOf = ({ id, event = "message", data }: Visit["events"][number]): string => id ?? `${event}\n${data}`;

/** Listens to both for up to `ms`, then goes on at the second from where the first was. */
export async function compare(
  url: string,
  second: string,
  headers: Readonly<Record<string, string>>,
  ms: number,
  note: Note,
): Promise<void> {
  const opened = await Promise.allSettled([visit(url, { headers }), visit(second, { headers })]);
  const visits = opened.flatMap((result) => (result.status === "fulfilled" ? result.value : []));
  const [one, other] = visits;
  try {
    if (visits.length < 2 || !one || !other || visits.some(({ status }) => status !== 200))
      return note("same", "skip", "one of the URLs has no stream");
    // Both are open now: what comes from here on must come to both.
    const before = one.events.length;
    await one.until(() => one.events.length >= before + 3, ms);
    const events = one.events.slice(before);
    await other.until(() => missing(events, other).length === 0, 2 * late);
    compareEvents(events, other, second, note);
    await checkResume(
      one,
      (id) => visit(second, { headers: { ...headers, "Last-Event-ID": id } }),
      note,
      ` at ${second}`,
    );
  } finally {
    for (const one of visits) one.leave();
  }
}

function missing(events: Visit["events"], other: Visit): string[] {
  const heard = new Set(other.events.map(keyOf));
  return events.map(keyOf).filter((key) => !heard.has(key));
}

function compareEvents(events: Visit["events"], other: Visit, second: string, note: Note): void {
  if (!events.length) return note("same", "skip", "no event arrived; --for 60s waits longer");
  const times = new Map(events.map((event) => [keyOf(event), event.at]));
  const delays = other.events.flatMap((event) => event.at - (times.get(keyOf(event)) ?? event.at));
  const worst = Math.max(0, ...delays);
  const lost = missing(events, other);
  const proxies = proxiesOf(other);
  const change = `Turn buffering and compression off for this path${proxies ? ` (${proxies})` : ""}.`;
  if (lost.length)
    note(
      "same",
      "fail",
      `${lost.length} of ${events.length} events did not arrive through ${second} within ${time(2 * late)}`,
      {
        change: other.events.length ? "Is it the same stream?" : change,
      },
    );
  else if (worst > late) note("same", "fail", `events arrive up to ${time(worst)} later through ${second}`, { change });
  else note("same", "ok", `the same events, at most ${time(worst)} later through ${second}`);
}
