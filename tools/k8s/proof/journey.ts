import { journey, newWorld } from '../../../test/journey/journey.ts';
import { startListener } from '../../../test/journey/listener.ts';
import { createRest } from '../../../test/journey/rest.ts';
import type { Check } from './check.ts';

/** Steps after which a customer has everything, and nothing is withdrawn yet. */
const lastStep = 'Register a webhook on this machine';

/** wholeJourney is `make demo`. */
export const wholeJourney: Check = {
  name: 'make demo passes through the node’s port: sign-up to webhook, and the consent withdrawn',
  async run({ place }) {
    const listener = await startListener({ url: place.listener });
    const world = newWorld(createRest(place.gateway), listener);
    try {
      for (const step of journey) {
        await step.run(world).catch((cause: unknown) => {
          throw new Error(`${step.title}: ${cause instanceof Error ? cause.message : String(cause)}`, {
            cause,
          });
        });
      }
    } finally {
      await listener.close();
    }
    return `${String(journey.length)} steps; webhooks at ${place.listener}`;
  },
};

/** customer sets one up, with a connection, a workflow and a webhook, for the checks that need one. */
export const customer: Check = {
  name: 'a customer with a connected account, a workflow and a webhook',
  async run(proof) {
    const listener = await startListener({ url: proof.place.listener });
    const world = newWorld(createRest(proof.place.gateway), listener);
    proof.customer = world;
    for (const step of journey) {
      await step.run(world);
      if (step.title === lastStep) break;
    }
    return world.endUserId;
  },
};
