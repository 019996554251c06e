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

/** What a key takes: the name of a type, or one of these words. */
const streamKinds: Record<keyof StreamConfig, string> = {
  share: "page|browser|none",
  pause: "hidden|never",
  transport: "fetch|eventsource",
  credentials: "same-origin|include|omit",
  resume: "page|session",
  idle: "number",
  connectTimeout: "number",
  retry: "object",
  attempts: "number",
  maxEventSize: "number",
};

const typeOf = (value: unknown): string => (Array.isArray(value) ? "list" : value === null ? "null" : typeof value);

/** The options of `ConnectOptions` that `config` decides, as defaults for every source. */
export function streamDefaults(config: SseConfig): ConnectOptions {
  const keys = Object.keys(streamKinds) as (keyof StreamConfig)[];
  return Object.fromEntries(keys.flatMap((key) => (config[key] === undefined ? [] : [[key, config[key]]])));
}

/** A configuration with the defaults. */
export function createConfig(): SseConfig {
  return defaultConfig();
}

/** Puts `options` into `config`; unknown keys and wrong values are left out and reported with what would fit. */
export function configure(config: SseConfig, options: object, report: (code: string, message: string) => void): void {
  const kinds = new Map<string, string>([...Object.entries(streamKinds), ["sanitize", "function"]]);
  for (const [key, value] of Object.entries(defaultConfig())) if (value !== undefined) kinds.set(key, typeOf(value));
  for (const [key, value] of Object.entries(options)) {
    const kind = kinds.get(key);
    if (!kind) {
      const near = nearest(key, [...kinds.keys()]);
      report("config-unknown", `config has no key "${key}"${near ? `; did you mean "${near}"?` : ""}`);
    } else if (kind.includes("|") ? kind.split("|").includes(value as string) : kind === typeOf(value)) {
      Object.assign(config, { [key]: value });
    } else report("config-type", `config key "${key}" takes ${kind}, not ${JSON.stringify(value)}`);
  }
}

/** Reads `<meta name="sse-config" content='{…}'>`; JSON that does not parse is reported. */
export function metaOptions(document: Document, report: (code: string, message: string) => void): object {
  const content = document.querySelector<HTMLMetaElement>('meta[name="sse-config"]')?.content;
  if (!content) return {};
  try {
    const parsed: unknown = JSON.parse(content);
    if (parsed && typeof parsed === "object") return parsed;
  } catch {
    // Reported below, with everything else that is no object.
  }
  report("config-json", `<meta name="sse-config"> needs a JSON object in content='{"key":value}'`);
  return {};
}
