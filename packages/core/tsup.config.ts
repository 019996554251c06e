import { defineConfig } from "tsup";
import { lean } from "../../tsup.lean.ts";
import { library } from "../../tsup.shared.ts";
import { eventsourceParser } from "./scripts/lean.ts";

export default defineConfig(
  library([], {
    entry: { index: "src/index.ts", "browser-shared": "src/transports/browser-shared.ts" },
    // For CommonJS too, so that both doors lead to the same error classes.
    splitting: true,
    // Held, not depended on, so that everyone gets the part of it that is reached, and no more.
    esbuildPlugins: [lean(eventsourceParser)],
  }),
);
