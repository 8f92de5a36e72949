import type { YearReport } from '../api/types';
import { currency, yuan } from '../format/numbers';
import { useText } from '../i18n/text';
import { Fact, FullTonnes } from '../shared/figures';
import { Mark } from '../shared/marks';
import { Section } from '../shared/page';

/** Nothing made, nothing lost: per asset, and for money. */
export function Conservation({ report }: { report: YearReport }) {
  const { t, say, language } = useText();
  const { assets, cash } = report.conservation;
  const money = (fen: number) => (
    <span className="figures">
      {yuan(fen)} <span className="unit">{currency(language)}</span>
    </span>
  );
  const verdict = (holds: boolean) => (
    <Mark tone={holds ? 'good' : 'bad'}>{t(holds ? 'conservation.holds' : 'conservation.broken')}</Mark>
  );
  return (
    <Section title={t('conservation.title')}>
      <p className="lead">{t('conservation.lead')}</p>
      <div className="scroll-x" tabIndex={0}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('table.unit')}</th>
              <th scope="col" className="right">
                {t('conservation.issued')} (t)
              </th>
              <th scope="col" className="right">
                {t('conservation.held')} (t)
              </th>
              <th scope="col" className="right">
                {t('conservation.surrendered')} (t)
              </th>
              <th scope="col" className="right">
                {t('conservation.cancelled')} (t)
              </th>
              <th scope="col" className="right">
                {t('conservation.expired')} (t)
              </th>
              <th scope="col">{t('conservation.check')}</th>
            </tr>
          </thead>
          <tbody>
            {assets.map(asset => (
              <tr key={`${asset.unit.kind}-${asset.unit.vintage}-${asset.unit.name.en}`}>
                <th scope="row">{say(asset.unit.name)}</th>
                <td className="right figures">
                  <FullTonnes value={asset.issued} />
                </td>
                <td className="right figures">
                  <FullTonnes value={asset.held} />
                </td>
                <td className="right figures">
                  <FullTonnes value={asset.surrendered} />
                </td>
                <td className="right figures">
                  <FullTonnes value={asset.cancelled} />
                </td>
                <td className="right figures">
                  <FullTonnes value={asset.expired} />
                </td>
                <td>{verdict(asset.holds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <dl className="facts">
        <Fact label={t('conservation.participants')}>{money(cash.participantsFen)}</Fact>
        <Fact label={t('conservation.fees')}>{money(cash.feesFen)}</Fact>
        <Fact label={t('conservation.bank')}>{money(cash.bankFen)}</Fact>
        <Fact label={t('conservation.check')}>{verdict(cash.holds)}</Fact>
      </dl>
    </Section>
  );
}
