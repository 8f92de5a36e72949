import { useParams } from 'react-router';
import type { VerificationBody } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { DocumentLink } from '../shared/FileField';
import { Fact } from '../shared/figures';
import { Mark } from '../shared/marks';
import { PageFrame, Section } from '../shared/page';
import { Answer } from '../shared/states';
import { useSession } from '../shell/session';
import { BodyStatus } from './BodyStatus';
import { CheckForm, EndingForm, InterestForm, LeavingForm, PersonForm, ProfileForm, useSectors } from './BodyForms';

/** A verification body as its file shows it; the body itself files here, the authority ends interests. */
export default function BodyPage() {
  const { id } = useParams();
  const { t, say } = useText();
  const state = useApi<VerificationBody>(`/verification/bodies/${id}`);
  return (
    <PageFrame
      title={state.data ? say(state.data.name) : t('body.title')}
      lead={t('body.lead')}
      asOf={state.data?.asOf}
      back={{ to: '/verification', label: t('verify.title') }}
    >
      <Answer state={state}>{data => <Body data={data} done={state.reload} />}</Answer>
    </PageFrame>
  );
}

function Body({ data, done }: { data: VerificationBody; done: () => void }) {
  const { t } = useText();
  const { session } = useSession();
  const own = session?.role === 'verifier' && session.organisation?.id === data.participant;
  const filed = data.version > 0;
  return (
    <>
      <BodyStatus data={data} done={done} />
      <Section title={t('body.profile')}>
        {filed ? <Profile data={data} /> : <Mark tone="warn">{t('body.notFiled')}</Mark>}
        {own && <ProfileForm key={data.version} data={data} done={done} />}
      </Section>
      {filed && (
        <>
          <Section title={t('body.checks')}>
            <Checks data={data} />
            {own && <CheckForm data={data} done={done} />}
          </Section>
          <Section title={t('body.people')}>
            <People data={data} />
            {own && <PersonForm data={data} done={done} />}
            {own && data.staff.length > 0 && <LeavingForm data={data} done={done} />}
          </Section>
          <Section title={t('body.interests')}>
            <p className="muted">{t('body.interests.lead')}</p>
            <Interests data={data} />
            {(own || session?.role === 'regulator') && <InterestForm data={data} done={done} />}
            {session?.role === 'regulator' && <EndingForm data={data} done={done} />}
          </Section>
        </>
      )}
    </>
  );
}

function Profile({ data }: { data: VerificationBody }) {
  const { t } = useText();
  const sector = useSectors();
  const join = (items: string[]) => items.join(t('list.comma')) || t('body.none');
  return (
    <dl className="facts">
      <Fact label={t('body.certificate')}>
        {data.certificate || t('body.none')} {data.document && <DocumentLink hash={data.document} name={t('body.document')} />}{' '}
        <span className="muted">{t('body.version', { n: data.version })}</span>
      </Fact>
      <Fact label={t('body.sectors')}>{join(data.sectors.map(sector.name))}</Fact>
      <Fact label={t('body.services')}>
        {join(data.services.map(s => t(`body.service.${s}` as TextKey)))}
      </Fact>
      <Fact label={t('body.groups')}>{join(data.groups)}</Fact>
      <Fact label={t('body.laboratories')}>{join(data.laboratories)}</Fact>
    </dl>
  );
}

function Checks({ data }: { data: VerificationBody }) {
  const { t } = useText();
  const year = Number(data.asOf.instant.slice(0, 4));
  return (
    <>
      {data.checks.every(c => c.year !== year) && <Mark tone="warn">{t('body.noCheck', { year })}</Mark>}
      <ul className="cards">
        {[...data.checks].reverse().map((c, i) => (
          <li key={i}>
            <p className="card-head">
              <span>{c.year}</span>
              <Mark tone={c.broken.length === 0 ? 'good' : 'bad'}>
                {c.broken.length === 0 ? t('body.kept') : t('body.notKept', { items: c.broken.join(t('list.comma')) })}
              </Mark>
            </p>
            <p className="card-line muted">
              <span className="figures">{c.on}</span> {c.remarks}{' '}
              {c.document && <DocumentLink hash={c.document} name={t('body.checkDocument')} />}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

function People({ data }: { data: VerificationBody }) {
  const { t } = useText();
  const sector = useSectors();
  return (
    <ul className="cards">
      {data.staff.map(p => (
        <li key={p.code}>
          <p className="card-head">
            <span>{p.name}</span>
            <span className="figures muted">{p.code}</span>
          </p>
          <p className="card-line muted">
            {data.sectors.every(s => p.skills.includes(s))
              ? t('body.allSectors')
              : p.skills.map(sector.name).join(t('list.comma')) || t('body.none')}
          </p>
          {p.history.map((h, i) => (
            <p key={i} className="card-line muted">
              {t(`body.work.${h.kind}` as TextKey)} {h.employer} {h.from} – {h.through ?? ''}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}

function Interests({ data }: { data: VerificationBody }) {
  const { t, say } = useText();
  if (data.interests.length === 0) return <p className="muted">{t('body.none')}</p>;
  return (
    <ul className="cards">
      {data.interests.map(i => (
        <li key={i.number}>
          <p className="card-head">
            <span>{t(`body.kind.${i.kind}` as TextKey)}</span>
            <Mark tone={i.through ? 'plain' : 'warn'}>
              {i.through ? t('body.ended', { date: i.through }) : t('body.since', { date: i.from })}
            </Mark>
          </p>
          <p className="card-line muted">
            <span>{i.emitter ? say(i.emitter) : t('body.everyone')}</span>
            {i.person && <span>{data.staff.find(p => p.code === i.person)?.name ?? i.person}</span>}
            <span>{i.description}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}
