/**
 * What the attack tables share: the hosts, the ways in which markup gets into a page, and the canaries that tell of a
 * breach. `pnpm test` runs a bounded sample of each table, `pnpm attack` all of it.
 */
import { eventually, type EventStream, type OpenPage } from "@sse/testkit";
import { fresh, scriptTag, site, tagsOf } from "../fixture.ts";

/** Whether everything runs. */
export const whole = process.env["SSE_ATTACK"] === "whole";

/** Every row, or an even sample of about `most` of them: the same in each run. */
export function sample<T>(rows: readonly T[], most: number): readonly T[] {
  if (whole || rows.length <= most) return rows;
  return Array.from({ length: most }, (_, index) => rows[Math.floor((index * rows.length) / most)] as T);
}

export const hosts: Readonly<Record<string, string>> = {
  alone: scriptTag,
  "htmx 2": tagsOf(["/htmx2/htmx.min.js"]) + scriptTag,
  "htmx 4": tagsOf(["/htmx4/htmx.min.js"]) + scriptTag,
};

/** A site with every host's script. */
export const ground = (): ReturnType<typeof site> => site();

export type Ground = Awaited<ReturnType<typeof ground>>;

/** Styles and places by which an event's data becomes content. */
export const ways: Readonly<Record<string, string>> = {
  innerHTML: "",
  outerHTML: "hx-swap='outerHTML'",
  beforeend: "hx-swap='beforeend'",
  morph: "hx-swap='morph:innerHTML'",
  "outer morph": "hx-swap='morph:outerHTML'",
  select: "hx-select='.part'",
  "select out of band": "hx-select-oob='#canary'",
  delayed: "hx-swap='innerHTML swap:5ms'",
  framed: "hx-swap='innerHTML frame'",
  svg: "",
};

/** Waits until the page, whose `#after` hears the stream, too, has dealt with what was sent, and still lives. */
export function livenessOf(tab: OpenPage, stream: EventStream): () => Promise<void> {
  let rounds = 0;
  return async () => {
    const sign = `alive ${++rounds}`;
    stream.send({ event: "after", data: sign });
    await eventually(async () => {
      if ((await tab.page.textContent("#after")) !== sign) throw new Error(`no ${sign}`);
    });
    // Delays, frames, settling and whatever a host puts off are over.
    await tab.page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(() => done(0)), 40)));
  };
}

/** The element that stands for the rest of the page: nothing may change it. */
const canary = '<p id="canary">untouched</p>';

/** A page whose one target takes the data of every event as `way` says. */
export async function open(
  { server, visit }: Ground,
  host: string,
  way: string,
  { head = "", around = "" }: { head?: string; around?: string } = {},
) {
  const stream = server.stream(fresh());
  const target =
    way === "svg"
      ? `<svg><g id="target" hx-sse="swap:x"><text class="part">old</text></g></svg>`
      : `<div id="target" hx-sse="swap:x" ${ways[way] ?? ""}><b class="part">old</b></div>`;
  const body = `<script>globalThis.breached = []</script><main hx-sse="connect:${stream.path}">${target}</main>${canary}<i id="after" hx-sse="connect:${stream.path} swap:after"></i>${around}`;
  const tab = await visit(body, { head, scripts: hosts[host] ?? "" });
  await stream.waitFor(1);
  const alive = livenessOf(tab, stream);
  /** Sends the payload, and waits until the page has dealt with it and still lives. */
  const attack = async (payload: string): Promise<void> => {
    stream.send({ event: "x", data: payload });
    await alive();
  };
  return { tab, stream, attack, alive };
}

/** What the payloads have done to the page: which of them called `breached.push`, and whether the canary stands. */
export async function breaches(tab: OpenPage): Promise<unknown> {
  return tab.page.evaluate(() => ({
    ran: Reflect.get(globalThis, "breached"),
    canary: [...document.querySelectorAll("#canary:not(main *)")].map((element) => element.outerHTML),
  }));
}

export const unharmed = { ran: [], canary: [canary] };
