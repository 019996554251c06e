/** The chapters in their order. */
import { beginning } from "./beginning.ts";
import { carrying } from "./carrying.ts";
import type { Chapter } from "./chapter.ts";
import { hello } from "./hello.ts";
import { holding } from "./holding.ts";
import { names } from "./names.ts";
import { pausing } from "./pausing.ts";
import { place } from "./place.ts";
import { requests } from "./requests.ts";
import { sharing } from "./sharing.ts";

export const chapters: readonly Chapter[] = [
  hello,
  names,
  place,
  requests,
  beginning,
  holding,
  pausing,
  sharing,
  carrying,
];
