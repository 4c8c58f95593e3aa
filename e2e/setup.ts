/** Before the first journey: the demo region, made once; every house is a copy of it. Gone when the journeys end. */
import type { TestProject } from 'vitest/node';
import { makeDemo } from './demo-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    demo: { directory: string; databaseUrl: string | null };
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { end, ...demo } = await makeDemo(project.config.provide.postgresUrl || null);
  project.provide('demo', demo);
  return end;
}
