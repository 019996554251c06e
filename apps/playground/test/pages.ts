/** Every page of the playground, by its path. */
import { items } from "../src/gallery/routes.ts";
import { chapters } from "../src/guide/chapters.ts";
import { examples } from "../src/pages/example-list.ts";

export const paths: readonly string[] = [
  "/",
  "/guide",
  ...chapters.map(({ slug }) => `/guide/${slug}`),
  "/examples",
  ...examples.map(({ name }) => `/examples/${name}`),
  "/gallery",
  ...items.map(({ slug }) => `/gallery/${slug}`),
  "/faults",
  "/editor",
];
