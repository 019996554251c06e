/** Elements of a page that WebDriver drives, found anew for every call. */
import { eventually } from "./eventually.ts";
import type { Locator, Page } from "./tab.ts";

/** What a locator needs of its page. */
interface Located extends Pick<Page, "evaluate" | "keyboard"> {
  /** Clicks, as a user does, the first of the elements that an expression gives. */
  clickFirst(elements: string): Promise<void>;
}

/** A step of the way to elements: a selector below what was found so far, or one of them (-1: the last). */
type Step = { readonly selector: string } | { readonly index: number };

/** Looks into open shadow roots too, as Playwright does. */
const FIND = `((steps) => {
  const below = (root, selector) => [
    ...root.querySelectorAll(selector),
    ...[...root.querySelectorAll("*")].flatMap(({ shadowRoot }) => shadowRoot ? below(shadowRoot, selector) : []),
  ];
  let found = [document];
  for (const { selector, index } of steps)
    found = selector === undefined ? found.slice(index, index === -1 ? undefined : index + 1)
      : [...new Set(found.flatMap((root) => below(root, selector)))];
  return found;
})`;

/** The elements that these steps lead to. */
export function locate(page: Located, steps: readonly Step[]): Locator {
  const all = `${FIND}(${JSON.stringify(steps)})`;
  const more = (step: Step): Locator => locate(page, [...steps, step]);
  const text = steps.map((step) => ("selector" in step ? step.selector : `[${step.index}]`)).join(" ");

  const evaluateAll = <R>(look: string): Promise<R> => page.evaluate<R>(`(${look})(${all})`);

  /** Waits until there is an element. */
  const one = <R>(look: string): Promise<R> =>
    eventually(async () => {
      const found = await evaluateAll<{ of?: R; none?: true }>(
        `([element]) => element ? Promise.resolve((${look})(element)).then((of) => ({ of })) : { none: true }`,
      );
      if (found.none) throw new Error(`no element: ${text}`);
      return found.of as R;
    });

  const locator: Locator = {
    first: () => more({ index: 0 }),
    last: () => more({ index: -1 }),
    nth: (index) => more({ index }),
    locator: (selector) => more({ selector }),
    count: () => evaluateAll("(found) => found.length"),
    isVisible: () => evaluateAll("([element]) => !!element && element.getClientRects().length > 0"),
    textContent: () => one("(element) => element.textContent"),
    innerText: () => one("(element) => element.innerText"),
    innerHTML: () => one("(element) => element.innerHTML"),
    inputValue: () => one("(element) => element.value"),
    allTextContents: () => evaluateAll("(found) => found.map((element) => element.textContent)"),
    allInnerTexts: () => evaluateAll("(found) => found.map((element) => element.innerText)"),
    getAttribute: (name) => one(`(element) => element.getAttribute(${JSON.stringify(name)})`),
    boundingBox: () =>
      one(
        "(element) => { const { x, y, width, height } = element.getBoundingClientRect(); return { x, y, width, height }; }",
      ),
    evaluate: (look) => one(String(look)),
    evaluateAll: (look) => evaluateAll(String(look)),
    async click() {
      await locator.waitFor();
      await page.clickFirst(all);
    },
    focus: () => one("(element) => element.focus()"),
    async fill(value) {
      await one(`(element) => {
        element.focus();
        element.value = ${JSON.stringify(value)};
        element.dispatchEvent(new InputEvent("input", { bubbles: true }));
        element.dispatchEvent(new Event("change", { bubbles: true }));
      }`);
    },
    async press(key) {
      await locator.focus();
      await page.keyboard.press(key);
    },
    scrollIntoViewIfNeeded: () => one("(element) => element.scrollIntoView({ block: 'nearest' })"),
    async waitFor() {
      await one("() => undefined");
    },
  };
  return locator;
}
