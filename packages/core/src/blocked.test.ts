/** A process that was stopped, or whose loop stalled, reads what has arrived before it takes a stream for dead. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { eventually, startServer } from "@sse/testkit";
import { expect, test } from "vitest";

const client = (url: string): string => `
  import { createRegistry } from ${JSON.stringify(join(import.meta.dirname, "index.ts"))};
  const { connection } = createRegistry().connect(${JSON.stringify(url)}, { idle: 500, retry: { min: 1, max: 20 } });
  setInterval(() => process.stdout.write(connection.state + "\\n"), 20);`;

test(
  "SIGSTOP for longer than `idle` costs a stream that goes on speaking no reconnect",
  { timeout: 60_000 },
  async () => {
    const server = await startServer();
    const stream = server.stream("/events");
    const beats = setInterval(() => stream.comment(), 50);
    const program = spawn(
      process.execPath,
      ["--conditions=@sse/source", "--input-type=module", "--eval", client(server.url("/events"))],
      { stdio: ["ignore", "pipe", "inherit"], cwd: import.meta.dirname },
    );
    try {
      let said = "";
      program.stdout.on("data", (text) => (said += String(text)));
      await stream.waitFor(1);
      await eventually(() => expect(said).toContain("open"));
      program.kill("SIGSTOP");
      const stopped = performance.now();
      await eventually(() => expect(performance.now() - stopped).toBeGreaterThan(1500));
      const before = said.length;
      program.kill("SIGCONT");
      await eventually(() => expect(said.length).toBeGreaterThan(before + 300));
      expect(said.slice(before)).not.toMatch(/waiting|connecting/);
      expect(stream.attempts.length).toBe(1);
    } finally {
      clearInterval(beats);
      program.kill("SIGKILL");
      if (program.exitCode === null && program.signalCode === null) await once(program, "exit");
      await server.close();
    }
  },
);
