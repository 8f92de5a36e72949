import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { AccountingSite, CompanyBooks, Page, SourceMethod, StakeCause } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { Section } from '../shared/page';
import { Nothing } from '../shared/states';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { Field, Table, plain } from './parts';

const causes: StakeCause[] = ['opened', 'acquired', 'divested', 'closed', 'corrected'];
const categories = Array.from({ length: 16 }, (_, i) => i);

interface Props {
  books: CompanyBooks;
  changed: () => void;
}

/** The boundary: sites with their holds over time; and the sources at them. */
export function SetUp({ books, changed }: Props) {
  const { t, say } = useText();
  return (
    <>
      <Section title={t('acc.sites')}>
        {books.sites.length === 0 ? (
          <Nothing title={t('acc.none')}>{t('acc.none.help')}</Nothing>
        ) : (
          <SiteTable sites={books.sites} />
        )}
      </Section>
      <Section title={t('acc.sources')}>
        {books.sources.length > 0 && (
          <Table
            label={t('acc.sources')}
            numbersFrom={9}
            head={[t('acc.source'), t('acc.site'), t('acc.scope'), t('acc.method'), t('acc.product'), '']}
            rows={books.sources.map(source => [
              say(source.name),
              say(books.sites.find(site => site.id === source.site)?.name),
              <>
                {t(source.scope === 1 ? 'acc.scope1' : source.scope === 2 ? 'acc.scope2' : 'acc.scope3')}
                <span className="fact-note">
                  {source.valueChainCategory > 0 && `${t('acc.category')} ${source.valueChainCategory} · `}
                  {t('acc.iso', { category: source.isoCategory })}
                </span>
              </>,
              <>
                {say(source.method)}
                <span className="fact-note">{source.choices.map(choice => say(choice.value)).join(' · ')}</span>
              </>,
              source.product || '—',
              source.closedFrom ? t('acc.source.closed', { month: source.closedFrom.slice(0, 7) }) : '',
            ])}
          />
        )}
      </Section>
      {books.mine && <Forms books={books} changed={changed} />}
    </>
  );
}

const forms = ['site', 'source', 'stake', 'closure'] as const;

/** One form at a time; a company that has not begun finds the one it needs first open. */
function Forms({ books, changed }: Props) {
  const { t } = useText();
  const first = books.sites.length === 0 ? 'site' : books.sources.length === 0 ? 'source' : null;
  const [chosen, setChosen] = useState<(typeof forms)[number] | null>(null);
  const open = chosen ?? first;
  const names = {
    site: t('acc.site.new'),
    source: t('acc.source.new'),
    stake: t('acc.stake.change'),
    closure: `${t('acc.source.close')} · ${t('acc.source')}`,
  };
  const possible = forms.filter(one => one === 'site' || books.sites.length > 0);
  return (
    <>
      <div className="acc-buttons acc-forms">
        {possible.map(one => (
          <Button
            key={one}
            type={one === open ? 'primary' : 'default'}
            aria-expanded={one === open}
            onClick={() => setChosen(one === open ? null : one)}
          >
            {names[one]}
          </Button>
        ))}
      </div>
      {open === 'site' && <SiteForm changed={changed} />}
      {open === 'source' && <SourceForm books={books} changed={changed} />}
      {open === 'stake' && <StakeForm sites={books.sites} changed={changed} />}
      {open === 'closure' && <CloseForm books={books} changed={changed} />}
    </>
  );
}

interface Hold {
  from: string;
  equityPercent: number;
  operationalControl: boolean;
  financialControl: boolean;
  cause: StakeCause;
}

const firstHold: Hold = {
  from: '2023-01',
  equityPercent: 100,
  operationalControl: true,
  financialControl: true,
  cause: 'opened',
};

/** The fields of a hold on a site, in a new site and in a change alike. */
function HoldFields({ hold, set }: { hold: Hold; set: (hold: Hold) => void }) {
  const { t } = useText();
  return (
    <>
      <Field label={t('acc.from')}>
        <Input type="month" value={hold.from} onChange={event => set({ ...hold, from: event.target.value })} />
      </Field>
      <Field label={t('acc.equity')}>
        <InputNumber
          min={0}
          max={100}
          precision={2}
          value={hold.equityPercent}
          onChange={value => set({ ...hold, equityPercent: value ?? 0 })}
        />
      </Field>
      <div className="choice">
        <Checkbox
          checked={hold.operationalControl}
          onChange={event => set({ ...hold, operationalControl: event.target.checked })}
        >
          {t('acc.control.operational')}
        </Checkbox>
        <Checkbox
          checked={hold.financialControl}
          onChange={event => set({ ...hold, financialControl: event.target.checked })}
        >
          {t('acc.control.financial')}
        </Checkbox>
      </div>
      <Field label={t('acc.cause')}>
        <Select
          value={hold.cause}
          onChange={cause => set({ ...hold, cause })}
          options={causes.map(value => ({ value, label: t(`acc.cause.${value}`) }))}
        />
      </Field>
    </>
  );
}

