/** A request from beginning to end: verb and URL from the attributes, its events, and what ends it early. */
import { attributeOwner, inheritedAttribute, ownAttribute } from "../attributes.ts";
import type { DomContext } from "../context.ts";
import { fire } from "../events.ts";
import { findTarget } from "./attribute-targets.ts";
import { takeTurn } from "./line.ts";
import type { Submitter } from "./parameters.ts";
import { encode, readConfig } from "./request-config.ts";
import { send } from "./send.ts";
import type { Ask, Queue, RequestInfo } from "./types.ts";
import { judgeUrl } from "./url.ts";

const verbs = ["get", "post", "put", "patch", "delete"];

/**
 * Does the request that `hx-get`, `-post`, `-put`, `-patch` or `-delete` of the element ask for, as htmx 2 does it,
 * and swaps the response. Resolves when that has settled, or when it is known that nothing will be swapped now: the
 * request was dropped, refused, or waits for its turn. Never rejects: failures are events and reports.
 * `queue` is the `queue:` of the trigger that fired.
 */
export async function issueRequest(
  element: Element,
  event: Event | null,
  context: DomContext,
  queue?: Queue,
): Promise<void> {
  for (const verb of verbs) {
    const path = ownAttribute(element, `hx-${verb}`);
    if (path !== null) return issue({ element, event, context, verb, path, queue });
  }
}

/** Ends the request of an element, if there is one: for an element that leaves the document. */
export function abortRequest(element: Element): void {
  element.dispatchEvent(new Event("htmx:abort"));
}

async function issue(given: Ask): Promise<void> {
  const { element, event, context } = given;
  if (!element.isConnected) return;
  try {
    const submitter = submitterOf(element, event);
    const verb = submitter?.getAttribute("formmethod")?.toLowerCase() ?? given.verb;
    if (!verbs.includes(verb)) return;
    const ask = { ...given, verb, path: submitter?.getAttribute("formaction") ?? given.path };
    const target = aim(ask);
    if (!target) {
      fire(element, "htmx:targetError", {
        elt: element,
        target: ask.target ?? inheritedAttribute(element, "hx-target"),
      });
      return context.report(element, "target-missing", "hx-target names no element of the page");
    }
    if (ask.confirmed === undefined && !asksConfirmation(ask, target)) return;
    await takeTurn(
      ask,
      () => void issue(given),
      (controller, done) => run(ask, target, submitter, controller, done),
    );
  } catch (error) {
    context.report(element, "request", `${error}`);
  }
}

/** The element that the response goes to. */
function aim({ element, target }: Ask): Element | null {
  if (target) return findTarget(element, target);
  const found = attributeOwner(element, "hx-target");
  return found ? findTarget(element, found.value, found.owner) : element;
}

function submitterOf(element: Element, event: Event | null): Submitter | null {
  return event?.type === "submit" && event.target === element
    ? ((event as SubmitEvent).submitter as Submitter | null)
    : null;
}

/** Lets a listener of `htmx:confirm` take over: it cancels the event and calls `issueRequest` when it may go on. */
function asksConfirmation(ask: Ask, target: Element): boolean {
  const { element, event, verb, path } = ask;
  const detail = {
    elt: element,
    target,
    verb,
    path,
    triggeringEvent: event,
    question: inheritedAttribute(element, "hx-confirm"),
    issueRequest: (skipConfirmation?: boolean) => issue({ ...ask, confirmed: !!skipConfirmation }),
  };
  return fire(element, "htmx:confirm", detail, true);
}

async function run(
  ask: Ask,
  target: Element,
  submitter: Submitter | null,
  controller: AbortController,
  done: () => void,
): Promise<void> {
  const { element, context, confirmed } = ask;
  const question = inheritedAttribute(element, "hx-confirm");
  if (question && !confirmed && !confirm(question)) return;
  const config = readConfig(ask, target, submitter);
  if (!fire(element, "htmx:configRequest", config, true)) return;
  if (config.errors.length) return void fire(element, "htmx:validation:halted", config);
  const { url, body } = encode(config);
  const verdict = judgeUrl(url, context.config.origins);
  if ("refused" in verdict) {
    fire(element, "htmx:invalidPath", config);
    return context.report(element, "url", `${url}: ${verdict.refused}`);
  }
  const [requestPath = "", anchor = ""] = config.path.split("#");
  const info: RequestInfo = {
    elt: element,
    target: config.target,
    requestConfig: config,
    pathInfo: { requestPath, finalRequestPath: url, anchor },
  };
  if (!fire(element, "htmx:beforeRequest", info, true)) return;
  await send({ ask, info, href: verdict.href, body, controller, done, aim: () => aim(ask), follow: issue });
}
