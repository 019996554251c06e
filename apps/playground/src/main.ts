/**
 * The playground as a command: `PORT` chooses the port, 8080 by default; `REDIS_URL` a Redis that several of them share.
 * Ctrl-C ends it at once, open streams included; SIGTERM lets everybody go first.
 */
import { requireBundle } from "./assets.ts";
import { command } from "./command.ts";
import { drain } from "./health.ts";
import { createMemoryLog } from "./log/memory-log.ts";
import { createRedisLog } from "./log/redis-log.ts";
import { bounds, type Playground } from "./playground.ts";
import { startServer } from "./server.ts";

const DEFAULT_PORT = 8080;

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

/** A whole number from 0 to 65535; 0 lets the system choose. */
function portFrom(text: string | undefined): number {
  if (text === undefined || text === "") return DEFAULT_PORT;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) fail(`PORT must be a whole number from 0 to 65535, not "${text}".`);
  return port;
}

/** The address of a Redis without the password that it may hold. */
function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, "//…@");
}

async function logFor(url: string | undefined): Promise<Playground["log"]> {
  if (!url) return createMemoryLog(bounds);
  if (!/^rediss?:\/\/[^\s/]+/.test(url)) fail(`REDIS_URL must begin with redis:// or rediss:// and name a host.`);
  try {
    return await createRedisLog({
      url,
      bounds,
      onState: (state, reason) =>
        console.error(state === "lost" ? `Redis has gone (${reason}); trying again.` : "Redis is back."),
    });
  } catch (error) {
    const { cause } = error as Error;
    const reason = cause instanceof Error ? cause.message : String(error);
    return fail(`No Redis answers at REDIS_URL, ${withoutPassword(url)}: ${reason.split("\n", 1)[0]}`);
  }
}

const port = portFrom(process.env["PORT"]);
const host = process.env["HOST"] ?? "127.0.0.1";
const name = process.env["SERVER_NAME"];
const pace = Number(process.env["PACE"] ?? 1);
// Whoever started this server with a channel to it does what visitors of *Two servers* ask for.
const order: Playground["order"] = process.send && ((what) => void process.send?.(what));

try {
  await requireBundle();
  const log = await logFor(process.env["REDIS_URL"]);
  const server = await startServer({ port, host, playground: { log, pace, order, ...(name && { server: name }) } });
  process.once("SIGINT", () => void server.stop().then(() => process.exit(0)));
  process.once("SIGTERM", () => {
    drain();
    void server.drain().then(() => process.exit(0));
  });
  console.log(`The playground is at ${server.url}  (Ctrl-C ends it)`);
} catch (error) {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") fail(`Port ${port} is taken. Choose another one: PORT=${port + 1} ${command("start")}`);
  if (code === "EACCES")
    fail(`Port ${port} is not allowed for this user. Choose one above 1023: PORT=8080 ${command("start")}`);
  fail(error instanceof Error ? error.message : String(error));
}
