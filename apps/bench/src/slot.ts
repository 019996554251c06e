/** A place of a page that events are put into, whoever does it. */

/** An element that listens. Its id and its event name are plain words. */
export interface Slot {
  readonly id: string;
  /** The event it listens to. Contenders that address elements instead find all its listeners by this class. */
  readonly event: string;
  readonly style: "replace" | "append" | "morph";
  /** What stands in it at first. */
  readonly content?: string;
  /** What it is given brings listeners of its own. */
  readonly brings?: boolean;
}

/** `count` slots that replace, each with an event name of its own. */
export function slots(count: number, more: Partial<Slot> = {}): readonly Slot[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `slot-${i}`,
    event: `event-${i}`,
    style: "replace",
    ...more,
  }));
}

/** The element of a slot with the attributes a contender gives it. Append slots scroll. */
export function element({ id, event, style, content = "" }: Slot, attributes = ""): string {
  const scroll = style === "append" ? ` style="height:300px;overflow-y:auto"` : "";
  return `<div id="${id}" class="${event}"${scroll}${attributes && ` ${attributes}`}>${content}</div>`;
}

/** One event of a stream as its bytes; `name` is left out for unnamed messages. */
export function wire(name: string | undefined, data: string): string {
  return `${name === undefined ? "" : `event: ${name}\n`}data: ${data.replaceAll("\n", "\ndata: ")}\n\n`;
}
