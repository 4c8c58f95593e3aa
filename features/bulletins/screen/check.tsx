// The gate on the screen: what the auditor says of the finished text, with arithmetic and repairs; leave for what must stand, asked for and
// decided by two people; and the issue.
import { Button, Input } from 'antd';
import { type ReactElement, useState } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { useMay } from '../../../ui/session.ts';
import {
  askOverride,
  type BulletinReply,
  checkBulletin,
  decideOverride,
  type GateFinding,
  type GateReply,
  issueBulletin,
  listBulletins,
  readBulletin,
} from '../words.ts';
import { useWords } from './words.ts';
import './check.css';

export function Check({ bulletin, onFix }: { bulletin: BulletinReply; onFix: () => void }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const mayIssue = useMay('bulletin.issue');
  const place = { region: bulletin.region as never, id: bulletin.id as never };
  const { data, error, refetch, isFetching } = useRead(checkBulletin, place, { staleTime: 0 });
  const issue = useWrite(issueBulletin, {
    // The gate of what is issued is closed: it is not asked again.
    stale: [readBulletin, listBulletins],
    done: (reply) => ({ zh: `已印发：第${reply.number}期`, en: `Issued: No. ${reply.number}` }),
  });
  if (error) return <ErrorNote error={error} onRetry={refetch} />;
  if (!data)
    return (
      <p className="sz-quiet" role="status" aria-busy="true">
        {say('check.reading')}
      </p>
    );
  const contradictions = data.findings.filter((one) => one.severity === 'contradiction');
  const others = data.findings.filter((one) => one.severity !== 'contradiction');
  const free = data.blocked.length === 0;
  return (
    <div className="bl-check sz-screen-only" aria-busy={isFetching}>
      <section className={free ? 'bl-gate bl-gate-open' : 'bl-gate bl-gate-shut'} aria-live="polite">
        <p className="bl-gate-words">
          <b aria-hidden="true">{free ? '✓' : '■'}</b>{' '}
          {free
            ? contradictions.length === 0
              ? say('check.clean', { statements: data.statements, holding: data.holding })
              : say('overrides')
            : say('check.blocked', { count: data.blocked.length })}
        </p>
        {!free && contradictions.length < data.blocked.length && (
          <ul>
            {data.blocked
              .filter((one) => !contradictions.some((finding) => finding.sentence.zh === one.zh))
              .map((one) => (
                <li key={one.zh}>{pick(one)}</li>
              ))}
          </ul>
        )}
        {mayIssue && (
          <Button
            type="primary"
            size="large"
            disabled={!free || isFetching}
            loading={issue.isPending}
            onClick={() => {
              if (window.confirm(say('issue.sure'))) issue.mutate({ ...place, version: bulletin.version });
            }}
          >
            {say('issue')}
          </Button>
        )}
      </section>
      {contradictions.length > 0 && (
        <ol className="bl-findings">
          {contradictions.map((finding) => (
            <li key={finding.key}>
              <Finding finding={finding} gate={data} bulletin={bulletin} onFix={onFix} />
            </li>
          ))}
        </ol>
      )}
      {others.length > 0 && (
        <details className="bl-others">
          <summary>{say('check.others', { count: others.length })}</summary>
          <ol className="bl-findings">
            {others.map((finding) => (
              <li key={finding.key}>
                <Finding finding={finding} gate={data} bulletin={bulletin} onFix={onFix} />
              </li>
            ))}
          </ol>
        </details>
      )}
    </div>
  );
}

const shapes = { contradiction: '■', doubtful: '▲', ask: '○' } as const;

