/** The composer: the events of the visitor's stream, sent by hand or in turn. */
import { button, element } from "@sse/htmx-legacy/inspector/element.ts";
import { type ComposedEvent } from "./state.ts";

const ROWS = 20;

export interface Composer {
  readonly events: readonly ComposedEvent[];
  readonly every: number;
  load(events: readonly ComposedEvent[], every: number): void;
}

interface Row {
  readonly root: HTMLElement;
  readonly event: ComposedEvent;
}

/** `send` posts one event; `changed` is told when the visitor changes anything that a link should keep. */
export function createComposer(
  parent: Element,
  send: (event: ComposedEvent) => Promise<string>,
  changed: () => void,
): Composer {
  const list = element("ol", { class: "events" });
  const output = element("output", { class: "sent" });
  const every = element("input", {
    type: "number",
    min: "50",
    step: "50",
    value: "1000",
    "aria-label": "Milliseconds",
  });
  const timer = element("input", { type: "checkbox", id: "in-turn" });
  let rows: Row[] = [];
  let turn = 0;
  let sent = 0;
  let ticking: ReturnType<typeof setTimeout> | undefined;

  async function sendOne({ event, id, retry, data }: ComposedEvent): Promise<void> {
    sent += 1;
    const fill = (text: string): string =>
      text.replaceAll("{n}", String(sent)).replaceAll("{time}", new Date().toISOString().slice(11, 19));
    output.textContent = await send({ event: fill(event), id: fill(id), retry, data: fill(data) });
  }

  function tick(): void {
    clearTimeout(ticking);
    if (!timer.checked) return;
    const wait = Math.max(50, Number(every.value) || 1000);
    ticking = setTimeout(() => {
      const row = rows[turn % Math.max(1, rows.length)];
      turn += 1;
      if (row) void sendOne(row.event);
      tick();
    }, wait);
  }

  function field(name: string, value: string, label: string): HTMLInputElement {
    return element("input", { name, value, "aria-label": label, autocomplete: "off" });
  }

  /** The field below its name, as the name stands on the wire. */
  const named = (input: HTMLInputElement | HTMLTextAreaElement): HTMLElement =>
    element("label", {}, element("span", {}, `${input.name}:`), input);

  function createRow(given: ComposedEvent): Row {
    const event = field("event", given.event, "Event name");
    const id = field("id", given.id, "Event id");
    const retry = field("retry", given.retry, "Retry in milliseconds");
    const data = element(
      "textarea",
      { name: "data", rows: "2", "aria-label": "Data", spellcheck: "false" },
      given.data,
    );
    const read = (): ComposedEvent => ({ event: event.value, id: id.value, retry: retry.value, data: data.value });
    const root = element(
      "li",
      {},
      element("div", { class: "event-fields" }, ...[event, id, retry].map(named)),
      named(data),
      element(
        "div",
        { class: "event-actions" },
        button("Send", () => void sendOne(read()), { class: "primary" }),
        button("Remove", () => remove(root)),
      ),
    );
    return {
      root,
      get event() {
        return read();
      },
    };
  }

  function remove(root: HTMLElement): void {
    rows = rows.filter((row) => row.root !== root);
    root.remove();
    changed();
  }

  function add(event: ComposedEvent): void {
    const row = createRow(event);
    rows.push(row);
    list.append(row.root);
  }

  const adder = button("Add an event", () => {
    if (rows.length >= ROWS) {
      output.textContent = `${ROWS} events are as many as a stream here can have`;
      return;
    }
    add({ event: "", id: "", retry: "", data: "" });
    changed();
    rows.at(-1)?.root.querySelector("input")?.focus();
  });
  timer.addEventListener("change", () => {
    tick();
    changed();
  });
  parent.append(
    element(
      "div",
      { class: "turn" },
      timer,
      element("label", { for: "in-turn" }, "Send them in turn, every"),
      every,
      element("span", {}, "ms"),
      output,
    ),
    list,
    adder,
  );
  parent.addEventListener("input", changed);
  return {
    get events() {
      return rows.map((row) => row.event);
    },
    get every() {
      return timer.checked ? Math.max(50, Number(every.value) || 1000) : 0;
    },
    load(events, wait) {
      list.replaceChildren();
      rows = [];
      for (const event of events.slice(0, ROWS)) add(event);
      timer.checked = wait > 0;
      if (wait > 0) every.value = String(wait);
      tick();
    },
  };
}
