import { z } from 'zod';
import { unknownName } from '../../plan/suggest';
import { ALL_EFFECTS } from '../effects';

const DSN_EXAMPLE = 'postgres://mathesar:secret@localhost:5432/mathesar_django';

/** A check of a well-formed value; returns the problem, if any. */
type Remark<T> = (value: T) => string | undefined;

const remark =
  <T>(find: Remark<T>) =>
  (value: T, context: z.RefinementCtx<T>) => {
    const message = find(value);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  };

/** The address of an install, with nothing after host and port. */
export const address = (example: string) =>
  z
    .url({ protocol: /^https?$/, error: `is not an http(s) address; example: ${example}` })
    .superRefine(
      remark((value: string) => {
        if (!URL.canParse(value)) return undefined;
        const { username, password, pathname, search, hash, origin } = new URL(value);
        if (username !== '' || password !== '') {
          return `contains a user name or password, which would appear in reports; leave them out; example: ${example}`;
        }
        if (pathname !== '/' || search !== '' || hash !== '') {
          return `has something after the host; Mathesar's pages are at its root; example: ${origin}`;
        }
        return undefined;
      }),
    )
    // An address may be written in several ways, of which a browser makes this one.
    .transform((value) => new URL(value).origin);

/** A regular expression. */
export const pattern = z.string().superRefine(
  remark((value: string) => {
    try {
      new RegExp(value, 'i');
      return undefined;
    } catch {
      return 'is no regular expression; example: demo|sample';
    }
  }),
);

/** The user name of an account. */
export const username = z
  .string()
  .refine((value) => value.trim() === value, 'begins or ends with a space; example: admin');

/** A password; anything goes. */
export const password = z.string();

/** The address of the install's internal database. */
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
        return `names no database; give the internal one; example: ${DSN_EXAMPLE}`;
      return parsed.username === '' ? `names no user; example: ${DSN_EXAMPLE}` : undefined;
    }),
  );

const list = z.string().transform((value) =>
  value
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ''),
);

/** An entry as a message may have it: an address that was put into the wrong variable may hold a password. */
const told = (entry: string) => (entry.includes('@') ? '…' : entry);

/** Comma-separated names of {@link ALL_EFFECTS}. */
export const allowedEffects = list
  .superRefine(
    remark((given: string[]) => {
      const wrong = given.filter((name) => !ALL_EFFECTS.some((effect) => effect === name));
      const unknown = wrong.map((name) => unknownName('effect', told(name), ALL_EFFECTS));
      return wrong.length === 0 ? undefined : `names ${unknown.join(', ')}; known: ${ALL_EFFECTS.join(', ')}`;
    }),
  )
  .transform((given) => ALL_EFFECTS.filter((effect) => given.includes(effect)));

/** Comma-separated host names, as in an address. */
export const allowedHosts = list.superRefine(
  remark((hosts: string[]) => {
    const wrong = hosts.find((host) => !/^[\w.-]+$|^\[[0-9a-f:.]+\]$/i.test(host));
    return wrong === undefined
      ? undefined
      : `contains "${told(wrong)}", which is not a host name: no scheme, port, path or "*"; example: qa.example.org,demo.example.org`;
  }),
);

/** A whole number in decimal digits: what else JavaScript takes for a number may be meant otherwise. */
const whole = (error: string) =>
  z
    .string()
    .regex(/^-?\d+$/, error)
    .transform(Number)
    .pipe(z.int(error));

/** The seed of the test data. */
export const seed = whole('is not a whole number; example: 42');

/** How many workers run the cells. */
export const workers = z.string().regex(/^[1-9]\d?$/, 'is not a number of workers from 1 to 99; example: 2');

/** A number of seconds. */
export const seconds = z
  .string()
  .regex(/^[1-9]\d{0,3}$/, 'is not a number of seconds from 1 to 9999; example: 50');

const RISING = /^ *(\d{1,9}(?:\.\d{1,3})?) *, *(\d{1,9}(?:\.\d{1,3})?) *$/;

/** Two thresholds, the lower one first. */
export const limit = (example: string) =>
  z.string().transform((value, context) => {
    const [, near, over] = (RISING.exec(value) ?? []).map(Number);
    if (near !== undefined && over !== undefined && near > 0 && over >= near) return { near, over };
    context.addIssue(`not two rising numbers; example: ${example}`);
    return z.NEVER;
  });

/** More would be a load test, not a probe. */
const MAX_SAMPLES = 20;
const SAMPLES = `not a number from 1 to ${String(MAX_SAMPLES)}; example: 3`;

/** How often something is measured. */
export const samples = whole(SAMPLES).pipe(z.int().min(1, SAMPLES).max(MAX_SAMPLES, SAMPLES));
