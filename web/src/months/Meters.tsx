import type { MeterLine } from '../api/types';
import { useText } from '../i18n/text';
import { ActForm } from '../oversight/ActForm';
import { DocumentLink } from '../shared/FileField';
import { Mark } from '../shared/marks';
import { PlainTable } from '../shared/PlainTable';
import { usePhone } from '../shared/usePhone';

/** Whether a meter's calibration still holds, and for how long. */
export function MeterMark({ of }: { of: MeterLine }) {
  const { t } = useText();
  const overdue = of.standing === 'overdue';
  return (
    <>
      <Mark tone={overdue ? 'bad' : 'good'}>{t(`meters.standing.${of.standing}`)}</Mark>{' '}
      <span className="small muted figures nowrap">
        {t(overdue ? 'meters.overdueBy' : 'meters.left', { days: Math.abs(of.daysLeft) })}
      </span>
    </>
  );
}

export function Certificate({ of }: { of: MeterLine }) {
  const { t } = useText();
  return of.document ? <DocumentLink hash={of.document} name={t('meters.certificate')} /> : <>{t('meters.ofPlan')}</>;
}

/** An entity's meters with what is due, and the form that records a calibration. */
export function Meters(props: { of: MeterLine[]; entity: string; own: boolean; changed: () => void }) {
  const { of, entity, own, changed } = props;
  const { t } = useText();
  const phone = usePhone();
  if (of.length === 0) return <p className="muted">{t('meters.none')}</p>;
  return (
    <>
      {phone ? (
        <ul className="cards">
          {of.map(one => (
            <li key={one.meter}>
              <p className="card-head">
                <span>
                  <code>{one.meter}</code> {one.kind}
                </span>
                <span>
                  <MeterMark of={one} />
                </span>
              </p>
              <p className="card-line muted">
                {one.location} · {one.accuracy} · <Certificate of={one} />
              </p>
              <p className="card-line muted figures">
                {t('meters.calibratedOn')} {one.calibratedOn} · {t('meters.through')} {one.through}
              </p>
            </li>
          ))}
        </ul>
      ) : (
      <PlainTable
        label={t('meters.title')}
        head={[
          t('meters.meter'),
          t('meters.location'),
          t('meters.calibratedOn'),
          t('meters.through'),
          t('meters.standing'),
          t('meters.certificate'),
        ]}
        keys={of.map(one => one.meter)}
        rows={of.map(one => [
          <span key="meter">
            <code>{one.meter}</code> {one.kind} <span className="muted">{one.accuracy}</span>
          </span>,
          one.location,
          one.calibratedOn,
          one.through,
          <MeterMark key="mark" of={one} />,
          <Certificate key="document" of={one} />,
        ])}
      />
      )}
      {own && (
        <ActForm
          title={t('meters.record')}
          path={`/mrv/plans/${entity}/calibrations`}
          fields={[
            {
              name: 'meter',
              label: t('meters.meter'),
              kind: 'choice',
              options: of.map(one => ({ value: one.meter, label: `${one.meter} ${one.kind}` })),
            },
            { name: 'on', label: t('meters.on'), kind: 'date' },
            { name: 'months', label: t('meters.months'), kind: 'text', numeric: true, initial: '12' },
            { name: 'document', label: t('meters.certificate'), kind: 'file' },
          ]}
          submit={t('meters.record')}
          done={changed}
        />
      )}
    </>
  );
}
