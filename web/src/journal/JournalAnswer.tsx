import { Link } from 'react-router';
import type { Field, JournalEntry, RuleUse } from '../api/types';
import { useApi } from '../api/useApi';
import { chinaTime } from '../format/dates';
import * as numbers from '../format/numbers';
import { useText } from '../i18n/text';
import { CitationLink, OutcomeMark, StandingMark } from '../shared/marks';
import { RefusalPanel } from '../shared/RefusalPanel';
import { Answer } from '../shared/states';
import { Interval, RuleFigure } from '../rulebook/RuleFigure';

const linkPaths = { entity: '/entities/', unit: '/units/', journal: '/journal/' } as const;

/** The answer to "why?": what was asked, what followed, under which rules, and where it stands in the chain. */
export default function JournalAnswer({ position }: { position: number }) {
  const state = useApi<JournalEntry>(`/journal/${position}`);
  return (
    <Answer state={state} rows={12}>
      {entry => <Entry entry={entry} />}
    </Answer>
  );
}

function Entry({ entry }: { entry: JournalEntry }) {
  const { t, say } = useText();
  return (
    <div className="answer">
      <p className="card-head">
        <Link to={`/journal/${entry.position}`} className="figures">
          #{entry.position.toLocaleString('en-US')}
        </Link>
        <OutcomeMark outcome={entry.outcome} />
      </p>
      <h3>{say(entry.summary)}</h3>
      <p className="muted">
        <span className="figures">{chinaTime(entry.instant)}</span> · {say(entry.actor)} · {t(`role.${entry.role}`)}
        {entry.businessDate && ` · ${t('journal.businessDate')} ${entry.businessDate}`}
      </p>
      {entry.refusal && <RefusalPanel problem={{ ...entry.refusal, position: null }} />}
      <h4>
        {t('why.asked')} <span className="muted">{say(entry.commandName)}</span>
      </h4>
      <Fields fields={entry.command} />
      {entry.events.length > 0 && <h4>{t('why.followed')}</h4>}
      {entry.events.map((event, i) => (
        <section key={`${event.type}-${i}`} className="event">
          <p>
            <strong>{say(event.name)}</strong> <code>{event.type}</code>
          </p>
          <Fields fields={event.fields} />
        </section>
      ))}
      <h4>{t('why.rules')}</h4>
      <Rules rules={entry.rules} />
      <Links entry={entry} />
      <h4>{t('why.chain')}</h4>
      <dl className="fields">
        <dt>{t('why.previous')}</dt>
        <dd>
          <code className="hash">{entry.previousHash}</code>
        </dd>
        <dt>{t('why.hash')}</dt>
        <dd>
          <code className="hash">{entry.hash}</code>
        </dd>
        <dt>{t('why.request')}</dt>
        <dd>
          <code className="hash">{entry.requestId}</code>
        </dd>
      </dl>
    </div>
  );
}

function Rules({ rules }: { rules: RuleUse[] }) {
  const { t, say } = useText();
  if (rules.length === 0) return <p className="muted">{t('why.noRules')}</p>;
  return (
    <ul className="rules-used">
      {rules.map((rule, i) => (
        <li key={`${rule.key}-${i}`}>
          <p className="card-head">
            <Link to={`/parameters/${encodeURIComponent(rule.key)}`}>{say(rule.label)}</Link>
            <RuleFigure rule={rule} />
          </p>
          <p className="small">
            <CitationLink citation={rule.citation} /> <StandingMark standing={rule.standing} />{' '}
            <Interval from={rule.from} through={rule.through} />
          </p>
        </li>
      ))}
    </ul>
  );
}

function Links({ entry }: { entry: JournalEntry }) {
  const { t, say } = useText();
  const links = entry.links.filter(link => link.kind !== 'account');
  if (links.length === 0) return null;
  return (
    <>
      <h4>{t('why.touches')}</h4>
      <ul className="inline-list">
        {links.map(link => (
          <li key={`${link.kind}-${link.id}`}>
            <Link to={`${linkPaths[link.kind as keyof typeof linkPaths]}${encodeURIComponent(link.id)}`}>
              {say(link.label)}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

export function Fields({ fields }: { fields: Field[] }) {
  const { say } = useText();
  return (
    <dl className="fields">
      {fields.map(field => (
        <FieldLine key={field.name} label={say(field.label)} field={field} />
      ))}
    </dl>
  );
}

function FieldLine({ label, field }: { label: string; field: Field }) {
  const { t, language } = useText();
  return (
    <>
      <dt>{label}</dt>
      <dd className="figures">{fieldText(field, language, t('yes'), t('no'))}</dd>
    </>
  );
}

/** A recorded field as a person reads it. */
function fieldText(field: Field, language: 'zh' | 'en', yes: string, no: string): string {
  const { value, unit } = field;
  if (value === null) return '—';
  if (typeof value === 'boolean') return value ? yes : no;
  if (unit === 'instant') return chinaTime(String(value));
  if (typeof value !== 'number') return value;
  if (unit === 'tonnes') return `${numbers.fullTonnes(value)} t`;
  if (unit === 'fen') return `${numbers.yuan(value)} ${numbers.currency(language)}`;
  if (unit === 'fenPerTonne') return `${numbers.price(value)} ${numbers.priceUnit(language)}`;
  return String(value);
}
