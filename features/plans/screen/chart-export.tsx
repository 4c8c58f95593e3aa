// What leaves the screen: a chart as PDF, SVG or PNG and on the printer, always as sheets with their title block. The sheets for the printer are on the
// page only while it prints. PDF and SVG come from the server, the picture is drawn here.
import { type ReactElement, useLayoutEffect, useState } from 'react';
import { download, sentenceOf, useRead } from '../../../ui/call.ts';
import { useLanguage } from '../../../ui/i18n.ts';
import { DrawingView } from '../../../ui/kit/DrawingView.tsx';
import { savePicture } from '../../../ui/kit/drawing-picture.ts';
import { Pop } from '../../../ui/kit/Pop.tsx';
import { notify } from '../../../ui/notice.ts';
import { usePrinting } from '../../../ui/screen.ts';
import { chartWords } from '../chart-marks.ts';
import { chartSheets } from '../chart-paper.ts';
import type { PlanReply } from '../words.ts';
import { type ChartName, chartTitle, exportChart, PaperSize, type TitleBlock } from '../words-export.ts';
import { useWords } from './words.ts';

interface Exported {
  plan: PlanReply;
  chart: ChartName;
  by: 'stream' | 'department' | 'stage';
  /** the sheets, where the plan alone does not say them */
  sheetsOf?: (title: TitleBlock) => ReturnType<typeof chartSheets>;
}

export function ChartExport({ plan, chart, by, sheetsOf }: Exported): ReactElement {
  const say = useWords();
  const language = useLanguage();
  const [busy, setBusy] = useState(false);
  const at = { region: plan.region as never, project: plan.projectId as never };
  const { data: title } = useRead(chartTitle, at, { staleTime: 60_000 });
  const printing = usePrinting();
  const act = (work: () => Promise<void> | void, close: () => void) => async (): Promise<void> => {
    close();
    setBusy(true);
    try {
      await work();
    } catch (error) {
      notify('problem', sentenceOf(error));
    }
    setBusy(false);
  };
  const file =
    (as: 'svg' | 'pdf', paper: PaperSize = 'A3') =>
    (): Promise<void> =>
      download(exportChart, { ...at, chart, as, paper, by, language });
  const sheets = (): ReturnType<typeof chartSheets> =>
    sheetsOf ? sheetsOf(title!) : chartSheets(chart, plan, title!, { language, paper: 'A3', by });
  return (
    <>
      <span className="pl-export sz-screen-only" aria-busy={busy || undefined}>
        <Pop label={say('export')} side="right">
          {(close) => (
            <ul className="pl-export-list">
              {PaperSize.options.map((paper) => (
                <li key={paper}>
                  <button type="button" onClick={act(file('pdf', paper), close)}>
                    {say('export.pdf', { paper })}
                  </button>
                </li>
              ))}
              <li>
                <button type="button" onClick={act(file('svg'), close)}>
                  {say('export.svg')}
                </button>
              </li>
              <li>
                <button
                  type="button"
                  disabled={!title}
                  onClick={act(() => savePicture(sheets(), `${plan.projectName}${chartWords[language][chart]}`), close)}
                >
                  {say('export.png')}
                </button>
              </li>
              <li>
                <button type="button" disabled={!title} onClick={act(() => window.print(), close)}>
                  {say('export.print')}
                </button>
              </li>
            </ul>
          )}
        </Pop>
      </span>
      {printing && title && <Sheets drawings={sheets()} />}
    </>
  );
}

function Sheets({ drawings }: { drawings: ReturnType<typeof chartSheets> }): ReactElement {
  // While these are on the page, paper is A3 lying down to the edge; a page by name would leave the first one upright.
  useLayoutEffect(() => {
    const paper = new CSSStyleSheet();
    paper.replaceSync('@page { size: A3 landscape; margin: 0; @bottom-right { content: none; } }');
    document.adoptedStyleSheets.push(paper);
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== paper);
    };
  }, []);
  return (
    <div className="pl-sheets">
      {drawings.map((drawing, i) => (
        <DrawingView key={i} drawing={drawing} />
      ))}
    </div>
  );
}
