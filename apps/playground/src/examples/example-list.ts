/** The six examples: what each one shows, in the order in which to read them. */

export interface Example {
  readonly name: string;
  readonly title: string;
  /** One line, for lists and for the head of the page. */
  readonly summary: string;
  readonly text: readonly string[];
  readonly size: "s" | "m" | "l";
}

export const examples: readonly [Example, ...Example[]] = [
  {
    name: "simple",
    title: "One stream, one element",
    summary: "The whole idea in one attribute: where the events come from, and which of them becomes content.",
    text: [
      "The element opens the stream at `/posts.html`. Its events carry no name, and an event without a name is called `message`.",
      "Each one replaces what the element holds.",
    ],
    size: "s",
  },
  {
    name: "multiple",
    title: "Several streams",
    summary: "Three elements, three streams, each at its own pace.",
    text: [
      "Sources do not know of each other. One may drop and reconnect while the others go on.",
      "Two elements that name the same address would share one connection instead of opening a second.",
    ],
    size: "l",
  },
  {
    name: "multichannel",
    title: "One stream, many events",
    summary: "A single connection whose named events go to different elements.",
    text: [
      "The source stands on the outside. Elements below it, at any depth, say which event they want.",
      "The third element wants two of them. North therefore changes two elements, from one message.",
    ],
    size: "l",
  },
  {
    name: "target",
    title: "Content that goes elsewhere",
    summary: "The element that hears the event is not the one that changes.",
    text: [
      "`hx-target` names the element that receives the content: an id as here, any selector, or a direction such as `next` or `closest`.",
      "It is inherited, so it can stand on any element above, and so can `hx-swap`, which says how the content goes in.",
    ],
    size: "s",
  },
  {
    name: "settle",
    title: "Swapping with a transition",
    summary: "Two delays and three classes, for content that fades instead of jumping.",
    text: [
      "`swap:100ms` waits with the old content marked `htmx-swapping`; `settle:300ms` leaves the new content marked `htmx-settling` and `htmx-added` for as long.",
      "The rest is a CSS transition on those classes. With reduced motion asked for, this page does not fade.",
    ],
    size: "s",
  },
  {
    name: "triggers",
    title: "Events that trigger requests",
    summary: "An event as the reason to ask the server, where its data is not the content.",
    text: [
      '`hx-trigger="sse:Ping"` sends the element\'s request when `Ping` arrives, and the response is swapped in as with any other trigger.',
      "The second one hears about three events in two seconds and asks once: `throttle` works here as everywhere.",
    ],
    size: "m",
  },
];
