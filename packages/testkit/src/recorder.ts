/** What a page says of itself, recorded by a script that runs in it first. */
import { createHash } from "node:crypto";

/** What one page has said since it was last asked. */
export interface Records {
  readonly console: readonly string[];
  readonly errors: readonly { readonly name: string; readonly message: string; readonly stack?: string }[];
  readonly violations: readonly string[];
}

/** Where the script keeps it: `globalThis[Symbol.for(RECORDS)]`. */
export const RECORDS = "testkit records";

/** Begins the console messages in which violations travel where the driver hears the console. */
export const VIOLATION = "testkit violation ";

const listening = (take: string): string => `
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    (${take})(violatedDirective + " " + (blockedURI || "inline")), true);`;

/** Tells violations through the console. For drivers that run scripts in every page. */
export const violationScript = `{ const { debug } = console; ${listening(
  `(text) => debug.call(console, "${VIOLATION}" + text)`,
)} }`;

/** Records everything. For pages into which no driver brings a script: it goes into their markup. */
const recorder = `{
  const records = { console: [], errors: [], violations: [] };
  Object.defineProperty(globalThis, Symbol.for("${RECORDS}"), { value: records });
  for (const [method, type] of Object.entries({ log: "log", info: "info", debug: "debug", warn: "warning", error: "error" })) {
    const said = console[method];
    console[method] = function (...values) {
      records.console.push(type + ": " + values.map(String).join(" "));
      said.apply(this, values);
    };
  }
  const failed = (error) => records.errors.push({
    name: error && error.name || "Error",
    message: String(error && error.message || error),
    stack: error && error.stack,
  });
  addEventListener("error", (event) => { if (event instanceof ErrorEvent) failed(event.error || event.message); });
  addEventListener("unhandledrejection", ({ reason }) => failed(reason));
  ${listening("(text) => records.violations.push(text)")}
  document.currentScript.remove();
}`;

/** Adds a source to what a policy allows scripts from; one that allows inline scripts allows ours. */
function allowing(policy: string, source: string): string {
  const directives = policy.split(";").map((text) => text.trim().split(/\s+/));
  const named = (name: string): string[] | undefined => directives.find(([first]) => first?.toLowerCase() === name);
  const own = named("script-src-elem") ?? named("script-src");
  const fallback = named("default-src");
  const sources = (own ?? fallback)?.slice(1);
  if (!sources) return policy;
  const strict = sources.some((each) => /^'(?:nonce|sha\d+)-/.test(each));
  if (sources.includes("'unsafe-inline'") && !strict) return policy;
  const list = [...sources.filter((each) => each !== "'none'"), source];
  if (own) own.splice(1, own.length, ...list);
  else directives.push(["script-src", ...list]);
  return directives.map((words) => words.join(" ")).join("; ");
}

/**
 * A page with the recorder, and with `before`, in front of everything else of it, and its headers with a policy that
 * still allows what it allowed, and these two.
 */
export function recorded<H extends object>(html: string, headers: H, before = ""): { html: string; headers: H } {
  const script = before ? `${recorder}\n;${before}` : recorder;
  const source = `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
  const entries = Object.entries(headers).map(([name, value]) => {
    const policy = name.toLowerCase() === "content-security-policy" && typeof value === "string";
    return [name, policy ? allowing(value, source) : value];
  });
  const doctype = /^\s*<!doctype[^>]*>/i.exec(html)?.[0] ?? "";
  return {
    html: `${doctype}<script>${script}</script>${html.slice(doctype.length)}`,
    headers: Object.fromEntries(entries) as H,
  };
}
