/** The text of an event as a server writes it. Source: WHATWG HTML, "Server-sent events". */

/** The fields of one event; each line of `data` becomes a line of its own. */
export interface EventFields {
  readonly event?: string;
  readonly data?: string;
  readonly id?: string;
  /** Milliseconds. */
  readonly retry?: number;
}

/** `{ event: "tick", data: "1" }` → `event: tick\ndata: 1\n\n`. */
export function formatEvent({ event, data, id, retry }: EventFields): string {
  let text = "";
  if (event !== undefined) text += `event: ${event}\n`;
  if (id !== undefined) text += `id: ${id}\n`;
  if (retry !== undefined) text += `retry: ${retry}\n`;
  if (data !== undefined) for (const line of data.split(/\r\n|\r|\n/)) text += `data: ${line}\n`;
  return `${text}\n`;
}
