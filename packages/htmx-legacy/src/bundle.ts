/** `sse.min.js`: everything, starting by itself, as `window.sse`. */
import { morph } from "@sse/dom/morph";
import { standalone } from "./hosts/standalone.ts";
import { publish } from "./publish.ts";

publish({ morph, standalone });
