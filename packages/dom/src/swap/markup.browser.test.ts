import { afterAll, expect, test } from "vitest";
import { sharedBrowser, startServer } from "@sse/testkit";
import { openBed } from "../../test/swap-page.ts";

const browser = await sharedBrowser();
const server = await startServer();
afterAll(() => server.close());

const strict = (names: string) => ({
  "Content-Security-Policy": `script-src 'nonce-bed'; require-trusted-types-for 'script'; trusted-types ${names}`,
});

test("everything swaps under a strict policy with Trusted Types, without a violation", async () => {
  const tab = await openBed(browser, server, `<div id="t" class="a">old</div><i id="other"></i>`, {
    headers: strict("sse"),
  });
  const content = await tab.page.evaluate(() => {
    window.bed.config["inlineScriptNonce"] = "bed";
    for (const style of [
      "innerHTML",
      "beforeend",
      "afterbegin",
      "morph:innerHTML",
      "textContent",
      "outerHTML settle:0s",
    ]) {
      void window.bed.swap("#t", `<p id="t">${style}</p>`, style);
    }
    void window.bed.swap("#t", `<script>ran.push("script")</script><b hx-swap-oob="innerHTML:#other">oob</b>`);
    void window.bed.swap(
      "#t",
      `<script src="/script.js"></script><span><template shadowrootmode="open">s</template></span>`,
    );
    return `${document.querySelector("#other")?.innerHTML} ${window.ran.join()} ${!!document.querySelector("#t span")?.shadowRoot}`;
  });
  expect(content).toBe("oob script true");
  expect(tab.violations).toEqual([]);
  expect(tab.errors).toEqual([]);
  await tab.close();
});

test("a policy that does not list `sse` is reported once", async () => {
  const tab = await openBed(browser, server, `<div id="t">old</div>`, { headers: strict("other") });
  const thrown = await tab.page.evaluate(() => {
    const once = (text: string) => {
      try {
        void window.bed.swap("#t", text);
        return "";
      } catch (error) {
        return (error as Error).name;
      }
    };
    return [once("<b>1</b>"), once("<b>2</b>")].join();
  });
  expect(thrown).toBe("TypeError,TypeError");
  expect(tab.console.filter((line) => line.includes(`add "sse" to trusted-types`))).toHaveLength(1);
  await tab.close();
});

test("sanitize may give a string, a TrustedHTML or a fragment, and is told what it cleans", async () => {
  const tab = await openBed(browser, server, `<div id="t">old</div>`, { headers: strict("sse own") });
  const results = await tab.page.evaluate(() => {
    const heard: unknown[] = [];
    const fragment = document.createDocumentFragment();
    fragment.append(document.createElement("u"));
    const { trustedTypes } = window as unknown as {
      trustedTypes: { createPolicy(n: string, p: object): { createHTML(h: string): object } };
    };
    const policy = trustedTypes.createPolicy("own", { createHTML: (html: string) => html.toUpperCase() });
    const cleaners = [
      (html: string) => html.replace(/<img[^>]*>/, ""),
      (html: string) => policy.createHTML(html),
      () => fragment,
    ];
    return cleaners.map((clean) => {
      window.bed.config["sanitize"] = (html: string, about: { target: Element; source: string }) => {
        heard.push(`${about.target.id} ${about.source}`);
        return clean(html);
      };
      void window.bed.swap("#t", `<b>b</b><img src=x onerror=alert(1)>`, "", { source: "response" });
      return `${document.querySelector("#t")?.innerHTML} ${heard.at(-1)}`;
    });
  });
  expect(results).toEqual([`<b>b</b> t response`, expect.stringMatching(/^<b>B<\/b><img/), `<u></u> t response`]);
  await tab.close();
});
