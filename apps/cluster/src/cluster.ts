/** A cluster: playgrounds that share a Redis, and a balancer in front. */
import { freePort } from "@sse/testkit";
import { type Balancer, startBalancer } from "./balancer.ts";
import { type Node, type Order, startNode } from "./node.ts";

export interface Cluster {
  readonly nodes: readonly Node[];
  readonly balancer: Balancer;
  /** Where visitors come. */
  readonly url: string;
  /** Restarts one server after the other, each once the one before it takes requests again. */
  deploy(): Promise<void>;
  close(): Promise<void>;
}

export interface ClusterOptions {
  /** 0 lets the system choose one. */
  readonly port: number;
  readonly host?: string;
  readonly redisUrl: string;
  readonly names?: readonly string[];
  /** Further variables of the servers' environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly onSaid?: (name: string, text: string) => void;
  /** Milliseconds for which a server that has ended stays away. */
  readonly rest?: number;
}

/** Milliseconds between two looks at whether a server is up. */
const LOOK = 50;

/** Starts a cluster; resolves when every server takes requests. */
export async function startCluster({
  port,
  host = "127.0.0.1",
  redisUrl,
  names = ["north", "south"],
  env = {},
  onSaid = () => {},
  rest,
}: ClusterOptions): Promise<Cluster> {
  const places = await Promise.all(names.map(async (name) => ({ name, port: await freePort() })));
  const backends = places.map((place) => ({ name: place.name, url: `http://127.0.0.1:${place.port}` }));
  // First, since its port may be taken.
  const balancer = await startBalancer({ port, host, backends });
  const environment = { REDIS_URL: redisUrl, TRUST_PROXY: "1", HOST: "127.0.0.1", ...env };
  const nodes = places.map((place) =>
    startNode({
      ...place,
      env: environment,
      onOrder: obey,
      onSaid: (text) => onSaid(place.name, text),
      ...(rest !== undefined && { rest }),
    }),
  );
  let deploying: Promise<void> | undefined;

  function obey(order: Order): void {
    if ("kill" in order) nodes.find(({ name }) => name === order.kill)?.kill();
    else void deploy();
  }

  async function takesRequests({ name }: Node): Promise<void> {
    while (!balancer.up().includes(name)) await new Promise((resolve) => setTimeout(resolve, LOOK));
  }

  async function restartAll(): Promise<void> {
    for (const node of nodes) {
      await node.restart();
      await takesRequests(node);
    }
  }

  /** One deploy at a time. */
  function deploy(): Promise<void> {
    deploying ??= restartAll().finally(() => (deploying = undefined));
    return deploying;
  }

  async function close(): Promise<void> {
    await Promise.all(nodes.map((node) => node.close()));
    await balancer.close();
  }

  try {
    await Promise.all(nodes.map((node) => node.listening()));
    await Promise.all(nodes.map(takesRequests));
  } catch (error) {
    await close();
    throw error;
  }
  return { nodes, balancer, url: balancer.url, deploy, close };
}
