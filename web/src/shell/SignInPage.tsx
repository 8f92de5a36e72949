import { Button, Form, Input } from 'antd';
import { Link, useLocation, useNavigate } from 'react-router';
import type { DemoUser, Page, SignIn } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { PageFrame } from '../shared/page';
import { RefusalPanel } from '../shared/RefusalPanel';
import { useSending } from '../shared/useSending';
import { useSession } from './session';

export default function SignInPage() {
  const { t } = useText();
  const { session, signIn } = useSession();
  const navigate = useNavigate();
  const { back } = (useLocation().state ?? {}) as { back?: string };
  const [form] = Form.useForm<SignIn>();
  const { problem, sending, send } = useSending();
  const enter = (credentials: SignIn) =>
    void send(async () => {
      await signIn(credentials);
      await navigate(back ?? '/workspace');
    });
  return (
    <PageFrame title={t('session.signIn')} lead={t('session.lead')}>
      <div className="sign-in">
        <Form<SignIn> form={form} layout="vertical" requiredMark={false} onFinish={enter}>
          <Form.Item name="user" label={t('session.user')} rules={[{ required: true, message: t('form.required') }]}>
            <Input autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('session.password')}
            rules={[{ required: true, message: t('form.required') }]}
          >
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          {problem && <RefusalPanel problem={problem} title={t('session.refused')} />}
          <Button type="primary" htmlType="submit" loading={sending} block>
            {t('session.signIn')}
          </Button>
          <p className="sign-in-register muted">
            {t('acc.register.invite')} <Link to="/accounting/register">{t('acc.register')}</Link>
          </p>
          <p className="sign-in-register muted">
            {t('session.first.invite')} <Link to="/first-sign-in">{t('session.first')}</Link>
          </p>
        </Form>
        {session?.demo && <DemoUsers enter={user => enter({ user: user.user, password: user.password })} />}
      </div>
    </PageFrame>
  );
}

function DemoUsers({ enter }: { enter: (user: DemoUser) => void }) {
  const { t, say } = useText();
  const { data } = useApi<Page<DemoUser>>('/demo-users');
  if (!data?.items.length) return null;
  return (
    <section className="demo-users" aria-labelledby="demo-users">
      <h2 id="demo-users">{t('session.demo')}</h2>
      <ul>
        {data.items.map(user => (
          <li key={user.user}>
            <button type="button" onClick={() => enter(user)}>
              <strong>{say(user.displayName)}</strong>
              <span className="muted">
                {t(`role.${user.role}`)}
                {user.organisation && ` · ${say(user.organisation)}`}
              </span>
              <span>{say(user.purpose)}</span>
              <code>
                {user.user} / {user.password}
              </code>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
