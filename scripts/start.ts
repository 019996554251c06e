/** `pnpm start`: builds what the playground serves, then becomes the playground. */
import "./build-playground.ts";

// In this process, so that Ctrl-C reaches one and ends it at once.
await import("../apps/playground/src/main.ts");
