import { afterAll, expect, test } from "vitest";
import { eventually, freeze, hide, needs, openPage, sharedWindow, show, startServer, thaw } from "./index.ts";

const window = await sharedWindow();
const server = await startServer();
afterAll(() => server.close());
const html = `<script>
  for (const type of ["visibilitychange", "freeze", "resume"])
    document.addEventListener(type, () => console.log(type + " " + document.visibilityState));
  document.title = document.visibilityState;
</script>`;

test("a tab can be hidden and shown", needs("hiding"), async () => {
  const tab = await openPage(window, server, html);
  expect(await tab.page.title()).toBe("visible");
  await hide(tab);
  await eventually(() => expect(tab.console.at(-1)).toBe("log: visibilitychange hidden"));
  await show(tab);
  await eventually(() => expect(tab.console.at(-1)).toBe("log: visibilitychange visible"));
  await tab.close();
});

test("a new tab hides the one before", needs("freezing"), async () => {
  const tab = await openPage(window, server, html);
  const cover = await openPage(window, server, html);
  await eventually(() => expect(tab.console.at(-1)).toBe("log: visibilitychange hidden"));
  await cover.close();
  await tab.close();
});

test("a tab can be frozen and thawed", needs("freezing"), async () => {
  const tab = await openPage(window, server, html);
  await freeze(tab);
  await eventually(() => expect(tab.console.at(-1)).toBe("log: freeze hidden"));
  await thaw(tab);
  await eventually(() => expect(tab.console.at(-1)).toContain("log: resume"));
  await tab.close();
});
