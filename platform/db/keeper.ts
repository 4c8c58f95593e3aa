/**
 * The process between the product and its PostgreSQL. It starts the postmaster and holds a pipe to the product: when the pipe
 * closes, because the product stopped or was killed, it shuts the postmaster down. It decides nothing else; no packages, no
 * imports of ours, so that nothing but Node is needed for the promise "no process stays behind".
 */
import { spawn, spawnSync } from 'node:child_process';

type Orders = { postgres: string; pgCtl: string; dataDir: string; args: string[]; uid?: number; gid?: number; home: string };

const orders = JSON.parse(process.argv[2]!) as Orders;
const identity = orders.uid === undefined ? {} : { uid: orders.uid, gid: orders.gid };
const postmaster = spawn(orders.postgres, ['-D', orders.dataDir, ...orders.args], {
  stdio: ['ignore', 'inherit', 'inherit'],
  cwd: orders.dataDir,
  env: { LC_ALL: 'C', TZ: 'UTC', HOME: orders.home },
  ...identity,
});

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  if (process.platform === 'win32') {
    spawnSync(orders.pgCtl, ['stop', '-D', orders.dataDir, '-m', 'fast', '-w', '-t', '10'], { stdio: 'ignore' });
    return;
  }
  postmaster.kill('SIGINT'); // fast: open transactions are rolled back, then a checkpoint
  setTimeout(() => postmaster.kill('SIGQUIT'), 20_000).unref(); // immediate: the next start recovers from the log
  setTimeout(() => postmaster.kill('SIGKILL'), 25_000).unref();
}

postmaster.on('error', (error) => {
  process.stderr.write(`cannot start ${orders.postgres}: ${error.message}\n`);
  process.exit(1);
});
postmaster.on('exit', (code) => process.exit(code ?? 1));
process.stdin.on('data', () => {});
process.stdin.on('end', stop);
process.stdin.on('error', stop);
process.stdin.on('close', stop);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
