/** The grammar of `hx-sse`, `hx-swap`, `hx-trigger` and `hx-target`. */
export { isLooseWord, meantBy, withoutKeyword } from "./attribute-name.ts";
export type { DiagnosticCode } from "./diagnostic.ts";
export { parseDuration } from "./duration.ts";
export { parseSseAttribute } from "./sse-attribute.ts";
export { nearest } from "./suggestion.ts";
export { parseSwapAttribute } from "./swap-attribute.ts";
export { parseTargetAttribute } from "./target-attribute.ts";
export { parseTriggerAttribute } from "./trigger-attribute.ts";
export { readTriggerEvents, type TriggerEvent } from "./trigger-events.ts";
export type * from "./types.ts";
export { formatDiagnostic } from "./format.ts";
