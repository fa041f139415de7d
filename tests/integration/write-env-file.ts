import { writeFileSync } from 'node:fs';
import type { StandInDetails } from '../../src/target/stand-in';

/** Writes the settings that name a stand-in as if it were the user's own. */
export function writeEnvFile(file: string, { baseUrl, admin, databaseUrl }: StandInDetails): void {
  const settings = {
    LOCAL_URL: baseUrl,
    LOCAL_ADMIN_USERNAME: admin.username,
    LOCAL_ADMIN_PASSWORD: admin.password,
    LOCAL_DATABASE_URL: databaseUrl,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(file, lines.join(''), { mode: 0o600 });
}