const bodyOf = (hold: Hold) => ({ ...hold, from: `${hold.from}-01` });

function SiteForm({ changed }: { changed: () => void }) {
  const { t } = useText();
  const command = useCommand();
  const [nameZh, setNameZh] = useState('');
  const [nameEn, setNameEn] = useState('');
  const [region, setRegion] = useState('CN-HB');
  const [hold, setHold] = useState(firstHold);
  const send = async () => {
    if (await command.send('POST', '/accounting/sites', { nameZh, nameEn, region, ...bodyOf(hold) })) changed();
  };
  return (
    <Section title={t('acc.site.new')}>
      <div className="ticket">
        <Field label={t('acc.nameZh')}>
          <Input value={nameZh} maxLength={100} onChange={event => setNameZh(event.target.value)} />
        </Field>
        <Field label={t('acc.nameEn')}>
          <Input value={nameEn} maxLength={100} onChange={event => setNameEn(event.target.value)} />
        </Field>
        <Field label={t('acc.region')} help={t('acc.region.help')}>
          <Input value={region} maxLength={12} onChange={event => setRegion(event.target.value)} />
        </Field>
        <HoldFields hold={hold} set={setHold} />
        <Button type="primary" loading={command.sending} disabled={!nameZh.trim()} onClick={() => void send()}>
          {t('acc.site.new')}
        </Button>
        <Outcome command={command} />
      </div>
    </Section>
  );
}

function StakeForm({ sites, changed }: { sites: AccountingSite[]; changed: () => void }) {
  const { t, say } = useText();
  const command = useCommand();
  const [site, setSite] = useState(sites[0]?.id ?? 0);
  const [reason, setReason] = useState('');
  const [hold, setHold] = useState<Hold>({ ...firstHold, cause: 'acquired' });
  const send = async () => {
    if (await command.send('POST', `/accounting/sites/${site}/stakes`, { ...bodyOf(hold), reason })) changed();
  };
  return (
    <Section title={t('acc.stake.change')}>
      <div className="ticket">
        <Field label={t('acc.site')}>
          <Select
            value={site}
            onChange={setSite}
            options={sites.map(one => ({ value: one.id, label: say(one.name) }))}
          />
        </Field>
        <HoldFields hold={hold} set={setHold} />
        <Field label={t('acc.reason')}>
          <Input value={reason} maxLength={500} onChange={event => setReason(event.target.value)} />
        </Field>
        <Button loading={command.sending} disabled={!reason.trim()} onClick={() => void send()}>
          {t('acc.stake.change')}
        </Button>
        <Outcome command={command} />
      </div>
    </Section>
  );
}

/** A source that stops: no figures from a month on. */
function CloseForm({ books, changed }: Props) {
  const { t, say } = useText();
  const command = useCommand();
  const running = books.sources.filter(one => one.closedFrom === null);
  const [source, setSource] = useState(running[0]?.id);
  const [from, setFrom] = useState('');
  const [reason, setReason] = useState('');
  const send = async () => {
    const body = { from: `${from}-01`, reason };
    if (await command.send('POST', `/accounting/sources/${source}/closure`, body)) changed();
  };
  if (running.length === 0) return null;
  return (
    <Section title={`${t('acc.source.close')} · ${t('acc.source')}`}>
      <div className="ticket">
        <Field label={t('acc.source')}>
          <Select
            value={source}
            onChange={setSource}
            options={running.map(one => ({ value: one.id, label: say(one.name) }))}
          />
        </Field>
        <Field label={t('acc.from')}>
          <Input type="month" value={from} onChange={event => setFrom(event.target.value)} />
        </Field>
        <Field label={t('acc.reason')}>
          <Input value={reason} maxLength={500} onChange={event => setReason(event.target.value)} />
        </Field>
        <Button loading={command.sending} disabled={!from || !reason.trim()} onClick={() => void send()}>
          {t('acc.source.close')}
        </Button>
        <Outcome command={command} />
      </div>
    </Section>
  );
}

const everyMethod = { size: 200 };

