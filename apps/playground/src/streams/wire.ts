/** The bytes of an event. better-sse's buffer writes the fields; this keeps lines of data apart and names free of line breaks. */
import { createEventBuffer } from "better-sse";

/** An event as a server thinks of it. Without `event` it is an unnamed one, which a browser calls `message`. */
export interface StreamEvent {
  readonly data: string;
  readonly event?: string | undefined;
  readonly id?: string | undefined;
  /** Milliseconds. */
  readonly retry?: number | undefined;
}

const LINE_BREAKS = /\r\n?|\n/g;

/** One space after the colon, as browsers expect it, and a field name before every further line of data. */
const sanitizer = (text: string): string => ` ${text.replace(LINE_BREAKS, "\ndata: ")}`;

/** A field that has to stay on its line. */
const line = (text: string): string => text.replace(/[\r\n\0]/g, "");

/** The text that goes over the wire for one event, blank line included. */
export function wireText({ data, event, id, retry }: StreamEvent): string {
  const buffer = createEventBuffer({ serializer: String, sanitizer });
  if (event !== undefined) buffer.event(line(event));
  if (id !== undefined) buffer.id(line(id));
  if (retry !== undefined) buffer.retry(retry);
  return buffer.data(data).dispatch().read();
}

/** The text that tells a reader its position, and nothing else. */
export function positionText(id: string): string {
  return `id: ${line(id)}\n\n`;
}
