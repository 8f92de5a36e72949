import { Button, Form, Input } from 'antd';
import { useNavigate } from 'react-router';
import { ContactField, SignInFields } from '../accounting/RegisterPage';
import type { FirstSignIn } from '../api/types';
import { useText } from '../i18n/text';
import { PageFrame } from '../shared/page';
import { RefusalPanel } from '../shared/RefusalPanel';
import { useSending } from '../shared/useSending';
import { useSession } from './session';

/** Somebody appointed in the market chooses his name and password, with the code he was given. */
export default function FirstSignInPage() {
  const { t } = useText();
  const { accept } = useSession();
  const navigate = useNavigate();
  const { problem, sending, send } = useSending();
  const required = { required: true, whitespace: true, message: t('form.required') };
  const enter = ({ again: _, ...fields }: FirstSignIn & { again: string }) =>
    void send(async () => {
      await accept(fields);
      await navigate('/workspace');
    });
  return (
    <PageFrame
      title={t('session.first')}
      lead={t('session.first.lead')}
      back={{ to: '/sign-in', label: t('session.signIn') }}
    >
      <Form<FirstSignIn & { again: string }>
        className="acc-register"
        layout="vertical"
        requiredMark={false}
        onFinish={enter}
      >
        <Form.Item name="code" label={t('session.first.code')} rules={[required]}>
          <Input maxLength={60} autoComplete="one-time-code" autoCapitalize="none" className="figures" autoFocus />
        </Form.Item>
        <ContactField />
        <SignInFields />
        {problem && <RefusalPanel problem={problem} title={t('session.refused')} />}
        <Button type="primary" htmlType="submit" loading={sending}>
          {t('session.first.send')}
        </Button>
      </Form>
    </PageFrame>
  );
}
