/** The field, in the order of the tables. */
import type { Contender } from "./contender.ts";
import { datastar } from "./datastar.ts";
import { handWritten } from "./hand-written.ts";
import { htmx2 } from "./htmx2.ts";
import { htmx4 } from "./htmx4.ts";
import { htmx1, ours, oursBesideHtmx2, oursBesideHtmx4, oursFrame, oursMessages, oursEventSource } from "./hx-sse.ts";
import { turbo } from "./turbo.ts";

/** Every contender; ratios are to the first. */
export const field: readonly Contender[] = [
  handWritten,
  ours,
  oursMessages,
  oursEventSource,
  oursFrame,
  oursBesideHtmx2,
  oursBesideHtmx4,
  htmx1,
  htmx2,
  htmx4,
  turbo,
  datastar,
];
