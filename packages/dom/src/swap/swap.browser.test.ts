import { afterAll, expect, test } from "vitest";
import { needs, eventually, sharedBrowser, startServer } from "@sse/testkit";
import { openBed } from "../../test/swap-page.ts";

const browser = await sharedBrowser();
const server = await startServer();
afterAll(() => server.close());

test("plain content costs one write, and neither a timer nor a second mutation", async () => {
  const tab = await openBed(browser, server, `<div id="t">old</div>`);
  const records = await tab.page.evaluate(() => {
    const target = document.querySelector("#t") as Element;
    const observer = new MutationObserver(() => {});
    observer.observe(target, { subtree: true, childList: true, attributes: true, characterData: true });
    let timers = 0;
    const { setTimeout } = window;
    window.setTimeout = ((...given: Parameters<typeof setTimeout>) => (
      timers++,
      setTimeout(...given)
    )) as typeof setTimeout;
    return [
      `text`,
      `fish &amp; chips`,
      `<p class="a">x</p><a href="/">y</a>`,
      `<p id="p" class="b">row</p>`,
      `<p id="p" class="b">2</p>`,
    ].map((html) => {
      void window.bed.swap("#t", html);
      return `${observer.takeRecords().length} ${timers} ${target.innerHTML === html}`;
    });
  });
  expect(records).toEqual(Array(5).fill("1 0 true"));
  await tab.close();
});

test("new elements are processed and old ones released when the content may hold bindings", async () => {
  const tab = await openBed(browser, server, `<ul id="t"><li id="a"></li></ul>`);
  const heard = await tab.page.evaluate(() => {
    void window.bed.swap("#t", `<li id="b" hx-get="/x"></li> <li id="c"></li>`);
    void window.bed.swap("#t", `<li id="d"></li>`);
    void window.bed.swap("#d", `<li id="e" hx-sse="swap:x"></li><li id="f"></li>`, "outerHTML settle:1ms");
    void window.bed.swap("#t", `<li id="g" data-hx-get="/x"></li>`, "afterbegin");
    void window.bed.swap("#e", "", "delete");
    void window.bed.swap("#t", "bare", "textContent");
    return window.bed.heard;
  });
  expect(heard).toEqual([
    "release #a",
    "process #b",
    "process #c",
    "release #b",
    "release #c",
    "release #d",
    "process #e",
    "process #f",
    "process #g",
    "release #e",
    "release #g",
    "release #f",
  ]);
  await tab.close();
});

test("a host that cares for a target is given all markup that comes there, and only that", async () => {
  const tab = await openBed(browser, server, `<div id="t"></div><div id="u"></div>`);
  const heard = await tab.page.evaluate(() => {
    window.bed.context["hostCares"] = (target: Element) => target.id === "t";
    void window.bed.swap("#u", `<a href="/">plain</a>`);
    void window.bed.swap("#t", `<a href="/">boosted</a>`);
    void window.bed.swap("#t", `text`);
    return window.bed.heard;
  });
  expect(heard).toEqual(["process a", "release a"]);
  await tab.close();
});

test("svg, math, custom elements and templates are what the platform makes of them", async () => {
  const tab = await openBed(browser, server, `<svg id="s"><g id="g"></g></svg><math id="m"></math><div id="t"></div>`);
  const result = await tab.page.evaluate(() => {
    const heard: string[] = [];
    customElements.define(
      "x-box",
      class extends HTMLElement {
        connectedCallback() {
          heard.push(`x-box ${this.innerHTML}`);
        }
      },
    );
    const space = (selector: string) => document.querySelector(selector)?.namespaceURI?.split("/").at(-1);
    for (const style of ["innerHTML", "innerHTML settle:1ms"]) void window.bed.swap("#g", `<circle r="1"/>`, style, {});
    void window.bed.swap("#g", `<rect/><title>t</title>`, "beforeend");
    void window.bed.swap("#m", `<mi>x</mi>`);
    void window.bed.swap("#t", `<x-box><i>in</i></x-box><template><b>b</b></template><svg><title>kept</title></svg>`);
    const template = document.querySelector("#t template") as HTMLTemplateElement;
    return [
      space("#g circle"),
      space("#g rect"),
      space("#m mi"),
      ...heard,
      template.content.textContent,
      document.title,
    ].join();
  });
  expect(result).toBe("svg,svg,MathML,x-box <i>in</i>,b,");
  await tab.close();
});

