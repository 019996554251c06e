/** htmx 2 on the page. */
import { type DomContext, keepingState, type SwapJob, takesPart, removeScripts, unknownStyle } from "@sse/dom";
import { closest, globalOf, matches, query } from "@sse/dom/native";
import { lendEvents } from "./event-scope.ts";
import type { Host } from "./host.ts";
import { cleanUp, htmxHost, type Htmx, modifiersOf } from "./htmx.ts";
import { fireTwice } from "./kebab.ts";
import { createOverhearing, type Logger, overheard, type Overhearing } from "./overhearing.ts";
import { streamBesideHtmx2 } from "./stream-htmx2.ts";

/** What only htmx 2 has. */
export interface Htmx2 extends Htmx {
  /** Absent, unless the page wants everything logged. */
  readonly logger?: Logger | null;
  trigger(element: Element, name: string, detail: object): void;
  swap(target: Element, content: string | DocumentFragment, spec: object, options: object): void;
  defineExtension(name: string, extension: { init(api: ExtensionApi): void }): void;
  removeExtension(name: string): void;
}

/** What htmx 2 gives its extensions. */
interface ExtensionApi {
  withExtensions(element: Element, visit: (extension: Extension) => void): void;
}

interface Extension extends Overhearing {
  transformResponse(text: string, xhr: null, element: Element): string;
  handleSwap?(style: string, target: Element, fragment: DocumentFragment, settleInfo: object): unknown;
}

const disabled = "hx-disable";

/** An extension may be in force here, and wants to hear of everything. */
const extended = "[hx-ext],[data-hx-ext]";

/** Where htmx makes something even of plain links. */
const caring = `${extended},[hx-boost],[data-hx-boost]`;

/** What htmx may have bound with listeners elsewhere, or with timers. */
const reaching = `[hx-trigger],[data-hx-trigger],${extended}`;

/** A host for htmx 2. */
export function htmx2Host(htmx: Htmx2, engine: Host | undefined): Host {
  /** The swap that htmx makes now. A listener of its events may make another in its midst. */
  let swapping: { readonly context: DomContext; readonly source: SwapJob["options"]["source"] } | undefined;
  const withExtensions = createExtensions(htmx);
  const overhear = createOverhearing(htmx, withExtensions);

  return htmxHost(htmx, engine, {
    disabled: disabledBy(htmx),
    transform(html, element) {
      let text = html;
      withExtensions(element, (extension) => {
        text = extension.transformResponse(text, null, element);
      });
      return text;
    },
    swap(job, context) {
      const { element = job.target } = job.options;
      const swap = (): void =>
        withScripts(htmx, context.config.allowScripts, () =>
          withState(job, context, () => swapByHtmx(htmx, job, context)),
        );
      const around = swapping;
      swapping = { context, source: job.options.source };
      try {
        if (!job.style.foreign && !job.style.morph) swap();
        else if (!isHandled(withExtensions, element, swap))
          context.report(element, "swap-style", unknownStyle(job.style.name));
      } finally {
        swapping = around;
      }
    },
    morphs: () => !!globalOf("Idiomorph"),
    process: (root) => htmx.process(root),
    // By their attributes as a whole, it knows what has changed.
    renew: (element) => htmx.process(element),
    cares: (target) => closest(target, caring) !== null,
    raise(element, type, detail) {
      // Extensions and the log hear events from htmx alone.
      if (htmx.logger || closest(element, extended)) htmx.trigger(element, type, detail);
      else fireTwice(element, type, detail);
    },
    release(roots) {
      const isExtended = roots[0] && closest(roots[0], extended);
      for (const root of roots)
        if (isExtended || matches(root, reaching) || query(root, reaching)) cleanUp(htmx, root, disabled);
    },
    closeStream: (element) => eventSourceOf(element)?.close(),
    attach: (listen, context) => streamBesideHtmx2(listen, context, htmx.config),
    overhear,
    start(listen) {
      htmx.removeExtension("sse");
      lendEvents(listen);
      listen(overheard, overhear);
      // Out-of-band parts and partials replace more than the target.
      listen(["htmx:oobBeforeSwap", "htmx:partialBeforeSwap"], (event) => {
        if (!swapping || !(event.target instanceof Element)) return;
        const { context, source } = swapping;
        if (!takesPart(event.target, context, source)) event.preventDefault();
        // In templates, htmx looks for no scripts.
        if (!context.config.allowScripts) removeScripts((event as PartSwap).detail.fragment);
      });
    },
  });
}

