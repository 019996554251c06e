import { expect, test } from "vitest";
import { contentFlags, HAS_BINDINGS, HAS_IDS, HAS_MARKUP, NEEDS_FRAGMENT } from "./content.ts";

const table: [html: string, flags: number][] = [
  ["", 0],
  ["plain text, id = 3, hx-get", 0],
  ["a &amp; b", HAS_MARKUP],
  [`<p class="a">b</p><header></header><titles>`, HAS_MARKUP],
  [`<p id=a>`, HAS_MARKUP | HAS_IDS],
  [`<p CLASS="x"ID = "a">`, HAS_MARKUP | HAS_IDS],
  [`<p hx-get="/x">`, HAS_MARKUP | HAS_BINDINGS],
  [`<p data-hx-sse="swap:x">`, HAS_MARKUP | HAS_BINDINGS],
  [`<p SSE-swap="x">`, HAS_MARKUP | HAS_BINDINGS],
  [`<p hx-swap-oob="true" id="a">`, HAS_MARKUP | HAS_BINDINGS | HAS_IDS | NEEDS_FRAGMENT],
  [`<p data-hx-preserve id="a">`, HAS_MARKUP | HAS_BINDINGS | HAS_IDS | NEEDS_FRAGMENT],
  [`<SCRIPT>1</SCRIPT>`, HAS_MARKUP | NEEDS_FRAGMENT],
  [`<title>x</title>`, HAS_MARKUP | NEEDS_FRAGMENT],
  [`<body class=x>`, HAS_MARKUP | NEEDS_FRAGMENT],
  [`<hx-partial hx-target="#a">x</hx-partial>`, HAS_MARKUP | HAS_BINDINGS | NEEDS_FRAGMENT],
  [`<template hx type="partial">x</template>`, HAS_MARKUP | NEEDS_FRAGMENT],
  [`<form></form>`, HAS_MARKUP | NEEDS_FRAGMENT],
  [`<input AUTOFOCUS>`, HAS_MARKUP | NEEDS_FRAGMENT],
  [`<template shadowrootmode="open">`, HAS_MARKUP | NEEDS_FRAGMENT],
];

test.each(table)("%s is known from its text", (html, flags) => {
  expect(contentFlags(html)).toBe(flags);
  expect(contentFlags(html)).toBe(flags);
});
