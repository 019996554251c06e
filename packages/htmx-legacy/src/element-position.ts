/**
 * Where elements stood in their streams when these were closed: `resume:page`. An element goes on from there, whether it
 * was closed and reconnected, taken out and put back, or the page's `sse` stopped and started; a new element starts fresh,
 * since its content is fresh.
 */
import type { SourceDescription } from "./description.ts";

interface Kept {
  readonly stream: string;
  /** The `last:` of then: another one says that the content was rendered anew. */
  readonly start: string | undefined;
  readonly position: string;
}

const positions = new WeakMap<Element, Kept>();

/** What makes two streams of an element the same to it: the name it gives them, or their URL. */
const streamOf = ({ url, options }: SourceDescription): string => options?.resumeKey ?? url;

/** Keeps the position of the element in the stream that it asks for. */
export function keepPosition(element: Element, description: SourceDescription, position: string): void {
  const start = description.options?.lastEventId;
  // An empty one counts, too: a stream may take its position back.
  positions.set(element, { stream: streamOf(description), start, position });
}

/** Where the element starts in the stream that it asks for: where it was, or at its `last:`. */
export function startPosition(element: Element, description: SourceDescription): { lastEventId?: string } {
  const kept = positions.get(element);
  const start = description.options?.lastEventId;
  const isKept = kept?.stream === streamOf(description) && kept.start === start;
  const lastEventId = isKept ? kept.position : start;
  return lastEventId ? { lastEventId } : {};
}
