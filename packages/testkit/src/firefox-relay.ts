/**
 * Firefox as playwright-core may drive it: started in its place, it starts the real one and relays WebDriver BiDi between
 * them. The release that Debian has does not know one command that playwright-core always sends; it is answered here.
 * Run as `node firefox-relay.ts <executable> <arguments>`.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { WebSocket, WebSocketServer } from "ws";

/** What is answered with success instead of being passed on: it sets colour schemes, which no test asks for. */
const UNKNOWN = "emulation.setMediaFeaturesOverride";

const LISTENING = /^(WebDriver BiDi listening on )(ws:\/\/\S+)$/;

/** Relays both ways; what comes before the other side is open waits. */
function relay(client: WebSocket, url: string): void {
  const firefox = new WebSocket(url, { maxPayload: 0 });
  const opened = new Promise<void>((resolve) => void firefox.once("open", () => resolve()));
  client.on("message", async (data) => {
    const text = String(data);
    if (text.includes(UNKNOWN)) {
      const command = JSON.parse(text) as { id: number; method: string };
      if (command.method === UNKNOWN) {
        client.send(JSON.stringify({ type: "success", id: command.id, result: {} }));
        return;
      }
    }
    await opened;
    if (firefox.readyState === WebSocket.OPEN) firefox.send(text);
  });
  firefox.on("message", (data) => client.send(String(data)));
  client.on("close", () => firefox.close());
  firefox.on("close", () => client.close());
  firefox.on("error", () => client.close());
}

const [executable = "firefox", ...args] = process.argv.slice(2);
const firefox = spawn(executable, args, { stdio: ["ignore", "inherit", "pipe"] });
const server = new WebSocketServer({ host: "127.0.0.1", port: 0, maxPayload: 0 });
firefox.on("exit", (code) => process.exit(code ?? 1));
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => firefox.kill(signal));
for await (const line of createInterface(firefox.stderr)) {
  const [, said, url] = LISTENING.exec(line) ?? [];
  const address = server.address();
  if (url && address && typeof address === "object") {
    server.on("connection", (client, { url: path }) => relay(client, url + path));
    console.error(`${said}ws://127.0.0.1:${address.port}`);
  } else console.error(line);
}
