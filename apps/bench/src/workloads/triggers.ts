/** Events that cause requests, more of them than anyone wants to make. */
import { slots, wire } from "../slot.ts";
import { last, stands, warmUp } from "../stage.ts";
import { mainThread, scaled, type Workload } from "./workload.ts";

const THROTTLE = 100;
const BLOCK = 10;
const PAUSE = 10;

/** What the throttle lets through is counted at the server. */
export const triggers: Workload = {
  name: "triggers",
  title: "Triggers",
  about: "2,000 events over 2 s, each the trigger of a request that is throttled to one in 100 ms",
  measures: [mainThread, { key: "requests", label: "requests made", unit: "" }],
  async run(stage, contender, scale) {
    const element = contender.requesting?.("tick", "/fragment", THROTTLE);
    if (element === undefined) return undefined;
    const places = slots(1);
    const [slot] = places;
    if (!slot) return undefined;
    const count = scaled(2000, scale);
    const asked = (): number => stage.server.requests.filter(({ path }) => path === "/fragment").length;
    const sheet = await stage.open(contender, contender.source("/stream", places, element));
    try {
      await warmUp(stage, sheet, contender, places);
      const earlier = asked();
      const before = sheet.time();
      for (let sent = 0; sent < count; sent += BLOCK) {
        for (let i = sent; i < Math.min(count, sent + BLOCK); i++) {
          stage.stream.write(contender.tick?.("tick", i) ?? wire("tick", ""));
        }
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
      await stage.send([contender.message(slot, last("end"))]);
      await stands(sheet, "end");
      const after = sheet.time();
      return { main: after - before, requests: asked() - earlier };
    } finally {
      await sheet.close();
    }
  },
};
