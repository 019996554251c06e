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

test("a parameter of another name is no position, whatever it holds", () => {
  expect(same("/events?room=1", "/events?room=2", "2")).toBe(false);
  expect(same("/events", "/events?room=2", "2")).toBe(false);
  expect(same("/events?after=1&room=1", "/events?after=2&room=2", "2")).toBe(false);
});

test("a value that is no position is another stream, unless it is the last event ID", () => {
  expect(same("/events?position=left", "/events?position=right")).toBe(false);
  expect(same("/events?position=left", "/events")).toBe(false);
  expect(same("/events?position=left", "/events?position=")).toBe(false);
  expect(same("/events?since=now", "/events?since=42")).toBe(true);
  expect(same("/events?cursor=abc", "/events?cursor=def", "def")).toBe(true);
  expect(same("/events?cursor=abc", "/events?cursor=def", "abc")).toBe(false);
  expect(same("/events?after=", "/events?after=1526919030474-55")).toBe(true);
  expect(same("/events?after=42", "/events")).toBe(true);
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

test("many parameters cost linear time", () => {
  const nameOf = (number: number): string =>
    `${number.toString(2).padStart(15, "0").replaceAll("0", "-").replaceAll("1", "_")}since`;
  const url = (position: number): string =>
    `/e?${Array.from({ length: 30_000 }, (_, number) => `${nameOf(number)}=${position}`).join("&")}`;
  expect(isSameStream(url(1), url(2), "", "http://host/")).toBe(true);
});
