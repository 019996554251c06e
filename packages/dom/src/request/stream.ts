/** A response that is itself an event stream: swapped as it comes, and over when it is over. */
import { type Message, readEvents, textOfThrown } from "@sse/core";
import { fire } from "../events.ts";
import { isConnected } from "../native/node.ts";
import { isDead } from "../swap/dead.ts";
import { messageDetail } from "../swap-binding.ts";
import type { Deliver, Exchange } from "./types.ts";

export function isEventStream({ ok, headers }: Response): boolean {
  return ok && /^text\/event-stream\b/i.test(headers.get("content-type") ?? "");
}

/**
 * Delivers unnamed messages and hands named ones to `context.streamed`. Resolves when the stream ends; rejects when it
 * breaks or is aborted, which it is when the element has left the document. It is never opened again.
 */
export async function streamInto(
  { body, url }: Response,
  { info, context }: Exchange,
  deliver: Deliver,
  signal: AbortSignal,
  abort: () => void,
): Promise<void> {
  const { elt } = info;
  const failed = (error: unknown): void => context.report(elt, "swap", textOfThrown(error));
  const message = (message: Message) => {
    if (!isConnected(elt) || isDead(elt, context)) return abort();
    try {
      if (message.type !== "message") return context.streamed?.(elt, message);
      const detail = messageDetail(message, elt);
      if (!fire(elt, "htmx:sseBeforeMessage", detail, true)) return;
      const done = deliver(detail.data);
      const told = (): void => void fire(elt, "htmx:sseMessage", detail);
      return done ? done.then(told, failed) : told();
    } catch (error) {
      failed(error);
    }
  };
  if (body) {
    const { maxEventSize } = context.config;
    await readEvents(body, { message }, { origin: new URL(url).origin, maxEventSize, signal });
  }
  signal.throwIfAborted();
  // Of named events alone, or of none, nothing was delivered.
  info.successful ??= !(info.failed ??= false);
}
