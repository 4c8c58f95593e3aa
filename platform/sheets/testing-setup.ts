// For tests only: the folder of the temporary files of one run of the tests. Every worker makes its own inside; it goes when the run ends.
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folder of the run whose main process has this number; it is there when this answers. */
export function runFolder(process: number): string {
  const folder = join(tmpdir(), `sanzao-sheets-${process}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

export default function setup(): () => void {
  return () => rmSync(runFolder(process.pid), { recursive: true, force: true });
}
