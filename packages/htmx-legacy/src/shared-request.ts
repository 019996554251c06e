/**
 * What is asked for through a connection: the sources that share it make one request together, for every attempt anew. The
 * first of them says what it is; what the others, and the page's listeners, add stays.
 */
import { type AttemptRequest, type Connection, textOfThrown } from "@sse/core";
import { type DomContext, encodeHeaders } from "@sse/dom";
import { requestOf } from "./source-request.ts";

/** What an element asks for. */
export interface Asked {
  readonly url: URL;
  readonly headers: Record<string, string>;
  /** The same for two that ask for the same: a position makes no difference. */
  readonly text: string;
}

/** What the first of those who share an attempt asks for. */
const firsts = new WeakMap<AttemptRequest, string>();
/** What was last asked for through a connection. It may be something else than what it was opened for. */
const lasts = new WeakMap<Connection, string>();

/** Reads what the element asks for at `href`. */
export function askedBy(element: Element, href: string, context: DomContext): Asked {
  const [url, headers] = requestOf(element, href, context);
  url.hash = "";
  const sent = headersOf(url, headers);
  sent.delete("Last-Event-ID");
  return { url, headers, text: JSON.stringify([url.href, ...sent]) };
}

function headersOf(url: URL, headers: Record<string, string>): Headers {
  try {
    return new Request(url, { headers }).headers;
  } catch (error) {
    throw new Error(`hx-headers: ${textOfThrown(error)}`, { cause: error });
  }
}

/** Has the request ask for the same as one that shares the attempt. Gives `false` where another has it ask for something else. */
export function agree(request: AttemptRequest, { url, headers, text }: Asked): boolean {
  const first = firsts.get(request);
  if (first !== undefined) return first === text;
  firsts.set(request, text);
  const others = Object.entries(headers).filter(([name]) => name.toLowerCase() !== "last-event-id");
  request.url = url.href;
  request.headers = Object.fromEntries(others);
  return true;
}

/** Writes the headers as they are sent into the same object: others hold it, and may add to it later. */
export function encodeInPlace(headers: Record<string, string>): void {
  const encoded = encodeHeaders(headers);
  for (const name of Object.keys(headers)) delete headers[name];
  Object.assign(headers, encoded);
}

/** This is what is asked for through the connection from now on. */
export function remember(connection: Connection, { text }: Asked): void {
  lasts.set(connection, text);
}

/** Whether something else is asked for through the connection by now. */
export function asksOtherwise(connection: Connection, { text }: Asked): boolean {
  return (lasts.get(connection) ?? text) !== text;
}
