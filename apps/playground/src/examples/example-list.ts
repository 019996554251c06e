/** The six examples: what each one shows, in the order in which to read them. */

export interface Example {
  readonly name: string;
  readonly title: string;
  /** One line, for lists and for the head of the page. */
  readonly summary: string;
  readonly text: readonly string[];
  readonly size: "s" | "m" | "l";
  /** A class of the style sheet whose rules are shown, too. */
  readonly styles?: string;
}

export const examples: readonly [Example, ...Example[]] = [
  {
    name: "simple",
    title: "One stream, one element",
    summary: "The whole idea in one attribute: where the events come from, and which of them becomes content.",
    text: [
      "The element opens the stream at `/posts.html`. Its events have no name, and an event without a name is called `message`.",
      "Each event replaces the content of the element.",
    ],
    size: "s",
  },
  {
    name: "multiple",
    title: "Several streams",
    summary: "Three elements, three streams, each at its own pace.",
    text: [
      "Sources are independent. One can drop and reconnect while the others continue.",
      "Two elements with the same URL would share one connection instead of opening a second.",
    ],
    size: "l",
  },
  {
    name: "multichannel",
    title: "One stream, many events",
    summary: "A single connection whose named events go to different elements.",
    text: [
      "The source is the outer element. Elements inside it, at any depth, name the events they want.",
      "The third element wants two of them. North therefore changes two elements, from one message.",
    ],
    size: "l",
  },
  {
    name: "target",
    title: "Content that goes elsewhere",
    summary: "The element that listens to the event is not the one that changes.",
    text: [
      "`hx-target` names the element that receives the content: an id as here, any selector, or a direction such as `next` or `closest`.",
      "It is inherited, so you can put it on any ancestor. The same is true of `hx-swap`, which says how the content is swapped.",
    ],
    size: "s",
  },
  {
    name: "settle",
    title: "Swapping with a transition",
    summary: "Two delays and three classes, for content that fades instead of jumping.",
    text: [
      "`swap:100ms` waits with the old content marked `htmx-swapping`; `settle:300ms` leaves the new content marked `htmx-settling` and `htmx-added` for as long.",
      "The rest is a CSS transition on those classes, shown below. For visitors who ask for reduced motion, this page does not fade.",
    ],
    styles: "fading",
    size: "s",
  },
  {
    name: "triggers",
    title: "Events that trigger requests",
    summary: "An event that causes a request, for when its data is not the content.",
    text: [
      '`hx-trigger="sse:Ping"` sends the element\'s request when `Ping` arrives, and the response is swapped in as with any other trigger.',
      "The second element gets about three events in two seconds and sends one request: `throttle` works as with any trigger.",
    ],
    size: "m",
  },
];
