import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { SignInFields } from '../accounting/RegisterPage';
import { problemOf } from '../api/client';
import type { FirstSignIn, Problem } from '../api/types';
import { useText } from '../i18n/text';
import { PageFrame } from '../shared/page';
import { RefusalPanel } from '../shared/RefusalPanel';
import { useSession } from './session';

/** Somebody appointed in the market chooses his name and password, with the code he was given. */
export default function FirstSignInPage() {
  const { t } = useText();
  const { accept } = useSession();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  const required = { required: true, whitespace: true, message: t('form.required') };
  const enter = async ({ again: _, ...fields }: FirstSignIn & { again: string }) => {
    setSending(true);
    setProblem(null);
    try {
      await accept(fields);
      await navigate('/workspace');
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setSending(false);
    }
  };
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
        onFinish={fields => void enter(fields)}
      >
        <Form.Item name="code" label={t('session.first.code')} rules={[required]}>
          <Input maxLength={60} autoComplete="one-time-code" autoCapitalize="none" className="figures" autoFocus />
        </Form.Item>
        <Form.Item
          name="contact"
          label={t('acc.register.contact')}
          extra={t('acc.register.contact.help')}
          rules={[required]}
        >
          <Input maxLength={160} autoComplete="email" />
        </Form.Item>
        <SignInFields />
        {problem && <RefusalPanel problem={problem} title={t('session.refused')} />}
        <Button type="primary" htmlType="submit" loading={sending}>
          {t('session.first.send')}
        </Button>
      </Form>
    </PageFrame>
  );
}
