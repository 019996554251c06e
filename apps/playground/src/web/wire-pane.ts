/** The pane that shows the bytes of a stream as they come. It hears them like any other content: by `hx-sse`. */
import { html } from "hono/html";
import type { Markup } from "./markup.ts";

export interface WirePane {
  /** `connect:…` where the pane stands outside the source; it then shares its connection. */
  readonly connect?: string;
  /** Further tokens that the stream's own source has and that make it what it is, such as `share:browser`. */
  readonly options?: string;
  /** The event that carries the bytes. */
  readonly channel?: string;
  /** What stands there before the first event, and without JavaScript. */
  readonly initial: string;
}

export function wirePane({ connect, options = "", channel = "wire", initial }: WirePane): Markup {
  const attribute = connect ? `connect:${connect} swap:${channel} ${options}`.trim() : `swap:${channel}`;
  return html`<section class="pane pane-wire" aria-label="Bytes">
    <h2 class="pane-name">On the wire</h2>
    <pre
      class="code wire"
      tabindex="0"
      role="region"
      aria-label="The last bytes of the stream"
      hx-sse="${attribute}"
      hx-swap="textContent scroll:bottom"
    >
${initial}</pre>
  </section>`;
}
