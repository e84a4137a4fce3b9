import { networkInterfaces } from 'node:os';
import { BlockList } from 'node:net';
import { Failure } from '../../up/src/process/failure.ts';
import { kubectl } from '../kubectl.ts';

/** Place is how this machine and the cluster reach each other. */
export interface Place {
  /** A node's address, at which its ports answer. */
  node: string;
  /** This machine, as pods see it. */
  machine: string;
  gateway: string;
  sandbox: string;
  /** Where the demo's listener hears webhooks. */
  listener: string;
  /** An address beyond the cluster, public to the eyes of a policy, that this machine may listen on. */
  beyond: string | undefined;
}

const ports = { gateway: 30_080, sandbox: 30_090, listener: 19_580 };

/** findPlace asks the cluster for a node; PROOF_NODE, PROOF_MACHINE and PROOF_BEYOND say what cannot be found. */
export async function findPlace(): Promise<Place> {
  const path = '{.items[0].status.addresses[?(@.type=="InternalIP")].address}';
  const node = process.env['PROOF_NODE'] ?? (await kubectl(['get', 'nodes', '-o', `jsonpath=${path}`]));
  const machine = process.env['PROOF_MACHINE'] ?? ownAddressBeside(node);
  if (machine === undefined)
    throw new Failure(
      `Pods reach this machine by what address? Name it in PROOF_MACHINE (the node is ${node})`,
    );
  return {
    node,
    machine,
    gateway: `http://${node}:${String(ports.gateway)}`,
    sandbox: `http://${node}:${String(ports.sandbox)}`,
    listener: `http://${machine}:${String(ports.listener)}`,
    beyond: process.env['PROOF_BEYOND'],
  };
}

function ownAddressBeside(node: string): string | undefined {
  return Object.values(networkInterfaces())
    .flatMap(addresses => addresses ?? [])
    .filter(({ family }) => family === 'IPv4')
    .find(({ cidr }) => {
      const [network = '', bits = '32'] = cidr?.split('/') ?? [];
      const near = new BlockList();
      near.addSubnet(network, Number(bits));
      return near.check(node);
    })?.address;
}

/** nodePorts are those that the proof's overlay opens. */
export const nodePorts = ports;
