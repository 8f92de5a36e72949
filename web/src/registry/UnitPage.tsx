import { Input } from 'antd';
import { Link, useNavigate, useParams } from 'react-router';
import type { Page, UnitExample, UnitLife } from '../api/types';
import { useApi } from '../api/useApi';
import { fullTonnes } from '../format/numbers';
import { useText } from '../i18n/text';
import { Fact, FullTonnes, Price } from '../shared/figures';
import { Mark } from '../shared/marks';
import { PageFrame, Section } from '../shared/page';
import { Answer } from '../shared/states';
import { Timeline } from '../shared/Timeline';

const stateTones = { held: 'info', surrendered: 'good', cancelled: 'plain', expired: 'warn' } as const;

export default function UnitPage() {
  const { serial } = useParams();
  const { t } = useText();
  const navigate = useNavigate();
  const life = useApi<UnitLife>(serial ? `/units/${encodeURIComponent(serial)}` : null);
  return (
    <PageFrame title={t('unit.title')} lead={t('unit.lead')} asOf={life.data?.asOf}>
      <Input.Search
        key={serial ?? ''}
        className="unit-search"
        size="large"
        defaultValue={serial ?? ''}
        enterButton={t('unit.search')}
        placeholder={t('unit.placeholder')}
        aria-label={t('unit.serial')}
        onSearch={text => text.trim() && void navigate(`/units/${encodeURIComponent(text.trim())}`)}
      />
      {serial ? <Answer state={life}>{found => <Life life={found} />}</Answer> : <Examples />}
    </PageFrame>
  );
}

function Examples() {
  const { t, say } = useText();
  const state = useApi<Page<UnitExample>>('/units', { examples: true });
  if (!state.data?.items.length) return <p className="muted">{t('unit.where')}</p>;
  return (
    <Section title={t('unit.examples')}>
      <ul className="examples">
        {state.data.items.map(example => (
          <li key={example.serial}>
            <Link className="serial" to={`/units/${encodeURIComponent(example.serial)}`}>
              {example.serial}
            </Link>
            <span>{say(example.reason)}</span>
            <span className="muted">{say(example.unit.name)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Life({ life }: { life: UnitLife }) {
  const { t, say } = useText();
  const steps = life.events.map((event, i) => ({
    key: `${event.position}-${i}`,
    instant: event.instant,
    position: event.position,
    title: say(event.title),
    final: i === life.events.length - 1 && life.state !== 'held',
    detail: (
      <>
        {(event.from || event.to) && (
          <p>
            {event.from ? say(event.from) : t('unit.outside')} → {event.to ? say(event.to) : t('unit.outside')}
          </p>
        )}
        <p className="muted">
          {t('unit.moved', { tonnes: fullTonnes(event.tonnes) })}
          {event.priceFen !== null && (
            <>
              {' · '}
              <Price value={event.priceFen} />
            </>
          )}
        </p>
      </>
    ),
  }));
  return (
    <>
      <p className="unit-serial">
        <span className="serial">{life.serial}</span>
        <Mark tone={stateTones[life.state]}>{t(`unit.state.${life.state}`)}</Mark>
      </p>
      <dl className="facts">
        <Fact label={t('table.unit')}>{say(life.unit.name)}</Fact>
        <Fact label={t('unit.origin')}>{say(life.origin)}</Fact>
        <Fact label={t('unit.traded')}>{t(life.traded ? 'yes' : 'no')}</Fact>
        <Fact label={t('unit.bankable')}>{t(life.bankable ? 'yes' : 'no')}</Fact>
        <Fact
          label={t('unit.block')}
          note={
            <span className="serial">
              {life.block.first} … {life.block.last}
            </span>
          }
        >
          <FullTonnes value={life.block.tonnes} unit />
        </Fact>
      </dl>
      <Section title={t('unit.life')}>
        <Timeline steps={steps} />
      </Section>
    </>
  );
}
