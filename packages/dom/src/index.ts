/** Messages into the document: swaps, triggers, requests, presence. */
export {
  attributeOwner,
  disableInheritance,
  hostMark,
  inheritedAttribute,
  ownAttribute,
  parentOf,
} from "./attributes.ts";
export { defaultConfig, type DomConfig, type Sanitize, type SanitizeContext, type TrustedMarkup } from "./config.ts";
export type { DomContext, Morph, Writer } from "./context.ts";
export { fire } from "./events.ts";
export { createHandedRoots, type HandedRoots } from "./handed-roots.ts";
export { createPresence, type Presence, type PresenceOptions } from "./presence.ts";
export { memoize } from "./memoize.ts";
export { keepingState } from "./morph-keeping.ts";
export { keepState, type StateKeeper } from "./morph-state.ts";
export { announce } from "./request/announce.ts";
export { findTarget } from "./request/attribute-targets.ts";
export { followUrl, type Followed, watchHistory } from "./request/history.ts";
export { type Recall, recallAttributes } from "./request/recall.ts";
export { markBusy } from "./request/busy.ts";
export { encodeHeaders } from "./request/request-config.ts";
export { abortRequest, issueRequest } from "./request/request.ts";
export { abortStream } from "./request/send.ts";
export { successorOf, watchPlace } from "./request/successor.ts";
export type { Invalid, Queue, RequestConfig, RequestInfo, ResponseFacts } from "./request/types.ts";
export { judgeUrl, type UrlVerdict } from "./request/url.ts";
export { attributeValues } from "./request/values.ts";
export {
  createSwapListener,
  messageDetail,
  type MessageDetail,
  type SwapListenerOptions,
  type SwapSource,
  type WaitingMessage,
} from "./swap-binding.ts";
export { swapAttributes } from "./swap-plan.ts";
export { scriptUrl } from "./swap/markup.ts";
export { reportFirst } from "./report-first.ts";
export { announces } from "./swap/announce.ts";
export { writeAlone } from "./swap/alone.ts";
export { createHostWriter } from "./swap/beside-host.ts";
export { reportFailure } from "./swap/failure.ts";
export type { HostModifiers } from "./swap/host-modifiers.ts";
export { readSwap } from "./swap/read-swap.ts";
export { scrollTo } from "./swap/scroll.ts";
export { type Style, unknownStyle } from "./swap/style.ts";
export type { JobOptions, SwapJob } from "./swap/job.ts";
export { swap, type SwapOptions } from "./swap/public.ts";
export { askAboutPart } from "./swap/ask-about-part.ts";
export { anyDead, type Deadly, isInside, liveTarget, takesPart } from "./swap/dead.ts";
export { isBlank, isOnlyParts, mayLeaveTarget, outOfBand } from "./swap/only-parts.ts";
export { reportLostParts } from "./swap/out-of-band.ts";
export { removeScripts } from "./swap/script.ts";
export { swapIn } from "./swap/swap.ts";
export { type Accepts, resolveTarget, resolveTargets, type Target } from "./target.ts";
export { replacesDefault } from "./trigger/default-action.ts";
export { isMeantFor, messageEvent, messageOf, type SseEvent } from "./trigger/message-event.ts";
export { bindTriggers, type TriggerBinding } from "./trigger/trigger-binding.ts";
export { watchVisibility } from "./trigger/visibility.ts";
