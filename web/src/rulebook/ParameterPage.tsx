import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useParams, useSearchParams } from 'react-router';
import type { Rule } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { PageFrame } from '../shared/page';
import RuleAnswer from './RuleAnswer';

export default function ParameterPage() {
  const { key = '' } = useParams();
  const { t, say } = useText();
  const [parameters, setParameters] = useSearchParams();
  const on = parameters.get('on');
  const { data } = useApi<Rule>(`/rules/${encodeURIComponent(key)}`, { on });
  return (
    <PageFrame
      title={data ? say(data.label) : key}
      lead={<code>{key}</code>}
      asOf={data?.asOf}
      back={{ to: '/rules', label: t('rules.title') }}
    >
      <div className="entity-bar">
        <label className="inline">
          {t('rules.on')}
          <DatePicker
            value={on ? dayjs(on) : null}
            placeholder={data?.on ?? ''}
            onChange={date => setParameters(date ? { on: date.format('YYYY-MM-DD') } : {}, { replace: true })}
          />
        </label>
      </div>
      <RuleAnswer ruleKey={key} on={on} full />
    </PageFrame>
  );
}
