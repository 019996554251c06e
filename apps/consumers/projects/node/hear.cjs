/** As hear.mjs does, by `require`. */
const { createRegistry } = require("@sse/core");
const { parseSseAttribute } = require("@sse/parser");
const { vocabulary } = require("@sse/parser/vocabulary");

const url = process.argv[2];
const { value } = parseSseAttribute(`connect:${url} swap:news`);
const lease = createRegistry().connect(value.connect.value);
lease.on(value.swaps[0].value, ({ data }) => {
  console.log(`${data} ${vocabulary["hx-sse"].keywords.length}`);
  lease.release();
});
