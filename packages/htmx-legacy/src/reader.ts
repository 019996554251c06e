/** Reads what an element asks for, in every dialect that has a word in its attributes. */
import { attributeNamesOf, attributeOf } from "@sse/dom/native";
import type { Description, Dialect, Problem } from "./description.ts";

/** A name as it may be spelt: itself, and with `data-`. */
export const spellings = (names: readonly string[]): string[] => names.flatMap((name) => [name, `data-${name}`]);

const join = <T>(one: readonly T[], two: readonly T[] = []): readonly T[] => (one.length ? [...one, ...two] : two);

export interface Reader {
  /** Every attribute that is read. */
  readonly names: ReadonlySet<string>;
  /** The attributes of an element that are read, as they are written: what asks for the same has the same text. */
  textOf(element: Element): string;
  describe(element: Element): Description;
}

/** A reader of `dialects`; mistakes go to `report`. */
export function createReader(
  dialects: readonly Dialect[],
  report: (element: Element, code: string, message: string) => void,
): Reader {
  const speakers = new Map<string, Dialect[]>();
  for (const dialect of dialects) {
    for (const name of spellings(dialect.attributes)) speakers.set(name, [...(speakers.get(name) ?? []), dialect]);
  }

  const write = (element: Element, name: string): string => `${name}=${attributeOf(element, name)}\n`;

  return {
    names: new Set(speakers.keys()),
    textOf(element) {
      let text = "";
      for (const name of attributeNamesOf(element)) if (speakers.has(name)) text += write(element, name);
      return text;
    },
    describe(element) {
      let text = "";
      let source: Description["source"];
      let swaps: Description["swaps"] = [];
      let selects = true;
      let hears: Description["hears"] = [];
      let triggers: Description["triggers"] = [];
      const spoken: Dialect[] = [];
      const problem: Problem = (code, message) => report(element, code, message);
      // Loops, since this is done for every element of a page: chains of arrays take three times as long.
      for (const name of attributeNamesOf(element)) {
        const speaking = speakers.get(name);
        if (!speaking) continue;
        text += write(element, name);
        for (const dialect of speaking) {
          if (spoken.includes(dialect)) continue;
          spoken.push(dialect);
          const part = dialect.read(element, problem);
          if (source && part?.source) problem("duplicate", `the stream of ${name} is not opened: there is one already`);
          source ??= part?.source;
          swaps = join(swaps, part?.swaps);
          selects &&= part?.selects ?? true;
          hears = join(hears, part?.hears);
          triggers = join(triggers, part?.triggers);
        }
      }
      return { text, source, swaps, selects, hears, triggers };
    },
  };
}
