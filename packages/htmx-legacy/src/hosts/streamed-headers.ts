/** What the headers of a streamed response of htmx ask for besides its content: events and a URL, when it is done without htmx. */
import { textOfThrown } from "@sse/core";
import { announce, type DomContext, followUrl, recallAttributes } from "@sse/dom";

/** The head of a response, and what a script asked for instead of attributes. */
export interface ResponseHead {
  header(name: string): string | null;
  /** Where the request went, and where the response came from. */
  readonly path: string;
  readonly url: string;
  readonly push: string | undefined;
  readonly replace: string | undefined;
  /** Raises an event of a header. Absent: as any DOM event. */
  raise?(element: Element, name: string, detail: object): void;
  /** Puts a URL in the address bar, as htmx does. */
  show(kind: "push" | "replace", url: string): void;
}

/** The steps of a streamed response after its start; each does something for the first piece alone. */
export interface HeaderSteps {
  swapping(): void;
  swapped(): void;
  settled(): void;
}

/** Does what the headers ask for at the start. */
export function followHeaders(element: Element, head: ResponseHead, context: DomContext): HeaderSteps {
  const recall = recallAttributes(element);
  const tell = (name: string): void => announce(head.header(name), element, context, head.raise);
  tell("HX-Trigger");
  return {
    swapping: once(() => {
      const { path: requestPath, url: responseURL, show } = head;
      const pathInfo = { requestPath, finalRequestPath: requestPath };
      try {
        followUrl(head, { pathInfo, xhr: { responseURL, getResponseHeader: head.header } }, recall, show);
      } catch (error) {
        context.report(element, "response", textOfThrown(error));
      }
    }),
    swapped: once(() => tell("HX-Trigger-After-Swap")),
    settled: once(() => tell("HX-Trigger-After-Settle")),
  };
}

/** Shows a URL with the mark of htmx, which loads the page of such an entry when somebody goes back to it. */
export function showUrl(kind: "push" | "replace", url: string): void {
  const mark = { htmx: true };
  if (!(history.state as Partial<typeof mark> | null)?.htmx) history.replaceState(mark, "", location.href);
  history[`${kind}State`](mark, "", url);
}

function once(does: () => void): () => void {
  let done = false;
  return () => {
    if (!done) {
      done = true;
      does();
    }
  };
}
