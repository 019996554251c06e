/** A response that is itself an event stream: swapped as it comes, and over when it is over. */
import { type Message, readEvents } from "@sse/core";
import type { Deliver, Exchange } from "./types.ts";

export function isEventStream({ ok, body, headers }: Response): boolean {
  return ok && !!body && /^text\/event-stream\b/i.test(headers.get("content-type") ?? "");
}

/**
 * Delivers unnamed messages and hands named ones to `context.streamed`. Resolves when the stream ends and rejects when it breaks
 * or is aborted, which it is when the element has left the document. It is never opened again.
 */
export async function streamInto(response: Response, { ask, controller }: Exchange, deliver: Deliver): Promise<void> {
  const { element, context } = ask;
  const { body, url } = response;
  const { signal } = controller;
  if (!body) return;

  const failed = (error: unknown): void => context.report(element, "swap", `${error}`);
  const sink = {
    message(message: Message) {
      if (!element.isConnected) return controller.abort();
      try {
        if (message.type !== "message") return context.streamed?.(element, message);
        return deliver(message.data)?.then(undefined, failed);
      } catch (error) {
        failed(error);
      }
    },
  };
  await readEvents(body, sink, { origin: new URL(url).origin, signal });
  signal.throwIfAborted();
}
