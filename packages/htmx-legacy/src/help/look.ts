/** A look at the page: attributes whose names are misspelt, and triggers that nothing comes of. */
import { attributeNamesOf, attributeOf, queryAll } from "@sse/dom/native";
import { isLooseWord, meantBy } from "@sse/parser";
import { verbs } from "../dialects/requesting.ts";
import { htmxOf } from "../hosts/find.ts";
import type { Say } from "./say.ts";

/** So many elements are looked at; so many names, and elements without a request, are told of. */
const most = 5000;
const told = 3;

/** Attributes whose values may have white space, and then need quotes. */
const worded = /^(?:data-)?hx-(?:sse|trigger|swap)$/;

/** Attributes with which an event has an effect. */
const effects = /^(?:data-)?(?:hx-(?:(?:get|post|put|patch|delete|action|sse)$|on\b)|sse-swap$)|^[_@:]|^x-|^on/;

/** What only a page without htmx has us read: beside htmx, htmx and its extensions know more names than these. */
const alone = "select include vals headers confirm indicator swap-oob select-oob disabled-elt"
  .split(" ")
  .map((name) => `hx-${name}`)
  .concat(verbs);

/** Private to htmx 4: whether its extension has bound the element, which it does by a trigger. */
const isBound = (element: Element): boolean =>
  !!(element as { _htmx?: { triggerSpecs?: readonly unknown[] } })._htmx?.triggerSpecs?.[0];

/** What to write instead of an attribute that nobody reads. `owner` is one before it that may have lost its quotes. */
function adviceFor(element: Element, name: string, owner: string): string | undefined {
  const value = (/:|sse$/.test(name) && attributeOf(element, name)) || "";
  if (owner && !value && isLooseWord(name)) return `put the value of ${owner} in quotes`;
  const htmx = htmxOf();
  if (htmx && /^(?:data-)?hx-sse:connect$/.test(name) && !isBound(element))
    return `write hx-sse="connect:${value}"${htmx.version.startsWith("4") ? ", or load the extension hx-sse of htmx 4" : ""}`;
  const meant = meantBy(name, value, htmx ? [] : alone);
  return meant && `did you mean ${meant}?`;
}

export interface Look {
  /** Looks at all elements for misspelt attributes. */
  page(): void;
  /** Looks at one whose triggers wait for events of a stream. */
  hearing(element: Element): void;
}

export function createLook(document: Document, say: Say): Look {
  let saidRequests = 0;

  return {
    page() {
      const seen = new Set<string>();
      const elements = queryAll(document, "*");
      for (let at = 0; at < most; at++) {
        const element = elements[at];
        if (!element) return;
        let owner = "";
        for (const name of attributeNamesOf(element)) {
          if (worded.test(name)) owner = name;
          if (seen.size === told || seen.has(name)) continue;
          const advice = adviceFor(element, name, owner);
          if (!advice) continue;
          seen.add(name);
          say(element, "unknown-attribute", `nothing reads ${name}: ${advice}`);
        }
      }
    },
    hearing(element) {
      if (saidRequests === told || attributeNamesOf(element).some((name) => effects.test(name))) return;
      saidRequests++;
      say(
        element,
        "no-request",
        "hx-trigger waits for an event, but no request is sent: write hx-get, or swap: in hx-sse",
      );
    },
  };
}
