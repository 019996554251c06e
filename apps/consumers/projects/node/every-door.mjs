/** Loads every entry of every package, both ways: none needs a page before it is used. Prints what the doors have in common. */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const doors = [
  "@sse/parser",
  "@sse/parser/lint",
  "@sse/parser/vocabulary",
  "@sse/core",
  "@sse/core/browser-shared",
  "@sse/dom",
  "@sse/dom/morph",
  "@sse/dom/native",
  "@sse/htmx-legacy",
  "@sse/htmx-legacy/jsx",
];
for (const door of doors) {
  const names = [Object.keys(await import(door)), Object.keys(require(door))].map((each) =>
    each
      .filter((name) => name !== "default" && name !== "__esModule" && name !== "module.exports")
      .toSorted()
      .join(),
  );
  if (names[0] !== names[1]) throw new Error(`${door}: ${names.join(" is not ")}`);
}
console.log(`${doors.length} doors`);
