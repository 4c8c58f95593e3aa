// One bulletin: a draft is written and checked here, an issued one is read. Which of the two it is, is said by its status.
import type { ReactElement } from 'react';
import { usePathNames } from '../../../ui/address.ts';
import { useRead } from '../../../ui/call.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { readBulletin } from '../words.ts';
import { Draft } from './draft.tsx';
import { Issued } from './issued.tsx';

export default function Bulletin(): ReactElement {
  const { region = '', id = '' } = usePathNames();
  const { data, error, refetch } = useRead(readBulletin, { region: region as never, id: id as never }, { staleTime: 0 });
  if (error) return <ErrorNote error={error} onRetry={refetch} />;
  if (!data) return <p className="sz-waiting" role="status" />;
  return data.status === 'draft' ? <Draft key={data.id} bulletin={data} /> : <Issued bulletin={data} />;
}
