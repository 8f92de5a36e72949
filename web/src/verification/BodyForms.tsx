import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { CompliancePage, VerificationBody } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { ActForm } from '../oversight/ActForm';
import { FileField } from '../shared/FileField';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { RowsForm } from './RowsForm';

interface Props {
  data: VerificationBody;
  done: () => void;
}

const services = [
  'verification', 'allowanceConsulting', 'assetManagement', 'emissionConsulting', 'calibration', 'testing', 'training',
];
/** The eight prohibitions in their order, then the other kinds of interest. */
const kinds = [
  'allowanceConsulting', 'giftOrContract', 'assetManagement', 'ownershipTie', 'emissionConsulting', 'sharedManager',
  'personalTie', 'consultantHint', 'laboratoryTie', 'declared',
];

/** Sectors of the covered entities and their names. */
export function useSectors() {
  const { say } = useText();
  const sectors = useApi<CompliancePage>('/compliance', { size: 1 }).data?.sectors ?? [];
  return {
    options: sectors.map(s => ({ value: s.id, label: say(s.name) })),
    name: (id: string) => say(sectors.find(s => s.id === id)?.name) || id,
  };
}

export function ProfileForm({ data, done }: Props) {
  const { t } = useText();
  const sectors = useSectors();
  const command = useCommand();
  const [profile, setProfile] = useState({
    sectors: data.sectors,
    services: data.version > 0 ? data.services : ['verification'],
    groups: data.groups,
    laboratories: data.laboratories,
    certificate: data.certificate,
    document: data.document,
  });
  const lists = [
    { name: 'sectors', label: t('body.sectors'), options: sectors.options },
    {
      name: 'services',
      label: t('body.services'),
      options: services.map(value => ({ value, label: t(`body.service.${value}` as TextKey) })),
    },
    { name: 'groups', label: t('body.groups'), options: null },
    { name: 'laboratories', label: t('body.laboratories'), options: null },
  ] as const;
  const send = async () => {
    if (await command.send('POST', `/verification/bodies/${data.participant}/profile`, profile)) done();
  };
  return (
    <details className="act-form" open={data.version === 0}>
      <summary>{t('body.file')}</summary>
      <form
        className="ticket oversight-form"
        onSubmit={event => {
          event.preventDefault();
          void send();
        }}
      >
        {lists.map(list => (
          <label key={list.name}>
            <span>{list.label}</span>
            <Select
              mode={list.options ? 'multiple' : 'tags'}
              optionFilterProp="label"
              aria-label={list.label}
              value={profile[list.name]}
              onChange={value => setProfile(now => ({ ...now, [list.name]: value }))}
              options={list.options ? [...list.options] : []}
            />
          </label>
        ))}
        <label>
          <span>{t('body.certificate')}</span>
          <Input
            maxLength={200}
            value={profile.certificate}
            onChange={event => setProfile(now => ({ ...now, certificate: event.target.value }))}
          />
        </label>
        <div className="file-entry">
          <span>{t('body.document')}</span>
          <FileField
            label={t('body.document')}
            hashes={profile.document ? [profile.document] : []}
            set={hashes => setProfile(now => ({ ...now, document: hashes[0] ?? '' }))}
          />
        </div>
        <Button htmlType="submit" type="primary" loading={command.sending}>
          {t('body.file')}
        </Button>
        <Outcome command={command} />
      </form>
    </details>
  );
}

/** Enters a person or, when one on record is chosen by certificate, replaces what is there. */
export function PersonForm({ data, done }: Props) {
  const { t } = useText();
  const [chosen, setChosen] = useState('');
  return (
    <details className="act-form">
      <summary>{t('body.enter')}</summary>
      <Select
        style={{ minWidth: 240, maxWidth: '100%' }}
        aria-label={t('body.people')}
        value={chosen}
        onChange={setChosen}
        options={[
          { value: '', label: t('body.enter') },
          ...data.staff.map(p => ({ value: p.code, label: `${p.name} ${p.code}` })),
        ]}
      />
      <PersonFields key={chosen} data={data} done={done} code={chosen} />
    </details>
  );
}

