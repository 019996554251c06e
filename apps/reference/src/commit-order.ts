/**
 * `pnpm --filter @sse/reference commit-order`: the trap of ids that are given before they can be read. Writers insert and
 * commit side by side while a reader asks for what comes after the last id it has seen; what it never sees is counted.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { Pool } from "pg";
import { root } from "./pages.ts";
import { stores } from "./stores.ts";

const EVENTS = 2000;
const WRITERS = 8;
/** Milliseconds that a transaction takes at most after its insert. */
const LONGEST = 5;

interface Way {
  readonly name: string;
  /** What a writer does before it inserts. */
  readonly before?: string;
  /** What the reader asks with its last id, `$1`. */
  readonly read: string;
}

const after = "select id from trap where id > $1 order by id";
const ways: readonly Way[] = [
  { name: "`bigserial` alone", read: after },
  { name: "advisory lock until the commit", before: "select pg_advisory_xact_lock(7001)", read: after },
  {
    name: "horizon: only below `pg_snapshot_xmin`",
    read: "select id from trap where (xid, id) > ((select coalesce(max(xid), '0') from trap where id = $1), $1) and xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid, id",
  },
];

async function lostBy({ before, read }: Way, connectionString: string): Promise<number> {
  const pool = new Pool({ connectionString, max: WRITERS + 1 });
  await pool.query("drop table if exists trap");
  await pool.query("create table trap (id bigserial primary key, xid xid8 not null default pg_current_xact_id())");
  let written = 0;
  async function writer(): Promise<void> {
    while (written < EVENTS) {
      written += 1;
      const client = await pool.connect();
      await client.query("begin");
      if (before) await client.query(before);
      await client.query("insert into trap default values");
      await pause(Math.random() * LONGEST);
      await client.query("commit");
      client.release();
    }
  }
  const seen = new Set<string>();
  let last = "0";
  async function look(): Promise<number> {
    const { rows } = await pool.query<{ id: string }>(read, [last]);
    for (const { id } of rows) seen.add(id);
    last = rows.at(-1)?.id ?? last;
    return rows.length;
  }
  const done = new AbortController();
  async function reader(): Promise<void> {
    while (!done.signal.aborted) {
      await look();
      await pause(1);
    }
    while ((await look()) > 0);
  }
  const reading = reader();
  await Promise.all(Array.from({ length: WRITERS }, writer));
  done.abort();
  await reading;
  await pool.end();
  return EVENTS - seen.size;
}

const [, open] = stores["postgresql"] ?? [];
const store = await open?.();
if (!store) throw new Error("There is no PostgreSQL.");
try {
  const rows: string[] = [];
  for (const way of ways) {
    const lost = await lostBy(way, store.env["DATABASE_URL"] ?? "");
    console.log(`${way.name}: ${lost} of ${EVENTS} lost`);
    rows.push(`| ${way.name} | ${lost} |`);
  }
  const file = `${root}docs/servers/postgresql.md`;
  const text = [`| ids | lost of ${EVENTS} |`, "| --- | --: |", ...rows].join("\n");
  const marked = /(<!-- commit-order -->\n)[^]*?(<!-- end of commit-order -->)/;
  writeFileSync(
    file,
    readFileSync(file, "utf8").replace(marked, (_, begin: string, end: string) => `${begin}\n${text}\n\n${end}`),
  );
} finally {
  await store.close();
}
