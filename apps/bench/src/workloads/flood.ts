/** More events than a page can show, while someone types. */
import { slots } from "../slot.ts";
import { last, stands, warmUp, type Sheet, type Stage } from "../stage.ts";
import { scaled, type Workload } from "./workload.ts";

const DURATION = 3000;
const TICK = 10;
const KEY_EVERY = 50;

interface Felt {
  /** The longest time in ms that a due timer waited. */
  stall: number;
  /** For each key press, ms from the press to its listener. */
  readonly keys: number[];
}

/** Page side: a timer that is always due, and a listener for keys. */
async function feel(sheet: Sheet): Promise<void> {
  await sheet.page.evaluate(() => {
    const felt: Felt = { stall: 0, keys: [] };
    Object.assign(window, { felt });
    addEventListener("keydown", (event) => felt.keys.push(performance.now() - event.timeStamp));
    let before = performance.now();
    const beat = (): void => {
      const now = performance.now();
      felt.stall = Math.max(felt.stall, now - before);
      before = now;
      setTimeout(beat);
    };
    beat();
  });
}

function felt(sheet: Sheet): Promise<Felt> {
  return sheet.page.evaluate(() => (window as unknown as { felt: Felt }).felt);
}

/** Presses a key every 50 ms until told to stop; a blocked page is not waited for. */
function type(sheet: Sheet): () => Promise<void> {
  const presses: Promise<unknown>[] = [];
  const timer = setInterval(() => void presses.push(sheet.press("a")), KEY_EVERY);
  return async () => {
    clearInterval(timer);
    await Promise.all(presses);
  };
}

/** Sends the events evenly over the time. */
function pour(stage: Stage, events: readonly string[], duration: number): Promise<void> {
  return new Promise((resolve) => {
    const begun = performance.now();
    let sent = 0;
    const timer = setInterval(() => {
      const due = Math.min(events.length, Math.ceil(((performance.now() - begun) / duration) * events.length));
      for (; sent < due; sent++) stage.stream.write(events[sent] ?? "");
      if (sent < events.length) return;
      clearInterval(timer);
      resolve();
    }, TICK);
  });
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** The longest stall and the delay of key presses. */
export const flood: Workload = {
  name: "flood",
  title: "Flood",
  about: "30,000 events in 3 s to 100 elements, with a key pressed every 50 ms",
  measures: [
    { key: "stall", label: "longest stall", unit: "ms" },
    { key: "keys", label: "key press to listener, p95", unit: "ms" },
    { key: "lag", label: "done after the last event was sent", unit: "ms" },
  ],
  async run(stage, contender, scale) {
    const places = slots(100);
    const count = scaled(30_000, scale);
    const messages = Array.from({ length: count }, (_, i) => {
      const slot = places[i % places.length];
      const html = `<b>${i}</b> of <i>many</i>`;
      return slot ? contender.message(slot, i === count - 1 ? html + last("end") : html) : "";
    });
    const sheet = await stage.open(contender, contender.source("/stream", places));
    try {
      await warmUp(stage, sheet, contender, places);
      await feel(sheet);
      const rest = type(sheet);
      await pour(stage, messages, DURATION * Math.min(1, scale));
      const sent = performance.now();
      await stands(sheet, "end");
      const lag = performance.now() - sent;
      await rest();
      const { stall, keys } = await felt(sheet);
      return { stall, keys: percentile(keys, 0.95), lag };
    } finally {
      await sheet.close();
    }
  },
};
