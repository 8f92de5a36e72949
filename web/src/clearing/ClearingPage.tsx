import { Badge, Tabs } from 'antd';
import { Navigate, useSearchParams } from 'react-router';
import type { SettlementDay } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { PageFrame } from '../shared/page';
import { Answer, Coming } from '../shared/states';
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
  return <Console acts={session.role === 'clearing'} />;
}

function Console({ acts }: { acts: boolean }) {
  const { t } = useText();
  const [parameters, setParameters] = useSearchParams();
  const day = useApi<SettlementDay>('/clearing/day');
  const tab = parameters.get('tab') ?? 'run';
  const counted = (label: string, count: number | undefined) => (
    <Badge count={count ?? 0} size="small" offset={[8, 0]}>
      {label}
    </Badge>
  );
  return (
    <PageFrame title={t('clearing.title')} lead={t('clearing.lead')} asOf={day.data?.asOf}>
      <Answer state={day} rows={12}>
        {shown => (
          <Tabs
            activeKey={tab}
            onChange={key => setParameters({ tab: key }, { replace: true, preventScrollReset: true })}
            destroyOnHidden
            items={[
              {
                key: 'run',
                label: t('clearing.run'),
                children: <RunTab day={shown} acts={acts} changed={day.reload} />,
              },
              {
                key: 'differences',
                label: counted(t('clearing.differences'), shown.openDifferences),
                children: <DifferencesTab acts={acts} changed={day.reload} />,
              },
              {
                key: 'files',
                label: t('clearing.files'),
                children: <BankFilesTab acts={acts} changed={day.reload} />,
              },
              {
                key: 'defaults',
                label: counted(t('clearing.defaults'), shown.openDefaults),
                children: <DefaultsTab acts={acts} changed={day.reload} />,
              },
              { key: 'funds', label: t('clearing.funds'), children: <FundsTab /> },
              {
                key: 'objections',
                label: counted(t('clearing.objections'), shown.openObjections),
                children: <ObjectionsTab acts={acts} changed={day.reload} />,
              },
            ]}
          />
        )}
      </Answer>
    </PageFrame>
  );
}
