import { expect, test } from '../../fixtures';

test('an editor may add a book, a viewer may only read it', async ({ editor, viewer, witness, world }) => {
  const books = { database_id: world.databaseId, table_oid: world.tables.books.oid };
  const added = { ...books, record_def: { 2: 'A hand-written title' } };
  await expect(editor.rpc('records.add', added)).toSucceed();
  expect(witness).toHaveSeen('rows:books');
  await expect(viewer.rpc('records.add', added)).toBeDenied('privilege');
  expect(witness).toHaveSeenNothing();
  const { results } = await viewer.rpc('records.list', { ...books, limit: 10, offset: 0 });
  expect(JSON.stringify(results)).toContain('A hand-written title');
});

const ON_PAGES = { tag: '@ui' };

test(
  'the page of a table offers an editor, and not a viewer, to add a record',
  ON_PAGES,
  async ({ editor, viewer, world }) => {
    const place = {
      databaseId: world.databaseId,
      schemaOid: world.schema.oid,
      tableOid: world.tables.books.oid,
    };
    for (const { actor, count } of [
      { actor: editor, count: 1 },
      { actor: viewer, count: 0 },
    ]) {
      const { table } = await actor.pages();
      await table.open(place);
      await expect(table.newRecordButton).toHaveCount(count);
    }
  },
);