test("a style that the engine does not know is the host's; without one it is reported and replaced", async () => {
  const tab = await openBed(browser, server, `<div id="t">old</div>`);
  const result = await tab.page.evaluate(() => {
    const { context } = window.bed;
    const { write } = context;
    Object.assign(context, {
      hostStyles: true,
      write: ({ target, content, style }: { target: Element; content: string; style: object }) =>
        (target.textContent = `${JSON.stringify(style)} ${content}`),
    });
    void window.bed.swap("#t", "loud", "shout");
    const host = document.querySelector("#t")?.textContent;
    Object.assign(context, { hostStyles: false, write, morph: undefined });
    void window.bed.swap("#t", "nobody", "mumble");
    void window.bed.swap("#t", "<b id=t>plain</b>", "morph");
    return [host, document.querySelector("b#t")?.textContent, ...window.bed.heard];
  });
  expect(result).toEqual([
    '{"name":"shout","foreign":true} loud',
    "plain",
    "report swap-style",
    "report swap-style",
    "release #t",
  ]);
  await tab.close();
});

test("out-of-band parts may be held back or sent elsewhere by a listener", async () => {
  const tab = await openBed(browser, server, `<div id="t"></div><i id="a"></i><i id="b"></i><i id="c"></i>`);
  const result = await tab.page.evaluate(() => {
    document.addEventListener("htmx:oobBeforeSwap", (event) => {
      const { detail } = event as CustomEvent<{ target: Element }>;
      if (detail.target.id === "a") event.preventDefault();
      else detail.target = document.querySelector("#c") as Element;
    });
    const after: string[] = [];
    document.addEventListener("htmx:oobAfterSwap", (event) => {
      const { target, detail } = event as CustomEvent<{ elt: Element }>;
      if (detail.elt === target) after.push((target as Element).id);
    });
    void window.bed.swap("#t", `<i hx-swap-oob="innerHTML:#a">1</i><i hx-swap-oob="innerHTML:#b">2</i>`);
    return ["a", "b", "c"].map((id) => document.getElementById(id)?.textContent).join() + after.join();
  });
  expect(result).toBe(",,2c");
  await tab.close();
});

test("a template below an svg is none: it is no partial, and holds no parts", async () => {
  const tab = await openBed(browser, server, `<div id="t"></div><p id="c">untouched</p>`);
  const result = await tab.page.evaluate(() => {
    const shape = `<template hx type="partial" hx-target="#c">no</template><template></template>`;
    void window.bed.swap("#t", `<b>new</b><svg>${shape}</svg>`);
    return ["#t > b", "#c"].map((selector) => document.querySelector(selector)?.textContent).join();
  });
  expect(result).toBe("new,untouched");
  await tab.close();
});

test("an out-of-band part without a place is reported, and the rest is swapped", async () => {
  const tab = await openBed(browser, server, `<div id="t"></div>`);
  const result = await tab.page.evaluate(() => {
    void window.bed.swap("#t", `<i id="x" hx-swap-oob="true">1</i><i hx-swap-oob="true">2</i>main`);
    return [...window.bed.heard, document.querySelector("#t")?.innerHTML].join();
  });
  expect(result).toBe("report oob-target,report oob-target,main");
  await tab.close();
});

test("a morph out of band keeps the elements it morphs", async () => {
  const tab = await openBed(browser, server, `<div id="t"></div><ul id="u"><li id="l">1</li></ul>`);
  const same = await tab.page.evaluate(() => {
    const item = document.querySelector("#l");
    void window.bed.swap("#t", `<ul id="u" hx-swap-oob="morph"><li>0</li><li id="l">2</li></ul>`);
    void window.bed.swap("#t", `<ul hx-swap-oob="morph:innerHTML:#u"><li id="l">3</li></ul>`);
    return document.querySelector("#l") === item && document.querySelector("#u")?.innerHTML;
  });
  expect(same).toBe(`<li id="l">3</li>`);
  await tab.close();
});

test("an outer morph does not gather white space around its element", async () => {
  const tab = await openBed(browser, server, `<main><div id="t">0</div></main>`);
  const html = await tab.page.evaluate(() => {
    for (const n of [1, 2, 3]) void window.bed.swap("#t", `\n  <div id="t">${n}</div>\n`, "morph");
    return document.querySelector("main")?.innerHTML;
  });
  expect(html).toBe(`<div id="t">3</div>`);
  await tab.close();
});

test("content with the target's own id morphs into it", async () => {
  const tab = await openBed(browser, server, `<div id="t"><b>0</b></div>`);
  for (const n of [1, 2]) {
    await tab.page.evaluate((n) => void window.bed.swap("#t", `<div id="t"><b>${n}</b></div>`, "morph:innerHTML"), n);
    expect(await tab.page.evaluate(() => document.body.innerHTML)).toContain(
      `<div id="t"><div id="t"><b>${n}</b></div></div>`,
    );
  }
  await tab.close();
});

