import { z } from 'zod';
import { loans } from '../world/loans';
import { action, databaseArg, type Action } from './action';
import { rowCanary, tableArg, tableTarget } from './arguments/table';

/** `none` leaves limit and offset out, which the methods that list summaries do not bear. */
const pageArg = { page: z.enum(['given', 'none']).default('given') };
const PAGES = { given: { limit: 10, offset: 0 }, none: {} } as const;

/** How the verbs that show rows by their summaries are tried. */
export const RECORD_SUMMARIES_ACTIONS: Action[] = [
  action(
    'records.list_summaries',
    { ...databaseArg, ...tableArg, ...pageArg },
    (context, { page, ...args }) => ({
      request: { rpc: 'records.list_summaries', params: { ...tableTarget(context, args), ...PAGES[page] } },
      ...(args.table === 'missing' ? {} : { canary: rowCanary(context.world, args.table) }),
    }),
  ),

  action(
    'records.list_linked_summaries',
    // `reference`: the rows say what they refer to. `template`: what they refer to stands for the rows themselves.
    { shown: z.enum(['reference', 'template']).default('reference') },
    async ({ world }, { shown }) => {
      const { oid } = await loans(world, { template: shown === 'template' });
      const params = { database_id: world.databaseId, table_oid: oid, return_record_summaries: true };
      return { request: { rpc: 'records.list', params }, canary: world.secretCanary };
    },
    ['records.list'],
  ),
];
