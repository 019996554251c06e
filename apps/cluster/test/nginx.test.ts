import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually, freePort, programPath } from "@sse/testkit";
import { afterEach, expect, test } from "vitest";

const folders: string[] = [];
const servers: Server[] = [];
let nginx: ChildProcess | undefined;
afterEach(async () => {
  if (nginx) {
    const exit = once(nginx, "exit");
    nginx.kill("SIGTERM");
    await exit;
  }
  for (const server of servers.splice(0)) server.close().closeAllConnections();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A server whose every answer is a stream that begins with its name. */
async function streaming(name: string): Promise<Server> {
  const server = createServer((_, response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" }).write(`data: ${name}\n\n`);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** Starts nginx as docs/servers/load-balancer.md has it, in front of these servers. */
async function balance(...behind: Server[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "sse-balancer-"));
  folders.push(folder);
  chmodSync(folder, 0o777);
  const port = await freePort();
  const page = readFileSync(new URL("../../../docs/servers/load-balancer.md", import.meta.url), "utf8");
  let block = /```nginx\n([^]*?)```/.exec(page)?.[1] ?? "";
  for (const [index, server] of behind.entries())
    block = block.replace(`10.0.0.${index + 1}:3000`, `127.0.0.1:${portOf(server)}`);
  block = block.replace("listen 80;", `listen 127.0.0.1:${port};`);
  const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path temp;`).join(" ");
  writeFileSync(
    join(folder, "nginx.conf"),
    `daemon off; pid nginx.pid; error_log stderr; events {} http { access_log off; ${temp} ${block} }`,
  );
  nginx = spawn(programPath("nginx") ?? "", ["-p", folder, "-c", "nginx.conf"], { stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  await eventually(async () => (await fetch(url)).body?.cancel());
  return url;
}

/** The name of the server that serves a new stream, and what becomes of that stream. */
async function open(url: string): Promise<{ name: string; ended: Promise<string> }> {
  const reader = (await fetch(url)).body?.pipeThrough(new TextDecoderStream()).getReader();
  const first = await reader?.read();
  const ended = reader?.read().then(
    ({ done }) => (done ? "ended" : "more"),
    () => "cut",
  );
  return { name: /data: (.*)/.exec(first?.value ?? "")?.[1] ?? "", ended: ended ?? Promise.resolve("") };
}

test.each(programPath("nginx") ? ["nginx"] : [])(
  "%s as the page on load balancers has it passes events at once, spreads streams, and leaves a dead server",
  async () => {
    const [one, other] = [await streaming("one"), await streaming("other")];
    const url = await balance(one, other);
    const streams = [await open(url), await open(url), await open(url), await open(url)];
    expect(new Set(streams.map(({ name }) => name))).toEqual(new Set(["one", "other"]));
    one.close().closeAllConnections();
    const gone = streams.filter(({ name }) => name === "one");
    for (const { ended } of gone) expect(await ended).toMatch(/cut|ended/);
    for (let count = 0; count < 4; count++) expect((await open(url)).name).toBe("other");
  },
);

// `pnpm test` repeats this name, so that nobody takes it for tested.
test.each(programPath("nginx") ? [] : ["nginx"])("not run on this machine: %s as a load balancer", (program) => {
  expect(programPath(program)).toBeUndefined();
});
