import { z } from 'zod';
import type { Call } from '../call';
import { withIntegrity } from '../errors';
import { method, type AnyMethod } from '../method';
import type { AnalyticsMethods } from '../../../wire/analytics';

const nothing = z.strictObject({});

const installationId = (call: Call) =>
  call.store.value<string>('SELECT value::text FROM mathesar_installationid');

const count = async (call: Call, from: string) =>
  (await call.store.value<number>(`SELECT count(*)::int FROM ${from}`)) ?? 0;

/** `analytics` methods. Nothing is ever sent anywhere, and no report made: the stand-in only keeps the switch. */
export const ANALYTICS_METHODS: Record<keyof AnalyticsMethods, AnyMethod> = {
  'analytics.get_state': method({
    gate: 'admin',
    params: nothing,
    run: async (call) => ({ enabled: (await installationId(call)) !== null }),
  }),
  'analytics.initialize': method({
    gate: 'admin',
    params: nothing,
    async run(call) {
      await withIntegrity(() => call.store.run('INSERT INTO mathesar_installationid DEFAULT VALUES'));
    },
  }),
  'analytics.disable': method({
    gate: 'admin',
    params: nothing,
    async run(call) {
      await call.store.run('DELETE FROM mathesar_installationid');
    },
  }),
  'analytics.view_report': method({
    gate: 'admin',
    params: nothing,
    run: async (call) => ({
      installation_id: await installationId(call),
      mathesar_version: call.install.options.release,
      user_count: await count(call, 'mathesar_user'),
      active_user_count: await count(call, '(SELECT DISTINCT user_id FROM django_session) active'),
      sso_connected_user_count: 0,
      configured_role_count: await count(call, 'mathesar_configuredrole'),
      connected_database_count: await count(call, 'mathesar_database'),
      // Counting inside every database is left out: the report is about what the install knows itself.
      connected_database_schema_count: 0,
      connected_database_table_count: 0,
      connected_database_record_count: 0,
      exploration_count: await count(call, 'mathesar_explorations'),
      form_count: await count(call, 'mathesar_form'),
      public_form_count: await count(call, 'mathesar_form WHERE publish_public'),
    }),
  }),
  'analytics.upload_feedback': method({
    gate: 'login',
    collaborator: false,
    params: z.strictObject({ message: z.string() }),
    run: () => Promise.resolve(null),
  }),
};
