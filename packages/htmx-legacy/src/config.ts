/** One table of everything a page may configure, by `<meta name="sse-config">` or `start({…})`: the same keys in both. */
import type { ConnectOptions } from "@sse/core";
import { defaultConfig, type DomConfig } from "@sse/dom";
import { nearest } from "@sse/parser";

/** What a page may decide about its streams; what it leaves out is decided by `@sse/core`. Times are in milliseconds. */
export interface StreamConfig {
  share?: NonNullable<ConnectOptions["share"]>;
  pause?: NonNullable<ConnectOptions["pause"]>;
  transport?: NonNullable<ConnectOptions["transport"]>;
  credentials?: NonNullable<ConnectOptions["credentials"]>;
  resume?: NonNullable<ConnectOptions["resume"]>;
  idle?: number;
  connectTimeout?: number;
  retry?: { min?: number; max?: number };
  attempts?: number;
  maxEventSize?: number;
}

/** Every key: those of swaps and requests (`DomConfig`) and those of streams. */
export type SseConfig = DomConfig & StreamConfig;

/** What `start()` takes: any of the keys. */
export type SseOptions = Partial<SseConfig>;

/** What a key without a default takes: the name of a type, or one of these words. */
const kinds: Record<keyof StreamConfig | "sanitize", string> = {
  share: "page|browser|none",
  pause: "hidden|never",
  transport: "fetch|eventsource",
  credentials: "same-origin|include|omit",
  resume: "page|session",
  idle: "number",
  connectTimeout: "number",
  retry: "{numbers}",
  attempts: "number",
  maxEventSize: "number",
  sanitize: "function",
};

/** What is null is nothing, like `undefined`. An object of numbers is called so: with `"1s"` in it, it would be no delay at all. */
function typeOf(value: unknown): string {
  const type = Array.isArray(value) ? "list" : typeof (value ?? undefined);
  return type === "object" && !Object.values(value as object).some(isNaN) ? "{numbers}" : type;
}

/** A configuration with the defaults. */
export const createConfig: () => SseConfig = defaultConfig;

/** Puts `options` into `config`; unknown keys and wrong values are left out and reported with what would fit. */
export function configure(config: SseConfig, options: object, report: (code: string, message: string) => void): void {
  const types = Object.entries(config).map(([key, value]) => [key, typeOf(value)] as const);
  const known = new Map([...types, ...Object.entries(kinds)]);
  for (const [key, value] of Object.entries(options)) {
    const kind = known.get(key);
    if (!kind) {
      const near = nearest(key, [...known.keys()]);
      report("config-unknown", `config has no key "${key}"${near ? `; did you mean "${near}"?` : ""}`);
    } else if (kind.split("|").includes(kind.includes("|") ? (value as string) : typeOf(value))) {
      Object.assign(config, { [key]: value });
    } else report("config-type", `config key "${key}" takes ${kind}, not ${JSON.stringify(value)}`);
  }
}

/** Reads `<meta name="sse-config" content='{…}'>`; JSON that does not parse is reported. */
export function metaOptions(document: Document, report: (code: string, message: string) => void): object {
  const content = document.querySelector<HTMLMetaElement>('meta[name="sse-config"]')?.content;
  try {
    const parsed: unknown = JSON.parse(content || "{}");
    if (parsed instanceof Object) return parsed;
  } catch {
    // Reported below, with everything else that is no object.
  }
  report("config-json", `sse-config needs JSON: content='{"key":value}'`);
  return {};
}
