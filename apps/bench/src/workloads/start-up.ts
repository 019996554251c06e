/** What a page pays before its first event: thousands of listening elements, all to be found and bound. */
import { slots } from "../slot.ts";
import { last, stands } from "../stage.ts";
import { mainThread, scaled, type Workload } from "./workload.ts";

/** The time includes parsing the page and running the scripts. */
export const startUp: Workload = {
  name: "start-up",
  title: "Start-up",
  about:
    "a page of 5,000 listening elements with event names of their own, from navigation to the last one's first event",
  measures: [mainThread],
  async run(stage, contender, scale) {
    const places = slots(scaled(5000, scale));
    const sheet = await stage.open(contender, contender.source("/stream", places));
    try {
      await stage.stream.waitFor(1);
      const slot = places.at(-1);
      if (slot) await stage.send([contender.message(slot, last("end"))]);
      await stands(sheet, "end");
      return { main: sheet.time() };
    } finally {
      await sheet.close();
    }
  },
};
