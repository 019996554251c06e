/** Content that listens, replaced over and over: what stays behind when it is gone. */
import { slots } from "../slot.ts";
import { last, stands, warmUp } from "../stage.ts";
import { mainThread, scaled, type Workload } from "./workload.ts";

/** Counted after garbage collection, against the counts before. */
export const churn: Workload = {
  name: "churn",
  counts: true,
  title: "Churn",
  about: "5,000 swaps of content that listens itself, then one that does not: what is left after garbage collection",
  measures: [
    { key: "listeners", label: "listeners left", unit: "" },
    { key: "nodes", label: "nodes left", unit: "" },
    { key: "heap", label: "heap left", unit: "KB" },
    mainThread,
  ],
  async run(stage, contender, scale) {
    const content = contender.listening?.("inner");
    if (content === undefined) return undefined;
    const places = slots(1, { brings: true });
    const [slot] = places;
    if (!slot) return undefined;
    const count = scaled(5000, scale);
    const sheet = await stage.open(contender, contender.source("/stream", places));
    try {
      await warmUp(stage, sheet, contender, places);
      // Some rounds of the real thing first: what is made once and kept is not what is left behind.
      await stage.send(Array.from({ length: 20 }, () => contender.message(slot, content)));
      await stage.send([contender.message(slot, last("ready"))]);
      await stands(sheet, "ready");
      const before = await sheet.settled();
      const begun = sheet.time();
      await stage.send(Array.from({ length: count }, (_, i) => contender.message(slot, `${content} <i>${i}</i>`)));
      await stage.send([contender.message(slot, last("end"))]);
      await stands(sheet, "end");
      const main = sheet.time() - begun;
      const after = await sheet.settled();
      return {
        listeners: after.listeners - before.listeners,
        nodes: after.nodes - before.nodes,
        heap: (after.heap - before.heap) / 1024,
        main,
      };
    } finally {
      await sheet.close();
    }
  },
};
