import { UserOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useText } from '../i18n/text';
import { useSession } from './session';

/** Who is signed in, or the way to sign in. */
export function Account() {
  const { t, say } = useText();
  const { session, signOut } = useSession();
  const navigate = useNavigate();
  if (session === null) return null;
  if (!session.signedIn) {
    return (
      <Link className="sign-in-link" to="/sign-in">
        {t('session.signIn')}
      </Link>
    );
  }
  const leave = async () => {
    await signOut();
    await navigate('/');
  };
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="account">
          <strong>{say(session.displayName)}</strong>
          <span className="muted">{say(session.organisation?.name)}</span>
          {session.role && <span className="muted">{t(`role.${session.role}`)}</span>}
          <Link to="/workspace">{t('nav.workspace')}</Link>
          <Button onClick={() => void leave()}>{t('session.signOut')}</Button>
        </div>
      }
    >
      <Button
        type="text"
        icon={<UserOutlined aria-hidden />}
        aria-label={t('session.who', { name: say(session.displayName) })}
      />
    </Popover>
  );
}
