import { expect, test } from "vitest";
import { BINDINGS, IDS, inspect, MARKUP, WHOLE } from "./inspect.ts";

const table: [html: string, needs: number][] = [
  ["", 0],
  ["plain text, id = 3, hx-get", 0],
  ["a &amp; b", MARKUP],
  [`<p class="a">b</p><header></header><titles>`, MARKUP],
  [`<p id=a>`, MARKUP | IDS],
  [`<p CLASS="x"ID = "a">`, MARKUP | IDS],
  [`<p hx-get="/x">`, MARKUP | BINDINGS],
  [`<p data-hx-sse="swap:x">`, MARKUP | BINDINGS],
  [`<p SSE-swap="x">`, MARKUP | BINDINGS],
  [`<p hx-swap-oob="true" id="a">`, MARKUP | BINDINGS | IDS | WHOLE],
  [`<p data-hx-preserve id="a">`, MARKUP | BINDINGS | IDS | WHOLE],
  [`<SCRIPT>1</SCRIPT>`, MARKUP | WHOLE],
  [`<title>x</title>`, MARKUP | WHOLE],
  [`<body class=x>`, MARKUP | WHOLE],
  [`<form></form>`, MARKUP | WHOLE],
  [`<input AUTOFOCUS>`, MARKUP | WHOLE],
  [`<template shadowrootmode="open">`, MARKUP | WHOLE],
];

test.each(table)("%s is known from its text", (html, needs) => {
  expect(inspect(html)).toBe(needs);
  expect(inspect(html)).toBe(needs);
});