type PartSwap = CustomEvent<{ readonly fragment: DocumentFragment }>;

function swapByHtmx(htmx: Htmx2, job: SwapJob, context: DomContext): void {
  const { target, content, spec, style, options } = job;
  const { element = target, select, selectOob, stands, swapped, settled } = options;
  const { defaultSettleDelay, ignoreTitle } = context.config;
  const swapSpec = {
    swapStyle: style.name,
    // What has to be waited for has been: frames, delays and transitions come before the write.
    swapDelay: 0,
    transition: false,
    settleDelay: spec.settleDelay?.value ?? defaultSettleDelay,
    ...modifiersOf(spec),
    ignoreTitle: spec.ignoreTitle?.value ?? ignoreTitle,
  };
  htmx.swap(target, content, swapSpec, {
    select,
    selectOOB: selectOob,
    contextElement: element,
    eventInfo: { elt: element, target },
    afterSwapCallback() {
      stands?.();
      swapped?.([], []);
    },
    afterSettleCallback: () => settled?.([], []),
  });
}

/** Visits the extensions that are in force for an element, as htmx 2 has its own extension do it. */
function createExtensions(htmx: Htmx2): ExtensionApi["withExtensions"] {
  let api: ExtensionApi | undefined;
  htmx.defineExtension("sse-api", { init: (given) => void (api = given) });
  htmx.removeExtension("sse-api");
  return (element, visit) => {
    // Most pages name none, and every event asks.
    if (closest(element, extended)) api?.withExtensions(element, visit);
  };
}

/** Runs `swap`; gives whether an extension that is in force for an element did it. */
function isHandled(withExtensions: ExtensionApi["withExtensions"], element: Element, swap: () => void): boolean {
  let handled = false;
  const restore: (() => void)[] = [];
  withExtensions(element, (extension) => {
    const { handleSwap } = extension;
    if (!handleSwap) return;
    extension.handleSwap = (...given) => {
      const result = handleSwap.apply(extension, given);
      handled ||= !!result;
      return result;
    };
    restore.push(() => (extension.handleSwap = handleSwap));
  });
  try {
    swap();
  } finally {
    for (const undo of restore) undo();
  }
  return handled;
}

/** Runs `swap` with htmx held to our rule for scripts; it reads its own while it parses. */
function withScripts(htmx: Htmx2, allowed: boolean, swap: () => void): void {
  const { allowScriptTags } = htmx.config;
  htmx.config["allowScriptTags"] = allowed;
  try {
    swap();
  } finally {
    htmx.config["allowScriptTags"] = allowScriptTags;
  }
}

/** Runs `swap`, by the idiomorph of the page's own extension where it morphs, told to keep what a person has done. */
function withState({ style }: SwapJob, context: DomContext, swap: () => void): void {
  const idiomorph = style.morph ? (globalOf("Idiomorph") as Parameters<typeof keepingState>[0] | undefined) : undefined;
  if (!idiomorph) return swap();
  const { morph } = idiomorph;
  idiomorph.morph = keepingState(idiomorph, context);
  try {
    swap();
  } finally {
    idiomorph.morph = morph;
  }
}

/** Private to htmx 2: where its extension keeps the stream of an element. */
function eventSourceOf(element: Element): EventSource | undefined {
  const { "htmx-internal-data": data } = element as { "htmx-internal-data"?: { sseEventSource?: EventSource } };
  return data?.sseEventSource;
}

/** What is dead to htmx is dead to us: by its attribute, and by the selector that a page may give instead. */
function disabledBy({ config }: Htmx2): string {
  const own = `[${disabled}],[data-${disabled}]`;
  const { disableSelector } = config;
  try {
    if (typeof disableSelector !== "string" || !disableSelector) return own;
    query(document, disableSelector);
    return `${own},${disableSelector}`;
  } catch {
    return own;
  }
}
