/** Attributes that do nothing on a page without htmx: each is named once, with what to do instead. */
import type { DomContext } from "@sse/dom";
import { attributeNamesOf, attributeOf, queryAll } from "@sse/dom/native";

const load = "load htmx and sse-for-htmx.min.js";
const script = `listen in a script, or ${load}`;

/** By name, without `data-`: what to do. */
const advice: Readonly<Record<string, string>> = {
  "hx-action": "write hx-get, hx-post, …",
  "hx-boost": load,
  "hx-config": load,
  "hx-ext": load,
  "hx-inherit": load,
  "hx-live": load,
  "hx-method": "write hx-get, hx-post, …",
  "hx-preload": load,
  "hx-prompt": load,
  "hx-query": load,
  "hx-vars": 'write hx-vals="js:…"',
  "hx-ws": load,
  "ws-connect": load,
  _: "load hyperscript",
};

/** What only htmx 4 writes so. */
const ours = "hx-sse:";

/** What begins so takes a name of its own: `hx-on:click`, `hx-status:404`. */
const families: Readonly<Record<string, string>> = { "hx-on": script, "hx-status": load, [ours]: "" };

/** Extensions of htmx whose work is done here. */
const builtIn = {
  test: (list: string): boolean =>
    list.split(",").every((name) => /^((ignore:)?sse|morph|idiomorph|)$/.test(name.trim())),
};

/** What may be one of them: most attributes of a page are none. */
const suspect = /^(?:data-)?(?:hx-|ws-|_$)/;

/** So much new content is looked at: what comes all day is made from the same few templates, and looking takes time. */
const most = 100;

/** Gives what looks at new content, itself included. */
export function createNeedsHtmx(report: DomContext["report"]): (root: Element) => void {
  const said = new Set<string>();
  let looks = 0;

  function tell(element: Element, written: string): void {
    const name = written.replace(/^data-/, "");
    const family = Object.keys(families).find((start) => name.startsWith(start));
    const key = family ?? name;
    if (said.has(key)) return;
    const value = attributeOf(element, written) ?? "";
    const what =
      key === ours ? `write hx-sse="${name.slice(ours.length)}:${value}"` : family ? families[family] : advice[name];
    if (what === undefined || isDone(name, value)) return;
    said.add(key);
    report(element, "needs-htmx", `${name} does nothing without ${name === "_" ? "hyperscript" : "htmx"}: ${what}`);
  }

  function look(element: Element): void {
    for (const name of attributeNamesOf(element)) if (suspect.test(name)) tell(element, name);
  }

  return (root) => {
    if (looks++ > most) return;
    look(root);
    // By index: iterating a NodeList takes ten times as long.
    const elements = queryAll(root, "*");
    for (let at = 0; at < elements.length; at++) look(elements[at] as Element);
  };
}

/** Whether somebody else does it. */
function isDone(name: string, value: string): boolean {
  if (name === "hx-ext") return builtIn.test(value);
  return name === "_" && "_hyperscript" in window;
}
