import { Select } from 'antd';
import { useState } from 'react';
import type { Page, SupervisedEntity, SupervisionAnswer, VerificationCandidate } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { ActForm } from '../oversight/ActForm';

/** What begins a verification: a body for a report that has none, and complaints about reports. */
export function Assigning({ assigns }: { assigns: boolean }) {
  const { t, say } = useText();
  const year = useApi<SupervisionAnswer>('/supervision/map').data?.year;
  const { data, reload } = useApi<Page<SupervisedEntity>>('/supervision/entities', { size: 1000 });
  const [chosen, setChosen] = useState<string | null>(null);
  const entities = data?.items ?? [];
  const waiting = entities.filter(e => e.reportState === 'submitted');
  const { data: candidates } = useApi<Page<VerificationCandidate>>(
    assigns && chosen && year ? '/verification/candidates' : null,
    { year: year ?? 0, participant: Number(chosen) },
  );
  if (!year) return null;
  return (
    <>
      {assigns && waiting.length > 0 && (
        <>
          <Select
            showSearch
            optionFilterProp="label"
            style={{ minWidth: 240, maxWidth: '100%' }}
            aria-label={t('assign.entity')}
            placeholder={t('assign.entity')}
            value={chosen}
            onChange={setChosen}
            options={waiting.map(e => ({ value: e.participant, label: say(e.name) }))}
          />
          {chosen && (
            <ActForm
              key={chosen}
              title={t('assign.title')}
              path="/verification/assignments"
              fixed={{ year, participant: Number(chosen) }}
              fields={[
                {
                  name: 'verifier',
                  label: t('verify.body'),
                  kind: 'choice',
                  numeric: true,
                  options: (candidates?.items ?? []).map(b => ({
                    value: b.body,
                    label: b.fit ? say(b.name) : `${say(b.name)} ✕ ${say(b.reason)}`,
                  })),
                },
              ]}
              submit={t('assign.title')}
              done={reload}
            />
          )}
        </>
      )}
      <ActForm
        title={t('assign.complaint')}
        path="/verification/complaints"
        fixed={{ year }}
        fields={[
          {
            name: 'participant',
            label: t('verify.entity'),
            kind: 'choice',
            numeric: true,
            options: entities.map(e => ({ value: e.participant, label: say(e.name) })),
          },
          { name: 'text', label: t('assign.text'), kind: 'area' },
        ]}
        submit={t('assign.complaint')}
        done={reload}
      />
    </>
  );
}
