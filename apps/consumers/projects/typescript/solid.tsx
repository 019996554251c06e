/** @jsxImportSource solid-js */
import "@sse/htmx-legacy/jsx/solid";

export const live = <p hx-sse="connect:/events swap:news" hx-swap="beforeend" data-hx-target="#log" sse-close="end" />;
// @ts-expect-error An attribute is text.
export const wrong = <p hx-swap={5} />;
