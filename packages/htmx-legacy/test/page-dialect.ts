/** The two ways to write a source and its swaps: `hx-sse`, and `sse-connect`, `sse-swap`, `sse-close`. */

const attribute = (tag: string, name: string): string | undefined => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];

/** Markup with each of its tags in the other dialect. */
export function otherDialect(markup: string): string {
  return markup.replace(/<[a-z][^<>]*>/g, (tag) => {
    const own = attribute(tag, "hx-sse");
    const bare = withoutDialect(tag).replace(' hx-ext="sse"', "");
    const words = own === undefined ? fromExtension(tag) : toExtension(own);
    return words ? bare.replace(/^<[\w-]+/, (start) => `${start} ${words}`) : tag;
  });
}

/** Markup without the attributes of either dialect. */
export function withoutDialect(markup: string): string {
  return markup.replace(/ (hx-sse|sse-connect|sse-swap|sse-close)="[^"]*"/g, "");
}

function fromExtension(tag: string): string {
  const [url, swaps, closes] = ["sse-connect", "sse-swap", "sse-close"].map((name) => attribute(tag, name));
  const words = [
    ...(url === undefined ? [] : [`connect:${url}`]),
    ...(swaps?.split(",") ?? []).map((name) => `swap:${name}`),
    ...(closes?.split(",") ?? []).map((name) => `close:${name}`),
  ];
  return words.length ? `hx-sse="${words.join(" ")}"` : "";
}

function toExtension(text: string): string {
  const of = (keyword: string): string[] =>
    text.split(" ").flatMap((word) => (word.startsWith(`${keyword}:`) ? word.slice(keyword.length + 1) : []));
  const attributes = { "sse-connect": of("connect"), "sse-swap": of("swap"), "sse-close": of("close") };
  return Object.entries(attributes)
    .flatMap(([name, values]) => (values.length ? `${name}="${values.join(",")}"` : []))
    .join(" ");
}
