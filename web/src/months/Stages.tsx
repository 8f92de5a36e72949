import { Select, Steps } from 'antd';
import { useText } from '../i18n/text';
import { usePhone } from '../shared/usePhone';

/** The steps of a form: a line of them, or on a phone the one at hand and a list to choose from. */
export function Stages({ titles, at, go }: { titles: string[]; at: number; go: (step: number) => void }) {
  const { t } = useText();
  const phone = usePhone();
  if (!phone) return <Steps size="small" current={at} onChange={go} items={titles.map(title => ({ title }))} />;
  return (
    <Select
      className="month-stages"
      aria-label={t('months.stages')}
      value={at}
      options={titles.map((title, i) => ({ value: i, label: `${i + 1} / ${titles.length} · ${title}` }))}
      onChange={go}
    />
  );
}
