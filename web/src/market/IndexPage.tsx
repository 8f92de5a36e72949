import { Button, Typography } from 'antd';
import { Link, useParams } from 'react-router';
import { apiUrl } from '../api/client';
import type { IndexLine, IndexValue, IndexVersion, Page, PriceIndex } from '../api/types';
import { useApi } from '../api/useApi';
import { percent, price, priceUnit } from '../format/numbers';
import { useText } from '../i18n/text';
import { PageFrame, Section } from '../shared/page';
import { PlainTable } from '../shared/PlainTable';
import { Answer } from '../shared/states';
import { Why } from '../shared/why';
import { useSession } from '../shell/session';
import { IndexActs } from './IndexActs';
import { IndexChart } from './IndexChart';
import { mayDefine, useFinding } from './IndexPanel';
import { IndexReasons } from './IndexReasons';

/** One index: its series, why a day has its value, and its definition in all versions, to be cited. */
export default function IndexPage() {
  const { code = '' } = useParams();
  const { t, say } = useText();
  const { session } = useSession();
  const address = `/indices/${encodeURIComponent(code)}`;
  const index = useApi<PriceIndex>(address);
  const lines = useApi<Page<IndexLine>>('/indices', { size: 100 });
  const values = useApi<Page<IndexValue>>(`${address}/values`, { size: 1000 });
  const line = lines.data?.items.find(one => one.code === code);
  const officer = mayDefine(session?.role);
  const reload = () => {
    index.reload();
    lines.reload();
    values.reload();
  };
  return (
    <PageFrame
      title={index.data ? say(index.data.name) : code}
      lead={t('index.lead')}
      back={{ to: '/prices', label: t('nav.prices') }}
      asOf={index.data?.asOf}
    >
      <Answer state={index} rows={10}>
        {shown => (
          <>
            {line && <Series line={line} values={values.data?.items ?? []} decimals={shown.versions[0]!.decimals} />}
            <div className="split">
              <div>
                <Section
                  title={t('index.definition')}
                  actions={
                    officer && (
                      <Link to={`${address}/revision`}>
                        <Button size="small">{t('index.revise')}</Button>
                      </Link>
                    )
                  }
                >
                  {shown.versions.map(version => (
                    <Version key={version.version} index={shown} version={version} />
                  ))}
                </Section>
              </div>
              <div>
                <IndexReasons code={code} values={values.data?.items ?? []} />
                {officer && <IndexActs changed={reload} />}
              </div>
            </div>
          </>
        )}
      </Answer>
    </PageFrame>
  );
}

function Series({ line, values, decimals }: { line: IndexLine; values: IndexValue[]; decimals: number }) {
  const { t, say } = useText();
  return (
    <IndexChart
      title={useFinding(line)}
      label={say(line.name)}
      values={values}
      decimals={decimals}
      download={apiUrl(`/indices/${encodeURIComponent(line.code)}/values`, { format: 'csv' })}
      source={t('index.source', { date: line.date ?? '—' })}
    />
  );
}

/** One version with everything a reader needs to compute the index again, and how to cite it. */
function Version({ index, version }: { index: PriceIndex; version: IndexVersion }) {
  const { t, say } = useText();
  return (
    <article className="index-version">
      <h3>
        <Why reason={{ position: version.position }}>
          {t('index.version', { version: version.version, date: version.published })}
        </Why>
      </h3>
      <IndexTerms version={version} />
      <p className="prose">{version.note}</p>
      <Typography.Paragraph
        className="small index-cite"
        copyable={{ tooltips: [t('index.cite.copy'), t('index.cite.copied')] }}
      >
        {t('index.cite', {
          name: say(index.name),
          code: index.code,
          version: version.version,
          source: version.source,
          date: version.published,
          position: version.position,
        })}
      </Typography.Paragraph>
    </article>
  );
}

/** Base, weights and rules of a definition, published or not. */
export function IndexTerms({ version }: { version: IndexVersion }) {
  const { t, say, language } = useText();
  return (
    <>
      <dl className="fields">
        <dt>{t('index.base.label')}</dt>
        <dd className="figures">
          {version.baseDate} = {version.baseValue.toFixed(version.decimals)} {t('index.points')}
        </dd>
        <dt>{t('index.weighting')}</dt>
        <dd>{t(`index.weighting.${version.weighting}`)}</dd>
        <dt>{t('index.missing')}</dt>
        <dd>{t(`index.missing.${version.missingDay}`)}</dd>
      </dl>
      <PlainTable
        label={t('index.constituents')}
        head={[
          t('index.constituents'),
          t('index.market'),
          t('index.weight'),
          `${t('index.basePrice')} (${priceUnit(language)})`,
        ]}
        rows={version.constituents.map(one => [
          say(one.name) === one.instrument ? one.instrument : `${one.instrument} ${say(one.name)}`,
          one.market,
          one.weight === null ? '—' : percent(one.weight, 1, 2),
          price(one.basePriceFen),
        ])}
      />
    </>
  );
}
