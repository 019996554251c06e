import { defineConfig } from "tsup";
import { library } from "../../tsup.shared.ts";

const entry = ["src/index.ts", "src/morph.ts", "src/native.ts"];

export default defineConfig([
  library(entry, { format: ["esm"], clean: false }),
  // idiomorph is published as an ES module alone: for CommonJS it comes along inside.
  library(entry, { format: ["cjs"], noExternal: ["idiomorph"], clean: false }),
]);
