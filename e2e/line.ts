/**
 * The line between a phone and the server, which a journey can cut: everything at once, or only the answers, so that something was done and nobody
 * was told. A relay of plain sockets; what goes over it is not looked at.
 */
import { connect, createServer, type Socket } from 'node:net';

export type Line = {
  address: string;
  /** Nothing passes any more; what was under way breaks. */
  cut(): void;
  mend(): void;
  /** The next answer to a request that begins with these words is lost after the server gave it, and its connection breaks. */
  loseAnswerTo(words: string): void;
  /** How many answers were lost. */
  lost(): number;
  stop(): Promise<void>;
};

export async function openLine(target: string): Promise<Line> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let up = true;
  let losing: string | undefined;
  let lost = 0;
  const server = createServer((near) => {
    if (!up) return void near.destroy();
    const far = connect(Number(port), hostname);
    let drop = false;
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
    near.on('data', (piece) => {
      if (losing && piece.toString('latin1').startsWith(losing)) {
        losing = undefined;
        drop = true;
      }
      far.write(piece);
    });
    far.on('data', (piece) => {
      if (!drop) return void near.write(piece);
      lost += 1;
      return void near.destroy();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port: own } = server.address() as { port: number };
  return {
    address: `http://127.0.0.1:${own}`,
    cut() {
      up = false;
      for (const one of open) one.destroy();
    },
    mend() {
      up = true;
    },
    loseAnswerTo(words) {
      losing = words;
    },
    lost: () => lost,
    stop: () =>
      new Promise((done) => {
        for (const one of open) one.destroy();
        server.close(() => done());
      }),
  };
}
