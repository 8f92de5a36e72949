import { Segmented } from 'antd';
import { useSearchParams } from 'react-router';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { PageFrame } from '../shared/page';
import { useSession } from '../shell/session';
import { AlertsPart, CasesPart, DetectorsPart } from './Surveillance';
import { StabilityPart } from './Stability';
import { MeasuresPart } from './Measures';
import { OwnMeasuresPart } from './OwnMeasures';
import { PublicFiguresPart } from './PublicFigures';
import { StatisticsPart } from './Statistics';

const confidential = ['alerts', 'cases', 'stability', 'measures', 'statistics'] as const;
const open = ['stability', 'statistics'] as const;
const traders = ['stability', 'own', 'statistics'] as const;

/** 监管: for officers everything, for everybody else the strip of limit days and what was announced. */
export default function OversightPage() {
  const { t } = useText();
  const { session } = useSession();
  const [search, setSearch] = useSearchParams();
  const inside = ['regulator', 'exchange', 'auditor'].includes(session?.role ?? '');
  const wanted = search.get('part');
  const parts = inside ? confidential : session?.organisation?.account ? traders : open;
  const part = parts.find(p => p === wanted) ?? parts[0];
  return (
    <PageFrame title={t('oversight.title')} lead={t(inside ? 'oversight.lead' : 'oversight.lead.public')}>
      <div className="oversight-parts">
        <Segmented
          value={part}
          options={parts.map(value => ({ value, label: t(`oversight.part.${value}` as TextKey) }))}
          onChange={value => setSearch({ part: value })}
        />
      </div>
      {part === 'alerts' && (
        <>
          <DetectorsPart />
          <AlertsPart />
        </>
      )}
      {part === 'cases' && <CasesPart />}
      {part === 'stability' && <StabilityPart />}
      {part === 'measures' && <MeasuresPart />}
      {part === 'own' && <OwnMeasuresPart />}
      {part === 'statistics' && (
        <>
          <PublicFiguresPart />
          {inside && <StatisticsPart />}
        </>
      )}
    </PageFrame>
  );
}
