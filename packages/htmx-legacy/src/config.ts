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

type Kind = "string" | "number" | "boolean" | "function" | "object";

const streamKinds: Record<keyof StreamConfig, Kind> = {
  share: "string",
  pause: "string",
  transport: "string",
  credentials: "string",
  resume: "string",
  idle: "number",
  connectTimeout: "number",
  retry: "object",
  attempts: "number",
  maxEventSize: "number",
};

/** The options of `ConnectOptions` that `config` decides, as defaults for every source. */
export function streamDefaults(config: SseConfig): ConnectOptions {
  const keys = Object.keys(streamKinds) as (keyof StreamConfig)[];
  return Object.fromEntries(keys.flatMap((key) => (config[key] === undefined ? [] : [[key, config[key]]])));
}

/** A configuration with the defaults. */
export function createConfig(): SseConfig {
  return defaultConfig();
}

/** Puts `options` into `config`; unknown keys and wrong types are left out and reported with what would fit. */
export function configure(config: SseConfig, options: object, report: (code: string, message: string) => void): void {
  const kinds: Record<string, Kind> = { ...streamKinds, sanitize: "function" };
  for (const [key, value] of Object.entries(defaultConfig())) kinds[key] ??= typeof value as Kind;
  for (const [key, value] of Object.entries(options)) {
    const kind = Object.hasOwn(kinds, key) ? kinds[key] : undefined;
    const given = typeof value;
    if (!kind) {
      const near = nearest(key, Object.keys(kinds));
      report("config-unknown", `config has no key "${key}"${near ? `; did you mean "${near}"?` : ""}`);
    } else if (kind !== given || value === null) {
      report("config-type", `config key "${key}" takes a ${kind}, not ${value === null ? "null" : `a ${given}`}`);
    } else {
      Object.assign(config, { [key]: value });
    }
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
