import { Segmented } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { DealMode, DealModes, MyHoldings } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { PageFrame, Section } from '../shared/page';
import { Answer, Nothing } from '../shared/states';
import { usePhone } from '../shared/usePhone';
import { useSession } from '../shell/session';
import { AgreementForm } from './AgreementForm';
import { BlockForm } from './BlockForm';
import { Board } from './Board';
import { BoardOfferForm, FixedPriceForm } from './ListingForms';
import { ModesTable } from './ModesTable';
import { MyDeals } from './MyDeals';
import { OneWayForm } from './OneWayForm';
import { OneWayList } from './OneWayList';

const tabs = ['board', 'one-way', 'new', 'mine'] as const;
type Tab = (typeof tabs)[number];
const modes: DealMode[] = ['fixed-price', 'agreement', 'listing-agreement', 'block', 'one-way'];

/** 交易方式: the modes beside the screen, the board of open listings, and one's own deals. */
export default function DealsPage() {
  const { t } = useText();
  const { session } = useSession();
  const [parameters, setParameters] = useSearchParams();
  const answer = useApi<DealModes>('/deals/modes');
  const trader = session?.organisation?.account != null;
  const holdings = useApi<MyHoldings>(trader ? '/me/holdings' : null);
  const wanted = tabs.find(tab => tab === parameters.get('tab')) ?? 'board';
  const tab: Tab = trader || wanted === 'one-way' ? wanted : 'board';
  const phone = usePhone();
  const modesToday = (
    <Answer state={answer} rows={6}>
      {data => <ModesTable answer={data} />}
    </Answer>
  );
  return (
    <PageFrame title={t('nav.deals')} lead={t('deal.lead')} asOf={answer.data?.asOf}>
      {phone ? (
        <details className="act-form">
          <summary>{t('deal.today')}</summary>
          {modesToday}
        </details>
      ) : (
        <Section title={t('deal.today')}>{modesToday}</Section>
      )}
      <Segmented<Tab>
        className="deal-tabs"
        aria-label={t('nav.deals')}
        value={tab}
        onChange={next => setParameters({ tab: next })}
        options={(trader ? tabs : tabs.slice(0, 2)).map(one => ({ value: one, label: t(`deal.tab.${one}`) }))}
      />
      {tab === 'board' && (
        <Section title={t('deal.board')}>
          {!trader && (
            <p className="prose">
              {t('deal.board.public')} <Link to="/sign-in">{t('session.signIn')}</Link>
            </p>
          )}
          <Board trader={trader} changed={holdings.reload} />
        </Section>
      )}
      {tab === 'one-way' && (
        <Section title={t('deal.mode.one-way')}>
          <OneWayList />
        </Section>
      )}
      {tab === 'new' && (
        <Answer state={answer} rows={8}>
          {data => <NewDeal answer={data} holdings={holdings.data} changed={holdings.reload} />}
        </Answer>
      )}
      {tab === 'mine' && (
        <Section title={t('deal.mine')}>
          <MyDeals changed={holdings.reload} />
        </Section>
      )}
    </PageFrame>
  );
}

function NewDeal(props: { answer: DealModes; holdings: MyHoldings | null; changed: () => void }) {
  const { answer, holdings, changed } = props;
  const { t, say } = useText();
  const [parameters] = useSearchParams();
  const [chosen, setChosen] = useState<DealMode>(modes.find(mode => mode === parameters.get('mode')) ?? 'fixed-price');
  const terms = answer.modes.find(mode => mode.mode === chosen);
  const form = { instrument: answer.instrument, holdings, changed };
  return (
    <Section title={t('deal.tab.new')}>
      <Segmented<DealMode>
        className="deal-tabs"
        aria-label={t('deal.mode')}
        value={chosen}
        onChange={setChosen}
        options={modes.map(mode => ({ value: mode, label: t(`deal.mode.${mode}`) }))}
      />
      {terms?.problem ? (
        <Nothing title={t('deal.notOffered')}>{say(terms.problem)}</Nothing>
      ) : (
        terms && (
          <>
            {chosen === 'fixed-price' && <FixedPriceForm {...form} mode={terms} />}
            {chosen === 'listing-agreement' && <BoardOfferForm {...form} mode={terms} />}
            {chosen === 'block' && <BlockForm {...form} mode={terms} />}
            {chosen === 'one-way' && <OneWayForm {...form} today={answer.date} mode={terms} />}
            {chosen === 'agreement' && <AgreementForm modes={answer} holdings={holdings} changed={changed} />}
          </>
        )
      )}
    </Section>
  );
}
