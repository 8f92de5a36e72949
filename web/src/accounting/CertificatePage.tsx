import { useParams } from 'react-router';
import type { NeutralityCertificate } from '../api/types';
import { useApi } from '../api/useApi';
import { grouped } from '../format/numbers';
import { useText } from '../i18n/text';
import { Mark } from '../shared/marks';
import { PageFrame } from '../shared/page';
import { Answer } from '../shared/states';
import { tonnes } from './parts';
import { Retirements } from './NeutralityTab';

/** A certificate of neutrality, as anybody may check it. */
export default function CertificatePage() {
  const { number = '' } = useParams();
  const { t, say } = useText();
  const state = useApi<NeutralityCertificate>(`/accounting/certificates/${encodeURIComponent(number)}`);
  return (
    <PageFrame
      title={t('acc.certificate')}
      lead={t('acc.certificate.lead')}
      back={{ to: '/accounting', label: t('acc.title') }}
    >
      <Answer state={state} rows={8}>
        {one => (
          <>
            <section className="acc-certificate">
              <p className="figures acc-number">{one.number}</p>
              <h2>{say(one.name)}</h2>
              <p>
                {t('acc.year', { year: one.year })} · {t(`acc.basis.${one.basis}`)} ·{' '}
                {t('acc.revision', { revision: one.revision })}
              </p>
              <dl className="facts">
                <div className="fact">
                  <dt>{t('acc.certificate.footprint')}</dt>
                  <dd className="figures">{tonnes(one.footprint)} tCO₂e</dd>
                </div>
                <div className="fact">
                  <dt>{t('acc.certificate.needed')}</dt>
                  <dd className="figures">{grouped(String(one.needed))} t</dd>
                </div>
                <div className="fact">
                  <dt>{t('acc.certificate.retired')}</dt>
                  <dd className="figures">{grouped(String(one.retired))} t</dd>
                </div>
                <div className="fact">
                  <dt>{t('acc.certificate.date')}</dt>
                  <dd className="figures">{one.date}</dd>
                </div>
              </dl>
              {one.overtaken ? (
                <p className="caution">{t('acc.certificate.overtaken', { revision: one.revision })}</p>
              ) : (
                <Mark tone="good">{t('acc.certificate.valid')}</Mark>
              )}
            </section>
            <Retirements rows={one.retirements} />
          </>
        )}
      </Answer>
    </PageFrame>
  );
}
