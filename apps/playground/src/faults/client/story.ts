/** The story of the fault desk: what the visitor did, what broke, and when it was whole again. */
import { element } from "@sse/htmx-legacy/inspector/element.ts";
import { clock, duration } from "@sse/htmx-legacy/inspector/format.ts";

const LINES = 12;

export interface Story {
  /** Adds a line at the top; `kind` says how it looks. */
  tell(kind: "done" | "broken" | "whole", text: string): void;
}

/** A story in `root`, whose first words make way for its first line. */
export function createStory(root: Element): Story {
  const lines: HTMLElement[] = [];
  return {
    tell(kind, text) {
      const line = element("p", { class: `story-${kind}` }, element("time", {}, clock(Date.now())), ` ${text}`);
      if (lines.length === 0) root.replaceChildren();
      lines.unshift(line);
      root.prepend(line);
      for (const old of lines.splice(LINES)) old.remove();
    },
  };
}

/** What `htmx:sseError` carries of a stream that broke. */
export interface Breakage {
  readonly error: { readonly code?: string };
  readonly status?: number;
  readonly retryIn?: number;
}

/** Why it broke and what comes next, in a few words. */
export function breakage({ error, status, retryIn }: Breakage): string {
  const silent = error.code === "timeout";
  const why = status ? `Refused with ${status}` : silent ? "Silent for too long, so it was left" : "The line broke";
  return retryIn === undefined ? why : `${why}. Next attempt in ${duration(retryIn)}`;
}
