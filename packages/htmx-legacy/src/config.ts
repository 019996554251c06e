/** One table of everything a page may configure, by `<meta name="sse-config">` or `start({…})`: the same keys in both. */
import { type ConnectOptions, textOfThrown } from "@sse/core";
import { defaultConfig, type DomConfig } from "@sse/dom";
import { attributeOf, headOf, query } from "@sse/dom/native";
import { nearest } from "@sse/parser";
import {
  amount,
  amounts,
  callable,
  type ConfigValue,
  either,
  listOfStatusesAndTexts,
  listOfTexts,
  oneOf,
  text,
  texts,
  yesOrNo,
} from "./config-value.ts";

/** What a page may decide about its streams; what it leaves out is decided by `@sse/core`. Times are in milliseconds. */
export interface StreamConfig {
  share?: NonNullable<ConnectOptions["share"]>;
  pause?: NonNullable<ConnectOptions["pause"]>;
  transport?: NonNullable<ConnectOptions["transport"]>;
  credentials?: NonNullable<ConnectOptions["credentials"]>;
  resume?: NonNullable<ConnectOptions["resume"]>;
  resumeBy?: NonNullable<ConnectOptions["resumeBy"]>;
  resetOn?: NonNullable<ConnectOptions["resetOn"]>;
  idle?: NonNullable<ConnectOptions["idle"]>;
  connectTimeout?: number;
  retry?: { min?: number; max?: number };
  retryOn?: NonNullable<ConnectOptions["retryOn"]>;
  attempts?: number;
  maxEventSize?: number;
}

/** Every key: those of swaps and requests (`DomConfig`) and those of streams. */
export type SseConfig = DomConfig & StreamConfig;

/** What `start()` takes: any of the keys. */
export type SseOptions = Partial<SseConfig>;

/** Every key there is, and what it takes. */
const keys: Readonly<Record<keyof SseConfig, ConfigValue>> = {
  defaultSwapStyle: text,
  defaultSwapDelay: amount("milliseconds"),
  defaultSettleDelay: amount("milliseconds"),
  defaultFocusScroll: yesOrNo,
  scrollBehavior: text,
  ignoreTitle: yesOrNo,
  globalViewTransitions: yesOrNo,
  events: oneOf("all", "messages"),
  attributesToSettle: listOfTexts,
  swappingClass: text,
  settlingClass: text,
  addedClass: text,
  requestClass: text,
  indicatorClass: text,
  allowScripts: yesOrNo,
  allowEval: yesOrNo,
  inlineScriptNonce: text,
  timeout: amount("milliseconds"),
  withCredentials: yesOrNo,
  origins: listOfTexts,
  sanitize: callable,
  strict: yesOrNo,
  outOfBand: listOfTexts,
  quiet: yesOrNo,
  share: oneOf("page", "browser", "none"),
  pause: either(oneOf("hidden", "never"), amounts("hidden")),
  transport: oneOf("fetch", "eventsource"),
  credentials: oneOf("same-origin", "include", "omit"),
  resume: oneOf("page", "session"),
  resumeBy: either(oneOf("header"), texts("query")),
  resetOn: listOfTexts,
  idle: either(amount("milliseconds"), oneOf("never")),
  connectTimeout: amount("milliseconds"),
  retry: amounts("min", "max"),
  retryOn: listOfStatusesAndTexts,
  attempts: amount("failures in a row", 1),
  maxEventSize: amount("UTF-16 units"),
};

/** A configuration with the defaults. */
export const createConfig: () => SseConfig = defaultConfig;

/** Puts `options` into `config`; unknown keys and wrong values are left out and reported with what would fit. */
export function configure(config: SseConfig, options: object, report: (code: string, message: string) => void): void {
  for (const [key, value] of Object.entries(options)) {
    const wanted = Object.hasOwn(keys, key) ? keys[key as keyof SseConfig] : undefined;
    if (!wanted) {
      const near = nearest(key, Object.keys(keys));
      report("config-unknown", `config has no key "${key}"${near ? `; did you mean "${near}"?` : ""}`);
    } else if (wanted.fits(value)) Object.assign(config, { [key]: value });
    else report("config-type", `config key "${key}" takes ${wanted.takes}, not ${asJson(value)}`);
  }
  // Whatever else is said, and whenever.
  if (config.strict) Object.assign(config, { allowEval: false, allowScripts: false });
}

/** What has no JSON, as text: a script of the page may assign anything. */
function asJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return textOfThrown(value);
  }
}

/**
 * The configuration as scripts of the page see it: what they assign is taken as `configure` takes it, so that every key keeps its
 * type. `undefined` takes back a key that has no default.
 */
export function guardConfig(
  config: SseConfig,
  report: (code: string, message: string) => void,
  changed: (config: SseConfig) => void,
): SseConfig {
  return new Proxy(config, {
    set(target, key, value: unknown) {
      if (value === undefined && !(key in defaultConfig())) Reflect.deleteProperty(target, key);
      else configure(target, { [String(key)]: value }, report);
      changed(target);
      return true;
    },
    defineProperty: () => false,
  });
}

/**
 * Reads `<meta name="sse-config" content='{…}'>`, or that of another name, in the head of the page: what stands in the body may
 * be anybody's. What is not read, and JSON that does not parse, is reported.
 */
export function metaOptions(
  document: Document,
  report: (code: string, message: string) => void,
  name = "sse-config",
): object {
  const wanted = `meta[name="${name}"]`;
  const meta = query(headOf(document), wanted);
  if (!meta && query(document, wanted)) report("config-place", `${name} is read in the <head> of the page only`);
  try {
    // Without `content`, it holds no object.
    const parsed: unknown = JSON.parse(meta ? String(attributeOf(meta, "content")) : "{}");
    if (parsed instanceof Object && !Array.isArray(parsed)) return parsed;
  } catch {
    // Reported below, with everything else that is no object.
  }
  report("config-json", `${name} needs JSON: content='{"key":value}'`);
  return {};
}
