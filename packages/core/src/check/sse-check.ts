#!/usr/bin/env node
/** The command `sse-check`: checks an endpoint, exits with 1 where it is no good stream and 2 when it cannot run. */
import { validateHeaderName, validateHeaderValue } from "node:http";
import { parseArgs } from "node:util";
import { check } from "./check.ts";
import { checkNames, type CheckName } from "./finding.ts";
import { printable, printed } from "./print.ts";

const usage = `Usage: sse-check [options] <url> [second url]

Checks that a URL serves a stream of Server-Sent Events: that browsers can read it, and resume it after a reconnect.
With a second URL, also checks that both serve the same stream: through another server, or behind a proxy.

  --for 40s             listen this long, to see heartbeats and rare events
  --event <name>        fail unless this event arrives
  --origin <origin>     check that a page of this origin may read the stream, such as https://example.com
  --header 'Name: …'    send this header with every request; may be repeated
  --skip ids,resume     skip checks: ${checkNames.join(" ")}
  --json                print JSON
  --help`;

const options = {
  event: { type: "string" },
  for: { type: "string" },
  header: { type: "string", multiple: true },
  help: { type: "boolean", short: "h", default: false },
  json: { type: "boolean", default: false },
  origin: { type: "string" },
  skip: { type: "string", default: "" },
} as const;

/** The URL of a stream. `localhost:3000/events` is taken for what it is meant to be. */
function addressOf(text: string): string {
  const address = /^[\w.-]+(?::\d+)?(?:\/|$)/.test(text) ? `http://${text}` : text;
  if (/^https?:/i.test(address) && URL.canParse(address)) return new URL(address).href;
  const file = /^file:/i.test(address) ? " A file has no server that could send events: serve the page." : "";
  throw new Error(`sse-check: ${text} must be an http: or https: URL.${file}`);
}

/** The origin of a page as browsers send it: of a longer URL its beginning. */
function originOf(text: string): string {
  const origin = URL.canParse(text) ? new URL(text).origin : "null";
  if (origin === "null") throw new Error(`sse-check: --origin ${text}: write https://example.com`);
  return origin;
}

/** `40s`, `1m`, `500ms`, or seconds, in ms. */
function durationOf(text: string): number {
  const [, number = "", unit = "s"] = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text) ?? [];
  if (!number) throw new Error(`sse-check: --for ${text}: write 40s or 1m`);
  return Number(number) * ({ ms: 1, s: 1000, m: 60_000 }[unit] ?? 1000);
}

function headersOf(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      const [name, value] = [line.slice(0, Math.max(0, colon)).trim(), line.slice(colon + 1).trim()];
      try {
        validateHeaderName(name);
        validateHeaderValue(name, value);
      } catch (error) {
        throw new Error(`sse-check: --header ${line}: write 'Name: value'`, { cause: error });
      }
      return [name, value];
    }),
  );
}

function skipped(text: string): CheckName[] {
  return text.split(/[\s,]+/).flatMap((word) => {
    const name = checkNames.find((one) => one === word);
    if (word && !name) throw new Error(`sse-check: --skip ${word}: the checks are ${checkNames.join(", ")}`);
    return name ?? [];
  });
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const [url, second, more] = positionals;
  if (url === undefined || more !== undefined) throw new Error(usage);
  const results = await check(addressOf(url), {
    second: second === undefined ? undefined : addressOf(second),
    listen: values.for === undefined ? undefined : durationOf(values.for),
    origin: values.origin === undefined ? undefined : originOf(values.origin),
    event: values.event,
    headers: headersOf(values.header ?? []),
    skip: skipped(values.skip),
  });
  process.stdout.write(printable(values.json ? `${JSON.stringify(results, null, 2)}\n` : printed(results)));
  return results.some(({ findings }) => findings.some(({ verdict }) => verdict === "fail")) ? 1 : 0;
}

/** Whoever reads the output may stop, as `head` does. */
function ignoreClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

async function run(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", ignoreClosed);
  try {
    process.exitCode = await main();
  } catch (error) {
    process.stderr.write(`${printable(error instanceof Error ? error.message : String(error))}\n`);
    process.exitCode = 2;
  }
}

void run();
