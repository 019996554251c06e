/** `pnpm cluster:test --events 2000 --kills 5`: two servers that are killed again and again, and what their readers lost. */
import "./build-playground.ts";

await import("../apps/cluster/src/kill-test/run.ts");
