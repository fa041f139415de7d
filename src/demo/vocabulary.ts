import { z } from 'zod';
import { ACTIONS } from '../actions';
import type { ActionInfo, Vocabulary } from '../plan/types';
import type { DemoAction } from './action';
import { ADMIN_ACTIONS } from './admin-actions';
import { DEMO_SIGHTS } from './page-actions';
import { READING_ACTIONS } from './reading-actions';
import { DEMO_ROLES } from './roles';

/** Verbs of the permission plan that make do with what a visitor may make in the own database. */
const OF_THE_PERMISSION_PLAN = [
  'schemas.add',
  'schemas.delete',
  'tables.add',
  'tables.delete',
  'records.add',
  'records.patch',
  'records.delete',
  'explorations.get',
  'explorations.run',
  'explorations.add',
  'explorations.delete',
  'export.exploration',
  'forms.get',
  'forms.get_source_info',
  'forms.submit',
  'forms.delete',
];

/** Every verb by which a demo is tried over the API, by name. */
export const DEMO_ACTIONS: ReadonlyMap<string, DemoAction> = new Map(
  [
    ...OF_THE_PERMISSION_PLAN.flatMap((name) => ACTIONS.get(name) ?? []),
    ...READING_ACTIONS,
    ...ADMIN_ACTIONS,
  ].map((each) => [each.info.name, each]),
);

const sights = DEMO_SIGHTS.map(({ action: name }): ActionInfo => ({
  name,
  args: z.strictObject({}),
  methods: [],
  reads: true,
}));

/** All names that the demo's page of the plan may use, as of today. */
export function demoVocabulary(): Vocabulary {
  return {
    roles: DEMO_ROLES.map(({ name }) => name),
    requiredRoles: ['visitor', 'neighbour', 'anonymous'],
    actions: new Map(
      [...[...DEMO_ACTIONS.values()].map(({ info }) => info), ...sights].map((info) => [info.name, info]),
    ),
    situations: [],
    offersOf: ({ name }) => DEMO_SIGHTS.filter(({ action }) => action === name).map((sight) => sight.name),
    installs: ['demo'],
    methods: [],
    partial: true,
    today: new Date().toISOString().slice(0, 10),
  };
}
