/** The playground as a user starts it: its entry script as a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));

export interface PlaygroundProcess {
  /** Its address, without a slash at the end. */
  readonly url: string;
  readonly child: ChildProcess;
  /** Sends Ctrl-C's signal and gives the exit code. */
  interrupt(): Promise<number | null>;
}

/** Starts the playground on this port (0: any free one) and waits for its address. Throws with what it said when it ends instead. */
export async function startPlayground(port = 0): Promise<PlaygroundProcess> {
  const child = spawn(process.execPath, [MAIN], { env: { ...process.env, PORT: String(port) } });
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/[^\s]+/.exec(said);
      if (found) resolve(found[0]);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => reject(new Error(`The playground ended with ${code}: ${said}`)));
  });
  return {
    url,
    child,
    async interrupt() {
      const exit = once(child, "exit");
      child.kill("SIGINT");
      const [code] = await exit;
      return typeof code === "number" ? code : null;
    },
  };
}

/** Runs the entry script with these variables until it ends by itself. */
export async function runToEnd(env: Readonly<Record<string, string>>): Promise<{ code: number | null; error: string }> {
  const child = spawn(process.execPath, [MAIN], { env: { ...process.env, ...env } });
  let error = "";
  child.stderr.on("data", (chunk: Buffer) => (error += chunk.toString()));
  const [code] = await once(child, "exit");
  return { code: typeof code === "number" ? code : null, error: error.trim() };
}
