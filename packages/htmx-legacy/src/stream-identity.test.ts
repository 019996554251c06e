import { expect, test } from "vitest";
import { isSameStream } from "./stream-identity.ts";

const same = (before: string, after: string, lastEventId = ""): boolean =>
  isSameStream(before, after, lastEventId, "http://page.test/dir/");

test("a URL that differs in its position alone asks for the same stream", () => {
  for (const name of ["after", "since", "cursor", "lastEventId", "last-event-id", "last_id", "Offset"]) {
    expect(same(`/events?room=1&${name}=1`, `/events?room=1&${name}=42`)).toBe(true);
    expect(same("/events?room=1", `/events?${name}=42&room=1`)).toBe(true);
  }
});

test("a parameter of any name is a position when it holds the last event ID", () => {
  expect(same("/events?from=1", "/events?from=42", "42")).toBe(true);
  expect(same("/events?from=1", "/events?from=42", "41")).toBe(false);
});

test("another path, another parameter and another origin are another stream", () => {
  expect(same("/a?after=1", "/b?after=1")).toBe(false);
  expect(same("/a?room=1&after=1", "/a?room=2&after=1")).toBe(false);
  expect(same("/a", "/a?debug=1")).toBe(false);
  expect(same("/a?tag=1&tag=2", "/a?tag=1")).toBe(false);
  expect(same("/a", "http://other.test/a")).toBe(false);
  expect(same("http://[", "/a")).toBe(false);
});

test("a URL is the same however it is written", () => {
  expect(same("../events", "http://page.test/events")).toBe(true);
});
