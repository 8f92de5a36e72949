import type { AnnualActs } from '../../api/types';
import { useText } from '../../i18n/text';
import { ActForm, type Field } from '../../oversight/ActForm';
import { Section } from '../../shared/page';

/** What the authority may decide about a report now. */
export function AuthorityActs({ path, acts, done }: { path: string; acts: AnnualActs; done: () => void }) {
  const { t } = useText();
  if (!Object.values({ ...acts, prepare: false, submit: false }).some(Boolean)) return null;
  const decision: Field = { name: 'decision', label: t('annual.decision'), kind: 'text' };
  const order: Field[] = [
    { name: 'order', label: t('annual.order'), kind: 'text' },
    { name: 'reason', label: t('annual.reason'), kind: 'area' },
  ];
  const form = (title: string, part: string, fields: Field[], fixed: Record<string, unknown> = {}, danger = false) => (
    <ActForm
      title={title}
      path={`${path}/${part}`}
      fields={fields}
      fixed={fixed}
      submit={t('annual.send')}
      done={done}
      danger={danger}
    />
  );
  return (
    <Section title={t('annual.authority')}>
      {acts.extend &&
        form(t('annual.extend'), 'extension', [{ name: 'date', label: t('annual.date'), kind: 'date' }, decision])}
      {acts.takeOver && form(t('annual.takeOver'), 'determination', [decision], { basis: 'recheck' })}
      {acts.determine &&
        form(t('annual.determine'), 'determination', [
          {
            name: 'basis',
            label: t('annual.basis'),
            kind: 'choice',
            initial: 'lastYear',
            options: (['lastYear', 'capacity'] as const).map(value => ({ value, label: t(`annual.basis.${value}`) })),
          },
          { name: 'capacity', label: t('annual.capacity'), kind: 'text', optional: true, numeric: true },
          { name: 'perUnit', label: t('annual.perUnit'), kind: 'text', optional: true, numeric: true },
          decision,
        ])}
      {acts.bringIn &&
        form(t('annual.bringIn'), 'history', [
          { name: 'emissions', label: t('annual.bringInTonnes'), kind: 'tonnes' },
          { name: 'product', label: t('annual.productCode'), kind: 'text', optional: true },
          { name: 'quantity', label: t('annual.productQuantity'), kind: 'text', optional: true, numeric: true },
          { name: 'unit', label: t('annual.unit'), kind: 'text', optional: true },
          { name: 'productionDays', label: t('annual.productionDays'), kind: 'text', optional: true, numeric: true },
          { name: 'source', label: t('annual.bringInSource'), kind: 'text' },
        ])}
      {acts.reopen && form(t('annual.reopenCorrect'), 'reopening', order, { fraud: false })}
      {acts.reopen && form(t('annual.reopenFraud'), 'reopening', order, { fraud: true }, true)}
      {acts.penalise &&
        form(
          t('annual.penalise'),
          'fraud-penalty',
          [
            { name: 'gain', label: t('annual.gain'), kind: 'yuan', optional: true },
            { name: 'multiple', label: t('annual.multiple'), kind: 'text', optional: true, numeric: true },
            { name: 'fine', label: t('annual.fine'), kind: 'yuan', optional: true },
            { name: 'cut', label: t('annual.cut'), kind: 'text', optional: true, numeric: true },
            decision,
          ],
          {},
          true,
        )}
    </Section>
  );
}
