import { z } from 'zod';
import { method } from '../method';
import type { HandMade } from './fault';
import { adding, RECORD } from './pages';

const NAME = 'records.duplicate';

/** Number of the text column of the tables that are duplicated in. */
const TEXT = 2;

const Duplicate = z.looseObject({ database_id: z.int(), table_oid: z.int(), record_id: z.int() });

/** What no plan knows: a method that copies a record, and the button for it on the page of a record. */
export const NEW_FEATURE: HandMade = {
  name: 'new-feature',
  what: 'there is a method, and a button, of which no plan says who may use it',
  apply(install) {
    const [get, add] = [install.methods.get('records.get'), install.methods.get('records.add')];
    if (!get || !add) throw new Error('records can not be read or added');
    install.methods.set(
      NAME,
      method({
        gate: 'login',
        params: Duplicate,
        async run(call, target) {
          const { results } = (await get.run(call, target)) as { results: Record<number, unknown>[] };
          const record_def = { [TEXT]: `${String(results[0]?.[TEXT])} (copy)` };
          return add.run(call, { ...target, record_def });
        },
      }),
    );
    install.pageScript = adding(RECORD, /^/, 'main', '<button type="button">Duplicate Record</button>');
  },
  mend(install) {
    install.methods.delete(NAME);
    install.pageScript = '';
  },
};
