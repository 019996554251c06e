/** Every page of the playground, by its path; and those on which something moves. */
import type { ChromiumPage as Page } from "@sse/testkit";
import { items } from "../src/gallery/routes.ts";
import { chapters } from "../src/guide/chapters.ts";
import { examples } from "../src/examples/example-list.ts";

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

/** A page that events change. */
export interface LivePage {
  readonly path: string;
  /** What a visitor does for it to begin. */
  readonly begin?: (page: Page) => Promise<void>;
  /** Set where things that change their places are what the page is about: inside the result they may. */
  readonly moves?: boolean;
  /** How many changes to wait for; five where nothing is said. */
  readonly changes?: number;
}

const press = (page: Page): Promise<void> => page.locator(".stage button").click();

/** As much as a room hears from two visitors at once before it asks them to slow down. */
export async function talk(page: Page): Promise<void> {
  for (const text of ["one", "two", "three"]) {
    await page.getByPlaceholder("Say something").fill(text);
    await page.getByRole("button", { name: "Send" }).click();
    await page.locator(".messages li", { hasText: text }).first().waitFor();
  }
}

const beginnings: Readonly<Record<string, Omit<LivePage, "path">>> = {
  "/guide/beginning": { begin: press },
  "/guide/place": { moves: true },
  "/gallery/chat": { begin: talk, changes: 2 },
  "/gallery/deploy": { begin: press },
  "/gallery/job": { begin: press },
  "/gallery/notices": { moves: true },
  "/gallery/presence": { moves: true, changes: 1 },
  "/gallery/prices": { moves: true },
};

const lists = ["/guide", "/examples", "/gallery"];

export const live: readonly LivePage[] = paths
  .filter((path) => !lists.includes(path))
  .map((path) => ({ path, ...beginnings[path] }));
