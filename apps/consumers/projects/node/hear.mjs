/** Prints the first `news` of the stream at the URL it is given, and ends by itself. */
import { createRegistry } from "@sse/core";
import { parseSseAttribute } from "@sse/parser";
import { vocabulary } from "@sse/parser/vocabulary";

const url = process.argv[2];
const { value } = parseSseAttribute(`connect:${url} swap:news`);
const lease = createRegistry().connect(value.connect.value);
lease.on(value.swaps[0].value, ({ data }) => {
  console.log(`${data} ${vocabulary["hx-sse"].keywords.length}`);
  lease.release();
});
