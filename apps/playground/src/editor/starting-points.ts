/** What the editor begins with: the markup of an exhibit, or a small page of its own, and the events of its stream. */
import { chapters } from "../guide/chapters.ts";
import { examples } from "../examples/example-list.ts";
import { source } from "../web/exhibit.ts";

export interface ComposedEvent {
  readonly event: string;
  readonly id?: string;
  readonly retry?: string;
  readonly data: string;
}

export interface StartingPoint {
  readonly name: string;
  readonly title: string;
  readonly markup: string;
  readonly events: readonly ComposedEvent[];
  /** Milliseconds between two events sent in turn; 0 for by hand only. */
  readonly every: number;
}

const harbourEvents: readonly ComposedEvent[] = [
  { event: "tide", data: "21{n} cm" },
  { event: "ferry", id: "{n}", data: "<li>{time}: ferry no. {n} is alongside</li>" },
];

const harbour: StartingPoint = {
  name: "",
  title: "A harbour board",
  markup: source("editor"),
  events: harbourEvents,
  every: 1000,
};

const first: StartingPoint = {
  name: "first",
  title: "The smallest page",
  markup: source("editor-first"),
  events: [{ event: "greeting", data: "Hello. It is {time} and this is event {n}." }],
  every: 0,
};

/** Exhibits whose streams are the server's own; their events are not composed here. */
const exhibits: readonly StartingPoint[] = [
  ...examples.map(({ name, title }) => ({
    name: `examples/${name}`,
    title,
    markup: source(name),
    events: [],
    every: 0,
  })),
  ...chapters.map(({ slug, title }) => ({
    name: `guide/${slug}`,
    title: `Guide: ${title}`,
    markup: source(`guide/${slug}`),
    events: [],
    every: 0,
  })),
];

export const startingPoints: readonly [StartingPoint, ...StartingPoint[]] = [harbour, first, ...exhibits];

/** The starting point of this name; the first one for any other. */
export function startingPoint(name: string | undefined): StartingPoint {
  return startingPoints.find((point) => point.name === name) ?? startingPoints[0];
}
