/** What editors say about the attributes and their words. The reference has more; every text ends with a link to it. */

export const reference = "https://github.com/sse-html/sse/blob/main/docs/attributes";

/** By attribute: its own description and those of its words. */
export const descriptions: Readonly<
  Record<string, { readonly about: string; readonly words: Record<string, string> }>
> = {
  "hx-sse": {
    about: "Where events come from and which of them become content: `connect:/events swap:news`.",
    words: {
      connect: "Opens an event stream at this URL, for this element and everything below it.",
      swap: "Puts the data of this event into the target. May be repeated; `message` is the event without a name.",
      close: "This event ends the stream for good. May be repeated.",
      start: "Opens the stream on this DOM event (`click`, `revealed`, `load:2s`) instead of at once.",
      share: "Who shares the stream: all sources of the page, all tabs of the browser, or nobody.",
      pause: "`hidden` closes the stream while the tab is hidden.",
      idle: "Reconnects when nothing, not even a comment, came for this long.",
      retry: "The shortest delay before a reconnect, and after `..` the longest.",
      "retry-on":
        "Statuses, content types and redirects that are temporary: the stream is tried again. `404,text/html`.",
      attempts: "Gives up after this many failures in a row.",
      transport: "How the stream is read: by `fetch` or by `EventSource`.",
      credentials: "Whether cookies travel: to the own origin, everywhere, or nowhere.",
      resume:
        "How long the last event ID is kept: for the page, or for the session (`key(name)`: under this name), and how it is sent: in a header, or by `query(name)` in the URL.",
      last: "The event ID to start from: the position that this content was rendered at.",
      reset: "By this event the server says that its history is gone: `htmx:sseGap` follows. May be repeated.",
    },
  },
  "hx-trigger": {
    about: "When a request is sent: `sse:news` for an event of the stream, or any event of the page.",
    words: {
      once: "Only the first time.",
      changed: "Only when the value of the element changed.",
      delay: "Waits this long; another event starts the wait anew.",
      throttle: "After an event, lets none through for this long, then the last one.",
      from: "Listens on another element.",
      target: "Only when the target of the event matches this selector.",
      consume: "The event triggers nothing further up.",
      queue: "What to do with events during a request.",
      root: "For `intersect`: the element whose edges count.",
      threshold: "For `intersect`: how much has to be in view, from 0 to 1.",
    },
  },
  "hx-swap": {
    about: "How content gets into the target: a style, then modifiers.",
    words: {
      innerHTML: "The content of the target is replaced.",
      outerHTML: "The target itself is replaced.",
      textContent: "The content becomes text; markup in it is not read.",
      beforebegin: "Before the target.",
      afterbegin: "Into the target, at its beginning.",
      beforeend: "Into the target, at its end.",
      afterend: "After the target.",
      delete: "The target is removed.",
      none: "Nothing is swapped, except parts out of band.",
      morph: "The target is changed into the new content, keeping what is the same.",
      "morph:innerHTML": "The content of the target is changed into the new content.",
      "morph:outerHTML": "The target is changed into the new content.",
      before: "Before the target, as htmx 4 calls it.",
      prepend: "Into the target, at its beginning, as htmx 4 calls it.",
      append: "Into the target, at its end, as htmx 4 calls it.",
      after: "After the target, as htmx 4 calls it.",
      innerMorph: "The content of the target is changed into the new content, as htmx 4 calls it.",
      outerMorph: "The target is changed into the new content, as htmx 4 calls it.",
      swap: "Waits this long before the swap.",
      settle: "Waits this long between the swap and settling.",
      scroll: "Scrolls the target, or another element, to an edge.",
      stick: "Scrolls to the end of a growing list, if its end was in view.",
      show: "Scrolls an edge of the target, or of another element, into view.",
      "focus-scroll": "Whether a field that keeps the focus is scrolled into view.",
      transition: "Swaps in a view transition.",
      ignoreTitle: "Leaves the title of the page alone, whatever the content says.",
      frame: "Of several replacing swaps in one frame, only the last touches the page.",
    },
  },
  "hx-target": {
    about: "Where content goes: a CSS selector, or one of these words.",
    words: {
      this: "The element that carries the attribute.",
      closest: "The nearest ancestor, or the element itself, that matches the selector.",
      find: "The first descendant that matches the selector.",
      next: "The next element, or the next one in the page that matches the selector.",
      previous: "The previous element, or the one before in the page that matches the selector.",
      body: "The body of the page.",
      host: "In a shadow root: the element that it belongs to.",
      global: "In a shadow root: looks for the selector in the page.",
    },
  },
  "sse-connect": { about: "Opens an event stream at this URL, as htmx 2's extension does.", words: {} },
  "sse-swap": { about: "Events whose data goes into the target, separated by commas.", words: {} },
  "sse-close": { about: "The event that ends the stream.", words: {} },
};
