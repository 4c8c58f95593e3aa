// The papers of an application: uploaded one by one, read by whoever may read the case.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { call, download, keyOf, sentenceOf } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { DropZone } from '../../../ui/kit/DropZone.tsx';
import { Section } from '../../../ui/kit/Page.tsx';
import { notify } from '../../../ui/notice.ts';
import { addPaper, type CaseReply, readCase, readPaper } from '../words-cases.ts';
import { paperWords } from '../words-regimes.ts';
import { useWords } from './words.ts';

export function Papers({ data }: { data: CaseReply }): ReactElement | null {
  const say = useWords();
  const pick = usePick();
  const client = useQueryClient();
  const [busy, setBusy] = useState<string | undefined>();
  const kinds = (['prevention-plan', 'emergency-plan'] as const).filter(
    (kind) => data.papersNeeded.includes(kind) || data.papers.some((paper) => paper.kind === kind),
  );
  if (kinds.length === 0) return null;
  const send = async (kind: (typeof kinds)[number], file: File): Promise<void> => {
    setBusy(kind);
    try {
      const reply = await call(addPaper, { region: data.region as never, id: data.id as never, kind }, { file });
      client.setQueryData(keyOf(readCase, { region: data.region, id: data.id }), reply);
    } catch (problem) {
      notify('problem', sentenceOf(problem));
    }
    setBusy(undefined);
  };
  return (
    <Section title={say('papers.title')}>
      <div className="rs-papers">
        {kinds.map((kind) => (
          <div key={kind}>
            <b>{pick(paperWords[kind])}</b>
            <ul>
              {data.papers
                .filter((paper) => paper.kind === kind)
                .map((paper) => (
                  <li key={paper.sha256}>
                    <button
                      type="button"
                      className="sz-button-plain rs-link"
                      onClick={() =>
                        void download(readPaper, { region: data.region as never, id: data.id as never, sha256: paper.sha256 }).catch(
                          (problem: unknown) => notify('problem', sentenceOf(problem)),
                        )
                      }
                    >
                      {paper.name}
                    </button>
                  </li>
                ))}
            </ul>
            {data.mayEdit && (
              <DropZone
                types={['.pdf', '.png', '.jpg', '.jpeg', '.docx', '.doc']}
                most={20 * 2 ** 20}
                onFile={(file) => void send(kind, file)}
                hint={say('papers.hint')}
                busy={busy === kind}
                label={say('papers.add', { paper: pick(paperWords[kind]) })}
              />
            )}
          </div>
        ))}
      </div>
    </Section>
  );
}
