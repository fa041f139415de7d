/** A named set of privileges, or `custom`. */
interface Level {
  id: string;
  label: string;
  help: string;
  privileges: readonly string[];
}

/** What can be granted on a kind of object. */
export interface AccessKind {
  levels: readonly Level[];
  /** All privileges that can be granted one by one. */
  privileges: readonly { name: string; help: string }[];
}

export const SCHEMA_ACCESS: AccessKind = {
  levels: [
    { id: 'read', label: 'Read', help: 'Can access the schema', privileges: ['USAGE'] },
    {
      id: 'create',
      label: 'Read + Create',
      help: 'Can access the schema and create new tables',
      privileges: ['USAGE', 'CREATE'],
    },
  ],
  privileges: [
    { name: 'USAGE', help: 'See and use what is in the schema' },
    { name: 'CREATE', help: 'Make objects in the schema' },
  ],
};

export const TABLE_ACCESS: AccessKind = {
  levels: [
    { id: 'read', label: 'Read', help: 'Can read table records', privileges: ['SELECT'] },
    {
      id: 'write',
      label: 'Write',
      help: 'Can read, update, delete, and create table records',
      privileges: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
    },
  ],
  privileges: [
    { name: 'SELECT', help: 'Read rows' },
    { name: 'INSERT', help: 'Add rows' },
    { name: 'UPDATE', help: 'Change rows' },
    { name: 'DELETE', help: 'Delete rows' },
    { name: 'TRUNCATE', help: 'Empty the table' },
    { name: 'REFERENCES', help: 'Point to the table by foreign keys' },
    { name: 'TRIGGER', help: 'Make triggers on the table' },
  ],
};

export const CUSTOM = 'custom';

const same = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((privilege) => other.includes(privilege));

/** The level that the privileges amount to; `custom` for any other set. */
export function levelOf(kind: AccessKind, privileges: readonly string[]): string {
  return kind.levels.find((level) => same(level.privileges, privileges))?.id ?? CUSTOM;
}
