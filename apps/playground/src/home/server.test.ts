import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { eventually } from "@sse/testkit";
import { expect, test } from "vitest";

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

test("the whole server of the first page runs as it is shown, and streams what it says", async () => {
  const port = await freePort();
  const file = fileURLToPath(new URL("../../examples/server.mjs", import.meta.url));
  const server = spawn(process.execPath, [file], { env: { ...process.env, PORT: String(port) }, stdio: "inherit" });
  try {
    const response = await eventually(() => fetch(`http://localhost:${port}/events`));
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toMatch(/^event: news\ndata: <li>It is .*<\/li>\n\n$/);
    await reader?.cancel();
  } finally {
    server.kill();
  }
});
