import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { z } from 'zod';
import { listen } from '../http/listen';
import type { FaultSwitch } from './index';

const Wanted = z.strictObject({ fault: z.string().nullable() });

/**
 * Lets whoever knows its address break the install and mend it again, on a loopback port of its own.
 *
 * `GET` answers the faults that the install can have, each with `name`, `what`, `kind` and, where it is generated,
 * `method`. `PUT {"fault": NAME}` applies one in place of any other, `PUT {"fault": null}` none; both answer 204 when
 * it is done, and 400 with the reason when there is no such fault.
 * @returns its address, whose path is a secret
 */
export async function serveFaults(faults: FaultSwitch): Promise<string> {
  const path = `/${randomBytes(24).toString('base64url')}`;
  const app = new Hono();
  app.get(path, (context) =>
    context.json(faults.faults.map(({ name, what, kind, method }) => ({ name, what, kind, method }))),
  );
  // One after the other, so that each finds the install whole.
  let last = Promise.resolve();
  app.put(path, async (context) => {
    const wanted = Wanted.safeParse(await context.req.json().catch(() => undefined));
    if (!wanted.success) return context.text(z.prettifyError(wanted.error), 400);
    const done = last.then(() => faults.set(wanted.data.fault));
    last = done.catch(() => undefined);
    return done.then(
      () => context.body(null, 204),
      (error: unknown) => context.text(error instanceof Error ? error.message : String(error), 400),
    );
  });
  const { port } = await listen({ fetch: app.fetch });
  return `http://127.0.0.1:${String(port)}${path}`;
}
