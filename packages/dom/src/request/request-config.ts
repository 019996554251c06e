/** Everything about a request that a page may still change, and how it is put into a URL, headers and a body. */
import { inheritedAttribute } from "../attributes.ts";
import { gather, type Submitter } from "./parameters.ts";
import type { Ask, RequestConfig } from "./types.ts";
import { attributeValues } from "./values.ts";

/** Reads the attributes of a request to come. */
export function readConfig(ask: Ask, target: Element, submitter: Submitter | null): RequestConfig {
  const { element, event, context, verb } = ask;
  const values = (name: string) => attributeValues(element, name, context, event);
  const { data, errors } = gather(element, verb, submitter);
  const parameters: Record<string, unknown> = Object.fromEntries(
    [...new Set(data.keys())].map((name) => {
      const all = data.getAll(name);
      return [name, all.length > 1 ? all : all[0]];
    }),
  );
  const { timeout, credentials, noHeaders } = values("hx-request");
  const headers = {
    "HX-Request": "true",
    "HX-Trigger": element.id || null,
    "HX-Trigger-Name": element.getAttribute("name"),
    "HX-Target": target.id || null,
    "HX-Current-URL": location.href,
    ...values("hx-headers"),
    ...ask.headers,
  };
  return {
    elt: element,
    triggeringEvent: event,
    errors,
    verb,
    path: ask.path || location.href,
    target,
    headers: noHeaders ? {} : headers,
    parameters: filterNames(
      { ...parameters, ...ask.values, ...values("hx-vals") },
      inheritedAttribute(element, "hx-params"),
    ),
    useUrlParams: verb === "get" || verb === "delete",
    timeout: Number(timeout ?? context.config.timeout),
    withCredentials: !!(credentials ?? context.config.withCredentials),
  };
}

/** `hx-params`: `*`, `none`, a list of names, or `not` and a list of names. */
function filterNames(parameters: Record<string, unknown>, text = "*"): Record<string, unknown> {
  const [, not, list = ""] = /^(not\s)?(.*)$/s.exec(text.trim()) ?? [];
  if (list === "*") return parameters;
  const names = list.split(",").map((name) => name.trim());
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => names.includes(name) === !not));
}

/** The URL to ask, without its anchor, and the body to send. */
export function encode({ elt, path, parameters, useUrlParams }: RequestConfig): { url: string; body: BodyInit | null } {
  const multipart = (inheritedAttribute(elt, "hx-encoding") ?? elt.getAttribute("enctype")) === "multipart/form-data";
  const form = new FormData();
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item instanceof Blob) form.append(name, item);
      else form.append(name, typeof item === "object" ? JSON.stringify(item) : `${item}`);
    }
  }
  form.forEach((value, name) => search.append(name, typeof value === "string" ? value : value.name));
  const [url = ""] = path.split("#");
  if (!useUrlParams) return { url, body: multipart ? form : search };
  return { url: search.size ? url + (url.includes("?") ? "&" : "?") + search : url, body: null };
}

/** Headers as they can be sent: a value that is not Latin-1 is URI-encoded and marked as such, as in htmx. */
export function encodeHeaders(headers: RequestConfig["headers"]): Headers {
  const encoded = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) continue;
    try {
      encoded.set(name, value);
    } catch {
      encoded.set(name, encodeURIComponent(value));
      encoded.set(`${name}-URI-AutoEncoded`, "true");
    }
  }
  return encoded;
}
