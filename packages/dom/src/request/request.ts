/** A request from the attributes of an element: who asks, whom, in whose place, and whether it may. */
import { textOfThrown } from "@sse/core";
import { attributeOwner, inheritedAttribute, ownAttribute } from "../attributes.ts";
import type { DomContext } from "../context.ts";
import { fire } from "../events.ts";
import { attributeOf } from "../native/element.ts";
import { dispatch } from "../native/event-target.ts";
import { isConnected } from "../native/node.ts";
import { noteSent } from "../swap/answered.ts";
import { isDead, isInDeadRegion } from "../swap/dead.ts";
import { missingTarget } from "../target.ts";
import { findTarget } from "./attribute-targets.ts";
import { takeTurn } from "./line.ts";
import type { Submitter } from "./parameters.ts";
import { recallAttributes } from "./recall.ts";
import { encode, readConfig } from "./request-config.ts";
import { send } from "./send.ts";
import { successorOf } from "./successor.ts";
import type { Ask, Exchange, Queue, RequestConfig, RequestInfo } from "./types.ts";
import { judgeUrl } from "./url.ts";

const verbs = ["get", "post", "put", "patch", "delete"];

/**
 * Does the request that `hx-get`, `-post`, `-put`, `-patch` or `-delete` of the element asks for, as htmx 2 does it,
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
    if (path !== null) return issue({ elt: element, triggeringEvent: event, verb, path, queue }, context);
  }
}

/** Ends the request of an element, if there is one. */
export function abortRequest(element: Element): void {
  dispatch(element, new Event("htmx:abort"));
}

async function issue(given: Ask, context: DomContext): Promise<void> {
  const { elt, confirmed, triggeringEvent } = given;
  const submitter = submitterOf(elt, triggeringEvent as SubmitEvent | null, context);
  const verb = (submitter && attributeOf(submitter, "formmethod"))?.toLowerCase() ?? given.verb;
  if (!isConnected(elt)) return handOver(given, context);
  // It may have waited: for its turn, or for an answer to a question.
  if (isDead(elt, context) || !verbs.includes(verb)) return;
  const ask = { ...given, verb, path: (submitter && attributeOf(submitter, "formaction")) ?? given.path };
  try {
    const target = aim(ask, context);
    const question = inheritedAttribute(elt, "hx-confirm") ?? null;
    const detail = {
      ...ask,
      target,
      question,
      issueRequest: (skip?: boolean) => issue({ ...given, confirmed: !!skip }, context),
    };
    if (!target) {
      const named = ask.target ?? inheritedAttribute(elt, "hx-target");
      fire(elt, "htmx:targetError", { ...detail, target: named });
      return context.report(elt, "target-missing", missingTarget(elt, named));
    }
    if (confirmed === undefined && !fire(elt, "htmx:confirm", detail, true)) return;
    await takeTurn(
      ask,
      () => void issue(given, context),
      async (controller, done) => {
        if (question && !confirmed && !confirm(question)) return;
        await perform(ask, readConfig(ask, target, submitter, context), context, controller, done);
      },
      context,
    );
  } catch (error) {
    context.report(elt, "request", textOfThrown(error));
  }
}

/** What waited for an element that is gone by now is done by whoever took its place, as that one says. */
async function handOver({ elt, triggeringEvent, queue }: Ask, context: DomContext): Promise<void> {
  const successor = successorOf(elt, context);
  if (successor) await issueRequest(successor, triggeringEvent, context, queue);
}

/** The button that has its say. One of a stranger, in a dead region, may name the form by its id, and submit it, but no more. */
function submitterOf(elt: Element, event: SubmitEvent | null, context: DomContext): Submitter | null {
  // Events of other types have none.
  const submitter = event?.target === elt ? (event.submitter as Submitter | null | undefined) : null;
  return submitter && !isInDeadRegion(submitter, context) ? submitter : null;
}

/** The element that the response goes to. */
function aim({ elt, target }: Ask, context: DomContext): Element | null {
  if (target) return findTarget(elt, target, elt, context);
  const named = attributeOwner(elt, "hx-target");
  return named ? findTarget(elt, named.value, named.owner, context) : elt;
}

/** Sends what the listeners leave of the request, if they do. */
async function perform(
  ask: Ask,
  config: RequestConfig,
  context: DomContext,
  controller: AbortController,
  done: () => void,
): Promise<void> {
  const { elt } = ask;
  if (!fire(elt, "htmx:configRequest", config, true)) return;
  if (config.errors.length) return void fire(elt, "htmx:validation:halted", config);
  const [url, body] = encode(config);
  const verdict = judgeUrl(url, context.config.origins);
  if ("refused" in verdict) {
    fire(elt, "htmx:invalidPath", config);
    return context.report(elt, "url", verdict.refused);
  }
  const pathInfo = { requestPath: config.path, finalRequestPath: url };
  const info: RequestInfo = { elt, target: config.target, requestConfig: config, pathInfo };
  if (!fire(elt, "htmx:beforeRequest", info, true)) return;
  const exchange: Exchange = {
    ask,
    info,
    context,
    recall: recallAttributes(elt),
    sent: noteSent(elt, config.parameters),
    aim: () => aim(ask, context),
    follow: (next) => issue(next, context),
  };
  await send(exchange, verdict.href, body, controller, done);
}
