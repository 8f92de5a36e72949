import { Button, Input, InputNumber, Popconfirm } from 'antd';
import { useState, type FormEvent } from 'react';
import type { AuctionDetail, MyAuction } from '../api/types';
import { useApi } from '../api/useApi';
import { currency, fenOf, fullTonnes, price, priceUnit, yuan } from '../format/numbers';
import { useText } from '../i18n/text';
import { RefusalPanel } from '../shared/RefusalPanel';
import { Section } from '../shared/page';
import { Answer } from '../shared/states';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';

/** The caller's own part in an auction: admission, bids, guarantee, and paying for what it won. */
export function BidForm({ detail, changed }: { detail: AuctionDetail; changed: () => void }) {
  const { t } = useText();
  const mine = useApi<MyAuction>(`/auctions/${detail.auction.id}/mine`);
  const again = () => {
    mine.reload();
    changed();
  };
  return (
    <Section title={t('auction.mine')}>
      <Answer state={mine} rows={5}>
        {my => (
          <>
            {my.problem && detail.auction.phase === 'open' && (
              <RefusalPanel problem={my.problem} title={t('auction.notAdmitted')} />
            )}
            <OwnBids detail={detail} my={my} changed={again} />
            {detail.auction.phase === 'open' && my.admitted && <Form detail={detail} my={my} changed={again} />}
            {my.owesFen > 0 && <Payment id={detail.auction.id} my={my} changed={again} />}
          </>
        )}
      </Answer>
    </Section>
  );
}

interface Part {
  detail: AuctionDetail;
  my: MyAuction;
  changed: () => void;
}

function OwnBids({ detail, my, changed }: Part) {
  const { t, language } = useText();
  const command = useCommand();
  if (my.bids.length === 0) return <p className="muted">{t('auction.noBids')}</p>;
  const withdraw = async (bid: number) => {
    if (await command.send('DELETE', `/auctions/${detail.auction.id}/bids/${bid}`)) changed();
  };
  return (
    <>
      <ul className="cards">
        {my.bids.map(bid => (
          <li key={bid.id}>
            <p className="card-head">
              <span className="figures">
                {price(bid.priceFen)} {priceUnit(language)} × {fullTonnes(bid.tonnes)} t
              </span>
              {bid.withdrawn ? (
                <span className="muted">{t('auction.withdrawn')}</span>
              ) : (
                detail.terms.mayWithdraw &&
                detail.auction.phase === 'open' && (
                  <Popconfirm title={t('auction.withdraw.ask')} onConfirm={() => void withdraw(bid.id)}>
                    <Button size="small">{t('auction.withdraw')}</Button>
                  </Popconfirm>
                )
              )}
            </p>
            <p className="card-line muted">
              {t('auction.frozen', { amount: `${yuan(bid.guaranteeFen)} ${currency(language)}` })}
            </p>
          </li>
        ))}
      </ul>
      <Outcome command={command} />
    </>
  );
}

/** Says while typing what would be refused; the market decides. */
function Form({ detail, my, changed }: Part) {
  const { t, language } = useText();
  const command = useCommand();
  const { auction, terms } = detail;
  const [priceText, setPriceText] = useState(auction.reserveFen === null ? '' : price(auction.reserveFen));
  const [tonnes, setTonnes] = useState<number | null>(terms.lot);
  const priceFen = fenOf(priceText);
  const value = priceFen !== null && tonnes !== null ? priceFen * tonnes : null;
  const guarantee = value === null ? null : Math.ceil(value * Number(terms.guarantee));
  const warning = problemOf();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (priceFen === null || tonnes === null) return;
    if (await command.send('POST', `/auctions/${auction.id}/bids`, { priceFen, tonnes })) changed();
  };
  return (
    <form className="ticket" onSubmit={event => void submit(event)}>
      <label>
        <span>{t('auction.price')}</span>
        <Input
          inputMode="decimal"
          value={priceText}
          onChange={event => setPriceText(event.target.value)}
          status={priceFen === null ? 'error' : ''}
          suffix={priceUnit(language)}
        />
        {auction.reserveFen !== null && (
          <span className="help">{t('auction.atLeast', { floor: price(auction.reserveFen) })}</span>
        )}
      </label>
      <label>
        <span>{t('auction.tonnes')}</span>
        <InputNumber<number>
          min={terms.lot}
          step={terms.lot}
          precision={0}
          value={tonnes}
          onChange={setTonnes}
          suffix="t"
        />
        <span className="help">{t('auction.room', { room: fullTonnes(my.room), lot: fullTonnes(terms.lot) })}</span>
      </label>
      <dl className="fields">
        <dt>{t('order.value')}</dt>
        <dd className="figures">{value === null ? '—' : `${yuan(value)} ${currency(language)}`}</dd>
        <dt>{t('auction.guarantee')}</dt>
        <dd className="figures">
          {guarantee === null ? '—' : `${yuan(guarantee)} ${currency(language)}`}{' '}
          <span className="muted">{t('auction.free', { free: yuan(my.freeFen) })}</span>
        </dd>
      </dl>
      {warning && (
        <p className="caution" role="status">
          {warning}
        </p>
      )}
      <p className="small muted">{t('auction.sealed')}</p>
      <Button type="primary" htmlType="submit" loading={command.sending} disabled={priceFen === null || !tonnes}>
        {t('auction.submit')}
      </Button>
      <Outcome command={command} />
    </form>
  );

  function problemOf(): string | null {
    if (my.bidsLeft === 0) return t('auction.noMoreBids', { most: terms.bidsEach });
    if (priceFen === null) return t('order.badPrice');
    if (auction.reserveFen !== null && priceFen < auction.reserveFen) return t('auction.belowFloor');
    if (tonnes !== null && tonnes % terms.lot !== 0) return t('auction.offLot', { lot: fullTonnes(terms.lot) });
    if (tonnes !== null && tonnes > my.room) return t('auction.beyondRoom', { room: fullTonnes(my.room) });
    if (guarantee !== null && guarantee > my.freeFen) return t('auction.noMoney');
    return null;
  }
}

function Payment({ id, my, changed }: { id: number; my: MyAuction; changed: () => void }) {
  const { t, language } = useText();
  const command = useCommand();
  const rest = my.owesFen - my.guaranteeFen;
  const amount = (fen: number) => `${yuan(fen)} ${currency(language)}`;
  const pay = async () => {
    if (await command.send('POST', `/auctions/${id}/payment`)) changed();
  };
  return (
    <>
      <p>
        {t('auction.owes', {
          tonnes: fullTonnes(my.awardedTonnes),
          owes: amount(my.owesFen),
          guarantee: amount(my.guaranteeFen),
          rest: amount(rest),
        })}
      </p>
      {rest > my.freeFen && <p className="caution">{t('auction.payShort', { free: amount(my.freeFen) })}</p>}
      <Button type="primary" loading={command.sending} onClick={() => void pay()}>
        {t('auction.pay')}
      </Button>
      <Outcome command={command} />
    </>
  );
}
