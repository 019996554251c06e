/** The stream of the first page: wind, tide and ferries of a small harbour, made up as they go. */
import { Hono } from "hono";
import { html } from "hono/html";
import type { Environment } from "../environment.ts";
import { eventStream } from "../streams/event-stream.ts";
import { oneOf } from "../web/fragment-data.ts";
import { narrate } from "../streams/narration.ts";
import type { StreamEvent } from "../streams/wire.ts";

const ferries = ["Grey Heron", "Miss Adelaide", "Sound Keeper", "Petrel", "Old Constance"] as const;
const doings = ["is alongside", "casts off", "passes the bar", "waits for the bridge"] as const;
const LINES = 4;

/** The wind and the tide move slowly, the ferries come as they like. */
function harbour(): () => StreamEvent {
  let wind = 12;
  let tide = 214;
  let turn = 0;
  const sight = (): string => String(html`<li><i>${oneOf(ferries)}</i> ${oneOf(doings)}</li>`);
  const seen = Array.from({ length: LINES - 1 }, sight);
  const next = [
    () => {
      wind = Math.max(2, Math.min(38, wind + Math.round(Math.random() * 6 - 3)));
      return { event: "wind", data: String(wind) };
    },
    () => {
      tide = Math.max(150, Math.min(280, tide + (Math.random() < 0.5 ? -1 : 2)));
      return { event: "tide", data: String(tide) };
    },
    () => {
      seen.unshift(sight());
      seen.splice(LINES);
      return { event: "ferry", data: seen.join("\n") };
    },
  ] as const;
  return () => {
    turn += 1;
    return (next[turn % next.length] ?? next[0])();
  };
}

export function harbourRoutes(): Hono<Environment> {
  return new Hono<Environment>().get("/harbour", (context) =>
    eventStream(context, (stream) => {
      const send = narrate(stream);
      const next = harbour();
      const step = () => send(next());
      step();
      stream.every(() => 900, step);
    }),
  );
}
