/**
 * `pnpm servers`: runs every server of the cookbook that can be run on this machine (or those named), and says of
 * each what came of it. Fails when one that runs breaks a promise.
 */
import { drains, keepsItsPromises } from "./promises.ts";
import { recipes } from "./recipes.ts";
import { startServerOf } from "./servers.ts";

const chosen = process.argv.slice(2);
for (const [name, recipe] of Object.entries(recipes)) {
  if (chosen.length && !chosen.includes(name)) continue;
  const tools = recipe.find();
  if (!tools) {
    console.log(`${name}: not run, it needs ${recipe.needs}`);
    continue;
  }
  try {
    const server = await startServerOf(name, recipe, tools);
    try {
      await keepsItsPromises(server, recipe.witness !== undefined);
      await drains(server);
      console.log(`${name}: ok, ${tools.versions}`);
    } finally {
      await server.stop();
    }
  } catch (error) {
    console.log(`${name}: FAILED, ${tools.versions}\n${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
