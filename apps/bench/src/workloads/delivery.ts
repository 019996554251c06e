/** Workloads of one shape: many events into the slots of a page, as fast as it takes them. */
import { last, stands, warmUp } from "../stage.ts";
import type { Slot } from "../slot.ts";
import { mainThread, scaled, type Workload } from "./workload.ts";

/** What differs between them. */
export interface DeliveryOptions extends Pick<Workload, "name" | "title" | "about"> {
  /** Events of a full run. */
  readonly events: number;
  /** The slots of the page at this scale. */
  slots(scale: number): readonly Slot[];
  /** The content of the event with this number for the slot with this number. */
  html(event: number, slot: number): string;
  /** Every event goes to every slot. */
  readonly all?: boolean;
  /** Milliseconds between two events; absent: as fast as the page takes them. */
  readonly pace?: number;
}

/** Events go to the slots in turn; the clock stops when the mark after the last one stands in the document. */
export function delivery({ name, title, about, events, slots, html, all = false, pace }: DeliveryOptions): Workload {
  return {
    name,
    title,
    about,
    measures: [mainThread, { key: "wall", label: "until done", unit: "ms" }],
    async run(stage, contender, scale) {
      const places = slots(scale);
      const count = scaled(events, scale);
      const sheet = await stage.open(contender, contender.source("/stream", places));
      try {
        await warmUp(stage, sheet, contender, places);
        const messages = Array.from({ length: count }, (_, i) => {
          const slot = places[i % places.length];
          if (!slot) throw new Error(`${name} has no slots`);
          const content = html(i, i % places.length);
          return contender.message(slot, i === count - 1 ? content + last("end") : content, all);
        });
        const before = sheet.time();
        const begun = performance.now();
        if (pace === undefined) await stage.send(messages);
        else {
          for (const message of messages) {
            await stage.send([message]);
            await new Promise((resolve) => setTimeout(resolve, pace));
          }
        }
        await stands(sheet, "end");
        const wall = performance.now() - begun;
        const after = sheet.time();
        return { main: after - before, wall };
      } finally {
        await sheet.close();
      }
    },
  };
}
