/** The fragments that the test streams send: markup made on the server, one kind per stream. */
import { html } from "hono/html";
import { albums, comments, oneOf, people, posts, todos } from "../web/fragment-data.ts";

const kinds = {
  posts() {
    const { title, body } = oneOf(posts);
    return html`<article class="card">
      <strong>${title}</strong>
      <p>${body}</p>
      <footer>${oneOf(people).name}</footer>
    </article>`;
  },
  comments() {
    const { name, place } = oneOf(people);
    return html`<blockquote class="card">
      <p>${oneOf(comments)}</p>
      <footer>${name}, ${place}</footer>
    </blockquote>`;
  },
  albums() {
    const { title, year, tracks } = oneOf(albums);
    return html`<article class="card">
      <strong>${title}</strong>
      <p>${year}, ${tracks} tracks</p>
    </article>`;
  },
  todos() {
    const done = Math.random() < 0.4;
    return html`<p class="card">${done ? "☑" : "☐"} ${done ? html`<s>${oneOf(todos)}</s>` : oneOf(todos)}</p>`;
  },
  users() {
    const { name, place } = oneOf(people);
    return html`<p class="card"><strong>${name}</strong> is at the ${place.toLowerCase()}</p>`;
  },
} as const;

export type FragmentKind = keyof typeof kinds;

export const fragmentKinds = Object.keys(kinds) as FragmentKind[];

/** A fresh fragment of this kind, as markup. */
export function fragment(kind: FragmentKind): string {
  return String(kinds[kind]());
}

let pagesServed = 0;

/** What `/page/random` answers: a fragment that says when it was asked for, so that a reader sees each request. */
export function randomPage(): string {
  pagesServed += 1;
  const time = new Date().toISOString().slice(11, 23);
  return String(
    html`<article class="card">
      <strong>Fetched page no. ${pagesServed}</strong>
      <p>${oneOf(posts).body}</p>
      <footer>${time} UTC</footer>
    </article>`,
  );
}
