/** Messages into the document: swaps, triggers, requests, presence. */
export { attributeOwner, inheritedAttribute, ownAttribute, parentOf } from "./attributes.ts";
export { defaultConfig, type DomConfig, type Sanitize, type SanitizeContext, type TrustedMarkup } from "./config.ts";
export type { DomContext, Morph } from "./context.ts";
export { fire } from "./events.ts";
export { createPresence, type Presence, type PresenceOptions } from "./presence.ts";
export { memoize } from "./memoize.ts";
export { abortRequest, issueRequest } from "./request/request.ts";
export type { Queue, RequestConfig, RequestInfo } from "./request/types.ts";
export { judgeUrl, type UrlVerdict } from "./request/url.ts";
export { attributeValues } from "./request/values.ts";
export { createSwapListener, messageDetail, type MessageDetail, swapAttributes } from "./swap-binding.ts";
export { scriptUrl } from "./swap/markup.ts";
export { swap } from "./swap/swap.ts";
export type { SwapOptions } from "./swap/types.ts";
export { reportFirst } from "./report-first.ts";
export { resolveTarget, resolveTargets, type Target } from "./target.ts";
export { isMeantFor, messageEvent, messageOf, type SseEvent } from "./trigger/message-event.ts";
export { bindTriggers, type TriggerBinding } from "./trigger/trigger-binding.ts";
