/**
 * Server settings of the stand-in's PostgreSQL, given to initdb, which uses them itself and writes them to
 * postgresql.conf. The data live as long as one run, so everything that only makes them survive a crash is off.
 */
export const serverSettings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '64MB',
  // Segments in /dev/shm would outlive a killed server, and containers give that folder only 64 MB.
  dynamic_shared_memory_type: process.platform === 'win32' ? 'windows' : 'mmap',

  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  checkpoint_timeout: '1h',
  max_wal_size: '128MB',

  // Every user of the product connects as a PostgreSQL role of their own, so connections are opened all the time. The
  // iterations of SCRAM (4096 by default) slow down the guessing of a stolen hash; these passwords are random and gone
  // after the run. One iteration takes that cost from client and server alike and refuses a wrong password as before.
  password_encryption: 'scram-sha-256',
  scram_iterations: '1',

  // A worker in a database that is copied as a template has to be waited for; tables this small need no vacuum.
  autovacuum: 'off',
  // Fewer background processes: reads need no workers here, nothing is replicated and nothing runs in parallel.
  io_method: 'sync',
  max_logical_replication_workers: '0',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  jit: 'off',
  update_process_title: 'off',

  // initdb would otherwise look for the machine's own, and what tests see must not depend on the machine.
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_connections: '',
};

/** What differs where data are kept: what was committed must be there when this process was killed right after. */
export const keptSettings: Readonly<Record<string, string>> = { synchronous_commit: 'on' };

const passedOn = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'];

/**
 * The environment of the launcher's own processes: no credentials, no `PG…` defaults of the user, and messages in
 * English, as parts of them are read.
 */
export function plainEnvironment(): Record<string, string> {
  const environment: Record<string, string> = { LC_ALL: 'C', TZ: 'UTC' };
  for (const name of passedOn) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return environment;
}
