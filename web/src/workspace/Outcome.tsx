import { CheckCircleOutlined } from '@ant-design/icons';
import { chinaTime } from '../format/dates';
import { useText } from '../i18n/text';
import { RefusalPanel } from '../shared/RefusalPanel';
import { Why } from '../shared/why';
import type { CommandState } from './useCommand';

/** What came of a command: the receipt, or the refusal with its rule. */
export function Outcome({ command }: { command: CommandState }) {
  const { t, say } = useText();
  if (command.problem) return <RefusalPanel problem={command.problem} />;
  if (!command.receipt) return null;
  const { receipt } = command;
  return (
    <section className="receipt" role="status">
      <p>
        <CheckCircleOutlined aria-hidden /> {say(receipt.summary)}
      </p>
      <p className="small muted">
        <span className="figures">{chinaTime(receipt.instant)}</span>{' '}
        <Why reason={{ position: receipt.position }}>{t('why.record', { position: receipt.position })}</Why>
      </p>
    </section>
  );
}
