import { z } from 'zod';
import type { Client } from '../../target/client';
import { tableOid } from './table';
import { MISSING_ID, MISSING_OID, type AttemptContext } from '../action';

/** Which page, and whether its address is that of something and written in full. */
export const pageArgs = {
  page: z
    .enum(['home', 'profile', 'administration', 'users', 'settings', 'database', 'schema', 'table'])
    .default('home'),
  there: z.boolean().default(true),
  slash: z.boolean().default(true),
};
type PageArgs = z.output<z.ZodObject<typeof pageArgs>>;

/** The address of a page. */
export function pathOf(context: AttemptContext, { page, there, slash }: PageArgs): string {
  const { world } = context;
  const database = `/db/${String(there || page !== 'database' ? context.id(world.databaseId) : MISSING_ID)}/`;
  const schemaOid = there || page !== 'schema' ? context.oid(world.schema.oid) : MISSING_OID;
  const schema = `${database}schemas/${String(schemaOid)}/`;
  const paths = {
    home: '/',
    profile: '/profile/',
    administration: '/administration/',
    users: '/administration/users/',
    settings: '/administration/settings/',
    database,
    schema,
    table: `${schema}tables/${String(tableOid(context, there ? 'books' : 'missing'))}/`,
  };
  return slash ? paths[page] : paths[page].replace(/\/$/, '');
}

/** What only an answer with the page's own data holds; undefined for a visitor, of whom a page knows nothing. */
export function canaryOf({ world, role }: AttemptContext, { page }: PageArgs): string | undefined {
  if (page === 'table') return world.tables.books.name;
  return page === 'database' || page === 'schema'
    ? world.schema.name
    : world.state.accounts[role.name]?.username;
}

/** The address to which an address without its last slash leads; itself where that is nowhere. */
export async function withSlash(client: Client, path: string): Promise<string> {
  const { status, location } = await client.http({ method: 'GET', path });
  return status === 301 && location === `${path}/` ? location : path;
}
