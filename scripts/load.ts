/** `pnpm load --clients 1000,5000,9000`: what readers cost a server, in memory, on Redis, and in nginx with nchan. */
import "./build-playground.ts";

await import("../apps/cluster/src/load/run.ts");
