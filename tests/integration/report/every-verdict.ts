/** A plan that, on a stand-in with {@link FAULTS}, has a cell of every verdict, and known gaps that hold, closed and got worse. */
export const EVERY_VERDICT = `---
area: trial
surfaces: api
budget: 500 ms
---

# Trial

| ID   | Rule                            | Action                                | Given        | Surfaces | Positive control | admin | manager | editor | viewer | admin-elsewhere | outsider | anonymous |
| ---- | ------------------------------- | ------------------------------------- | ------------ | -------- | ---------------- | ----- | ------- | ------ | ------ | --------------- | -------- | --------- |
| T-1  | Delete a record                 | \`records.delete\`                      |              | api, ui  |      | allow | – | allow | deny: privilege | – | deny: collaborator | deny: login |
| T-2  | Add a record                    | \`records.add\`                         |              |          |      | allow | – | deny: privilege | allow | – | deny: privilege | deny: login |
| T-3  | Share a table                   | \`tables.privileges.replace_for_roles\` |              |          |      | allow | – | allow | deny: privilege | – | deny | deny[^open] |
| T-4  | Delete a form from elsewhere    | \`forms.delete(database: other)\`       |              |          | T-13 | – | – | deny: collaborator | deny: collaborator | hide | hide | deny: login |
| T-5  | List the stored roles           | \`roles.configured.list\`               |              |          |      | allow | – | allow | allow | – | deny: collaborator | deny: login |
| T-6  | Add a record with a weaker role | \`records.add\`                         | just demoted |          | –    | deny: privilege | – | deny: privilege | – | – | – | – |
| T-7  | Add a schema                    | \`schemas.add\`                         |              |          |      | allow | – | deny: privilege | deny: privilege | – | deny: collaborator | deny: login |
| T-8  | Add a user                      | \`users.add\`                           |              |          |      | – | – | allow | deny: admin | – | deny: admin | deny: login |
| T-9  | Open the page of a record       | \`page.contents(page: record)\`         |              | ui       |      | allow | – | allow | allow | – | deny: not-found | deny: login |
| T-10 | Change a record as is known     | \`records.patch\`                       |              |          | T-12 | deny[^gap] | – | deny[^small] | deny: privilege | – | deny: collaborator | deny: login |
| T-11 | Drop a closed table             | \`tables.delete(table: secrets)\`        |              | ui       |      | allow | allow | deny: privilege | deny: privilege | – | deny: collaborator | deny: login |
| T-12 | Change a record                 | \`records.patch\`                       |              |          |      | allow | – | allow | deny: privilege | – | deny: collaborator | deny: login |
| T-13 | Delete a form                   | \`forms.delete\`                        |              |          |      | allow | – | allow | allow | – | deny: collaborator | deny: login |

[^open]: known gap (breach: rows:books) until 2999-01-01, mathesar#1: closed already.
[^gap]: known gap (breach: rows:books) until 2999-01-01, mathesar#2: everybody may.
[^small]: known gap (inconclusive) until 2999-01-01, mathesar#3: less than is seen.
`;

export const FAULTS = [
  'deletes-a-second-row',
  'stored-role-remembered',
  'stored-roles-tell-passwords',
  'refusal-crashes',
  'existence-told',
  'delete-record-off-screen',
].join(',');
