import type { VerificationBody } from '../api/types';
import { useText } from '../i18n/text';
import { ActForm } from '../oversight/ActForm';
import { Mark } from '../shared/marks';
import { Section } from '../shared/page';
import { useSession } from '../shell/session';

const tones = { active: 'good', suspended: 'warn', closed: 'bad' } as const;

/** Whether the body may act, and its suspension by the authority: its open work stands still with its clock, nothing on
 * file is lost, and each task can be given to another body or go on later. */
export function BodyStatus({ data, done }: { data: VerificationBody; done: () => void }) {
  const { t } = useText();
  const { session } = useSession();
  const path = `/participants/${data.participant}/status`;
  const reason = { name: 'reason', label: t('verify.reason'), kind: 'area' as const };
  return (
    <Section title={t('body.status')}>
      <p>
        <Mark tone={tones[data.status]}>{t(`body.status.${data.status}`)}</Mark>{' '}
        <span className="muted">{t('body.openTasks', { count: data.openTasks })}</span>
      </p>
      {session?.role === 'regulator' && data.status === 'active' && (
        <>
          <p className="muted">{t('body.suspend.help')}</p>
          <ActForm
            title={t('body.suspend')}
            path={path}
            fields={[reason]}
            fixed={{ status: 'suspended' }}
            submit={t('body.suspend')}
            done={done}
            danger
          />
        </>
      )}
      {session?.role === 'regulator' && data.status === 'suspended' && (
        <ActForm
          title={t('body.resume')}
          path={path}
          fields={[reason]}
          fixed={{ status: 'active' }}
          submit={t('body.resume')}
          done={done}
        />
      )}
    </Section>
  );
}
