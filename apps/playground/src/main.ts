/** The playground as a command: `PORT` chooses the port, 8080 by default; Ctrl-C ends it at once, open streams included. */
import { requireBundle } from "./assets.ts";
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

const port = portFrom(process.env["PORT"]);
const host = process.env["HOST"] ?? "127.0.0.1";

try {
  await requireBundle();
  const server = await startServer({ port, host });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void server.stop().then(() => process.exit(0));
    });
  }
  console.log(`The playground is at ${server.url}  (Ctrl-C ends it)`);
} catch (error) {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") fail(`Port ${port} is taken. Choose another one: PORT=${port + 1} pnpm start`);
  if (code === "EACCES") fail(`Port ${port} is not allowed for this user. Choose one above 1023: PORT=8080 pnpm start`);
  fail(error instanceof Error ? error.message : String(error));
}
