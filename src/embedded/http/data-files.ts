import { Hono } from 'hono';
import type { Install } from '../install';
import type { Env } from './app';

/** */
export function dataFileRoutes(_install: Install): Hono<Env> {
  return new Hono<Env>();
}
