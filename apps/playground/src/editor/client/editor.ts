/** `editor.js`: joins the code, the composed stream, the result and the address. */
import { createCodeEditor } from "./code.ts";
import { createComposer } from "./composer.ts";
import { createResult } from "./result.ts";
import { type ComposedEvent, type EditorState, eventFrom, pack, unpack } from "./state.ts";

/** Milliseconds of rest before what was typed is run. */
const REST = 450;

function need<T extends Element>(selector: string, type: new () => T): T {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`The page of the editor lacks ${selector}.`);
  return found;
}

const root = need(".editor", HTMLElement);
const area = need(".editor-code textarea", HTMLTextAreaElement);
const address = `/editor/${root.dataset["key"] ?? ""}`;
const copied = need("[data-copied]", HTMLOutputElement);
const seen = new Set<string>();

async function send(event: ComposedEvent): Promise<string> {
  if (event.event) seen.add(event.event);
  try {
    const response = await fetch(`${address}/send`, { method: "POST", body: new URLSearchParams({ ...event }) });
    return await response.text();
  } catch {
    return "The server could not be reached";
  }
}

/** What the page came with: the starting point, and events that are sent by themselves. */
function initialState(): EditorState {
  const given: unknown = JSON.parse(root.dataset["events"] ?? "[]");
  const events = Array.isArray(given) ? given.map(eventFrom) : [];
  return { markup: area.value, events, every: Number(root.dataset["every"]) || 0 };
}

function begin(start: EditorState): void {
  let resting: ReturnType<typeof setTimeout> | undefined;
  let keeping: ReturnType<typeof setTimeout> | undefined;
  const result = createResult({
    parent: need(".editor-result", HTMLElement),
    log: need(".editor-log", HTMLElement),
    stream: `${address}/stream`,
    saw: (name) => seen.add(name),
  });
  const composer = createComposer(need(".editor-stream", HTMLElement), send, keep);
  area.hidden = true;
  const code = createCodeEditor({
    parent: need(".editor-code", HTMLElement),
    text: start.markup,
    seen: () => [...seen, ...composer.events.map(({ event }) => event)].filter(Boolean),
    changed(text) {
      clearTimeout(resting);
      resting = setTimeout(() => result.show(text), REST);
      keep();
    },
  });

  async function save(): Promise<void> {
    const packed = await pack({ markup: code.text, events: composer.events, every: composer.every });
    history.replaceState(null, "", `#${packed}`);
  }

  /** Puts the state into the address once typing rests. */
  function keep(): void {
    clearTimeout(keeping);
    keeping = setTimeout(() => void save(), REST);
  }

  async function copyLink(): Promise<void> {
    await save();
    try {
      await navigator.clipboard.writeText(location.href);
      copied.textContent = "Copied";
    } catch {
      copied.textContent = "The link is in the address bar";
    }
  }

  const copier = need("[data-copy-link]", HTMLButtonElement);
  copier.addEventListener("click", () => void copyLink());
  copier.classList.remove("awaited");
  composer.load(start.events, start.every);
  result.show(start.markup);
}

async function open(packed: string): Promise<void> {
  const kept = packed === "" ? undefined : await unpack(packed);
  if (packed !== "" && !kept) copied.textContent = "That link is not whole; this is a fresh page instead.";
  begin(kept ?? initialState());
}

void open(location.hash.slice(1));
