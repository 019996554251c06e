/** A response of `text/event-stream` to a request of htmx: swapped piece by piece, until it ends or its element goes. */
import { type Message, readEvents, textOfThrown } from "@sse/core";
import { type DomContext, fire, inheritedAttribute, messageDetail, readSwap, swapIn, watchPlace } from "@sse/dom";
import { documentOf, isConnected } from "@sse/dom/native";
import { followTarget } from "./answer-target.ts";
import { followHeaders, type ResponseHead } from "./streamed-headers.ts";

/** What htmx knows of the request. */
export interface StreamedRequest {
  readonly element: Element;
  readonly target: Element;
  /** What overrules attributes: headers of the response, or what a script asked for. */
  readonly swap: string | undefined;
  readonly select: string | undefined;
  readonly selectOob: string | undefined;
  readonly head: ResponseHead;
  /** Ends the request. */
  abort(): void;
  /** The body broke, or holds an event that is too large. */
  failed?(error: unknown): void;
}

/** Whether a response is to be streamed. One that leads to another page, or loads this one again, has no content for it. */
export function isStreamed(status: number, header: (name: string) => string | null): boolean {
  const isStream = status >= 200 && status < 300 && /^\s*text\/event-stream\b/i.test(header("Content-Type") ?? "");
  return isStream && !header("HX-Location") && !header("HX-Redirect") && header("HX-Refresh") !== "true";
}

/** Reads the body. Resolves when it has ended, or broke, or its element has left the document; it is never asked for again. */
export async function streamResponse(
  body: ReadableStream<Uint8Array>,
  request: StreamedRequest,
  context: DomContext,
  signal?: AbortSignal,
): Promise<void> {
  const { element, abort } = request;
  const watching = new MutationObserver(() => {
    if (!isConnected(element)) abort();
  });
  watching.observe(documentOf(element), { childList: true, subtree: true });
  const message = createPieces(request, context);
  try {
    const { maxEventSize } = context.config;
    await readEvents(body, { message }, { origin: location.origin, maxEventSize, ...(signal && { signal }) });
  } catch (error) {
    if (isConnected(element) && !signal?.aborted) {
      context.report(element, "sendError", textOfThrown(error));
      request.failed?.(error);
    }
    // What is too large is not waited for.
    abort();
  } finally {
    watching.disconnect();
  }
}

/** Gives what takes a message: one without a name is swapped, one with a name goes to what listens inside the element. */
function createPieces(request: StreamedRequest, context: DomContext): (message: Message) => void | PromiseLike<void> {
  const { element } = request;
  const headers = followHeaders(element, request.head, context);
  const targetNow = followTarget(element, request.target, context);
  const failed = (error: unknown): void => context.report(element, "swap", textOfThrown(error));

  return (message) => {
    if (!isConnected(element)) return request.abort();
    try {
      if (message.type !== "message") return context.streamed?.(element, message);
      const detail = messageDetail(message, element);
      if (!fire(element, "htmx:sseBeforeMessage", detail, true)) return;
      headers.swapping();
      const target = targetNow();
      const placed = watchPlace(target, target);
      const { value: spec } = readSwap(request.swap ?? inheritedAttribute(element, "hx-swap") ?? "", element, context);
      const select = request.select ?? inheritedAttribute(element, "hx-select");
      const done = swapIn(context, target, detail.data, spec, {
        element,
        source: "response",
        announces: true,
        select: select === "unset" ? undefined : select,
        selectOob: request.selectOob ?? inheritedAttribute(element, "hx-select-oob"),
        stands() {
          placed();
          fire(element, "htmx:sseMessage", detail);
          headers.swapped();
        },
        settled: headers.settled,
      });
      return done?.then(undefined, failed);
    } catch (error) {
      failed(error);
    }
  };
}
