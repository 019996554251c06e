/** What several servers on one store promise, beyond what each does alone. */
import { deepEqual, match, ok } from "node:assert/strict";
import { eventually } from "@sse/testkit";
import { newsIn } from "./promises.ts";
import type { RunningServer } from "./servers.ts";
import type { Store } from "./stores.ts";

interface Listener {
  text(): string;
  leave(): void;
}

/** Hears a stream from this id on, until it leaves or is cut. */
async function listen({ url }: RunningServer, lastEventId?: string): Promise<Listener> {
  const leaving = new AbortController();
  const headers = lastEventId === undefined ? {} : { "Last-Event-ID": lastEventId };
  const response = await fetch(url, { headers, signal: leaving.signal });
  let text = "";
  async function read(): Promise<void> {
    try {
      for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) text += piece;
    } catch {
      text += "\n[cut]";
    }
  }
  void read();
  return { text: () => text, leave: () => leaving.abort() };
}

const lastId = (text: string): string => [...text.matchAll(/^id: (\S+)$/gm)].at(-1)?.[1] ?? "";

/** All news from the first to the last, in order, each once. */
function whole(text: string): void {
  const numbers = newsIn(text);
  deepEqual(
    numbers,
    numbers.map((_, index) => (numbers[0] ?? 0) + index),
  );
}

const more = async ({ text }: Listener, count = 3): Promise<void> => {
  const before = newsIn(text()).length;
  await eventually(() => ok(newsIn(text()).length >= before + count, `${newsIn(text()).length - before} more`));
};

/** Two servers on one store: a client goes from one to the other, one is killed, the store is killed, and wiped. */
export async function sharesItsStore(one: RunningServer, other: RunningServer, store: Store): Promise<void> {
  const first = await listen(one);
  await more(first);
  const second = await listen(other, lastId(first.text()));
  await more(second);
  await one.stop();
  await eventually(() => match(first.text(), /\[cut\]/));
  const back = await listen(other, lastId(first.text().replace(/\n\n[^]*?$/, "\n\n")));
  await more(back);
  ok(!/^event: reset$/m.test(back.text()), "what was missed is there at the other server");
  await store.kill();
  await store.start();
  await more(back);
  await more(second);
  for (const listener of [second, back]) {
    ok(
      !/^event: reset$|\[cut\]/m.test(listener.text()),
      "a store that was away for a moment loses nothing, nor its readers",
    );
    whole(listener.text());
  }
  const id = lastId(back.text());
  back.leave();
  await store.wipe();
  await eventually(() => match(second.text(), /^event: reset$/m));
  await more(second);
  const late = await listen(other, id);
  await eventually(() => match(late.text(), /^event: reset$/m));
  await more(late);
  for (const listener of [second, late]) listener.leave();
}
