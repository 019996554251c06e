/** Modifiers in an `hx-swap` that only the host knows: those of htmx 4, and of its extensions. */
import type { Diagnostic } from "@sse/parser";

/** By name, with values as htmx 4 reads them. */
export type HostModifiers = Readonly<Record<string, unknown>>;

const pattern = /(?:^|\s)([\w.-]+):(?:"([^"]*)"|'([^']*)'|(\S+))/g;

/** What `text` asks of the host, whose modifiers are those that were not known; `target` apart, since it is looked for here. */
export function readHostModifiers(
  text: string,
  diagnostics: readonly Diagnostic[],
): { target?: string; modifiers?: HostModifiers } {
  const unknown = diagnostics.filter(({ code }) => code === "unknown-keyword");
  const names = new Set(unknown.map(({ start, end }) => text.slice(start, end)));
  const found: Record<string, unknown> = {};
  for (const [, name = "", ...values] of names.size ? text.matchAll(pattern) : []) {
    const value = values.find((each) => each !== undefined) ?? "";
    if (names.has(name)) found[name] = valueOf(value);
  }
  const { target, ...modifiers } = found;
  return {
    ...(target !== undefined && { target: String(target) }),
    ...(Object.keys(modifiers).length && { modifiers }),
  };
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
