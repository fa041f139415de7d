import { z } from 'zod';
import type { HttpRequest } from '../../target/client';

/** Whether the request carries the CSRF token, which only the install's own pages know. */
export const csrfArg = { csrf: z.boolean().default(true) };

export const withCsrf = (request: HttpRequest, csrf: boolean): HttpRequest =>
  csrf ? request : { ...request, withoutCsrf: true };
