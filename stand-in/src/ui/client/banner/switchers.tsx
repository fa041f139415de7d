import { useEffect, useState } from 'preact/hooks';
import { Dropdown, Icon } from '../components/index';
import { commonData, currentSchema, listOf, titleOf, useCommonData } from '../common-data';
import { rpc } from '../rpc';

interface Entry {
  label: string;
  href: string;
}

interface Section {
  title: string;
  entries: Entry[];
}

function Finder({ sections, close }: { sections: Section[]; close: () => void }) {
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  return (
    <div class="menu finder">
      <input type="text" value={text} onInput={(event) => setText(event.currentTarget.value)} />
      {sections.map(({ title, entries }) => {
        const found = entries.filter(({ label }) => label.toLowerCase().includes(wanted));
        return found.length === 0 ? null : (
          <div key={title}>
            <div class="menu-heading">{title}</div>
            <ul>
              {found.map(({ label, href }) => (
                <li key={href}>
                  <a class="menu-item" href={href} onClick={close}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </div>
  );
}

function Switcher({ label, sections }: { label: string; sections: Section[] }) {
  return (
    <Dropdown trigger={<Icon name="right" />} aria-label={label} title={label} class="switcher">
      {(close) => <Finder sections={sections} close={close} />}
    </Dropdown>
  );
}

/** The way to another database. */
export function DatabaseSwitcher() {
  const { databases } = useCommonData();
  const entries = databases.map((database) => ({
    label: titleOf(database),
    href: `/db/${String(database.id)}/`,
  }));
  return <Switcher label="Choose a Database" sections={[{ title: 'Databases', entries }]} />;
}

/** The way to another schema of the database. */
export function SchemaSwitcher({ database }: { database: string }) {
  const { schemas } = useCommonData();
  const entries = listOf(schemas).map(({ oid, name }) => ({
    label: name,
    href: `${database}schemas/${String(oid)}/`,
  }));
  return <Switcher label="Choose a Schema" sections={[{ title: 'Schemas', entries }]} />;
}

/** The way to another table, exploration or form of the schema. */
export function ContentSwitcher({ schema }: { schema: string }) {
  const { tables, queries } = useCommonData();
  const sections = [
    {
      title: 'Tables',
      entries: listOf(tables).map(({ oid, name }) => ({
        label: name,
        href: `${schema}tables/${String(oid)}/`,
      })),
    },
    {
      title: 'Explorations',
      entries: queries.map(({ id, name }) => ({ label: name, href: `${schema}explorations/${String(id)}/` })),
    },
  ];
  return (
    <Dropdown
      trigger={<Icon name="right" />}
      aria-label="Choose a Table or Exploration"
      title="Choose a Table or Exploration"
      class="switcher"
    >
      {(close) => <WithForms sections={sections} schema={schema} close={close} />}
    </Dropdown>
  );
}

/** The forms are no part of the page's data, so they are asked for when the list opens. */
function WithForms({ sections, schema, close }: { sections: Section[]; schema: string; close: () => void }) {
  const [forms, setForms] = useState<Entry[]>([]);
  useEffect(() => {
    const params = { database_id: commonData.current_database, schema_oid: currentSchema()?.oid };
    rpc<{ id: number; name: string }[]>('forms.list', params).then(
      (found) =>
        setForms(found.map(({ id, name }) => ({ label: name, href: `${schema}forms/${String(id)}/` }))),
      () => setForms([]),
    );
  }, [schema]);
  return <Finder sections={[...sections, { title: 'Forms', entries: forms }]} close={close} />;
}
