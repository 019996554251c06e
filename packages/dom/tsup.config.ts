import { defineConfig } from "tsup";
import { library } from "../../tsup.shared.ts";

// idiomorph has no CommonJS door, so it comes along inside.
export default defineConfig(library(["src/index.ts", "src/morph.ts"], { noExternal: ["idiomorph"] }));
