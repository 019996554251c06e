/** One stream asked for seven times, as by seven components of a page that do not know each other. */
import { setTimeout as wait } from "node:timers/promises";
import { eventually } from "@sse/testkit";
import { slots } from "../slot.ts";
import type { Workload } from "./workload.ts";

const SOURCES = 7;
/** Longer than any answer of a server on the same machine takes. */
const LIMIT = 3000;
/** After the first stream has come, for the others to come too. */
const OTHERS = 500;

/** Browsers open six HTTP/1.1 connections to a server: six streams leave none for anything else. */
export const sources: Workload = {
  name: "sources",
  title: "Seven sources of one URL",
  about: "7 sources of one URL on a page over HTTP/1.1; then a plain fetch, given up after 3 s",
  measures: [
    { key: "fetch", label: "fetch answered after", unit: "ms" },
    { key: "connections", label: "connections of the streams", unit: "" },
  ],
  async run(stage, contender) {
    const bodies = slots(SOURCES).map((slot) => contender.source("/stream", [slot]));
    const sheet = await stage.open(contender, bodies.join(""));
    try {
      await Promise.race([sheet.page.waitForLoadState("load").catch(() => undefined), wait(LIMIT)]);
      await eventually(() => {
        if (stage.stream.connections === 0) throw new Error("no stream was asked for");
      });
      await wait(OTHERS);
      const fetched = await sheet.page.evaluate(async (limit) => {
        const begun = performance.now();
        await fetch("/fragment", { cache: "no-store", signal: AbortSignal.timeout(limit) }).catch(() => undefined);
        return performance.now() - begun;
      }, LIMIT);
      return { fetch: fetched, connections: stage.stream.connections };
    } finally {
      await sheet.close();
    }
  },
};
