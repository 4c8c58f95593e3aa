/**
 * The postmaster that an earlier run may have left on a cluster: whether there is one, and ending it. Whoever calls holds the lock of the
 * data directory, so nobody else's server is meant. Starting one is embedded.ts.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './lock.ts';
import { type Progress, StartRefusal } from './start-refusal.ts';

export function readPostmaster(cluster: string): { pid: number } | null {
  try {
    const pid = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 0 ? { pid } : null;
  } catch {
    return null;
  }
}

/**
 * We hold the lock, so a postmaster on this cluster is a leftover: of a product killed together with its keeper, or one that is
 * just shutting down. Waits for it, then asks it to stop. A pid file whose process is something else is stale and removed.
 */
export async function stopLeftover(cluster: string, progress: Progress): Promise<void> {
  const since = performance.now();
  let asked = 0;
  for (;;) {
    const found = readPostmaster(cluster);
    if (!found) return;
    if (!isPostmasterOf(found.pid, cluster)) {
      rmSync(join(cluster, 'postmaster.pid'), { force: true });
      return;
    }
    const waited = performance.now() - since;
    if (asked === 0 && waited > 1_000) {
      asked = 1;
      progress({ zh: '上次留下的数据库进程仍在，正在停止它……', en: 'A database process of an earlier run is still there; stopping it …' });
      signal(found.pid, 'SIGINT');
    } else if (asked === 1 && waited > 15_000) {
      asked = 2;
      signal(found.pid, 'SIGQUIT');
    } else if (waited > 30_000)
      throw new StartRefusal('data.in-use', {
        zh: `上次留下的数据库进程 ${found.pid} 停不下来，请手工结束它后重试。`,
        en: `The database process ${found.pid} of an earlier run does not stop; end it by hand and try again.`,
      });
    await delay(50);
  }
}

export function isPostmasterOf(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return words.includes(cluster) && /postgres$/.test(words[0] ?? '');
  } catch {
    if (process.platform === 'win32') return true;
    try {
      return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(cluster);
    } catch {
      return false;
    }
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone already.
  }
}

function delay(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
