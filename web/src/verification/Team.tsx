import { Button, Checkbox, Segmented } from 'antd';
import { useState } from 'react';
import type { VerificationAnswer } from '../api/types';
import { useText } from '../i18n/text';
import { Mark } from '../shared/marks';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';

type Person = VerificationAnswer['staff'][number];
type Part = 'none' | 'member' | 'leader' | 'reviewer';
const parts: Part[] = ['none', 'member', 'leader', 'reviewer'];

/** Why a person cannot take a part in the team; null when nothing is known against it. */
const against = (person: Person, part: Part) =>
  part === 'none'
    ? null
    : (person.against ??
      (part === 'reviewer' ? null : person.againstTeam) ??
      (part === 'leader' ? person.againstLeading : null));

/** Names the team: each of the body's people with what stands for and against them, and one part to choose. */
export function Team({ data, done }: { data: VerificationAnswer; done: () => void }) {
  const { t } = useText();
  const command = useCommand();
  const [chosen, setChosen] = useState<Record<string, Part>>({});
  const [declared, setDeclared] = useState(false);
  const take = (code: string, part: Part) =>
    setChosen(now => {
      const next = { ...now, [code]: part };
      // There is one leader and one reviewer: whoever was it before steps back.
      for (const other of Object.keys(next))
        if (other !== code && next[other] === part && (part === 'leader' || part === 'reviewer'))
          next[other] = part === 'leader' ? 'member' : 'none';
      return next;
    });
  const of = (part: Part) => data.staff.filter(p => chosen[p.code] === part).map(p => p.code);
  const [leader] = of('leader');
  const [reviewer] = of('reviewer');
  const members = data.staff.filter(p => ['leader', 'member'].includes(chosen[p.code] ?? 'none')).map(p => p.code);
  const skilled = data.staff.some(p => members.includes(p.code) && p.skilled);
  const send = async () => {
    const body = { leader, members, reviewer, declared };
    if (await command.send('POST', `/verification/tasks/${data.task.number}/team`, body)) done();
  };
  return (
    <details className="act-form" open>
      <summary>{t('verify.action.clearConflict')}</summary>
      <form
        className="verify-team"
        onSubmit={event => {
          event.preventDefault();
          void send();
        }}
      >
        <ul className="cards">
          {data.staff.map(person => (
            <li key={person.code}>
              <p className="card-head">
                <span>
                  {person.name} <span className="figures muted">{person.code}</span>
                </span>
                <Mark tone={person.against ? 'bad' : person.skilled ? 'good' : 'plain'}>
                  {t(person.against ? 'team.barred' : person.skilled ? 'team.skilled' : 'team.unskilled')}
                </Mark>
              </p>
              <p className="card-line muted">
                <span className="figures">{t('team.given', { given: person.given, most: person.most })}</span>
                <Bars person={person} />
              </p>
              <Segmented<Part>
                className="scrolls"
                aria-label={`${person.name} ${person.code}`}
                value={chosen[person.code] ?? 'none'}
                onChange={part => take(person.code, part)}
                options={parts.map(part => ({
                  value: part,
                  label: t(`team.part.${part}`),
                  disabled: against(person, part) !== null,
                }))}
              />
            </li>
          ))}
        </ul>
        <p className="card-line">
          <span>
            {t('verify.leader')}：{leader ?? '—'}
          </span>
          <span>
            {t('verify.members')}：{members.join(t('list.comma')) || '—'}
          </span>
          <span>
            {t('verify.reviewer')}：{reviewer ?? '—'}
          </span>
          {members.length > 0 && !skilled && <Mark tone="warn">{t('team.noSkill')}</Mark>}
        </p>
        <Checkbox checked={declared} onChange={event => setDeclared(event.target.checked)}>
          {t('team.declare')}
        </Checkbox>
        <Button
          htmlType="submit"
          type="primary"
          loading={command.sending}
          disabled={!declared || leader === undefined || reviewer === undefined}
        >
          {t('verify.action.clearConflict')}
        </Button>
        <Outcome command={command} />
      </form>
    </details>
  );
}

/** What is known against a person, each in the words of the rule. */
function Bars({ person }: { person: Person }) {
  const { say } = useText();
  const known = [person.against, person.againstTeam, person.againstLeading].filter(one => one !== null);
  return known.map((one, i) => <span key={i}>{say(one)}</span>);
}
