/** Reads what an element asks for, in every dialect that has a word in its attributes. */
import type { Description, Dialect } from "./description.ts";

/** A name as it may be spelt: itself, and with `data-`. */
export const spellings = (names: readonly string[]): string[] => names.flatMap((name) => [name, `data-${name}`]);

export interface Reader {
  /** Every attribute that is read. */
  readonly names: ReadonlySet<string>;
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
  return {
    names: new Set(speakers.keys()),
    describe(element) {
      const spoken = new Set(element.getAttributeNames().flatMap((name) => speakers.get(name) ?? []));
      const parts = [...spoken].map((dialect) =>
        dialect.read(element, (code, message) => report(element, code, message)),
      );
      return {
        source: parts.find((part) => part?.source)?.source,
        swaps: parts.flatMap((part) => part?.swaps ?? []),
        triggers: parts.flatMap((part) => part?.triggers ?? []),
      };
    },
  };
}
