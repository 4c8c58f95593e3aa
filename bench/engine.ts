// The marks of the engine, one table after the other: passes, changes, working days and Monte Carlo beside C++ (engine/bench/marks.ts), then levelling
// over the published instances (engine/bench/psplib.ts) where SANZAO_SAMPLES says they lie. The engine's own benches run as programs of their own.
//   npm run bench:engine            1,000 and 5,000 schedules over the whole sets, and the twelve by wall time
//   npm run bench:engine -- --full  50,000 schedules as well; --quick: a tenth of the size, no levelling
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = (name: string, ...args: string[]): void => {
  const { status } = spawnSync(process.execPath, [fileURLToPath(new URL(`../engine/bench/${name}`, import.meta.url)), ...args], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = status ?? 1;
};
const flags = process.argv.slice(2);
const quick = flags.includes('--quick');
program('marks.ts', ...(quick ? ['--quick'] : []));
if (!quick) {
  process.stdout.write('\n');
  program('psplib.ts', '--schedules', flags.includes('--full') ? '1000,5000,50000' : '1000,5000');
  program('psplib.ts', '--twelve');
}