test("a morph keeps what is typed in fields until something else is sent, and mends attributes also where nothing is written differently", async () => {
  const tab = await openBed(browser, server, `<div id="t"></div>`);
  const values = await tab.page.evaluate(() => {
    const html = `<p><input value="sent"></p><label><textarea>sent</textarea></label><i class="a">1</i>`;
    void window.bed.swap("#t", html, "morph:innerHTML");
    const fields = [...document.querySelectorAll<HTMLInputElement>("input,textarea")];
    const [mark] = document.getElementsByTagName("i");
    for (const field of fields) field.value = "typed";
    mark?.classList.add("b");
    void window.bed.swap("#t", html, "morph:innerHTML");
    const values = (): unknown[] => fields.map((field) => field.isConnected && field.value);
    const kept = values();
    void window.bed.swap("#t", html.replaceAll("sent", "other"), "morph:innerHTML");
    return [...kept, ...values(), mark?.isConnected && mark.className];
  });
  expect(values).toEqual(["typed", "typed", "other", "other", "a"]);
  await tab.close();
});

test("a morph leaves preserved elements alone", async () => {
  const tab = await openBed(browser, server, `<div id="t"><i id="k" hx-preserve>mine</i><b>1</b></div>`);
  await tab.page.evaluate(
    () => void window.bed.swap("#t", `<i id="k" hx-preserve>yours</i><b>2</b>`, "morph:innerHTML"),
  );
  expect(await tab.page.textContent("#t")).toBe("mine2");
  await tab.close();
});

test("autofocus is heeded", async () => {
  const tab = await openBed(browser, server, `<div id="t"></div>`);
  await tab.page.evaluate(() => void window.bed.swap("#t", `<p><input id="a" autofocus></p>`));
  expect(await tab.page.evaluate("document.activeElement.id")).toBe("a");
  await tab.close();
});

test("a title is taken, unless it is to be ignored", async () => {
  const tab = await openBed(browser, server, `<div id="t"></div>`);
  const titles = await tab.page.evaluate(() => {
    const titles: string[] = [];
    const after = (html: string, attribute = "") => {
      void window.bed.swap("#t", html, attribute);
      titles.push(document.title);
    };
    after("<title>a &amp; b</title>x");
    after("<html><head><title>c</title></head><body>x</body></html>");
    after("<title>d</title>x", "innerHTML ignoreTitle:true");
    window.bed.config["ignoreTitle"] = true;
    after("<title>e</title>x");
    after("<title>f</title>x", "innerHTML ignoreTitle:false");
    return titles;
  });
  expect(titles).toEqual(["a & b", "c", "c", "c", "f"]);
  await tab.close();
});

test("a swap delay wears the swapping class, and is given up when the target goes", async () => {
  const tab = await openBed(browser, server, `<div id="t">old</div><div id="u">old</div>`);
  const result = await tab.page.evaluate(async () => {
    const waiting = window.bed.swap("#t", "new", "innerHTML swap:5ms");
    const during = (document.querySelector("#t") as Element).outerHTML;
    await waiting;
    const gone = document.querySelector("#u") as Element;
    const lost = window.bed.swap("#u", "lost", "innerHTML swap:5ms");
    gone.remove();
    await lost;
    return [during, document.querySelector("#t")?.outerHTML, gone.textContent, ...window.bed.heard];
  });
  expect(result).toEqual([
    `<div id="t" class="htmx-swapping">old</div>`,
    `<div id="t">new</div>`,
    "old",
    "superseded lost",
  ]);
  await tab.close();
});

test("everything that is swapped in a thousand times over leaves nothing behind", needs("devtools"), async () => {
  const tab = await openBed(browser, server, `<div id="t"></div>`);
  const count = async () => {
    await tab.devtools.send("HeapProfiler.collectGarbage");
    const { nodes, jsEventListeners } = await tab.devtools.send("Memory.getDOMCounters");
    return { nodes, jsEventListeners };
  };
  const round = () =>
    tab.page.evaluate(async () => {
      const html = (n: number) => `<p id="p" class="c${n}"><input name="q">${n}</p><script>0</script>`;
      for (const style of ["innerHTML", "innerHTML settle:1ms", "morph:innerHTML", "innerHTML frame"]) {
        for (let n = 0; n < 250; n++) void window.bed.swap("#t", html(n), style);
        await window.bed.settled("#t", html(0), style);
      }
      window.bed.heard.length = 0;
    });
  await round();
  const before = await count();
  await round();
  await eventually(async () => {
    const after = await count();
    expect(after.jsEventListeners).toBeLessThanOrEqual(before.jsEventListeners);
    expect(after.nodes).toBeLessThanOrEqual(before.nodes + 20);
  });
  await tab.close();
});
