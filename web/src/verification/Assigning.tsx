import { Select } from 'antd';
import { useState } from 'react';
import type { Page, SupervisedEntity, SupervisionAnswer } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { ActForm } from '../oversight/ActForm';
import { Section } from '../shared/page';
import { AssignForm } from './AssignForm';

/** What begins a verification: a body for a report that has none, and complaints about reports. */
export function Assigning(props: { assigns: boolean; assigned: () => void }) {
  const { t, say } = useText();
  const year = useApi<SupervisionAnswer>('/supervision/map').data?.year;
  const { data, reload } = useApi<Page<SupervisedEntity>>('/supervision/entities', { size: 1000 });
  const [chosen, setChosen] = useState<string | null>(null);
  const entities = data?.items ?? [];
  const waiting = entities.filter(e => e.reportState === 'submitted');
  if (!year) return null;
  return (
    <>
      {props.assigns && (
        <Section title={t('assign.title')}>
          {waiting.length === 0 && <p className="muted">{t('assign.none')}</p>}
          {waiting.length > 0 && (
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
          )}
          {chosen && (
            <AssignForm
              key={chosen}
              open
              title={t('assign.title')}
              path="/verification/assignments"
              of={{ year, participant: Number(chosen) }}
              fixed={{ year, participant: Number(chosen) }}
              done={() => {
                setChosen(null);
                reload();
                props.assigned();
              }}
            />
          )}
        </Section>
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
