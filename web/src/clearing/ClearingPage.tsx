import { Badge, Select, Tabs } from 'antd';
import { Navigate, useSearchParams } from 'react-router';
import type { SettlementDay } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { PageFrame } from '../shared/page';
import { Answer, Coming } from '../shared/states';
import { usePhone } from '../shared/usePhone';
import { useSession } from '../shell/session';
import { BankFilesTab } from './BankFilesTab';
import { DefaultsTab } from './DefaultsTab';
import { DifferencesTab } from './DifferencesTab';
import { FundsTab } from './FundsTab';
import { ObjectionsTab } from './ObjectionsTab';
import { RunTab } from './RunTab';

/** 清算控制台: the end of the day, and everything that can stand in its way. */
export default function ClearingPage() {
  const { session } = useSession();
  if (session === null) return <Coming />;
  if (!session.signedIn) return <Navigate to="/sign-in" replace />;
  return <Console acts={session.role === 'clearing'} decides={session.role === 'regulator'} />;
}

/** `acts`: the clearing house; `decides`: the authority, who may confirm an override and open the reserve. */
function Console({ acts, decides }: { acts: boolean; decides: boolean }) {
  const { t } = useText();
  const [parameters, setParameters] = useSearchParams();
  const day = useApi<SettlementDay>('/clearing/day');
  const tab = parameters.get('tab') ?? 'run';
  const phone = usePhone();
  const open = (key: string) => setParameters({ tab: key }, { replace: true, preventScrollReset: true });
  return (
    <PageFrame title={t('clearing.title')} lead={t('clearing.lead')} asOf={day.data?.asOf}>
      <Answer state={day} rows={12}>
        {shown => {
          const parts = [
            {
              key: 'run',
              name: t('clearing.run'),
              count: 0,
              children: <RunTab day={shown} acts={acts} changed={day.reload} />,
            },
            {
              key: 'differences',
              name: t('clearing.differences'),
              count: shown.openDifferences,
              children: <DifferencesTab acts={acts} decides={decides} changed={day.reload} />,
            },
            {
              key: 'files',
              name: t('clearing.files'),
              count: 0,
              children: <BankFilesTab acts={acts} changed={day.reload} />,
            },
            {
              key: 'defaults',
              name: t('clearing.defaults'),
              count: shown.openDefaults,
              children: <DefaultsTab acts={acts} decides={decides} changed={day.reload} />,
            },
            { key: 'funds', name: t('clearing.funds'), count: 0, children: <FundsTab /> },
            {
              key: 'objections',
              name: t('clearing.objections'),
              count: shown.openObjections,
              children: <ObjectionsTab acts={acts} changed={day.reload} />,
            },
          ];
          if (phone) {
            return (
              <>
                <Select
                  aria-label={t('clearing.title')}
                  className="part-choice"
                  value={tab}
                  onChange={open}
                  options={parts.map(part => ({
                    value: part.key,
                    label: part.count ? `${part.name} (${part.count})` : part.name,
                  }))}
                />
                {parts.find(part => part.key === tab)?.children}
              </>
            );
          }
          return (
            <Tabs
              activeKey={tab}
              onChange={open}
              destroyOnHidden
              items={parts.map(part => ({
                key: part.key,
                label: (
                  <Badge count={part.count} size="small" offset={[8, 0]}>
                    {part.name}
                  </Badge>
                ),
                children: part.children,
              }))}
            />
          );
        }}
      </Answer>
    </PageFrame>
  );
}
