import type { Client } from '../target/client';
import { InstallError } from '../target/client';
import { roleNamed, type World } from './world';
import { throwAwayAccount } from './throw-away-account';
import type { Role } from '../roles';

/** An uploaded file, which belongs to an account of the world and is removed with it. */
export interface DataFile {
  id: number;
  /** Has the world's prefix. */
  name: string;
  /** Acts as the account that uploaded it. */
  uploader: Client;
}

/** Contents of the files that the suite uploads: two rows for the world's books. */
export const CSV = 'title,pages\nUploaded 1,10\nUploaded 2,20\n';

/** A file uploaded by a throw-away account of the role, which must have an account. */
export function dataFile(world: World, role: Role): Promise<DataFile> {
  return world.once(`data file ${role.name}`, async () => {
    const { client: uploader, account } = await throwAwayAccount(world, role);
    const stem = world.name('file');
    const name = `${stem}.csv`;
    const answer = await uploader.http({
      method: 'POST',
      path: '/api/db/v0/data_files/',
      form: { file: { filename: name, content: CSV }, header: 'true' },
    });
    if (answer.status !== 201) throw new InstallError(`uploading ${name} answered ${String(answer.status)}`);
    const { id } = JSON.parse(answer.text) as { id: number };
    world.state.hearing?.plant('file of another account', stem, account?.username);
    return { id, name, uploader };
  });
}

/** A file of a different role: the editor's for an admin, an admin's for all others. */
export function dataFileOfAnother(world: World, role: Role): Promise<DataFile> {
  return dataFile(world, roleNamed(role.account === 'admin' ? 'editor' : 'admin'));
}
