/** `sse-for-htmx.min.js`: for pages that load htmx 2 or 4, which does the requests and the morphing. */
import { publish } from "./publish.ts";

publish({});
