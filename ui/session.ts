// Who is looking, and at which region and year. The shell asks the server once and shares the answer; pages read it with hooks. What a
// person may do is decided by the server again on every call: `useMay` only hides what would be refused.
import { createContext, useContext } from 'react';
import { z } from 'zod';
import { endpoint } from '../vocabulary/endpoint.ts';
import { firstOf, useAddress } from './address.ts';

const Words = z.object({ zh: z.string(), en: z.string() });
export const Session = z.object({
  person: z.object({
    name: z.string(),
    role: z.string(),
    roleName: Words,
    may: z.array(z.string()),
    regions: z.array(z.object({ code: z.string(), name: z.string(), level: z.string() })),
  }),
  demo: z.boolean(),
  years: z.array(z.number()),
});
export type Session = z.infer<typeof Session>;

/** The shape of the call the shell starts with; the accounts room serves it. */
export const askSession = endpoint({
  method: 'GET',
  path: '/api/session',
  access: { public: 'The first call of the screens: it says who is signed in, or that nobody is.' },
  audit: 'read',
  input: z.object({}),
  reply: Session,
  summary: { zh: '当前登录人', en: 'Who is signed in' },
});

export const SessionContext = createContext<Session | undefined>(undefined);

/** The signed-in person's session. Only inside the shell, where there always is one. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside the shell');
  return session;
}

/** True when the person's post holds the permission: `{useMay('projects.edit') && <Button … />}`. */
export const useMay = (permission: string): boolean => useContext(SessionContext)?.person.may.includes(permission) ?? false;

/** The region the page is about: from the address, else the person's first (widest). */
export function useRegion(): { code: string; name: string; level: string } {
  const { person } = useSession();
  const code = firstOf(useAddress().search, 'region');
  return person.regions.find((region) => region.code === code) ?? person.regions[0] ?? { code: '', name: '', level: 'county' };
}

/** The planning year the page is about: from the address, else the latest. */
export function useYear(): number {
  const { years } = useSession();
  const asked = Number(firstOf(useAddress().search, 'year'));
  return years.includes(asked) ? asked : years.length > 0 ? Math.max(...years) : 2020;
}
