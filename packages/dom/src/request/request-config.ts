/** Everything about a request that a page may still change, and how it is put into a URL, headers and a body. */
import { idOf, inheritedAttribute } from "../attributes.ts";
import type { DomContext } from "../context.ts";
import { attributeOf } from "../native/element.ts";
import { gather, type Submitter } from "./parameters.ts";
import type { Ask, RequestConfig } from "./types.ts";
import { attributeValues } from "./values.ts";

/** Reads the attributes of a request to come. */
export function readConfig(ask: Ask, target: Element, submitter: Submitter | null, context: DomContext): RequestConfig {
  const { elt, triggeringEvent, verb } = ask;
  const { config } = context;
  const values = (name: string) => attributeValues(elt, name, context, triggeringEvent);
  const { data, errors } = gather(elt, verb, submitter, context);
  const fields = new Map<string, FormDataEntryValue[]>();
  data.forEach((value, name) => {
    const all = fields.get(name);
    if (all) all.push(value);
    else fields.set(name, [value]);
  });
  // From entries: a field may be named `__proto__`.
  const parameters: Record<string, unknown> = Object.fromEntries(
    Array.from(fields, ([name, all]) => [name, all.length > 1 ? all : all[0]]),
  );
  const { timeout = config.timeout, credentials = config.withCredentials, noHeaders } = values("hx-request");
  return {
    elt,
    triggeringEvent,
    errors,
    verb,
    path: ask.path || location.href,
    target,
    headers: noHeaders
      ? {}
      : {
          "HX-Request": "true",
          "HX-Trigger": idOf(elt) || null,
          "HX-Trigger-Name": attributeOf(elt, "name"),
          "HX-Target": idOf(target) || null,
          "HX-Current-URL": location.href,
          ...(values("hx-headers") as Record<string, string>),
          ...ask.headers,
        },
    parameters: filter({ ...parameters, ...ask.values, ...values("hx-vals") }, inheritedAttribute(elt, "hx-params")),
    useUrlParams: /get|delete/.test(verb),
    timeout: Number(timeout),
    withCredentials: !!credentials,
  };
}

/** `hx-params`: `*`, `none`, a list of names, or `not` and a list of names. */
function filter(parameters: Record<string, unknown>, text = "*"): Record<string, unknown> {
  const [, not, list = ""] = /^(not )?(.*)/.exec(text) ?? [];
  if (list === "*") return parameters;
  const names = new Set(list.split(",").map((name) => name.trim()));
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => names.has(name) === !not));
}

/** The URL to ask, without its anchor, and the body to send. */
export function encode({ elt, path, parameters, useUrlParams }: RequestConfig): [url: string, body: BodyInit | null] {
  const form = new FormData();
  for (const [name, value] of Object.entries(parameters)) {
    for (const item of [value].flat()) {
      form.append(name, item instanceof Blob ? item : typeof item === "object" ? JSON.stringify(item) : `${item}`);
    }
  }
  const search = new URLSearchParams([...form] as [string, string][]);
  const [url = ""] = path.split("#");
  const query = `${search}`;
  if (useUrlParams) return [query ? url + (url.includes("?") ? "&" : "?") + query : url, null];
  const encoding = inheritedAttribute(elt, "hx-encoding") ?? attributeOf(elt, "enctype");
  return [url, encoding === "multipart/form-data" ? form : search];
}

/** Headers as they can be sent: a value that none can have, not Latin-1 or of several lines, is URI-encoded and marked as such, as in htmx. */
export function encodeHeaders(headers: RequestConfig["headers"]): Record<string, string> {
  const encoded: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) continue;
    const plain = /^[\0-\xff]*$/.test(value) && !/[\0\r\n]/.test(value);
    encoded[name] = plain ? value : encodeURIComponent(value);
    if (!plain) encoded[`${name}-URI-AutoEncoded`] = "true";
  }
  return encoded;
}
