// Who is looking, and at which region and year. The shell asks the server once and shares the answer; pages read it with hooks. What a
// person may do is decided by the server again on every call: `useMay` only hides what would be refused.
import { createContext, useCallback, useContext, useMemo } from 'react';
import { firstOf, useAddress } from './address.ts';
import { type Pair, useLanguage } from './i18n.ts';

/** Who is signed in, as the shell was told. The call itself belongs to the accounts room. */
export type Session = {
  person: {
    id: string;
    name: string;
    nameEn: string;
    role: string;
    roleName: Pair;
    /** every permission held */
    may: readonly string[];
    /** every region in reach, widest first */
    regions: readonly { code: string; name: string; nameEn: string; level: string }[];
    /** the address this person's work begins at */
    home: string;
  };
  demo: boolean;
  years: readonly number[];
};

export const SessionContext = createContext<Session | undefined>(undefined);

/** The signed-in person's session, regions named in the language that is on. Only inside the shell, where there always is one. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside the shell');
  const language = useLanguage();
  return useMemo(() => {
    if (language === 'zh') return session;
    const regions = session.person.regions.map((region) => ({ ...region, name: region.nameEn || region.name }));
    return { ...session, person: { ...session.person, regions } };
  }, [session, language]);
}

/** Names a region in the language that is on: name(row.region, row.regionName). What lies outside one's reach keeps the name that came with it. */
export function useRegionName(): (code: string, otherwise?: string) => string {
  const session = useContext(SessionContext);
  const language = useLanguage();
  return useCallback(
    (code, otherwise) => {
      const found = session?.person.regions.find((region) => region.code === code);
      return (language === 'en' && found?.nameEn) || found?.name || (otherwise ?? code);
    },
    [session, language],
  );
}

/** True when the person's post holds the permission: `{useMay('projects.edit') && <Button … />}`. */
export const useMay = (permission: string): boolean => useContext(SessionContext)?.person.may.includes(permission) ?? false;

/** The region the page is about: from the address, else the person's first (widest). */
export function useRegion(): { code: string; name: string; nameEn: string; level: string } {
  const { person } = useSession();
  const code = firstOf(useAddress().search, 'region');
  return person.regions.find((region) => region.code === code) ?? person.regions[0] ?? { code: '', name: '', nameEn: '', level: 'county' };
}

/** The planning year the page is about: from the address, else the latest. */
export function useYear(): number {
  const { years } = useSession();
  const asked = Number(firstOf(useAddress().search, 'year'));
  return years.includes(asked) ? asked : years.length > 0 ? Math.max(...years) : 2020;
}
