import { z } from 'zod';

/** What an answer is read for: what is there, or what the caller is told to be allowed to. */
export const toldArg = { told: z.enum(['itself', 'privileges']).default('itself') };
