import { Button, Steps } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link, Navigate } from 'react-router';
import type { AuctionDesk } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { PageFrame } from '../shared/page';
import { Answer, Coming, Nothing } from '../shared/states';
import { usePhone } from '../shared/usePhone';
import { useSession } from '../shell/session';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { AnnounceReview } from './AnnounceReview';
import { BidderStep, PriceStep, TimeStep, UnitStep } from './AnnounceSteps';
import { announcementOf, emptyDraft, faultsOf, filled, type AuctionDraft } from './draft';

const kept = 'chutan.announcement';

function keptDraft(): AuctionDraft {
  try {
    return { ...emptyDraft, ...(JSON.parse(sessionStorage.getItem(kept) ?? '{}') as Partial<AuctionDraft>) };
  } catch {
    return emptyDraft;
  }
}

/** 发布竞价公告: the authority puts units of the reserve up for auction, one topic a step. */
export default function AnnouncePage() {
  const { t } = useText();
  const { session } = useSession();
  const may = session?.role === 'regulator';
  const desk = useApi<AuctionDesk>(may ? '/auctions/desk' : null);
  if (session === null) return <Coming />;
  if (!session.signedIn) return <Navigate to="/sign-in" replace />;
  return (
    <PageFrame
      title={t('announce.title')}
      lead={t('announce.lead')}
      asOf={desk.data?.asOf}
      back={{ to: '/auctions', label: t('nav.auctions') }}
    >
      {may ? (
        <Answer state={desk} rows={8}>
          {shown => <Form desk={shown} changed={desk.reload} />}
        </Answer>
      ) : (
        <Nothing title={t('announce.notYours')}>{t('announce.notYours.help')}</Nothing>
      )}
    </PageFrame>
  );
}

function Form({ desk, changed }: { desk: AuctionDesk; changed: () => void }) {
  const { t } = useText();
  const command = useCommand();
  const phone = usePhone();
  const [draft, setDraft] = useState(keptDraft);
  const [step, setStep] = useState(0);
  const change = (part: Partial<AuctionDraft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    try {
      sessionStorage.setItem(kept, JSON.stringify(next));
    } catch {
      // Without storage the draft lasts as long as the page.
    }
  };
  const left = desk.reserves.find(one => one.year === draft.year);
  const faults = faultsOf(draft, step, left, desk.asOf.instant);
  const ready = (at: number) => filled(draft, at) && faultsOf(draft, at, left, desk.asOf.instant).length === 0;
  const part = { draft, change, desk, left };
  const steps: { title: string; body: ReactNode }[] = [
    { title: t('announce.step.units'), body: <UnitStep {...part} /> },
    { title: t('announce.step.price'), body: <PriceStep {...part} /> },
    { title: t('announce.step.bidders'), body: <BidderStep {...part} /> },
    { title: t('announce.step.time'), body: <TimeStep {...part} /> },
    { title: t('announce.step.review'), body: <AnnounceReview draft={draft} /> },
  ];
  const last = steps.length - 1;
  const submit = async () => {
    const announcement = announcementOf(draft);
    if (announcement && (await command.send('POST', '/auctions', announcement))) {
      sessionStorage.removeItem(kept);
      changed();
    }
  };
  if (command.receipt)
    return (
      <>
        <Outcome command={command} />
        <p>
          <Link to={`/auctions/${command.receipt.id}`}>{t('announce.open')}</Link>
        </p>
      </>
    );
  return (
    <form
      className="agreement announce"
      onSubmit={event => {
        event.preventDefault();
        if (!ready(step)) return;
        if (step < last) setStep(step + 1);
        else void submit();
      }}
    >
      {!desk.hasSalesAccount && <p className="caution">{t('announce.noAccount')}</p>}
      <Steps
        size="small"
        responsive={false}
        current={step}
        onChange={next => {
          if (next <= step || steps.slice(0, next).every((_, at) => ready(at))) setStep(next);
        }}
        items={steps.map(one => ({ title: phone ? '' : one.title }))}
      />
      {phone && <h2>{steps[step]!.title}</h2>}
      <div className={step === last ? 'announce-review' : 'ticket'}>
        {steps[step]!.body}
        {faults.map(fault => (
          <p key={fault.key} className="caution" role="status">
            {t(fault.key, fault.values)}
          </p>
        ))}
        <p className="agreement-buttons">
          {step > 0 && <Button onClick={() => setStep(step - 1)}>{t('deal.back')}</Button>}
          <Button type="primary" htmlType="submit" loading={command.sending} disabled={!ready(step)}>
            {t(step < last ? 'deal.next' : 'announce.submit')}
          </Button>
        </p>
        <Outcome command={command} />
      </div>
    </form>
  );
}