function SourceForm({ books, changed }: Props) {
  const { t, say } = useText();
  const command = useCommand();
  const methods = useApi<Page<SourceMethod>>('/accounting/methods', everyMethod).data?.items ?? [];
  const [site, setSite] = useState(books.sites[0]?.id ?? 0);
  const [nameZh, setNameZh] = useState('');
  const [nameEn, setNameEn] = useState('');
  const [wanted, setMethod] = useState('');
  const [scope, setScope] = useState(1);
  const [category, setCategory] = useState(1);
  const [choices, setChoices] = useState<Record<string, string>>({});
  const [product, setProduct] = useState('');
  const [from, setFrom] = useState('2023-01');
  const method = methods.find(one => `${one.id}@${one.version}` === wanted);
  const scopes = method?.energy ? [2, 3] : [1, 3];
  const send = async () => {
    const body = {
      site,
      nameZh,
      nameEn,
      scope,
      valueChainCategory: scope === 3 ? category : 0,
      methodology: method?.id,
      version: method?.version,
      choices: Object.entries(choices).map(([name, code]) => ({ name, code })),
      product,
      from: `${from}-01`,
    };
    if (await command.send('POST', '/accounting/sources', body)) changed();
  };
  return (
    <Section title={t('acc.source.new')}>
      <div className="ticket">
        <Field label={t('acc.site')}>
          <Select
            value={site}
            onChange={setSite}
            options={books.sites.map(one => ({ value: one.id, label: say(one.name) }))}
          />
        </Field>
        <Field label={t('acc.method')}>
          <Select
            value={wanted || undefined}
            onChange={value => {
              setMethod(value);
              setChoices({});
              setScope(methods.find(one => `${one.id}@${one.version}` === value)?.energy ? 2 : 1);
            }}
            options={methods.map(one => ({ value: `${one.id}@${one.version}`, label: say(one.name) }))}
          />
        </Field>
        {method?.choices.map(choice => (
          <Field key={choice.name} label={say(choice.label)}>
            <Select
              allowClear={choice.optional}
              value={choices[choice.name]}
              onChange={value =>
                setChoices(before => {
                  const after = { ...before };
                  if (value) after[choice.name] = value;
                  else delete after[choice.name];
                  return after;
                })
              }
              options={choice.options.map(option => ({ value: option.code, label: say(option.name) }))}
            />
          </Field>
        ))}
        <Field label={t('acc.nameZh')}>
          <Input value={nameZh} maxLength={100} onChange={event => setNameZh(event.target.value)} />
        </Field>
        <Field label={t('acc.nameEn')}>
          <Input value={nameEn} maxLength={100} onChange={event => setNameEn(event.target.value)} />
        </Field>
        <Field label={t('acc.scope')}>
          <Select
            value={scope}
            onChange={setScope}
            options={scopes.map(value => ({ value, label: t(`acc.scope${value}` as 'acc.scope1') }))}
          />
        </Field>
        {scope === 3 && (
          <Field label={t('acc.category')}>
            <Select
              value={category}
              onChange={setCategory}
              options={categories.map(value => ({ value, label: String(value) }))}
            />
          </Field>
        )}
        <Field label={t('acc.product')}>
          <Input value={product} maxLength={100} onChange={event => setProduct(event.target.value)} />
        </Field>
        <Field label={t('acc.from')}>
          <Input type="month" value={from} onChange={event => setFrom(event.target.value)} />
        </Field>
        <Button
          type="primary"
          loading={command.sending}
          disabled={!method || !nameZh.trim()}
          onClick={() => void send()}
        >
          {t('acc.source.new')}
        </Button>
        <Outcome command={command} />
      </div>
    </Section>
  );
}

/** Every site with its holds: since when, how much of it, and whether the company controls it. */
export function SiteTable({ sites }: { sites: AccountingSite[] }) {
  const { t, say } = useText();
  return (
    <Table
      label={t('acc.sites')}
      numbersFrom={9}
      head={[t('acc.site'), t('acc.region'), t('acc.from'), t('acc.equity'), '', t('acc.cause')]}
      rows={sites.flatMap(site =>
        site.stakes.map((stake, i) => [
          i === 0 ? say(site.name) : '',
          i === 0 ? site.region : '',
          <span key="from" className="figures">
            {stake.from.slice(0, 7)}
          </span>,
          `${plain(stake.equityPercent)} %`,
          [
            stake.operationalControl ? t('acc.control.operational') : '',
            stake.financialControl ? t('acc.control.financial') : '',
          ]
            .filter(Boolean)
            .join(' · ') || '—',
          `${t(`acc.cause.${stake.cause}`)}${stake.reason ? ` · ${stake.reason}` : ''}`,
        ]),
      )}
    />
  );
}
