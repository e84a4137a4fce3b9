import { z } from 'zod';
import { list, port } from '../config/types.ts';
import { blocks } from './addresses.ts';

const ownPorts = [
  [8080, 8080], // gateway
  [50051, 50055], // services
  [3500, 3506],
  [3601, 3606],
  [3701, 3706],
  [50_001, 50_002], // sidecars; in containers each has the usual ports
  [9090, 9090],
  [9190, 9195],
  [9290, 9295], // metrics
  [6050, 6071], // control plane
  [5440, 5440],
  [6390, 6390],
  [27027, 27027], // stores
  [8210, 8211], // Vault
  [8510, 8512], // Consul
  [4379, 4379],
  [5680, 5680],
  [25_680, 25_680], // RabbitMQ
  [9098, 9099], // Kafka
] as const;

const cidrs = list.refine(
  items => {
    try {
      blocks(items);
      return true;
    } catch {
      return false;
    }
  },
  { message: 'must be CIDR blocks such as 10.0.0.0/8' },
);

/** ssrfConfig is the part of a configuration that says which addresses named by tenants may be called. */
export const ssrfConfig = z
  .strictObject({
    /** CIDR blocks that are allowed although they are not public. */
    allow: cidrs.default([]),
    /** Ports of loopback that are never called, in any profile. */
    platformPorts: z
      .array(port)
      .default(
        ownPorts.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index)),
      ),
  })
  .prefault({});
