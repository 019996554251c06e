/** `pnpm start:cluster`: builds what the playground serves, then starts two of them behind a load balancer. */
import "./build-playground.ts";

await import("../apps/cluster/src/start.ts");
