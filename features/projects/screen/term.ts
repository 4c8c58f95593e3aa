// The office's word for a stored value, in the language that is on: const word = useTerm(); word('stage', row.stage).
import { useCallback } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import { term } from '../words-terms.ts';

type Group = Parameters<typeof term>[0];

export function useTerm(): (group: Group, code: string | null | undefined) => string {
  const pick = usePick();
  return useCallback((group, code) => pick(term(group, code)), [pick]);
}
