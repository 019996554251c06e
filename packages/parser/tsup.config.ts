import { defineConfig } from "tsup";
import { library } from "../../tsup.shared.ts";

export default defineConfig(
  library(["src/index.ts", "src/print.ts", "src/vocabulary.ts", "src/lint/lint.ts", "src/lint/sse-lint.ts"]),
);
