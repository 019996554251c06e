/**
 * What a desk is, wherever its reader is connected: every order that is given to it is an entry in the log, and holds what
 * the desk is from then on. Whoever has the last entry knows the desk.
 */
import type { Entry } from "../log/event-log.ts";

/** Milliseconds between two numbers. */
export const BEAT = 250;
const FLOOD = 10_000;
const FLOOD_PAUSE = 2000;
const REFUSAL = 10_000;
/** Milliseconds from going down to being up. */
const DOWN = 3000;

export const faultNames = ["drop", "half-open", "refuse", "drip", "garbage", "flood"] as const;
export type FaultName = (typeof faultNames)[number];
/** `begin` sets the numbers going; a restart forgets them, and the next reader's last one begins anew. */
export type Order = FaultName | "restart" | "begin";

/** How the desk answers who asks for it. */
export type Greeting = "stream" | "unavailable" | "unreachable";

export interface DeskState {
  /** The number that had been reached `at` that time (ms since the epoch); nothing while the desk has forgotten it. */
  readonly count?: number;
  readonly at: number;
  readonly refusingUntil: number;
  readonly upAt: number;
  /** When the last flood has run off. */
  readonly floodable: number;
}

const NEW: DeskState = { at: 0, refusingUntil: 0, upAt: 0, floodable: 0 };

/** The state that an entry of the log holds. */
export function stateIn(entry: Entry): DeskState {
  return JSON.parse(entry.data) as DeskState;
}

/** The number that has been reached by now. */
export function countAt({ count = 0, at }: DeskState, now: number): number {
  return count + Math.max(0, Math.floor((now - at) / BEAT));
}

export function greetingAt({ upAt, refusingUntil }: DeskState, now: number): Greeting {
  if (now < upAt) return "unreachable";
  return now < refusingUntil ? "unavailable" : "stream";
}

/** A desk whose next number is one more than `count`. */
export const begun = (count: number, now: number, before: DeskState = NEW): DeskState => ({
  ...before,
  count,
  at: now,
});

/** What the desk is after an order. Gives what is in the way instead, as text. */
export function after(order: Exclude<Order, "begin">, state: DeskState, now: number): DeskState | string {
  switch (order) {
    case "restart":
      return { ...NEW, at: now, upAt: now + DOWN };
    case "refuse":
      return { ...state, refusingUntil: now + REFUSAL };
    case "flood": {
      if (now < state.floodable) return "The last flood has not run off yet. Wait two seconds.";
      const { count = 0 } = state;
      return { ...state, count: count + FLOOD, floodable: now + FLOOD_PAUSE };
    }
    default:
      return state;
  }
}
