import { defineConfig } from "tsup";
import { library } from "../../tsup.shared.ts";

export default defineConfig(
  library([], {
    entry: {
      index: "src/index.ts",
      "browser-shared": "src/transports/browser-shared.ts",
      "check/sse-check": "src/check/sse-check.ts",
    },
    // For CommonJS too, so that both doors lead to the same error classes.
    splitting: true,
  }),
);
