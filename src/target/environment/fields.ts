import { z } from 'zod';

const DSN_EXAMPLE = 'postgres://mathesar:secret@localhost:5432/mathesar_django';

/** Said of a field whose text is what it should be but for one thing. */
type Remark<T> = (value: T) => string | undefined;

const remark =
  <T>(find: Remark<T>) =>
  (value: T, context: z.RefinementCtx<T>) => {
    const message = find(value);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  };

/** The address of an install, without anything behind its host and port. */
export const address = (example: string) =>
  z.url({ protocol: /^https?$/, error: `is not an http(s) address; example: ${example}` }).superRefine(
    remark((value: string) => {
      if (!URL.canParse(value)) return undefined;
      const { username, password, pathname, search, hash, origin } = new URL(value);
      if (username !== '' || password !== '') {
        return `holds a user name or password, which would stand in reports; leave them out; example: ${example}`;
      }
      if (pathname !== '/' || search !== '' || hash !== '') {
        return `has something behind the host; Mathesar's pages lie at its root; example: ${origin}`;
      }
      return undefined;
    }),
  );

/** The user name of an account. */
export const username = z
  .string()
  .refine((value) => value.trim() === value, 'begins or ends with a space; example: admin');

/** A password; anything goes. */
export const password = z.string();

/** Where the install's internal database is. */
export const databaseUrl = z
  .url({
    protocol: /^postgres(ql)?$/,
    error: `is not a PostgreSQL address; example: ${DSN_EXAMPLE}`,
  })
  .superRefine(
    remark((value: string) => {
      if (!URL.canParse(value)) return undefined;
      const parsed = new URL(value);
      if (parsed.pathname.length < 2)
        return `names no database; the internal one is meant; example: ${DSN_EXAMPLE}`;
      return parsed.username === '' ? `names no user; example: ${DSN_EXAMPLE}` : undefined;
    }),
  );

/** Host names, comma separated, as they stand in an address. */
export const allowedHosts = z
  .string()
  .transform((value) =>
    value
      .split(',')
      .map((host) => host.trim())
      .filter((host) => host !== ''),
  )
  .superRefine(
    remark((hosts: string[]) => {
      const wrong = hosts.find((host) => !/^[\w.-]+$|^\[[0-9a-f:.]+\]$/i.test(host));
      return wrong === undefined
        ? undefined
        : `holds "${wrong}", which is no host name: no scheme, port, path or "*"; example: qa.example.org,demo.example.org`;
    }),
  );

/** What fixes the test data. */
export const seed = z.coerce
  .number('is not a whole number; example: 42')
  .int('is not a whole number; example: 42');

/** How many workers run the cells. */
export const workers = z.string().regex(/^[1-9]\d?$/, 'is not a number of workers from 1 to 99; example: 2');

/** Two marks on a scale, the lower one first. */
export const limit = (example: string) =>
  z.string().transform((value, context) => {
    const [near = Number.NaN, over = Number.NaN] = value.split(',').map(Number);
    if (near > 0 && over >= near) return { near, over };
    context.addIssue(`not two rising numbers; example: ${example}`);
    return z.NEVER;
  });

/** More would be load, and no probe. */
const MAX_SAMPLES = 20;
const SAMPLES = `not a number from 1 to ${String(MAX_SAMPLES)}; example: 3`;

/** How often something is measured. */
export const samples = z.coerce.number(SAMPLES).int(SAMPLES).min(1, SAMPLES).max(MAX_SAMPLES, SAMPLES);
