/**
 * `pnpm start:cluster` as a program: two playgrounds, a Redis, and a balancer on `PORT`, 8080 by default. `REDIS_URL`
 * names a Redis that is there already. Ctrl-C ends all of it.
 */
import { howToInstall, installPrograms, type RedisServer, startRedis } from "@sse/testkit";
import { command } from "@sse/playground/command";
import { startCluster } from "./cluster.ts";

const DEFAULT_PORT = 8080;
/** For a load script on this machine, all of whose clients have one address. */
const STREAMS = "20000";

const given = process.env["REDIS_URL"];
const port = Number(process.env["PORT"] || DEFAULT_PORT);

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

if (!Number.isInteger(port) || port < 0 || port > 65_535)
  fail(`PORT must be a whole number from 0 to 65535, not "${process.env["PORT"]}".`);
if (!given && installPrograms(["redis-server"]).length)
  fail(`Two servers share their events in a Redis, and there is none here. Install one:
  ${howToInstall(["redis-server"])}
or name one that runs: REDIS_URL=redis://host:6379 ${command("start:cluster")}`);

let redis: RedisServer | undefined;
try {
  redis = given ? undefined : await startRedis();
  const cluster = await startCluster({
    port,
    host: process.env["HOST"] ?? "127.0.0.1",
    redisUrl: redis?.url ?? given ?? "",
    env: { STREAMS, STREAMS_PER_ADDRESS: STREAMS },
    onSaid: (name, text) => process.stdout.write(text.replace(/^(?=.)/gm, `${name}: `)),
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void Promise.all([cluster.close(), redis?.close()]).then(() => process.exit(0));
    });
  }
  const names = cluster.nodes.map(({ name }) => name).join(" and ");
  console.log(
    `Two servers, ${names}, share a Redis behind a load balancer: ${cluster.url}/gallery/servers  (Ctrl-C ends it)`,
  );
} catch (error) {
  await redis?.close();
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE")
    fail(`Port ${port} is taken. Choose another one: PORT=${port + 1} ${command("start:cluster")}`);
  fail(error instanceof Error ? error.message : String(error));
}
