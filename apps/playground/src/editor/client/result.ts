/** The result: the visitor's page in a sandboxed frame without an origin, and what it reports. */
import { element } from "@sse/htmx-legacy/inspector/element.ts";

/** What the script inside the frame tells: a name seen on a stream, or a complaint. */
type Report = { readonly kind: "event"; readonly name: string } | { readonly kind: "complaint"; readonly text: string };

export interface Result {
  /** Shows this page in the place of the last one. */
  show(markup: string): void;
}

export interface ResultOptions {
  readonly parent: Element;
  readonly log: HTMLElement;
  /** The address of the composed stream. */
  readonly stream: string;
  readonly saw: (event: string) => void;
}

const COMPLAINTS = 6;

interface MarkupPolicy {
  createHTML(text: string): string;
}
interface PolicyFactory {
  createPolicy(name: string, rules: MarkupPolicy): MarkupPolicy;
}

/** The frame is sandboxed and has no origin: whatever is written into it, it can reach nothing of this page. */
function framePolicy(): MarkupPolicy {
  const rules: MarkupPolicy = { createHTML: (text) => text };
  const factory = (window as { trustedTypes?: PolicyFactory }).trustedTypes;
  return factory?.createPolicy("editor", rules) ?? rules;
}

function reportFrom(data: unknown): Report | undefined {
  const { kind, name, text }: Record<string, unknown> = data && typeof data === "object" ? { ...data } : {};
  if (kind === "event" && typeof name === "string") return { kind, name };
  return kind === "complaint" && typeof text === "string" ? { kind, text } : undefined;
}

export function createResult({ parent, log, stream, saw }: ResultOptions): Result {
  const policy = framePolicy();
  const config = JSON.stringify({ origins: [location.origin] }).replaceAll("'", "&#39;");
  const head = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<meta name="sse-config" content='${config}'><link rel="stylesheet" href="${location.origin}/style.css">
<script src="${location.origin}/client/frame.js" defer></script><script src="${location.origin}/sse.min.js" defer></script>
<script src="${location.origin}/client/inspector.js" defer></script>
<title>Result</title></head><body class="framed">`;
  let frame: HTMLIFrameElement | undefined;

  function complain(text: string): void {
    log.hidden = false;
    log.prepend(element("li", {}, text));
    while (log.childElementCount > COMPLAINTS) log.lastElementChild?.remove();
  }

  window.addEventListener("message", (event) => {
    if (!frame || event.source !== frame.contentWindow) return;
    const report = reportFrom(event.data);
    if (report?.kind === "event") saw(report.name);
    if (report?.kind === "complaint") complain(report.text);
  });

  return {
    show(markup) {
      const fresh = element("iframe", { title: "Your page, running", sandbox: "allow-scripts allow-forms" });
      const body = markup.trim().replaceAll(/connect:\/stream(?=[\s"'>?])/g, `connect:${stream}`);
      fresh.setAttribute("srcdoc", policy.createHTML(head + body));
      log.replaceChildren();
      log.hidden = true;
      if (frame) frame.replaceWith(fresh);
      else parent.append(fresh);
      frame = fresh;
    },
  };
}