function Finding({
  finding,
  gate,
  bulletin,
  onFix,
}: {
  finding: GateFinding;
  gate: GateReply;
  bulletin: BulletinReply;
  onFix: () => void;
}): ReactElement {
  const say = useWords();
  const pick = usePick();
  const mayWrite = useMay('bulletin.write');
  return (
    <article className={`bl-finding bl-finding-${finding.severity}`}>
      <h3>
        <span aria-hidden="true">{shapes[finding.severity]}</span> {say(`severity.${finding.severity}`)}
      </h3>
      <p className="bl-finding-words">{pick(finding.sentence)}</p>
      <Quote text={gate.text} spans={finding.spans} />
      {finding.arithmetic.length > 0 && (
        <p>
          <span className="sz-label">{say('arithmetic')}</span> <span className="bl-arithmetic">{finding.arithmetic.join('；')}</span>
        </p>
      )}
      {finding.repairs.length > 0 && (
        <div>
          <span className="sz-label">{say('repairs')}</span>
          <ul className="bl-repairs">
            {finding.repairs.map((repair, index) => (
              <li key={index}>
                {repair.changes.map((change) => (
                  <span key={change.text + change.to}>
                    <s>{change.text}</s> <span aria-hidden="true">→</span> <span className="sz-hidden">{say('repair.to')}</span>{' '}
                    <b>{change.to}</b>{' '}
                  </span>
                ))}
                {pick(repair.consequence) && <span className="sz-quiet">{pick(repair.consequence)}</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
      {pick(finding.evidence) && (
        <p>
          <span className="sz-label">{say('evidence')}</span> {pick(finding.evidence)}
        </p>
      )}
      {finding.severity === 'contradiction' && <Override finding={finding} bulletin={bulletin} />}
      {mayWrite && finding.severity === 'contradiction' && finding.override?.decision !== 'granted' && (
        <p>
          <Button onClick={onFix}>{say('fix')}</Button>
        </p>
      )}
    </article>
  );
}

/** The words around the numbers in question, those marked. */
function Quote({ text, spans }: { text: string; spans: GateFinding['spans'] }): ReactElement | null {
  const say = useWords();
  const lines = new Map<number, { from: number; to: number; marks: GateFinding['spans'] }>();
  for (const span of spans) {
    const from = text.lastIndexOf('\n', span.start - 1) + 1;
    const end = text.indexOf('\n', span.start);
    const line = lines.get(from) ?? { from, to: end < 0 ? text.length : end, marks: [] };
    line.marks.push(span);
    lines.set(from, line);
  }
  if (lines.size === 0) return null;
  return (
    <div className="bl-quote">
      <span className="sz-label">{say('where')}</span>
      {[...lines.values()].slice(0, 6).map(({ from, to, marks }) => {
        const parts: ReactElement[] = [];
        let at = from;
        for (const mark of [...marks].sort((a, b) => a.start - b.start)) {
          if (mark.start < at) continue;
          parts.push(
            <span key={`t${at}`}>{text.slice(at, mark.start)}</span>,
            <mark key={mark.start}>{text.slice(mark.start, mark.end)}</mark>,
          );
          at = mark.end;
        }
        parts.push(<span key="rest">{text.slice(at, to)}</span>);
        return (
          <p key={from} className="bl-quoted">
            {parts}
          </p>
        );
      })}
    </div>
  );
}

function Override({ finding, bulletin }: { finding: GateFinding; bulletin: BulletinReply }): ReactElement | null {
  const say = useWords();
  const mayWrite = useMay('bulletin.write');
  const mayApprove = useMay('bulletin.approve');
  const [reason, setReason] = useState('');
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useState('');
  const ask = useWrite(askOverride);
  const decide = useWrite(decideOverride);
  const place = { region: bulletin.region as never, id: bulletin.id as never, key: finding.key };
  const { override } = finding;
  if (override && override.decision !== 'declined')
    return (
      <div className="bl-override">
        <p>
          {override.decision === 'granted'
            ? `✓ ${say('ask.granted', { by: override.decidedBy ?? '' })}`
            : `… ${say('ask.waiting', { by: override.askedBy })}`}
        </p>
        <p className="sz-quiet">
          {say('ask.reason.was', { reason: override.reason })} {override.note}
        </p>
        {override.decision === null && mayApprove && override.mine && <p className="sz-label">{say('grant.own')}</p>}
        {override.decision === null && mayApprove && !override.mine && (
          <div className="bl-decide">
            <Input
              aria-label={say('grant.note')}
              placeholder={say('grant.note')}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
            <Button type="primary" loading={decide.isPending} onClick={() => decide.mutate({ ...place, decision: 'granted', note })}>
              {say('grant')}
            </Button>
            <Button loading={decide.isPending} onClick={() => decide.mutate({ ...place, decision: 'declined', note })}>
              {say('decline')}
            </Button>
          </div>
        )}
      </div>
    );
  return (
    <div className="bl-override">
      {override?.decision === 'declined' && (
        <p>
          {say('ask.declined', { by: override.decidedBy ?? '' })} {override.note}
        </p>
      )}
      {mayWrite && !asking && (
        <button type="button" className="sz-button-plain bl-link" onClick={() => setAsking(true)}>
          {say('ask')}
        </button>
      )}
      {mayWrite && asking && (
        <form
          className="bl-decide"
          onSubmit={(event) => {
            event.preventDefault();
            ask.mutate({ ...place, reason });
          }}
        >
          <Input
            aria-label={say('ask.reason')}
            placeholder={say('ask.reason')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button htmlType="submit" loading={ask.isPending} disabled={reason.trim().length < 4}>
            {say('ask.send')}
          </Button>
          <Button onClick={() => setAsking(false)}>{say('cancel')}</Button>
        </form>
      )}
    </div>
  );
}