function PersonFields({ data, done, code }: Props & { code: string }) {
  const { t } = useText();
  const sectors = useSectors();
  const found = data.staff.find(p => p.code === code);
  const [person, setPerson] = useState({
    code,
    name: found?.name ?? '',
    user: found?.user ?? null,
    skills: found?.skills ?? [],
  });
  return (
    <RowsForm
      open
      title={t('body.history')}
      path={`/verification/bodies/${data.participant}/people`}
      fields={[
        { name: 'employer', label: t('body.employer'), kind: 'text' },
        {
          name: 'kind',
          label: t('verify.kind'),
          kind: 'choice',
          options: ['employee', 'manager', 'consultant'].map(value => ({
            value,
            label: t(`body.work.${value}` as TextKey),
          })),
        },
        { name: 'from', label: t('verify.from'), kind: 'date' },
        { name: 'through', label: t('verify.through'), kind: 'date' },
      ]}
      initial={(found?.history ?? []).map(h => ({ ...h }))}
      fresh={{ employer: '', kind: 'employee', from: '', through: null }}
      body={rows => ({
        ...person,
        user: Number(person.user),
        history: rows
          .filter(row => row['employer'])
          .map(row => ({ ...row, from: row['from'] || null, through: row['through'] || null })),
      })}
      submit={t('body.save')}
      done={done}
    >
      <div className="ticket oversight-form">
        {(['code', 'name'] as const).map(name => (
          <label key={name}>
            <span className="small muted">{t(`body.${name}`)}</span>
            <Input
              maxLength={100}
              disabled={name === 'code' && found !== undefined}
              value={person[name]}
              onChange={event => setPerson(now => ({ ...now, [name]: event.target.value }))}
            />
          </label>
        ))}
        <label>
          <span className="small muted">{t('body.user')}</span>
          <Select
            aria-label={t('body.user')}
            value={person.user}
            onChange={user => setPerson(now => ({ ...now, user }))}
            options={data.users.map(u => ({ value: u.user, label: `${u.name} ${u.user}` }))}
          />
        </label>
        <label>
          <span className="small muted">{t('body.sectors')}</span>
          <Select
            mode="multiple"
            maxTagCount={2}
            optionFilterProp="label"
            aria-label={t('body.sectors')}
            value={person.skills}
            onChange={skills => setPerson(now => ({ ...now, skills }))}
            options={sectors.options}
          />
        </label>
      </div>
    </RowsForm>
  );
}

export function LeavingForm({ data, done }: Props) {
  const { t } = useText();
  return (
    <ActForm
      title={t('body.leave')}
      path={`/verification/bodies/${data.participant}/people/leaving`}
      fields={[
        { name: 'code', label: t('body.people'), kind: 'choice', options: people(data) },
        { name: 'on', label: t('verify.date'), kind: 'date' },
      ]}
      submit={t('body.leave')}
      done={done}
    />
  );
}

export function CheckForm({ data, done }: Props) {
  const { t } = useText();
  const year = Number(data.asOf.instant.slice(0, 4));
  return (
    <ActForm
      title={t('body.check', { year })}
      path={`/verification/bodies/${data.participant}/self-checks`}
      fixed={{ year }}
      fields={[
        {
          name: 'broken',
          label: t('body.broken'),
          kind: 'choices',
          optional: true,
          numeric: true,
          options: kinds.slice(0, 8).map((kind, i) => ({
            value: String(i + 1),
            label: t(`body.kind.${kind}` as TextKey),
          })),
        },
        { name: 'remarks', label: t('verify.remarks'), kind: 'area', optional: true },
        { name: 'document', label: t('body.checkDocument'), kind: 'file', optional: true },
      ]}
      submit={t('body.check', { year })}
      done={done}
    />
  );
}

export function InterestForm({ data, done }: Props) {
  const { t, say } = useText();
  return (
    <ActForm
      title={t('body.declare')}
      path={`/verification/bodies/${data.participant}/interests`}
      fields={[
        {
          name: 'kind',
          label: t('body.interest'),
          kind: 'choice',
          options: kinds.map(value => ({ value, label: t(`body.kind.${value}` as TextKey) })),
        },
        {
          name: 'emitter',
          label: t('body.toward'),
          kind: 'choice',
          numeric: true,
          optional: true,
          options: data.emitters.map(e => ({ value: e.participant, label: say(e.name) })),
          help: t('body.toward.help'),
        },
        {
          name: 'person',
          label: t('body.person'),
          kind: 'choice',
          options: people(data),
          asked: values => values['kind'] === 'personalTie',
        },
        { name: 'from', label: t('verify.from'), kind: 'date' },
        { name: 'through', label: t('verify.through'), kind: 'date', optional: true },
        { name: 'description', label: t('verify.description'), kind: 'area' },
      ]}
      submit={t('body.declare')}
      done={done}
    />
  );
}

/** Only the authority ends what bars a body. */
export function EndingForm({ data, done }: Props) {
  const { t } = useText();
  const open = data.interests.filter(i => i.through === null);
  if (open.length === 0) return null;
  return (
    <ActForm
      title={t('body.end')}
      path={values => `/verification/interests/${String(values['interest'])}/ending`}
      fields={[
        {
          name: 'interest',
          label: t('body.interest'),
          kind: 'choice',
          options: open.map(i => ({
            value: String(i.number),
            label: `${i.number} ${t(`body.kind.${i.kind}` as TextKey)}`,
          })),
        },
        { name: 'on', label: t('verify.date'), kind: 'date' },
        { name: 'reason', label: t('verify.reason'), kind: 'area' },
      ]}
      submit={t('body.end')}
      done={done}
    />
  );
}

const people = (data: VerificationBody) => data.staff.map(p => ({ value: p.code, label: `${p.name} ${p.code}` }));
