import { expect, test } from "vitest";
import { playground } from "../src/repository.ts";
import { githubSlug } from "../src/slug.ts";

test.each([
  ["A connection's states", "a-connections-states"],
  ["detail.source", "detailsource"],
  ["Another origin (CORS)", "another-origin-cors"],
  ["HTTP/1.1 and HTTP/2", "http11-and-http2"],
  ["createRegistry(options)", "createregistryoptions"],
  ["resume_by and Größe", "resume_by-and-größe"],
])("%s is #%s, as on GitHub", (heading, slug) => {
  expect(githubSlug(heading)).toBe(slug);
});

test("only pages that the playground serves lead to a playground on this machine", () => {
  expect(playground({})).toBe("http://localhost:8080/");
  expect(playground({ SITE_BASE: "/sse/" })).toBe("/tools#the-playground");
  expect(playground({ SITE_BASE: "/sse/", SITE_PLAYGROUND: "https://play.example/" })).toBe("https://play.example/");
});
