import { Button, Input, InputNumber, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { FootprintNeutrality, FootprintRetirement, InventoryBook } from '../api/types';
import { useApi } from '../api/useApi';
import { grouped } from '../format/numbers';
import { useText } from '../i18n/text';
import { FullTonnes } from '../shared/figures';
import { Mark } from '../shared/marks';
import { Section } from '../shared/page';
import { Answer, Nothing } from '../shared/states';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { BasisSelect, Field, Table, tonnes, useBasis } from './parts';

/** What the footprint asks for, what is retired for it, and the claim. */
export function NeutralityTab({ book, path }: { book: InventoryBook; path: string }) {
  const { t } = useText();
  const state = useApi<FootprintNeutrality>(`${path}/neutrality`);
  return (
    <Answer state={state} rows={8}>
      {neutrality => (
        <>
          <p className="muted acc-help">{t('acc.neutral.lead')}</p>
          {neutrality.issued ? (
            <Needs neutrality={neutrality} />
          ) : (
            <Nothing title={t('acc.neutral.notIssued')}>{t('acc.neutral.notIssued.help')}</Nothing>
          )}
          {neutrality.certificates.length > 0 && (
            <Section title={t('acc.neutral.certificates')}>
              <ul className="cards">
                {neutrality.certificates.map(one => (
                  <li key={one.number}>
                    <div className="card-head">
                      <Link className="figures" to={`/accounting/certificates/${one.number}`}>
                        {one.number}
                      </Link>
                      <span className="muted">{t(`acc.basis.${one.basis}`)}</span>
                    </div>
                    <div className="card-line figures">
                      <span>
                        {tonnes(one.footprint)} t → {grouped(String(one.retired))} t
                      </span>
                      <span>{one.date}</span>
                    </div>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <Retirements rows={neutrality.retirements} />
          {book.mine && neutrality.issued && <Retire neutrality={neutrality} changed={state.reload} />}
        </>
      )}
    </Answer>
  );
}

function Needs({ neutrality }: { neutrality: FootprintNeutrality }) {
  const { t } = useText();
  return (
    <Section title={t('acc.neutral.need')}>
      <Table
        label={t('acc.neutral.need')}
        head={[
          t('acc.basis'),
          `${t('acc.certificate.footprint')} t`,
          t('acc.neutral.need'),
          t('acc.neutral.retired'),
          t('acc.neutral.missing'),
        ]}
        rows={neutrality.needs.map(need => [
          t(`acc.basis.${need.basis}`),
          tonnes(need.footprint),
          <FullTonnes key="needed" value={need.needed} />,
          <FullTonnes key="retired" value={neutrality.retired} />,
          need.missing === 0 ? (
            <Mark key="done" tone="good">
              {t('acc.neutral.done')}
            </Mark>
          ) : (
            <strong key="missing">{grouped(String(need.missing))}</strong>
          ),
        ])}
      />
    </Section>
  );
}

export function Retirements({ rows }: { rows: FootprintRetirement[] }) {
  const { t } = useText();
  if (rows.length === 0) return null;
  return (
    <Section title={t('acc.neutral.retirements')}>
      <Table
        label={t('acc.neutral.retirements')}
        numbersFrom={4}
        head={[t('acc.certificate.registry'), t('acc.neutral.unit'), t('table.date'), t('acc.neutral.purpose'), 't']}
        rows={rows.map(one => [
          <span key="number" className="figures nowrap">
            {one.certificate}
            {one.revoked && <span className="fact-note">{t('acc.neutral.revoked')}</span>}
          </span>,
          one.kind.toUpperCase(),
          <span key="date" className="figures nowrap">
            {one.date}
          </span>,
          one.purpose,
          grouped(String(one.tonnes)),
        ])}
      />
    </Section>
  );
}

/** Asks the registry for the account that retirements are made from. */
function Application({ neutrality, changed }: { neutrality: FootprintNeutrality; changed: () => void }) {
  const { t } = useText();
  const command = useCommand();
  const { appliedOn, declined } = neutrality;
  const apply = async () => {
    if (await command.send('POST', '/registry/applications', {})) changed();
  };
  return (
    <>
      <Nothing title={t('acc.neutral.noAccount')}>
        {appliedOn === null
          ? t('acc.neutral.noAccount.help')
          : declined === null
            ? t('acc.neutral.applied', { date: appliedOn })
            : t('acc.neutral.declined', { date: appliedOn, reason: declined })}
      </Nothing>
      {(appliedOn === null || declined !== null) && (
        <Button type="primary" loading={command.sending} onClick={() => void apply()}>
          {t('acc.neutral.apply')}
        </Button>
      )}
      <Outcome command={command} />
    </>
  );
}

function Retire({ neutrality, changed }: { neutrality: FootprintNeutrality; changed: () => void }) {
  const { t, say } = useText();
  const command = useCommand();
  const [basis, setBasis] = useBasis();
  const [kind, setKind] = useState(neutrality.holdings[0]?.kind);
  const [quantity, setQuantity] = useState<number | null>(null);
  const [purpose, setPurpose] = useState('');
  const path = `/accounting/inventories/${neutrality.year}`;
  const need = neutrality.needs.find(one => one.basis === basis);
  const declared = neutrality.certificates.some(one => one.basis === basis && !one.overtaken);
  const retire = async () => {
    if (await command.send('POST', `${path}/retirements`, { basis, kind, tonnes: quantity, purpose })) {
      setQuantity(null);
      changed();
    }
  };
  const declare = async () => {
    if (await command.send('POST', `${path}/neutrality`, { basis })) changed();
  };
  return (
    <Section title={t('acc.neutral.retire')}>
      <div className="ticket">
        <Field label={t('acc.basis')}>
          <BasisSelect value={basis} onChange={setBasis} />
        </Field>
        {need && need.missing === 0 && !declared && (
          <Button type="primary" loading={command.sending} onClick={() => void declare()}>
            {t('acc.neutral.declare')}
          </Button>
        )}
        {need && need.missing > 0 && neutrality.account === null && (
          <Application neutrality={neutrality} changed={changed} />
        )}
        {need && need.missing > 0 && neutrality.account !== null && neutrality.holdings.length === 0 && (
          <Nothing title={t('acc.neutral.noUnits')} />
        )}
        {need && need.missing > 0 && neutrality.holdings.length > 0 && (
          <>
            <Field label={t('acc.neutral.unit')}>
              <Select
                value={kind}
                onChange={setKind}
                options={neutrality.holdings.map(one => ({
                  value: one.kind,
                  label: `${say(one.name)} · ${grouped(String(one.available))} t`,
                }))}
              />
            </Field>
            <Field label={t('acc.neutral.tonnes')} help={`${t('acc.neutral.missing')} ${grouped(String(need.missing))} t`}>
              <InputNumber min={1} precision={0} value={quantity} onChange={setQuantity} />
            </Field>
            <Field label={t('acc.neutral.purpose')}>
              <Input value={purpose} maxLength={500} onChange={event => setPurpose(event.target.value)} />
            </Field>
            <Popconfirm
              title={t('acc.neutral.ask', { tonnes: grouped(String(quantity ?? 0)) })}
              onConfirm={() => void retire()}
            >
              <Button type="primary" loading={command.sending} disabled={!quantity || !purpose.trim()}>
                {t('acc.neutral.retire')}
              </Button>
            </Popconfirm>
          </>
        )}
        <Outcome command={command} />
      </div>
    </Section>
  );
}
