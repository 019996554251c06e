/**
 * `pnpm --filter @sse/reference servers`: runs the servers of the cookbook that are not written for Node, where their
 * toolchains and libraries are installed, and says of each what came of it. Fails when one that runs breaks a promise.
 */
import { spawnSync } from "node:child_process";
import { keepsAlive, keepsItsPromises } from "./promises.ts";
import { startServerOf } from "./servers.ts";

const others = [
  { name: "starlette", changes: [["timeout=15", "timeout=0.1"]] },
  {
    name: "django",
    changes: [
      ["> 15", "> 0.1"],
      ["sleep(0.25)", "sleep(0.05)"],
    ],
  },
] as const;

for (const { name, changes } of others) {
  const { status } = spawnSync("python3", ["-c", `import uvicorn, ${name}`]);
  if (status !== 0) {
    console.log(`${name}: not run, its libraries are not installed`);
    continue;
  }
  const server = await startServerOf(name, "python", changes);
  try {
    await keepsItsPromises(server.url);
    await keepsAlive(server.url);
    console.log(`${name}: ok`);
  } catch (error) {
    console.log(`${name}: ${error}`);
    process.exitCode = 1;
  } finally {
    await server.stop();
  }
}
