/** The `sse:` events of an `hx-trigger` list that somebody else reads: names alone, no modifiers, no reports. */
import { readSelector, readTarget } from "./target-attribute.ts";
import type { TargetSpec } from "./types.ts";
import { itemsOf } from "./word.ts";

/** An event of a stream that a trigger waits for. */
export interface TriggerEvent {
  /** What stands after `sse:`. */
  readonly name: string;
  /** Where the trigger listens: `from:`; absent for the element itself. */
  readonly from: TargetSpec | undefined;
  /** The selector of `target:`, which the event's target must match. */
  readonly target: string | undefined;
}

/** Reads the events of the `sse:` triggers of a list, in order. Never throws; what cannot be read is left out. */
export function readTriggerEvents(text: string): TriggerEvent[] {
  return itemsOf(text, () => {}).flatMap((words) => {
    const [first, ...rest] = words.map(({ value }) => value);
    const [, name] = /^sse:([^[]+)/.exec(first ?? "") ?? [];
    return name ? { name, from: fromOf(rest), target: targetOf(rest) } : [];
  });
}

function fromOf(words: readonly string[]): TargetSpec | undefined {
  const at = words.findIndex((word) => word.startsWith("from:"));
  const word = words[at]?.slice("from:".length);
  if (!word) return undefined;
  const relative = /^(?:closest|find|next|previous)$/.test(word);
  return readTarget(relative ? `${word} ${words[at + 1] ?? ""}` : word);
}

function targetOf(words: readonly string[]): string | undefined {
  const word = words.find((word) => word.startsWith("target:"));
  return word && readSelector(word.slice("target:".length));
}
