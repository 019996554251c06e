/** `hx-trigger` beside htmx, which owns modifiers and requests: read for the names of `sse:` events alone. */
import { ownAttribute } from "@sse/dom";
import { readTriggerEvents } from "@sse/parser";
import type { Dialect } from "../description.ts";
import { isIgnored } from "./sse-attributes.ts";

const name = "hx-trigger";

/** Reads which events are to be dispatched, and where htmx listens for them. */
export const triggerEvents: Dialect = {
  attributes: [name],
  read: (element) => ({ hears: isIgnored(element) ? [] : readTriggerEvents(ownAttribute(element, name) ?? "") }),
};
