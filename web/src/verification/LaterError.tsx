import type { VerificationAnswer } from '../api/types';
import { useText } from '../i18n/text';
import { ActForm } from '../oversight/ActForm';
import { useSession } from '../shell/session';

const finished = ['notified', 'closed'];

/** The authority enters an error of a finished verification that came to light otherwise than by a recheck; it lowers the
 * body's evaluation. */
export function LaterError({ data, done }: { data: VerificationAnswer; done: () => void }) {
  const { t } = useText();
  const { session } = useSession();
  if (session?.role !== 'regulator' || !data.conclusion || !finished.includes(data.task.stage)) return null;
  return (
    <ActForm
      title={t('verify.laterError')}
      path={`/verification/tasks/${data.task.number}/errors`}
      fields={[
        { name: 'description', label: t('verify.laterError.what'), kind: 'area' },
        { name: 'effect', label: t('verify.laterError.effect'), kind: 'text', numeric: true },
        { name: 'source', label: t('verify.laterError.source'), kind: 'text' },
      ]}
      submit={t('verify.laterError.send')}
      done={done}
    />
  );
}
