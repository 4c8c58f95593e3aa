/**
 * One program per data directory. `server.lock` names the holder by process id and by when that process started, so a reused
 * id is not mistaken for the holder; a holder that died leaves a lock that the next one takes over. PostgreSQL's own
 * postmaster.pid is the second line behind it.
 */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diskRefusal, StartRefusal } from './start-refusal.ts';

export type Holder = { pid: number; born: string; purpose: 'serve' | 'command'; address: string | null };

export type Lock = {
  /** Lets a refused second copy say where the first one is. */
  announce(address: string): void;
  release(): void;
};

/** Takes the lock or refuses with a sentence that names the holder. */
export function takeLock(dataDir: string, purpose: Holder['purpose']): Lock {
  const path = join(dataDir, 'server.lock');
  const mine: Holder = { pid: process.pid, born: bornAt(process.pid), purpose, address: null };
  const draft = `${path}.${process.pid}`;
  const write = (holder: Holder) => writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
  try {
    write(mine);
    for (let attempt = 0; ; attempt += 1) {
      try {
        linkSync(draft, path); // Atomic, and never empty: a kill between creating and writing cannot leave a blank lock.
        break;
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code;
        if (code === 'EPERM' || code === 'ENOTSUP' || code === 'ENOSYS') {
          writeFileSync(path, JSON.stringify(mine), { flag: 'wx', mode: 0o600 }); // A file system without hard links.
          break;
        }
        if (code !== 'EEXIST') throw error;
      }
      const holder = readHolder(dataDir);
      if (holder) throw taken(dataDir, holder);
      if (attempt > 20) throw taken(dataDir, { pid: 0, born: '', purpose: 'serve', address: null });
      setAside(path);
    }
  } catch (error) {
    rmSync(draft, { force: true });
    throw diskRefusal(error, dataDir);
  }
  rmSync(draft, { force: true });
  return {
    announce(address) {
      write({ ...mine, address });
      renameSync(draft, path);
    },
    release() {
      if (readLock(path)?.pid === process.pid) rmSync(path, { force: true });
    },
  };
}

/** The living holder of the directory, or null. */
export function readHolder(dataDir: string): Holder | null {
  const holder = readLock(join(dataDir, 'server.lock'));
  if (!holder) return null;
  return isAlive(holder.pid) && (holder.born === '' || bornAt(holder.pid) === holder.born) ? holder : null;
}

function readLock(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

/** Moves a dead holder's lock away, unless somebody living took it between our look and our move. */
function setAside(path: string): void {
  const aside = `${path}.dead-${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const moved = readLock(aside);
  if (moved && isAlive(moved.pid) && bornAt(moved.pid) === moved.born) {
    try {
      linkSync(aside, path);
    } catch {
      // Somebody else holds it already; the next look tells who.
    }
  }
  rmSync(aside, { force: true });
}

function taken(dataDir: string, holder: Holder): StartRefusal {
  const where = holder.address ? { zh: `，地址是 ${holder.address}`, en: ` at ${holder.address}` } : { zh: '', en: '' };
  const what =
    holder.purpose === 'serve' ? { zh: '运行中的三早', en: 'a running Sanzao' } : { zh: '三早的另一条命令', en: 'another Sanzao command' };
  return new StartRefusal('data.in-use', {
    zh: `数据目录 ${dataDir} 正由${what.zh}使用（进程 ${holder.pid}）${where.zh}。请使用那一份，或先停止它，或用 --data 另选目录。`,
    en: `The data directory ${dataDir} is in use by ${what.en} (process ${holder.pid})${where.en}. Use that one, stop it first, or choose another directory with --data.`,
  });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) [ZX] /s.test(statOf(pid)); // in a container without an init, the killed stay as zombies
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When the process started, in the kernel's ticks since boot together with the boot; empty where the system does not tell. */
function bornAt(pid: number): string {
  try {
    const stat = statOf(pid);
    if (stat === '') return '';
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}`;
  } catch {
    return '';
  }
}

function statOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '';
  }
}
